"""Which devices belong together: the request of a new one, and the roster that its organisation signed."""

from dataclasses import dataclass

from lwdesk.base import clock, signing
from lwdesk.base.errors import BundleForged, BundleNotForUs, BundleRefused
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import trust
from lwdesk.store.exchange.trust import Own
from lwdesk.sync import roster, seal
from lwdesk.sync.roster import Device, Enrolment, Roster


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
        """Return the file with which this device asks to belong, and the digits to compare by phone."""
        own = self.own()
        asked = Enrolment(
            device=own.device,
            label=self._seat.device.name,
            office=self._seat.office.id.hex,
            sign_pk=own.public.hex(),
            age_recipient=seal.recipient(own.age_identity),
            created=clock.today(),
        )
        return roster.request(asked, own.key), roster.fingerprint(asked)

    def own(self) -> Own:
        """Return the keys of this device; those for reading are made when they are first needed."""
        with self._seat.store.exchanging() as reader:
            connection = reader.connection
            found = trust.own(connection)
            if not found.age_identity:
                trust.keep_identity(connection, seal.new_identity())
                found = trust.own(connection)
            return found

    def accept(self, document: bytes, signature: str, root: bytes) -> Roster:
        """Take a roster in: the first binds this device to its organisation, later ones only replace it."""
        self._seat.demand("settings")
        own = self.own()
        if own.root is not None and own.root != root:
            raise BundleForged(why="root")
        told = roster.read(document, signature, root)
        known = self.roster()
        if known is not None and (told.org != known.org or told.version < known.version):
            raise BundleForged(why="old_roster")
        mine = told.device(own.device)
        if mine is None or mine.current().sign_pk != own.public.hex():
            raise BundleNotForUs(why="device")
        with self._seat.store.exchanging() as reader:
            trust.join(reader.connection, told.org, root, mine.current().epoch)
            trust.keep_roster(reader.connection, told.version, document, signature)
        return told

    def roster(self) -> Roster | None:
        with self._seat.reading() as reader:
            found = trust.roster(reader.connection)
            root = trust.own(reader.connection).root
        return None if found is None or root is None else roster.read(*found, root)

    def membership(self) -> Membership:
        """Return who this device is for the others; BundleRefused until it was enrolled."""
        own = self.own()
        with self._seat.reading() as reader:
            found = trust.roster(reader.connection)
        if found is None or own.root is None:
            raise BundleRefused(why="not_enrolled")
        told = roster.read(*found, own.root)
        device = told.device(own.device)
        if device is None:
            raise BundleNotForUs(why="device")
        return Membership(own, told, device, *found)


def new_root() -> tuple[bytes, bytes]:
    """Return a new root of an organisation, secret and public; the secret one never enters a data file."""
    key = signing.new_signing_key()
    return key, signing.public_key(key)


def enrol(told: Roster, asked: Enrolment, role: str, scopes: list[str]) -> Roster:
    """Return the next roster with this device in it; a known one gets a new epoch of keys."""
    former = told.device(asked.device)
    keys = list(former.keys) if former else []
    key = roster.Key(len(keys) + 1, asked.sign_pk, asked.age_recipient, asked.created)
    device = Device(asked.device, asked.office, asked.label, role, [*keys, key], roster.ACTIVE, scopes)
    others = [one for one in told.devices if one.id != asked.device]
    return Roster(told.org, told.version + 1, told.root_pk, [*others, device], told.next_root_pk)


def revoke(told: Roster, device: str, cut: dict[str, int]) -> Roster:
    """Return the next roster without trust in this device; `cut` says how far its logs still count."""
    devices = [
        Device(one.id, one.office, one.label, one.role, one.keys, roster.REVOKED, one.scopes, cut)
        if one.id == device
        else one
        for one in told.devices
    ]
    return Roster(told.org, told.version + 1, told.root_pk, devices, told.next_root_pk)
