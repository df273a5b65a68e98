"""How a decision between what two devices wrote goes into the file: as ordinary writes."""

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput
from lwdesk.domain.fields import RECORDS, Link, Record, Value
from lwdesk.services import tidy
from lwdesk.services.exchange import both
from lwdesk.services.exchange.survivors import survivor
from lwdesk.services.exchange.views import Choice, Enter, KeepBoth, Take
from lwdesk.store.exchange import conflicts
from lwdesk.store.exchange.conflicts import Clash, Conflict
from lwdesk.store.queries.removed import removed_with
from lwdesk.store.tables import DELETED
from lwdesk.store.transaction import Transaction


def decide(transaction: Transaction, found: Conflict | Clash, choice: Choice) -> None:
    """Write what was decided; InvalidInput for a choice that this difference does not have."""
    if isinstance(found, Conflict):
        _decide_with_it(transaction, found, choice)
    match found, choice:
        case Conflict(), Take(side):
            conflicts.decide(transaction, found, found.sides[side].value)
        case Conflict(), Enter(value):
            conflicts.decide(transaction, found, _entered(transaction, found, value))
        case Conflict(), KeepBoth(first):
            _keep_both(transaction, found, first)
        case Clash(), Take(side):
            _decide_clash(transaction, found, take_edits=bool(side))
        case _:
            raise InvalidInput(kind=found.kind, fields=found.field)


def _decide_with_it(transaction: Transaction, found: Conflict, choice: Choice) -> None:
    """Let what says something about the field follow: the day on which the chosen value was confirmed."""
    for one in conflicts.following(transaction, found):
        conflicts.decide(transaction, one, _following(found, one, choice))


def _following(found: Conflict, one: Conflict, choice: Choice) -> Value:
    match choice:
        case Take(number) | KeepBoth(number):
            return beside(found, number, one)
        case _:
            return clock.today()


def beside(found: Conflict, number: int, one: Conflict) -> Value:
    """Return what the device that wrote a value wrote beside it; what is shown, where it wrote nothing."""
    wrote = [side.value for side in one.sides if side.device == found.sides[number].device]
    return wrote[-1] if wrote else one.sides[one.shown].value


def _entered(transaction: Transaction, found: Conflict, value: Value) -> Value:
    """Return another value as the record would keep it."""
    record = _there(transaction, found)
    tidied = tidy.tidied(record.replace(**{found.field: value}))
    tidy.refuse_new_problems(record, tidied)
    return tidied.value(found.field)


def _keep_both(transaction: Transaction, found: Conflict, first: int) -> None:
    record = _there(transaction, found)
    values = tuple(side.value for side in found.sides)
    if both.room(record, found.field, values) is None:
        raise InvalidInput(kind=found.kind, fields=found.field)
    kept, *beside = both.kept(record, found.field, values[first], values[1 - first])
    for one in (kept, *beside):
        tidy.refuse_new_problems(record if one is kept else None, one)
        transaction.save(one)
    conflicts.insist(transaction, type(record), record.id, found.field)


def _there(transaction: Transaction, found: Conflict) -> Record:
    record = transaction.get(RECORDS[found.kind], found.record)
    if record is None or found.field == DELETED:
        raise InvalidInput(kind=found.kind, fields=found.field)
    return record


def _decide_clash(transaction: Transaction, found: Clash, *, take_edits: bool) -> None:
    cls = RECORDS[found.kind]
    kept = survivor(transaction, found.kind, found.record)
    if take_edits and kept is None:
        _bring_back(transaction, cls, found)
        return
    if take_edits and kept is not None:
        _take_over(transaction, found, kept)
    if found.field == DELETED:
        conflicts.keep_removed(transaction, cls, found.record, removed=True)
    conflicts.insist(transaction, cls, found.record, found.field)


def _bring_back(transaction: Transaction, cls: type[Record], found: Clash) -> None:
    """Show a record again, with what went out of sight together with it."""
    transaction.bring_back(cls, found.record)
    for child, identity in [*removed_with(transaction, cls, found.record, found.closing.stamp)]:
        transaction.bring_back(child, identity)


def _take_over(transaction: Transaction, found: Clash, kept: Record) -> None:
    """Let the record that lives on learn what was changed in the one that went, and what is tied to it."""
    learnt = {
        edit.field: edit.side.value
        for edit in found.edits
        if edit.record == found.record and not isinstance(kept.by_name[edit.field].kind, Link)
    }
    after = kept.replace(**learnt)
    tidy.refuse_new_problems(kept, after)
    transaction.save(after)
    for kind, identity in {(edit.kind, edit.record) for edit in found.edits if edit.record != found.record}:
        cls = RECORDS[kind]
        child = transaction.get(cls, identity)
        if child is not None and cls.parent is not None:
            transaction.save(child.replace(**{cls.parent: kept.id}))
