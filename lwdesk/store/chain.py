"""The rows of the log as they lie in the file."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection

from lwdesk.base import chain
from lwdesk.base.chain import Header

ENTRY = "wid, CAST(hdr AS BLOB), salt, CAST(body AS BLOB), commitment"


class Entry(NamedTuple):
    """One row of the log as it lies there."""

    wid: int
    hdr: bytes
    salt: bytes | None
    body: bytes | None
    commitment: bytes

    def header(self) -> Header:
        return chain.read_header(self.hdr)

    def values(self) -> dict[str, Any] | None:
        """Return what the record says, with its author; None when it was redacted."""
        return None if self.body is None else chain.read_values(self.body)

    def leaf(self) -> bytes:
        return chain.leaf(self.hdr, self.commitment)

    def is_kept(self) -> bool:
        """Tell whether the body is the one that was committed to."""
        return chain.digest(self.salt or b"", self.body or b"") == self.commitment


def entries(connection: Connection, where: str = "", params: tuple[object, ...] = ()) -> Iterator[Entry]:
    """Return rows of the log in the order in which things happened."""
    found = connection.exec_driver_sql(
        f"SELECT {ENTRY} FROM log {where} ORDER BY hlc, wid, seq",  # noqa: S608
        params,
    )
    return (Entry(*row) for row in found)
