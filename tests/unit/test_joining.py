"""A device joins an office: a file that waits, then list, package and the person who sits there."""

from pathlib import Path
from uuid import UUID

import pytest

from lwdesk.base.errors import (
    BundleRefused,
    FileExists,
    InvalidInput,
    RecordGone,
    StillJoining,
)
from lwdesk.domain.office import Device
from lwdesk.domain.staff import Staff
from lwdesk.services import accounts
from lwdesk.services.accounts import Setup
from lwdesk.services.check import check
from lwdesk.services.exchange import joining
from lwdesk.services.exchange.devices import Grant
from tests.unit.device_kit import (
    LAPTOP,
    asked_by,
    at_work,
    enrolled,
    found,
    handed,
    joined,
    spread,
    waiting,
)
from tests.unit.office import PASSPHRASE


@pytest.fixture
def desk(tmp_path: Path):
    with at_work(tmp_path) as opened:
        yield opened


@pytest.fixture
def laptop(tmp_path: Path):
    with waiting(tmp_path) as made:
        yield made


def test_a_laptop_joins_by_request_list_and_first_package(desk, laptop, tmp_path) -> None:
    _signer, working = joined(desk, laptop, tmp_path)
    assert working.staff.name == "Jana Albers"
    assert working.office == desk.office
    assert (working.device.name, working.device.code) == (LAPTOP, "B")
    assert working.device.id.hex == working.exchange.trust.own().device
    assert [one.name for one in accounts.users(working.path)] == ["Jana Albers"]
    assert (check(working), check(desk)) == ((), ())


def test_both_ways_after_joining(desk, laptop, tmp_path) -> None:
    _signer, working = joined(desk, laptop, tmp_path)
    handed(working, desk, tmp_path)
    with desk.seat.reading() as reader:
        assert "Neue Kollegin" in {one.name for one in reader.all(Staff)}
    assert check(desk) == ()


def test_a_file_that_waits_is_not_opened_as_a_desk(laptop) -> None:
    path = laptop.path
    (nobody,) = accounts.users(path)
    assert nobody.name == LAPTOP
    laptop.close()
    with pytest.raises(StillJoining):
        accounts.unlock(path, nobody.id, PASSPHRASE)
    again = joining.resume(path, nobody.id, PASSPHRASE)
    assert again.standing().label == LAPTOP
    assert not again.standing().has_list
    again.close()


def test_a_file_that_has_joined_waits_no_more(desk, laptop, tmp_path) -> None:
    _signer, working = joined(desk, laptop, tmp_path)
    path, me = working.path, str(working.staff.id)
    working.close()
    accounts.unlock(path, me, PASSPHRASE).close()
    with pytest.raises(RecordGone):
        joining.resume(path, me, PASSPHRASE)


def test_joining_goes_on_after_the_slot_was_made_and_the_rest_was_cut(
    desk, laptop, tmp_path, monkeypatch
) -> None:
    enrolled(desk, laptop, tmp_path)
    laptop.take(desk.exchange.sending.export(tmp_path).path)
    me = laptop.standing().people[0]
    monkeypatch.setattr("lwdesk.store.exchange.joining.end", lambda _connection: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        laptop.finish(me.id, PASSPHRASE)
    path = laptop.path
    laptop.close()
    monkeypatch.undo()
    again = joining.resume(path, str(me.id), PASSPHRASE)
    working = again.finish(me.id, PASSPHRASE)
    assert working.staff.id == me.id
    working.close()


def test_before_the_package_nobody_can_say_who_they_are(desk, laptop, tmp_path) -> None:
    enrolled(desk, laptop, tmp_path)
    standing = laptop.standing()
    assert (standing.has_list, standing.has_package, standing.people) == (True, False, ())
    assert standing.office_name == desk.office.name
    with pytest.raises(InvalidInput):
        laptop.finish(desk.staff.id, PASSPHRASE)


def test_a_file_that_cannot_be_made_leaves_no_keys_behind(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("lwdesk.store.migrate.prepare", lambda _connection: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        joining.prepare(tmp_path / "neu.lwdb", LAPTOP, PASSPHRASE, anyway=True)
    assert not [one for one in tmp_path.glob("neu.*") if one.suffix != ".lock"]


def test_a_device_without_a_name_and_a_place_that_is_taken_make_no_file(tmp_path) -> None:
    (tmp_path / "da.lwdb").write_bytes(b"schon da")
    with pytest.raises(FileExists):
        joining.prepare(tmp_path / "da.lwdb", LAPTOP, PASSPHRASE, anyway=True)
    with pytest.raises(InvalidInput):
        joining.prepare(tmp_path / "neu.lwdb", "  ", PASSPHRASE, anyway=True)
    assert not list(tmp_path.glob("*.keys"))


def test_nobody_joins_as_somebody_the_office_does_not_know(desk, laptop, tmp_path) -> None:
    enrolled(desk, laptop, tmp_path)
    laptop.take(desk.exchange.sending.export(tmp_path).path)
    with pytest.raises(RecordGone):
        laptop.finish(UUID(int=1), PASSPHRASE)


@pytest.fixture
def coordination(tmp_path: Path):
    """Give the desk of the coordination, an office of its own that knows no household of the other."""
    setup = Setup(
        "mengede_huckarde", "Zentrale", "Vera Winter", "city", "lead", PASSPHRASE, office_role="coordination"
    )
    opened = accounts.set_up(tmp_path / "zentrale" / "z.lwdb", setup, anyway=True).desk
    yield opened
    opened.close()


def taken_in(coordination, asking, folder: Path, signer, grant: Grant | None = None) -> None:
    """Bring a request to the coordination, and the list back."""
    path, digits = asked_by(asking, folder)
    devices = coordination.exchange.devices
    devices.enrol(devices.read_request(path), digits, signer, grant)
    devices.write_roster(folder / "liste.lwroster")
    offer = asking.exchange.devices.look(folder / "liste.lwroster")
    asking.exchange.devices.accept(offer, signer.fingerprint if offer.must_compare else "")


def test_the_coordination_takes_in_an_office_and_its_laptop_and_sees_nothing_of_them(
    coordination, desk, laptop, tmp_path
) -> None:
    signer = found(coordination, tmp_path)
    taken_in(coordination, desk, tmp_path, signer)
    taken_in(coordination, laptop, tmp_path, signer, Grant("office", desk.office.id))
    spread(coordination, desk, tmp_path)
    labels = [
        (one.label, one.office_name, one.role, one.code) for one in coordination.exchange.devices.listed()
    ]
    assert labels == [
        ("Zentrale", coordination.office.name, "coordination", "A"),
        (desk.device.name, desk.office.name, "office", "A"),
        (LAPTOP, desk.office.name, "office", "B"),
    ]
    laptop.take(desk.exchange.sending.export(tmp_path).path)
    working = laptop.finish(desk.staff.id, PASSPHRASE)
    assert (working.device.name, working.device.code) == (LAPTOP, "B")
    handed(working, desk, tmp_path)
    with desk.seat.reading() as reader:
        assert {one.name for one in reader.all(Device)} == {desk.device.name, LAPTOP}
    with pytest.raises(BundleRefused):  # nothing of an office is made for the coordination
        coordination.exchange.receiving.take(desk.exchange.sending.export(tmp_path).path)
    assert (check(working), check(desk), check(coordination)) == ((), (), ())
    working.close()


def test_the_coordination_withdraws_a_laptop_by_what_its_office_reports(
    coordination, desk, laptop, tmp_path
) -> None:
    signer = found(coordination, tmp_path)
    taken_in(coordination, desk, tmp_path, signer)
    taken_in(coordination, laptop, tmp_path, signer, Grant("office", desk.office.id))
    spread(coordination, desk, tmp_path)
    laptop.take(desk.exchange.sending.export(tmp_path).path)
    working = laptop.finish(desk.staff.id, PASSPHRASE)
    handed(working, desk, tmp_path)
    lost = working.device.id
    working.close()
    desk.exchange.losses.write(lost, tmp_path / "verlust.lwloss")
    told = coordination.exchange.devices.revoke(lost, "lost", signer, tmp_path / "verlust.lwloss")
    spread(coordination, desk, tmp_path)
    device = told.device(lost.hex)
    assert device is not None
    assert device.cut == desk.exchange.losses.report(lost).ends
    assert sum(device.cut.values()) > 0
    assert desk.exchange.losses.report(lost).device.state == "revoked"
