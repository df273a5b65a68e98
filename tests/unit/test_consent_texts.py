"""The texts that are read together are the same in every language."""

import unicodedata

import pytest

from lwdesk.documents.kit.phrases import LANGUAGES
from lwdesk.documents.text.fonts import undrawable
from lwdesk.domain import consent_texts
from lwdesk.domain.codelists import codelists


@pytest.mark.parametrize("language", consent_texts.languages())
def test_every_language_says_what_the_german_text_says(language: str) -> None:
    german, told = consent_texts.text("de"), consent_texts.text(language)
    assert german is not None
    assert told is not None
    assert language in codelists()["language"]
    assert (told.version, len(told.paragraphs)) == (german.version, len(german.paragraphs))
    assert all((told.title, told.agreement, *told.paragraphs))
    assert told.right_to_left is (language in {"ar", "fa", "prs", "ps", "ckb"})


def test_the_languages_of_the_handouts_are_there_and_wait_for_native_speakers() -> None:
    assert set(consent_texts.languages()) == set(LANGUAGES)
    open_ones = [one for one in consent_texts.languages() if not consent_texts.text(one).reviewed]  # type: ignore[union-attr]
    assert "de" not in open_ones


@pytest.mark.parametrize("language", consent_texts.languages())
def test_every_text_is_clean_and_can_be_drawn(language: str) -> None:
    told = consent_texts.text(language)
    assert told is not None
    for sentence in (told.title, told.agreement, *told.paragraphs):
        assert unicodedata.is_normalized("NFC", sentence)
        assert undrawable(sentence) == ""
        assert sentence == sentence.strip()


@pytest.mark.parametrize("language", ["xx", "", None, "../codelists/dortmund/language"])
def test_a_language_without_a_text_has_none(language: str | None) -> None:
    assert consent_texts.text(language) is None
