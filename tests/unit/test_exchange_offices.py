"""Devices of one organisation stand on one list; work goes round inside an office alone."""

from datetime import date
from uuid import uuid4

import msgspec
import pytest

from lwdesk.base.errors import BundleForged, BundleNotForUs
from lwdesk.store.exchange.erasing import erase
from lwdesk.sync import roster
from tests.unit.devices import Machine, Organisation, machines
from tests.unit.laptops import ONE, get, office, save


def moved(whole: Organisation, machine: Machine, *told: Machine) -> None:
    """Let a list say to these that a device belongs to another office."""
    name, away = machine.trust.own().device, uuid4().hex
    devices = [
        msgspec.structs.replace(one, office=away, scopes=[f"office:{away}"]) if one.id == name else one
        for one in whole.roster.devices
    ]
    whole.roster = msgspec.structs.replace(whole.roster, version=whole.roster.version + 1, devices=devices)
    document = roster.write(whole.roster)
    for one in told:
        one.trust.accept(document, roster.signed(document, whole.key), whole.public)


def test_another_office_erases_nothing_here(tmp_path) -> None:
    with machines(tmp_path, "pc", "away") as (whole, (pc, away)):
        save(pc, ONE.person)
        away.take(pc.send())
        with away.store.exchanging() as reader:
            erase(reader.connection, [ONE.person.id], "x", date(2026, 3, 2))
        sent = away.send()
        moved(whole, away, pc)
        for attempt in (pc.receiving.look, pc.receiving.take):
            with pytest.raises(BundleForged, match="office"):
                attempt(sent.path)
        assert get(pc, ONE.person) == ONE.person


def test_what_another_office_wrote_is_not_taken_from_the_own_one_either(tmp_path) -> None:
    with machines(tmp_path, "pc", "other", "away") as (whole, (pc, other, away)):
        save(away, ONE.person)
        other.take(away.send())
        sent = other.send()
        moved(whole, away, pc)
        with pytest.raises(BundleForged, match="office"):
            pc.take(sent)
        assert get(pc, ONE.person) is None


def test_a_package_for_the_office_is_closed_to_a_device_that_left_it(tmp_path) -> None:
    with machines(tmp_path, "pc", "away") as (whole, (pc, away)):
        save(pc, ONE.person)
        sent = pc.send()
        moved(whole, away, away)
        with pytest.raises(BundleNotForUs, match="office"):
            away.take(sent)


def test_a_laptop_takes_sets_from_its_own_office_alone(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        packed = desk.pack(ONE)
        moved(desk.organisation, desk.pc, desk.laptop)
        with pytest.raises(BundleForged, match="office"):
            desk.bring(packed)
        assert desk.along(desk.laptop).here() == ()
        assert get(desk.laptop, ONE.household) is None
