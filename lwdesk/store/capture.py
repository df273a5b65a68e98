"""The triggers that note what a statement changed, whoever sent it."""

from sqlalchemy import Connection

from lwdesk.domain.fields import Record
from lwdesk.store.driver import send
from lwdesk.store.rows import quoted, shape
from lwdesk.store.tables import LOGGED

MOST_COLUMNS = 62
_INSISTED = "lwdesk_insisted"
NEW_ROW = -1
TWICE = 1 << 62
"""Stands in the mask of a row that several statements changed: it may be as it was before."""


def _mask(cls: type[Record]) -> str:
    registers = shape(cls).registers
    assert len(registers) <= MOST_COLUMNS
    # `<<` and `|` bind equally tight in SQLite: every shift has its own brackets
    return "|".join(
        f"((new.{quoted(name)} IS NOT old.{quoted(name)})<<{bit})" for bit, name in enumerate(registers)
    )


def _triggers(cls: type[Record]) -> dict[str, str]:
    kind, mask = cls.kind, _mask(cls)
    local = "coalesce((SELECT applying FROM sync_ctl),0)=0"
    note = f"ON CONFLICT(tbl,id) DO UPDATE SET mask=mask|excluded.mask|{TWICE}"
    return {
        f"cap_{kind}_i": f"CREATE TRIGGER cap_{kind}_i AFTER INSERT ON {quoted(kind)} WHEN {local} BEGIN"
        f" INSERT INTO sync_dirty VALUES('{kind}',new.id,{NEW_ROW}) {note}; END",
        f"cap_{kind}_u": f"CREATE TRIGGER cap_{kind}_u AFTER UPDATE ON {quoted(kind)} WHEN {local}"
        f" AND ({mask})<>0 BEGIN INSERT INTO sync_dirty VALUES('{kind}',new.id,{mask}) {note}; END",
        f"cap_{kind}_n": f"CREATE TRIGGER cap_{kind}_n BEFORE UPDATE OF id ON {quoted(kind)}"
        f" WHEN new.id IS NOT old.id BEGIN SELECT RAISE(ABORT,'the number of a record stays'); END",
        f"cap_{kind}_d": f"CREATE TRIGGER cap_{kind}_d BEFORE DELETE ON {quoted(kind)} WHEN {local}"
        f" BEGIN SELECT RAISE(ABORT,'records are removed by a register'); END",
    }


def expected() -> dict[str, str]:
    """Return the text of every trigger by its name."""
    return {name: sql for cls in LOGGED for name, sql in _triggers(cls).items()}


def found(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
    return {name: sql for name, sql in rows if name.startswith("cap_")}


def install(connection: Connection) -> tuple[str, ...]:
    """Make the triggers what the declarations say; return the names of those that were not."""
    there, wanted = found(connection), expected()
    for name in there:
        if there[name] != wanted.get(name):
            connection.exec_driver_sql(f"DROP TRIGGER {quoted(name)}")
    for name, sql in wanted.items():
        if there.get(name) != sql:
            connection.exec_driver_sql(sql)
    return tuple(sorted(name for name in there.keys() | wanted.keys() if there.get(name) != wanted.get(name)))


def insist(connection: Connection, kind: str, mask: int, eid: bytes) -> None:
    """Note columns on purpose: they are written even where they stay as they are."""
    send(
        connection,
        "INSERT INTO sync_dirty SELECT ?, id, ? FROM entity WHERE eid=?"
        " ON CONFLICT(tbl, id) DO UPDATE SET mask=mask|excluded.mask",
        (kind, mask, eid),
    )
    connection.info.setdefault(_INSISTED, set()).add(eid)


def insisted(connection: Connection) -> set[bytes]:
    """Return the records of which something is written on purpose, and begin anew."""
    found: set[bytes] = connection.info.pop(_INSISTED, set())
    return found
