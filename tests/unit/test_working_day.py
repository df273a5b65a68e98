"""The tables of the working day give what a person counts by hand, from records and from the file."""

import dataclasses
import os
from datetime import date, timedelta

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import RecordGone
from lwdesk.base.texts import translator
from lwdesk.domain.codelists import codelists
from lwdesk.domain.records import Contact, Need, Provider, Reason
from lwdesk.facts import facts as declared
from lwdesk.facts.facts import Facts
from lwdesk.facts.gather import gather
from lwdesk.facts.tables import Table
from lwdesk.facts.working_day import TABLES, Asked
from lwdesk.services import statistics
from lwdesk.services.assignments import Held
from lwdesk.services.demo.calendar import Calendar
from lwdesk.services.demo.population import Population, Wanted
from lwdesk.store import facts as queries
from lwdesk.store import file, migrate
from lwdesk.store.transaction import Store
from tests.unit import counted_office as small
from tests.unit import office
from tests.unit.pool_people import NEXT_FRIDAY, TUESDAY, person
from tests.unit.pool_people import request as asked_for

WORDS, ENGLISH = translator("de"), translator("en")


@pytest.fixture(scope="module")
def known() -> Facts:
    return gather(small.everything())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = file.create(tmp_path_factory.mktemp("counted") / "a.lwdb", os.urandom(48))
    with opened.engine.begin() as connection:
        migrate.prepare(connection)
    made = Store(opened.engine)
    with made.writing("test", None) as transaction:
        transaction.save_all(small.everything())
    yield made
    opened.close()


def table(known: Facts, name: str, as_of: date = small.DAY, words=WORDS, **how) -> Table:
    return TABLES[name](known, Asked(as_of, **how), words)


def filled(made: Table) -> dict[str, dict[str, object]]:
    """Return the cells that are not empty, by the label of the row and the name of the column."""
    names = [column.name for column in made.columns[1:]]
    lines = {str(row[0]): dict(zip(names, row[1:], strict=True)) for row in (*made.rows, made.totals)}
    found = {label: {name: cell for name, cell in line.items() if cell} for label, line in lines.items()}
    return {label: line for label, line in found.items() if line}


def test_a_contact_with_three_topics_counts_one_contact_and_three_topics(known) -> None:
    made = table(known, "reasons")
    assert filled(made) == {
        "Wohnen": {"advice": 1, "accompaniment": 1, "total": 2},
        "Gesundheit": {"advice": 1, "total": 1},
        "Arbeit/Beruf": {"information": 1, "total": 1},
        "Summe": {"advice": 2, "information": 1, "accompaniment": 1, "total": 4},
    }
    assert "Kontakte: 3." in made.notes[-1]
    assert table(known, "contacts").totals[-1] == 3


def test_the_sum_over_the_kinds_of_support_is_the_number_of_topics(known) -> None:
    made = table(known, "reasons", contacts="all")
    *kinds, total = made.totals[1:]
    assert sum(kinds) == total == sum(row[-1] for row in made.rows) == 6
    assert filled(made)["alchemy"] == {"advice": 1, "total": 1}


def test_contacts_with_partners_make_a_known_difference(known) -> None:
    assert filled(table(known, "contacts", contacts="all"))["Telefonisch"]["total"] == 3
    assert filled(table(known, "contacts"))["Telefonisch"]["total"] == 1


def test_a_kind_that_the_list_no_longer_has_stays_countable(known) -> None:
    made = table(known, "contacts")
    assert filled(made)["carrier_pigeon"]["total"] == 1
    assert made.totals[1:] == (3, 0, 3)


def test_a_renamed_kind_keeps_its_old_contacts(known, monkeypatch) -> None:
    lists = codelists()
    renamed = tuple(
        dataclasses.replace(code, de="Am Apparat") if code.code == "phone" else code
        for code in lists["contact_kind"]
    )
    monkeypatch.setitem(
        lists._read, "contact_kind", dataclasses.replace(lists["contact_kind"], codes=renamed)
    )
    assert filled(table(known, "contacts"))["Am Apparat"]["total"] == 1


def test_needs_are_counted_by_area_and_state(known) -> None:
    assert filled(table(known, "needs")) == {
        "Wohnen": {"open": 1, "solved": 1, "total": 2},
        "Gesundheit": {"open": 1, "total": 1},
        "Arbeit/Beruf": {"in_work": 1, "none": 1, "total": 2},
        "Summe": {"open": 2, "in_work": 1, "solved": 1, "none": 1, "total": 5},
    }


def test_barriers_stand_in_the_district_where_the_household_lives(known) -> None:
    assert filled(table(known, "barriers")) == {
        "Hörde": {"language": 1, "total": 1},
        "Innenstadt-Nord": {"no_offer": 1, "own_words": 1, "total": 2},
        "nicht zugeordnet": {"language": 1, "own_words": 1, "total": 2},
        "Summe": {"language": 2, "no_offer": 1, "own_words": 2, "total": 5},
    }


def test_each_of_twelve_districts_belongs_to_one_region_and_the_unknown_to_none(known) -> None:
    made = table(known, "districts")
    assert len([row for row in made.rows if row[1]]) == 12
    assert filled(made) == {
        **{str(row[0]): {"region": row[1]} for row in made.rows if row[1] and not row[2]},
        "Hörde": {"region": "Hörde/Hombruch", "households": 1, "persons": 1},
        "Innenstadt-Nord": {"region": "Innenstadt Nord", "households": 1},
        "nicht zugeordnet": {"households": 3, "persons": 1},
        "Summe": {"households": 5, "persons": 2},
    }


def test_the_districts_together_are_all_households(known) -> None:
    every = table(known, "households").totals[2]
    assert (
        table(known, "districts").totals[2] == sum(row[2] for row in table(known, "districts").rows) == every
    )


def test_a_household_stands_where_it_lived_on_the_day(known) -> None:
    at_home = dataclasses.replace(known, households=tuple(
        dataclasses.replace(one, registered_on=date(2018, 1, 1)) for one in known.households[:1]
    ))  # fmt: skip
    assert filled(table(at_home, "districts", date(2021, 2, 28)))["Hombruch"]["households"] == 1
    assert filled(table(at_home, "districts", date(2021, 3, 1)))["Hörde"]["households"] == 1


def test_referrals_are_counted_by_kind_of_provider_with_recognition_apart(known) -> None:
    assert filled(table(known, "referrals")) == {
        "Jobcenter": {"out": 2, "total": 2},
        "Anerkennungsberatung": {"out": 1, "total": 1},
        "nicht zugeordnet": {"in": 1, "total": 1},
        "Summe": {"out": 3, "in": 1, "total": 4},
    }


def test_hours_of_interpreters_are_counted_by_language(known) -> None:
    made = table(known, "hours")
    assert made.printed("de") == [
        ["Sprache", "Gespräche", "Stunden"],
        ["Arabisch", "2", "2:05"],
        ["Tigrinya", "1", "1:00"],
        ["Summe", "3", "3:05"],
    ]


@pytest.mark.parametrize(
    ("as_of", "partner"), [(date(2021, 6, 30), "AWO"), (date(2021, 7, 1), "DRK"), (small.DAY, "DRK")]
)
def test_a_report_shows_the_partner_of_its_day(known, as_of, partner) -> None:
    lines = {row[0]: row[2] for row in table(known, "offices", as_of).rows}
    assert lines == {"Hörde": partner, "Nord": "VMDO"}


def test_newcomers_from_the_eu_can_be_counted_alone(known) -> None:
    assert table(known, "households", population="eu2").totals[2:] == (1, 1, 1)
    assert table(known, "reasons", population="eu2").totals[-1] == 1
    assert table(known, "referrals", population="eu2").totals[-1] == 1
    assert "EU2" in table(known, "needs", population="eu2").notes[1]


@pytest.fixture(scope="module")
def invented() -> Facts:
    population = Population(Wanted(Calendar.of(small.noon(), up_to_today=False), 0.05))
    return gather(record for part in population.parts() for record in part)


def test_the_invented_offices_add_up(invented) -> None:
    every = {name: table(invented, name).totals for name in TABLES}
    assert every["districts"][1:] == (None, *every["households"][2:4])
    assert every["contacts"][-1] == every["households"][4]
    assert sum(every["reasons"][1:-1]) == every["reasons"][-1] > every["contacts"][-1]
    assert every["needs"][-1] == sum(one.number for one in invented.needs) > 0


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("contacts", ["households", "all"])
@pytest.mark.parametrize("whose", ["known", "invented"])
def test_refugees_and_others_are_everybody_in_every_cell(request, whose, name, contacts) -> None:
    every, refugees, others = (
        numbers(table(request.getfixturevalue(whose), name, contacts=contacts, population=population))
        for population in ("all", "refugee", "other")
    )
    assert every == {
        place: refugees.get(place, 0) + others.get(place, 0) for place in every | refugees | others
    }


def numbers(made: Table) -> dict[tuple[str, str], int]:
    return {
        (label, name): cell
        for label, line in filled(made).items()
        for name, cell in line.items()
        if isinstance(cell, int)
    }


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("population", ["all", "refugee", "other", "eu2"])
@pytest.mark.parametrize("as_of", [small.DAY, small.LATER])
def test_records_and_file_count_the_same(store, known, name, population, as_of) -> None:
    asked = Asked(as_of, "all", population)
    assert statistics.table(store, name, asked, WORDS) == TABLES[name](known, asked, WORDS)


def test_everything_in_the_file_can_be_read_at_once(store) -> None:
    with store.reading() as reader:
        found = statistics.facts(reader, small.DAY)
    assert all(getattr(found, field.name) for field in dataclasses.fields(found))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_one_office_counts_nobody_elsewhere(store, known, name) -> None:
    asked = Asked(small.DAY, "all")
    here = known.only(known.offices[1].office)
    assert statistics.table(store, name, asked, WORDS, "nord") == TABLES[name](here, asked, WORDS)


def test_an_office_that_nobody_knows_is_refused(store) -> None:
    with pytest.raises(RecordGone):
        statistics.table(store, "needs", Asked(small.DAY), WORDS, "Atlantis")


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_file_makes_a_table_without_numbers(name) -> None:
    made = table(Facts(), name)
    assert {cell for row in made.rows for cell in row[1:] if isinstance(cell, int)} <= {0}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("words", [WORDS, ENGLISH], ids=["de", "en"])
def test_the_head_says_the_day_and_who_is_counted(known, name, words) -> None:
    notes = table(known, name, words=words).notes
    assert ("31.10.2021" if words is WORDS else "31 October 2021") in notes[0]
    assert notes[1].startswith("Gezählt werden:" if words is WORDS else "Population:")


def test_no_table_groups_by_the_people_who_work_here(known) -> None:
    """Performance of single people is not for this program: facts do not even know who did something."""
    classes = [one for one in vars(declared).values() if dataclasses.is_dataclass(one)]
    told = [field.name for one in classes for field in dataclasses.fields(one)]
    columns = [column.name for name in TABLES for column in table(known, name).columns]
    asked = [text for text in vars(queries).values() if isinstance(text, str)]
    who = ("staff", "responsible", "taken_by", "assigned", "device")
    assert [text for text in (*told, *columns, *asked) if any(word in text for word in who)] == []


def test_topics_and_contacts_that_hang_nowhere_are_left_out() -> None:
    nowhere = Contact(counterpart="household", at=small.noon(), sort="phone")
    topics = [Reason(contact=one, area="work", support="advice") for one in (nowhere.id, None)]
    found = gather([*small.hoerde(), nowhere, *topics, Provider(name="A"), Need(area="work")])
    assert (found.contacts, found.reasons, found.needs) == ((), (), ())


def test_the_hours_by_language_are_those_of_the_sheets(tmp_path) -> None:
    with clock.using(clock.FixedClock(TUESDAY)), office.opened(office.place(tmp_path)) as desk:
        person(desk, "Anna A")
        for days, minutes in ((0, 75), (7, 20)):
            begun = NEXT_FRIDAY + timedelta(days)
            asked = asked_for(at=begun)
            desk.interpreting.send(asked)
            (first, _who), *_rest = desk.interpreting.load(asked.id).asked
            desk.assignments.answer(first.id, accepted=True)
            desk.assignments.confirm(asked.id)
            desk.assignments.held(asked.id, Held(begun, begun + timedelta(minutes=minutes), 0, 0))
            desk.assignments.sign(asked.id)
        sheets = desk.hours_sheets.month(NEXT_FRIDAY.date())
        made = statistics.table(desk.seat.store, "hours", Asked(date(2021, 12, 1)), WORDS)
    assert made.totals[2] == sum(sheet.minutes for sheet in sheets) == 95


def test_a_column_says_whether_it_holds_numbers(known) -> None:
    assert [column.is_number for column in table(known, "hours").columns] == [False, True, True]
