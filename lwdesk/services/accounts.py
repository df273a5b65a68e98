"""From a closed file to an open desk: set up, unlock, recover; and who else may open the file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lwdesk.base import clock
from lwdesk.base.errors import FileEmpty, FileExists, FileMissing, InvalidInput, UnsafePlace, WeakPassphrase
from lwdesk.services.key_users import KeyUser, real, users, waiting
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.store import vault

if TYPE_CHECKING:
    from lwdesk.domain.fields import Record
    from lwdesk.domain.office import Office
    from lwdesk.domain.staff import Staff
    from lwdesk.services.desk import Desk
    from lwdesk.store.file import DataFile

__all__ = [
    "KeyUser", "SetUp", "Setup", "begin", "bring_to_front", "change_passphrase", "known_files",
    "new_recovery", "proves", "recover", "set_up", "unlock", "users", "waiting",
]  # fmt: skip

BACKUPS = "backups"
FIRST_ROLES = frozenset({"lead"})  # nobody else could let anybody in


@dataclass(frozen=True, slots=True)
class Setup:
    """What the set-up asks for; name, code and partner of the office follow from its region unless given."""

    region: str
    device: str
    staff: str
    employer: str
    role: str
    passphrase: str
    office: str = ""
    code: str = ""
    office_role: str = "office"
    partner: str = ""


@dataclass(frozen=True, slots=True)
class SetUp:
    """The new desk, and the code that is printed on the recovery sheet and kept nowhere."""

    desk: "Desk"
    recovery_code: str


def known_files(settings: DeviceSettings) -> tuple[KnownFile, ...]:
    """Return the files that were opened here and still lie where they lay, the last one first."""
    return tuple(file for file in settings.files if file.present)


def bring_to_front(path: Path, packages: tuple[Path, ...] = ()) -> bool:
    """Ask the program that holds the file to show its window and these packages, and say whether it did."""
    from lwdesk.store import lock

    return lock.ask_to_front(real(path), packages)


def set_up(path: Path, setup: Setup, *, anyway: bool = False) -> SetUp:
    """Make key file and data file of a new office; nothing that lies there is replaced.

    UnsafePlace on a network share or in a cloud folder, unless the person wants it `anyway`.
    """
    from lwdesk.domain.staff import Staff
    from lwdesk.store import places
    from lwdesk.store.errors import translated

    if not anyway and (why := places.unsafe(path)):
        raise UnsafePlace(why=why)
    with translated():
        if path.exists() or path.is_symlink():
            raise FileExists(which="data")
    office = _office(setup)
    staff = Staff(
        office=office.id,
        name=setup.staff.strip(),
        employer=setup.employer,
        role=setup.role,
        valid_from=clock.today(),
    )
    if setup.role not in FIRST_ROLES:
        raise InvalidInput(kind="staff", fields="role")
    _refuse_incomplete(office, staff)
    key = vault.new_key()
    vault.create(path, key, str(staff.id), staff.name, setup.passphrase)
    try:
        desk = _first_desk(path, key, office, staff, setup.device)
    except BaseException:
        vault.beside(path).unlink(missing_ok=True)
        raise
    try:
        return SetUp(desk, vault.new_recovery(path, key))
    except BaseException:
        desk.close()
        raise


def _first_desk(path: Path, key: bytes, office: "Office", staff: "Staff", device: str) -> "Desk":
    from lwdesk.domain.numbering import FIRST_DEVICE
    from lwdesk.domain.office import Device
    from lwdesk.services import audit
    from lwdesk.services.desk import open_desk
    from lwdesk.store import file, migrate, writers
    from lwdesk.store.errors import translated
    from lwdesk.store.transaction import Store

    data = file.create(path, key)
    try:
        with translated(), data.engine.begin() as connection:
            migrate.prepare(connection)
        store = Store(data.engine)
        with translated(), store.writing("", None) as transaction:
            identity = writers.device(transaction.connection)
            assert identity is not None
            own = Device(
                id=identity,
                office=office.id,
                name=device.strip(),
                code=FIRST_DEVICE,
                state="active",
                added_on=clock.today(),
            )
            transaction.save_all((office, staff, own))
            audit.note(transaction, staff.id, "create", "office", office.id)
        store.release()
        return open_desk(data, str(staff.id))
    except BaseException:
        data.close()
        path.unlink(missing_ok=True)
        raise


def _office(setup: Setup) -> "Office":
    from lwdesk.domain.codelists import codelists
    from lwdesk.domain.office import Office

    regions = codelists()["region"]
    region = regions.get(setup.region) if setup.region in regions else None
    partners = [code for code in region.texts("employers") if code != "city"] if region else []
    return Office(
        name=setup.office.strip() or (region.label() if region else ""),
        code=setup.code.strip() or (region.text("office") if region else ""),
        role=setup.office_role,
        region=setup.region if region else None,
        partner=setup.partner or (partners[0] if partners else None),
        city="Dortmund",
        valid_from=clock.today(),
    )


def _refuse_incomplete(*records: "Record") -> None:
    from lwdesk.domain.rules import problems

    for record in records:
        if found := problems(record):
            raise InvalidInput(kind=record.kind, fields=", ".join(sorted({one.field for one in found})))


def unlock(path: Path, user: str, passphrase: str, *, read_only: bool = False) -> "Desk":
    """Open the file as this user; four different answers for passphrase, key file, data file and no data."""
    path = real(path)
    _look(path)
    return _open(path, vault.unlock(path, user, passphrase), user, read_only=read_only)


def begin(path: Path, user: str, start: str, own: str) -> "Desk":
    """Open the file for the first time: the passphrase that others know is replaced by an own one."""
    path = real(path)
    _look(path)
    key = vault.unlock(path, user, start)
    if own == start:
        raise WeakPassphrase(reason="start")
    return _with_own(path, key, user, own, "start")


def proves(path: Path, user: str, passphrase: str) -> None:
    """Raise unless this is the passphrase of this person; the file itself is not opened."""
    vault.unlock(real(path), user, passphrase)


def recover(path: Path, code: str, user: str, new_passphrase: str) -> "Desk":
    """Give a user a new passphrase by the code of the recovery sheet, and open the file."""
    path = real(path)
    _look(path)
    if user not in {known.id for known in vault.users(path)}:
        raise InvalidInput(kind="staff", fields="user")
    return _with_own(path, vault.unlock_with_recovery(path, code), user, new_passphrase, "recovery")


def _with_own(path: Path, key: bytes, user: str, passphrase: str, reason: str) -> "Desk":
    """Open the file and give its user a passphrase that nobody else knows."""
    desk = _open(path, key, user, read_only=False, start=True)
    try:
        desk.colleagues.keep_own(passphrase, reason)
    except BaseException:
        desk.close()
        raise
    return desk


def _look(path: Path) -> None:
    """Tell a missing and an empty file apart from a wrong passphrase before anybody has to type it twice."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise FileMissing from error
    if not size:
        raise FileEmpty


def _open(path: Path, key: bytes, user: str, *, read_only: bool, start: bool = False) -> "Desk":
    from lwdesk.services.desk import open_desk
    from lwdesk.store import file, migrate

    older_log = file.set_older_log_aside(path, key)
    if read_only:
        migrate.found_format(path, key)
    else:
        migrate.upgrade(path, key, path.parent / BACKUPS)
    data: DataFile = file.open_file(path, key, read_only=read_only)
    try:
        desk = open_desk(data, user, start=start)
    except BaseException:
        data.close()
        raise
    desk.older_log = older_log
    return desk


def change_passphrase(desk: "Desk", old: str, new: str) -> None:
    """Replace the passphrase of the person who works here."""
    vault.change_passphrase(desk.path, str(desk.staff.id), old, new)
    desk.audit.note("change", "passphrase", desk.staff.id)


def new_recovery(desk: "Desk") -> str:
    """Return a new code for the recovery sheet; older sheets are void from now on."""
    desk.seat.demand("renew_recovery")
    code = vault.new_recovery(desk.path, desk.file.key)
    desk.audit.note("change", "recovery")
    return code
