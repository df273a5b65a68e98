"""What the file remembers of an account: that its passphrase is only for the start."""

from uuid import UUID

from lwdesk.base import clock
from lwdesk.store import writers
from lwdesk.store.transaction import Reader, Transaction

START = "start_passphrase."


def has_start_passphrase(reader: Reader, staff: UUID) -> bool:
    return writers.setting(reader.connection, START + staff.hex) is not None


def starting(reader: Reader) -> frozenset[UUID]:
    """Return whose passphrase others know, because it was given to them."""
    found = reader.connection.exec_driver_sql("SELECT name FROM setting WHERE name GLOB ?", (f"{START}*",))
    return frozenset(UUID(hex=name.removeprefix(START)) for (name,) in found)


def mark_start(transaction: Transaction, staff: UUID) -> None:
    writers.set_setting(transaction.connection, START + staff.hex, clock.today().isoformat())


def clear_start(transaction: Transaction, staff: UUID) -> None:
    transaction.connection.exec_driver_sql("DELETE FROM setting WHERE name=?", (START + staff.hex,))
