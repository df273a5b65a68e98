"""The report of a lost device tells its last known state, and says how far its logs count."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from lwdesk.base import clock, signing
from lwdesk.base.errors import BundleForged, DeviceFileRefused, NotAllowed, RecordGone
from lwdesk.base.texts import translator
from lwdesk.domain.household import Household
from lwdesk.services.check import check
from lwdesk.services.exchange import loss, trust
from lwdesk.sync import roster
from tests.unit.device_kit import at_work, enrolled, handed, hire, joined, waiting
from tests.unit.office import PASSPHRASE, hamdan

GERMAN = translator("de")


@pytest.fixture
def desk(tmp_path: Path):
    with at_work(tmp_path) as opened:
        yield opened


@pytest.fixture
def laptop(tmp_path: Path):
    with waiting(tmp_path) as made:
        yield made


def device_of(machine) -> UUID:
    return UUID(hex=machine.exchange.trust.own().device)


def counts(report: loss.Loss) -> dict[str, int]:
    return dict(report.counts)


def test_a_report_counts_what_the_device_has_confirmed(desk, laptop, tmp_path) -> None:
    desk.households.take_in(hamdan())
    _signer, working = joined(desk, laptop, tmp_path)
    handed(working, desk, tmp_path)
    desk.households.take_in(hamdan())  # after the last package: it never reached the device
    told = desk.exchange.losses.report(device_of(working))
    assert told.basis == "receipt"
    assert (counts(told)["household"], counts(told)["person"]) == (1, 3)
    assert told.ends
    working.close()


def test_without_a_receipt_the_most_is_told_that_it_can_have(desk, laptop, tmp_path) -> None:
    desk.households.take_in(hamdan())
    enrolled(desk, laptop, tmp_path)
    told = desk.exchange.losses.report(device_of(laptop))
    assert (told.basis, counts(told)["household"], told.ends) == ("given", 1, {})


def test_a_laptop_for_sets_that_never_got_one_held_nothing(desk, laptop, tmp_path) -> None:
    desk.households.take_in(hamdan())
    enrolled(desk, laptop, tmp_path, role="laptop")
    told = desk.exchange.losses.report(device_of(laptop))
    assert counts(told) == {"household": 0, "person": 0, "contact": 0, "attachment": 0}


def test_a_report_names_nobody(desk, laptop, tmp_path) -> None:
    desk.households.take_in(hamdan())
    enrolled(desk, laptop, tmp_path)
    report = desk.exchange.losses.report(device_of(laptop))
    told = loss.text(report, GERMAN)
    assert "Hamdan" not in told
    assert "Haushalt: 1" in told
    assert "72 Stunden" in told
    assert loss.paper(desk.exchange.losses.report(device_of(laptop)), desk.office.name, GERMAN).startswith(
        b"%PDF"
    )


def test_the_report_of_its_office_moves_the_cut_up(desk, laptop, tmp_path) -> None:
    signer, working = joined(desk, laptop, tmp_path)
    lost = device_of(desk)
    handed(desk, working, tmp_path)
    working.exchange.losses.write(lost, tmp_path / "verlust.lwloss")
    with pytest.raises(DeviceFileRefused):  # it tells of another device
        desk.exchange.devices.revoke(device_of(working), "lost", signer, tmp_path / "verlust.lwloss")
    hire(desk)
    told = working.exchange.devices.revoke(lost, "lost", signer, tmp_path / "verlust.lwloss")
    found = told.device(lost.hex)
    assert found is not None
    assert found.cut == working.exchange.losses.report(lost).ends
    working.close()


def test_nobody_reports_a_device_that_is_not_there_or_without_the_right(desk, laptop, tmp_path) -> None:
    enrolled(desk, laptop, tmp_path)
    with pytest.raises(RecordGone):
        desk.exchange.losses.report(UUID(int=1))
    object.__setattr__(desk.seat, "staff", desk.staff.replace(role="reader"))
    with pytest.raises(NotAllowed):
        desk.exchange.losses.report(device_of(laptop))


def test_a_laptop_joins_with_a_set_and_its_loss_tells_of_that_alone(desk, laptop, tmp_path) -> None:
    first, second = hamdan(), hamdan()
    desk.households.take_in(first)
    desk.households.take_in(second)
    enrolled(desk, laptop, tmp_path, role="laptop")
    device = device_of(laptop)
    packed = desk.exchange.along.pack(
        [first.household.id], device, clock.today() + timedelta(days=3), tmp_path
    )
    laptop.take(Path(packed.path))
    me = next(one for one in laptop.standing().people if one.name == "Murat Yildirim")
    working = laptop.finish(me.id, PASSPHRASE)
    with working.seat.reading() as reader:
        assert [one.id for one in reader.all(Household)] == [first.household.id]
    told = desk.exchange.losses.report(device)
    assert (told.basis, counts(told)["household"], counts(told)["person"]) == ("packed", 1, 3)
    assert len(told.sets) == 1
    assert "Mitnahme-Satz: gepackt" in loss.text(told, GERMAN)
    assert (check(working), check(desk)) == ((), ())
    working.close()


@pytest.mark.parametrize("content", [b"", b"Guten Tag\n", b'{"device": 1}\n', b"x" * 2_000_000])
def test_what_is_no_report_of_a_loss_withdraws_nothing(desk, laptop, tmp_path, content: bytes) -> None:
    signer = enrolled(desk, laptop, tmp_path)
    path = tmp_path / "verlust.lwloss"
    path.write_bytes(content)
    with pytest.raises(DeviceFileRefused):
        desk.exchange.devices.revoke(device_of(laptop), "lost", signer, path)
    assert {one.state for one in desk.exchange.devices.listed()} == {"active"}


def test_a_changed_report_of_a_loss_is_refused(desk, laptop, tmp_path) -> None:
    signer, working = joined(desk, laptop, tmp_path)
    handed(working, desk, tmp_path)
    path = tmp_path / "verlust.lwloss"
    desk.exchange.losses.write(device_of(working), path)
    told = roster.read_loss(path.read_bytes(), desk.exchange.trust.roster())
    (writer,) = told.ends
    path.write_bytes(path.read_bytes().replace(f'"{writer}":'.encode(), b'"' + b"0" * 32 + b'":'))
    with pytest.raises(DeviceFileRefused):
        desk.exchange.devices.revoke(device_of(working), "lost", signer, path)
    working.close()


@pytest.mark.parametrize("who", ["stranger", "other office", "withdrawn", "request", "odd ends"])
def test_only_a_device_of_its_office_reports_a_loss(desk, laptop, tmp_path, who: str) -> None:
    enrolled(desk, laptop, tmp_path)
    told = desk.exchange.trust.roster()
    lost, own = device_of(laptop).hex, desk.exchange.trust.own()
    key = signing.new_signing_key() if who == "stranger" else own.key
    changed = {"other office": {"office": "1" * 32}, "withdrawn": {"status": roster.REVOKED}}.get(who, {})
    me = msgspec.structs.replace(told.device(own.device), **changed)
    devices = [me, *(one for one in told.devices if one.id != own.device)]
    ends = {"0" * 32: "viele"} if who == "odd ends" else {}
    content = roster.loss(roster.Loss(lost, ends, clock.today()), key)
    if who == "request":
        content = content.replace(b"trusted comment: lwdesk-loss", b"trusted comment: lwdesk-enrolment")
    with pytest.raises(BundleForged):
        roster.read_loss(content, msgspec.structs.replace(told, devices=devices))


def test_without_known_ends_the_report_is_asked_for_or_that_nothing_was_written(
    desk, laptop, tmp_path
) -> None:
    signer = enrolled(desk, laptop, tmp_path)
    lost = device_of(laptop)
    with pytest.raises(DeviceFileRefused, match="ends"):
        desk.exchange.devices.revoke(lost, "lost", signer)
    assert {one.state for one in desk.exchange.devices.listed()} == {"active"}
    told = desk.exchange.devices.revoke(lost, "lost", signer, wrote_nothing=True)
    assert told.device(lost.hex).cut == {}


def test_a_second_withdrawal_never_lowers_how_far_the_work_counts(desk, laptop, tmp_path) -> None:
    signer, working = joined(desk, laptop, tmp_path)
    handed(working, desk, tmp_path)
    lost = device_of(working)
    before = desk.exchange.devices.revoke(lost, "lost", signer).device(lost.hex).cut
    assert trust.revoke(desk.exchange.trust.roster(), lost.hex, {}).device(lost.hex).cut == before
    (writer,) = before
    desk.exchange.losses.write(lost, tmp_path / "verlust.lwloss")
    further = trust.revoke(desk.exchange.trust.roster(), lost.hex, {writer: before[writer] + 5})
    assert further.device(lost.hex).cut == {writer: before[writer] + 5}
    working.close()
