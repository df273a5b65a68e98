"""What the file remembers of the organisation: who it is there, whom it trusts, what others have."""

from collections.abc import Collection
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from lwdesk.base import clock, signing
from lwdesk.store import writers
from lwdesk.store.driver import send
from lwdesk.store.exchange import device_keys
from lwdesk.store.exchange.parts import Vector

ORGANISATION, ROOT, AGE, EPOCH, NUMBER = (
    "organisation",
    "root_key",
    "age_identity",
    "key_epoch",
    "bundle_number",
)
BEGUN, MOST_BEGUN = "begun_packages", 20
_vector = msgspec.json.Decoder(Vector)
_files = msgspec.json.Decoder(list[str])


class Own(NamedTuple):
    """The own device as others know it; `organisation` is None until it is enrolled."""

    device: str
    public: bytes
    key: bytes
    age_identity: str
    organisation: str | None
    root: bytes | None
    former: str = ""
    """Secret keys for reading that were replaced: what was encrypted for them may still be on its way."""

    @property
    def identities(self) -> str:
        return f"{self.age_identity} {self.former}"


class Peer(NamedTuple):
    """What another device is known to have."""

    device: str
    acked: Vector
    acked_at: int
    last_bundle: str | None


class Told(NamedTuple):
    """Where a package stands among those of its device."""

    bundle: str
    number: int = 0
    made_at: str = ""


def own(connection: Connection) -> Own:
    """Return this device; its key for reading is made by the caller when it has none."""
    key = bytes.fromhex(_needed(connection, "device_key"))
    root = writers.setting(connection, ROOT)
    return Own(
        _needed(connection, "device"),
        signing.public_key(key),
        key,
        writers.setting(connection, AGE) or "",
        writers.setting(connection, ORGANISATION),
        None if root is None else bytes.fromhex(root),
        writers.setting(connection, device_keys.FORMER_AGE) or "",
    )


def _needed(connection: Connection, name: str) -> str:
    found = writers.setting(connection, name)
    assert found is not None
    return found


def keep_identity(connection: Connection, identity: str) -> None:
    writers.set_setting(connection, AGE, identity)


def join(connection: Connection, organisation: str, root: bytes, epoch: int) -> None:
    """Belong to an organisation from here on: its name stands under every signature."""
    writers.set_setting(connection, ORGANISATION, organisation)
    writers.set_setting(connection, ROOT, root.hex())
    writers.set_setting(connection, EPOCH, str(epoch))
    device_keys.sign_all(connection)


def next_number(connection: Connection) -> int:
    """Return the number of the next bundle of this device."""
    number = int(writers.setting(connection, NUMBER) or "0") + 1
    writers.set_setting(connection, NUMBER, str(number))
    return number


def give_back(connection: Connection, number: int) -> None:
    """Let the next bundle have the number of one that came to nothing."""
    if writers.setting(connection, NUMBER) == str(number):
        writers.set_setting(connection, NUMBER, str(number - 1))


def begun(connection: Connection) -> list[str]:
    """Return the files of packages that were begun and not heard of since, the last one at the end."""
    return _files.decode(writers.setting(connection, BEGUN) or "[]")


def begin(connection: Connection, file: str) -> None:
    """Note the file of a package before it is written, so that what a cut leaves is known as the own."""
    files = [*begun(connection), file][-MOST_BEGUN:]
    writers.set_setting(connection, BEGUN, msgspec.json.encode(files).decode())


def over(connection: Connection, gone: Collection[str]) -> None:
    """Forget files of which nothing half is left."""
    files = [one for one in begun(connection) if one not in gone]
    writers.set_setting(connection, BEGUN, msgspec.json.encode(files).decode())


def roster(connection: Connection) -> tuple[bytes, str] | None:
    """Return the newest roster with the signature under it."""
    found = send(connection, "SELECT doc, sig FROM roster ORDER BY version DESC LIMIT 1")
    return (found[0][0].encode(), found[0][1]) if found else None


def keep_roster(connection: Connection, version: int, document: bytes, signature: str) -> None:
    send(
        connection,
        "INSERT INTO roster (version, doc, sig) VALUES (?, ?, ?) ON CONFLICT(version) DO NOTHING",
        (version, document.decode(), signature),
    )


def peers(connection: Connection) -> dict[str, Peer]:
    found = send(connection, "SELECT lower(hex(device)), acked, acked_at, lower(hex(last_bundle)) FROM peer")
    return {
        device: Peer(device, _vector.decode(acked or "{}"), at or 0, bundle or None)
        for device, acked, at, bundle in found
    }


def heard(connection: Connection, device: str, has: Vector, at: Told) -> None:
    """Note what another device says that it has.

    The last word counts, also where it has less than before: it was restored from a backup. An older word
    changes nothing. Where number and day contradict each other (a clock was set, or numbers began again with
    a backup), the lesser counts until the next word: too little makes a package longer, too much loses.
    """
    before = peers(connection).get(device)
    last = _told(connection, before.last_bundle) if before else None
    if before is not None and last is not None and at.bundle != before.last_bundle:
        if at.number <= last.number and at.made_at < last.made_at:
            return
        if at.number <= last.number or at.made_at < last.made_at:
            has = {
                writer: min(seq, before.acked[writer])
                for writer, seq in has.items()
                if writer in before.acked
            }
    send(
        connection,
        "INSERT INTO peer (device, acked, acked_at, last_bundle) VALUES (?, ?, ?, ?)"
        " ON CONFLICT(device) DO UPDATE SET acked=excluded.acked, acked_at=excluded.acked_at,"
        " last_bundle=excluded.last_bundle",
        (
            bytes.fromhex(device),
            msgspec.json.encode(has).decode(),
            clock.unix_ms(),
            bytes.fromhex(at.bundle),
        ),
    )


def _told(connection: Connection, bundle: str | None) -> Told | None:
    """Return where among the packages of its device one stands that was taken in."""
    found = send(
        connection,
        "SELECT number, made_at FROM passage WHERE bundle=unhex(?) AND direction='received'"
        " AND state IN ('taken', 'known') ORDER BY id DESC LIMIT 1",
        (bundle or "",),
    )
    return Told(bundle or "", *found[0]) if found else None


def newest_epoch(connection: Connection, device: str) -> int:
    """Return the newest epoch of a device's keys that ends a log here, 0 where none does."""
    found = send(
        connection,
        "SELECT max(key_epoch) FROM checkpoint WHERE wid IN (SELECT wid FROM writer WHERE device=unhex(?))",
        (device,),
    )
    return found[0][0] or 0


def set_aside(connection: Connection, bundle: str, reason: str, missing: str) -> None:
    """Note a bundle that waits for another."""
    send(
        connection,
        "INSERT INTO quarantine (bundle, reason, missing, received_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT(bundle) DO UPDATE SET reason=excluded.reason, missing=excluded.missing",
        (bytes.fromhex(bundle), reason, missing, clock.unix_ms()),
    )


def taken_up(connection: Connection, bundle: str) -> None:
    send(connection, "DELETE FROM quarantine WHERE bundle=?", (bytes.fromhex(bundle),))
