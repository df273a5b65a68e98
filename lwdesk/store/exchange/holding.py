"""What lies on another device, as far as its receipts tell: how far it is, and what it then holds."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from lwdesk.domain.papers import Attachment
from lwdesk.store.driver import send
from lwdesk.store.exchange.parts import Vector
from lwdesk.store.rows import quoted

HELD = (
    " FROM log l JOIN writer w ON w.wid=l.wid"
    " JOIN json_each(?) v ON v.key=lower(hex(w.uuid)) AND l.seq<=v.value"
    " JOIN entity e ON e.id=l.ent AND e.state=0"
)


def ends(connection: Connection, device: str) -> Vector:
    """Return how far the logs of a device are known here."""
    found = send(
        connection,
        "SELECT lower(hex(uuid)), max_seq FROM writer WHERE device=? AND max_seq>0",
        (bytes.fromhex(device),),
    )
    return dict(found)


def everything(connection: Connection, scopes: Iterable[str]) -> Vector:
    """Return how far the logs of these scopes go here: the most that a device could have been given."""
    found = send(
        connection,
        "SELECT lower(hex(uuid)), max_seq FROM writer WHERE max_seq>0"
        " AND scope IN (SELECT value FROM json_each(?))",
        (msgspec.json.encode(list(scopes)).decode(),),
    )
    return dict(found)


def behind(connection: Connection, has: Vector, scopes: Iterable[str]) -> int:
    """Return how many changes of these scopes a device is not known to have."""
    here = everything(connection, scopes)
    return sum(max(0, seq - has.get(writer, 0)) for writer, seq in here.items())


def held(connection: Connection, has: Vector) -> dict[str, int]:
    """Return how many records of each kind were written up to there and are not erased."""
    counts = "SELECT e.kind, count(DISTINCT e.id)" + HELD + " GROUP BY e.kind"
    return dict(send(connection, counts, (msgspec.json.encode(has).decode(),)))


def attachments(connection: Connection, has: Vector) -> dict[str, int]:
    """Return how many attachments of each sort were written up to there."""
    table = quoted(Attachment.kind)
    counts = (
        f"SELECT coalesce(t.sort, ''), count(DISTINCT e.id){HELD} JOIN {table} t ON t.id=e.id"
        " GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return dict(send(connection, counts, (msgspec.json.encode(has).decode(),)))


def protected(connection: Connection, has: Vector) -> int:
    """Return how many of the households have a protected address."""
    counts = f"SELECT count(DISTINCT e.id){HELD} JOIN household t ON t.id=e.id AND t.address_protected=1"
    ((found,),) = send(connection, counts, (msgspec.json.encode(has).decode(),))
    return int(found)
