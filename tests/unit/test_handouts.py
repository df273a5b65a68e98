"""The fixed phrases of the sheets are the same in every language, and each can be drawn."""

import tomllib
import unicodedata
from pathlib import Path

import pytest

from lwdesk.base import assets
from lwdesk.documents.kit.phrases import COMMON, HOME, LANGUAGES, offered, placeholders, read
from lwdesk.documents.text.fonts import undrawable
from lwdesk.domain.codelists import codelists

FOLDER = assets.folder("resources") / "handouts"
FILES = sorted(path.relative_to(FOLDER) for path in FOLDER.glob("*/*.toml"))
SCRIPTS = {
    "ARABIC": {"ar", "fa", "prs", "ps", "ckb"},
    "ETHIOPIC": {"ti"},
    "CYRILLIC": {"uk", "ru", "bg"},
}
ODD = ("\\", "<", ">", "{{", "}}", "  ", "\t", "\n", "…", "¿", "&")


def phrases(file: Path) -> dict[str, str]:
    return dict(read(file.stem, file.parent.name)[1])


def own_script(language: str) -> str:
    return next((script for script, languages in SCRIPTS.items() if language in languages), "LATIN")


def test_every_language_has_every_document() -> None:
    documents = {file.stem for file in FILES}
    assert COMMON in documents
    assert {str(file) for file in FILES} == {f"{one}/{name}.toml" for one in LANGUAGES for name in documents}
    assert all(offered(document) == LANGUAGES for document in documents)
    assert [one for one in LANGUAGES if one not in codelists()["language"]] == []


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_file_has_the_keys_and_the_places_of_the_german_one(file: Path) -> None:
    german, own = phrases(Path(HOME) / file.name), phrases(file)
    assert list(own) == list(german)
    assert {key: placeholders(own[key]) for key in own} == {key: placeholders(german[key]) for key in german}


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_file_says_nothing_but_what_it_has_to(file: Path) -> None:
    told = tomllib.loads((FOLDER / file).read_text("utf-8"))
    assert set(told) == {"review", "phrases"}
    review, _phrases = read(file.stem, file.parent.name)
    german, _patterns = read(file.stem, HOME)
    assert review.state in {"reviewed", "unreviewed"}
    assert review.version == german.version > 0
    assert bool(review.by) == bool(review.on) == review.reviewed


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_phrase_is_clean_and_can_be_drawn(file: Path) -> None:
    for key, phrase in phrases(file).items():
        assert key.isidentifier()
        assert phrase == phrase.strip() != "", key
        assert unicodedata.is_normalized("NFC", phrase), key
        assert undrawable(phrase) == "", key
        assert not [sign for sign in ODD if sign in phrase], key
        assert phrase.count("{") == phrase.count("}") == len(placeholders(phrase)), key
        assert not any(unicodedata.category(sign) == "Cc" for sign in phrase), key
        assert not any(unicodedata.category(sign) == "Nd" and not sign.isascii() for sign in phrase), key


@pytest.mark.parametrize("file", FILES, ids=str)
def test_most_letters_of_a_file_are_of_the_script_of_its_language(file: Path) -> None:
    letters = [sign for phrase in phrases(file).values() for sign in phrase_letters(phrase)]
    own = [sign for sign in letters if unicodedata.name(sign).startswith(own_script(file.parent.name))]
    assert len(own) > 0.9 * len(letters)


def phrase_letters(phrase: str) -> list[str]:
    for place in placeholders(phrase):
        phrase = phrase.replace(f"{{{place}}}", "")
    return [sign for sign in phrase if sign.isalpha()]
