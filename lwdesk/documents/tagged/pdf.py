"""Pages, faces and metadata of a PDF/UA file; it, `objects`, `structure` and `extras` reach into ReportLab.

What it relies on is held by tests/unit/test_documents_reportlab.py, which fails when a release changes it.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString
from reportlab.pdfgen.canvas import Canvas

from lwdesk.documents.tagged import metadata, standard
from lwdesk.documents.tagged.embed import UsedFace
from lwdesk.documents.tagged.extras import Attachment, attach, write_outline
from lwdesk.documents.tagged.glyphs import Shown, number
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.objects import dictionary, stamp, stream
from lwdesk.documents.tagged.structure import write_tree
from lwdesk.documents.tagged.tree import Content, Element, Kind
from lwdesk.documents.text.fonts import Face

A4 = (595.276, 841.89)
_SYMBOLIC = 4  # flag of a face whose glyphs are no fixed alphabet


class TaggedCanvas(Canvas):
    """A canvas whose every mark belongs to an element of the tree or is an artifact."""

    def __init__(self, about: About, size: tuple[float, float] = A4) -> None:
        self._target, self._follows = BytesIO(), standard.followed()
        how = {"pageCompression": 1, "invariant": 1, "lang": about.language}
        how |= {"pdfVersion": self._follows.version}
        super().__init__(self._target, size, **how)  # type: ignore[no-untyped-call]  # the library ships no types
        self.about = about
        self.tree = Element(Kind.DOCUMENT, about.language)
        self._faces: dict[Face, UsedFace] = {}
        self._owners: list[list[Element]] = [[]]
        self._open: list[str] = []
        self._pieces: list[tuple[Element | None, list[str]]] = []
        self._places: dict[Element, int] = {}
        self._decorating = False
        self._fingerprint = hashlib.sha256(metadata.xmp(about, self._follows))
        self._doc.info = _Information(about)
        self._doc.delayedFonts.append(self)

    @property
    def page(self) -> int:
        """Return the number of the page that is drawn, counted from zero."""
        return len(self._owners) - 1

    def put(self, operators: str | Iterable[str]) -> None:
        """Append operators to the page; they stand inside `content` or `artifact`."""
        if not self._open:
            raise UntaggedMarkError
        self._code.extend([operators] if isinstance(operators, str) else operators)

    def show(self, shown: Shown, x: float, y: float) -> None:
        """Draw glyphs at their place."""
        for face, word in shown.words:
            if face not in self._faces:
                self._faces[face] = UsedFace(face)
            self._faces[face].note(word)
        self.put((f"BT 1 0 0 1 {number(x)} {number(y)} Tm", shown.operators, "ET"))

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Let what is drawn belong to `element`."""
        if self._decorating:
            with self.artifact():
                yield
            return
        number = len(self._owners[-1])
        self._owners[-1].append(element)
        element.kids.append(Content(self.page, number))
        with self._marked(f"/{element.kind} <</MCID {number}>> BDC", element):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Let what is drawn be decoration that is not read aloud."""
        with self._marked("/Artifact BMC"):
            yield

    @contextmanager
    def decorating(self) -> Iterator[None]:
        """Let content that is drawn once more be decoration: heads of tables, headers and footers."""
        before, self._decorating = self._decorating, True
        yield
        self._decorating = before

    @contextmanager
    def _marked(self, opening: str, owner: Element | None = None) -> Iterator[None]:
        if self._open:
            raise UntaggedMarkError
        self._open.append(opening)
        begin = len(self._code)
        self._code.append(opening)
        yield
        self._code.append("EMC")
        self._pieces.append((owner, self._code[begin:]))
        self._open.pop()

    def _in_order(self) -> list[str]:
        """Return what is on the page as it is read: columns one after the other, decoration before all."""
        if any(owner and owner not in self._places for owner, _code in self._pieces):
            self._places = {element: place for place, element in enumerate(self.tree.walk())}
        pieces = sorted(self._pieces, key=lambda piece: self._places[piece[0]] if piece[0] else -1)
        self._pieces = []
        return [code for _owner, codes in pieces for code in codes]

    def showPage(self) -> None:
        """Close the page, give it its place in the tree and its own stream."""
        self._code = self._in_order()
        super().showPage()  # type: ignore[no-untyped-call]  # the library ships no types
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self.page, PDFName("S")
        drawn = page.stream.encode("ascii")
        self._fingerprint.update(drawn)
        page.Contents = stream(drawn)
        self._owners.append([])

    def finish(self, attachments: Sequence[Attachment] = (), *, outline: bool = False) -> bytes:
        """Return the file, with bookmarks of its headings and files put into it where they are wanted."""
        if self._code:
            self.showPage()
        del self._owners[-1]
        self._describe()
        write_tree(self._doc, self.tree, self._owners)
        if outline:
            write_outline(self._doc, self.tree)
        if attachments and self._follows.attachments:
            attach(self._doc, attachments, self.about.made_at)
            self._fingerprint.update(b"".join(one.content for one in attachments))
        print_of_all = self._fingerprint.hexdigest()[:32].encode()
        self._doc._ID = b"\n[<" + print_of_all + b"><" + print_of_all + b">]\n"  # noqa: SLF001 - this module's matter
        self._doc.SaveToFile(self._target, self)
        return self._target.getvalue()

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        """Write the faces; ReportLab calls this when the file is put together."""
        fonts = doc.idToObject[pdfdoc.BasicFonts].dict
        for used in self._faces.values():
            fonts[used.face.name] = _font(doc, used, lists_glyphs=self._follows.lists_glyphs)

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"  # the library's own would name Helvetica

    def _describe(self) -> None:
        doc = self._doc
        catalog: Any = doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        told = metadata.xmp(self.about, self._follows)
        catalog.Metadata = doc.Reference(stream(told, packed=False, Type="Metadata", Subtype="XML"))
        profile = doc.Reference(stream(_profile(), packed=False, N=3, Filter="FlateDecode"))
        intent = dictionary(Type="OutputIntent", S="GTS_PDFA1", DestOutputProfile=profile)
        intent["OutputConditionIdentifier"] = intent["Info"] = PDFString("sRGB IEC61966-2.1")
        catalog.OutputIntents = PDFArray([intent])
        catalog.MarkInfo = dictionary(Marked="true")
        catalog.ViewerPreferences = dictionary(DisplayDocTitle="true")


class UntaggedMarkError(Exception):
    """A mark stands outside the tree, or two elements claim it."""


class _Information(pdfdoc.PDFInfo):
    """The old dictionary of a PDF, saying what the metadata say and nothing else."""

    def __init__(self, about: About) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library ships no types
        self.title, self.author = about.title, about.author
        self.producer, self.subject = metadata.PRODUCER, ""
        self._stamp = stamp(about.made_at)

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        said = {
            "Title": self.title,
            "Author": self.author,
            "Producer": self.producer,
            "Creator": self.producer,
        }
        said |= {"CreationDate": self._stamp, "ModDate": self._stamp}
        return bytes(PDFDictionary({key: PDFString(text) for key, text in said.items()}).format(document))


@cache
def _profile() -> bytes:
    return zlib.compress(metadata.srgb(), 9)


def _font(doc: pdfdoc.PDFDocument, used: UsedFace, *, lists_glyphs: bool) -> PDFObjectReference:
    """Write one face: a font of glyph numbers, its widths, its program and what its glyphs say."""
    ascent, descent = map(used.face.scaled, used.face.height())
    program = used.subset()
    about = dictionary(Type="FontDescriptor", FontName=used.name, Flags=_SYMBOLIC, ItalicAngle=0, StemV=80)
    for key, entry in (
        ("Ascent", ascent),
        ("Descent", descent),
        ("CapHeight", 714),
        ("FontBBox", PDFArray(used.box())),
    ):
        about[key] = entry
    about["FontFile2"] = doc.Reference(stream(program, Length1=len(program)))
    if lists_glyphs:
        about["CIDSet"] = doc.Reference(stream(used.listed()))
    drawn = dictionary(Type="Font", Subtype="CIDFontType2", BaseFont=used.name, CIDToGIDMap="Identity", DW=0)
    system = PDFDictionary(
        {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
    )
    drawn["CIDSystemInfo"], drawn["FontDescriptor"] = system, doc.Reference(about)
    drawn["W"] = f"[{' '.join(f'{number} [{width}]' for number, width in used.widths())}]"
    font = dictionary(Type="Font", Subtype="Type0", BaseFont=used.name, Encoding="Identity-H")
    font["DescendantFonts"] = PDFArray([doc.Reference(drawn)])
    font["ToUnicode"] = doc.Reference(stream(used.to_unicode()))
    written: PDFObjectReference = doc.Reference(font)
    return written
