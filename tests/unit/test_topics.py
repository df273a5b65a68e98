"""A note tells by its everyday words which life areas it is about."""

import pytest

from lwdesk.domain.topics import Suggestion, suggestions


def pairs(note: str) -> list[tuple[str, str]]:
    return [(one.word, one.area) for one in suggestions(note)]


def test_each_area_is_suggested_once_by_the_first_word_that_says_so() -> None:
    note = "Warmwasser fällt aus, der Vermieter reagiert nicht.\n\nFrau Idris möchte Deutsch lernen."
    assert suggestions(note) == (Suggestion("Warmwasser", "housing"), Suggestion("Deutsch", "migration"))


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("beim jobcenter", "livelihood"),
        ("des Krankenhauses", "health"),
        ("Briefe vom Amt", "authorities"),
        ("Prüfung Leben in Deutschland", "migration"),
        ("ein Kita-Platz", "childcare_school"),
        ("ARZT", "health"),
    ],
)
def test_spelling_case_and_ending_make_no_difference(typed: str, area: str) -> None:
    assert area in {one.area for one in suggestions(typed)}


def test_a_short_word_counts_only_as_it_is_written() -> None:
    assert pairs("Der Weg ist weit") == [("Weg", "mobility")]
    assert pairs("alles weg") == []


def test_a_word_of_two_areas_suggests_both() -> None:
    assert pairs("Kündigung bekommen") == [("Kündigung", "housing"), ("Kündigung", "work")]


def test_a_note_without_a_known_word_suggests_nothing() -> None:
    assert suggestions("") == ()
    assert suggestions("Alles in Ordnung.") == ()


def test_a_hostile_note_is_read_up_to_a_limit() -> None:
    assert suggestions("x " * 5_000_000 + "Miete") == ()
    assert pairs("<b>Miete</b>\u202e{}") == [("Miete", "housing")]
