"""Who is asked and what they say: answers, the next one, the talk itself, and what is paid for it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.domain import pool
from lwdesk.domain.allowances import allowance, for_cancelling, minutes_between, price_model
from lwdesk.domain.fields import Value
from lwdesk.domain.interpreting import Assignment, Interpreter, InterpreterRequest
from lwdesk.domain.task import Task
from lwdesk.services import audit, tidy
from lwdesk.services.changes import Changes
from lwdesk.services.interpreter_requests import answer_task
from lwdesk.services.rights import Right
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.services.talk_request import TalkRequests
from lwdesk.store.transaction import Transaction

WAITING: Final = frozenset({"next", "asked"})
EVERYBODY: Final = frozenset({"next", "asked", "accepted"})
KNOWING: Final = frozenset({"asked", "accepted"})
USUAL_REASON: Final = "nobody_free"
OWES: Final = frozenset({"client", "office"})
"""Whose late cancelling costs a unit."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is written down after the talk, in one line."""

    began: datetime | None
    ended: datetime | None
    travel_minutes: int | None = None
    kilometres: int | None = None
    understanding: str | None = None
    again: str | None = None


class Assignments:
    """The way of a request once it is sent; each step is in the tables of the pool or it is refused."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._talks = seat, TalkRequests(seat)

    def answer(self, assignment: UUID, *, accepted: bool, reason: str = "") -> Changes:
        """Note what somebody said; after a no the next one is asked, and where nobody is left it shows."""

        def step(transaction: Transaction, request: InterpreterRequest) -> None:
            asked = _assignment(transaction, assignment)
            if accepted:
                self._become(transaction, asked, "accepted", answered_at=clock.now())
                self._end(transaction, request, frozenset({"asked"}))
                self._go(transaction, request, "accepted", unfilled=None)
                self._close_task(transaction, request)
            else:
                self._become(transaction, asked, "declined", answered_at=clock.now(), reason=reason)
                self._ask_next(transaction, request)

        return self._step("answer_request", assignment, step, of_assignment=True)

    def no_answer(self, assignment: UUID) -> Changes:
        """Wait no longer for somebody and ask the next one."""

        def step(transaction: Transaction, request: InterpreterRequest) -> None:
            self._become(transaction, _assignment(transaction, assignment), "no_answer")
            self._ask_next(transaction, request)

        return self._step("answer_request", assignment, step, of_assignment=True)

    def ask(self, request: UUID, interpreter: UUID) -> Changes:
        """Ask somebody of the pool by hand, in place of whoever is asked at the moment."""

        def step(transaction: Transaction, kept: InterpreterRequest) -> None:
            if kept.state not in ("sent", "searching", "unfilled"):
                raise InvalidInput(kind="interpreter_request", fields="state")
            matches = {one.candidate.interpreter.id: one for one in self._talks.matches(transaction, kept)}
            if interpreter not in matches or not matches[interpreter].may_be_asked:
                raise InvalidInput(kind="assignment", fields="interpreter")
            there = transaction.all(Assignment, request=request)
            for one in there:
                if one.state == "asked" and one.interpreter != interpreter:
                    self._become(transaction, one, "withdrawn")
            waiting = next((a for a in there if a.interpreter == interpreter and a.state in WAITING), None)
            asked = waiting or Assignment(
                request=request, interpreter=interpreter, position=len(there) + 1, state="next"
            )
            if asked.state == "next":
                transaction.save(asked.replace(state="asked", asked_at=clock.now()))
            if kept.state != "searching":
                self._go(transaction, kept, "searching", unfilled=None)

        return self._step("ask_interpreter", request, step)

    def accept_without_name(self, request: UUID) -> Changes:
        """Note that the pool found somebody whom this file does not know."""

        def step(transaction: Transaction, kept: InterpreterRequest) -> None:
            self._end(transaction, kept)
            self._go(transaction, kept, "accepted", unfilled=None)
            self._close_task(transaction, kept)

        return self._step("answer_request", request, step)

    def give_up(self, request: UUID, reason: str) -> Changes:
        """Note that nobody was found, and why."""

        def step(transaction: Transaction, kept: InterpreterRequest) -> None:
            self._end(transaction, kept)
            self._go(transaction, kept, "unfilled", unfilled=reason)
            self._close_task(transaction, kept)

        return self._step("give_up_request", request, step)

    def confirm(self, request: UUID) -> Changes:
        """Note that both sides know of the talk: the interpreter and the family."""
        return self._step("confirm_request", request, lambda t, kept: self._go(t, kept, "confirmed"))

    def held(self, request: UUID, told: Held) -> Changes:
        """Note that the talk took place, how long it really was and what it costs."""

        def step(transaction: Transaction, kept: InterpreterRequest) -> None:
            who = self._taken(transaction, kept)
            model = kept.price_model or (self._model(transaction, who) if who else None)
            minutes = minutes_between(told.began, told.ended)
            if told.began is not None and told.ended is not None and not minutes:
                raise InvalidInput(kind="interpreter_request", fields="held_until")
            self._go(
                transaction,
                kept,
                "held",
                held_from=told.began,
                held_until=told.ended,
                travel_minutes=told.travel_minutes,
                kilometres=told.kilometres,
                understanding=told.understanding,
                again=told.again,
                price_model=model,
                cents=allowance(price_model(model), minutes, told.kilometres or 0) if who else None,
            )
            if who is not None:
                self._become(transaction, who, "held")
            self._end(transaction, kept, WAITING)

        return self._step("hold_request", request, step)

    def sign(self, request: UUID, on: date | None = None) -> Changes:
        """Note that the signed sheet is here."""
        day = on or clock.today()
        return self._step("sign_request", request, lambda t, kept: self._go(t, kept, "signed", signed_on=day))

    def cancel(self, request: UUID, by: str) -> Changes:
        """Call a talk off; whoever asked owes a unit when it comes late and somebody had said yes."""
        return self._step("cancel_request", request, lambda t, kept: self.call_off(t, kept, by))

    def call_off(self, transaction: Transaction, kept: InterpreterRequest, by: str) -> tuple[Assignment, ...]:
        """Call a talk off inside a transaction; return who knows of it and has to be told."""
        there = transaction.all(Assignment, request=kept.id)
        who = self._taken(transaction, kept)
        late = who is not None and by in OWES and pool.is_late(kept, clock.now())
        owed = self._owed(transaction, who) if who is not None and late else {}
        self._end(transaction, kept)
        self._go(transaction, kept, "cancelled", cancelled_by=by, **owed)
        self._close_task(transaction, kept)
        return tuple(one for one in _in_order(there) if one.state in KNOWING)

    def no_show(self, request: UUID, by: str) -> Changes:
        """Note that somebody did not come; where it was not the interpreter, a unit is owed."""

        def step(transaction: Transaction, kept: InterpreterRequest) -> None:
            who = self._taken(transaction, kept)
            owed = self._owed(transaction, who) if who is not None and by in OWES else {}
            self._go(transaction, kept, "no_show", cancelled_by=by, **owed)
            self._end(transaction, kept, WAITING)
            if who is not None and by not in OWES:
                self._become(transaction, who, "no_show")

        return self._step("miss_request", request, step)

    def settle(self, requests: Collection[UUID]) -> Changes:
        """Note that the allowances were paid: signed talks, and those called off too late."""
        today = clock.today()
        with self._seat.writing("settle_requests", "settle_hours") as transaction:
            found = transaction.many(InterpreterRequest, requests)
            if len(found) < len(set(requests)):
                raise RecordGone(kind="interpreter_request")
            for kept in found.values():
                demand_own(self._seat, kept.office)
                self._talks.demand_visible(transaction, kept)
                if kept.state in ("cancelled", "no_show") and kept.cents and kept.settled_on is None:
                    self._write(transaction, kept, kept.replace(settled_on=today), "settled")
                else:
                    self._go(transaction, kept, "settled", settled_on=today)
            return changes(transaction, "settle_requests")

    def _step(
        self,
        what: str,
        identity: UUID,
        step: Callable[[Transaction, InterpreterRequest], object],
        *,
        of_assignment: bool = False,
        right: Right = "ask_interpreter",
    ) -> Changes:
        with self._seat.writing(what, right) as transaction:
            request = _assignment(transaction, identity).request if of_assignment else identity
            kept = transaction.get(InterpreterRequest, request) if request else None
            if kept is None:
                raise RecordGone(kind="interpreter_request")
            demand_own(self._seat, kept.office)
            self._talks.demand_visible(transaction, kept)
            self._talks.demand_editable(transaction, kept)
            step(transaction, kept)
            return changes(transaction, what)

    def _go(self, transaction: Transaction, kept: InterpreterRequest, to: str, **facts: Value) -> None:
        """Go one step on, with what belongs to it; InvalidInput for one that may not follow."""
        if not pool.may_follow(kept.state, to):
            raise InvalidInput(kind="interpreter_request", fields="state")
        moved = kept.replace(**facts).replace(state=to, state_since=clock.today())
        tidy.refuse(pool.lacking(moved, to), moved.kind)
        tidy.refuse_new_problems(kept, moved)
        self._write(transaction, kept, moved, to)

    def _write(
        self, transaction: Transaction, kept: InterpreterRequest, moved: InterpreterRequest, why: str
    ) -> None:
        transaction.save(tidy.tidied(moved))
        audit.note(transaction, self._seat.staff.id, "change", kept.kind, kept.id, reason=why)

    def _become(self, transaction: Transaction, one: Assignment, to: str, **facts: Value) -> None:
        if not pool.may_become(one.state, to):
            raise InvalidInput(kind="assignment", fields="state")
        changed = tidy.tidied(one.replace(**facts).replace(state=to))
        tidy.refuse_unwritable(changed)
        transaction.save(changed)

    def _ask_next(self, transaction: Transaction, request: InterpreterRequest) -> None:
        """Ask whoever is next and still fits; where nobody is left, say so."""
        fitting = {
            one.candidate.interpreter.id
            for one in self._talks.matches(transaction, request)
            if one.may_be_asked
        }
        for one in _in_order(transaction.all(Assignment, request=request.id)):
            if one.state != "next":
                continue
            if one.interpreter in fitting:
                self._become(transaction, one, "asked", asked_at=clock.now())
                if request.state != "searching":
                    self._go(transaction, request, "searching")
                self._wait(transaction, request)
                return
            self._become(transaction, one, "withdrawn")
        self._go(transaction, request, "unfilled", unfilled=USUAL_REASON)
        self._wait(transaction, request)

    def _end(
        self, transaction: Transaction, request: InterpreterRequest, states: frozenset[str] = EVERYBODY
    ) -> None:
        """Ask these no longer; who is next may stay, for whoever said yes may yet call off."""
        for one in transaction.all(Assignment, request=request.id):
            if one.state in states:
                self._become(transaction, one, "withdrawn")

    def _taken(self, transaction: Transaction, request: InterpreterRequest) -> Assignment | None:
        """Return the assignment of whoever said yes."""
        return next(iter(transaction.all(Assignment, request=request.id, state="accepted")), None)

    def _model(self, transaction: Transaction, who: Assignment) -> str | None:
        person = transaction.get(Interpreter, who.interpreter) if who.interpreter else None
        return person.price_model if person else None

    def _owed(self, transaction: Transaction, who: Assignment) -> dict[str, Value]:
        model = self._model(transaction, who)
        return {"price_model": model, "cents": for_cancelling(price_model(model))}

    def _close_task(self, transaction: Transaction, request: InterpreterRequest) -> None:
        """Nobody has to wait for the answer any more."""
        task = transaction.get(Task, answer_task(request.id))
        if task is not None and task.state in (None, "open", "in_work"):
            transaction.save(task.replace(state="done", done_on=clock.today()))

    def _wait(self, transaction: Transaction, request: InterpreterRequest) -> None:
        """Somebody has to look after the request again."""
        task = transaction.get(Task, answer_task(request.id))
        if task is not None and task.state == "done":
            transaction.save(task.replace(state="open", done_on=None))


def _in_order(asked: Collection[Assignment]) -> list[Assignment]:
    return sorted(asked, key=lambda one: one.position or 0)


def _assignment(transaction: Transaction, identity: UUID) -> Assignment:
    found = transaction.get(Assignment, identity)
    if found is None:
        raise RecordGone(kind="assignment")
    return found
