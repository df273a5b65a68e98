"""The devices of the organisation: asked for, compared by phone, signed by the root, withdrawn."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, product
from pathlib import Path
from string import ascii_uppercase
from typing import Final, Literal
from uuid import UUID

import msgspec

from lwdesk.base import clock
from lwdesk.base.errors import (
    BundleDamaged,
    BundleForged,
    DeviceFileRefused,
    InvalidInput,
    OtherRoot,
)
from lwdesk.domain.office import Device, Office
from lwdesk.services import audit
from lwdesk.services.exchange import device_files, trust
from lwdesk.services.exchange.device_files import Asked, compare, read, write
from lwdesk.services.exchange.root import Made, Root, make
from lwdesk.services.exchange.trust import Membership, Trust
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import holding, passages
from lwdesk.store.exchange import trust as kept
from lwdesk.store.transaction import Reader
from lwdesk.sync import roster
from lwdesk.sync.roster import Enrolment, Roster

ENROLMENT, ROSTER, LOSS = ".lwenroll", ".lwroster", ".lwloss"
type Role = Literal["office", "coordination", "laptop"]
ROLES: Final[tuple[Role, ...]] = ("office", "coordination", "laptop")
"""What a device is given: everything of its office, or take-along sets alone."""
type Reason = Literal["lost", "retired"]
REASONS: Final[tuple[Reason, ...]] = ("lost", "retired")
"""Why a device is withdrawn; the codes are those of the states of devices."""
type State = Literal["active", "revoked"]


@dataclass(frozen=True, slots=True)
class Grant:
    """What a device is taken in as; without an office that of its request."""

    role: Role = "office"
    office: UUID | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A device list that was read and is signed by the root it names; nothing was taken over."""

    roster: Roster
    document: bytes
    signature: str
    fingerprint: str
    """The digits of its root."""
    is_first: bool
    is_other_root: bool

    @property
    def must_compare(self) -> bool:
        """Tell whether the root is not known here, so that its digits are compared by phone."""
        return self.is_first or self.is_other_root


@dataclass(frozen=True, slots=True)
class Known:
    """A device of the organisation, and how far it is."""

    id: UUID
    label: str
    code: str
    office: UUID | None
    office_name: str
    role: str
    state: State
    reason: str
    fingerprint: str
    epoch: int
    is_own: bool
    heard: datetime | None
    last_bundle: str
    last_number: int
    """The number of its newest package that was taken in here; none is 0."""
    wrote: int
    """How many changes of it are known here."""
    behind: int | None
    """How many changes it is not known to have; None for those that are not given everything."""


class Devices:
    """The roster as people see and change it."""

    def __init__(self, seat: Seat, trusted: Trust) -> None:
        self._seat, self._trust = seat, trusted

    def write_request(self, path: Path) -> str:
        """Write the file with which this device asks to belong; return the digits to compare by phone."""
        self._seat.demand("settings")
        content, fingerprint = self._trust.request()
        write(path, content)
        return fingerprint

    def rotate(self, path: Path) -> str:
        """Make other keys and write the request for them; the present ones stay until the list names them."""
        self._trust.membership()
        self._trust.new_keys()
        return self.write_request(path)

    def fingerprint(self) -> str:
        """Return the digits of what this device asks for."""
        return self._trust.request()[1]

    def look(self, path: Path) -> Offer:
        """Read a device list, and say whether its root is known here."""
        try:
            told, document, signature = roster.read_file(read(path))
        except (BundleForged, BundleDamaged):
            raise DeviceFileRefused(why="roster") from None
        root = bytes.fromhex(told.root_pk)
        own = self._trust.own().root
        return Offer(
            told,
            document,
            signature,
            roster.root_fingerprint(root),
            is_first=own is None,
            is_other_root=own not in (None, root),
        )

    def accept(self, offer: Offer, typed: str = "") -> Roster:
        """Take a device list over; from a root that is not known here only with its digits."""
        if offer.must_compare:
            compare(typed, offer.fingerprint)
        root = bytes.fromhex(offer.roster.root_pk)
        return self._accept(offer.document, offer.signature, root, anew=offer.is_other_root)

    def write_roster(self, path: Path) -> Roster:
        """Write the newest device list for another device."""
        self._seat.demand("settings")
        mine = self._trust.membership()
        write(path, roster.file(mine.document, mine.signature))
        return mine.roster

    def listed(self) -> tuple[Known, ...]:
        """Return all devices of the organisation, those of the own office first."""
        own, told = self._trust.own(), self._trust.roster()
        if told is None:
            return ()
        with self._seat.reading() as reader:
            peers = kept.peers(reader.connection)
            offices = {one.id.hex: one.name for one in reader.all(Office)}
            found = [_known(reader, one, peers.get(one.id), offices, own.device) for one in told.devices]
        here = self._seat.office.id
        return tuple(
            sorted(
                found, key=lambda one: (one.office != here, one.office_name, one.state, one.label.casefold())
            )
        )

    def found(self, path: Path, passphrase: str) -> Made:
        """Make the root of the organisation, with this device as the first of its list.

        For an organisation that lost its root, another one is made; every device then compares its digits.
        """
        self._seat.demand("settings")
        known = self._trust.roster()
        made = make(path, passphrase, known.org if known else None)
        root = made.root
        if known is None:
            first = Roster(root.organisation, 0, root.public.hex(), [])
            asked = roster.read_request(self._trust.request()[0])
            self._sign(root, self._next(first, asked, Grant(self._first_role())))
        else:
            renewed = msgspec.structs.replace(known, version=known.version + 1, root_pk=root.public.hex())
            self._sign(root, renewed, anew=True)
        with self._seat.writing("", "settings") as transaction:
            audit.note(transaction, self._seat.staff.id, "create", "root")
        return made

    def read_request(self, path: Path) -> Asked:
        """Read what a device asks for; nothing is trusted yet."""
        return device_files.asked(path, self._trust.roster())

    def enrol(self, asked: Asked, typed: str, root: Root, grant: Grant | None = None) -> Roster:
        """Take a device in, or its renewed keys, once its digits were compared; the list grows by one."""
        self._seat.demand("settings")
        compare(typed, asked.fingerprint)
        mine = self._trust.membership()
        if asked.known is not None and not asked.known.is_active():
            raise DeviceFileRefused(why="revoked")
        grant = grant or _former(asked)
        told = self._next(mine.roster, asked.enrolment, grant)
        self._demand_root(root, mine)
        self._sign(root, told)
        device = told.device(asked.enrolment.device)
        assert device is not None
        self._record(device, renews=asked.renews)
        return told

    def revoke(
        self,
        device: UUID,
        reason: Reason,
        root: Root,
        lost: Path | None = None,
        *,
        wrote_nothing: bool = False,
    ) -> Roster:
        """Withdraw a device: what it writes from here on counts nowhere, and nothing is encrypted for it.

        `lost` is what its own office reported, which knows how far its logs go. Where nobody here knows, it
        is needed, or the word that the device never wrote anything: what does not count, no other device may
        pass on. For a device that is withdrawn already, a report lets more of its work count.
        """
        self._seat.demand("settings")
        mine = self._trust.membership()
        found = mine.roster.device(device.hex)
        if found is None or found.id == mine.device.id:
            raise InvalidInput(kind="device", fields="state", why="own_device")
        with self._seat.reading() as reader:
            cut = holding.ends(reader.connection, found.id)
        if lost is not None:
            cut = trust.further(cut, self._told_loss(lost, found, mine).ends)
        elif not (cut or found.cut or wrote_nothing):
            raise DeviceFileRefused(why="ends")
        self._demand_root(root, mine)
        told = trust.revoke(mine.roster, found.id, cut, reason)
        self._sign(root, told)
        self._end(device, reason)
        return told

    def _told_loss(self, path: Path, device: roster.Device, mine: Membership) -> roster.Loss:
        try:
            told = roster.read_loss(read(path), mine.roster)
        except (BundleForged, BundleDamaged):
            raise DeviceFileRefused(why="loss") from None
        if told.device != device.id:
            raise DeviceFileRefused(why="loss")
        return told

    def _first_role(self) -> Role:
        return "coordination" if self._seat.office.role == "coordination" else "office"

    def _next(self, told: Roster, asked: Enrolment, grant: Grant) -> Roster:
        """Return the next list with this device in it, in its office and under a code of its own."""
        office = grant.office.hex if grant.office else asked.office
        if not office or grant.role not in ROLES:
            raise InvalidInput(kind="device", fields="office")
        name = self._office_name(told, office) or asked.office_name
        code = self._code(told, asked, office)
        scope = f"set:{asked.device}" if grant.role == "laptop" else f"office:{office}"
        asked = msgspec.structs.replace(asked, office=office, office_name=name, code=code)
        return trust.enrol(told, asked, grant.role, [scope])

    def _office_name(self, told: Roster, office: str) -> str:
        with self._seat.reading() as reader:
            found = reader.get(Office, UUID(hex=office))
        names = (one.office_name for one in told.devices if one.office == office and one.office_name)
        return found.name if found else next(names, "")

    def _code(self, told: Roster, asked: Enrolment, office: str) -> str:
        with self._seat.reading() as reader:
            records = reader.all(Device, office=UUID(hex=office))
        taken = {one.code for one in records if one.id.hex != asked.device}
        taken |= {one.code for one in told.devices if one.office == office and one.id != asked.device}
        return asked.code if asked.code and asked.code not in taken else _free(taken)

    def _demand_root(self, root: Root, mine: Membership) -> None:
        if root.organisation != mine.roster.org or root.public != mine.own.root:
            raise OtherRoot

    def _sign(self, root: Root, told: Roster, *, anew: bool = False) -> None:
        document = roster.write(told)
        self._accept(document, roster.signed(document, root.key), root.public, anew=anew)

    def _accept(self, document: bytes, signature: str, root: bytes, *, anew: bool) -> Roster:
        known = self._trust.roster()
        told = self._trust.accept(document, signature, root, anew=anew)
        before = {one.id: one for one in known.devices} if known else {}
        changed = [one for one in told.devices if before.get(one.id) != one]
        with self._seat.writing("", "settings") as transaction:
            for one in changed:
                new = one.id not in before
                audit.note(
                    transaction,
                    self._seat.staff.id,
                    "create" if new else "change",
                    "device",
                    UUID(hex=one.id),
                    reason="" if one.is_active() else "revoke",
                )
        return told

    def _record(self, device: roster.Device, *, renews: bool) -> None:
        """Let the own office know its device by name, with the code of its numbers."""
        if renews or device.office != self._seat.office.id.hex:
            return
        with self._seat.writing("", "settings") as transaction:
            if transaction.get(Device, UUID(hex=device.id)) is None:
                transaction.save(record_of(device))

    def _end(self, device: UUID, reason: Reason) -> None:
        with self._seat.writing("", "settings") as transaction:
            found = transaction.get(Device, device)
            if found is not None and found.office == self._seat.office.id:
                transaction.save(found.replace(state=reason))


def record_of(device: roster.Device) -> Device:
    """Return the record that a device has in the data of its office."""
    return Device(
        id=UUID(hex=device.id),
        office=UUID(hex=device.office),
        name=device.label,
        code=device.code,
        state="active",
        added_on=clock.today(),
    )


def _former(asked: Asked) -> Grant:
    if asked.known is None:
        return Grant()
    role = next(role for role in ROLES if role == asked.known.role)
    return Grant(role, UUID(hex=asked.known.office))


def _known(
    reader: Reader, one: roster.Device, peer: kept.Peer | None, offices: dict[str, str], own: str
) -> Known:
    is_own, active = one.id == own, one.is_active()
    gets_all = any(scope.startswith("office:") for scope in one.scopes)
    has = peer.acked if peer else {}
    return Known(
        id=UUID(hex=one.id),
        label=one.label,
        code=one.code,
        office=UUID(hex=one.office) if one.office else None,
        office_name=offices.get(one.office) or one.office_name,
        role=one.role,
        state="active" if active else "revoked",
        reason=one.reason,
        fingerprint=roster.fingerprint(one.current()),
        epoch=one.current().epoch,
        is_own=is_own,
        heard=datetime.fromtimestamp(peer.acked_at / 1000, UTC) if peer and peer.acked_at else None,
        last_bundle=peer.last_bundle or "" if peer else "",
        last_number=passages.last_number(reader.connection, one.id),
        wrote=sum(holding.ends(reader.connection, one.id).values()),
        behind=holding.behind(reader.connection, has, ("office",))
        if active and gets_all and not is_own
        else None,
    )


def _free(taken: set[str]) -> str:
    """Return the first code of letters that nobody has; the first device of an office has the first."""
    signs = (("".join(one) for one in product(ascii_uppercase, repeat=size)) for size in count(1))
    return next(code for some in signs for code in some if code not in taken)
