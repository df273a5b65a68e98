"""The writes by which a difference about a household was decided, looked for in its own part of the log."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from collections.abc import Collection
from typing import Final

from lwdesk.base.chain import read_header, read_values
from lwdesk.store.driver import send
from lwdesk.store.entities import listed
from lwdesk.store.exchange.belonging import below
from lwdesk.store.exchange.together import Decision, Dot, decision
from lwdesk.store.queries.picking import WRITTEN
from lwdesk.store.sets import SCOPE
from lwdesk.store.transaction import Reader

_REPLACED = "json_each({}.hdr, '$[8]')"
_BETWEEN_VALUES = f"""EXISTS (SELECT 1 FROM {_REPLACED.format("l")} r
    JOIN writer v ON v.uuid=unhex(r.value->>1) JOIN log p ON p.wid=v.wid AND p.seq=r.value->>2
    GROUP BY r.value->>0 HAVING count(DISTINCT quote(json_extract(p.body, '$.'||(r.value->>0))))>1)"""
"""One write put an end to several values of a field."""
_CLOSING = """EXISTS (SELECT 1 FROM {} r WHERE r.value->>0 IN ('_deleted', 'merged_into'))"""
_OF_THE_SAVE = f"""SELECT min(c.seq) FROM save s
    JOIN log c ON c.wid=s.wid AND c.seq BETWEEN s.first_seq AND s.last_seq
    WHERE s.what='decide' AND s.wid=l.wid AND l.seq BETWEEN s.first_seq AND s.last_seq
    AND {_CLOSING.format(_REPLACED.format("c"))}"""
_OUT_OF_SIGHT = f"({_CLOSING.format(_REPLACED.format('l'))} AND l.seq=({_OF_THE_SAVE}))"
"""This device decided whether a record stays out of sight; what is tied to it follows in the same save."""
_TAKEN_BACK = f"""EXISTS (SELECT 1 FROM log b JOIN {_REPLACED.format("b")} r WHERE b.ent=l.ent
    AND json_type(b.body, '$._again') IS NOT NULL
    AND r.value->>1=json_extract(l.hdr, '$[0]') AND r.value->>2=l.seq)"""
_COPIES = f"SELECT wid FROM writer WHERE substr(scope, 1, {len(SCOPE)})='{SCOPE}'"
"""The logs of take-along sets: a copy names all that it stands for, and decides nothing."""
DECIDED: Final = f"""(SELECT l.ent AS id, h.n AS household, 0 AS _deleted, l.wid || ' ' || l.seq AS dot,
    {WRITTEN} AS moment
    FROM h JOIN log l ON l.ent IN ({below("SELECT n FROM h")})
    WHERE l.body IS NOT NULL AND l.wid NOT IN ({_COPIES}) AND json_array_length(l.hdr, '$[8]')>0
    AND ({_BETWEEN_VALUES} OR {_OUT_OF_SIGHT}) AND NOT {_TAKEN_BACK})"""
"""The decisions about a household that still stand, by the number of what was decided about."""


def decisions(reader: Reader, dots: Collection[Dot]) -> dict[Dot, Decision]:
    """Return what these writes decided."""
    rows = send(
        reader.connection,
        "SELECT l.wid, l.seq, w.device, CAST(l.hdr AS BLOB), CAST(l.body AS BLOB) FROM json_each(?) j"
        " JOIN log l ON l.wid=j.value->>0 AND l.seq=j.value->>1 JOIN writer w ON w.wid=l.wid",
        (listed(dots),),
    )
    return {
        (wid, seq): decision(read_header(hdr), read_values(body), device)
        for wid, seq, device, hdr, body in rows
    }
