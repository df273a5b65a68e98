"""A sheet in two languages: its tree says what was written, and the file keeps the promises of its kind."""

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lwdesk.documents.tagged.blocks import Band, Block, Figure, Items, Language, Space, Text, box_operators
from lwdesk.documents.tagged.flow import MM, Page, build, paginate
from lwdesk.documents.tagged.grid import GUTTER, PADDING, Cell, Columns, Frame, Table
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.pdf import TaggedCanvas, UntaggedMarkError
from lwdesk.documents.tagged.tree import Kind
from lwdesk.documents.text.isolate import Insert, Name, sentence, shown, value
from lwdesk.documents.text.paragraph import Style
from lwdesk.documents.text.shape import Part
from tests.unit.paper import Node, Paper, run

ABOUT = About(
    "Übersicht & <Plan>", "de", "Willkommensbüro Nordstadt", datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
)
VALUES: dict[str, Insert] = {
    "day": date(2026, 3, 14),
    "who": Name("Müller"),
    "where": "Mallinckrodtstraße 56, 44145 Dortmund",
    "at": time(12, 0),
    "phone": "0231 50-12345",
    "iban": "DE89 3704 0044 0532 0130 00",
}
TEXTS = {
    "de": (
        "Zusammenfassung",
        "Am {day} waren Sie um {at} Uhr bei Frau {who} ({where}). Kranken\u00adkassen\u00adbrief holen.",
        ("Mietvertrag kopieren", "IBAN {iban}"),
        "Fragen? Telefon {phone}",
    ),
    "ar": (
        "ملخص الاستشارة",
        "في {day} الساعة {at} تحدثتم مع السيدة {who} (العنوان: {where}). يُرجى تسليم الوثائق (Jobcenter).",
        ("نسخ عقد الإيجار", "رقم الحساب: {iban}"),
        "هل لديكم أسئلة؟ هاتف: {phone}",
    ),
    "fa": ("خلاصهٔ مشاوره", "می‌خواهیم {day} با خانم {who} صحبت کنید.", ("کتاب‌ها", "{iban}"), "تلفن: {phone}"),
    "ckb": (
        "کورتەی ڕاوێژکاری",
        "لە {day} لەگەڵ خاتوو {who} قسەتان کرد.",
        ("گرێبەست", "{iban}"),
        "تەلەفۆن: {phone}",
    ),
    "ti": (
        "ጽማቝ ናይ ምኽሪ",
        "ብዕለት {day} ምስ ወ/ሮ {who} ኣብ ቤት ጽሕፈት ({where}) ተዘራሪብኩም። Jobcenter ገና ሰለስተ ሰነዳት የድልይዎ።",
        ("ውዕል ክራይ", "IBAN {iban}"),
        "ሕቶ ኣለኩም? ስልኪ {phone}",
    ),
    "uk": (
        "Підсумок",
        "{day} Ви розмовляли з пані {who} ({where}).",
        ("Договір", "{iban}"),
        "Телефон {phone}",
    ),
    "tr": (
        "Özet",
        "{day} günü Bayan {who} ile görüştünüz.",
        ("Kira sözleşmesi", "{iban}"),
        "Telefon {phone}",
    ),
}
CLIENT = Style(12, 1.5)


def blocks(language: str) -> list[list[Block]]:
    title, told, steps, asked = TEXTS[language]
    told_in_order = (
        Text([Part(title, bold=True)], Style(16, 1.25), Kind.H2),
        Text(sentence(told, VALUES), CLIENT),
        Items([sentence(step, VALUES) for step in steps], style=CLIENT),
        Text([Part(sentence(asked, VALUES), bold=True)], CLIENT),
    )
    return [[block] for block in told_in_order]


def sheet(language: str) -> bytes:
    rows = list(zip(blocks("de"), blocks(language), strict=True))
    title = Text([Part("Beratung", bold=True)], Style(20, 1.3), Kind.H1)
    return build(ABOUT, [title, Columns(("de", language), rows, Frame((1, 1)))], footer)


def footer(page: Page) -> None:
    page.write(Text(f"Seite {page.number} von {page.pages}", Style(8)), "de", 57, 40, 400)


def sources(language: str) -> list[str]:
    told = [TEXTS[language][1], *TEXTS[language][2], TEXTS[language][3]]
    return [shown(sentence(text, VALUES)) for text in told]


@pytest.fixture(scope="module", params=[language for language in TEXTS if language != "de"])
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Paper]:
    return request.param, Paper(sheet(request.param), tmp_path_factory.mktemp(request.param))


def test_the_tree_says_exactly_what_was_written(paper: tuple[str, Paper]) -> None:
    language, read = paper
    said = [text.replace("\u00ad", "") for text in read.texts("P")]
    assert said == [*sources("de"), *sources(language)]
    assert read.texts("H2") == [TEXTS["de"][0], TEXTS[language][0]]


def test_each_column_names_its_language_and_strange_words_theirs(paper: tuple[str, Paper]) -> None:
    language, read = paper
    named = [node.language for node in read.tree.walk() if node.kind == "Sect"]
    assert named == ["de", language]
    spans = {node.text.strip() for node in read.tree.walk() if node.kind == "Span" and node.language == "de"}
    assert ("Müller" in spans) == (language != "tr")


def test_the_file_is_sound(paper: tuple[str, Paper]) -> None:
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(paper[1].path))


def test_every_face_is_inside_the_file_as_a_subset(paper: tuple[str, Paper]) -> None:
    _language, read = paper
    assert b"Helvetica" not in read.path.read_bytes()
    for font in read.fonts().values():
        inner = read.at(font["/DescendantFonts"][0])
        described = read.at(inner["/FontDescriptor"])
        assert font["/BaseFont"][7] == "+"
        assert 0 < len(read.bytes_of(described["/FontFile2"])) < 130_000


def test_two_builds_are_one_file(paper: tuple[str, Paper]) -> None:
    assert sheet(paper[0]) == paper[1].path.read_bytes()


def test_left_to_right_text_is_found_by_extraction(tmp_path: Path) -> None:
    read = Paper(sheet("ti"), tmp_path)
    found = " ".join(run("pdftotext", "-raw", str(read.path), "-").split())
    assert "ጽማቝ ናይ ምኽሪ" in found
    assert "Mallinckrodtstraße 56, 44145 Dortmund" in found
    assert "ስልኪ 0231 50-12345" in found


def test_a_picture_of_the_page_can_be_made(tmp_path: Path) -> None:
    read = Paper(sheet("ar"), tmp_path)
    told = subprocess.run(
        ["pdftoppm", "-r", "40", "-png", read.path, tmp_path / "p"], check=True, capture_output=True
    )
    assert told.stderr == b""
    assert (tmp_path / "p-1.png").stat().st_size > 3000


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    read = Paper(sheet("ar"), tmp_path)
    told = read.bytes_of(read.root["/Metadata"]).decode("utf-8")
    assert "<pdfuaid:part>1<" in told
    assert "<pdfaid:part>3<" in told
    assert "Übersicht &amp; &lt;Plan&gt;" in told
    assert "2026-03-14T12:00:00+00:00" in told
    assert read.root["/Lang"] == "u:de"
    assert read.at(read.root["/MarkInfo"]) == {"/Marked": True}
    assert read.at(read.root["/ViewerPreferences"]) == {"/DisplayDocTitle": True}
    assert read.at(read.root["/OutputIntents"][0])["/S"] == "/GTS_PDFA1"
    assert "/Encrypt" not in read.objects["trailer"]["value"]


def test_the_tree_of_a_list_a_table_and_a_figure(tmp_path: Path) -> None:
    read = Paper(build(ABOUT, mixed("ar")), tmp_path)
    rows = "TR(TH(P) TH(P)) TR(TH(P) TD(P))"
    assert read.tree.outline() == f"Document(H1 L(LI(Lbl LBody(P)) LI(Lbl LBody(P))) Table({rows}) Figure)"
    scopes = [node.entries["/A"]["/Scope"] for node in read.tree.walk() if node.kind == "TH"]
    assert scopes == ["/Column", "/Column", "/Row"]
    figure = next(node for node in read.tree.walk() if node.kind == "Figure")
    assert figure.entries["/Alt"] == "u:Ein Quadrat"
    assert len(figure.entries["/A"]["/BBox"]) == 4


def mixed(language: str) -> list[object]:
    head = [Cell([Text("Schritt")], head=True), Cell([Text("Datum")], head=True)]
    row = [Cell([Text(TEXTS[language][0])], head=True), Cell([Text(value("14.03.2026"))])]
    return [
        Text("Plan", kind=Kind.H1),
        Items(["eins", "zwei"], mark="–"),
        Language(language, [Table([head, row], Frame((1, 1)), heads=1)]),
        Space(10),
        Figure("Ein Quadrat", 20, 20, square),
    ]


def square(x: float, y: float) -> Iterator[str]:
    yield box_operators(x, y, 20, 20, "#0C6170")


def places(read: Paper) -> dict[str, float]:
    """Return where each word stands, counted from the left."""
    lines = run("pdftotext", "-bbox", str(read.path), "-").splitlines()
    words = [line.split('"') for line in lines if "<word" in line]
    return {word[-1].removeprefix(">").removesuffix("</word>"): float(word[1]) for word in words}


@pytest.mark.parametrize(("language", "side"), [("ar", "right"), ("ti", "left"), ("uk", "left")])
def test_the_first_column_stands_where_the_language_begins(language: str, side: str, tmp_path: Path) -> None:
    at = places(Paper(build(ABOUT, mixed(language)), tmp_path))
    assert (at["Schritt"] > at["Datum"]) == (side == "right")


def test_a_long_table_repeats_its_head_for_the_eye_and_not_for_the_ear(tmp_path: Path) -> None:
    head = [Cell([Text("Kopfzeile")], head=True)]
    rows = [[Cell([Text(f"Zeile {number}")])] for number in range(90)]
    read = Paper(build(ABOUT, [Table([head, *rows], Frame((1,), fill="#EEF2F2"), heads=1)], footer), tmp_path)
    assert len(read.pages) > 2
    assert read.texts("P") == ["Kopfzeile", *(f"Zeile {number}" for number in range(90))]
    seen = run("pdftotext", str(read.path), "-").split("\f")[:-1]
    assert ["Kopfzeile" in page for page in seen] == [True] * len(read.pages)


def test_a_cell_that_is_taller_than_a_page_goes_on_on_the_next(tmp_path: Path) -> None:
    words = " ".join(f"Wort{number}" for number in range(2500))
    read = Paper(
        build(ABOUT, [Table([[Cell([Text(words)]), Cell([Text("daneben")])]], Frame((3, 1)))]), tmp_path
    )
    assert len(read.pages) > 1
    assert read.texts("P") == [words, "daneben"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
@example("<b>fett</b> &amp; <para>")
@example("a\tb\r\nc\x00d\u2028e")
@example("(\\) /Name <</MCID 7>> BDC")
@example("\u202eabc\u2069")
@example("😀 中文 ᚠ")
def test_any_text_is_printed_as_it_is_and_breaks_nothing(tmp_path: Path, text: str) -> None:
    for language in ("de", "ar"):
        data = build(ABOUT, [Language(language, [Text(text)])])
        path = tmp_path / "any.pdf"
        path.write_bytes(data)
        assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(path))


def test_markup_in_a_text_is_text(tmp_path: Path) -> None:
    text = "<b>fett</b> &amp; <para> (\\) {who}"
    assert Paper(build(ABOUT, [Text(text)]), tmp_path).texts("P") == [text]


@pytest.mark.parametrize("text", ["Frau 王 und 李", "Herr محمد علي aus Dortmund", "السيد 王"])
def test_what_paper_shows_otherwise_is_still_said_exactly(text: str, tmp_path: Path) -> None:
    assert Paper(build(ABOUT, [Text(text)]), tmp_path).texts("P") == [text]


def test_nothing_is_drawn_outside_the_tree() -> None:
    canvas = TaggedCanvas(ABOUT)
    with pytest.raises(UntaggedMarkError):
        canvas.put("0 0 1 1 re f")
    with canvas.artifact(), pytest.raises(UntaggedMarkError), canvas.artifact():
        pass


@given(st.lists(st.tuples(st.floats(1, 120), st.booleans()), max_size=40))
def test_bands_are_shared_out_in_order_and_no_page_is_overfull(heights: list[tuple[float, bool]]) -> None:
    bands = [Band(height, lambda _canvas, _x, _top: None, stays) for height, stays in heights]
    pages = paginate(bands, 300)
    assert [band for page in pages for band, _again in page] == bands
    assert all(sum(band.height for band, _again in page) <= 300 + 1e-6 for page in pages)


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page() -> None:
    def band(height: float, *, stays: bool = False) -> Band:
        return Band(height, lambda _canvas, _x, _top: None, stays)

    pages = paginate([band(80), band(15, stays=True), band(30)], 100)
    assert [len(page) for page in pages] == [1, 2]


def test_a_page_is_drawn_as_it_is_read_with_decoration_before_all(paper: tuple[str, Paper]) -> None:
    _language, read = paper
    drawn = read.bytes_of(read.at(read.pages[0])["/Contents"]).decode()
    marks = re.findall(r"/Artifact BMC|<</MCID (\d+)>> BDC", drawn)
    spoken = [number for node in read.tree.walk() for number in own_stretches(node, read.pages[0])]
    assert [int(number) for number in marks if number] == spoken
    assert not any(marks[: marks.index(str(spoken[0]))])


def own_stretches(node: Node, page: str) -> list[int]:
    kids = [kid for kid in node.entries["/K"] if isinstance(kid, dict)]
    return [kid["/MCID"] for kid in kids if kid.get("/Pg") == page]


def test_no_line_of_one_language_reaches_the_other(paper: tuple[str, Paper]) -> None:
    told = run("pdftotext", "-bbox", str(paper[1].path), "-")
    edges = [(float(left), float(right)) for left, right in re.findall(r'xMin="(\S+)" .*?xMax="(\S+)"', told)]
    middle = 20 * MM + 170 * MM / 2
    assert max(right for left, right in edges if left < middle) <= middle - PADDING - GUTTER + 0.5
    assert min(left for left, _right in edges if left >= middle) >= middle + PADDING - 0.5
