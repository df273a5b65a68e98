"""The objects of a file that ReportLab does not write as PDF/A asks."""

import zlib
from datetime import datetime

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName

LEVEL = 1  # a tenth larger than the most, in half the time


class Stream(pdfdoc.PDFStream):
    """A stream as it was packed, with an end of line before its last word; of no packing nothing is said."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        head = Dictionary({**self.dictionary.dict, "Length": len(self.content)})  # type: ignore[no-untyped-call]  # the library ships no types
        return b"".join((head.format(document), b"\nstream\n", self.content, b"\nendstream\n"))


class Dictionary(PDFDictionary):
    """A dictionary whose keys are names as they stand, which the library would look at letter by letter."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:  # type: ignore[override]  # nobody indents
        entries = sorted(self.dict.items())
        told = [b"/%s %s" % (key.encode("ascii"), pdfdoc.format(entry, document)) for key, entry in entries]
        return b"<< " + b" ".join(told) + b" >>"


def stream(content: bytes, *, packed: bool = True, **entries: object) -> Stream:
    about = dictionary(**entries)
    if packed:
        about["Filter"] = PDFName("FlateDecode")
        content = zlib.compress(content, LEVEL)
    return Stream(about, content)  # type: ignore[no-untyped-call]  # the library ships no types


def dictionary(**entries: object) -> Dictionary:
    """Return a dictionary; plain words in it are names, but for true and false."""
    said = {}
    for key, entry in entries.items():
        plain = isinstance(entry, str) and entry not in ("true", "false")
        said[key] = PDFName(entry) if plain else entry
    return Dictionary(said)  # type: ignore[no-untyped-call]  # the library ships no types


def text_string(text: str) -> str:
    """Return a text as the dictionaries of a PDF write it."""
    if text.isascii() and text.isprintable():
        plain = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({plain})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def stamp(moment: datetime) -> str:
    """Return a moment as the dictionaries of a PDF tell it."""
    told = moment.strftime("D:%Y%m%d%H%M%S%z")
    return f"{told[:-2]}'{told[-2:]}'"
