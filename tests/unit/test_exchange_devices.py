"""Two and more real files that hand each other real bundles."""

from uuid import UUID

from lwdesk.domain.person import Person
from lwdesk.store.check import check
from lwdesk.store.transaction import Store
from tests.unit.devices import machines

PERSON = Person(id=UUID(int=7), given_name="Ada", note="x")


def save(store: Store, person: Person) -> None:
    with store.writing("save", None) as transaction:
        transaction.save(person)


def shown(store: Store) -> Person | None:
    with store.reading() as reader:
        return reader.get(Person, PERSON.id)


def test_what_one_device_wrote_is_on_the_other(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        save(pc.store, PERSON)
        received = laptop.take(pc.send())
        assert shown(laptop.store) == PERSON
        assert received.result.records == 1
        assert received.sender.label == "pc"
        assert (check(pc.store), check(laptop.store)) == ((), ())


def test_changes_of_other_fields_merge_by_themselves_both_ways(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        save(pc.store, PERSON)
        laptop.take(pc.send())
        save(pc.store, PERSON.replace(given_name="Eda"))
        save(laptop.store, PERSON.replace(note="y"))
        laptop.take(pc.send())
        pc.take(laptop.send())
        assert shown(pc.store) == shown(laptop.store) == PERSON.replace(given_name="Eda", note="y")
        assert (check(pc.store), check(laptop.store)) == ((), ())
