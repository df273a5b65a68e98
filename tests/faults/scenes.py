"""What is cut in the middle: each scene prepares a folder, works in it, and is judged by another program."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lwdesk.base.errors import FileMissing, LwError, WrongPassphrase
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.person import Person
from lwdesk.store import backup, file, migrate, vault
from lwdesk.store.check import check
from lwdesk.store.errors import translated
from lwdesk.store.transaction import Store
from tests.faults import exchange_scenes, set_scenes, shared_scenes

FILES = Path(__file__).resolve().parents[1] / "data" / "files"
KEY = bytes(range(48))
OLD, NEW, OTHER = "Lampe Tiger Wolke Brot", "Kürbis fährt Ölzug 9 mal", "Sieben graue Gänse tanzen"
SAVES = 3

type Note = Callable[[int], None]


@dataclass(frozen=True)
class Scene:
    """`work` notes what it was told to be safe; `judge` gets those notes and the folder."""

    prepare: Callable[[Path], None]
    work: Callable[[Path, Note], None]
    judge: Callable[[Path, set[int]], None]


def place(folder: Path) -> Path:
    return folder / "nord.lwdesk"


def office(folder: Path) -> None:
    """Make a data file of the present format with one user."""
    with vault.using(vault.CHEAP):
        vault.create(place(folder), KEY, "a", "Amira", OLD)
    data = file.create(place(folder), KEY)
    with data.engine.begin() as connection:
        migrate.prepare(connection)
    Store(data.engine)
    data.close()


def family(number: int) -> tuple[Household, Person, Membership]:
    household = Household(case_number=f"N-{number}", registered_on=date(2021, 3, 1), target_group="refugee")
    person = Person(given_name="Ahmad", family_name="Jalloh " * 50)
    return household, person, Membership(household=household.id, person=person.id, main_contact=True)


def save(folder: Path, note: Note) -> None:
    """Save three families; what failed is saved once more, as a person would."""
    data = file.open_file(place(folder), KEY)
    store = Store(data.engine)
    failed: list[LwError] = []
    for number in range(SAVES):
        records = family(number)
        for _ in range(2):
            try:
                with translated(), store.writing("test", None) as transaction:
                    transaction.save_all(records)
            except LwError as error:
                failed.append(error)
            else:
                note(number)
                break
    data.close()
    if failed:
        raise failed[0]


def judge_saves(folder: Path, safe: set[int]) -> None:
    assert file.damage(place(folder), KEY) == ()
    data = file.open_file(place(folder), KEY)
    try:
        store = Store(data.engine)
        assert check(store) == ()
        with store.reading() as reader:
            households = reader.all(Household)
            members = reader.all(Membership)
            people = {person.id for person in reader.all(Person)}
        numbers = [int(household.case_number.removeprefix("N-")) for household in households]
        assert sorted(numbers) == list(range(len(numbers)))
        assert safe <= set(numbers)
        assert {member.household for member in members} == {household.id for household in households}
        assert {member.person for member in members} == people
        with store.writing("test", None) as transaction:
            transaction.save_all(family(99))
    finally:
        data.close()


def change_keys(folder: Path, note: Note) -> None:
    with vault.using(vault.CHEAP):
        vault.change_passphrase(place(folder), "a", OLD, NEW)
        note(0)
        vault.add_user(place(folder), KEY, "b", "Boris", OTHER)
        note(1)
        vault.remove_user(place(folder), KEY, "b")
        note(2)


def opens(folder: Path, user: str, passphrase: str) -> bool:
    try:
        return vault.unlock(place(folder), user, passphrase) == KEY
    except WrongPassphrase:
        return False


def judge_keys(folder: Path, safe: set[int]) -> None:
    assert vault.belongs(place(folder), KEY)
    with_old, with_new = opens(folder, "a", OLD), opens(folder, "a", NEW)
    assert with_old != with_new
    if 0 in safe:
        assert with_new
    users = [user.id for user in vault.users(place(folder))]
    assert users in (["a"], ["a", "b"])
    if 2 in safe:
        assert users == ["a"]
    elif 1 in safe and "b" in users:
        assert opens(folder, "b", OTHER)
    with vault.using(vault.CHEAP):
        vault.add_user(place(folder), KEY, "c", "Chloé", OTHER)
    assert opens(folder, "c", OTHER)


def office_with_backup(folder: Path) -> None:
    office(folder)
    with_data(folder, lambda data: backup.backup(data, folder / "backups"))


def with_data(folder: Path, act: Callable[[file.DataFile], object]) -> None:
    data = file.open_file(place(folder), KEY)
    try:
        act(data)
    finally:
        data.close()


def back_up(folder: Path, note: Note) -> None:
    with_data(folder, lambda data: backup.backup(data, folder / "backups"))
    note(0)


def judge_backups(folder: Path, safe: set[int]) -> None:
    found = backup.list_backups(folder / "backups")
    assert len(found) >= 1 + len(safe)
    contents = {tuple(backup.check(one.path, KEY).items()) for one in found}
    assert len(contents) == 1
    assert file.damage(place(folder), KEY) == ()
    with_data(folder, lambda data: backup.backup(data, folder / "backups"))
    assert not list((folder / "backups").glob("*.part"))


def restore(folder: Path, note: Note) -> None:
    backup.restore(backup.list_backups(folder / "backups")[0].path, target(folder), KEY)
    note(0)


def target(folder: Path) -> Path:
    return folder / "again" / "nord.lwdesk"


def judge_restore(folder: Path, safe: set[int]) -> None:
    saved = backup.list_backups(folder / "backups")[0].path
    try:
        file.open_file(target(folder), KEY).close()
    except FileMissing:
        assert not safe
        backup.restore(saved, target(folder), KEY)
    assert file.damage(target(folder), KEY) == ()
    assert file.counts(target(folder), KEY) == backup.check(saved, KEY)
    assert vault.unlock(target(folder), "a", OLD) == KEY


def office_of_old(folder: Path) -> None:
    """Take the first file that was ever given away, with a family in it."""
    small = FILES / "0001-small.lwdb"
    shutil.copyfile(small, place(folder))
    shutil.copyfile(vault.beside(small), vault.beside(place(folder)))
    (user,) = vault.users(place(folder))
    passphrase = small.with_suffix(".txt").read_text("utf-8").strip()
    (folder / "key").write_bytes(vault.unlock(place(folder), user.id, passphrase))


def bring_up(folder: Path, note: Note) -> None:
    migrate.upgrade(place(folder), (folder / "key").read_bytes(), folder / "backups")
    note(0)


def judge_format(folder: Path, safe: set[int]) -> None:
    key = (folder / "key").read_bytes()
    assert file.damage(place(folder), key) == ()
    found = migrate.found_format(place(folder), key)
    assert found in ((migrate.FORMAT,) if safe else (1, migrate.FORMAT))
    for one in backup.list_backups(folder / "backups"):
        backup.check(one.path, key)
    migrate.upgrade(place(folder), key, folder / "backups")
    data = file.open_file(place(folder), key)
    try:
        store = Store(data.engine)
        assert check(store) == ()
        with store.reading() as reader:
            assert [household.native_name for household in reader.all(Household)] == ["عائلة حداد"]
            assert [person.given_name for person in reader.all(Person)] == ["سارة", "Yusuf"]
    finally:
        data.close()
    assert not list(folder.glob("*.migrating*"))


SCENES = {
    "save": Scene(office, save, judge_saves),
    "keys": Scene(office, change_keys, judge_keys),
    "backup": Scene(office_with_backup, back_up, judge_backups),
    "restore": Scene(office_with_backup, restore, judge_restore),
    "export": Scene(exchange_scenes.two_devices, exchange_scenes.export, exchange_scenes.judge_export),
    "import": Scene(
        exchange_scenes.two_devices_and_a_bundle, exchange_scenes.take, exchange_scenes.judge_take
    ),
    "shared": Scene(shared_scenes.a_shared_folder, shared_scenes.turn, shared_scenes.judge_turn),
    "pack": Scene(set_scenes.a_family_to_pack, set_scenes.pack, set_scenes.judge_pack),
    "forget": Scene(set_scenes.a_set_to_erase, set_scenes.forget, set_scenes.judge_forget),
    "migration": Scene(office_of_old, bring_up, judge_format),
}
