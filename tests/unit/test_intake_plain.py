"""A begun intake by itself: as plain values, and what still lacks before it can be saved."""

from uuid import UUID

from lwdesk.domain.household import Dwelling
from lwdesk.domain.intake import Intake
from tests.unit import office

PLACE = UUID(int=1)


def begun(name: str) -> Intake:
    family = office.hamdan()
    return Intake(family.household.replace(office=PLACE, name=name), family.dwelling, family.members)


def test_an_intake_comes_back_from_plain_values_as_it_was() -> None:
    family = office.hamdan()
    assert Intake.from_plain(family.to_plain()) == family


def test_a_family_may_be_created_once_it_has_a_name() -> None:
    assert begun("Hamdan").may_be_created()
    assert not Intake(begun("").household, Dwelling(), ()).may_be_created()


def test_a_family_without_any_name_is_told_of() -> None:
    nobody = Intake(begun("").household, Dwelling(), ())
    assert [one.code for one in nobody.problems()].count("name_missing") == 1
    assert "name_missing" not in [one.code for one in begun("Hamdan").problems()]
