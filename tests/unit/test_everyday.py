"""Everyday words find life areas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain.codelists import codelists
from lwdesk.domain.everyday import Hit, areas


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("le", "livelihood"),
        ("be", "authorities"),
        ("ki", "childcare_school"),
        ("kindergeld", "livelihood"),
        ("KITA", "childcare_school"),
        ("warmwasser", "housing"),
        ("Führerschein", "mobility"),
        ("fuehrerschein", "mobility"),
        ("arzt", "health"),
    ],
)
def test_the_first_hit_is_the_one_an_office_means(typed, area):
    assert areas(typed)[0].area == area


def test_an_area_by_its_name_stands_before_words_for_others():
    assert areas("ki") == (
        Hit("childcare_school"),
        Hit("livelihood", "Kindergeld"),
        Hit("family", "Kinder"),
    )


def test_nothing_typed_and_nothing_known_find_nothing():
    assert areas("  ") == areas("quux") == ()


@given(st.sampled_from(list(codelists()["life_area"])), st.data())
def test_every_word_of_the_list_finds_its_area(code, data):
    word = data.draw(st.sampled_from((code.label(), *code.words)))
    assert code.code in {hit.area for hit in areas(word, limit=20)}


@given(st.text(max_size=40))
def test_whatever_is_typed_harms_nothing(text):
    assert len(areas(text)) <= 3
