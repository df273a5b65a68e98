"""Records and the open file give the same facts."""

import os
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from lwdesk.base.texts import translator
from lwdesk.domain.records import Contact, Household, Membership, Office, OfficeDate, Person
from lwdesk.facts import tables
from lwdesk.facts.facts import Facts
from lwdesk.facts.gather import gather
from lwdesk.facts.working_day import Asked
from lwdesk.services import statistics
from lwdesk.store import file, migrate
from lwdesk.store.transaction import Store

WORDS = translator("de")
DAY = date(2019, 10, 15)


def in_the_file(store, as_of, words, contacts="households", population="all"):
    return statistics.table(store, "households", Asked(as_of, contacts, population), words)


@pytest.fixture
def store(tmp_path):
    opened = file.create(tmp_path / "a.lwdesk", os.urandom(48))
    with opened.engine.begin() as connection:
        migrate.prepare(connection)
    yield Store(opened.engine)
    opened.close()


def office(region="hoerde_hombruch", begun=date(2018, 1, 1)):
    made = Office(name=f"Büro {region}", code="X", region=region)
    return made, OfficeDate(office=made.id, kind_of_date="counting", on=begun)


def household(made, on=DAY, **more):
    return Household(office=made.id, registered_on=on, target_group="refugee", name="A", **more)


def member(home, **more):
    person = Person(given_name="A")
    return person, Membership(household=home.id, person=person.id, **more)


def at(day, hour=12, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def everything():
    """Return records of two offices in which every rule of counting has a case."""
    one, two = office(), office("innenstadt_nord", DAY)
    homes = [
        household(one[0]),
        household(one[0], DAY + timedelta(1)),
        household(two[0], DAY, status="closed"),
        household(two[0], DAY, status="draft"),
        household(two[0], DAY, target_group_since=DAY).replace(target_group="unclear"),
    ]
    members = [
        *member(homes[0]),
        *member(homes[0], until=DAY),
        *member(homes[0], since=DAY, until=DAY + timedelta(1)),
        *member(homes[0], lives_elsewhere=True),
        *member(homes[2], since=DAY + timedelta(1)),
        *member(homes[4]),
    ]
    kinds = ("household", "partner", "anonymous", "other")
    contacts = [
        Contact(office=one[0].id, household=homes[0].id, counterpart=kind, at=at(DAY), sort="phone")
        for kind in kinds
    ]
    contacts += [
        Contact(office=two[0].id, counterpart="partner", at=at(DAY + timedelta(n)), sort="phone")
        for n in (0, 1)
    ]
    return [*one, *two, *homes, *members, *contacts]


def saved(store, records) -> None:
    with store.writing("test", None) as transaction:
        transaction.save_all(records)


@pytest.mark.parametrize("as_of", [DAY - timedelta(1), DAY, DAY + timedelta(1)])
@pytest.mark.parametrize("population", ["all", "refugee", "other"])
def test_records_and_file_count_the_same(store, as_of, population) -> None:
    records = everything()
    saved(store, records)
    for contacts in ("households", "all"):
        assert in_the_file(store, as_of, WORDS, contacts, population) == tables.households(
            gather(records), as_of, WORDS, contacts, population
        )


def test_the_cases_are_counted_by_the_rules(store) -> None:
    saved(store, everything())
    table = in_the_file(store, DAY, WORDS, "all")
    assert [row[2:] for row in table.rows] == [(1, 2, 3), (2, 1, 1)]


def test_a_day_ends_at_midnight_on_the_wall_of_the_office(store) -> None:
    made = office()
    last = Contact(office=made[0].id, counterpart="household", at=at(DAY, 21, 59), sort="phone")
    next_day = Contact(office=made[0].id, counterpart="household", at=at(DAY, 22, 0), sort="phone")
    saved(store, [*made, last, next_day])
    assert in_the_file(store, DAY, WORDS).totals[4] == 1
    assert tables.households(gather([*made, last, next_day]), DAY, WORDS).totals[4] == 1


def test_what_was_removed_is_not_counted(store) -> None:
    records = everything()
    saved(store, records)
    with store.writing("test", None) as transaction:
        for record in records:
            if isinstance(record, Household | Membership | Contact):
                transaction.remove(record)
    assert in_the_file(store, DAY, WORDS, "all").totals[2:] == (0, 0, 0)


def test_links_to_an_office_that_is_not_here_are_left_out(store) -> None:
    stranger = uuid4()
    home = Household(office=stranger, registered_on=DAY, target_group="refugee", name="A")
    saved(store, [home, Contact(office=stranger, counterpart="household", at=at(DAY), sort="phone")])
    with store.reading() as reader:
        assert statistics.facts(reader, DAY) == Facts()


def test_an_office_without_a_region_stands_last() -> None:
    first, second = office(None, DAY), office("innenstadt_nord", DAY)
    table = tables.households(gather([*first, *second]), DAY, WORDS)
    assert [row[0] for row in table.rows] == ["Büro innenstadt_nord", "Büro None"]
