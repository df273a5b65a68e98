"""To which households many records belong: asked once per kind, never once per record."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection

from lwdesk.domain.fields import RECORDS, Link, Record
from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.exchange.passages import Ranges
from lwdesk.store.rows import quoted
from lwdesk.store.tables import is_logged

type Numbers = dict[str, set[int]]
"""The numbers of entities, by their kind."""

HOME = "household"
_ids = msgspec.json.Decoder(list[int])


def written(connection: Connection, ranges: Ranges) -> Numbers:
    """Return the entities that these parts of the logs write to."""
    found: Numbers = {}
    for writer, (first, last) in ranges.items():
        rows = send(
            connection,
            "SELECT kind, json_group_array(id) FROM entity WHERE id IN (SELECT l.ent FROM log l"
            " WHERE l.wid=(SELECT wid FROM writer WHERE uuid=?) AND l.seq>=? AND l.seq<=?) GROUP BY kind",
            (bytes.fromhex(writer), first, last),
        )
        for kind, ids in rows:
            found.setdefault(kind, set()).update(_ids.decode(ids))
    return found


def together(*several: Numbers) -> Numbers:
    """Return the entities of all of them."""
    kinds = {kind for one in several for kind in one}
    return {kind: set().union(*(one.get(kind, ()) for one in several)) for kind in kinds}


def households(connection: Connection, of: Numbers) -> set[int]:
    """Return the households to which these entities belong."""
    found = set(of.get(HOME, ()))
    for kind, ids in of.items():
        query = _homes_of(kind, "SELECT value FROM json_each(?)") if kind != HOME else None
        if query is not None:
            found.update(home for (home,) in send(connection, query, (listed(ids),)))
    return found


def _homes_of(kind: str, these: str) -> str | None:
    """Return the query of the households of entities that another query tells; None where they have none."""
    step = _above(kind)
    if step is None:
        return None
    table, by, column, above = step
    query = (
        f"SELECT DISTINCT {quoted(column)} FROM {quoted(table)}"  # noqa: S608 - declared names
        f" WHERE {quoted(by)} IN ({these}) AND {quoted(column)} IS NOT NULL"
    )
    return query if above == HOME else _homes_of(above, query)


def below(household: str) -> str:
    """Return the query of all that belongs to a household, in sight or not, by the query of its number."""
    parts = (_below(kind, household) for kind in RECORDS)
    return " UNION ".join(part for part in parts if part is not None)


def _below(kind: str, household: str) -> str | None:
    """Return the query of the entities of one kind; what was put under the household counts as it."""
    if kind == HOME:
        return f"SELECT id FROM household WHERE id=({household}) OR merged_into=({household})"  # noqa: S608 - constants
    step = _above(kind)
    if step is None:
        return None
    table, by, column, above = step
    these = household if above == HOME else _below(above, household)
    if these is None:
        return None
    return f"SELECT {quoted(by)} FROM {quoted(table)} WHERE {quoted(column)} IN ({these})"  # noqa: S608 - declared names


def homes(connection: Connection, kind: str, ids: Collection[int]) -> list[tuple[int, int]]:
    """Return pairs of an entity and a household it belongs to; whoever lives in two stands in two pairs."""
    if kind == HOME:
        return [(number, number) for number in ids]
    step = _above(kind)
    if step is None or not ids:
        return []
    table, by, column, above = step
    query = (
        f"SELECT {quoted(by)}, {quoted(column)} FROM {quoted(table)}"  # noqa: S608 - declared names
        f" WHERE {quoted(by)} IN (SELECT value FROM json_each(?)) AND {quoted(column)} IS NOT NULL"
    )
    pairs = [(one, up) for one, up in send(connection, query, (listed(ids),))]
    up = dict(homes(connection, above, {number for _one, number in pairs}))
    return [(one, up[number]) for one, number in pairs if number in up]


def _above(kind: str) -> tuple[str, str, str, str] | None:
    """Return where to read what stands one step above: the table, its two columns, and the kind above."""
    cls: type[Record] | None = RECORDS.get(kind)
    if cls is None or not is_logged(cls):
        return None
    if kind == "person":
        return "membership", "person", HOME, HOME
    if HOME in cls.by_name:
        return kind, "id", HOME, HOME
    if cls.parent is None:
        return None
    link = cls.by_name[cls.parent].kind
    assert isinstance(link, Link)
    return kind, "id", cls.parent, link.to
