"""Who writes here: one writer per device, scope and incarnation, and the device's signature on its log."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import Connection

from lwdesk.base import signing
from lwdesk.base.chain import OFFICE, segment_message
from lwdesk.store.driver import send

NO_ORGANISATION = bytes(16)
FIRST_EPOCH = 0
"""The key epoch before the device belongs to an organisation; its signatures name no organisation."""


@dataclass(slots=True)
class Writer:
    """The end of the log that this device writes at."""

    wid: int
    uuid: bytes
    max_seq: int
    chain: bytes
    hlc: int
    key: str = field(repr=False)
    """The device's signing key, as the file keeps it."""
    organisation: str | None = None
    epoch: int = FIRST_EPOCH
    scope: str = OFFICE

    def store(self, connection: Connection) -> None:
        send(
            connection,
            "UPDATE writer SET max_seq=?, chain=?, hlc=? WHERE wid=?",
            (self.max_seq, self.chain, self.hlc, self.wid),
        )


def setting(connection: Connection, name: str) -> str | None:
    found = send(connection, "SELECT value FROM setting WHERE name=?", (name,))
    return found[0][0] if found else None


def set_setting(connection: Connection, name: str, value: str) -> None:
    send(
        connection,
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT(name) DO UPDATE SET value=excluded.value",
        (name, value),
    )


def establish(connection: Connection) -> None:
    """Give the file its device, its signing key and its first writer, unless it has them."""
    if setting(connection, "device") is None:
        set_setting(connection, "device", uuid4().hex)
        set_setting(connection, "device_key", signing.new_signing_key().hex())
    if setting(connection, "writer") is None:
        begin_incarnation(connection)


def begin_incarnation(connection: Connection) -> None:
    """Close the present log for good and begin another, as a restored or copied file must."""
    device, key = setting(connection, "device"), setting(connection, "device_key")
    assert device is not None
    assert key is not None
    identity = bytes.fromhex(device)
    (count,) = connection.exec_driver_sql("SELECT count(*) FROM writer WHERE device=?", (identity,)).one()
    made = connection.exec_driver_sql(
        "INSERT INTO writer (uuid, device, scope, incarnation, max_seq, chain, hlc, sign_pk)"
        " VALUES (?, ?, 'office', ?, 0, x'', 0, ?) RETURNING wid",
        (uuid4().bytes, identity, count + 1, signing.public_key(bytes.fromhex(key))),
    ).scalar_one()
    set_setting(connection, "writer", str(made))


def device(connection: Connection) -> UUID | None:
    """Return the id under which the record of this device is to be kept."""
    found = setting(connection, "device")
    return None if found is None else UUID(hex=found)


def current(connection: Connection) -> Writer:
    """Return this device's writer, its logical time raised to everything the file has seen."""
    (row,) = send(
        connection,
        "SELECT wid, uuid, max_seq, chain, (SELECT max(hlc) FROM writer),"
        " (SELECT value FROM setting WHERE name='device_key'),"
        " (SELECT value FROM setting WHERE name='organisation'),"
        " (SELECT CAST(value AS INTEGER) FROM setting WHERE name='key_epoch') FROM writer"
        " WHERE wid=(SELECT CAST(value AS INTEGER) FROM setting WHERE name='writer')",
    )
    return Writer(*row[:6], *(() if row[6] is None else row[6:]))


def names(connection: Connection) -> dict[int, str]:
    """Return the writers' names as records spell them."""
    return {wid: uuid.hex() for wid, uuid in send(connection, "SELECT wid, uuid FROM writer")}


def high_water(connection: Connection) -> list[tuple[str, int, str]]:
    """Return how far each log goes, to be noted outside the file: writer, number, chain.

    Take-along sets are left out: they are let go of one day.
    """
    found = connection.exec_driver_sql(
        "SELECT uuid, max_seq, chain FROM writer WHERE substr(scope, 1, 4)<>'set:' ORDER BY wid"
    )
    return [(uuid.hex(), seq, chain.hex()) for uuid, seq, chain in found]


class Signature:
    """The device's signature on the end of its log; the key is unfolded once per open file."""

    def __init__(self) -> None:
        self._key: str | None = None
        self._sign: Callable[[bytes], bytes] | None = None

    def renew(self, connection: Connection, writer: Writer) -> None:
        """Sign where the log ends; the signature before is of no use any more."""
        if self._sign is None or writer.key != self._key:
            self._key, self._sign = writer.key, signing.signer(bytes.fromhex(writer.key))
        organisation = NO_ORGANISATION if writer.organisation is None else bytes.fromhex(writer.organisation)
        message = segment_message(organisation, writer.uuid, writer.max_seq, writer.chain, writer.scope)
        send(connection, "DELETE FROM checkpoint WHERE wid=?", (writer.wid,))
        send(
            connection,
            "INSERT INTO checkpoint (wid, seq, chain, key_epoch, sig) VALUES (?, ?, ?, ?, ?)",
            (writer.wid, writer.max_seq, writer.chain, writer.epoch, self._sign(message)),
        )
