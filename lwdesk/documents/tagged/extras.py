"""What a file offers beside its pages: bookmarks for its headings, and files that are put into it."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

from lwdesk.documents.tagged.objects import dictionary, stamp, stream
from lwdesk.documents.tagged.tree import Element, Kind

_LEVELS = {Kind.H1: 1, Kind.H2: 2, Kind.H3: 3}
_ROOT = "OutlineRoot"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file, such as the same data for machines."""

    name: str
    content: bytes
    media_type: str = "application/json"
    about: str = ""


@dataclass(slots=True)
class _Bookmark:
    name: str
    level: int
    element: Element
    kids: "list[_Bookmark]" = field(default_factory=list)


class _Written:
    """Stands in for the bookmarks of ReportLab, which would take ours away."""

    ready = 1

    def prepare(self, *_asked: object) -> None:
        """Do nothing: they are written."""


def write_outline(doc: Any, tree: Element) -> None:  # noqa: ANN401 - the library ships no types
    """Write a bookmark for each heading, lower levels below higher ones."""
    root = _bookmarks(tree)
    if not root.kids:
        return
    doc.Reference(_with_kids(dictionary(Type="Outlines"), root), _ROOT)
    for parent, place, mark in _walk(root):
        doc.Reference(_entry(parent, place, mark), mark.name)
    doc.Catalog.Outlines, doc.Catalog.PageMode = PDFObjectReference(_ROOT), PDFName("UseOutlines")
    doc.Outlines = _Written()


def _bookmarks(tree: Element) -> _Bookmark:
    root = _Bookmark(_ROOT, 0, tree)
    way = [root]
    headings = [element for element in tree.walk() if element.kind in _LEVELS and element.place]
    for number, element in enumerate(headings, 1):
        mark = _Bookmark(f"Outline{number}", _LEVELS[element.kind], element)
        while way[-1].level >= mark.level:
            way.pop()
        way[-1].kids.append(mark)
        way.append(mark)
    return root


def _walk(parent: _Bookmark) -> Iterator[tuple[_Bookmark, int, _Bookmark]]:
    for place, mark in enumerate(parent.kids):
        yield parent, place, mark
        yield from _walk(mark)


def _entry(parent: _Bookmark, place: int, mark: _Bookmark) -> PDFDictionary:
    written = PDFDictionary(
        {"Title": PDFString(mark.element.title), "Parent": PDFObjectReference(parent.name)}
    )
    for key, other in (("Prev", place - 1), ("Next", place + 1)):
        if 0 <= other < len(parent.kids):
            written[key] = PDFObjectReference(parent.kids[other].name)
    assert mark.element.place is not None
    page, top = mark.element.place
    written["Dest"] = PDFArray([PDFObjectReference(f"Page{page + 1}"), PDFName("XYZ"), 0, round(top, 3), 0])
    return _with_kids(written, mark)


def _with_kids(written: PDFDictionary, mark: _Bookmark) -> PDFDictionary:
    if mark.kids:
        written["First"] = PDFObjectReference(mark.kids[0].name)
        written["Last"] = PDFObjectReference(mark.kids[-1].name)
        written["Count"] = sum(1 for _mark in _walk(mark))
    return written


def attach(doc: Any, attachments: Sequence[Attachment], made_at: datetime) -> None:  # noqa: ANN401 - the library ships no types
    """Put files into the file, each named as data of the document."""
    named: list[object] = []
    for one in sorted(attachments, key=lambda one: one.name):
        named += [PDFString(one.name), doc.Reference(_file(doc, one, made_at))]
    catalog = doc.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.Names = dictionary(EmbeddedFiles=dictionary(Names=PDFArray(named)))
    catalog.AF = PDFArray(named[1::2])


def _file(doc: Any, one: Attachment, made_at: datetime) -> PDFDictionary:  # noqa: ANN401 - the library ships no types
    embedded = stream(one.content, Type="EmbeddedFile")
    said = dictionary(Size=len(one.content), ModDate=PDFString(stamp(made_at)))
    said["CheckSum"] = "<" + hashlib.md5(one.content, usedforsecurity=False).hexdigest() + ">"
    embedded.dictionary["Params"] = said
    embedded.dictionary["Subtype"] = "/" + one.media_type.replace("/", "#2F")
    content = doc.Reference(embedded)
    file = dictionary(Type="Filespec", AFRelationship="Data", EF=dictionary(F=content, UF=content))
    for key, text in (("F", one.name), ("UF", one.name), ("Desc", one.about or one.name)):
        file[key] = PDFString(text)
    return file
