"""The day on which a number was confirmed belongs to the number: one difference, decided once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from lwdesk.base import clock
from lwdesk.domain.apart import unsettled
from lwdesk.services.exchange.views import Difference, Enter, KeepBoth, Take
from lwdesk.store.check import check
from lwdesk.store.exchange import passages
from tests.unit.devices import Machine
from tests.unit.test_exchange_differences import PERSON, Two, get, two_machines


@pytest.fixture
def two(tmp_path) -> Iterator[Two]:
    with two_machines(tmp_path) as made:
        yield made


FIRST, SECOND, THIRD = date(2021, 11, 2), date(2021, 11, 3), date(2021, 11, 4)


def confirmed(two) -> Difference:
    """Let both devices write a number and the day on which it was confirmed."""
    return two.apart(
        PERSON.replace(phone="0231 1", phone_confirmed_on=FIRST),
        PERSON.replace(phone="0231 2", phone_confirmed_on=SECOND),
    )


def number_and_day(machine: Machine) -> tuple[str, date | None]:
    found = get(machine, PERSON)
    assert found is not None
    return found.phone, found.phone_confirmed_on


def test_the_day_of_a_number_is_shown_with_it_and_is_no_difference_of_its_own(two) -> None:
    one = confirmed(two)
    assert {(side.value, side.beside) for side in one.sides} == {
        ("0231 1", (("phone_confirmed_on", FIRST),)),
        ("0231 2", (("phone_confirmed_on", SECOND),)),
    }
    for machine in (two.pc, two.laptop):
        assert machine.differences.count() == len(machine.differences.open()) == 1
        with machine.store.reading() as reader:
            assert len(passages.contested(reader.connection)) == 1


@pytest.mark.parametrize("choice", [Take(0), Take(1), KeepBoth(0), KeepBoth(1)])
def test_whoever_decides_about_a_number_decides_about_its_day(two, choice) -> None:
    one = confirmed(two)
    at = choice.side if isinstance(choice, Take) else choice.first
    wanted = one.sides[at].value, one.sides[at].beside[0][1]
    two.pc.differences.decide(one, choice)
    two.exchange()
    for machine in (two.pc, two.laptop):
        assert number_and_day(machine) == wanted
        assert machine.differences.open() == ()
        assert check(machine.store) == ()


def test_another_number_is_confirmed_on_the_day_of_the_decision(two) -> None:
    one = confirmed(two)
    with clock.using(clock.FixedClock(datetime(2021, 11, 4, 9, tzinfo=UTC))):
        two.pc.differences.decide(one, Enter("0231 3"))
    assert number_and_day(two.pc) == ("0231 3", THIRD)


def test_a_decision_about_a_number_is_taken_back_with_its_day(two) -> None:
    one = confirmed(two)
    two.pc.differences.decide(one, Take(0))
    (decided,) = two.pc.differences.decided()
    assert decided.field == "phone"
    two.pc.differences.take_back(decided)
    two.exchange()
    for machine in (two.pc, two.laptop):
        (again,) = machine.differences.open()
        assert {(side.value, side.beside) for side in again.sides} == {
            (side.value, side.beside) for side in one.sides
        }
        assert check(machine.store) == ()


def test_a_day_alone_is_a_difference_as_before(two) -> None:
    one = two.apart(PERSON.replace(phone_confirmed_on=FIRST), PERSON.replace(phone_confirmed_on=SECOND))
    assert (one.field, one.sides[0].beside) == ("phone_confirmed_on", ())


def test_a_form_asks_about_a_number_and_not_about_its_day_beside_it() -> None:
    mine = PERSON.replace(phone="0231 1", phone_confirmed_on=FIRST)
    theirs = PERSON.replace(phone="0231 2", phone_confirmed_on=SECOND)
    assert unsettled(PERSON, mine, theirs) == ("phone",)
    assert unsettled(PERSON, mine.replace(phone=PERSON.phone), theirs.replace(phone=PERSON.phone)) == (
        "phone_confirmed_on",
    )
