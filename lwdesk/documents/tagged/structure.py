"""The tree of a document as objects of its file, written directly: there are hundreds on a page."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject, PDFObjectReference

from lwdesk.documents.tagged.glyphs import number
from lwdesk.documents.tagged.objects import dictionary, text_string
from lwdesk.documents.tagged.tree import Content, Element, Kind

_ROOT = "StructTreeRoot"


def write_tree(doc: Any, tree: Element, owners: Sequence[Sequence[Element]]) -> None:  # noqa: ANN401 - the library ships no types
    """Write each element, and for each page whose its marked stretches are."""
    names = {element: f"Struct{number}" for number, element in enumerate(tree.walk(), 1)}
    parents = {kid: names[element] for element in names for kid in element.kids if isinstance(kid, Element)}
    for element, name in names.items():
        doc.Reference(_Node(element, parents.get(element, _ROOT), names), name)
    root = dictionary(Type="StructTreeRoot", ParentTreeNextKey=len(owners))
    root["K"] = PDFObjectReference(names[tree])
    root["ParentTree"] = doc.Reference(_Owners(owners, names), "ParentTree")
    doc.Catalog.StructTreeRoot = doc.Reference(root, _ROOT)


class _Owners(PDFObject):
    """Whose each marked stretch of each page is."""

    def __init__(self, owners: Sequence[Sequence[Element]], names: dict[Element, str]) -> None:
        self._owners, self._names = owners, names

    def format(self, document: Any) -> bytes:  # noqa: ANN401 - the library ships no types
        at = document.idToObjectNumberAndVersion
        pages = (
            f"{page} [{' '.join(_reference(at, self._names[owner]) for owner in those)}]"
            for page, those in enumerate(self._owners)
        )
        return f"<< /Nums [{' '.join(pages)}] >>".encode("ascii")


class _Node(PDFObject):
    """One element; the numbers of what it names are known when the file is put together."""

    def __init__(self, element: Element, parent: str, names: dict[Element, str]) -> None:
        self._element, self._parent, self._names = element, parent, names

    def format(self, document: Any) -> bytes:  # noqa: ANN401 - the library ships no types
        at = document.idToObjectNumberAndVersion
        return " ".join(("<<", *self._entries(at), ">>")).encode("ascii")

    def _entries(self, at: dict[str, tuple[int, int]]) -> Iterator[str]:
        element = self._element
        yield f"/Type /StructElem /S /{element.kind} /P {_reference(at, self._parent)}"
        for key, text in (("Lang", element.language), ("ActualText", element.actual), ("Alt", element.alt)):
            if text is not None:
                yield f"/{key} {text_string(text)}"
        yield f"/K [{' '.join(self._kid(kid, at) for kid in element.kids)}]"
        if element.scope:
            yield f"/A << /O /Table /Scope /{element.scope} >>"
        if element.box:
            yield f"/A << /O /Layout /BBox [{' '.join(map(number, element.box))}] >>"
        if element.kind is Kind.L:
            yield f"/A << /O /List /ListNumbering /{element.numbering} >>"

    def _kid(self, kid: Element | Content, at: dict[str, tuple[int, int]]) -> str:
        if isinstance(kid, Element):
            return _reference(at, self._names[kid])
        return f"<< /Type /MCR /Pg {_reference(at, f'Page{kid.page + 1}')} /MCID {kid.number} >>"


def _reference(at: dict[str, tuple[int, int]], name: str) -> str:
    number, version = at[name]
    return f"{number} {version} R"
