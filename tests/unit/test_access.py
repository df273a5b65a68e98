"""Which fields a person is told of, and which somebody reads first."""

from datetime import UTC, date, datetime

import pytest

from lwdesk.domain import access, records
from lwdesk.domain.contact import Contact
from lwdesk.domain.fields import Note, Text
from lwdesk.domain.household import Benefit, Dwelling
from lwdesk.domain.person import Person
from lwdesk.domain.vague import Precision, VagueDay

RECORDS = {cls.kind: cls for cls in records.every()}
FIELDS = [(kind, field) for kind, cls in RECORDS.items() for field in cls.fields]


def test_what_the_rules_name_is_declared() -> None:
    declared = {f"{kind}.{field.name}" for kind, field in FIELDS}
    assert access.LEFT_OUT.keys() <= RECORDS.keys()
    assert RECORDS.keys() >= access.WHOLE
    assert access.LEFT_OUT_FIELDS.keys() | access.PLAIN | access.READ_TOO <= declared


def test_every_text_that_is_not_named_plain_is_read_first() -> None:
    plain = {
        f"{kind}.{field.name}"
        for kind, field in FIELDS
        if isinstance(field.kind, Text | Note)
        and access.is_told(kind, field)
        and not access.is_read_first(kind, field)
    }
    assert plain == access.PLAIN


def test_no_note_is_plain() -> None:
    notes = {f"{kind}.{field.name}" for kind, field in FIELDS if isinstance(field.kind, Note)}
    assert notes & access.PLAIN == set()


@pytest.mark.parametrize("key", ["private_note.text", "merger.moved", "staff.name"])
def test_what_is_left_out_is_not_read(key: str) -> None:
    kind, name = key.split(".")
    field = RECORDS[kind].by_name[name]
    assert not access.is_told(kind, field)
    assert not access.is_read_first(kind, field)


def test_that_an_address_is_protected_is_read_first() -> None:
    assert access.is_read_first("household", RECORDS["household"].by_name["address_protected"])
    assert not access.is_read_first("household", RECORDS["household"].by_name["restricted"])


@pytest.mark.parametrize(
    ("record", "day"),
    [
        (Benefit(benefit="wage"), None),
        (Person(born=VagueDay(date(1990, 1, 1), Precision.DAY)), None),
        (Dwelling(moved_in_on=date(2020, 2, 1), confirmed_on=date(2021, 1, 1)), date(2020, 2, 1)),
        (Contact(at=datetime(2021, 11, 2, 12, 0, tzinfo=UTC)), date(2021, 11, 2)),
    ],
)
def test_a_record_begins_on_its_earliest_day(record, day) -> None:
    assert access.begins(record) == day
