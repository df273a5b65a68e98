"""How a visit goes on: its states, its checklist, its two people, and what comes of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from lwdesk.base import ids
from lwdesk.domain.codelists import codelists
from lwdesk.domain.rules import Problem
from lwdesk.domain.visit import ChecklistItem, Visit

HELD: Final = "met"
RESULTS: Final[Mapping[str, str]] = {
    "met": "to_sort",
    "not_met": "not_met",
    "refused": "refused",
    "postponed": "postponed",
}
WAYS: Final[Mapping[str, frozenset[str]]] = {
    "proposed": frozenset({"planned", "cancelled"}),
    "planned": frozenset({"planned", "under_way", "postponed", "not_met", "refused", "cancelled"}),
    "under_way": frozenset({"under_way", "to_sort", "postponed", "not_met", "refused"}),
    "to_sort": frozenset({"under_way", "done"}),
    "done": frozenset({"done"}),
    "postponed": frozenset({"planned"}),
    "not_met": frozenset({"planned"}),
    "refused": frozenset({"planned"}),
    "cancelled": frozenset({"planned"}),
}
USUAL: Final = timedelta(minutes=60)


def may_become(state: str | None, wanted: str) -> bool:
    """Tell whether a visit may go on from a state to another; one without a state is only an idea."""
    return wanted in WAYS.get(state or "proposed", frozenset())


def is_open(visit: Visit) -> bool:
    """Tell whether somebody still has to do something with it."""
    return codelists()["visit_state"].get(visit.state or "proposed").flag("open")


def is_held(visit: Visit) -> bool:
    return visit.result == HELD


def second_missing(visit: Visit) -> bool:
    """Tell whether the two people without whom nobody goes there are not both known."""
    alone = visit.second_staff is None or visit.second_staff == visit.staff
    return visit.in_pairs and alone and not visit.second_name.strip()


def lacking(visit: Visit) -> tuple[Problem, ...]:
    """Return what a plan still needs before it can be kept."""
    missing = [name for name in ("planned_at", "staff") if visit.value(name) is None]
    return tuple(Problem("required", name, visit.id, visit.kind) for name in missing)


def ends_at(visit: Visit) -> datetime | None:
    """Return until when a planned visit takes, an hour where nobody said how long."""
    if visit.planned_at is None:
        return None
    return visit.planned_at + (timedelta(minutes=visit.minutes) if visit.minutes else USUAL)


def clash(one: Visit, other: Visit) -> bool:
    """Tell whether two planned visits are at the same time."""
    begin, end = one.planned_at, ends_at(one)
    begin_other, end_other = other.planned_at, ends_at(other)
    if begin is None or end is None or begin_other is None or end_other is None:
        return False
    return one.id != other.id and begin < end_other and begin_other < end


def points(sort: str | None) -> tuple[str, ...]:
    """Return the points that belong to an occasion, in the order of the list."""
    return tuple(code.code for code in codelists()["checklist"] if sort in code.texts("visits"))


def checklist(visit: Visit, known: Iterable[ChecklistItem] = ()) -> tuple[ChecklistItem, ...]:
    """Return the points of a visit that are not written down yet, the same ones on every device."""
    there = {item.item for item in known}
    return tuple(
        ChecklistItem(
            id=ids.derived(visit.id, "point", code), visit=visit.id, item=code, state="open", position=place
        )
        for place, code in enumerate(points(visit.sort), 1)
        if code not in there
    )


def area_of(item: ChecklistItem) -> str:
    """Return the life area that a point belongs to."""
    return codelists()["checklist"].get(item.item or "").text("area") or "other"


def contact_kind(sort: str | None) -> str:
    return "welcome_visit" if sort == "first" else "home_visit"


def contact_of(visit: Visit) -> UUID:
    """Return the one contact as which a held visit counts, whoever sorts it, however often."""
    return visit.contact or ids.derived(visit.id, "contact")


def need_of(item: ChecklistItem) -> UUID:
    """Return the need that becomes of a point with which the household wants help."""
    return item.need or ids.derived(item.id, "need")


def proposal_of(dwelling: UUID) -> UUID:
    """Return the first visit that moving into a dwelling proposes, once."""
    return ids.derived(dwelling, "first visit")


def preparation_of(visit: UUID) -> UUID:
    """Return the task that reminds of preparing a visit."""
    return ids.derived(visit, "preparation")


def next_step_of(visit: UUID, result: str) -> UUID:
    """Return the task that keeps the next step after a visit did not take place."""
    return ids.derived(visit, "next step", result)
