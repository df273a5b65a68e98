"""Who may do what, by role and by employer."""

import pytest

from lwdesk.base.errors import NotAllowed
from lwdesk.services import rights


@pytest.mark.parametrize(
    "right", ["override_gate", "erase", "see_restricted", "read_audit", "manage_leads", "renew_recovery"]
)
def test_some_rights_are_the_leads_alone(right) -> None:
    assert [role for role in rights.RIGHTS if rights.may(role, right)] == ["lead"]


@pytest.mark.parametrize("right", ["export", "print", "reveal_address", "merge", "refer", "back_up"])
def test_freelancers_and_students_take_nothing_out_of_the_office(right) -> None:
    assert not rights.may("assistant", right)
    assert rights.may("adviser", right)


def test_the_second_person_at_the_trail_is_never_the_first() -> None:
    assert not [role for role in rights.RIGHTS if all(rights.may(role, one) for one in rights.TRAIL)]
    assert [role for role in rights.RIGHTS if rights.may(role, "witness_audit")] == ["administration", "dpo"]


def test_hours_of_interpreters_are_settled_by_the_city_alone() -> None:
    assert rights.may("administration", "settle_hours", "city")
    for employer in ("awo", "caritas", "nobody", None):
        assert not rights.may("lead", "settle_hours", employer)
        assert rights.may("lead", "refer", employer)
        with pytest.raises(NotAllowed) as told:
            rights.demand("lead", "settle_hours", employer)
        assert told.value.facts == {"right": "settle_hours"}
