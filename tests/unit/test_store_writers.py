"""Who writes in a file, and how the device vouches for it."""

from lwdesk.base import signing
from lwdesk.base.chain import next_hlc, segment_message
from lwdesk.domain.person import Person
from lwdesk.store import writers
from lwdesk.store.chain import entries
from lwdesk.store.check import check
from lwdesk.store.transaction import Store
from tests.unit.data_files import fresh, opened, place


def save(store: Store, *names: str) -> None:
    for name in names:
        with store.writing("save", None) as transaction:
            transaction.save(Person(given_name=name))


def water(store: Store) -> list[tuple[str, int, str]]:
    with store.reading() as reader:
        return writers.high_water(reader.connection)


def test_a_file_keeps_its_device_and_its_writer(tmp_path) -> None:
    path = place(tmp_path)
    with opened(path) as store:
        save(store, "Ada")
        first = water(store)
        with store.reading() as reader:
            device = writers.device(reader.connection)
    with opened(path) as store:
        assert water(store) == first
        with store.reading() as reader:
            assert writers.device(reader.connection) == device


def test_every_save_moves_the_end_of_the_log(tmp_path) -> None:
    with fresh() as store:
        save(store, "Ada")
        ((writer, seq, chain),) = water(store)
        save(store, "Eda")
        ((same, later, other),) = water(store)
    assert (same, seq, later) == (writer, 1, 2)
    assert chain != other


def test_the_signature_holds_for_this_end_of_the_log_and_no_other() -> None:
    with fresh() as store:
        save(store, "Ada", "Eda")
        with store.reading() as reader:
            ((uuid, public),) = reader.rows("SELECT uuid, sign_pk FROM writer")
            ((seq, chain, signature),) = reader.rows("SELECT seq, chain, sig FROM checkpoint")
    organisation = writers.NO_ORGANISATION
    assert signing.verify(public, segment_message(organisation, uuid, seq, chain), signature)
    assert not signing.verify(public, segment_message(organisation, uuid, seq + 1, chain), signature)
    assert not signing.verify(public, segment_message(b"\1" * 16, uuid, seq, chain), signature)
    assert not signing.verify(public, segment_message(organisation, uuid, seq, chain, "set:x"), signature)


def test_a_new_incarnation_leaves_the_former_log_closed_and_sound() -> None:
    with fresh() as store:
        save(store, "Ada")
        with store.engine.begin() as connection:
            writers.begin_incarnation(connection)
        save(store, "Eda")
        assert [seq for _writer, seq, _chain in water(store)] == [1, 1]
        assert check(store) == ()
        with store.reading() as reader:
            assert len({entry.wid for entry in entries(reader.connection)}) == 2


def test_the_logical_time_of_a_new_incarnation_is_later_than_the_former() -> None:
    with fresh() as store:
        with store.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE writer SET hlc=?", (1 << 62,))
            writers.begin_incarnation(connection)
        save(store, "Ada")
        with store.reading() as reader:
            (entry,) = entries(reader.connection)
    assert entry.header().hlc == (1 << 62) + 1


def test_logical_time_follows_the_clock_and_never_goes_back() -> None:
    assert next_hlc(0, 5) == 5 << 16
    assert next_hlc(5 << 16, 5) == (5 << 16) + 1
    assert next_hlc(9 << 16, 5) == (9 << 16) + 1
