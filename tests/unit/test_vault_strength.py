"""A passphrase is judged by what surprises in it, not by its length or its signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.store.vault.strength import ENOUGH, JUDGED, strength


@pytest.mark.parametrize(
    "phrase", ["Lampe Tiger Wolke Brot", "Im Garten steht ein blauer Stuhl", "xK9#mQ2$vL7p", "ሰላም ለኪ ደሓን ዲኺ"]
)
def test_what_is_hard_to_guess_is_enough(phrase) -> None:
    assert strength(phrase).score >= ENOUGH
    assert strength(phrase).reason == "good"


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", "short"),
        ("xK9#mQ2$vL7", "short"),
        ("Passwort1234!", "common"),
        ("P@ssw0rt P@ssw0rt", "common"),
        ("Sommer2026Dortmund!", "common"),
        ("correct horse battery staple", "common"),
        ("Willkommen im Büro Dortmund", "common"),
        ("a" * 200, "pattern"),
        ("0202402503" * 3, "pattern"),
        ("abcabcabcabcabcabc", "pattern"),
        ("qwertzuiopasdfgh", "pattern"),
        ("12345678901234567890", "pattern"),
        ("a" * 199 + "b", "pattern"),
    ],
)
def test_what_is_easy_to_guess_is_refused_with_its_reason(phrase, reason) -> None:
    found = strength(phrase)
    assert found.score < ENOUGH
    assert found.reason == reason


def test_the_own_name_is_no_secret() -> None:
    assert strength("Nordstadt Haddad 5", also=("Amira Haddad", "Büro Nordstadt")).score < ENOUGH
    assert strength("Nordstadt Haddad 5").score >= ENOUGH


@given(st.text())
def test_any_text_is_judged(phrase) -> None:
    found = strength(phrase)
    assert 0 <= found.score <= 4
    assert (found.score >= ENOUGH) == (found.reason == "good")


@pytest.mark.parametrize("part", ["0202402503", "gmfk-", "Lampe ", "ሰላም", "xK9#"])
def test_repetition_adds_nothing(part) -> None:
    assert strength(part * 8).score < ENOUGH


def test_what_is_very_long_is_judged_by_its_beginning() -> None:
    begins = "ein altes Paddelboot ruht unter Weiden " + "a" * JUDGED
    assert strength(begins) == strength(begins + "Zehn Megabyte Text. " * 50_000)
