"""What several devices wrote without knowing of each other: shown side by side, decided, taken back."""

from datetime import datetime
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import DifferenceSettled, InvalidInput
from lwdesk.domain.fields import RECORDS, Record, Value
from lwdesk.domain.household import Dwelling
from lwdesk.services import audit, tidy
from lwdesk.services.cards import HIDDEN
from lwdesk.services.changes import Changes
from lwdesk.services.exchange import both
from lwdesk.services.exchange.naming import Names, visible
from lwdesk.services.exchange.views import Choice, Difference, DifferenceSide, Enter, KeepBoth, Take
from lwdesk.services.saving import Saving, households_of
from lwdesk.services.seat import Seat, changes
from lwdesk.store.exchange import conflicts
from lwdesk.store.exchange.conflicts import Conflict, Side
from lwdesk.store.tables import DELETED
from lwdesk.store.transaction import Transaction

DECIDE = "decide"


class Differences:
    """The differences between devices that a person has to decide."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def open(self) -> tuple[Difference, ...]:
        """Return what is to be decided, the differences of one household together."""
        with self._seat.reading() as reader:
            names = Names(reader)
            found = [self._field(names, one) for one in conflicts.conflicts(reader) if self._sees(names, one)]
        return tuple(sorted(found, key=_place))

    def count(self) -> int:
        """Return how many differences are open."""
        if not self._seat.may("see_restricted"):
            return len(self.open())
        with self._seat.reading() as reader:
            return conflicts.count(reader)

    def decide(self, difference: Difference, choice: Choice, reason: str = "") -> Changes:
        """Decide one difference: an ordinary write, which travels and can be taken back."""
        with self._seat.writing(DECIDE) as transaction:
            transaction.give_reason(reason.strip())
            found = difference.found
            assert isinstance(found, Conflict)
            self._demand_open(transaction, found)
            self._decide_field(transaction, found, choice)
            by = self._seat.staff.id
            audit.note(transaction, by, "change", difference.subject, difference.record, reason="difference")
            return changes(transaction, DECIDE)

    def _demand_open(self, transaction: Transaction, found: Conflict) -> None:
        """Raise unless the difference is still what the person saw and may decide."""
        if found not in conflicts.conflicts(transaction, found.record):
            raise DifferenceSettled(kind=found.kind)
        saving = Saving(self._seat, transaction, clock.today())
        for home in households_of(transaction, found.kind, found.record):
            saving.demand_editable(home)

    def _decide_field(self, transaction: Transaction, found: Conflict, choice: Choice) -> None:
        match choice:
            case Take(side):
                conflicts.decide(transaction, found, found.sides[side].value)
            case Enter(value):
                conflicts.decide(transaction, found, _entered(transaction, found, value))
            case KeepBoth(first):
                self._keep_both(transaction, found, first)

    def _keep_both(self, transaction: Transaction, found: Conflict, first: int) -> None:
        record = transaction.get(RECORDS[found.kind], found.record)
        values = tuple(side.value for side in found.sides)
        if record is None or found.field == DELETED or both.room(record, found.field, values) is None:
            raise InvalidInput(kind=found.kind, fields=found.field)
        kept, *beside = both.kept(record, found.field, values[first], values[1 - first])
        for one in (kept, *beside):
            tidy.refuse_new_problems(record if one is kept else None, one)
            transaction.save(one)
        conflicts.insist(transaction, type(record), record.id, found.field)

    def _sees(self, names: Names, found: Conflict) -> bool:
        return visible([names.home(found.kind, found.record)], restricted=self._seat.may("see_restricted"))

    def _field(self, names: Names, found: Conflict) -> Difference:
        record = names.record(found.kind, found.record)
        home = names.home(found.kind, found.record)
        values = tuple(side.value for side in found.sides)
        hidden = home is not None and home.address_protected and isinstance(record, Dwelling)
        hidden = hidden and found.field in HIDDEN
        is_field = found.field != DELETED and record is not None
        return Difference(
            kind="removed" if found.field == DELETED else "field",
            subject=found.kind,
            record=found.record,
            field=found.field,
            household=home.id if home else None,
            name=home.name if home else names.title(record),
            native_name=home.native_name if home else "",
            case_number=home.case_number if home else "",
            person=names.person(record),
            former=None if hidden else found.former,
            former_text=names.text(found.kind, found.field, found.former),
            former_at=found.former_at,
            sides=tuple(self._side(names, found, one, hidden=hidden) for one in found.sides),
            shown=found.shown,
            room=both.room(record, found.field, values) if is_field and record is not None else None,
            is_protected=hidden,
            found=found,
        )

    def _side(self, names: Names, found: Conflict, side: Side, *, hidden: bool) -> DifferenceSide:
        return DifferenceSide(
            value=None if hidden else side.value,
            text=names.text(found.kind, found.field, side.value),
            at=side.at,
            staff=side.staff,
            staff_name=names.staff(side.staff),
            device=side.device,
            device_name=names.device(side),
            is_own=side.device == self._seat.device.id,
        )


def _entered(transaction: Transaction, found: Conflict, value: Value) -> Value:
    """Return another value as the record would keep it; InvalidInput for what does not fit the field."""
    record: Record | None = transaction.get(RECORDS[found.kind], found.record)
    if record is None or found.field == DELETED:
        raise InvalidInput(kind=found.kind, fields=found.field)
    tidied = tidy.tidied(record.replace(**{found.field: value}))
    tidy.refuse_new_problems(record, tidied)
    return tidied.value(found.field)


def _place(difference: Difference) -> tuple[str, str, str, str, datetime]:
    first = min(side.at for side in difference.sides)
    home: UUID | str = difference.household or ""
    return difference.name.casefold(), str(home), difference.person, difference.field, first
