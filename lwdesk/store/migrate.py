"""The way of a data file to the present format."""

from sqlalchemy import Connection

from lwdesk.store import capture
from lwdesk.store.tables import metadata


def prepare(connection: Connection) -> None:
    """Bring an empty file to the present format."""
    metadata.create_all(connection)
    connection.exec_driver_sql("INSERT INTO sync_ctl (id, applying) VALUES (1, 0)")
    capture.install(connection)
