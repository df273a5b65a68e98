"""What a data file remembers while its device waits to be taken into an office."""

from sqlalchemy import Connection

from lwdesk.store import writers
from lwdesk.store.driver import send

JOINING = "joining"


def begin(connection: Connection, label: str) -> None:
    """Let the file wait, under the name that the device is to have."""
    writers.set_setting(connection, JOINING, label)


def label(connection: Connection) -> str | None:
    """Return the name of the device, or None for a file that belongs to an office."""
    return writers.setting(connection, JOINING)


def end(connection: Connection) -> None:
    send(connection, "DELETE FROM setting WHERE name=?", (JOINING,))
