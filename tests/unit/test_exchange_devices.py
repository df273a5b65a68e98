"""Two and more real files that hand each other real bundles."""

from uuid import UUID

import pytest

from lwdesk.base.errors import BundleRevoked
from lwdesk.base.messages import explain
from lwdesk.base.texts import translator
from lwdesk.domain.person import Person
from lwdesk.services.exchange import trust
from lwdesk.store import search
from lwdesk.store.check import check
from lwdesk.store.exchange import holding
from lwdesk.store.exchange.conflicts import Conflict, conflicts, decide
from lwdesk.store.transaction import Store
from lwdesk.sync import lines
from tests.unit.devices import Machine, machines

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


def apart(pc: Machine, laptop: Machine, first: Person, second: Person) -> None:
    """Let both devices know the person, then write without knowing of each other, and exchange."""
    save(pc.store, PERSON)
    laptop.take(pc.send())
    save(pc.store, first)
    save(laptop.store, second)
    laptop.take(pc.send())
    pc.take(laptop.send())


def open_conflicts(machine: Machine) -> tuple[Conflict, ...]:
    with machine.store.reading() as reader:
        return conflicts(reader)


def test_the_same_field_written_on_both_is_one_conflict_and_both_show_the_same(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        apart(pc, laptop, PERSON.replace(given_name="Eda"), PERSON.replace(given_name="Ida"))
        (one,) = open_conflicts(pc)
        assert open_conflicts(laptop) == (one,)
        assert (one.field, one.former, {side.value for side in one.sides}) == (
            "given_name",
            "Ada",
            {"Eda", "Ida"},
        )
        assert {side.device.hex for side in one.sides} == {pc.trust.own().device, laptop.trust.own().device}
        assert shown(pc.store) == shown(laptop.store) == PERSON.replace(given_name=one.sides[one.shown].value)
        assert (check(pc.store), check(laptop.store)) == ((), ())


def test_both_writing_the_same_is_nothing_to_decide(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        apart(pc, laptop, PERSON.replace(given_name="Eda"), PERSON.replace(given_name="Eda"))
        assert open_conflicts(pc) == open_conflicts(laptop) == ()


@pytest.mark.parametrize("chosen", [0, 1])
def test_a_decision_for_either_value_ends_the_conflict_and_travels(tmp_path, chosen: int) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        apart(pc, laptop, PERSON.replace(given_name="Eda"), PERSON.replace(given_name="Ida"))
        (one,) = open_conflicts(pc)
        with pc.store.writing("decide", None) as transaction:
            decide(transaction, one, one.sides[chosen].value)
        laptop.take(pc.send())
        assert open_conflicts(pc) == open_conflicts(laptop) == ()
        assert shown(pc.store) == shown(laptop.store) == PERSON.replace(given_name=one.sides[chosen].value)
        assert (check(pc.store), check(laptop.store)) == ((), ())


def test_removing_on_both_and_bringing_back_on_one_is_decided_too(tmp_path) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        save(pc.store, PERSON)
        with pc.store.writing("remove", None) as transaction:
            transaction.remove(PERSON)
        laptop.take(pc.send())
        for machine in (pc, laptop):
            with machine.store.writing("bring back", None) as transaction:
                transaction.bring_back(Person, PERSON.id)
        with laptop.store.writing("remove", None) as transaction:
            transaction.remove(PERSON)
        pc.take(laptop.send())
        (one,) = open_conflicts(pc)
        assert (one.field, {side.value for side in one.sides}) == ("_deleted", {True, False})
        with pc.store.writing("decide", None) as transaction:
            decide(transaction, one, value=False)
        assert open_conflicts(pc) == ()
        assert shown(pc.store) == PERSON
        assert check(pc.store) == ()


def test_a_long_note_that_was_saved_again_and_again_arrives(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(lines, "FREE", 1 << 22)
    long = "ж" * 15_000
    with machines(tmp_path, "pc", "laptop") as (_organisation, (pc, laptop)):
        for number in range(160):
            save(pc.store, Person(id=PERSON.id, note=long + str(number % 2)))
        assert laptop.take(pc.send()).result.records == 160
        assert shown(laptop.store) == shown(pc.store)


def test_the_search_is_touched_only_by_what_it_reads(tmp_path, monkeypatch) -> None:
    with machines(tmp_path, "pc", "laptop") as (_org, (pc, laptop)):
        save(pc.store, PERSON)
        laptop.take(pc.send())
        asked: list[dict[str, object]] = []
        monkeypatch.setattr(search, "refresh", lambda _connection, changed: asked.append(changed))
        for person in (PERSON.replace(note="y"), PERSON.replace(given_name="Eda")):
            save(pc.store, person)
            laptop.take(pc.send())
        assert ["person" in changed for changed in asked] == [False, True]


def test_work_of_a_withdrawn_device_beyond_its_cut_is_taken_once_its_office_reported_it(tmp_path) -> None:
    with machines(tmp_path, "a", "b", "c") as (organisation, (a, b, c)):
        save(c.store, PERSON)
        first = c.send()
        a.take(first)
        b.take(first)
        save(c.store, PERSON.replace(note="y"))
        b.take(c.send())
        lost = c.trust.own().device
        organisation.roster = trust.revoke(organisation.roster, lost, ends(a, lost), "lost")
        organisation.spread()
        organisation.devices = [a, b]
        sent = b.send()
        with pytest.raises(BundleRevoked, match="log") as refused:
            a.take(sent)
        told = " ".join(explain(refused.value, translator("de")))
        assert "Das Gerät, das es erstellt hat, ist in Ordnung." in told
        organisation.roster = trust.revoke(organisation.roster, lost, ends(b, lost), "lost")
        organisation.spread()
        a.take(sent)
        assert shown(a.store) == PERSON.replace(note="y")


def ends(machine: Machine, device: str) -> dict[str, int]:
    with machine.store.reading() as reader:
        return holding.ends(reader.connection, device)
