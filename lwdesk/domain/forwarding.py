"""The way of a referral: which steps may follow which, when an answer is overdue, the code of its slip."""

from datetime import date, timedelta
from typing import Final

from lwdesk.domain.codelists import codelists
from lwdesk.domain.referral import Referral
from lwdesk.domain.rules import Problem

STEPS: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"sent", "received", "withdrawn"}),
    "sent": frozenset(
        {"received", "accepted", "refused", "appointment", "used", "not_used", "finished", "withdrawn"}
    ),
    "received": frozenset({"accepted", "refused", "appointment", "withdrawn"}),
    "accepted": frozenset({"appointment", "used", "not_used", "finished", "withdrawn"}),
    "appointment": frozenset({"used", "not_used", "appointment", "refused", "withdrawn"}),
    "used": frozenset({"finished"}),
    "not_used": frozenset({"appointment", "finished", "withdrawn"}),
    "refused": frozenset(),
    "finished": frozenset(),
    "withdrawn": frozenset(),
}
"""What may follow; whoever is at an end stays there."""
WAITING: Final = frozenset({"sent", "received"})
SIGNS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LONGEST_DEVICE: Final = 4
USUAL_DAYS: Final = 14
SOLVES: Final = {"solved": "solved", "partly": "partly_solved", "not": "not_solved"}
"""What the outcome of a referral says of the need behind it."""


def may_follow(now: str | None, then: str) -> bool:
    return then in STEPS.get(now or "draft", frozenset())


def passes_data(kind: str | None) -> bool:
    """Tell whether on this kind of way something about the household leaves."""
    return codelists()["referral_kind"].get(kind or "").flag("data")


def answer_due(urgency: str | None, sent: date) -> date:
    """Return by when an answer is expected."""
    days = codelists()["urgency"].get(urgency or "normal").attributes.get("days", USUAL_DAYS)
    return sent + timedelta(days=int(str(days)))


def tells_gap(refusal: str | None, outcome: str | None) -> bool:
    """Tell whether a refusal or an outcome says that what is needed is not there."""
    lists = codelists()
    return lists["refusal_reason"].get(refusal or "").flag("gap") or lists["referral_outcome"].get(
        outcome or ""
    ).flag("gap")


def is_overdue(referral: Referral, on: date) -> bool:
    due = referral.answer_due_on
    return referral.state in WAITING and due is not None and due < on


def slip_code(number: int, device: str = "") -> str:
    """Return the code of a return slip, such as 7K-204 or B-7K-204; its last sign tells a misread code."""
    number, signs = number % len(SIGNS) ** 4, ""
    for _place in range(4):
        number, rest = divmod(number, len(SIGNS))
        signs = SIGNS[rest] + signs
    device = _signs(device)
    return _shown(device, signs + _check(device, signs))


def read_slip(typed: str) -> str | None:
    """Return the code that somebody typed from a slip, or nothing where it can be none."""
    whole = _signs(typed)
    device, signs = whole[:-5], whole[-5:]
    known = len(signs) == 5 and set(signs) <= set(SIGNS) and len(device) <= LONGEST_DEVICE
    return _shown(device, signs) if known and _check(device, signs[:4]) == signs[4] else None


def _signs(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign not in " -–")


def _shown(device: str, signs: str) -> str:
    return "-".join(part for part in (device, signs[:2], signs[2:]) if part)


def _check(device: str, signs: str) -> str:
    """Return the sign that changes with every other; a slip without a device reads as it always did."""
    values = (SIGNS.index(sign) if sign in SIGNS else ord(sign) for sign in signs + device)
    return SIGNS[sum((2 * place + 1) * value for place, value in enumerate(values)) % len(SIGNS)]


def lacking(referral: Referral, to: str) -> tuple[Problem, ...]:
    """Return what a step needs and does not have."""
    wanted: list[str] = []
    if to == "sent":
        wanted = [] if referral.offer or referral.provider or referral.recipient else ["recipient"]
    if to == "refused" and not referral.refusal:
        wanted = ["refusal"]
    if to == "appointment" and referral.appointment_at is None:
        wanted = ["appointment_at"]
    if to == "finished" and not referral.outcome:
        wanted = ["outcome"]
    return tuple(Problem("required", name, referral.id, referral.kind) for name in wanted)
