"""The way of a referral: legal steps, overdue answers, the code of the slip."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain import forwarding
from lwdesk.domain.codelists import codelists
from lwdesk.domain.referral import Referral

TODAY = date(2021, 11, 2)
STATES = [code.code for code in codelists()["referral_state"]]


def test_every_state_of_the_list_has_its_steps():
    assert set(forwarding.STEPS) == set(STATES)
    assert {to for steps in forwarding.STEPS.values() for to in steps} <= set(STATES)


@pytest.mark.parametrize("state", [code.code for code in codelists()["referral_state"] if code.flag("end")])
def test_nothing_follows_an_end(state):
    assert not any(forwarding.may_follow(state, to) for to in STATES)


@pytest.mark.parametrize(
    ("refusal", "outcome", "told"),
    [
        ("full", None, True),
        ("papers", None, False),
        (None, "not", True),
        (None, "solved", False),
        (None, None, False),
    ],
)
def test_a_gap_is_told_by_the_reason_or_the_outcome(refusal, outcome, told):
    assert forwarding.tells_gap(refusal, outcome) is told


def test_a_draft_is_sent_and_not_answered():
    assert forwarding.may_follow(None, "sent")
    assert not forwarding.may_follow("draft", "accepted")


@pytest.mark.parametrize(
    ("kind", "passes"), [("information", False), ("data", True), ("case", True), (None, False)]
)
def test_information_passes_no_data(kind, passes):
    assert forwarding.passes_data(kind) is passes


@pytest.mark.parametrize(("urgency", "due"), [("normal", 16), ("soon", 5), ("now", 3), (None, 16)])
def test_the_urgency_says_by_when_an_answer_is_expected(urgency, due):
    assert forwarding.answer_due(urgency, TODAY) == date(2021, 11, due)


def test_an_answer_is_overdue_only_while_it_is_waited_for():
    late = Referral(state="sent", answer_due_on=date(2021, 11, 1))
    assert forwarding.is_overdue(late, TODAY)
    assert not forwarding.is_overdue(late.replace(state="accepted"), TODAY)
    assert not forwarding.is_overdue(late.replace(answer_due_on=TODAY), TODAY)
    assert not forwarding.is_overdue(late.replace(answer_due_on=None), TODAY)


@pytest.mark.parametrize(
    ("to", "changes", "field"),
    [
        ("sent", {"recipient": "Amt"}, "recipient"),
        ("refused", {"refusal": "full"}, "refusal"),
        ("appointment", {"appointment_at": datetime(2021, 11, 9, tzinfo=UTC)}, "appointment_at"),
        ("finished", {"outcome": "solved"}, "outcome"),
    ],
)
def test_a_step_says_what_it_lacks(to, changes, field):
    assert [one.field for one in forwarding.lacking(Referral(), to)] == [field]
    assert forwarding.lacking(Referral(**changes), to) == ()


DEVICES = st.sampled_from(("", "B", "io", "12", "LAP-2", "ÄÖÜ"))


@given(st.integers(0, 10**9), DEVICES)
def test_a_code_is_read_as_it_was_made_however_it_is_typed(number, device):
    code = forwarding.slip_code(number, device)
    assert forwarding.read_slip(code) == code
    assert forwarding.read_slip(f" {code.lower().replace('-', ' ')} ") == code


@pytest.mark.parametrize(
    ("number", "code"), [(0, "22-222"), (31, "22-2ZT"), (200_000, "85-C23"), (923_520, "W7-W2R")]
)
def test_a_slip_printed_before_slips_named_the_device_is_read_as_ever(number, code):
    assert forwarding.slip_code(number) == forwarding.read_slip(code) == code


@given(
    st.integers(0, 10**9),
    st.sampled_from(("", "B", "7C")),
    st.integers(0, 8),
    st.sampled_from(forwarding.SIGNS),
)
def test_one_wrong_sign_is_noticed(number, device, place, sign):
    plain = forwarding.slip_code(number, device).replace("-", "")
    place %= len(plain)
    wrong = plain[:place] + sign + plain[place + 1 :]
    assert forwarding.read_slip(wrong) is None or wrong == plain


@given(st.text(max_size=12))
def test_what_is_no_code_is_none(text):
    found = forwarding.read_slip(text)
    assert found is None or forwarding.read_slip(found) == found
