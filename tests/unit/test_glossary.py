"""The glossary is complete, and one English word stands for one German word."""

import re
from collections import Counter
from pathlib import Path

import pytest

from lwdesk.domain.fields import RECORDS
from tools import fields

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "glossary.md"
ROW = re.compile(r"^\| (`?[^|]+?`?) \| ([^|]+?) \| ([^|]+?) \|$", re.MULTILINE)


def rows() -> dict[str, list[tuple[str, str]]]:
    """Return English and German words by section."""
    sections = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {
        section.partition("\n")[0]: [
            (english.strip("`"), german)
            for english, german, _about in ROW.findall(section)
            if english not in ("English", "---")
        ]
        for section in sections
    }


def modules(layer: str) -> set[str]:
    folder = ROOT / "lwdesk" / layer
    found = {path.stem for path in folder.glob("*.py")} | {
        path.parent.name for path in folder.glob("*/__init__.py")
    }
    return {name for name in found if not name.startswith("_")}


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("Records", set(RECORDS)),
        ("Around the records", modules("domain") - set(RECORDS)),
        ("Services", modules("services")),
    ],
)
def test_every_word_of_the_code_stands_in_the_glossary_once(section: str, names: set[str]) -> None:
    assert sorted(english for english, _german in rows()[section]) == sorted(names)


def test_no_word_stands_for_two() -> None:
    pairs = {pair for section in rows().values() for pair in section}
    for side in (0, 1):
        twice = [
            word for word, times in Counter(pair[side].casefold() for pair in pairs).items() if times > 1
        ]
        assert twice == []


def test_the_german_of_a_record_is_the_one_on_the_screen() -> None:
    words = fields.Words(ROOT)
    on_screen = {kind: words(cls.label) for kind, cls in RECORDS.items()}
    assert dict(rows()["Records"]) == on_screen
