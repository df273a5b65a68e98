"""The shipped fonts and symbols are complete, harmless and what their provenance says."""

import hashlib
import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import uharfbuzz as hb

from lwdesk.base import assets
from lwdesk.domain.codelists import codelists

RESOURCES = assets.folder("resources")
ICONS = sorted((RESOURCES / "icons").glob("*.svg"))
FONTS = sorted((RESOURCES / "fonts").glob("**/*.ttf"))
DRAWN = {"path", "circle", "rect", "line", "polyline", "polygon", "ellipse", "g"}
SVG = "{http://www.w3.org/2000/svg}"
STACK = ("inter/Inter", "noto-sans-arabic/NotoSansArabic", "noto-sans-ethiopic/NotoSansEthiopic")

ETHIOPIC_SAMPLE = "ሀለሐመሠረሰሸቀቐበቨተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ።፣፤፥ሰላም ተስፋይ ኤርትራ ትግርኛ ኹኑ ቈቋኰ"
LETTERS = {
    "German": "aäoöuüß AÄOÖUÜẞ „“ ‚‘ – … € § °",
    "English": "the quick brown fox jumps over the lazy dog ’ “ ”",
    "French": "àâæçéèêëîïôœùûüÿ ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ « »",
    "Turkish": "çğıİöşü ÇĞÖŞÜ âîû",
    "Romanian": "ăâîșțşţ ĂÂÎȘȚŞŢ",
    "Bulgarian": "абвгдежзийклмнопрстуфхцчшщъьюя №",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя АБВГДЕЁЖЗИЙ",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя ҐЄІЇ ’",
    "Arabic": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ًٌٍَُِّْ ٠١٢٣٤٥٦٧٨٩ ،؛؟ـ",
    "Farsi": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئء ۀ ۰۱۲۳۴۵۶۷۸۹ ،؛؟«»\u200c",
    "Dari": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی ۀ ة ،؛؟",
    "Pashto": "آابپتټثجځچڅحخدډذرړزژږسښشصضطظعغفقکګلمنڼوهۀیيېۍئ",
    "Sorani": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆھەیێ",
    "Kurmancî": "abcçdeêfghiîjklmnopqrsştuûvwxyz ÇÊÎŞÛ",
    "Tigrinya": ETHIOPIC_SAMPLE,
    "Somali": "abtjxkhdrssh dh c g f q k l m n w h y a e i o u ’",
}


def characters(path: Path) -> frozenset[int]:
    return frozenset(hb.Face(hb.Blob.from_file_path(str(path))).unicodes)


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("language", LETTERS)
def test_the_fonts_of_the_window_have_every_letter(language, weight):
    inter = "SemiBold" if weight == "Bold" else weight
    stack = [f"{face}-{inter if 'Inter' in face else weight}" for face in STACK]
    assert missing(language, stack) == set()


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("language", LETTERS)
def test_the_fonts_of_the_paper_have_every_letter(language, weight):
    stack = [f"{face}-{weight}" for face in ("noto-sans/NotoSans", *STACK[1:])]
    assert missing(language, stack) == set()


def missing(language: str, stack: list[str]) -> set[str]:
    covered = frozenset().union(*(characters(RESOURCES / "fonts" / f"{face}.ttf") for face in stack))
    return {letter for letter in LETTERS[language] if ord(letter) not in covered}


def test_right_to_left_text_keeps_its_own_punctuation_and_digits():
    arabic = characters(RESOURCES / "fonts" / "noto-sans-arabic" / "NotoSansArabic-Regular.ttf")
    assert {ord(sign) for sign in "،؛؟٠٩۰۹ «»"} <= arabic


def test_inter_keeps_digits_of_equal_width():
    blob = hb.Blob.from_file_path(str(RESOURCES / "fonts" / "inter" / "Inter-Regular.ttf"))
    font = hb.Font(hb.Face(blob))

    def widths(features: dict[str, bool]) -> set[int]:
        buffer = hb.Buffer()
        buffer.add_str("0123456789")
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"kern": False, **features})
        return {glyph.x_advance for glyph in buffer.glyph_positions}

    assert len(widths({})) > 1
    assert len(widths({"tnum": True})) == 1


def test_arabic_letters_join():
    blob = hb.Blob.from_file_path(
        str(RESOURCES / "fonts" / "noto-sans-arabic" / "NotoSansArabic-Regular.ttf")
    )
    font = hb.Font(hb.Face(blob))

    def glyphs(text: str) -> list[int]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        return [glyph.codepoint for glyph in buffer.glyph_infos]

    assert glyphs("محمد") != [glyphs(letter)[0] for letter in reversed("محمد")]


def test_every_font_is_noted_with_its_checksum_and_licence():
    noted = (RESOURCES / "fonts" / "PROVENANCE.md").read_text(encoding="utf-8")
    packages = tomllib.loads((RESOURCES / "fonts" / "provenance.toml").read_text(encoding="utf-8"))[
        "packages"
    ]
    assert FONTS
    for path in FONTS:
        name = path.relative_to(RESOURCES / "fonts").as_posix()
        assert f"| {name} |" in noted
        assert hashlib.sha256(path.read_bytes()).hexdigest() in noted
        assert "SIL OPEN FONT LICENSE" in path.with_name("OFL.txt").read_text(encoding="utf-8")
    assert all(facts["version"] in noted and facts["sha256"] in noted for facts in packages.values())


def test_the_fonts_stay_small():
    assert sum(path.stat().st_size for path in FONTS) <= 3_000_000


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_a_symbol_is_drawing_alone(path):
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    assert root.tag == f"{SVG}svg"
    elements = list(root.iter())[1:]
    assert elements
    assert {element.tag.removeprefix(SVG) for element in elements} <= DRAWN
    for element in (root, *elements):
        assert not [name for name in element.attrib if name.startswith("on") or name.endswith("href")]
        assert not [value for value in element.attrib.values() if "url(" in value or "://" in value]


@pytest.mark.parametrize("path", [p for p in ICONS if p.stem != "app"], ids=lambda path: path.stem)
def test_symbols_share_one_frame(path):
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    wanted = {"viewBox": "0 0 24 24", "stroke": "currentColor", "stroke-width": "1.75", "fill": "none"}
    assert {name: root.get(name) for name in wanted} == wanted


def test_the_symbols_carry_their_licence():
    assert "ISC" in (RESOURCES / "icons" / "LICENSE").read_text(encoding="utf-8")


def test_the_code_lists_name_symbols_that_exist():
    lists = codelists()
    named = {code.text("icon") for name in lists.names() for code in lists[name]} - {""}
    assert named
    assert named <= {path.stem for path in ICONS}


def test_the_window_names_symbols_that_exist():
    code = "\n".join(path.read_text(encoding="utf-8") for path in (Path(assets.PACKAGE) / "ui").rglob("*.py"))
    calls = r'icons\.(?:pixmap|icon)\(\s*"([a-z0-9-]+)"|\b(?:icon|symbol)="([a-z0-9-]+)"'
    named = {one or other for one, other in re.findall(calls, code)}
    assert named <= {path.stem for path in ICONS}
