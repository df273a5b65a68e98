"""What is written down at the kitchen table: every change is in the file before the next one."""

from datetime import datetime
from typing import Final
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record, Value
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.visit import ChecklistItem, Visit, VisitPerson
from lwdesk.services import tidy
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, demand_own
from lwdesk.services.visits import put
from lwdesk.store.transaction import Transaction

WRITTEN: Final = frozenset({"notes", "others_present", "children_present", "refused"})
WHEN: Final = frozenset({"planned", "under_way", "to_sort"})
MOST_POINTS: Final = 99


class VisitMode:
    """Saves one change at a time; none of them is a step that Strg+Z takes back."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def keep(self, visit: UUID, **told: Value) -> datetime:
        """Keep notes and who else was there; return when it was saved."""
        if not told.keys() <= WRITTEN:
            raise InvalidInput(kind="visit", fields=", ".join(sorted(told.keys() - WRITTEN)))
        with self._seat.writing("") as transaction:
            kept = self._open(transaction, visit)
            self._save(transaction, kept, kept.replace(**told))
        return clock.now()

    def mark(self, item: UUID, state: str, remark: str | None = None) -> datetime:
        """Say what came of a point; a remark stays unless another one is given."""
        if state not in codelists()["checklist_state"]:
            raise InvalidInput(kind="checklist_item", fields="state")
        with self._seat.writing("") as transaction:
            kept = self._item(transaction, item)
            told = {} if remark is None else {"remark": remark}
            self._save(transaction, kept, kept.replace(state=state, **told))
        return clock.now()

    def add_point(self, visit: UUID, text: str) -> ChecklistItem:
        """Add a point of one's own at the end of the list."""
        with self._seat.writing("") as transaction:
            self._open(transaction, visit)
            known = transaction.all(ChecklistItem, visit=visit)
            if len(known) >= MOST_POINTS:
                raise InvalidInput(kind="checklist_item", fields="position")
            last = max((item.position or 0 for item in known), default=0)
            made = tidy.tidied(ChecklistItem(visit=visit, own=text, state="open", position=last + 1))
            if not made.own:
                raise InvalidInput(kind="checklist_item", fields="own")
            self._save(transaction, None, made)
        return made

    def drop_point(self, item: UUID) -> datetime:
        """Take a point of one's own away; those of the list only do not apply."""
        with self._seat.writing("") as transaction:
            kept = self._item(transaction, item)
            if kept.item is not None:
                raise InvalidInput(kind="checklist_item", fields="item")
            transaction.remove(kept)
        return clock.now()

    def attend(self, visit: UUID, person: UUID, *, here: bool) -> datetime:
        """Note that somebody of the household is there, or is not."""
        with self._seat.writing("") as transaction:
            kept = self._open(transaction, visit)
            if not transaction.all(Membership, household=kept.household, person=person):
                raise InvalidInput(kind="visit_person", fields="person")
            known = transaction.all(VisitPerson, visit=visit, person=person)
            if here and not known:
                one = VisitPerson(id=ids.derived(visit, "present", str(person)), visit=visit, person=person)
                put(transaction, (one,))
            elif not here:
                for one in known:
                    transaction.remove(one)
        return clock.now()

    def _item(self, transaction: Transaction, item: UUID) -> ChecklistItem:
        kept = transaction.get(ChecklistItem, item)
        if kept is None or kept.visit is None:
            raise RecordGone(kind="checklist_item")
        self._open(transaction, kept.visit)
        return kept

    def _open(self, transaction: Transaction, visit: UUID) -> Visit:
        """Return a visit in which may still be written."""
        kept = transaction.get(Visit, visit)
        home = transaction.get(Household, kept.household) if kept and kept.household else None
        if kept is None or home is None:
            raise RecordGone(kind="visit")
        demand_own(self._seat, kept.office)
        Saving(self._seat, transaction, clock.today()).demand_editable(home)
        if kept.state not in WHEN:
            raise InvalidInput(kind="visit", fields="state")
        return kept

    def _save[R: Record](self, transaction: Transaction, before: R | None, after: R) -> None:
        after = tidy.tidied(after)
        tidy.refuse_new_problems(before, after)
        if after != before:
            transaction.save(after)
