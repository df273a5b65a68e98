"""The statements of every save go straight to the driver: the bookkeeping above costs more than they do."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

type Row = tuple[Any, ...]


def send(
    connection: Connection, statement: str, params: Sequence[object] | Mapping[str, object] = ()
) -> list[Row]:
    """Run a statement in the connection's transaction and return its rows."""
    found: list[Row] = _driver(connection).execute(statement, params).fetchall()
    return found


def send_all(connection: Connection, statement: str, rows: Sequence[Sequence[object]]) -> None:
    """Run a statement once for each row; none for no rows."""
    if rows:
        _driver(connection).executemany(statement, rows)


def _driver(connection: Connection) -> Any:  # noqa: ANN401 - the driver has no types
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.driver_connection
