"""Who may do what: one small table of roles and rights."""

from typing import Literal, get_args

from lwdesk.base.errors import NotAllowed

type Right = Literal[
    "take_in",
    "edit",
    "reveal_address",
    "see_restricted",
    "back_up",
    "manage_users",
    "settings",
    "read_audit",
]
EVERY: tuple[Right, ...] = get_args(Right.__value__)

RIGHTS: dict[str, frozenset[Right]] = {
    "lead": frozenset(EVERY),
    "adviser": frozenset({"take_in", "edit", "reveal_address", "back_up"}),
    "assistant": frozenset({"take_in", "edit"}),
    "administration": frozenset({"back_up", "manage_users", "settings"}),
    "reader": frozenset(),
}


def may(role: str | None, right: Right) -> bool:
    """Tell whether a role includes a right; a role that nobody knows has none."""
    return right in RIGHTS.get(role or "", frozenset())


def demand(role: str | None, right: Right) -> None:
    """Raise NotAllowed unless the role includes the right."""
    if not may(role, right):
        raise NotAllowed(right=right)
