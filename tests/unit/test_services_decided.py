"""The timeline of a household tells what was decided about differences, and where that can be taken back."""

from uuid import UUID

from lwdesk.services.exchange import settled
from lwdesk.services.exchange.views import Decided, Take
from lwdesk.store.queries.timeline import timeline
from tests.unit import laptops
from tests.unit.devices import LEAD, Machine
from tests.unit.test_exchange_clashes import talk, torn
from tests.unit.test_exchange_differences import DWELLING, HOME, PERSON, get, phones, save, two

__all__ = ["talk", "two"]
OTHER = HOME.replace(id=UUID(int=50), name="Amiri", case_number="TB-2020-0300")


def told(machine: Machine, household=HOME) -> list[Decided]:
    """Return the decisions in the timeline, the newest first, read one by one."""
    found, last, more = [], None, True
    with machine.store.reading() as reader:
        home = reader.get(type(household), household.id)
        while more:
            part = timeline(reader, household.id, 1, last)
            found += settled.of_household(machine.seat, reader, home, part.decisions).values()
            last, more = (part.entries[-1] if part.entries else None), part.more
    return found


def test_a_decision_tells_on_every_device_whose_field_which_value_who_and_where(two) -> None:
    two.pc.differences.decide(phones(two), Take(1), "nachgefragt")
    two.exchange()
    for machine, own in ((two.pc, True), (two.laptop, False)):
        (one,) = told(machine)
        assert (one.subject, one.field, one.value) == ("person", "phone", "0176 04069 012")
        assert (one.person, one.name, one.reason) == ("Mohammed Hamdan", "Hamdan", "nachgefragt")
        assert (one.staff_name, one.device_name, one.is_own) == (LEAD.name, "pc", own)


def test_decisions_stand_in_their_order_and_only_at_their_household(two) -> None:
    save(two.pc, OTHER)
    two.pc.differences.decide(phones(two), Take(0))
    for name, one in (("street", DWELLING), ("name", HOME)):
        difference = two.apart(one.replace(**{name: "eins"}), one.replace(**{name: "zwei"}))
        two.pc.differences.decide(difference, Take(1))
    assert [one.field for one in told(two.pc)] == ["name", "street", "phone"]
    assert told(two.pc, OTHER) == []


def test_the_decision_is_taken_back_where_it_was_made_and_leaves_the_timeline_everywhere(two) -> None:
    difference = phones(two)
    two.pc.differences.decide(difference, Take(0))
    two.exchange()
    (there,), (here,) = told(two.laptop), told(two.pc)
    assert two.laptop.differences.to_take_back(there).save is None
    two.pc.differences.take_back(two.pc.differences.to_take_back(here))
    two.exchange()
    assert told(two.pc) == told(two.laptop) == []
    (again,) = two.laptop.differences.open()
    assert [side.value for side in again.sides] == [side.value for side in difference.sides]
    two.pc.differences.decide(two.pc.differences.open()[0], Take(1))
    assert [one.value for one in told(two.pc)] == ["0176 04069 012"]


def test_what_both_wrote_alike_was_no_decision(two) -> None:
    save(two.pc, PERSON.replace(phone="0231 50"))
    save(two.laptop, PERSON.replace(phone="0231 50"))
    two.exchange()
    save(two.pc, get(two.pc, PERSON).replace(phone="0231 51"))
    assert told(two.pc) == []


def test_a_covered_value_stays_covered(two) -> None:
    save(two.pc, HOME.replace(address_protected=True))
    two.exchange()
    one = two.apart(DWELLING.replace(street="Hier 1"), DWELLING.replace(street="Dort 2"))
    two.pc.differences.decide(one, Take(1))
    (decided,) = told(two.pc)
    assert (decided.is_covered, decided.value) == (True, None)
    assert "Dort" not in repr(decided)


def test_whether_a_record_stays_away_is_a_decision_too(talk) -> None:
    for side in (0, 1):
        one = torn(talk) if side == 0 else talk.pc.differences.open()[0]
        talk.pc.differences.decide(one, Take(side))
        (decided,) = told(talk.pc)
        assert (decided.subject, decided.field, decided.value) == ("contact", "_deleted", side == 0)
        talk.pc.differences.take_back(talk.pc.differences.to_take_back(decided))
        assert told(talk.pc) == []


def test_a_form_that_saves_a_field_with_two_values_decided_it_and_goes_back_as_any_save(two) -> None:
    phones(two)
    save(two.pc, get(two.pc, PERSON).replace(phone="0231 99"))
    (decided,) = told(two.pc)
    assert decided.value == "0231 99"
    assert two.pc.differences.to_take_back(decided).save is None


def test_what_a_set_copies_is_no_decision(tmp_path) -> None:
    with laptops.office(tmp_path, laptops.ONE) as desk:
        for note in ("eins", "zwei", "drei"):
            laptops.save(desk.pc, laptops.get(desk.pc, laptops.ONE.person).replace(note=note))
        desk.bring(desk.pack(laptops.ONE))
        desk.give_back()
        home = laptops.ONE.household
        assert (told(desk.pc, home), told(desk.laptop, home)) == ([], [])
