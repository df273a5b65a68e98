"""Every way in which a bundle can be wrong has its name, and leaves the file as it was."""

import io
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from lwdesk.base import errors
from lwdesk.base.errors import BundleDamaged, BundleRefused
from lwdesk.domain.person import Person
from lwdesk.store.check import check
from lwdesk.sync import bundle, lines
from tests.unit.bundle_kit import CHANGES, Kit
from tests.unit.devices import machines

VECTORS = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[1] / "data" / "bundles").glob("*.toml"))
}
PERSON = Person(id=UUID(int=7), given_name="Ada")


@pytest.fixture
def kit(tmp_path) -> Iterator[Kit]:
    with machines(tmp_path, "pc", "laptop") as (organisation, (pc, laptop)):
        for person in (PERSON, PERSON.replace(note="x"), PERSON.replace(note="y")):
            with pc.store.writing("save", None) as transaction:
                transaction.save(person)
        yield Kit(organisation, pc, laptop, pc.send().path)


NOTED = {"passage", "quarantine", "peer"}
"""Where it is written down that something was refused, or waits, and when somebody was last heard of."""


def content(kit: Kit) -> str:
    """Return all that stands in the receiver's file, what is noted of bundles aside."""
    found = sha256()
    with kit.receiver.store.reading() as reader:
        tables = reader.rows("SELECT name FROM pragma_table_list WHERE schema='main' AND type='table'")
        names = sorted({name for (name,) in tables} - NOTED)
        assert {"log", "entity", "person", "writer", "checkpoint", "head", "roster", "setting"} < {*names}
        for name in names:
            found.update(repr(reader.rows(f'SELECT * FROM "{name}"')).encode())
    return found.hexdigest()


def test_every_change_has_its_vector_and_every_vector_its_change() -> None:
    assert {vector["change"] for vector in VECTORS.values()} == CHANGES.keys()


@pytest.mark.parametrize("name", VECTORS)
def test_the_vector_is_answered_as_it_says(kit: Kit, name: str, tmp_path) -> None:
    vector = VECTORS[name]
    path = tmp_path / "vector.lwb"
    made = CHANGES[vector["change"]](kit)
    path.write_bytes(made)
    before = content(kit)
    if not vector["expect"]:
        taken = kit.receiver.receiving.take(path).result.records
        assert taken == vector.get("records", len(kit.records))
        assert taken or content(kit) == before
        return
    with pytest.raises(BundleRefused) as refused:
        kit.receiver.receiving.take(path)
    assert type(refused.value) is getattr(errors, vector["expect"])
    assert refused.value.facts.get("why") == vector.get("why")
    assert content(kit) == before
    assert path.read_bytes() == made
    assert check(kit.receiver.store) == ()


def test_only_the_limit_keeps_a_bomb_of_good_records_out(kit: Kit, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(lines, "RATIO", 10**12)
    path = tmp_path / "bomb.lwb"
    path.write_bytes(CHANGES["bomb"](kit))
    assert kit.receiver.receiving.take(path).result.records == 20


def answers(kit: Kit, contents: Iterable[bytes]) -> set[str]:
    """Return how bundles that were changed are refused; "" stands for one that is not."""
    found = set()
    for changed in contents:
        try:
            bundle.verify(io.BytesIO(changed), kit.organisation.roster)
            found.add("")
        except BundleRefused as error:
            found.add(type(error).__name__)
    return found


def test_a_bundle_cut_at_any_byte_is_damaged(kit: Kit) -> None:
    assert answers(kit, (kit.content[:end] for end in range(len(kit.content)))) == {"BundleDamaged"}


def test_a_byte_changed_anywhere_in_the_head_is_noticed(kit: Kit) -> None:
    places = range(kit.content.index(kit.payload))
    assert answers(kit, (flipped(kit.content, place) for place in places)) == {"BundleDamaged"}


def test_a_byte_changed_in_the_body_is_damage(kit: Kit) -> None:
    start = kit.content.index(kit.payload)
    places = Random(1).sample(range(start, start + len(kit.payload)), 500)
    assert answers(kit, (flipped(kit.content, place) for place in places)) == {"BundleDamaged"}


@pytest.mark.parametrize("act", ["look", "take"])
def test_nothing_is_taken_in_of_a_bundle_that_was_cut_or_changed_and_the_bundle_stays(
    kit: Kit, tmp_path, act: str
) -> None:
    path, before = tmp_path / "broken.lwb", content(kit)
    directory = kit.content.index(kit.payload) + len(kit.payload)
    for place in Random(1).sample(range(directory), 60):
        for made in (kit.content[:place], flipped(kit.content, place)):
            path.write_bytes(made)
            with pytest.raises(BundleDamaged):
                getattr(kit.receiver.receiving, act)(path)
            assert path.read_bytes() == made
    assert content(kit) == before
    assert check(kit.receiver.store) == ()


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0x41]) + content[place + 1 :]


def test_a_bundle_read_in_twice_changes_nothing_the_second_time(kit: Kit) -> None:
    assert kit.receiver.receiving.take(kit.path).result.records == len(kit.records)
    before = content(kit)
    received = kit.receiver.receiving.take(kit.path)
    assert received.is_known
    assert received.result.known == len(kit.records)
    assert content(kit) == before


class Fickle(io.BytesIO):
    """A stick that answers differently the second time."""

    def __init__(self, first: bytes, then: bytes) -> None:
        super().__init__(first)
        self.then = then

    def change(self) -> None:
        self.getbuffer()[:] = self.then


def test_a_stick_that_answers_differently_the_second_time_is_noticed(kit: Kit) -> None:
    source = Fickle(kit.content, flipped(kit.content, kit.content.index(kit.payload) + 300))
    signed = bundle.verify(source, kit.organisation.roster)
    source.change()
    own = kit.receiver.trust.membership()
    with pytest.raises(BundleRefused):
        bundle.read(source, signed, own.device, own.own.identities, Silent())


def test_a_bundle_that_opens_but_is_not_the_one_that_was_verified_is_refused(kit: Kit) -> None:
    source = io.BytesIO(kit.content)
    signed = replace(bundle.verify(source, kit.organisation.roster), digest=bytes(64))
    own = kit.receiver.trust.membership()
    with pytest.raises(BundleDamaged) as refused:
        bundle.read(source, signed, own.device, own.own.identities, Silent())
    assert refused.value.facts["why"] == "changed"


class Silent:
    def begin(self, told: object) -> None: ...

    def take(self, line: object) -> None: ...
