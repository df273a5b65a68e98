"""Who may do what: one small table of roles and rights, and what is for one kind of employer alone."""

from typing import Final, Literal, get_args

from lwdesk.base.errors import NotAllowed
from lwdesk.domain.codelists import codelists

type Right = Literal[
    "take_in",
    "edit",
    "merge",
    "erase",
    "reveal_address",
    "see_restricted",
    "manage_tasks",
    "plan_visit",
    "refer",
    "override_gate",
    "ask_interpreter",
    "settle_hours",
    "manage_offers",
    "plan_hours",
    "print",
    "export",
    "back_up",
    "settings",
    "manage_users",
    "manage_leads",
    "renew_recovery",
    "read_audit",
    "witness_audit",
]
EVERY: Final[tuple[Right, ...]] = get_args(Right.__value__)

RIGHTS: Final[dict[str, frozenset[Right]]] = {
    "lead": frozenset(EVERY) - {"witness_audit"},
    "adviser": frozenset(
        {
            "take_in", "edit", "merge", "reveal_address", "manage_tasks", "plan_visit", "refer",
            "ask_interpreter", "manage_offers", "print", "export", "back_up",
        }
    ),
    "assistant": frozenset({"take_in", "edit", "manage_tasks", "ask_interpreter"}),
    "administration": frozenset(
        {
            "settle_hours", "manage_offers", "plan_hours", "print", "export", "back_up", "settings",
            "manage_users", "witness_audit",
        }
    ),
    "reader": frozenset(),
    "dpo": frozenset({"witness_audit"}),
}  # fmt: skip
MUNICIPAL: Final[frozenset[Right]] = frozenset({"settle_hours"})
"""What only staff of the city may do: the interpreters' pool and its money are the city's."""
TRAIL: Final[tuple[Right, Right]] = ("read_audit", "witness_audit")
"""The two rights that open the trail of who did what together; no role has both."""


def may(role: str | None, right: Right, employer: str | None = "city") -> bool:
    """Tell whether role and employer include a right; a role that nobody knows has none."""
    return right in RIGHTS.get(role or "", frozenset()) and (right not in MUNICIPAL or _municipal(employer))


def demand(role: str | None, right: Right, employer: str | None = "city") -> None:
    """Raise NotAllowed unless role and employer include the right."""
    if not may(role, right, employer):
        raise NotAllowed(right=right)


def _municipal(employer: str | None) -> bool:
    known = codelists()["employer"]
    return employer is not None and employer in known and known[employer].flag("municipal")
