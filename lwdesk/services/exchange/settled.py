"""What nobody has to decide any more: what came together by itself, and what was decided here."""

from collections.abc import Mapping
from itertools import islice
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.household import Dwelling
from lwdesk.services.cards import HIDDEN
from lwdesk.services.changes import Changes
from lwdesk.services.exchange.naming import Names, visible
from lwdesk.services.exchange.views import Decided, Merged
from lwdesk.services.saving import Saving, households_of
from lwdesk.services.seat import Seat
from lwdesk.store import undo
from lwdesk.store.exchange import conflicts, passages, together
from lwdesk.store.exchange.together import Brought, Decision
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


def take_back(seat: Seat, save: int) -> Changes:
    """Take a decision back: what stood side by side does so again, wherever this travels."""
    seat.demand("edit")

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


def _decided(names: Names, one: Decision) -> Decided:
    home = names.home(one.kind, one.record)
    record = names.record(one.kind, one.record)
    value = conflicts.told(one.kind, one.field, one.value)
    covered = one.kind == Dwelling.kind and home is not None and home.address_protected
    return Decided(
        save=one.save,
        subject=one.kind,
        record=one.record,
        field=one.field,
        household=home.id if home else None,
        name=home.name if home else names.title(record),
        person=names.person(record),
        value=None if covered and one.field in HIDDEN else value,
        text=names.text(one.kind, one.field, value),
        at=one.at,
        staff=one.staff,
        staff_name=names.staff(one.staff),
        reason=one.why,
    )
