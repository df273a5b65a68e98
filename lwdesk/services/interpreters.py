"""The pool itself: interpreters with languages, times and papers, and whom a family does not wish."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.domain import matching
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Household
from lwdesk.domain.interpreting import (
    Exclusion,
    Interpreter,
    InterpreterAccount,
    InterpreterSkill,
    InterpreterTime,
)
from lwdesk.services import audit, listing, tidy
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes
from lwdesk.services.talk_request import month_of
from lwdesk.store.queries import drafts
from lwdesk.store.queries import interpreting as queries
from lwdesk.store.transaction import Transaction

PARTS: Final = (Interpreter, InterpreterSkill, InterpreterTime)


@dataclass(frozen=True, slots=True)
class InterpreterView:
    """Somebody of the pool with what hangs on them; the bank account only for who pays."""

    record: Interpreter
    skills: tuple[InterpreterSkill, ...] = ()
    times: tuple[InterpreterTime, ...] = ()
    load: int = 0
    lacks: tuple[str, ...] = ()
    accounts: tuple[InterpreterAccount, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.language for one in self.skills if one.language))

    def has_ended(self, on: date) -> bool:
        return self.record.valid_until is not None and self.record.valid_until < on


class Interpreters:
    """Everybody who interprets for the pools of the office."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def page(self, asked: Asked) -> Slice[InterpreterView]:
        """Return a slice of the pool, with the counts of the requests beside it."""
        with self._seat.reading() as reader:
            found = listing.slice_of(reader, self._seat, queries.INTERPRETERS, asked)
            counted = listing.slice_of(reader, self._seat, queries.REQUESTS, Asked("open", "at", limit=1))
            named = [row.record.id for row in found.rows]
            skills, times = queries.skills(reader, named), queries.times(reader, named)
            loads = queries.loads(reader, month_of(clock.today()))
        views = tuple(_view(row.record, skills, times, loads) for row in found.rows)
        return Slice(asked, views, found.total, (*counted.counts, *found.counts))

    def load(self, interpreter: UUID) -> InterpreterView:
        """Return somebody of the pool; RecordGone when they are not there."""
        with self._seat.reading() as reader:
            kept = reader.get(Interpreter, interpreter)
            if kept is None:
                raise RecordGone(kind="interpreter")
            may_see = self._seat.may("settle_hours")
            accounts = reader.all(InterpreterAccount, interpreter=interpreter) if may_see else ()
            skills, times = queries.skills(reader, [interpreter]), queries.times(reader, [interpreter])
            seen = _view(kept, skills, times, queries.loads(reader, month_of(clock.today())))
        return InterpreterView(seen.record, seen.skills, seen.times, seen.load, seen.lacks, accounts)

    def names(self) -> tuple[tuple[UUID, str], ...]:
        """Return everybody of the pool by name."""
        with self._seat.reading() as reader:
            found = [(one.id, one.name) for one in reader.all(Interpreter)]
        return tuple(sorted(found, key=lambda one: one[1].casefold()))

    def save(
        self,
        changed: Sequence[tuple[Record, Record | None]],
        removed: Sequence[Record] = (),
        draft: UUID | None = None,
    ) -> Changes | Conflicts:
        """Save somebody of the pool with languages and times, and the account if one may: all or nothing."""
        with self._seat.writing("save_interpreter", "manage_offers") as transaction:
            saving = Saving(self._seat, transaction, clock.today())
            for record, base in changed:
                self._demand_part(record)
                if base is not None and (conflicts := saving.conflicts(record, base)) is not None:
                    return conflicts
            for record, base in changed:
                self._write(transaction, record, base)
            for record in removed:
                self._demand_part(record)
                if transaction.get(type(record), record.id) is not None:
                    transaction.remove(record)
                    audit.note(transaction, self._seat.staff.id, "delete", record.kind, record.id)
            if draft is not None:
                drafts.discard(transaction, draft, self._seat.staff.id)
            return changes(transaction, "save_interpreter")

    def excluded(self, household: UUID) -> tuple[tuple[Exclusion, str], ...]:
        """Return whom a family does not wish, with the names."""
        with self._seat.reading() as reader:
            home = reader.get(Household, household)
            if home is None:
                raise RecordGone(kind="household")
            self._seat.demand_visible(home)
            found = reader.all(Exclusion, household=household)
            people = reader.many(Interpreter, [one.interpreter for one in found if one.interpreter])
        return tuple((one, people[one.interpreter].name) for one in found if one.interpreter in people)

    def exclude(self, exclusion: Exclusion) -> Changes:
        """Note that a family does not wish somebody; the reason stays with the family's card."""
        noted = tidy.tidied(exclusion)
        noted = noted.replace(since=noted.since or clock.today())
        with self._seat.writing("exclude_interpreter") as transaction:
            Saving(self._seat, transaction, clock.today()).save(noted, None)
            return changes(transaction, "exclude_interpreter")

    def let_in(self, exclusion: UUID) -> Changes:
        """Take the wish back."""
        with self._seat.writing("let_in_interpreter") as transaction:
            kept = transaction.get(Exclusion, exclusion)
            if kept is None:
                raise RecordGone(kind="exclusion")
            Saving(self._seat, transaction, clock.today()).remove(kept)
            return changes(transaction, "let_in_interpreter")

    def _demand_part(self, record: Record) -> None:
        if isinstance(record, InterpreterAccount):
            self._seat.demand("settle_hours")
        elif not isinstance(record, PARTS):
            raise InvalidInput(kind=record.kind, fields="id")

    def _write(self, transaction: Transaction, record: Record, base: Record | None) -> None:
        record = tidy.tidied(record)
        now = transaction.get(type(record), record.id)
        if now is None and base is not None:
            raise RecordGone(kind=record.kind)
        if now is not None:
            before = base or now
            mine = (name for name in record.by_name if record.value(name) != before.value(name))
            record = now.replace(**{name: record.value(name) for name in mine})
        tidy.refuse_new_problems(now, record)
        transaction.save(record)
        action: audit.Action = "change" if now else "create"
        audit.note(transaction, self._seat.staff.id, action, record.kind, record.id)


def _view(
    person: Interpreter,
    skills: Sequence[InterpreterSkill],
    times: Sequence[InterpreterTime],
    loads: dict[UUID, int],
) -> InterpreterView:
    return InterpreterView(
        person,
        tuple(one for one in skills if one.interpreter == person.id),
        tuple(one for one in times if one.interpreter == person.id),
        loads.get(person.id, 0),
        tuple(sign.code for sign in matching.lacking_papers(person, clock.now())),
    )
