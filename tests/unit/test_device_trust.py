"""Devices are asked for, compared, signed for, renewed and withdrawn, with real files and real roots."""

from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from lwdesk.base import signing
from lwdesk.base.errors import (
    BundleForged,
    BundleNotForUs,
    BundleRefused,
    BundleRevoked,
    DeviceFileRefused,
    DeviceWithdrawn,
    FingerprintDiffers,
    InvalidInput,
    NotAllowed,
    OtherRoot,
    RosterOutdated,
)
from lwdesk.domain.office import Device
from lwdesk.services.check import check
from lwdesk.services.exchange import joining, root
from lwdesk.services.exchange.devices import Grant
from lwdesk.store import writers
from lwdesk.store.exchange import device_keys
from lwdesk.sync import roster
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


@pytest.fixture
def desk(tmp_path: Path):
    with at_work(tmp_path) as opened:
        yield opened


@pytest.fixture
def laptop(tmp_path: Path):
    with waiting(tmp_path) as made:
        yield made


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
    with pytest.raises(BundleForged, match="former"):
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
    desk.exchange.devices.revoke(lost, "retired", signer, wrote_nothing=True)
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


@pytest.mark.parametrize(
    "odd",
    [
        {"device": "nicht hex"},
        {"device": "0" * 31},
        {"office": "0" * 33},
        {"label": " "},
        {"label": "Laptop\nBlau"},
        {"label": "x" * 201},
        {"office_name": "\x1b[2J"},
        {"code": "Ä-1"},
        {"age_recipient": "age1falsch"},
    ],
)
def test_a_request_that_no_device_would_write_is_refused(desk, laptop, tmp_path, odd: dict[str, str]) -> None:
    own = laptop.exchange.trust.own()
    asked = roster.read_request(laptop.exchange.trust.request()[0])
    path = tmp_path / "bitte.lwenroll"
    path.write_bytes(roster.request(msgspec.structs.replace(asked, **odd), own.key))
    with pytest.raises(DeviceFileRefused):
        desk.exchange.devices.read_request(path)


def test_whoever_asks_as_a_known_device_gets_neither_its_name_changed_nor_its_office(
    desk, laptop, tmp_path
) -> None:
    signer = enrolled(desk, laptop, tmp_path)
    own = laptop.exchange.trust.own()
    asked = roster.read_request(laptop.exchange.trust.request()[0])
    key = signing.new_signing_key()
    other = msgspec.structs.replace(
        asked, label="Rechner der Leitung", office="1" * 32, code="Z", sign_pk=signing.public_key(key).hex()
    )
    path = tmp_path / "bitte.lwenroll"
    path.write_bytes(roster.request(other, key))
    told = desk.exchange.devices.read_request(path)
    assert (told.renews, told.enrolment.label) == (True, LAPTOP)
    newer = desk.exchange.devices.enrol(told, told.fingerprint, signer)
    device = newer.device(own.device)
    assert device is not None
    assert (device.label, device.office, device.code) == (LAPTOP, desk.office.id.hex, "B")


def test_a_list_with_other_keys_for_this_device_is_not_taken_over(desk, laptop, tmp_path) -> None:
    test_whoever_asks_as_a_known_device_gets_neither_its_name_changed_nor_its_office(desk, laptop, tmp_path)
    desk.exchange.devices.write_roster(tmp_path / "neu.lwroster")
    with pytest.raises(BundleNotForUs):
        laptop.accept(laptop.look(tmp_path / "neu.lwroster"), "")


def test_a_list_of_another_organisation_is_not_taken_over(desk, laptop, tmp_path) -> None:
    enrolled(desk, laptop, tmp_path)
    other = root.make(tmp_path / "andere.lwroot", SECRET).root
    told = roster.Roster(
        other.organisation, 99, other.public.hex(), list(laptop.exchange.trust.roster().devices)
    )
    document = roster.write(told)
    path = tmp_path / "andere.lwroster"
    path.write_bytes(roster.file(document, roster.signed(document, other.key)))
    offer = laptop.look(path)
    assert offer.is_other_root
    with pytest.raises(OtherRoot):
        laptop.accept(offer, other.fingerprint)


def test_a_purge_of_the_trail_stays_signed_when_the_keys_are_renewed(desk, tmp_path) -> None:
    signer = found(desk, tmp_path)
    before = desk.exchange.trust.own().public
    digits = desk.exchange.devices.rotate(tmp_path / "neu.lwenroll")
    asked = desk.exchange.devices.read_request(tmp_path / "neu.lwenroll")
    desk.exchange.devices.enrol(asked, digits, signer)
    with desk.seat.reading() as reader:
        known = device_keys.publics(reader.connection)
    assert before in known
    assert known[0] == desk.exchange.trust.own().public != before
    assert check(desk) == ()


def test_a_file_that_is_only_read_shows_its_devices(desk, tmp_path) -> None:
    found(desk, tmp_path)
    desk.close()
    with office.opened(desk.path, read_only=True) as reading:
        assert [one.is_own for one in reading.exchange.devices.listed()] == [True]
