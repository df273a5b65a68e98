"""Visits: proposed, planned, listed, put in the order of a route, and ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.base.texts import N_, translator
from lwdesk.domain import visiting
from lwdesk.domain.fields import Record, Value
from lwdesk.domain.household import Dwelling, Household
from lwdesk.domain.task import Task
from lwdesk.domain.visit import ChecklistItem, Visit
from lwdesk.services import audit, cards, listing, tidy
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.services.visit_views import Clash, VisitRow, VisitView, clashes, rows, view
from lwdesk.store.queries import drafts, visits
from lwdesk.store.queries.listing import homes
from lwdesk.store.transaction import Reader, Transaction

PREPARE: Final = N_("Prepare the visit")
ARRANGE: Final = N_("Arrange the visit anew")
OPEN: Final = (None, "open", "in_work")
SOON: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a visit ended, and what comes next where it did not take place."""

    result: str
    next_step: str = ""
    next_on: date | None = None
    note: str = ""
    card_left: bool = False


class Visits:
    """The visits of the office."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def page(self, asked: Asked) -> Slice[VisitRow]:
        """Return a slice of the list; no row says where somebody lives."""
        with self._seat.reading() as reader:
            found = listing.slice_of(reader, self._seat, visits.SOURCE, asked)
            names = listing.staff_names(reader)
            shown = rows(reader, tuple((one.record, one.home) for one in found.rows), names)
        options = (("staff", listing.staff_options(names)),)
        return Slice(
            asked, tuple(replace(row, street="") for row in shown), found.total, found.counts, options
        )

    def day(self, on: date) -> tuple[VisitRow, ...]:
        """Return the route of a day; a protected address is not in it."""
        with self._seat.reading() as reader:
            found = visits.of_day(reader, self._seat.office.id, on)
            known = homes(reader, {one.household for one in found if one.household})
            may = self._seat.may("see_restricted")
            shown = tuple(
                (one, home)
                for one in found
                if (home := known.get(one.household) if one.household else None)
                and (may or not home.restricted)
            )
            return rows(reader, shown, listing.staff_names(reader))

    def order(self, ids: Sequence[UUID]) -> Changes:
        """Keep the order in which the visits of a day are made."""
        with self._seat.writing("order_route", "plan_visit") as transaction:
            for place, identity in enumerate(ids[:99], 1):
                kept = self._kept(transaction, identity)
                if kept.route_order != place:
                    transaction.save(kept.replace(route_order=place))
            return changes(transaction, "order_route")

    def view(self, visit: UUID) -> VisitView:
        """Return a visit as its pages show it; RecordGone when it is not there."""
        with self._seat.reading() as reader:
            kept = self._kept(reader, visit)
            return view(reader, self._seat, kept)

    def fresh(self, household: UUID) -> VisitView:
        """Return a plan to begin with: the proposal that waits, or a visit filled with what is known."""
        with self._seat.reading() as reader:
            home = reader.get(Household, household)
            if home is None:
                raise RecordGone(kind="household")
            waiting = visits.of_household(reader, household, "proposed")
            held = visits.of_household(reader, household, "done", "to_sort")
            known = waiting[0] if waiting else Visit(household=household, office=self._seat.office.id)
            lives = cards.current(reader.all(Dwelling, household=household), clock.today())
            return view(
                reader,
                self._seat,
                known.replace(
                    sort=known.sort or ("follow_up" if held else "first"),
                    dwelling=known.dwelling or (lives.id if lives else None),
                    where=known.where or "home",
                    language=known.language or home.advice_language,
                    minutes=known.minutes or 60,
                    staff=known.staff or self._seat.staff.id,
                    next_on=None,
                ),
            )

    def clashes(self, visit: Visit) -> tuple[Clash, ...]:
        """Return what else is at that time, so that it is said before somebody stands at two doors."""
        return clashes(self._seat, visit)

    def plan(self, visit: Visit, base: Visit | None = None, draft: UUID | None = None) -> Changes | Conflicts:
        """Save a plan with its checklist and the task to prepare it; the proposal is done with it."""
        visit = tidy.tidied(visit).replace(state="planned")
        visit = visit.replace(office=visit.office or self._seat.office.id)
        tidy.refuse(visiting.lacking(visit), visit.kind)
        with self._seat.writing("plan_visit", "plan_visit") as transaction:
            saving = Saving(self._seat, transaction, clock.today())
            kept = transaction.get(Visit, visit.id)
            demand_own(self._seat, visit.office)
            if not visiting.may_become(kept.state if kept else None, "planned"):
                raise InvalidInput(kind="visit", fields="state")
            if (conflicts := saving.save(visit, base if kept else None)) is not None:
                return conflicts
            self._write_down_points(transaction, visit)
            self._remind(transaction, visit)
            close_proposals(transaction, visit, saving.today)
            if draft is not None:
                drafts.discard(transaction, draft, self._seat.staff.id)
            return changes(transaction, "plan_visit")

    def cancel(self, visit: UUID, note: str = "") -> Changes:
        """Call a plan off; what was to be prepared for it goes with it."""
        with self._seat.writing("cancel_visit", "plan_visit") as transaction:
            kept = self._change(transaction, visit, "cancelled", result_note=note)
            drop_preparation(transaction, kept)
            return changes(transaction, "cancel_visit")

    def begin(self, visit: UUID) -> Changes:
        """Note the arrival, or go on with a visit that was left for a while.

        Nobody takes it back by Strg+Z: it is no form that was saved.
        """
        with self._seat.writing("") as transaction:
            kept = self._kept(transaction, visit)
            arrived = kept.arrived_at or clock.now()
            kept = self._change(transaction, visit, "under_way", arrived_at=arrived, left_at=None)
            self._write_down_points(transaction, kept)
            if visiting.second_missing(kept):
                audit.note(transaction, self._seat.staff.id, "change", "visit", visit, reason="alone")
            return changes(transaction, "begin_visit")

    def finish(self, visit: UUID, outcome: Outcome) -> Changes:
        """End a visit; one that was not held asks for nothing but the next step."""
        state = visiting.RESULTS.get(outcome.result)
        if state is None:
            raise InvalidInput(kind="visit", fields="result")
        with self._seat.writing("finish_visit") as transaction:
            today, before = clock.today(), self._kept(transaction, visit)
            kept = self._change(
                transaction,
                visit,
                state,
                result=outcome.result,
                left_at=clock.now() if before.arrived_at else None,
                card_left=outcome.card_left,
                result_note=outcome.note,
                next_step=outcome.next_step,
                next_on=outcome.next_on or before.next_on,
            )
            drop_preparation(transaction, kept)
            if visiting.is_held(kept):
                close_proposals(transaction, kept, today)
            else:
                put(transaction, (self._next_step(kept, outcome, today),))
            return changes(transaction, "finish_visit")

    def _kept(self, reader: Reader, visit: UUID) -> Visit:
        kept = reader.get(Visit, visit)
        if kept is None or kept.household is None:
            raise RecordGone(kind="visit")
        return kept

    def _change(self, transaction: Transaction, visit: UUID, state: str, **fields: Value) -> Visit:
        """Let a visit go on to a state, of a household that may be changed here."""
        kept = self._kept(transaction, visit)
        demand_own(self._seat, kept.office)
        home = transaction.get(Household, kept.household) if kept.household else None
        if home is None:
            raise RecordGone(kind="household")
        Saving(self._seat, transaction, clock.today()).demand_editable(home)
        if not visiting.may_become(kept.state, state):
            raise InvalidInput(kind="visit", fields="state")
        changed = tidy.tidied(kept.replace(state=state, **fields))
        tidy.refuse_new_problems(kept, changed)
        transaction.save(changed)
        audit.note(transaction, self._seat.staff.id, "change", "visit", visit)
        return changed

    def _write_down_points(self, transaction: Transaction, visit: Visit) -> None:
        """Add the points of the occasion; those of another one go, unless somebody used them."""
        known = transaction.all(ChecklistItem, visit=visit.id)
        wanted = set(visiting.points(visit.sort))
        for item in known:
            if item.item and item.item not in wanted and item.state in (None, "open") and not item.remark:
                transaction.remove(item)
        put(transaction, visiting.checklist(visit, known))

    def _remind(self, transaction: Transaction, visit: Visit) -> None:
        today = clock.today()
        assert visit.planned_at is not None
        day = visit.planned_at.astimezone().date()
        task = Task(
            id=visiting.preparation_of(visit.id),
            office=visit.office,
            household=visit.household,
            title=translator()(PREPARE),
            due_on=max(today, day - timedelta(days=1)),
            assigned=visit.staff,
            state="open",
            origin="visit",
            note=visit.preparation,
            about=visit.id,
        )
        put(transaction, (task,))

    def _next_step(self, visit: Visit, outcome: Outcome, today: date) -> Task:
        return Task(
            id=visiting.next_step_of(visit.id, outcome.result),
            office=visit.office,
            household=visit.household,
            title=visit.next_step or translator()(ARRANGE),
            due_on=outcome.next_on or today + SOON,
            assigned=visit.staff or self._seat.staff.id,
            state="open",
            origin="visit",
            note=visit.result_note,
            about=visit.id,
        )


def put(transaction: Transaction, records: Iterable[Record]) -> None:
    """Save records whose ids follow from others; one that was taken away comes back."""
    kept = tuple(records)
    gone = visits.removed(transaction, kept)
    for record in kept:
        if record.id in gone:
            transaction.bring_back(type(record), record.id)
    transaction.save_all(kept)


def close_proposals(transaction: Transaction, visit: Visit, today: date) -> None:
    """Do what a planned or held visit makes superfluous: proposals of the same household."""
    tasks = transaction.all(Task, household=visit.household, origin="proposal")
    transaction.save_all(task.replace(state="done", done_on=today) for task in tasks if task.state in OPEN)
    assert visit.household is not None
    others = visits.of_household(transaction, visit.household, "proposed")
    transaction.save_all(one.replace(state="cancelled") for one in others if one.id != visit.id)


def drop_preparation(transaction: Transaction, visit: Visit) -> None:
    task = transaction.get(Task, visiting.preparation_of(visit.id))
    if task is not None and task.state in OPEN:
        transaction.save(task.replace(state="done" if visit.arrived_at else "dropped", done_on=clock.today()))
