"""A device with an older program beside one with a newer: the update shows what waited."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lwdesk.domain.fields import RECORDS, Record
from lwdesk.domain.household import Household
from lwdesk.domain.person import Person, PersonName
from lwdesk.store import migrate, search, vault
from lwdesk.store.check import check
from lwdesk.store.driver import send
from lwdesk.store.exchange import catching_up, showing
from lwdesk.store.rows import shape
from lwdesk.store.transaction import Store
from tests.unit.data_files import KEY, opened
from tests.unit.devices import OFFICE, Machine, machine, machines
from tests.unit.test_store_migrate import LATER, PRESENT, scripts

HOME, ADA, FORMER = UUID(int=1), UUID(int=2), UUID(int=3)
NEW_FIELDS = frozenset({"call_name", "phone"})
"""What the older program has no column for; of former names (PersonName) it has no table at all."""
NEXT = f"""
from alembic import op
revision, down_revision, branch_labels, depends_on = "{LATER:04}", "{PRESENT:04}", None, None

def upgrade():
    op.execute("PRAGMA user_version={LATER}")
"""


@contextmanager
def older_program() -> Iterator[None]:
    whole = shape(Person)
    telling = {name: tell for name, tell in whole.telling.items() if name not in NEW_FIELDS}
    narrow = replace(whole, telling=telling)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(showing, "RECORDS", {k: cls for k, cls in RECORDS.items() if cls is not PersonName})
        patch.setattr(showing, "shape", lambda cls: narrow if cls is Person else shape(cls))
        yield


def save(one: Machine, *records: Record) -> None:
    with one.seat.writing("save", "edit") as transaction:
        transaction.save_all(records)


@contextmanager
def pair(folder: Path) -> Iterator[tuple[Machine, Machine]]:
    """Give two devices; the second has the older program and took in what the first wrote."""
    with machines(folder, "new", "old") as (_organisation, (new, old)):
        save(new, Household(id=HOME, office=OFFICE.id, name="Hamdan"))
        save(new, Person(id=ADA, given_name="Ada", call_name="Adi", phone="0341 1234"))
        save(new, PersonName(id=FORMER, person=ADA, name="Zaragoza", sort="former"))
        with older_program():
            old.take(new.send())
        yield new, old


@contextmanager
def again(folder: Path) -> Iterator[tuple[Machine, Machine]]:
    with opened(folder / "new" / "desk.lwdb") as new, opened(folder / "old" / "desk.lwdb") as old:
        yield machine(new, folder / "new", "new"), machine(old, folder / "old", "old")


@pytest.fixture
def update(tmp_path, monkeypatch):
    """Start the program of tomorrow on the second device."""

    def run() -> None:
        made = scripts(tmp_path, NEXT)
        monkeypatch.setattr(migrate.assets, "folder", lambda _name: made)
        monkeypatch.setattr(migrate, "FORMAT", LATER)
        path = tmp_path / "old" / "desk.lwdb"
        with vault.using(vault.CHEAP):
            vault.create(path, KEY, str(uuid4()), "Ann", "Laterne kocht neun blaue Suppen")
        assert migrate.upgrade(path, KEY, tmp_path / "backups")

    return run


def content(store: Store) -> list[tuple[Record, ...]]:
    with store.reading() as reader:
        return [reader.all(cls) for cls in (Household, Person, PersonName)]


def aside(store: Store) -> list[str]:
    with store.reading() as reader:
        return [extra for (extra,) in send(reader.connection, "SELECT extra FROM entity WHERE extra<>''")]


def test_what_an_older_program_has_no_place_for_is_shown_after_its_update(tmp_path, update) -> None:
    with pair(tmp_path) as (_new, old):
        assert content(old.store)[1:] == [(Person(id=ADA, given_name="Ada"),), ()]
        assert len(aside(old.store)) == 2
    update()
    with again(tmp_path) as (new, old):
        assert content(old.store) == content(new.store)
        assert check(old.store) == ()
        assert aside(old.store) == []


def test_after_the_update_the_search_finds_what_waited(tmp_path, update) -> None:
    with pair(tmp_path):
        pass
    update()
    with again(tmp_path) as (_new, old), old.store.reading() as reader:
        assert [hit.person for hit in search.find(reader.connection, "Zaragoza")] == [ADA]


def test_what_was_contested_while_it_waited_is_a_difference_after_the_update(tmp_path, update) -> None:
    with machines(tmp_path, "new", "third", "old") as (_organisation, (new, third, old)):
        save(new, Person(id=ADA, given_name="Ada", call_name="Adi"))
        third.take(new.send())
        save(new, Person(id=ADA, given_name="Ada", call_name="Ada-Lou"))
        save(third, Person(id=ADA, given_name="Ada", call_name="Lou"))
        with older_program():
            old.take(new.send())
            told = third.send()
            old.take(told)
        new.take(told)
    update()
    with again(tmp_path) as (new, old):
        assert content(old.store) == content(new.store)
        assert check(old.store) == ()
        assert [one.field for one in old.differences.open()] == ["call_name"]


def test_what_an_older_program_writes_beside_it_changes_nothing_of_it(tmp_path, update) -> None:
    with pair(tmp_path) as (new, old):
        with older_program():
            save(old, Person(id=ADA, given_name="Adela"))
        new.take(old.send())
        assert content(new.store)[1] == (
            Person(id=ADA, given_name="Adela", call_name="Adi", phone="0341 1234"),
        )
    update()
    with again(tmp_path) as (new, old):
        assert content(old.store) == content(new.store)
        assert check(old.store) == ()


def test_what_even_the_update_has_no_place_for_goes_on_waiting(tmp_path) -> None:
    with pair(tmp_path) as (_new, old):
        before = aside(old.store)
        with older_program(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(catching_up, "RECORDS", showing.RECORDS)
            patch.setattr(catching_up, "shape", showing.shape)
            with old.store.exchanging() as reader:
                migrate.prepare(reader.connection)
        assert aside(old.store) == before
        assert content(old.store)[1:] == [(Person(id=ADA, given_name="Ada"),), ()]
