"""Slices of any kind of record for a list page: filtered, sorted, cut and counted by the file itself."""

# ruff: noqa: S608 - every part of these queries is declared in a source; what people type goes in as a parameter

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from lwdesk.domain.fields import Record
from lwdesk.store.entities import listed
from lwdesk.store.queries.lists import NAME_KEY, fold, folded
from lwdesk.store.queries.picking import rows as rows_of
from lwdesk.store.rows import shape
from lwdesk.store.tables import DELETED, is_logged
from lwdesk.store.transaction import Reader

HOME = f"LEFT JOIN household h ON h.id={{link}} AND h.{DELETED}=0"


@dataclass(frozen=True, slots=True)
class Source[R: Record]:
    """How a kind is listed: SQL on its table `t` and, where it has one, on its household `h`.

    Conditions may use :today, :me (the staff member's entity) and, in a filter, the filter's own name.
    A filter whose choices are the records that occur says by `choices` where their number and name stand.
    A source without a join to its household says itself what may be seen of restricted ones (`visible`) and
    where :text, folded, and :typed, as it was written, are looked for (`searched`).
    """

    cls: type[R]
    tabs: Mapping[str, str]
    sorts: Mapping[str, str]
    filters: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    household: str | None = "t.household"
    office: str | None = "t.office"
    mine: str = ""
    joins: str = ""
    visible: str = ""
    searched: str = ""

    @property
    def table(self) -> str:
        home = HOME.format(link=self.household) if self.household else ""
        return f"{shape(self.cls).table} t {home} {self.joins}"


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which records are wanted, and in which order."""

    tab: str
    sort: str
    office: UUID
    me: UUID
    today: date
    text: str = ""
    mine: bool = False
    filters: tuple[tuple[str, str], ...] = ()
    descending: bool = False
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """The household a listed record belongs to; never where it lives."""

    household: UUID
    name: str
    native_name: str
    case_number: str
    address_protected: bool = False
    restricted: bool = False


def linked(column: str, name: str) -> str:
    """Return the condition of a filter whose choices are records, by the hexadecimal form of their ids."""
    return f"{column}=(SELECT id FROM entity WHERE eid=unhex(:{name}))"


def slice_of[R: Record](
    reader: Reader, source: Source[R], sieve: Sieve, offset: int, limit: int
) -> tuple[tuple[UUID, ...], int]:
    """Return the ids of a slice of the list and how many there are in all; empty sort keys stand last."""
    where, told = _conditions(source, sieve)
    sorted_by = f"key IS NULL, key {'DESC' if sieve.descending else 'ASC'}, id"
    rows = rows_of(
        reader,
        f"WITH l AS MATERIALIZED (SELECT t.id, {source.sorts[sieve.sort]} AS key"
        f" FROM {source.table} WHERE {where}),"
        f" slice AS MATERIALIZED (SELECT * FROM l ORDER BY {sorted_by} LIMIT :limit OFFSET :offset)"
        " SELECT (SELECT eid FROM entity WHERE id=slice.id), (SELECT count(*) FROM l)"
        f" FROM slice ORDER BY {sorted_by}",
        **told,
        limit=limit,
        offset=offset,
    )
    if rows:
        return tuple(UUID(bytes=eid) for eid, _total in rows), rows[0][1]
    counted = rows_of(reader, f"SELECT count(*) FROM {source.table} WHERE {where}", **told)
    return (), counted[0][0]


def counts[R: Record](reader: Reader, source: Source[R], sieve: Sieve) -> tuple[tuple[str, int], ...]:
    """Return how many records stand behind each tab, whatever is searched or filtered."""
    seen, told = _seen(source, sieve)
    sums = ", ".join(f"total({condition})" for condition in source.tabs.values())
    (row,) = rows_of(reader, f"SELECT {sums} FROM {source.table} WHERE {' AND '.join(seen)}", **told)
    return tuple((tab, int(number)) for tab, number in zip(source.tabs, row, strict=True))


def choices[R: Record](
    reader: Reader, source: Source[R], sieve: Sieve, name: str
) -> tuple[tuple[str, str], ...]:
    """Return what a filter can be set to in this list, the most frequent first, whatever it is set to."""
    link, label = source.choices[name]
    others = tuple(one for one in sieve.filters if one[0] != name)
    where, told = _conditions(source, replace(sieve, filters=others))
    found = rows_of(
        reader,
        f"SELECT (SELECT hex(eid) FROM entity WHERE id={link}), {label}, count(*)"
        f" FROM {source.table} WHERE {where} AND {label}<>'' GROUP BY {link}",
        **told,
    )
    found.sort(key=lambda row: (-row[2], row[1].casefold()))
    return tuple((key.lower(), text) for key, text, _number in found)


def homes(reader: Reader, ids: Collection[UUID]) -> dict[UUID, Home]:
    """Return what lists say of these households."""
    found = rows_of(
        reader,
        "SELECT e.eid, h.name, h.native_name, h.case_number, h.address_protected, h.restricted"
        f" FROM household h JOIN entity e ON e.id=h.id WHERE h.{DELETED}=0"
        " AND e.eid IN (SELECT unhex(value) FROM json_each(:ids))",
        ids=listed(identity.hex for identity in ids),
    )
    return {
        identity: Home(
            identity, name or "", native or "", number or "", bool(address_protected), bool(restricted)
        )
        for eid, name, native, number, address_protected, restricted in found
        for identity in (UUID(bytes=eid),)
    }


def _seen[R: Record](source: Source[R], sieve: Sieve) -> tuple[list[str], dict[str, Any]]:
    """Return what this person may see of the kind at all."""
    parts = [f"t.{DELETED}=0" if is_logged(source.cls) else "1"]
    told: dict[str, Any] = {"today": sieve.today.isoformat(), "me": sieve.me.bytes}
    if source.office:
        parts.append(f"{source.office}=(SELECT id FROM entity WHERE eid=:office)")
        told["office"] = sieve.office.bytes
    if source.household and not sieve.restricted:
        parts.append(f"({source.household} IS NULL OR h.restricted=0)")
    elif source.visible and not sieve.restricted:
        parts.append(source.visible)
    return parts, told


def _conditions[R: Record](source: Source[R], sieve: Sieve) -> tuple[str, dict[str, Any]]:
    parts, told = _seen(source, sieve)
    parts.append(f"({source.tabs.get(sieve.tab, '0')})")
    if sieve.mine:
        parts.append(f"({source.mine})")
    for name, value in sieve.filters:
        parts.append(f"({source.filters[name]})")
        told[name] = value
    if sieve.text and source.searched:
        parts.append(source.searched)
        told.update(text=fold(sieve.text), typed=sieve.text)
    elif sieve.text:
        columns = [folded(column) for column in source.texts]
        if source.household:
            columns += [NAME_KEY, folded("h.case_number")]
        found = [f"instr({column}, :text)" for column in columns]
        if source.household:
            found.append("instr(h.native_name, :typed)")
            told["typed"] = sieve.text
        parts.append(f"({' OR '.join(found)})")
        told["text"] = fold(sieve.text)
    return " AND ".join(parts), told
