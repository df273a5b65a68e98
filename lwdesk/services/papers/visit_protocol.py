"""Gathers the record of a visit: who was there, what was talked about, what follows."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base.errors import PaperRefused
from lwdesk.base.texts import N_, translator
from lwdesk.documents.visit_protocol import Point, VisitProtocol
from lwdesk.documents.visit_protocol import render as drawn
from lwdesk.domain import printed, visiting
from lwdesk.domain.codelists import codelists
from lwdesk.domain.need import Need
from lwdesk.domain.staff import Staff
from lwdesk.domain.task import Task
from lwdesk.domain.visit import ChecklistItem, Visit
from lwdesk.services import cards
from lwdesk.services.papers import office_lines
from lwdesk.services.papers.drawable import demand_drawable
from lwdesk.services.papers.kinds import HANDOUT, Gathered, Options
from lwdesk.services.visit_views import VisitView
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = "1"
HOME: Final = "home"
OPEN: Final = frozenset({None, "open", "in_work"})
TOLD: Final = ("sort", "where", "location", "language", "result", "result_note", "card_left")
PROTECTED: Final = N_("protected")


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:
    """Return what is written down about a visit that took place or was tried."""
    view = desk.visits.view(about)
    visit = view.visit
    if visit.result is None and visit.arrived_at is None:
        raise PaperRefused(why="empty")
    with desk.seat.reading() as reader:
        helpers = tuple(_helpers(reader, visit))
        steps = tuple(_next_steps(reader, view))
    at = visit.arrived_at or visit.planned_at
    content = VisitProtocol(
        office=office_lines.brand(desk.office),
        office_lines=office_lines.lines(desk.office),
        at=at.astimezone().replace(tzinfo=None) if at else None,
        minutes=_minutes(visit),
        family=tuple(cards.shown_name(one.person) for one in view.people if one.here),
        others=helpers,
        known=tuple(_known(view)),
        points=tuple(_point(item) for item in view.items),
        notes="" if options.get("without_notes") == "yes" else visit.notes,
        next_steps=steps,
        file_number=view.household.case_number,
    )
    demand_drawable(content)
    return Gathered(content, view.household.id, language=visit.language if visit.language in HANDOUT else "")


def render(content: VisitProtocol, language: str, made_at: datetime) -> bytes:
    return drawn(content, language, made_at, TEMPLATE)


def choices(_desk: "Desk", _about: UUID, _option: str) -> tuple[tuple[str, str], ...]:
    """Nothing is one of several here."""
    return ()


def _minutes(visit: Visit) -> int | None:
    if visit.arrived_at is None or visit.left_at is None:
        return visit.minutes if visit.arrived_at is None else None
    return max(0, int((visit.left_at - visit.arrived_at).total_seconds() // 60))


def _helpers(reader: Reader, visit: Visit) -> Iterator[str]:
    """Yield who came from outside, and how many children were there."""
    ids = [one for one in (visit.staff, visit.second_staff) if one]
    staff = reader.many(Staff, ids)
    yield from (staff[one].name for one in ids if one in staff)
    yield from (told for told in (visit.second_name, visit.others_present) if told)
    if visit.children_present:
        yield translator()(N_("Children: {n}"), n=visit.children_present)


def _known(view: VisitView) -> Iterator[tuple[str, str]]:
    """Yield label and value of what is told of the visit; a protected address is not."""
    words, visit = translator(), view.visit
    hidden = view.household.address_protected and visit.where == HOME
    for name in TOLD:
        field = visit.by_name[name]
        if visit.value(name) != field.empty:
            secret = hidden and name == "location"
            yield (
                words(field.label),
                words(PROTECTED) if secret else printed.printed(field, visit.value(name), words),
            )


def _point(item: ChecklistItem) -> Point:
    lists = codelists()
    label = lists.label("checklist", item.item) if item.item else item.own
    return Point(label, lists.label("checklist_state", item.state or "open"), item.remark)


def _next_steps(reader: Reader, view: VisitView) -> Iterator[str]:
    """Yield what was agreed: the next step, tasks that came of the visit, needs that were seen."""
    visit = view.visit
    if visit.next_step:
        yield _by(visit.next_step, visit.next_on)
    known = {visit.next_step}
    for task in reader.all(Task, about=visit.id):
        if task.state in OPEN and task.id != visiting.preparation_of(visit.id) and task.title not in known:
            yield _by(task.title, task.due_on)
    for need in reader.many(Need, [item.need for item in view.items if item.need]).values():
        area = codelists().label("life_area", need.area or "")
        yield _by(f"{area}: {need.next_step}" if need.next_step else area, need.due_on)


def _by(what: str, on: object) -> str:
    return translator()(N_("{what} (by {day})"), what=what, day=f"{on:{printed.DAY}}") if on else what
