"""The sheets for families in every language: what they say, how it stands there, what cannot harm them."""

import builtins
import re
import socket
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lwdesk.documents import steps, summary
from lwdesk.documents.kit import family
from lwdesk.documents.kit.phrases import HOME, LANGUAGES, Quoted, load
from lwdesk.documents.kit.voice import voices
from lwdesk.documents.steps import Steps
from lwdesk.documents.summary import Summary
from lwdesk.documents.tagged.blocks import Block, Entry, Items, Language, Text
from lwdesk.documents.tagged.flow import build
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.text.fonts import COMMON, face_for
from lwdesk.documents.text.isolate import sentence, shown
from lwdesk.documents.text.languages import reads_right_to_left
from lwdesk.documents.text.shape import FIXED
from lwdesk.domain.codelists import codelists
from tests.unit.family_sheets import COUNTER, MADE, STEP_SHEET, STEPS, SUMMARY
from tests.unit.paper import Node, Paper, run

SHEETS = {"summary": (summary, SUMMARY), "steps": (steps, STEP_SHEET)}
ABROAD = [language for language in LANGUAGES if language != HOME]


def rendered(kind: str, language: str, content: Summary | Steps | None = None) -> bytes:
    module, example = SHEETS[kind]
    return module.render(content or example, language, made_at=MADE)


def said(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what blocks say, before anything of it is laid out."""
    for block in blocks:
        if isinstance(block, Language):
            yield from said(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                assert isinstance(item, Entry)
                yield from said(item.blocks)
        elif isinstance(block, Text):
            parts = block.parts
            yield shown(parts if isinstance(parts, str) else "".join(part.text for part in parts))


def sources(kind: str, language: str) -> list[list[str]]:
    """Return what each column says, its title first."""
    module, example = SHEETS[kind]
    spoken = voices(kind, language)
    rows = list(module._rows(example, spoken))
    told = [[row.german for row in rows], [row.translated for row in rows]][: len(spoken)]
    return [
        [voice.phrases("title").text, *(text for cell in cells for text in said(cell))]
        for voice, cells in zip(spoken, told, strict=True)
    ]


@pytest.fixture(scope="module", params=[(kind, language) for kind in SHEETS for language in LANGUAGES])
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, Paper]:
    kind, language = request.param
    return kind, language, Paper(rendered(kind, language), tmp_path_factory.mktemp(f"{kind}-{language}"))


def sections(read: Paper) -> list[Node]:
    return [node for node in read.tree.kids if node.kind == "Sect"]


def test_the_tree_says_exactly_what_the_catalogue_and_the_office_say(paper: tuple[str, str, Paper]) -> None:
    kind, language, read = paper
    texts = [
        [node.text for node in section.walk() if node.kind in ("H1", "H2", "P")] for section in sections(read)
    ]
    assert texts == sources(kind, language)


def test_each_column_is_in_its_language_and_typed_text_in_german(paper: tuple[str, str, Paper]) -> None:
    kind, language, read = paper
    assert read.root["/Lang"] == "u:de"
    assert [section.language for section in sections(read)] == [HOME, language][: len(sections(read))]
    typed = STEPS[0].text
    assert typed is not None
    found = [node for node in read.tree.walk() if node.kind == "P" and node.text == typed.text]
    assert [node.language or HOME for node in found] == [HOME] * len(sections(read))
    assert language == HOME or found[1].language == HOME
    assert len(sections(read)) == (1 if language == HOME else 2)
    assert kind in SHEETS


def test_the_file_is_sound_and_has_all_its_faces(paper: tuple[str, str, Paper]) -> None:
    read = paper[2]
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(read.path))
    assert b"Helvetica" not in read.path.read_bytes()
    for font in read.fonts().values():
        described = read.at(read.at(font["/DescendantFonts"][0])["/FontDescriptor"])
        assert font["/BaseFont"][7] == "+"
        assert len(read.bytes_of(described["/FontFile2"])) > 0


def test_two_builds_are_one_file(paper: tuple[str, str, Paper]) -> None:
    kind, language, read = paper
    assert rendered(kind, language) == read.path.read_bytes()


def test_nothing_is_drawn_beyond_the_margins(paper: tuple[str, str, Paper]) -> None:
    words = run("pdftotext", "-bbox", str(paper[2].path), "-").splitlines()
    places = [
        [float(place) for place in re.findall(r'="([\d.-]+)"', line)] for line in words if "<word" in line
    ]
    assert min(place[0] for place in places) > 45
    assert max(place[2] for place in places) < 550
    assert max(place[3] for place in places) < 842


@pytest.mark.parametrize("language", ABROAD)
def test_no_phrase_of_a_sheet_is_missing_in_a_language(language: str) -> None:
    for kind in SHEETS:
        assert {spoken for spoken, _pattern in load(kind, language).patterns.values()} == {language}


def test_every_code_that_a_sheet_may_say_has_a_phrase() -> None:
    lists = codelists()
    told = load("summary", "de"), load("steps", "de")
    assert [one.code for one in lists["life_area"] if f"area_{one.code}" not in told[0]] == []
    assert [one.code for one in lists["consent_purpose"] if f"consent_{one.code}" not in told[0]] == []
    assert [one.code for one in lists["nine_steps"] if f"nine_{one.code}" not in told[1]] == []


# How it stands on the page

ADDRESS = "Mallinckrodtstraße 56, 44145 Dortmund"
SENTENCES = {
    "ar": "اتصلوا على {phone} من {begin} إلى {end} في مكتبنا ({address}) يرجى الحضور.",
    "fa": "با شمارهٔ {phone} از {begin} تا {end} در دفتر ما ({address}) تماس بگیرید.",
    "ps": "موږ ته {phone} له {begin} څخه تر {end} پورې په دفتر ({address}) کې زنګ ووهئ.",
    "ckb": "تەلەفۆن بکەن بۆ {phone} لە {begin} تا {end} لە نووسینگەکەمان ({address}) تکایە.",
}


def line_of_words(data: bytes, folder: Path, *, top: float) -> list[str]:
    """Return the words of the line nearest to a height, as they stand from left to right."""
    path = folder / "line.pdf"
    path.write_bytes(data)
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>',
        run("pdftotext", "-bbox", str(path), "-"),
    )
    near = min(abs(float(y) - top) for _x, y, _word in found)
    line = [(float(x), word) for x, y, word in found if abs(float(y) - top) < near + 4]
    return [word for _x, word in sorted(line)]


@pytest.mark.parametrize("language", SENTENCES)
def test_phone_days_and_a_bracketed_address_stand_right_inside_a_sentence(
    language: str, tmp_path: Path
) -> None:
    values = {
        "phone": "0231 50-12345",
        "begin": date(2026, 3, 1),
        "end": date(2026, 3, 24),
        "address": ADDRESS,
    }
    small = replace(voices("summary", language)[1].body, size=6.5)
    block = Language(language, [Text(sentence(SENTENCES[language], values), small)])
    words = line_of_words(build(About("Zeile", "de", "Büro", MADE), [block]), tmp_path, top=50)
    line = " ".join(words)
    assert f"({ADDRESS})" in line.replace("( ", "(").replace(" )", ")")
    assert "0231 50-12345" in line
    assert line.index("24.03.2026") < line.index("01.03.2026") < line.index("0231 50-12345")


@pytest.mark.parametrize("language", [one for one in ABROAD if reads_right_to_left(one)])
def test_the_phone_of_the_office_stands_right_in_every_language_from_the_right(
    language: str, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(rendered("summary", language))
    told = run("pdftotext", "-bbox", str(path), "-")
    at = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(0231|50-12345)</word>', told)
    right = sorted((float(x), word) for x, _y, word in at if float(x) > 300)
    assert [word for _x, word in right] == ["0231", "50-12345"]


# What cannot harm them

HOSTILE = {
    "markup": "<b>fett</b> &amp; <para> {who} \\) Tj (x",
    "file": '<img src="file:///etc/passwd"/><font name="/etc/shadow">',
    "address": "http://127.0.0.1:9/x {{}} %s %(a)s",
    "controls": "a\x00b\x07c\x1b[31m\u202eumgedreht\u2069\u2067\ufeff\td\re",
    "long": "Unterlagen mitbringen. " * 900,
    "one word": "x" * 5000,
    "scripts": "Բարեւ გამარჯობა 你好 ขอบคุณ 😀",
    "marks": "é" * 80 + "a" + "\u0301" * 300,
    "nothing": "\u200b\u200d\u00ad \n\n",
}


def hostile(text: str) -> tuple[Summary, Steps]:
    """Put a text into everything that can be typed."""
    quoted = Quoted(text)
    if len(text) > 1000:
        talk = replace(SUMMARY.talks[0], result=quoted)
        return replace(SUMMARY, talks=(talk,)), replace(STEP_SHEET, steps=(replace(STEPS[0], text=quoted),))
    counter = replace(COUNTER, name=text, phone=text, mail=text, street=text, town=text)
    bad = tuple(replace(step, text=quoted, who=text, papers=(text,)) for step in STEPS[:1])
    meeting = replace(SUMMARY.meeting, title=quoted, place=quoted)
    talk = replace(SUMMARY.talks[0], who=text, result=quoted, areas=(text[:9], "housing"))
    agreed = (summary.Agreed("pass_on", text),)
    return (
        Summary(counter, (talk,), text, text, meeting, bad, (text,), agreed),
        Steps(counter, bad, (meeting,), (), text, text),
    )


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_is_typed_a_sound_page_comes_of_it(
    kind: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = hostile(HOSTILE[kind])
    for name in SHEETS:
        rendered(name, language)
    for bold in (False, True):
        face_for(
            "\ue000", COMMON, bold=bold
        )  # looks through every face, which is read when it is first asked
    drawn = []
    with monkeypatch.context() as patch:
        patch.setattr(builtins, "open", forbidden)
        patch.setattr(Path, "open", forbidden)
        patch.setattr(socket, "socket", forbidden)
        for name, content in zip(SHEETS, contents, strict=True):
            drawn.append(rendered(name, language, content))
    for data in drawn:
        path = tmp_path / "hostile.pdf"
        path.write_bytes(data)
        assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(path))


def forbidden(*what: object, **_how: object) -> None:
    raise AssertionError(what)


def test_markup_stands_on_the_page_as_it_was_typed(tmp_path: Path) -> None:
    text = HOSTILE["markup"]
    read = Paper(rendered("summary", "ar", hostile(text)[0]), tmp_path)
    assert text in read.texts("P")


def test_a_text_of_twenty_thousand_letters_goes_on_over_pages(tmp_path: Path) -> None:
    read = Paper(rendered("summary", "ti", hostile(HOSTILE["long"])[0]), tmp_path)
    assert len(read.pages) > 5
    assert max(len(text) for text in read.texts("P")) > 20_000


@pytest.mark.parametrize("many", range(3, 9))
def test_how_to_reach_the_office_never_stands_alone_on_a_page(tmp_path: Path, many: int) -> None:
    step = family.Step(Quoted("Anrufen"), family.YOU)
    content = replace(STEP_SHEET, steps=(step,) * many, meetings=(), way=())
    read = Paper(rendered("steps", "ru", content), tmp_path)
    last = run("pdftotext", "-f", str(len(read.pages)), str(read.path), "-")
    assert f"Schritt {many}" in last
    assert COUNTER.street in last


def test_an_unknown_code_is_told_as_something_else(tmp_path: Path) -> None:
    talk = replace(SUMMARY.talks[0], areas=("unheard_of",))
    read = Paper(rendered("summary", "de", replace(SUMMARY, talks=(talk,))), tmp_path)
    assert "Anderes" in read.texts("P")


def test_a_text_that_is_left_out_says_so_in_both_languages(tmp_path: Path) -> None:
    content = replace(SUMMARY, steps=(replace(STEPS[0], text=None),))
    read = Paper(rendered("summary", "uk", content), tmp_path)
    for language in ("de", "uk"):
        assert load("summary", language)("left_out").text in read.texts("P")


def test_a_sheet_with_the_least_there_is_has_its_office_and_its_talk(tmp_path: Path) -> None:
    bare = Summary(family.Counter("Büro"), (summary.Talked(date(2026, 3, 1), "in_touch"),))
    read = Paper(rendered("summary", "so", bare), tmp_path)
    assert len(read.pages) == 1
    assert "01.03.2026" in read.tree.text
    assert "No syntax" in run("qpdf", "--check", str(read.path))
    empty = Paper(rendered("steps", "tr", Steps(family.Counter("Büro"))), tmp_path)
    assert len(empty.pages) == 1


def test_several_talks_are_told_one_after_the_other(tmp_path: Path) -> None:
    talks = (SUMMARY.talks[0], replace(SUMMARY.talks[0], on=date(2026, 3, 2), how="phoned"))
    texts = Paper(rendered("summary", "uk", replace(SUMMARY, talks=talks)), tmp_path).texts("P")
    first, second = (next(at for at, text in enumerate(texts) if day in text) for day in ("14.03.", "02.03."))
    assert first < second


def test_a_step_of_the_office_without_a_name_says_the_office(tmp_path: Path) -> None:
    step = family.Step(Quoted("Anrufen"), family.OFFICE, date(2026, 3, 1))
    read = Paper(rendered("steps", "de", replace(STEP_SHEET, steps=(step,))), tmp_path)
    assert "Wer macht es: Willkommensbüro" in read.texts("P")


@pytest.mark.parametrize("language", ["de", "ar", "ru"])
def test_nothing_that_was_typed_is_remembered_after_its_paper(language: str) -> None:
    for name, content in zip(SHEETS, hostile("Geheimnis محرم"), strict=True):
        rendered(name, language, content)
    kept = {text for text, *_look in FIXED._known}
    assert kept
    assert not [text for text in kept if "Geheimnis" in text or "محرم" in text]


def test_the_title_of_the_file_names_nobody(tmp_path: Path) -> None:
    read = Paper(rendered("summary", "ar"), tmp_path)
    told = read.bytes_of(read.root["/Metadata"]).decode()
    assert "Zusammenfassung der Beratung" in told
    assert "Khatib" not in told
    assert "2026-0314" not in told
