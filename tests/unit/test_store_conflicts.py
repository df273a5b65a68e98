"""A field that two devices wrote without knowing of each other, in the tables and in the log."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from lwdesk.base import signing
from lwdesk.base.chain import segment_message
from lwdesk.domain.person import Person
from lwdesk.store import search, writers
from lwdesk.store.chain import entries
from lwdesk.store.check import check
from lwdesk.store.rebuild import rebuild
from lwdesk.store.transaction import Store
from tests.unit.data_files import fresh
from tests.unit.reference_model import Replica

PERSON = Person(id=UUID(int=7), given_name="Ada", note="x")
OTHER = UUID(int=0xB0B)
LATER = 1 << 44  # milliseconds, far behind the present


@pytest.fixture
def store() -> Iterator[Store]:
    with fresh() as made:
        with made.writing("save", None) as transaction:
            transaction.save(PERSON)
        take_in(made, Replica(OTHER.hex, lambda: LATER))
        yield made


def take_in(store: Store, other: Replica) -> None:
    """Put what another device wrote into the file, as the exchange would."""
    other.write(PERSON.id.hex, {"given_name": "Eda"})
    (rec,) = other.log[OTHER.hex]
    key = signing.new_signing_key()
    signature = signing.sign(key, segment_message(writers.NO_ORGANISATION, OTHER.bytes, 1, rec.chain))
    with store.engine.begin() as connection:
        send = connection.exec_driver_sql
        send("UPDATE sync_ctl SET applying=1")
        (mine,) = send("SELECT hlc FROM log").one()
        send(
            "INSERT INTO writer (wid, uuid, device, scope, incarnation, max_seq, chain, hlc, sign_pk)"
            " VALUES (2, ?, x'', 'office', 1, 1, ?, ?, ?)",
            (OTHER.bytes, rec.chain, rec.hdr.hlc, signing.public_key(key)),
        )
        send("INSERT INTO checkpoint VALUES (2, 1, ?, 0, ?)", (rec.chain, signature))
        send(
            "INSERT INTO log SELECT 2, 1, ?, id, CAST(? AS TEXT), ?, CAST(? AS TEXT), ? FROM entity",
            (rec.hdr.hlc, rec.hdr.bytes(), rec.salt, rec.body, rec.commitment),
        )
        send("""UPDATE entity SET dots='{"given_name":[[1,1],[2,1]],"note":[[1,1]]}'""")
        for wid, hlc, value in ((1, mine, "Ada"), (2, rec.hdr.hlc, "Eda")):
            send("INSERT INTO head SELECT id, 'given_name', ?, 1, ?, ? FROM entity", (wid, hlc, value))
        send("UPDATE person SET given_name='Eda'")
        search.refresh(connection, {"person": [1]})
        send("UPDATE sync_ctl SET applying=0")


def shown(store: Store) -> Person | None:
    with store.reading() as reader:
        return reader.get(Person, PERSON.id)


def test_a_file_with_a_conflict_is_sound_and_shows_the_later_value(store: Store) -> None:
    assert check(store) == ()
    assert shown(store) == PERSON.replace(given_name="Eda")


def test_a_save_replaces_all_heads_of_the_field(store: Store) -> None:
    with store.writing("choose", None) as transaction:
        transaction.save(PERSON.replace(given_name="Ida"))
    with store.reading() as reader:
        assert reader.rows("SELECT * FROM head") == []
        last = list(entries(reader.connection))[-1].header()
        content = rebuild(entries(reader.connection))
    assert {writer for _col, writer, _seq in last.replaced} == {OTHER.hex, last.writer}
    assert list(content.heads[PERSON.id.hex]["given_name"]) == [last.stamp]
    assert check(store) == ()


def test_a_save_of_another_field_leaves_the_conflict(store: Store) -> None:
    with store.writing("save", None) as transaction:
        transaction.save(PERSON.replace(given_name="Eda", note="y"))
    with store.reading() as reader:
        assert len(reader.rows("SELECT * FROM head")) == 2
    assert check(store) == ()


def test_a_save_comes_later_than_everything_the_file_has_seen(store: Store) -> None:
    with store.writing("save", None) as transaction:
        transaction.save(PERSON.replace(given_name="Eda", note="y"))
    with store.reading() as reader:
        times = [entry.header().hlc for entry in entries(reader.connection)]
    assert times[-1] > LATER << 16


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM head", "UPDATE head SET hlc=hlc+1", "UPDATE person SET given_name='Ada'"],
)
def test_a_conflict_that_was_hidden_is_found(store: Store, statement: str) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sync_ctl SET applying=1")
        connection.exec_driver_sql(statement)
        connection.exec_driver_sql("UPDATE sync_ctl SET applying=0")
    assert {finding.code for finding in check(store)} <= {"heads_differ", "row_differs", "search_differs"}
    assert check(store) != ()
