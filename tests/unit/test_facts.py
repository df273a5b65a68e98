"""What the printed table counts, and at which day."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base.texts import translator
from lwdesk.facts import formats, tables
from lwdesk.facts.facts import Beginning, ContactFact, Facts, HouseholdFact, OfficeFact, Stay

GERMAN, ENGLISH = translator("de"), translator("en")
CUT = date(2019, 10, 15)
DAY = timedelta(1)
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
BEGUN = (Beginning(date(2018, 10, 1)),)
OFFICE = OfficeFact(ONE, "Hörde/Hombruch", 2, BEGUN)


def counted(facts: Facts, as_of: date = CUT, **how) -> dict[str, tuple]:
    table = tables.households(facts, as_of, ENGLISH, **how)
    return {str(row[0]): row[2:] for row in (*table.rows, table.totals)}


def household(
    on: date = CUT, group: str | None = "refugee", *stays: Stay, office: UUID = ONE
) -> HouseholdFact:
    return HouseholdFact(office, on, group, stays or (Stay(on),))


@pytest.mark.parametrize(("on", "expected"), [(CUT - DAY, 1), (CUT, 1), (CUT + DAY, 0)])
def test_a_household_counts_from_the_day_of_registration_on(on, expected) -> None:
    facts = Facts((OFFICE,), (household(on),))
    assert counted(facts)["Total"] == (expected, expected, 0)


@pytest.mark.parametrize(
    ("stay", "expected"),
    [
        (Stay(), 1),
        (Stay(since=CUT), 1),
        (Stay(since=CUT + DAY), 0),
        (Stay(until=CUT + DAY), 1),
        (Stay(until=CUT), 0),
        (Stay(until=CUT - DAY), 0),
        (Stay(persons=4), 4),
    ],
)
def test_a_person_counts_while_they_belong_to_the_household(stay, expected) -> None:
    facts = Facts((OFFICE,), (household(CUT - 9 * DAY, "refugee", stay),))
    assert counted(facts)["Total"] == (1, expected, 0)


@pytest.mark.parametrize(("on", "expected"), [(CUT, 1), (CUT + DAY, 0)])
def test_a_contact_counts_up_to_the_cut_off_date(on, expected) -> None:
    facts = Facts((OFFICE,), contacts=(ContactFact(ONE, on, "household", "refugee"),))
    assert counted(facts)["Total"] == (0, 0, expected)


def test_who_a_contact_was_with_decides_in_which_definition_it_counts() -> None:
    kinds = {"household": 1, "anonymous": 10, "partner": 100, "other": 1000, None: 10_000}
    facts = Facts(
        (OFFICE,), contacts=tuple(ContactFact(ONE, CUT, kind, None, n) for kind, n in kinds.items())
    )
    assert counted(facts, contacts="households")["Total"][2] == 1
    assert counted(facts, contacts="all")["Total"][2] == 111


def test_a_beginning_is_the_one_that_was_stated_on_the_cut_off_date() -> None:
    switch = date(2020, 6, 30)
    office = OfficeFact(
        ONE,
        "Hörde/Hombruch",
        0,
        (
            Beginning(date(2018, 2, 1), stated_until=switch),
            Beginning(date(2017, 10, 1), stated_from=switch + DAY),
        ),
    )
    assert office.began(switch) == date(2018, 2, 1)
    assert office.began(switch + DAY) == date(2017, 10, 1)


def test_of_two_statements_that_hold_the_later_one_is_printed() -> None:
    office = OfficeFact(
        ONE, "A", 0, (Beginning(date(2018, 2, 1)), Beginning(date(2017, 1, 1), date(2018, 5, 1)))
    )
    assert office.began(CUT) == date(2017, 1, 1)


@pytest.mark.parametrize(("as_of", "listed"), [(date(2018, 9, 30), False), (date(2018, 10, 1), True)])
def test_an_office_is_in_the_table_from_its_beginning_on(as_of, listed) -> None:
    assert ("Hörde/Hombruch" in counted(Facts((OFFICE,)), as_of)) is listed


def test_an_office_without_households_is_a_row_of_zeros() -> None:
    assert counted(Facts((OFFICE,))) == {"Hörde/Hombruch": (0, 0, 0), "Total": (0, 0, 0)}


def test_a_file_without_offices_makes_a_table_without_rows() -> None:
    assert counted(Facts()) == {"Total": (0, 0, 0)}


def test_an_office_with_two_households_is_counted_like_every_other() -> None:
    facts = Facts((OFFICE,), (household(), household(CUT, "other", Stay(persons=3))))
    assert counted(facts)["Hörde/Hombruch"] == (2, 4, 0)


def test_an_office_whose_beginning_nobody_entered_is_shown_when_it_has_households() -> None:
    office = OfficeFact(TWO, "Neu")
    assert "Neu" not in counted(Facts((OFFICE, office)))
    table = tables.households(Facts((office, OFFICE), (household(office=TWO),)), CUT, ENGLISH)
    assert [row[:2] for row in table.rows] == [("Hörde/Hombruch", date(2018, 10, 1)), ("Neu", None)]


def test_rows_stand_in_the_order_of_beginning_and_then_of_the_regions() -> None:
    offices = tuple(
        OfficeFact(UUID(int=rank), name, rank, (Beginning(on),))
        for name, rank, on in (
            ("Nord", 6, date(2019, 1, 1)), ("West", 5, date(2019, 1, 1)), ("Brackel", 0, date(2016, 10, 1)),
        )
    )  # fmt: skip
    assert [row[0] for row in tables.households(Facts(offices), CUT, ENGLISH).rows] == [
        "Brackel",
        "West",
        "Nord",
    ]


GROUPS = st.sampled_from(["refugee", "other", "unclear", None])
OFFICES = st.sampled_from([ONE, TWO, THREE])
DAYS = st.dates(CUT - 30 * DAY, CUT + 30 * DAY)
FACTS = st.builds(
    Facts,
    st.just(tuple(OfficeFact(office, str(office), 0, BEGUN) for office in (ONE, TWO, THREE))),
    st.lists(
        st.builds(
            HouseholdFact, OFFICES, DAYS, GROUPS, st.lists(st.builds(Stay, DAYS), max_size=4).map(tuple)
        ),
        max_size=20,
    ).map(tuple),
    st.lists(
        st.builds(
            ContactFact,
            OFFICES,
            DAYS,
            st.sampled_from(["household", "partner", "other", None]),
            GROUPS,
            st.integers(1, 9),
        ),
        max_size=20,
    ).map(tuple),
)


@given(FACTS, st.sampled_from(["households", "all"]))
def test_refugees_and_others_are_everybody_in_every_cell(facts, contacts) -> None:
    everybody = counted(facts, contacts=contacts)
    parts = [counted(facts, contacts=contacts, population=population) for population in ("refugee", "other")]
    assert {
        name: tuple(map(sum, zip(parts[0][name], parts[1][name], strict=True))) for name in everybody
    } == everybody


@given(FACTS)
def test_totals_are_the_sums_of_the_rows(facts) -> None:
    table = tables.households(facts, CUT, ENGLISH)
    assert table.totals[2:] == tuple(sum(row[place] for row in table.rows) for place in (2, 3, 4))


def test_the_table_is_printed_as_german_papers_print_it() -> None:
    facts = Facts((OFFICE,), (household(CUT, "refugee", Stay(persons=10_178)),))
    table = tables.households(facts, CUT, GERMAN)
    assert table.title == "Haushalte, Personen und Kontakte bis 15.10.2019"
    assert table.printed("de") == [
        ["Standort", "Beginn", "erfasste Haushalte", "Personen in diesen Haushalten", "Kontakte"],
        ["Hörde/Hombruch", "Oktober 2018", "1", "10.178", "0"],
        ["Summe", "", "1", "10.178", "0"],
    ]


@pytest.mark.parametrize(
    ("contacts", "population", "said"),
    [
        (
            "households",
            "all",
            ["Gezählt werden: Geflüchtete und weitere Ratsuchende.", "Kontakte: zu den Haushalten."],
        ),
        ("all", "refugee", ["nur Geflüchtete", "Kooperationspartnern"]),
        ("all", "other", ["sonstige Ratsuchende"]),
    ],
)
def test_the_table_says_what_it_counts(contacts, population, said) -> None:
    notes = " ".join(tables.households(Facts(), CUT, GERMAN, contacts, population).notes)
    assert "Stichtag: 15.10.2019." in notes
    assert all(one in notes for one in said)


def test_numbers_and_days_follow_the_language() -> None:
    assert (formats.number(1_234_567, "de"), formats.number(1_234_567, "en")) == ("1.234.567", "1,234,567")
    assert (formats.day(date(2021, 3, 5), "de"), formats.day(date(2021, 3, 5), "en")) == (
        "05.03.2021",
        "5 March 2021",
    )
    assert formats.month(date(2021, 3, 5), "de") == "März 2021"
    assert formats.cell(date(2021, 3, 5), "day", "de") == "05.03.2021"
