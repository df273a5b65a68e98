"""Which offers fit, why, and what the search over them understands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain.fitting import (
    Named,
    Narrow,
    Wish,
    fit,
    is_stale,
    is_valid,
    months_since_check,
    passes,
    words,
)
from lwdesk.domain.provider import Offer, Provider

TODAY = date(2021, 11, 2)
CAFE = Provider(name="Treffpunkt Hörde", aliases="Stadtteilladen")
LANGUAGE_CAFE = Offer(
    name="Sprachcafé",
    category="meeting",
    areas=("migration",),
    languages=("ar", "de"),
    districts=("hoerde",),
    opening="Di 16–18 Uhr",
    free=True,
    checked_on=date(2021, 10, 1),
)


SAID = Named(
    [
        (
            "language café",
            words(
                ("Sprachcafé", "Di 16–18 Uhr", "Treffpunkt", "Stadtteilladen"),
                (("map_category", "meeting"), ("language", "ar"), ("district", "hoerde")),
            ),
        ),
        ("sewing", words(("Nähkurs",), (("language", "uk"),))),
    ]
)


@pytest.mark.parametrize(
    "typed",
    [
        "Sprachcafé Hörde arabisch",
        "arabisch hoerde SPRACHCAFE",
        "arab",
        "Treffpunkt",
        "stadtteilladen di",
        "meeting points",
        "Hombruch sprachcafé",
        "Sprachkafé",
        "Sprahcca",
    ],
)
def test_the_search_finds_an_offer_by_any_of_its_words(typed):
    assert SAID.find(typed) == ("language café",)


@pytest.mark.parametrize("typed", ["Sprachcafé Mengede", "persisch", "Kurz", "Sprahkcafe Nähkurs"])
def test_a_word_that_stands_nowhere_finds_nothing(typed):
    assert SAID.find(typed) == ()


def test_no_word_leaves_nothing_out():
    assert SAID.find(" ") == ("language café", "sewing")


def test_what_fits_is_said_with_its_reasons():
    found = fit(LANGUAGE_CAFE, Wish(TODAY, area="migration", language="ar", district="hoerde"))
    assert found.reasons == ("language", "area", "district", "free", "open")
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("changes", "wish", "warning"),
    [
        ({"languages": ("de",)}, {"language": "ar"}, "german_only"),
        ({"languages": ("de", "tr")}, {"language": "ar"}, "language"),
        ({}, {"district": "mengede"}, "district"),
        ({"target_groups": ("refugee",)}, {"target_group": "german"}, "target_group"),
        ({"age_from": 1, "age_until": 3}, {"ages": (4, 40)}, "age"),
        ({"checked_on": None}, {}, "stale"),
        ({"checked_on": date(2020, 11, 2)}, {}, "stale"),
        ({"capacity": 20}, {}, "full"),
    ],
)
def test_what_does_not_fit_is_a_warning(changes, wish, warning):
    found = fit(LANGUAGE_CAFE.replace(**changes), Wish(TODAY, **wish), taken=20)
    assert warning in found.warnings


@pytest.mark.parametrize(("age", "name"), [(2, "Griffbereit"), (0, "Griffbereit mini")])
def test_a_child_fits_the_offer_of_its_age(age, name):
    offers = [
        LANGUAGE_CAFE.replace(name="Griffbereit mini", age_from=0, age_until=0),
        LANGUAGE_CAFE.replace(name="Griffbereit", age_from=1, age_until=3),
    ]
    fitting = [one.name for one in offers if "age" in fit(one, Wish(TODAY, ages=(age,))).reasons]
    assert fitting == [name]


def test_what_costs_and_needs_an_appointment_is_not_praised_for_it():
    found = fit(LANGUAGE_CAFE.replace(free=False, by_appointment=True), Wish(TODAY))
    assert found.reasons == ()


def test_an_age_without_an_end_is_open():
    assert "age" in fit(LANGUAGE_CAFE.replace(age_from=18), Wish(TODAY, ages=(70,))).reasons
    assert "age" in fit(LANGUAGE_CAFE.replace(age_until=5), Wish(TODAY, ages=(0,))).reasons


def test_an_offer_for_the_whole_city_fits_every_district():
    found = fit(LANGUAGE_CAFE.replace(districts=()), Wish(TODAY, district="mengede"))
    assert "city_wide" in found.reasons


def test_an_offer_without_languages_says_nothing_about_them():
    found = fit(LANGUAGE_CAFE.replace(languages=()), Wish(TODAY, language="ar", area="work"))
    assert not {"language", "german_only", "area"} & {*found.reasons, *found.warnings}


def test_an_expired_offer_or_provider_is_no_longer_valid():
    assert is_valid(LANGUAGE_CAFE, CAFE, TODAY)
    assert is_valid(LANGUAGE_CAFE, None, TODAY)
    assert not is_valid(LANGUAGE_CAFE.replace(valid_until=date(2021, 11, 1)), CAFE, TODAY)
    assert not is_valid(LANGUAGE_CAFE.replace(valid_from=date(2021, 11, 3)), CAFE, TODAY)
    assert not is_valid(LANGUAGE_CAFE, CAFE.replace(valid_until=date(2021, 11, 1)), TODAY)


def test_months_since_the_last_look_are_whole_ones():
    checked = LANGUAGE_CAFE.replace(checked_on=date(2020, 9, 3))
    assert months_since_check(checked, TODAY) == 13
    assert is_stale(checked, TODAY)
    assert months_since_check(LANGUAGE_CAFE, TODAY) == 1
    assert months_since_check(LANGUAGE_CAFE.replace(checked_on=None), TODAY) is None


@given(st.text(max_size=50))
def test_whatever_is_typed_is_a_plain_text(text):
    assert set(SAID.find(text)) <= {"language café", "sewing"}


@pytest.mark.parametrize(
    ("narrow", "changes", "seen"),
    [
        (Narrow(), {}, True),
        (Narrow(district="hoerde"), {}, True),
        (Narrow(district="mengede"), {}, False),
        (Narrow(district="mengede"), {"districts": ()}, True),
        (Narrow(free=True), {}, True),
        (Narrow(free=True), {"free": False}, False),
        (Narrow(category="advice"), {}, False),
        (Narrow(language="ar"), {}, True),
        (Narrow(language="uk"), {}, False),
    ],
)
def test_a_narrower_look_leaves_out_what_is_not_wanted(narrow, changes, seen):
    assert passes(LANGUAGE_CAFE.replace(**changes), narrow) is seen
