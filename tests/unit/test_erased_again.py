"""Who was erased stays erased: an older copy, a backup and an old bundle bring nobody back."""

import shutil
from datetime import UTC, date, datetime

import pytest

from lwdesk.base import clock
from lwdesk.domain.household import Household
from lwdesk.domain.person import Person
from lwdesk.services import backups
from lwdesk.services.history import History
from lwdesk.store import erased
from lwdesk.store.check import check
from lwdesk.store.exchange.erasing import erase
from lwdesk.store.history import history
from tests.unit import office
from tests.unit.devices import machines
from tests.unit.office import PASSPHRASE, hamdan
from tests.unit.test_exchange_devices import PERSON, save, shown

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now():
    with clock.using(clock.FixedClock(NOW)):
        yield


def erase_all(desk, family) -> None:
    ids = [family.household.id, *(member.person.id for member in family.members)]
    with desk.seat.store.exchanging() as reader:
        erase(reader.connection, ids, "retention", date(2026, 1, 5))


def is_there(desk, family) -> bool:
    with desk.seat.reading() as reader:
        home = reader.get(Household, family.household.id)
        person = reader.get(Person, family.members[0].person.id)
    return home is not None or person is not None


def search(desk):
    return desk.search.find("Hamdan").hits


def test_a_restored_backup_does_not_bring_anybody_back(tmp_path) -> None:
    path, folder, family = office.place(tmp_path), tmp_path / "backups", hamdan()
    with office.opened(path) as desk:
        desk.households.take_in(family)
        first = desk.backups.make(folder)
        erase_all(desk, family)
        desk.backups.make(folder)
        user = str(desk.staff.id)
    again = tmp_path / "again" / path.name
    backups.restore(first, again, user, PASSPHRASE)
    with office.opened(again) as desk:
        assert not is_there(desk, family)
        assert search(desk) == ()
        assert check(desk.seat.store) == ()


def test_an_older_copy_put_in_place_of_the_file_does_not_bring_anybody_back(tmp_path) -> None:
    path, family = office.place(tmp_path), hamdan()
    with office.opened(path) as desk:
        desk.households.take_in(family)
    shutil.copy(path, tmp_path / "old")
    with office.opened(path) as desk:
        erase_all(desk, family)
    shutil.copy(tmp_path / "old", path)
    with office.opened(path) as desk:
        assert desk.missing_changes
        assert not is_there(desk, family)
        assert office.trail(desk)[0].action == "delete.erased_again"
        assert check(desk.seat.store) == ()
    with office.opened(path) as desk:
        assert office.trail(desk)[0].action == "unlock"


def test_a_list_that_somebody_else_wrote_erases_nobody(tmp_path) -> None:
    path, family = office.place(tmp_path), hamdan()
    with office.opened(path) as desk:
        desk.households.take_in(family)
    told = erased.Erased(family.household.id.hex, "household", "retention", "2026-01-05")
    erased.keep(erased.beside(path), bytes(48), [told])
    with office.opened(path) as desk:
        assert is_there(desk, family)


@pytest.mark.parametrize("damage", [b"", b"{}", b"no list"])
def test_a_damaged_list_says_nothing(tmp_path, damage: bytes) -> None:
    path = tmp_path / "list"
    path.write_bytes(damage)
    assert erased.read(path, bytes(48)) == ()


def test_a_list_only_grows_and_names_nobody(tmp_path) -> None:
    path, key = tmp_path / "list", bytes(48)
    first, second = (erased.Erased(f"{n:032x}", "person", "retention", "2026-01-05") for n in (1, 2))
    erased.keep(path, key, [first])
    erased.keep(path, key, [second])
    erased.keep(path, key, [second._replace(reason="request")])
    assert erased.read(path, key) == (first, second)
    assert path.stat().st_mode & 0o777 == 0o600


def test_who_is_erased_before_they_are_known_never_comes_in(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        save(pc.store, PERSON)
        with laptop.store.exchanging() as reader:
            one = erased.Erased(PERSON.id.hex, "person", "retention", "2026-01-05")
            assert erased.again(reader.connection, [one]) == 1
            assert erased.again(reader.connection, [one]) == 0
        laptop.take(pc.send())
        assert shown(laptop.store) is None
        pc.take(laptop.send())
        assert shown(pc.store) is None
        assert (check(pc.store), check(laptop.store)) == ((), ())


def test_a_bundle_from_before_the_erasure_brings_nobody_back(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        save(pc.store, PERSON)
        old = pc.send()
        laptop.take(old)
        with laptop.store.exchanging() as reader:
            erase(reader.connection, [PERSON.id], "request", date(2026, 1, 5))
        laptop.take(old)
        assert shown(laptop.store) is None
        with laptop.store.reading() as reader:
            assert history(reader, PERSON.id) == ()
        assert check(laptop.store) == ()


def test_history_that_was_let_go_of_is_gone_on_every_device_and_undo_says_so(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        for note in ("a", "b", "c"):
            save(pc.store, PERSON.replace(note=note))
        laptop.take(pc.send())
        with clock.using(clock.FixedClock(datetime(2026, 3, 1, tzinfo=UTC))):
            history_of_pc = History(pc.seat)
            assert history_of_pc.let_go(40) == 1
            assert history_of_pc.let_go(40) == 0
            laptop.take(pc.send())
        for machine in (pc, laptop):
            with machine.store.reading() as reader:
                assert [change.value for change in history(reader, PERSON.id)][-1] == "c"
                assert len(history(reader, PERSON.id)) < len(("given_name", "a", "b", "c"))
            assert shown(machine.store) == PERSON.replace(note="c")
            assert check(machine.store) == ()
