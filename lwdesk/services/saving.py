"""Saving one record of a household: merged with what others changed, or handed back as conflicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import NotAllowed, RecordGone, Restricted
from lwdesk.domain import apart
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.services import audit, cards, taking_in, tidy
from lwdesk.services.changes import Changes, Conflict, Conflicts
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.store.queries import cards as queries
from lwdesk.store.queries import drafts
from lwdesk.store.transaction import Reader, Transaction

TOGETHER = "save_together"
UNTOUCHED = frozenset({"issued_paper", "transfer"})  # what left the office is written down once
RESTRICTION = frozenset({"restricted", "note"})


@dataclass(frozen=True, slots=True)
class Saving:
    """One transaction in which one person changes records of a household."""

    seat: Seat
    transaction: Transaction
    today: date

    def save[R: Record](self, record: R, base: R | None) -> Conflicts | None:
        """Write what the form changed; Conflicts when somebody changed the same field since `base`."""
        _demand_of_a_household(record)
        record = tidy.tidied(record)
        now = self.transaction.get(type(record), record.id)
        if now is None:
            if base is not None or isinstance(record, Household):
                raise RecordGone(kind=record.kind)
            self._add(record)
            return None
        merged = self._merged(record, base or self._shown(now), now)
        if isinstance(merged, Conflicts) or merged == now:
            return merged if isinstance(merged, Conflicts) else None
        self._demand_editable(record.kind, record.id, _changed(now, merged))
        self._demand_same_links(now, merged)
        merged = tidy.followed(now, merged, self.today)
        tidy.refuse_new_problems(now, merged)
        self._write(merged, "change")
        return None

    def conflicts(self, record: Record, base: Record | None) -> Conflicts | None:
        """Return what stands in the way of saving this record, without writing anything."""
        now = self.transaction.get(type(record), record.id)
        if now is None:
            return None
        merged = self._merged(tidy.tidied(record), base or self._shown(now), now)
        return merged if isinstance(merged, Conflicts) else None

    def _add(self, record: Record) -> None:
        record = tidy.followed(None, record, self.today)
        if isinstance(record, Dwelling):
            record = taking_in.dwelling_with_district(record, self.seat.office.region)
        tidy.refuse_new_problems(None, record)
        for household in self._households(record):
            self.demand_editable(household)
        if isinstance(record, Dwelling) and record.household is not None:
            self._move_out(record)
        self._write(record, "create")

    def _write(self, record: Record, action: audit.Action) -> None:
        if isinstance(record, Membership) and record.main_contact:
            self._hand_over_main_contact(record)
        self.transaction.save(record)
        audit.note(self.transaction, self.seat.staff.id, action, record.kind, record.id)

    def remove(self, record: Record) -> None:
        _demand_of_a_household(record)
        if isinstance(record, Household):
            raise NotAllowed(right="erase")
        self._demand_editable(record.kind, record.id, frozenset())
        if isinstance(record, Contact):
            for reason in self.transaction.all(Reason, contact=record.id):
                self.transaction.remove(reason)
        self.transaction.remove(record)
        audit.note(self.transaction, self.seat.staff.id, "delete", record.kind, record.id)

    def demand_editable(self, household: Household, fields: frozenset[str] = frozenset()) -> None:
        """Raise NotAllowed for the household of another office and for one that is restricted."""
        demand_own(self.seat, household.office)
        lifting = fields and fields <= RESTRICTION and self.seat.may("see_restricted")
        if household.restricted and not lifting:
            raise Restricted(right="edit_restricted")

    def _demand_editable(self, kind: str, record: UUID, fields: frozenset[str]) -> None:
        only_restriction = fields if kind == "household" else frozenset[str]()
        for household in households_of(self.transaction, kind, record):
            self.demand_editable(household, only_restriction)

    def _demand_same_links(self, now: Record, merged: Record) -> None:
        """A record stays with its household and its person."""
        if merged.parent is not None and merged.value(merged.parent) != now.value(merged.parent):
            raise NotAllowed(right="move_record")

    def _households(self, record: Record) -> tuple[Household, ...]:
        found = [
            household
            for field in record.fields
            for link in (record.value(field.name),)
            if isinstance(link, UUID) and field.name in {"household", "person", "contact"}
            for household in households_of(self.transaction, field.name, link)
        ]
        return tuple(found)

    def _shown(self, now: Record) -> Record:
        """Return what a card shows of the record: of a protected dwelling, not where it is."""
        if isinstance(now, Dwelling) and self._is_protected(now):
            return cards.masked(now)
        return now

    def _merged[R: Record](self, record: R, base: Record, now: R) -> R | Conflicts:
        both = apart.unsettled(base, record, now)
        if not both:
            return apart.merged(base, record, now)
        shown = self._shown(now)
        fields = tuple(
            Conflict(name, base.value(name), record.value(name), shown.value(name)) for name in both
        )
        return Conflicts(record.kind, record.id, fields)

    def _is_protected(self, dwelling: Dwelling) -> bool:
        found = dwelling.household and self.transaction.get(Household, dwelling.household)
        return bool(found and found.address_protected)

    def _move_out(self, new: Dwelling) -> None:
        """Leave the former dwelling on the day of moving into the new one."""
        former = cards.current(self.transaction.all(Dwelling, household=new.household), self.today)
        if former is None or former.id == new.id or new.moved_in_on is None or new.moved_in_on > self.today:
            return
        if former.moved_in_on is None or former.moved_in_on <= new.moved_in_on:
            self.transaction.save(former.replace(moved_out_on=new.moved_in_on))

    def _hand_over_main_contact(self, chosen: Membership) -> None:
        others = self.transaction.all(Membership, household=chosen.household, main_contact=True)
        self.transaction.save_all(
            other.replace(main_contact=False) for other in others if other.id != chosen.id
        )


def _demand_of_a_household(record: Record) -> None:
    """Offices, staff, devices and the trail have ways of their own."""
    if record.kind not in queries.LINKS or record.kind in UNTOUCHED:
        raise NotAllowed(right=f"edit_{record.kind}")


def _changed(before: Record, after: Record) -> frozenset[str]:
    return frozenset(name for name in after.by_name if after.value(name) != before.value(name))


def households_of(reader: Reader, kind: str, record: UUID) -> tuple[Household, ...]:
    """Return the households that a record belongs to."""
    ids = queries.household_of(reader, kind, record)
    return tuple(reader.many(Household, ids).values())


def save_one[R: Record](seat: Seat, record: R, base: R | None, what: str) -> Changes | Conflicts:
    """Save one record in a transaction of its own."""
    with seat.writing(what) as transaction:
        conflicts = Saving(seat, transaction, clock.today()).save(record, base)
        return conflicts or changes(transaction, what)


def save_together(
    seat: Seat,
    changed: Sequence[tuple[Record, Record | None]],
    removed: Sequence[Record],
    draft: UUID | None,
) -> Changes | Conflicts:
    """Save several records, each with its base, and take others away: all of it or nothing."""
    with seat.writing(TOGETHER) as transaction:
        saving = Saving(seat, transaction, clock.today())
        for record, base in changed:
            if (conflicts := saving.conflicts(record, base)) is not None:
                return conflicts
        for record, base in changed:
            saving.save(record, base)
        for record in removed:
            if transaction.get(type(record), record.id) is not None:  # else somebody else was faster
                saving.remove(record)
        if draft is not None:
            drafts.discard(transaction, draft, seat.staff.id)
        return changes(transaction, TOGETHER)


def remove_one(seat: Seat, record: Record, what: str) -> Changes:
    with seat.writing(what) as transaction:
        Saving(seat, transaction, clock.today()).remove(record)
        return changes(transaction, what)
