"""Bookmarks lead to headings, files inside the file come out as they went in, and pictures stand in rows."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from lwdesk.documents.tagged.blocks import BODY, Entry, Figure, Items, Text, box_operators
from lwdesk.documents.tagged.extras import Attachment
from lwdesk.documents.tagged.flow import Page, build
from lwdesk.documents.tagged.grid import Cell, Frame, Table
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.tree import Kind
from lwdesk.documents.text.shape import Part
from tests.unit.paper import Paper, plain, run

ABOUT = About("Auskunft", "de", "Willkommensbüro Nordstadt", datetime(2026, 3, 14, 12, 0, tzinfo=UTC))
HEADINGS = [
    Text("Ihre Daten", kind=Kind.H1),
    Text("Person", kind=Kind.H2),
    Text("ملخص", kind=Kind.H3),
    Text("Kontakte", kind=Kind.H2),
    *[Text(f"Zeile {number}") for number in range(90)],
    Text("Ihre Rechte", kind=Kind.H1),
]
DATA = Attachment("auskunft.json", json.dumps({"name": "Ž"}).encode(), about="Dieselben Daten für Programme")


def bookmarks(read: Paper, node: dict, level: int = 0) -> Iterator[tuple[int, str, int]]:
    """Yield level, title and page of the bookmarks below a node."""
    following = node.get("/First")
    while following:
        mark = read.at(following)
        yield level, plain(mark["/Title"]), read.pages.index(mark["/Dest"][0])
        yield from bookmarks(read, mark, level + 1)
        following = mark.get("/Next")


def test_each_heading_has_a_bookmark_that_leads_to_its_page(tmp_path: Path) -> None:
    read = Paper(build(ABOUT, HEADINGS, outline=True), tmp_path)
    found = list(bookmarks(read, read.at(read.root["/Outlines"])))
    last = len(read.pages) - 1
    assert found == [
        (0, "Ihre Daten", 0),
        (1, "Person", 0),
        (2, "ملخص", 0),
        (1, "Kontakte", 0),
        (0, "Ihre Rechte", last),
    ]
    assert last > 0
    assert read.root["/PageMode"] == "/UseOutlines"


def test_a_paper_without_headings_or_without_the_wish_has_no_bookmarks(tmp_path: Path) -> None:
    for data in (build(ABOUT, [Text("nur Text")], outline=True), build(ABOUT, HEADINGS)):
        assert "/Outlines" not in Paper(data, tmp_path).root


def test_a_file_inside_comes_out_as_it_went_in(tmp_path: Path) -> None:
    other = Attachment("a.txt", b"eins", "text/plain")
    read = Paper(build(ABOUT, [Text("Auskunft")], attachments=[DATA, other]), tmp_path)
    run("pdfdetach", "-saveall", "-o", str(tmp_path), str(read.path))
    assert (tmp_path / "auskunft.json").read_bytes() == DATA.content
    assert (tmp_path / "a.txt").read_bytes() == b"eins"
    told = read.at(read.root["/AF"][1])
    assert told["/AFRelationship"] == "/Data"
    assert told["/Desc"] == "u:Dieselben Daten für Programme"
    embedded = read.objects[f"obj:{told['/EF']['/F']}"]["stream"]["dict"]
    assert embedded["/Subtype"] == "/application/json"
    assert embedded["/Params"]["/Size"] == len(DATA.content)


def test_bookmarks_and_files_leave_the_paper_sound_and_the_same(tmp_path: Path) -> None:
    first, second = (build(ABOUT, HEADINGS, outline=True, attachments=[DATA]) for _ in range(2))
    assert first == second
    read = Paper(first, tmp_path)
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(read.path))
    other = build(ABOUT, HEADINGS, outline=True, attachments=[Attachment("x", b"other")])
    assert identity(first) != identity(other)


def identity(data: bytes) -> bytes:
    return re.findall(rb"/ID\s+\[<(\w+)>", data)[0]


def test_a_picture_stands_in_a_row_and_an_item_has_several_blocks(tmp_path: Path) -> None:
    def square(x: float, y: float) -> Iterator[str]:
        yield box_operators(x, y, 20, 20, "#0C6170")

    item = Entry([Text("Vertrag kopieren"), Text("Sie, bis 21.03.2026")])
    row = [Cell([Figure("Ein Quadrat", 20, 20, square)]), Cell([Items([item, "zweitens"])])]
    read = Paper(build(ABOUT, [Table([row], Frame((1, 3)))]), tmp_path)
    items = "LI(Lbl LBody(P P)) LI(Lbl LBody(P))"
    assert read.tree.outline() == f"Document(Table(TR(TD(Figure) TD(L({items})))))"


def test_a_foot_can_be_read_aloud_once(tmp_path: Path) -> None:
    def foot(page: Page) -> None:
        if page.number == page.pages:
            page.tell(Text([Part("geprüft")], BODY), "de", 57, 40, 400)
        else:
            page.write(Text("geprüft"), "de", 57, 40, 400)

    read = Paper(build(ABOUT, HEADINGS, foot), tmp_path)
    assert [text for text in read.texts("P") if text == "geprüft"] == ["geprüft"]
    assert read.texts("P")[-1] == "geprüft"
    assert [page.count("geprüft") for page in run("pdftotext", str(read.path), "-").split("\f")[:-1]] == [
        1
    ] * len(read.pages)
