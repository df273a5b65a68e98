"""Reads a PDF back: its objects, its tree, and the text of each element as a screen reader would have it."""

import base64
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

MARKED = re.compile(r"/\w+ <</MCID (\d+)>> BDC(.*?)\bEMC", re.DOTALL)
HYPHEN = re.compile(r"/Span << /ActualText <FEFF00AD> >> BDC.*?\bEMC", re.DOTALL)
TOKENS = re.compile(r"(/Noto[\w-]+) [\d.]+ Tf|\[([^\]]*)\] TJ")


@dataclass(frozen=True)
class Node:
    kind: str
    language: str | None
    text: str
    kids: tuple["Node", ...]
    entries: dict

    def walk(self) -> Iterator["Node"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def outline(self) -> str:
        return self.kind + (f"({' '.join(kid.outline() for kid in self.kids)})" if self.kids else "")


class Paper:
    """The objects of a file, as qpdf tells them."""

    def __init__(self, data: bytes, folder: Path) -> None:
        self.path = folder / "paper.pdf"
        self.path.write_bytes(data)
        told = ["--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=generalized"]
        self.objects = json.loads(run("qpdf", *told, str(self.path)))["qpdf"][1]

    def at(self, reference: object) -> object:
        """Follow a reference."""
        if isinstance(reference, str) and re.fullmatch(r"\d+ 0 R", reference):
            found = self.objects[f"obj:{reference}"]
            return found.get("value", found.get("stream"))
        return reference

    def bytes_of(self, reference: str) -> bytes:
        return base64.b64decode(self.at(reference)["data"])

    @cached_property
    def root(self) -> dict:
        return self.at(self.at(self.objects["trailer"]["value"]["/Root"]))

    @cached_property
    def pages(self) -> list[str]:
        return self.at(self.root["/Pages"])["/Kids"]

    def fonts(self) -> dict[str, dict]:
        named = self.at(self.at(self.at(self.pages[0])["/Resources"])["/Font"])
        return {name: self.at(font) for name, font in named.items()}

    @cached_property
    def contents(self) -> dict[tuple[str, int], str]:
        """Return what is said by each marked stretch of each page."""
        said = {name: self._characters(font) for name, font in self.fonts().items()}
        return {
            (page, mcid): text
            for page in self.pages
            for mcid, text in stretches(self.bytes_of(self.at(page)["/Contents"]).decode(), said)
        }

    def _characters(self, font: dict) -> dict[str, str]:
        table = self.bytes_of(font["/ToUnicode"]).decode()
        return {
            glyph: bytes.fromhex(text).decode("utf-16-be")
            for glyph, text in re.findall(r"^<(\w{4})> <(\w+)>$", table, re.MULTILINE)
            if len(glyph) == 4 and text != "FFFF"
        }

    @cached_property
    def tree(self) -> Node:
        return self._node(self.at(self.at(self.root["/StructTreeRoot"])["/K"]))

    def _node(self, element: dict) -> Node:
        kids, texts = [], []
        for kid in map(self.at, element["/K"]):
            if "/MCID" in kid:
                texts.append(self.contents[kid["/Pg"], kid["/MCID"]])
            else:
                kids.append(self._node(kid))
                texts.append(kids[-1].text)
        exact = element.get("/ActualText")
        text = plain(exact) if exact else "".join(texts)
        return Node(element["/S"][1:], plain(element.get("/Lang")), text, tuple(kids), element)

    def texts(self, kind: str) -> list[str]:
        return [node.text for node in self.tree.walk() if node.kind == kind]


def stretches(stream: str, said: dict[str, dict[str, str]]) -> Iterator[tuple[int, str]]:
    """Yield number and text of each marked stretch of a page's stream."""
    for number, drawn in MARKED.findall(HYPHEN.sub("[soft] TJ", stream)):
        yield int(number), "".join(glyphs_said(drawn, said))


def glyphs_said(drawn: str, said: dict[str, dict[str, str]]) -> Iterator[str]:
    font = ""
    for chosen, shown in TOKENS.findall(drawn):
        font = chosen or font
        if shown == "soft":
            yield "\u00ad"
        else:
            glyphs = "".join(re.findall(r"<(\w+)>", shown))
            yield from (said[font][glyphs[place : place + 4]] for place in range(0, len(glyphs), 4))


def plain(said: str | None) -> str | None:
    return None if said is None else said.removeprefix("u:")


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
