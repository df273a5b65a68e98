"""Bundles that are cut in the middle, on their way out and on their way in."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from lwdesk.base.errors import BundleRefused
from lwdesk.domain.contact import Contact
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.person import Person
from lwdesk.store import file
from lwdesk.store.check import check
from lwdesk.store.transaction import Store
from lwdesk.sync import bundle
from tests.unit.data_files import KEY, opened
from tests.unit.devices import Machine, machine, machines

FILE = "desk.lwdb"
FAMILIES = 12
SENDER, RECEIVER = "pc", "laptop"
BOTH_KNOW = Person(id=UUID(int=7), given_name="Ada")


def two_devices(folder: Path) -> None:
    """Make two devices that know a person; then each writes the same field, and one of them much more."""
    with machines(folder, SENDER, RECEIVER) as (_organisation, (pc, laptop)):
        save(pc, BOTH_KNOW)
        laptop.take(pc.send())
        save(laptop, BOTH_KNOW.replace(note="here"))
        save(pc, BOTH_KNOW.replace(note="there"))
        for number in range(FAMILIES):
            save(pc, *family(number))
    for sent in folder.glob(f"*/*{bundle.SUFFIX}"):
        sent.unlink()
    stick(folder).mkdir()


def two_devices_and_a_bundle(folder: Path) -> None:
    two_devices(folder)
    with opened(folder / SENDER / FILE) as store:
        at(store, folder, SENDER).sending.export(stick(folder))


def family(number: int) -> tuple[Household, Person, Membership, Contact]:
    household = Household(case_number=f"N-{number}", target_group="refugee")
    person = Person(given_name="Ahmad", family_name="Jalloh " * 50, note="x" * 3000)
    member = Membership(household=household.id, person=person.id, main_contact=True)
    return household, person, member, Contact(household=household.id, sort="open_hour", note="y" * 3000)


def save(one: Machine, *records: Record) -> None:
    with one.store.writing("save", None) as transaction:
        transaction.save_all(records)


def at(store: Store, folder: Path, name: str) -> Machine:
    return machine(store, folder / name, name)


def stick(folder: Path) -> Path:
    return folder / "stick"


def take(folder: Path, note: Callable[[int], None]) -> None:
    """Take the bundle of the stick in."""
    (sent,) = stick(folder).glob(f"*{bundle.SUFFIX}")
    with opened(folder / RECEIVER / FILE) as store:
        at(store, folder, RECEIVER).receiving.take(sent)
        note(0)


def judge_take(folder: Path, safe: set[int]) -> None:
    """All of the bundle is there or nothing of it; taken in once more, all of it is."""
    (sent,) = stick(folder).glob(f"*{bundle.SUFFIX}")
    place = folder / RECEIVER / FILE
    assert file.damage(place, KEY) == ()
    with opened(place) as store:
        assert check(store) == ()
        assert families(store) in ((FAMILIES,) if 0 in safe else (0, FAMILIES))
        at(store, folder, RECEIVER).receiving.take(sent)
        assert families(store) == FAMILIES
        assert check(store) == ()
    assert not list((folder / RECEIVER).glob("*.waiting/*"))


def families(store: Store) -> int:
    """Return how many families are here with all that belongs to them; half a one is none."""
    with store.reading() as reader:
        kinds = [len(reader.all(cls)) for cls in (Household, Membership, Contact)]
        heads = len(reader.rows("SELECT 1 FROM head WHERE col='note'"))
    assert len(set(kinds)) == 1
    assert heads == (2 if kinds[0] else 0)
    return kinds[0]


def export(folder: Path, note: Callable[[int], None]) -> None:
    """Make a bundle on the stick."""
    with opened(folder / SENDER / FILE) as store:
        at(store, folder, SENDER).sending.export(stick(folder))
        note(0)


def judge_export(folder: Path, safe: set[int]) -> None:
    """What bears the name of a bundle is one; what was made once can be made again."""
    found = list(stick(folder).glob(f"*{bundle.SUFFIX}"))
    assert {one.suffix for one in stick(folder).iterdir()} <= {bundle.SUFFIX, bundle.PART}
    assert len(found) >= len(safe)
    place = folder / SENDER / FILE
    assert file.damage(place, KEY) == ()
    with opened(place) as store:
        assert check(store) == ()
        found.append(at(store, folder, SENDER).sending.export(stick(folder)).path)
    with opened(folder / RECEIVER / FILE) as store:
        for one in found:
            assert is_taken(at(store, folder, RECEIVER), one)
        assert families(store) == FAMILIES


def is_taken(one: Machine, path: Path) -> bool:
    try:
        one.receiving.take(path)
    except BundleRefused:
        return False
    return True
