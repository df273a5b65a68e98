"""What the next package holds, where it goes, and when it is due: asked before anything is made."""

from datetime import UTC, datetime, timedelta

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import FileMissing
from lwdesk.domain.household import Household
from lwdesk.domain.person import LanguageSkill
from lwdesk.domain.provider import Provider
from lwdesk.services.exchange.contents import Contents
from lwdesk.services.exchange.places import Places
from lwdesk.services.exchange.standing import LATE, is_late
from tests.unit import office
from tests.unit.test_exchange_differences import HOME, PERSON, save, two  # noqa: F401

# ruff: noqa: F811


def told(machine) -> list[tuple[str, str, int]]:
    """Return the lines as name, kind and count."""
    found = Contents(machine.seat, machine.sending).listed()
    return [(one.name, one.kind, one.count) for one in found]


def test_what_is_new_stands_by_household_and_kind_and_the_rest_below(two) -> None:
    two.exchange()
    save(two.pc, PERSON.replace(note="neu"))
    save(two.pc, LanguageSkill(person=PERSON.id, language="ar"))
    save(two.pc, Household(name="Amiri", office=HOME.office))
    save(two.pc, Provider(name="Beratungsstelle"))
    assert told(two.pc) == [
        ("Amiri", "household", 1),
        ("Hamdan", "language_skill", 1),
        ("Hamdan", "person", 1),
        ("", "provider", 1),
    ]


def test_what_the_others_have_is_not_in_the_package(two) -> None:
    save(two.pc, PERSON.replace(note="neu"))
    two.exchange()
    two.exchange()
    assert told(two.pc) == []


def test_a_folder_is_remembered_for_this_device_and_has_to_be_there(tmp_path) -> None:
    with office.opened(office.place(tmp_path)) as desk:
        places = Places(desk.seat)
        assert places.folder() is None
        with pytest.raises(FileMissing):
            places.choose(tmp_path / "weg")
        places.choose(tmp_path)
        assert places.folder() == tmp_path


def test_a_device_that_takes_no_part_has_nothing_due(tmp_path) -> None:
    with office.opened(office.place(tmp_path)) as desk:
        counts = desk.counts()
        assert (counts.differences, counts.package_due) == (0, 0)


def test_what_waits_for_a_week_is_late() -> None:
    now = datetime(2021, 11, 2, 9, tzinfo=UTC)
    with clock.using(clock.FixedClock(now)):
        assert is_late(now - LATE)
        assert not is_late(now - LATE + timedelta(minutes=1))
        assert not is_late(None)
