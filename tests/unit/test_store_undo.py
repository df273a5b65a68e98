"""Taking back the last save, and what the log tells of a record."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from lwdesk.base import clock
from lwdesk.base.clock import FixedClock
from lwdesk.base.errors import NothingToUndo, UndoTooLate
from lwdesk.domain.contact import Contact
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.person import Person
from lwdesk.store.check import check
from lwdesk.store.history import Change, history
from lwdesk.store.transaction import Store
from lwdesk.store.undo import undo_last
from tests.unit.data_files import fresh

ANN, BEN = uuid4(), uuid4()


@pytest.fixture
def store():
    with fresh() as made:
        yield made
        assert check(made) == ()


def save(store: Store, staff, *records, what: str = "save") -> None:
    with store.writing(what, staff) as transaction:
        transaction.save_all(records)


def read(store: Store, record):
    with store.reading() as reader:
        return reader.get(type(record), record.id)


def test_the_former_values_of_all_changed_fields_are_back(store: Store) -> None:
    before = Person(given_name="Ada", school_years=3)
    save(store, BEN, before)
    save(store, ANN, before.replace(given_name="Eda", school_years=None, note="new"), what="correction")
    undone = undo_last(store, ANN)
    assert read(store, before) == before
    assert (undone.what, undone.touched) == ("correction", {("person", before.id)})


def test_a_record_made_by_mistake_is_out_of_sight(store: Store) -> None:
    household = Household(name="A")
    dwelling = Dwelling(household=household.id, street="Nordstraße 1")
    save(store, ANN, household, dwelling)
    undo_last(store, ANN)
    assert read(store, household) is None
    assert read(store, dwelling) is None


def test_a_removed_record_is_back(store: Store) -> None:
    person = Person(given_name="Ada")
    save(store, BEN, person)
    with store.writing("remove", ANN) as transaction:
        transaction.remove(person)
    undo_last(store, ANN)
    assert read(store, person) == person


def test_saves_are_taken_back_one_after_the_other(store: Store) -> None:
    person = Person(given_name="0")
    save(store, BEN, person)
    for name in "123":
        save(store, ANN, person.replace(given_name=name))
    seen = []
    for _ in range(3):
        undo_last(store, ANN)
        seen.append(read(store, person).given_name)
    assert seen == ["2", "1", "0"]
    with pytest.raises(NothingToUndo):
        undo_last(store, ANN)


def test_a_save_after_an_undo_can_be_taken_back_as_well(store: Store) -> None:
    person = Person(given_name="0")
    save(store, BEN, person)
    save(store, ANN, person.replace(given_name="1"))
    undo_last(store, ANN)
    save(store, ANN, person.replace(given_name="2"))
    undo_last(store, ANN)
    assert read(store, person).given_name == "0"
    with pytest.raises(NothingToUndo):
        undo_last(store, ANN)


def test_it_is_too_late_once_somebody_changed_the_same_field(store: Store) -> None:
    person = Person(given_name="0")
    save(store, BEN, person)
    save(store, ANN, person.replace(given_name="1"))
    save(store, BEN, person.replace(given_name="2"))
    with pytest.raises(UndoTooLate):
        undo_last(store, ANN)
    assert read(store, person).given_name == "2"


def test_what_others_wrote_into_other_fields_stays(store: Store) -> None:
    person = Person(given_name="0")
    save(store, BEN, person)
    save(store, ANN, person.replace(given_name="1"))
    save(store, BEN, person.replace(given_name="1", note="seen"))
    undo_last(store, ANN)
    assert read(store, person) == person.replace(note="seen")


def test_a_new_record_to_which_something_was_added_stays(store: Store) -> None:
    household = Household(name="A")
    save(store, ANN, household)
    save(store, BEN, Contact(household=household.id, at=datetime(2026, 1, 1, tzinfo=UTC)))
    with pytest.raises(UndoTooLate):
        undo_last(store, ANN)
    assert read(store, household) == household


def test_a_new_person_whom_somebody_added_to_a_household_stays(store: Store) -> None:
    person, household = Person(given_name="Ada"), Household(name="A")
    save(store, BEN, household)
    save(store, ANN, person)
    save(store, BEN, Membership(household=household.id, person=person.id))
    with pytest.raises(UndoTooLate):
        undo_last(store, ANN)


def test_a_new_record_goes_when_what_was_added_to_it_went(store: Store) -> None:
    household = Household(name="A")
    contact = Contact(household=household.id, at=datetime(2026, 1, 1, tzinfo=UTC))
    save(store, ANN, household)
    save(store, BEN, contact)
    with store.writing("remove", BEN) as transaction:
        transaction.remove(contact)
    undo_last(store, ANN)
    assert read(store, household) is None


def test_a_new_record_in_which_somebody_wrote_stays(store: Store) -> None:
    person = Person(given_name="0")
    save(store, ANN, person)
    save(store, BEN, person.replace(note="seen"))
    with pytest.raises(UndoTooLate):
        undo_last(store, ANN)


def test_nobody_takes_back_what_somebody_else_did(store: Store) -> None:
    save(store, BEN, Person(given_name="0"))
    with pytest.raises(NothingToUndo):
        undo_last(store, ANN)


def test_an_undo_that_is_refused_leaves_no_trace(store: Store) -> None:
    person = Person(given_name="0")
    save(store, ANN, person)
    save(store, BEN, person.replace(given_name="1"))
    with store.reading() as reader:
        before = reader.rows("SELECT * FROM save")
    with pytest.raises(UndoTooLate):
        undo_last(store, ANN)
    with store.reading() as reader:
        assert reader.rows("SELECT * FROM save") == before


def test_the_history_tells_who_changed_what_and_when(store: Store) -> None:
    first, second = datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    household, office = Household(name="A"), uuid4()
    with clock.using(FixedClock(first)):
        save(store, ANN, household)
    with clock.using(FixedClock(second)):
        save(store, None, household.replace(name="B", office=office))
        with store.writing("remove", BEN) as transaction:
            transaction.remove(household)
    with store.reading() as reader:
        told = history(reader, household.id)
    assert [(c.staff, c.field, c.former, c.value) for c in told] == [
        (ANN, "name", "", "A"),
        (None, "office", None, office),
        (None, "name", "A", "B"),
        (BEN, "_deleted", False, True),
    ]
    assert told[0] == Change(first, ANN, "name", "", "A")
    assert told[-1].at.date() == second.date()
