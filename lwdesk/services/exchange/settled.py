"""What nobody has to decide any more: what came together by itself, and what was decided here."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import NothingToUndo
from lwdesk.domain.fields import RECORDS, Link
from lwdesk.domain.household import Dwelling, Household
from lwdesk.services.cards import HIDDEN
from lwdesk.services.changes import Changes
from lwdesk.services.exchange.naming import Names, visible
from lwdesk.services.exchange.views import Decided, Merged
from lwdesk.services.saving import Saving, households_of
from lwdesk.services.seat import Seat
from lwdesk.store import undo
from lwdesk.store.exchange import conflicts, passages, together
from lwdesk.store.exchange.together import Brought, Decision, Dot
from lwdesk.store.tables import DELETED
from lwdesk.store.transaction import Reader, Transaction

LISTED: Final = 200
"""How many records are named of what came together by itself."""
DECIDE: Final = "decide"


def decided(seat: Seat, limit: int) -> tuple[Decided, ...]:
    """Return what was decided on this device and still stands, the latest first."""
    with seat.reading() as reader:
        names = Names(reader)
        found = [*together.decisions(reader.connection, DECIDE, limit)]
        return tuple(_decided(names, one) for one in found if _may_see(seat, names, one.kind, one.record))


def take_back(seat: Seat, save: int | None) -> Changes:
    """Take a decision back: what stood side by side does so again, wherever this travels."""
    seat.demand("edit")
    if save is None:
        raise NothingToUndo

    def demand_editable(transaction: Transaction) -> None:
        saving = Saving(seat, transaction, clock.today())
        for kind, record in transaction.touched:
            for home in households_of(transaction, kind, record):
                saving.demand_editable(home)

    undone = undo.undo_save(seat.store, seat.staff.id, save, demand_editable)
    return Changes(undone.touched, undone.what)


def merged(seat: Seat, bundle: str) -> tuple[Merged, ...]:
    """Return what a package brought that nobody has to decide about."""
    with seat.reading() as reader:
        noted = passages.of(reader.connection, UUID(bundle).hex, passages.RECEIVED)
        return () if noted is None else brought(seat, reader, noted.logs)


def brought(seat: Seat, reader: Reader, logs: Mapping[str, tuple[int, int]]) -> tuple[Merged, ...]:
    """Return what parts of logs wrote that found its place, by household."""
    names = Names(reader)
    found = (
        one
        for one in together.brought(reader.connection, logs)
        if _may_see(seat, names, one.kind, one.record)
    )
    told = (_merged(names, one) for one in islice(found, LISTED))
    return tuple(sorted(told, key=lambda one: (one.name.casefold(), str(one.household))))


def _may_see(seat: Seat, names: Names, kind: str, record: UUID) -> bool:
    return visible([names.home(kind, record)], restricted=seat.may("see_restricted"))


def _merged(names: Names, one: Brought) -> Merged:
    home = names.home(one.kind, one.record)
    name = home.name if home else names.title(names.record(one.kind, one.record))
    return Merged(home.id if home else None, name, one.kind, one.record, one.fields, one.is_new)


def of_household(
    seat: Seat, reader: Reader, home: Household, found: Mapping[Dot, Decision]
) -> dict[Dot, Decided]:
    """Return decisions about a household in words; what a protected household hides stays covered."""
    names, told = Names(reader), {dot: one for dot, one in found.items() if _is_known(one)}
    _ask_at_once(names, told.values())
    return {
        dot: replace(
            _told(names, one, home),
            device_name=names.title(names.record("device", one.device)) if one.device else "",
            is_own=one.device == seat.device.id,
            dot=dot,
        )
        for dot, one in told.items()
    }


def to_take_back(seat: Seat, decided: Decided) -> Decided:
    """Return a decision with the save by which it can be taken back here, if there is one."""
    if not decided.is_own:
        return decided
    with seat.reading() as reader:
        return replace(decided, save=together.save_of(reader.connection, decided.dot, DECIDE))


def _is_known(one: Decision) -> bool:
    return one.field == DELETED or one.field in RECORDS[one.kind].by_name


def _ask_at_once(names: Names, found: Collection[Decision]) -> None:
    """Ask for all that the decisions name: one question for each kind of record."""
    wanted = defaultdict[str, set[UUID]](set)
    for one in found:
        wanted[one.kind].add(one.record)
        wanted["staff"].update([one.staff] if one.staff else ())
        wanted["device"].update([one.device] if one.device else ())
        kind = RECORDS[one.kind].by_name[one.field].kind if one.field != DELETED else None
        value = conflicts.told(one.kind, one.field, one.value)
        if isinstance(kind, Link) and isinstance(value, UUID) and kind.to in RECORDS:
            wanted[kind.to].add(value)
    for kind_of, ids in wanted.items():
        names.ask(kind_of, ids)
    records = [names.record(one.kind, one.record) for one in found]
    persons = [one.value("person") for one in records if one is not None and "person" in one.by_name]
    names.ask("person", (one for one in persons if isinstance(one, UUID)))


def _decided(names: Names, one: Decision) -> Decided:
    return _told(names, one, names.home(one.kind, one.record))


def _told(names: Names, one: Decision, home: Household | None) -> Decided:
    record = names.record(one.kind, one.record)
    value = conflicts.told(one.kind, one.field, one.value)
    covered = one.kind == Dwelling.kind and home is not None and home.address_protected
    covered = covered and one.field in HIDDEN
    return Decided(
        save=one.save,
        subject=one.kind,
        record=one.record,
        field=one.field,
        household=home.id if home else None,
        name=home.name if home else names.title(record),
        person=names.person(record),
        value=None if covered else value,
        text=names.text(one.kind, one.field, value),
        at=one.at,
        staff=one.staff,
        staff_name=names.staff(one.staff),
        reason=one.why,
        is_covered=covered,
    )
