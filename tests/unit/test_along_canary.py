"""What is not in a set is nowhere on the laptop, and what was in one is nowhere after it was erased."""

from collections.abc import Iterator

from lwdesk.base import clock
from lwdesk.domain.papers import PrivateNote
from lwdesk.store.driver import send
from lwdesk.store.transaction import Store
from tests.unit.devices import LEAD, Machine
from tests.unit.laptops import ONE, THREE, TWO, Family, get, office, save


def canaries(family: Family) -> list[bytes]:
    n = family.n
    told = [f"Qhaus{n}", f"Qada{n}", f"Qfam{n}", f"Qweg {n}", f"Qnotiz{n}", f"TB-{n}"]
    return [one.encode() for word in told for one in (word, word.casefold())]


def contents(store: Store) -> Iterator[bytes]:
    """Yield every value of every table, with the pages of the search index."""
    with store.reading() as reader:
        connection = reader.connection
        tables = send(
            connection, "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
        )
        for (table,) in tables:
            for row in send(connection, f'SELECT * FROM "{table}"'):
                yield from (one if isinstance(one, bytes) else str(one).encode() for one in row)


def files(machine: Machine) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in machine.folder.rglob("*") if path.is_file())


def found(machine: Machine, family: Family) -> set[bytes]:
    every = [*contents(machine.store), *files(machine)]
    return {canary for canary in canaries(family) for one in every if canary in one}


def test_a_household_that_is_not_in_the_set_is_nowhere_on_the_laptop(tmp_path) -> None:
    with office(tmp_path, ONE, TWO, THREE) as desk:
        save(desk.pc, TWO.person.replace(note="Qnotiz2"))
        desk.bring(desk.pack(ONE))
        assert found(desk.laptop, ONE)
        assert found(desk.laptop, TWO) == found(desk.laptop, THREE) == set()
        with desk.laptop.store.reading() as reader:
            eids = {eid for (eid,) in send(reader.connection, "SELECT eid FROM entity")}
        assert not eids & {record.id.bytes for family in (TWO, THREE) for record in family.records}


def test_nothing_of_an_erased_set_is_left_on_the_laptop(tmp_path) -> None:
    with office(tmp_path, ONE, TWO) as desk:
        first, second = desk.pack(ONE), desk.pack(TWO)
        desk.bring(first)
        desk.bring(second)
        own = PrivateNote(household=ONE.household.id, staff=LEAD.id, text="Qnotiz1", written_at=clock.now())
        save(desk.laptop, ONE.person.replace(phone="Qweg 1"), own)
        desk.along(desk.laptop).forget(first.set, confirmed=True)
        assert found(desk.laptop, ONE) == set()
        assert [get(desk.laptop, one) for one in TWO.records] == list(TWO.records)
        assert desk.is_sound()
