"""Removed on a laptop that knows its set alone, or in the office: what the copies stood for was seen."""

import pytest

from lwdesk.domain.contact import Contact
from lwdesk.services.exchange.views import Take
from lwdesk.services.saving import remove_one
from tests.unit.devices import Machine
from tests.unit.laptops import ONE, Office, get, office, save

TALK: Contact = next(one for one in ONE.records if isinstance(one, Contact))


def remove(machine: Machine) -> None:
    remove_one(machine.seat, TALK, "remove")


def kinds(machine: Machine) -> list[str]:
    return [one.kind for one in machine.differences.open()]


def at_home(desk: Office) -> None:
    """Let the other device of the office hear of it, too."""
    desk.give_back()
    desk.other.take(desk.pc.send())


def test_a_laptop_that_removes_what_it_took_along_makes_no_difference(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        save(desk.pc, TALK.replace(note="before"))
        desk.bring(desk.pack(ONE))
        remove(desk.laptop)
        at_home(desk)
        assert (kinds(desk.pc), kinds(desk.other)) == ([], [])
        assert get(desk.pc, TALK) is None
        assert desk.is_sound()


def test_what_the_office_changed_since_the_set_was_packed_is_a_difference(tmp_path) -> None:
    with office(tmp_path, ONE) as desk:
        desk.bring(desk.pack(ONE))
        remove(desk.laptop)
        save(desk.pc, TALK.replace(note="meanwhile"))
        at_home(desk)
        assert (kinds(desk.pc), kinds(desk.other)) == (["removed"], ["removed"])
        (one,) = desk.pc.differences.open()
        assert [(edit.field, edit.value) for edit in one.edits] == [("note", "meanwhile")]
        assert desk.is_sound()


@pytest.mark.parametrize("side", [0, 1])
def test_what_the_office_removed_and_the_laptop_changed_is_a_difference(tmp_path, side: int) -> None:
    with office(tmp_path, ONE) as desk:
        desk.bring(desk.pack(ONE))
        remove(desk.pc)
        save(desk.laptop, TALK.replace(note="at the door"))
        at_home(desk)
        assert (kinds(desk.pc), kinds(desk.other)) == (["removed"], ["removed"])
        desk.pc.differences.decide(desk.pc.differences.open()[0], Take(side))
        desk.other.take(desk.pc.send())
        assert (kinds(desk.pc), kinds(desk.other)) == ([], [])
        assert get(desk.other, TALK) == (TALK.replace(note="at the door") if side else None)
        assert desk.is_sound()
