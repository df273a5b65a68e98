"""Faces inside a file: only the glyphs that are drawn, and what each of them says."""

import hashlib
import struct
from collections.abc import Iterator
from itertools import batched

from lwdesk.documents.text.fonts import Face
from lwdesk.documents.text.harfbuzz import hb
from lwdesk.documents.text.shape import Word

_LAYOUT = ("GSUB", "GPOS", "GDEF", "name", "post", "cmap", "OS/2", "gasp")  # a viewer draws by glyph number
_SILENT = "\u200b"  # what a glyph says whose cluster is said by another one
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class UsedFace:
    """One face of one document and the glyphs of it that were drawn."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._says: dict[int, str] = {}
        self._noted: dict[int, Word] = {}  # by their place in memory, which is theirs while they are here

    def note(self, word: Word) -> None:
        """Remember that the glyphs of a word are drawn, and what they say."""
        if id(word) in self._noted:
            return
        self._noted[id(word)] = word
        says = self._says
        for number, text, *_placed in word.glyphs:
            if not says.get(number):
                says[number] = text

    @property
    def name(self) -> str:
        """Return the name with the six letters that mark a subset, made of what it contains."""
        digest = hashlib.sha256(repr(sorted(self._says)).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + self.face.name

    def subset(self) -> bytes:
        """Return the face with these glyphs only, under their numbers."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self._says)
        wanted.drop_table_tag_set.update(struct.unpack(">I", tag.encode())[0] for tag in _LAYOUT)
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        return bytes(hb.subset(self.face.face, wanted).blob.data)

    def widths(self) -> Iterator[tuple[int, int]]:
        return ((number, self.face.scaled(self.face.width(number))) for number in sorted(self._says))

    def listed(self) -> bytes:
        """Return a bit for each glyph number, set for those in the subset."""
        bits = bytearray(max(self._says, default=0) // 8 + 1)
        for number in {0, *self._says}:
            bits[number // 8] |= 0x80 >> number % 8
        return bytes(bits)

    def box(self) -> list[int]:
        head = self.face.face.reference_table("head").data
        return [self.face.scaled(length) for length in struct.unpack(">4h", head[36:44])]

    def to_unicode(self) -> bytes:
        """Return the table by which copied and searched text becomes characters again."""
        lines = [f"<{number:04X}> <{_hex(says or _SILENT)}>\n" for number, says in sorted(self._says.items())]
        blocks = (f"{len(some)} beginbfchar\n{''.join(some)}endbfchar\n" for some in batched(lines, 100))
        return (_HEAD + "".join(blocks) + _FOOT).encode("ascii")


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
