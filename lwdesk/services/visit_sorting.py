"""After a visit: its notes and its points with help become one contact, needs and tasks, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.domain import topics, visiting
from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household
from lwdesk.domain.need import Need
from lwdesk.domain.task import Task
from lwdesk.domain.visit import ChecklistItem, Visit, VisitPerson
from lwdesk.services import audit, tidy
from lwdesk.services.changes import Changes
from lwdesk.services.file_settings import OfficeSettings
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.services.visits import put
from lwdesk.store.transaction import Transaction

LONGEST: Final = 1440


@dataclass(frozen=True, slots=True)
class NeedWanted:
    """A point with which the household wants help, or words of the notes, and the need that becomes of it."""

    item: UUID | None
    area: str
    next_step: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class TaskWanted:
    """Something to do after the visit."""

    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Sorted:
    """Where everything of a visit goes."""

    topics: tuple[tuple[str, str], ...]
    needs: tuple[NeedWanted, ...] = ()
    tasks: tuple[TaskWanted, ...] = ()
    result: str = ""


def proposed(visit: Visit, items: Iterable[ChecklistItem]) -> Sorted:
    """Return where notes and points would go by themselves, for a person to look at.

    What was taken out of the notes at the table stays out, unless a point with help needed is about it.
    """
    helped = [item for item in items if item.state == "help"]
    areas = [one.area for one in topics.suggestions(visit.notes) if one.area not in visit.refused]
    areas += [visiting.area_of(item) for item in helped]
    return Sorted(
        topics=tuple((area, "advice") for area in dict.fromkeys(areas)),
        needs=tuple(NeedWanted(item.id, visiting.area_of(item), item.remark or item.own) for item in helped),
    )


class VisitSorting:
    """Puts what a visit brought to where it belongs."""

    def __init__(self, seat: Seat, settings: OfficeSettings) -> None:
        self._seat, self._settings = seat, settings

    def proposed(self, visit: Visit, items: Iterable[ChecklistItem]) -> Sorted:
        """Return where notes and points would go by themselves, for a person to look at."""
        return proposed(visit, items)

    def take_over(self, visit: UUID, wanted: Sorted) -> Changes:
        """Make the one contact of a held visit, its needs and its tasks: all of it or nothing.

        Whoever does it again, on whatever device, finds the same contact: the visit counts once.
        """
        with self._seat.writing("sort_visit") as transaction:
            kept = self._kept(transaction, visit)
            if not wanted.topics and self._settings.read(transaction).topic_required:
                raise InvalidInput(kind="reason", fields="area")
            contact = self._contact(transaction, kept, wanted)
            reasons = _reasons(contact.id, wanted)
            _take_away(transaction, contact.id, {reason.id for reason in reasons})
            present = tuple(
                ContactPerson(
                    id=ids.derived(contact.id, "person", str(one.person)),
                    contact=contact.id,
                    person=one.person,
                )
                for one in transaction.all(VisitPerson, visit=visit)
            )
            done = kept.replace(state="done", contact=contact.id, sorted_on=clock.today())
            needs, points = self._needs(transaction, kept, wanted)
            written = (contact, *reasons, *present, *needs, *self._tasks(transaction, kept, wanted))
            for record in written:
                tidy.refuse_new_problems(transaction.get(type(record), record.id), record)
            put(transaction, (*written, *points, done))
            by = self._seat.staff.id
            audit.note(transaction, by, "create", "contact", contact.id, count=len(written), reason="visit")
            return changes(transaction, "sort_visit")

    def _kept(self, transaction: Transaction, visit: UUID) -> Visit:
        kept = transaction.get(Visit, visit)
        home = transaction.get(Household, kept.household) if kept and kept.household else None
        if kept is None or home is None:
            raise RecordGone(kind="visit")
        demand_own(self._seat, kept.office)
        Saving(self._seat, transaction, clock.today()).demand_editable(home)
        if not visiting.is_held(kept) or not visiting.may_become(kept.state, "done"):
            raise InvalidInput(kind="visit", fields="state")
        return kept

    def _contact(self, transaction: Transaction, visit: Visit, wanted: Sorted) -> Contact:
        identity = visiting.contact_of(visit)
        known = transaction.get(Contact, identity) or Contact(id=identity)
        lives = transaction.get(Dwelling, visit.dwelling) if visit.dwelling else None
        return tidy.tidied(
            known.replace(
                office=visit.office,
                staff=visit.staff or self._seat.staff.id,
                household=visit.household,
                counterpart="household",
                at=visit.arrived_at or visit.planned_at or clock.now(),
                sort=visiting.contact_kind(visit.sort),
                minutes=_minutes(visit),
                language=visit.language,
                district=lives.district if lives else known.district,
                interpreter="yes" if visit.interpreting else known.interpreter,
                result=wanted.result,
                note=visit.notes,
                visit=visit.id,
            )
        )

    def _needs(
        self, transaction: Transaction, visit: Visit, wanted: Sorted
    ) -> tuple[tuple[Need, ...], tuple[ChecklistItem, ...]]:
        """Return the needs that are not there yet, and their points; what somebody made of one stays."""
        items = {item.id: item for item in transaction.all(ChecklistItem, visit=visit.id)}
        made: list[Need] = []
        points: list[ChecklistItem] = []
        for one in wanted.needs:
            item = items.get(one.item) if one.item else None
            if item is not None:
                identity = visiting.need_of(item)
                points.append(item.replace(need=identity))
            elif one.item is None and one.said.strip():
                identity = ids.derived(visit.id, "need", one.said.strip().casefold())
            else:
                raise InvalidInput(kind="checklist_item", fields="id")
            if transaction.get(Need, identity) is None:
                need = Need(id=identity, household=visit.household, area=one.area, next_step=one.next_step)
                need = tidy.tidied(need).replace(origin="visit", source=visit.id, responsible=visit.staff)
                made.append(tidy.followed(None, need, clock.today()))
        return tuple(made), tuple(points)

    def _tasks(self, transaction: Transaction, visit: Visit, wanted: Sorted) -> tuple[Task, ...]:
        """Return the tasks that are not there yet; one that is done already is not done again."""
        tasks = tuple(
            tidy.tidied(
                Task(
                    id=ids.derived(visit.id, "task", one.title.strip().casefold()),
                    office=visit.office,
                    household=visit.household,
                    title=one.title,
                    due_on=one.due_on,
                    assigned=visit.staff or self._seat.staff.id,
                    state="open",
                    origin="visit",
                    about=visit.id,
                )
            )
            for one in wanted.tasks
        )
        there: dict[UUID, Record] = dict(transaction.many(Task, [task.id for task in tasks]))
        return tuple(task for task in tasks if task.id not in there)


def _reasons(contact: UUID, wanted: Sorted) -> tuple[Reason, ...]:
    return tuple(
        Reason(id=ids.derived(contact, "topic", area, support), contact=contact, area=area, support=support)
        for area, support in dict.fromkeys(wanted.topics)
    )


def _take_away(transaction: Transaction, contact: UUID, stay: set[UUID]) -> None:
    for reason in transaction.all(Reason, contact=contact):
        if reason.id not in stay:
            transaction.remove(reason)


def _minutes(visit: Visit) -> int | None:
    if visit.arrived_at is None or visit.left_at is None:
        return visit.minutes
    taken = round((visit.left_at - visit.arrived_at).total_seconds() / 60)
    return min(max(taken, 0), LONGEST)
