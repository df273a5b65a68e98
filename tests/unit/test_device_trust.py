"""Devices are asked for, compared, signed for, renewed and withdrawn, with real files and real roots."""

from pathlib import Path
from uuid import UUID

import pytest

from lwdesk.base.errors import (
    BundleForged,
    BundleRefused,
    BundleRevoked,
    DeviceFileRefused,
    DeviceWithdrawn,
    FileExists,
    FingerprintDiffers,
    InvalidInput,
    KeyFileDamaged,
    NotAllowed,
    OtherRoot,
    RecordGone,
    RosterOutdated,
    StillJoining,
    WeakPassphrase,
    WrongPassphrase,
)
from lwdesk.domain.office import Device
from lwdesk.domain.staff import Staff
from lwdesk.services import accounts
from lwdesk.services.check import check
from lwdesk.services.exchange import joining, root
from lwdesk.services.exchange.devices import Grant
from lwdesk.store import vault, writers
from tests.unit import office
from tests.unit.device_kit import (
    LAPTOP,
    SECRET,
    asked_by,
    at_work,
    enrolled,
    found,
    handed,
    hire,
    joined,
    spread,
    waiting,
)
from tests.unit.office import PASSPHRASE, trail


@pytest.fixture(autouse=True)
def cheap():
    with vault.using(vault.CHEAP):
        yield


@pytest.fixture
def desk(tmp_path: Path):
    with at_work(tmp_path) as opened:
        yield opened


@pytest.fixture
def laptop(tmp_path: Path):
    with waiting(tmp_path) as made:
        yield made


def test_the_root_is_opened_by_its_passphrase_and_by_the_code_of_its_sheet(tmp_path) -> None:
    made = root.make(tmp_path / "stadt.lwroot", SECRET)
    assert root.opened(made.path, SECRET) == made.root
    assert root.opened(made.path, made.recovery_code.lower()) == made.root
    with pytest.raises(WrongPassphrase):
        root.opened(made.path, SECRET + "x")


def test_the_file_of_the_root_does_not_hold_the_key_and_is_nobody_elses_to_read(tmp_path) -> None:
    made = root.make(tmp_path / "stadt.lwroot", SECRET)
    assert made.root.key.hex() not in made.path.read_text()
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert "key" not in repr(made)


def test_a_weak_passphrase_makes_no_root_and_a_root_that_lies_there_stays(tmp_path) -> None:
    path = tmp_path / "stadt.lwroot"
    with pytest.raises(WeakPassphrase):
        root.make(path, "sommer")
    assert not path.exists()
    made = root.make(path, SECRET)
    with pytest.raises(FileExists):
        root.make(path, SECRET)
    assert root.opened(path, SECRET) == made.root


@pytest.mark.parametrize("change", [b"", b"{}", b'{"format": "lwdesk-root/1"}', b"\xff", b"[" * 70000])
def test_a_damaged_file_of_the_root_is_said_to_be_that(tmp_path, change: bytes) -> None:
    path = tmp_path / "stadt.lwroot"
    path.write_bytes(change)
    with pytest.raises(KeyFileDamaged):
        root.opened(path, SECRET)


def test_a_changed_public_part_of_the_root_is_found(tmp_path) -> None:
    made = root.make(tmp_path / "stadt.lwroot", SECRET)
    told = made.path.read_text().replace(made.root.public.hex(), "00" * 32)
    made.path.write_text(told)
    with pytest.raises(KeyFileDamaged):
        root.opened(made.path, SECRET)


def test_a_root_leaves_nothing_of_itself_in_the_data_file(desk, tmp_path) -> None:
    signer = found(desk, tmp_path)
    with desk.seat.reading() as reader:
        kept = reader.rows("SELECT value FROM setting UNION ALL SELECT doc FROM roster")
    assert not any(signer.key.hex() in str(value) for (value,) in kept)


def test_who_makes_the_root_is_the_first_device_of_the_list(desk, tmp_path) -> None:
    signer = found(desk, tmp_path)
    (one,) = desk.exchange.devices.listed()
    assert (one.is_own, one.state, one.office_name) == (True, "active", desk.office.name)
    assert desk.exchange.trust.own().root == signer.public
    assert {(line.action, line.subject_kind) for line in trail(desk)[:2]} == {
        ("create", "root"),
        ("create", "device"),
    }


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


def test_digits_that_differ_take_nobody_in(desk, laptop, tmp_path) -> None:
    signer = found(desk, tmp_path)
    path, digits = asked_by(laptop, tmp_path)
    asked = desk.exchange.devices.read_request(path)
    with pytest.raises(FingerprintDiffers):
        desk.exchange.devices.enrol(asked, digits[:-1] + "x", signer, Grant("office", desk.office.id))
    assert len(desk.exchange.devices.listed()) == 1


def test_the_first_list_is_taken_only_with_the_digits_of_its_root(desk, laptop, tmp_path) -> None:
    signer = found(desk, tmp_path)
    path, digits = asked_by(laptop, tmp_path)
    asked = desk.exchange.devices.read_request(path)
    desk.exchange.devices.enrol(asked, digits, signer, Grant("office", desk.office.id))
    desk.exchange.devices.write_roster(tmp_path / "liste.lwroster")
    offer = laptop.look(tmp_path / "liste.lwroster")
    assert offer.must_compare
    assert offer.fingerprint == signer.fingerprint
    with pytest.raises(FingerprintDiffers):
        laptop.accept(offer, "")
    assert not laptop.standing().has_list


def test_only_a_higher_list_counts(desk, laptop, tmp_path) -> None:
    enrolled(desk, laptop, tmp_path)
    with pytest.raises(RosterOutdated):
        laptop.accept(laptop.look(tmp_path / "liste.lwroster"), "")


def test_a_list_changed_on_its_way_is_refused(desk, laptop, tmp_path) -> None:
    enrolled(desk, laptop, tmp_path)
    path = tmp_path / "liste.lwroster"
    path.write_bytes(path.read_bytes().replace(LAPTOP.encode(), b"Laptop Grau"))
    with pytest.raises(DeviceFileRefused):
        laptop.look(path)


@pytest.mark.parametrize("content", [b"", b"{}\n", b"x" * 2_000_000, b"\xff\xfe\n1\n2\n3\n"])
def test_what_is_no_request_is_refused(desk, tmp_path, content: bytes) -> None:
    path = tmp_path / "bitte.lwenroll"
    path.write_bytes(content)
    for read in (desk.exchange.devices.read_request, desk.exchange.devices.look):
        with pytest.raises(DeviceFileRefused):
            read(path)


def test_another_root_signs_nothing_here(desk, laptop, tmp_path) -> None:
    enrolled(desk, laptop, tmp_path)
    other = root.make(tmp_path / "andere.lwroot", SECRET).root
    path, digits = asked_by(laptop, tmp_path)
    asked = desk.exchange.devices.read_request(path)
    with pytest.raises(OtherRoot):
        desk.exchange.devices.enrol(asked, digits, other)


def test_a_device_renews_its_keys_and_goes_on(desk, laptop, tmp_path) -> None:
    signer, working = joined(desk, laptop, tmp_path)
    before = working.exchange.trust.own()
    hire(desk)
    on_its_way = desk.exchange.sending.export(tmp_path).path  # encrypted for the former key
    digits = working.exchange.devices.rotate(tmp_path / "neu.lwenroll")
    assert working.exchange.trust.own().public == before.public
    asked = desk.exchange.devices.read_request(tmp_path / "neu.lwenroll")
    assert asked.renews
    desk.exchange.devices.enrol(asked, digits, signer)
    spread(desk, working, tmp_path)
    after = working.exchange.trust.own()
    assert after.public != before.public
    assert working.exchange.trust.membership().device.current().epoch == 2
    working.exchange.receiving.take(on_its_way)
    handed(working, desk, tmp_path)
    assert (check(working), check(desk)) == ((), ())


def test_the_former_keys_sign_nothing_once_the_renewed_ones_were_seen(desk, laptop, tmp_path) -> None:
    signer, working = joined(desk, laptop, tmp_path)
    before = working.exchange.trust.own()
    digits = working.exchange.devices.rotate(tmp_path / "neu.lwenroll")
    asked = desk.exchange.devices.read_request(tmp_path / "neu.lwenroll")
    desk.exchange.devices.enrol(asked, digits, signer)
    spread(desk, working, tmp_path)
    handed(working, desk, tmp_path)
    with working.seat.store.exchanging() as reader:  # as somebody who has stolen the former keys
        writers.set_setting(reader.connection, "device_key", before.key.hex())
        writers.set_setting(reader.connection, "key_epoch", "1")
    with pytest.raises(BundleForged, match="epoch"):
        handed(working, desk, tmp_path)
    working.close()
    assert check(desk) == ()


def test_a_withdrawn_device_is_heard_up_to_its_cut_and_no_further(desk, laptop, tmp_path) -> None:
    signer, working = joined(desk, laptop, tmp_path)
    handed(working, desk, tmp_path)
    lost = UUID(hex=working.exchange.trust.own().device)
    desk.exchange.devices.revoke(lost, "lost", signer)
    one = next(one for one in desk.exchange.devices.listed() if one.id == lost)
    assert (one.state, one.reason) == ("revoked", "lost")
    with desk.seat.reading() as reader:
        record = reader.get(Device, lost)
    assert record is not None
    assert record.state == "lost"
    with pytest.raises(BundleRevoked):
        handed(working, desk, tmp_path)
    with pytest.raises(BundleRefused):  # nobody is left to send to
        desk.exchange.sending.export(tmp_path)
    spread(desk, working, tmp_path)
    with pytest.raises(DeviceWithdrawn):
        working.exchange.sending.export(tmp_path)
    working.close()


def test_a_withdrawn_device_comes_back_only_as_another_one(desk, laptop, tmp_path) -> None:
    signer, working = joined(desk, laptop, tmp_path)
    lost = UUID(hex=working.exchange.trust.own().device)
    desk.exchange.devices.revoke(lost, "retired", signer)
    path, digits = asked_by(working, tmp_path)
    asked = desk.exchange.devices.read_request(path)
    with pytest.raises(DeviceFileRefused):
        desk.exchange.devices.enrol(asked, digits, signer)
    working.close()


def test_nobody_withdraws_the_device_they_sit_at(desk, tmp_path) -> None:
    signer = found(desk, tmp_path)
    with pytest.raises(InvalidInput):
        desk.exchange.devices.revoke(desk.device.id, "lost", signer)


def test_a_lost_root_is_replaced_and_every_device_compares_the_new_digits(desk, laptop, tmp_path) -> None:
    _signer, working = joined(desk, laptop, tmp_path)
    other = desk.exchange.devices.found(tmp_path / "neu.lwroot", SECRET).root
    desk.exchange.devices.write_roster(tmp_path / "liste.lwroster")
    offer = working.exchange.devices.look(tmp_path / "liste.lwroster")
    assert offer.is_other_root
    with pytest.raises(FingerprintDiffers):
        working.exchange.devices.accept(offer)
    working.exchange.devices.accept(offer, other.fingerprint)
    handed(desk, working, tmp_path)
    handed(working, desk, tmp_path)
    assert (check(working), check(desk)) == ((), ())
    working.close()


def test_a_reader_neither_asks_nor_signs(tmp_path) -> None:
    with office.opened(office.place(tmp_path), "reader") as desk:
        devices = desk.exchange.devices
        for attempt in (
            lambda: devices.found(tmp_path / "stadt.lwroot", SECRET),
            lambda: devices.write_request(tmp_path / "bitte.lwenroll"),
        ):
            with pytest.raises(NotAllowed):
                attempt()
    assert not list(tmp_path.glob("*.lw[re]*"))


def test_a_device_that_others_took_in_comes_along_with_the_list_of_a_package(desk, laptop, tmp_path) -> None:
    signer, working = joined(desk, laptop, tmp_path)
    third = joining.prepare(tmp_path / "drittes" / "neu.lwdb", "Laptop Rot", PASSPHRASE, anyway=True)
    path, digits = asked_by(third, tmp_path)
    asked = desk.exchange.devices.read_request(path)
    desk.exchange.devices.enrol(asked, digits, signer, Grant("office", desk.office.id))
    desk.exchange.devices.write_roster(tmp_path / "liste.lwroster")
    third.accept(third.look(tmp_path / "liste.lwroster"), signer.fingerprint)
    third.take(desk.exchange.sending.export(tmp_path).path)
    newest = third.finish(desk.staff.id, PASSPHRASE)
    assert newest.device.code == "C"
    handed(newest, desk, tmp_path)
    handed(desk, working, tmp_path)
    assert {one.label for one in working.exchange.devices.listed()} >= {LAPTOP, "Laptop Rot"}
    assert check(working) == ()
    newest.close()
    working.close()
