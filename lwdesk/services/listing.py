"""Lists of any kind of record as their pages show them: what is asked, and the slice that answers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.fields import Record
from lwdesk.domain.rules import clean
from lwdesk.domain.staff import Staff
from lwdesk.services.drafts import Drafts
from lwdesk.services.seat import Seat
from lwdesk.services.views import DraftView
from lwdesk.store.queries import listing
from lwdesk.store.queries.listing import Home, Sieve, Source
from lwdesk.store.transaction import Reader

__all__ = [
    "MOST", "SLICE", "Asked", "Home", "Listed", "Slice",
    "page", "slice_of", "staff_names", "staff_options", "with_drafts",
]  # fmt: skip
SLICE: Final = 100
MOST: Final = 500
LONGEST_TEXT: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list page wants to show: a tab, searched, filtered and sorted, and which part of it."""

    tab: str
    sort: str
    descending: bool = False
    text: str = ""
    mine: bool = False
    filters: tuple[tuple[str, str], ...] = ()
    offset: int = 0
    limit: int = SLICE

    def whole(self) -> "Asked":
        """Return the same list whatever part of it is asked for."""
        return replace(self, offset=0, limit=SLICE)

    def filtered(self, name: str, value: str | None) -> "Asked":
        """Return the list narrowed by a choice, or by this filter no longer."""
        others = tuple(one for one in self.filters if one[0] != name)
        return replace(self, filters=(*others, (name, value)) if value else others)

    @property
    def narrowed(self) -> bool:
        return bool(self.text or self.mine or self.filters)


@dataclass(frozen=True, slots=True)
class Listed[R: Record]:
    """A record with the household it belongs to."""

    record: R
    home: Home | None = None


@dataclass(frozen=True, slots=True)
class Slice[T]:
    """A part of a list, the counts of all tabs, and the choices of filters that the file knows."""

    asked: Asked
    rows: tuple[T, ...]
    total: int
    counts: tuple[tuple[str, int], ...] = ()
    options: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


def page[R: Record](seat: Seat, source: Source[R], asked: Asked) -> Slice[Listed[R]]:
    """Return a slice of a list; at most 500 rows at once."""
    with seat.reading() as reader:
        return slice_of(reader, seat, source, asked)


def slice_of[R: Record](reader: Reader, seat: Seat, source: Source[R], asked: Asked) -> Slice[Listed[R]]:
    """Return the same inside a reading in which the service looks up more about the rows."""
    sieve = _sieve(seat, asked)
    ids, total = listing.slice_of(reader, source, sieve, asked.offset, min(asked.limit, MOST))
    records = reader.many(source.cls, ids)
    homes = _homes_of(records.values())
    found = listing.homes(reader, homes) if homes else {}
    rows = tuple(
        Listed(record, found.get(home) if isinstance(home, UUID) else None)
        for identity in ids
        for record in (records[identity],)
        for home in (record.value("household") if "household" in record.by_name else None,)
    )
    options = tuple((name, listing.choices(reader, source, sieve, name)) for name in source.choices)
    return Slice(asked, rows, total, listing.counts(reader, source, sieve), options)


def with_drafts[T](
    drafts: Drafts, form: str, found: Slice[T], tab: str = "drafts"
) -> Slice[T] | Slice[DraftView]:
    """Add a tab for the forms that were begun; where it is the one asked for, they are the rows."""
    begun = drafts.list(form)
    counts = (*found.counts, (tab, len(begun)))
    if found.asked.tab == tab:
        return Slice(found.asked, begun, len(begun), counts, found.options)
    return replace(found, counts=counts)


def staff_names(reader: Reader) -> dict[UUID, str]:
    """Return the names of everybody who works or worked here."""
    return {one.id: one.name for one in reader.all(Staff)}


def staff_options(names: dict[UUID, str]) -> tuple[tuple[str, str], ...]:
    """Return the choices of a filter by staff member, by name."""
    return tuple((one.hex, name) for one, name in sorted(names.items(), key=lambda item: item[1].casefold()))


def _homes_of(records: Iterable[Record]) -> frozenset[UUID]:
    found = (record.value("household") for record in records if "household" in record.by_name)
    return frozenset(home for home in found if isinstance(home, UUID))


def _sieve(seat: Seat, asked: Asked) -> Sieve:
    return Sieve(
        tab=asked.tab,
        sort=asked.sort,
        office=seat.office.id,
        me=seat.staff.id,
        today=clock.today(),
        text=clean(asked.text[:LONGEST_TEXT]),
        mine=asked.mine,
        filters=asked.filters,
        descending=asked.descending,
        restricted=seat.may("see_restricted"),
    )
