"""A device on its first day: a file with keys and without an office, until list and package bring one."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import FileExists, InvalidInput, RecordGone, UnsafePlace
from lwdesk.base.progress import Progress
from lwdesk.domain.office import Device, Office
from lwdesk.domain.staff import Staff, has_ended
from lwdesk.services import audit
from lwdesk.services.exchange.devices import Offer, record_of
from lwdesk.services.exchange.exchange import Exchange
from lwdesk.services.exchange.receiving import Received
from lwdesk.services.exchange.trust import NO_OFFICE
from lwdesk.services.key_users import real
from lwdesk.services.seat import Seat
from lwdesk.store import file, migrate, places, vault, writers
from lwdesk.store.errors import translated
from lwdesk.store.exchange import joining
from lwdesk.store.file import DataFile
from lwdesk.store.transaction import Reader, Store
from lwdesk.sync import roster

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a device has come: the list names it, the package brought its office and the people there."""

    label: str
    fingerprint: str
    office_name: str
    has_list: bool
    has_package: bool
    people: tuple[Staff, ...]


class Joining:
    """An open file that waits for its office; it knows nobody and shows nothing of a household."""

    def __init__(self, data: DataFile, label: str) -> None:
        self._file = data
        self._store = Store(data.engine)
        with self._store.reading() as reader:
            identity = writers.device(reader.connection)
        assert identity is not None
        nobody = Staff(name=label, role="lead", employer="city")  # no record: it may only join
        device = Device(id=identity, name=label)
        self._seat = Seat(self._store, Office(id=NO_OFFICE), nobody, device)
        self.exchange = Exchange(self._seat)

    @property
    def path(self) -> Path:
        return self._file.path

    def standing(self) -> Standing:
        """Return what is there and what is missing."""
        fingerprint = self.exchange.devices.fingerprint()
        mine = self._mine()
        with self._seat.reading() as reader:
            office = _office(reader, mine)
            people = _people(reader, mine) if office else ()
        name = office.name if office else mine.office_name if mine else ""
        return Standing(
            self._seat.device.name,
            fingerprint,
            name,
            mine is not None,
            office is not None and bool(people),
            people,
        )

    def write_request(self, path: Path) -> str:
        """Write the file with which this device asks to belong; return the digits to compare by phone."""
        return self.exchange.devices.write_request(path)

    def look(self, path: Path) -> Offer:
        return self.exchange.devices.look(path)

    def accept(self, offer: Offer, typed: str) -> None:
        """Take the device list over, once the digits of its root were compared."""
        self.exchange.devices.accept(offer, typed)

    def take(self, path: Path, progress: Progress | None = None) -> Received:
        """Take in the first package: it brings the office, the people and this device."""
        return self.exchange.receiving.take(path, progress)

    def finish(self, staff: UUID, passphrase: str) -> "Desk":
        """Belong to the office from here on; who works here opens the file under their own name."""
        from lwdesk.services.desk import open_desk

        mine = self._mine()
        standing = self.standing()
        me = next((one for one in standing.people if one.id == staff), None)
        if mine is None or not standing.has_package:
            raise InvalidInput(kind="device", fields="office", why="no_package")
        if me is None:
            raise RecordGone(kind="staff")
        vault.add_user(self.path, self._file.key, str(me.id), me.name, passphrase)
        with translated(), self._store.writing("", me.id) as transaction:
            if transaction.get(Device, UUID(hex=mine.id)) is None:
                transaction.save(record_of(mine))
            audit.note(transaction, me.id, "create", "device", UUID(hex=mine.id), reason="joined")
        for other in vault.users(self.path):
            if other.id != str(me.id):
                vault.remove_user(self.path, self._file.key, other.id)
        with self._store.exchanging() as reader:
            joining.end(reader.connection)
        self._store.release()
        return open_desk(self._file, str(me.id))

    def close(self) -> None:
        """Drop the key and let the next program in."""
        self._file.close()

    def _mine(self) -> roster.Device | None:
        told = self.exchange.trust.roster()
        found = told.device(self._seat.device.id.hex) if told else None
        return found if found and found.office else None


def prepare(path: Path, label: str, passphrase: str, *, anyway: bool = False) -> Joining:
    """Make key file and data file of a device that no office knows; nothing that lies there is replaced."""
    if not anyway and (why := places.unsafe(path)):
        raise UnsafePlace(why=why)
    with translated():
        if path.exists() or path.is_symlink():
            raise FileExists(which="data")
    name = label.strip()
    if not name:
        raise InvalidInput(kind="device", fields="name")
    key = vault.new_key()
    vault.create(path, key, str(ids.new()), name, passphrase)
    try:
        return _made(path, key, name)
    except BaseException:
        vault.beside(path).unlink(missing_ok=True)
        raise


def _made(path: Path, key: bytes, label: str) -> Joining:
    data = file.create(path, key)
    try:
        with translated(), data.engine.begin() as connection:
            migrate.prepare(connection)
        store = Store(data.engine)
        with store.exchanging() as reader:
            joining.begin(reader.connection, label)
        store.release()
        return Joining(data, label)
    except BaseException:
        data.close()
        path.unlink(missing_ok=True)
        raise


def resume(path: Path, user: str, passphrase: str) -> Joining:
    """Open a file that still waits; RecordGone when it belongs to an office by now."""
    path = real(path)
    key = vault.unlock(path, user, passphrase)
    migrate.upgrade(path, key, path.parent / "backups")
    data = file.open_file(path, key)
    try:
        return Joining(data, _label(data))
    except BaseException:
        data.close()
        raise


def _label(data: DataFile) -> str:
    store = Store(data.engine)
    with store.reading() as reader:
        label = joining.label(reader.connection)
    store.release()
    if label is None:
        raise RecordGone(kind="device", why="joined")
    return label


def _office(reader: Reader, mine: roster.Device | None) -> Office | None:
    return reader.get(Office, UUID(hex=mine.office)) if mine else None


def _people(reader: Reader, mine: roster.Device | None) -> tuple[Staff, ...]:
    """Return who could be sitting here, by name; accounts that have ended are left out."""
    if mine is None:
        return ()
    known = reader.all(Staff, office=UUID(hex=mine.office))
    today = clock.today()
    return tuple(
        sorted((one for one in known if not has_ended(one, today)), key=lambda one: one.name.casefold())
    )
