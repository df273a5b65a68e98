"""Which devices belong together: the request of a new one, and the roster that its organisation signed."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import msgspec

from lwdesk.base import clock, signing
from lwdesk.base.errors import BundleNotForUs, BundleRefused, DeviceWithdrawn, OtherRoot, RosterOutdated
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import device_keys, trust
from lwdesk.store.exchange.trust import Own
from lwdesk.store.transaction import Reader
from lwdesk.sync import roster, seal
from lwdesk.sync.roster import Device, Enrolment, Roster

NO_OFFICE: Final = UUID(int=0)
"""The office of a device that none has taken in yet."""


@dataclass(frozen=True, slots=True)
class Membership:
    """The device inside its organisation."""

    own: Own
    roster: Roster
    device: Device
    document: bytes
    signature: str

    @property
    def organisation(self) -> bytes:
        return bytes.fromhex(self.roster.org)


class Trust:
    """The roster as the open file has it."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def request(self) -> tuple[bytes, str]:
        """Return the file with which this device asks to belong, and the digits to compare by phone.

        Keys that wait for the roster are asked for in place of the present ones.
        """
        own = self.own()
        with self._seat.reading() as reader:
            waiting = device_keys.waiting(reader.connection)
        key, identity = waiting or (own.key, own.age_identity)
        office = self._seat.office
        asked = Enrolment(
            device=own.device,
            label=self._seat.device.name,
            office="" if office.id == NO_OFFICE else office.id.hex,
            sign_pk=signing.public_key(key).hex(),
            age_recipient=seal.recipient(identity),
            created=clock.today(),
            code=self._seat.device.code,
            office_name=office.name,
        )
        return roster.request(asked, key), roster.fingerprint(asked)

    def new_keys(self) -> None:
        """Make other keys for this device, which are used once the roster names them."""
        self._seat.demand("settings")
        self.own()
        with self._seat.store.exchanging() as reader:
            device_keys.prepare(reader.connection, seal.new_identity())

    def own(self) -> Own:
        """Return the keys of this device; those for reading are made when they are first needed."""
        if self._seat.read_only:
            with self._seat.reading() as reader:
                return trust.own(reader.connection)
        with self._seat.reading() as reader:
            found = trust.own(reader.connection)
        if found.age_identity:
            return found
        with self._seat.store.exchanging() as reader:
            trust.keep_identity(reader.connection, seal.new_identity())
            return trust.own(reader.connection)

    def accept(self, document: bytes, signature: str, root: bytes, *, anew: bool = False) -> Roster:
        """Take a roster in: the first binds this device to its organisation, later ones only replace it.

        `anew` is for an organisation that lost its root and made another one.
        """
        self._seat.demand("settings")
        own = self.own()
        if own.root is not None and own.root != root and not anew:
            raise OtherRoot
        told = roster.read(document, signature, root)
        if own.organisation not in (None, told.org):
            raise OtherRoot
        known = self.roster()
        if known is not None and told.version <= known.version:
            raise RosterOutdated(found=told.version, known=known.version)
        with self._seat.store.exchanging() as reader:
            mine = told.device(own.device)
            waiting = device_keys.waiting(reader.connection)
            keys = {own.public, *((signing.public_key(waiting[0]),) if waiting else ())}
            if mine is None or bytes.fromhex(mine.current().sign_pk) not in keys:
                raise BundleNotForUs(why="device")
            keep(reader, told, document, signature, root)
        return told

    def roster(self) -> Roster | None:
        with self._seat.reading() as reader:
            found = trust.roster(reader.connection)
            root = trust.own(reader.connection).root
        return None if found is None or root is None else roster.read(*found, root)

    def membership(self) -> Membership:
        """Return who this device is for the others; BundleRefused until it was enrolled."""
        with self._seat.reading() as reader:
            found = trust.roster(reader.connection)
            root = trust.own(reader.connection).root
        if found is None or root is None:
            raise BundleRefused(why="not_enrolled")
        own = self.own()
        told = roster.read(*found, root)
        device = told.device(own.device)
        if device is None:
            raise BundleNotForUs(why="device")
        if not device.is_active():
            raise DeviceWithdrawn
        return Membership(own, told, device, *found)


def keep(reader: Reader, told: Roster, document: bytes, signature: str, root: bytes) -> None:
    """Keep a roster that was found good; keys that waited for it are used from here on."""
    connection = reader.connection
    own = trust.own(connection)
    mine = told.device(own.device)
    if mine is not None:
        current = mine.current()
        if device_keys.take_on(connection, current.sign_pk) or current.sign_pk == own.public.hex():
            trust.join(connection, told.org, root, current.epoch)
    trust.keep_roster(connection, told.version, document, signature)


def new_root() -> tuple[bytes, bytes]:
    """Return a new root of an organisation, secret and public; the secret one never enters a data file."""
    key = signing.new_signing_key()
    return key, signing.public_key(key)


def enrol(told: Roster, asked: Enrolment, role: str, scopes: list[str]) -> Roster:
    """Return the next roster with this device in it; a known one with other keys gets a new epoch of them."""
    former = told.device(asked.device)
    keys = list(former.keys) if former else []
    present = (former.current().sign_pk, former.current().age_recipient) if former else None
    if present != (asked.sign_pk, asked.age_recipient):
        keys.append(roster.Key(len(keys) + 1, asked.sign_pk, asked.age_recipient, asked.created))
    device = Device(
        asked.device, asked.office, asked.label, role, keys, roster.ACTIVE, scopes,
        code=asked.code, office_name=asked.office_name,
    )  # fmt: skip
    others = [one for one in told.devices if one.id != asked.device]
    return Roster(told.org, told.version + 1, told.root_pk, [*others, device])


def revoke(told: Roster, device: str, cut: dict[str, int], reason: str = "") -> Roster:
    """Return the next roster without trust in this device; `cut` says how far its logs still count.

    What counted in the list before goes on counting: others built on it.
    """
    devices = [
        msgspec.structs.replace(one, status=roster.REVOKED, cut=further(one.cut, cut), reason=reason)
        if one.id == device
        else one
        for one in told.devices
    ]
    return Roster(told.org, told.version + 1, told.root_pk, devices)


def further(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    """Return for each log the higher of two ends."""
    return {writer: max(one.get(writer, 0), other.get(writer, 0)) for writer in one.keys() | other.keys()}
