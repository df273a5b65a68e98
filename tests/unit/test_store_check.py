"""Whatever is changed behind the program's back is found, and named."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from lwdesk.domain.household import Dwelling, Household
from lwdesk.domain.person import Person
from lwdesk.store import file
from lwdesk.store.check import check
from lwdesk.store.check_log import check_log
from lwdesk.store.transaction import Store
from tests.unit.data_files import KEY, fresh, opened, place

HOUSEHOLD = Household(id=UUID(int=1), name="A", registered_on=date(2026, 1, 1))
PERSON = Person(id=UUID(int=2), given_name="Ada")


def fill(store: Store) -> None:
    with store.writing("save", uuid4()) as transaction:
        transaction.save_all((HOUSEHOLD, PERSON, Dwelling(household=HOUSEHOLD.id, city="Dortmund")))
    with store.writing("save", None) as transaction:
        transaction.save(PERSON.replace(given_name="Eda", school_years=4))
    with store.writing("save", None) as transaction:
        transaction.save(HOUSEHOLD.replace(name=""))


@pytest.fixture
def store() -> Iterator[Store]:
    with fresh() as made:
        fill(made)
        assert check(made) == ()
        yield made


@pytest.fixture(scope="module")
def filled() -> Iterator[Store]:
    with fresh() as made:
        fill(made)
        yield made


@contextmanager
def behind(store: Store) -> Iterator[Connection]:
    """Give a connection whose statements are not noted."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sync_ctl SET applying=1")
        yield connection
        connection.exec_driver_sql("UPDATE sync_ctl SET applying=0")


def codes(store: Store) -> set[str]:
    return {finding.code for finding in check(store)}


COLUMNS = ("wid", "seq", "hlc", "ent", "hdr", "salt", "body", "commitment")


@given(st.integers(1, 5), st.sampled_from(COLUMNS), st.integers(0, 400), st.integers(1, 255))
def test_any_byte_of_any_row_of_the_log_that_changed_is_found(
    filled: Store, seq: int, column: str, place: int, bits: int
) -> None:
    with filled.engine.connect() as connection:
        value: Any = connection.exec_driver_sql(f"SELECT {column} FROM log WHERE seq=?", (seq,)).scalar_one()
        changed: Any
        if isinstance(value, int):
            changed, cast = value ^ (8 << place % 58), "?"
        else:
            old = value.encode() if isinstance(value, str) else value
            at = place % len(old)
            changed = old[:at] + bytes([old[at] ^ bits]) + old[at + 1 :]
            cast = "CAST(? AS TEXT)" if isinstance(value, str) else "?"
        connection.exec_driver_sql(f"UPDATE log SET {column}={cast} WHERE seq=?", (changed, seq))
        assert [*check_log(connection)] != []
        connection.rollback()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM log WHERE seq=5", "log_chain"),
        ("DELETE FROM log WHERE seq=2", "log_gap"),
        ("DELETE FROM log", "log_chain"),
        ("UPDATE log SET body=NULL WHERE seq=2", "log_salt"),
        ("UPDATE log SET body=NULL, salt=NULL WHERE seq=2", "log_redacted"),
        ("UPDATE log SET hdr='[]' WHERE seq=2", "log_unreadable"),
        ("UPDATE log SET seq=9 WHERE seq=5", "log_gap"),
        ("UPDATE log SET hlc=1 WHERE seq=5", "log_time"),
        ("UPDATE writer SET chain=zeroblob(32)", "log_chain"),
        ("UPDATE checkpoint SET sig=zeroblob(64)", "log_signature"),
        ("UPDATE checkpoint SET chain=zeroblob(32)", "log_unsigned"),
        ("DELETE FROM checkpoint", "log_unsigned"),
        ("UPDATE writer SET sign_pk=zeroblob(32)", "log_signature"),
        ("UPDATE person SET given_name='Ida'", "row_differs"),
        ("UPDATE person SET _deleted=1", "row_differs"),
        ("UPDATE household SET address_protected=1", "row_differs"),
        ("UPDATE dwelling SET household=NULL", "row_differs"),
        ("DELETE FROM dwelling", "row_missing"),
        ("UPDATE entity SET dots=NULL WHERE kind='person'", "entity_differs"),
        ("UPDATE entity SET parent=NULL WHERE kind='dwelling'", "entity_differs"),
        ("UPDATE entity SET state=2 WHERE kind='person'", "entity_differs"),
        ("INSERT INTO head VALUES (1, 'name', 1, 1, 1, 'A')", "heads_differ"),
        ("INSERT INTO clash VALUES (1)", "clashes_differ"),
        ("INSERT INTO sync_dirty VALUES ('none', 1, 1)", "noted_unsealed"),
        ("DROP TRIGGER cap_person_u", "trigger_differs"),
        ("DELETE FROM search_word", "search_differs"),
    ],
)
def test_what_was_changed_in_secret_is_named(store: Store, statement: str, code: str) -> None:
    raw = store.engine.raw_connection()
    raw.execute("UPDATE sync_ctl SET applying=1")
    raw.execute(statement)
    raw.execute("UPDATE sync_ctl SET applying=0")
    raw.close()
    assert code in codes(store)


def test_rows_that_the_log_does_not_know_are_named(store: Store) -> None:
    with behind(store) as connection:
        connection.exec_driver_sql(
            "INSERT INTO entity (id, eid, kind, state) VALUES (99, x'99', 'person', 0)"
        )
        connection.exec_driver_sql("INSERT INTO person (id) VALUES (99)")
    assert codes(store) >= {"row_unknown"}


def test_capture_that_was_switched_off_is_named(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sync_ctl SET applying=1")
    assert "capture_off" in codes(store)


def test_a_link_to_nothing_is_named(store: Store) -> None:
    raw = store.engine.raw_connection()
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("UPDATE dwelling SET household=4711")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.close()
    assert "damaged" in codes(store)


def test_findings_hold_no_word_of_a_client(store: Store) -> None:
    with behind(store) as connection:
        connection.exec_driver_sql("UPDATE person SET given_name='Canary', note='Canary'")
    assert "Canary" not in repr(check(store))
    assert "Eda" not in repr(check(store))


def test_a_page_that_was_changed_on_the_disk_is_named(tmp_path) -> None:
    path = place(tmp_path)
    with opened(path) as store:
        fill(store)
        with store.writing("save", None) as transaction:
            transaction.save(Person(note="x" * 40_000))  # the end of the file is no plan
    size = path.stat().st_size
    with path.open("rb+") as raw:
        raw.seek(size - 2048)
        byte = raw.read(1)
        raw.seek(size - 2048)
        raw.write(bytes([byte[0] ^ 1]))
    with opened(path) as store:
        assert "damaged" in codes(store)


def test_a_missing_trigger_is_made_anew_when_the_file_is_opened_and_still_told(tmp_path) -> None:
    path = place(tmp_path)
    raw = file.connection(path, KEY)
    raw.execute("DROP TRIGGER cap_person_u")
    raw.close()
    with opened(path) as store:
        assert store.repaired == ("cap_person_u",)
        assert codes(store) == {"trigger_differs"}
    with opened(path) as store:
        assert check(store) == ()
