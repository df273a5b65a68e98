"""What several devices wrote without knowing of each other: shown side by side, decided, taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import DifferenceSettled, InvalidInput
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Value
from lwdesk.domain.household import Dwelling, Household
from lwdesk.services import audit
from lwdesk.services.cards import HIDDEN
from lwdesk.services.changes import Changes
from lwdesk.services.exchange import both, deciding, settled
from lwdesk.services.exchange.naming import Names, visible
from lwdesk.services.exchange.settled import DECIDE
from lwdesk.services.exchange.survivors import survivor
from lwdesk.services.exchange.views import Choice, Decided, Difference, DifferenceSide, Edit, Merged
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes
from lwdesk.store.exchange import conflicts
from lwdesk.store.exchange.conflicts import Clash, Conflict, Side
from lwdesk.store.tables import DELETED
from lwdesk.store.transaction import Transaction


class Differences:
    """The differences between devices that a person has to decide."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def open(self) -> tuple[Difference, ...]:
        """Return what is to be decided, the differences of one household together."""
        with self._seat.reading() as reader:
            names = Names(reader)
            found: list[Conflict | Clash] = [*conflicts.conflicts(reader), *conflicts.torn(reader)]
            told = [self._told(names, one) for one in found if self._sees(names, one)]
        return tuple(sorted(told, key=_place))

    def count(self) -> int:
        """Return how many differences are open."""
        if not self._seat.may("see_restricted"):
            return len(self.open())
        with self._seat.reading() as reader:
            return conflicts.count(reader) + len(conflicts.torn(reader))

    def decide(self, difference: Difference, choice: Choice, reason: str = "") -> Changes:
        """Decide one difference: an ordinary write, which travels and can be taken back."""
        with self._seat.writing(DECIDE) as transaction:
            transaction.give_reason(reason.strip())
            found = difference.found
            assert isinstance(found, Conflict | Clash)
            self._demand_open(transaction, found)
            deciding.decide(transaction, found, choice)
            by = self._seat.staff.id
            audit.note(transaction, by, "change", difference.subject, difference.record, reason="difference")
            return changes(transaction, DECIDE)

    def reveal(self, difference: Difference, reason: str) -> Difference:
        """Return a difference with the address that it hides; who looks, and why (a code), is noted first."""
        if reason not in codelists()["reveal_reason"]:
            raise InvalidInput(kind="reveal_reason", fields="reason")
        found = difference.found
        assert isinstance(found, Conflict | Clash)
        with self._seat.writing("", "reveal_address") as transaction:
            names = Names(transaction, uncovered=True)
            for home in self._homes(names, found):
                self._seat.demand_visible(home)
                audit.note(transaction, self._seat.staff.id, "reveal", "household", home.id, reason=reason)
            return self._told(names, found)

    def decided(self, limit: int = 20) -> tuple[Decided, ...]:
        """Return what was decided on this device and still stands, the latest first."""
        return settled.decided(self._seat, limit)

    def to_take_back(self, decided: Decided) -> Decided:
        """Return a decision with the save to take back; without one where this device cannot."""
        return settled.to_take_back(self._seat, decided)

    def take_back(self, decided: Decided) -> Changes:
        """Take a decision back: what stood side by side does so again, wherever this travels."""
        return settled.take_back(self._seat, decided.save)

    def merged(self, bundle: str) -> tuple[Merged, ...]:
        """Return what a package brought that nobody has to decide about, by household."""
        return settled.merged(self._seat, bundle)

    def _demand_open(self, transaction: Transaction, found: Conflict | Clash) -> None:
        """Raise unless the difference is still what the person saw and may decide."""
        now: Sequence[Conflict | Clash] = (
            conflicts.conflicts(transaction, found.record)
            if isinstance(found, Conflict)
            else conflicts.torn(transaction, found.record)
        )
        if found not in now:
            raise DifferenceSettled(kind=found.kind)
        saving = Saving(self._seat, transaction, clock.today())
        for home in self._homes(Names(transaction), found):
            saving.demand_editable(home)

    def _homes(self, names: Names, found: Conflict | Clash) -> list[Household]:
        """Return the household that a record belongs to, and the one that its changes would go to."""
        kept = survivor(names.reader, found.kind, found.record) if isinstance(found, Clash) else None
        homes = [names.home(found.kind, found.record), names.home(kept.kind, kept.id) if kept else None]
        return [home for home in homes if home is not None]

    def _sees(self, names: Names, found: Conflict | Clash) -> bool:
        return visible(self._homes(names, found), restricted=self._seat.may("see_restricted"))

    def _told(self, names: Names, found: Conflict | Clash) -> Difference:
        return self._field(names, found) if isinstance(found, Conflict) else self._clash(names, found)

    def _field(self, names: Names, found: Conflict) -> Difference:
        record = names.record(found.kind, found.record)
        hidden = found.field in HIDDEN and self._is_covered(names, found)
        is_field = found.field != DELETED and record is not None
        values = tuple(side.value for side in found.sides)
        following = conflicts.following(names.reader, found)
        return Difference(
            kind="field" if is_field else "removed",
            field=found.field,
            former=None if hidden else found.former,
            former_text=names.text(found.kind, found.field, found.former),
            former_at=found.former_at,
            sides=tuple(
                self._side(
                    names,
                    side,
                    None if hidden else side.value,
                    names.text(found.kind, found.field, side.value),
                    tuple((one.field, deciding.beside(found, number, one)) for one in following),
                )
                for number, side in enumerate(found.sides)
            ),
            shown=found.shown,
            room=both.room(record, found.field, values) if is_field and record is not None else None,
            is_protected=hidden,
            found=found,
            **_about(names, found),
        )

    def _clash(self, names: Names, found: Clash) -> Difference:
        kept = survivor(names.reader, found.kind, found.record)
        hidden = HIDDEN if self._is_covered(names, found) else ()
        last = max((edit.side for edit in found.edits), key=lambda side: side.at)
        title = names.title(kept)
        return Difference(
            kind="removed" if kept is None else "merged",
            field=found.field,
            former=kept is not None,
            former_text="",
            former_at=None,
            sides=(
                self._side(names, found.closing, kept is None, title),
                self._side(names, last, kept is not None, ""),
            ),
            shown=0,
            edits=tuple(
                Edit(one.kind, one.record, one.field, one.former, one.side.value)
                if one.field not in hidden
                else Edit(one.kind, one.record, one.field, None, None)
                for one in found.edits
            ),
            is_protected=any(one.field in hidden for one in found.edits),
            found=found,
            **_about(names, found),
        )

    def _is_covered(self, names: Names, found: Conflict | Clash) -> bool:
        """Tell whether nobody sees where this is without saying why."""
        home = names.home(found.kind, found.record)
        protected = found.kind == Dwelling.kind and home is not None and home.address_protected
        return protected and not names.uncovered

    def _side(
        self, names: Names, side: Side, value: Value, text: str, beside: tuple[tuple[str, Value], ...] = ()
    ) -> DifferenceSide:
        return DifferenceSide(
            value=value,
            text=text,
            at=side.at,
            staff=side.staff,
            staff_name=names.staff(side.staff),
            device=side.device,
            device_name=names.device(side),
            is_own=side.device == self._seat.device.id,
            beside=beside,
        )


def _about(names: Names, found: Conflict | Clash) -> dict[str, Any]:
    """Return whom a difference is about."""
    record, home = names.record(found.kind, found.record), names.home(found.kind, found.record)
    return {
        "subject": found.kind,
        "record": found.record,
        "household": home.id if home else None,
        "name": home.name if home else names.title(record),
        "native_name": home.native_name if home else "",
        "case_number": home.case_number if home else "",
        "person": names.person(record),
    }


def _place(difference: Difference) -> tuple[str, str, str, str, datetime]:
    first = min(side.at for side in difference.sides)
    home: UUID | str = difference.household or ""
    return difference.name.casefold(), str(home), difference.person, difference.field, first
