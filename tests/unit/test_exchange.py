"""What several devices wrote, taken into the real file, beside the reference model and in any order."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base import chain, signing
from lwdesk.base.chain import segment_message
from lwdesk.base.errors import BundleDamaged, BundleForged, BundleForked, BundleGap, BundleInconsistent
from lwdesk.store.chain import entries
from lwdesk.store.check import check
from lwdesk.store.exchange.incoming import Import, Result
from lwdesk.store.exchange.parts import Part
from lwdesk.store.rebuild import rebuild
from lwdesk.store.transaction import Store
from lwdesk.sync import record
from tests.unit.data_files import fresh
from tests.unit.judging import content, sound
from tests.unit.playing import empty, known
from tests.unit.reference_model import Rec, Replica
from tests.unit.test_store_rebuild import NAMES, heads, programs, run

ORGANISATION = bytes(16)
KEY = signing.new_signing_key()


def line(rec: Rec) -> record.Line:
    return record.read(record.write(rec.hdr.bytes(), rec.salt, rec.body, rec.commitment))


def part(writer: str, records: list[Rec], first: int) -> Part:
    last = records[-1]
    message = segment_message(ORGANISATION, bytes.fromhex(writer), last.hdr.seq, last.chain)
    signature = signing.sign(KEY, message)
    public = signing.public_key(KEY)
    return Part(writer, writer, "office", 1, first, last.hdr.seq, last.chain, 0, signature, public)


def parts(base: dict[str, int], records: list[Rec], replica: Replica) -> list[Part]:
    writers = sorted({rec.hdr.author for rec in records})
    return [part(one, replica.log[one], base.get(one, 0) + 1) for one in writers]


def take_in(store: Store, replica: Replica, have: dict[str, int] | None = None) -> Result:
    """Take in what the replica knows above what it believes that the file has."""
    base, records = replica.bundle(have or {})
    records.sort(key=lambda rec: (rec.hdr.hlc, rec.hdr.author, rec.hdr.seq))
    return put(store, base, parts(base, records, replica), records)


def put(store: Store, base: dict[str, int], told: list[Part], records: list[Rec]) -> Result:
    with store.engine.begin() as connection:
        work = Import(connection, ORGANISATION)
        work.begin(base, told)
        for rec in records:
            work.take(line(rec))
        return work.finish()


def state(store: Store) -> Any:
    with store.reading() as reader:
        content = rebuild(entries(reader.connection))
        return heads(content), content.erased


@pytest.fixture(scope="module")
def used() -> Iterator[Store]:
    """Give one file for many examples, each of which empties it first."""
    with fresh() as store:
        yield store


@given(program=programs)
def test_the_file_holds_what_the_reference_model_holds(used: Store, program: list[Any]) -> None:
    empty(used)
    replica, *_others = run(program)
    take_in(used, replica)
    sound(used, content(used))
    assert state(used) == (replica.live(), replica.erased)


@given(program=programs, behind=st.integers(0, 2))
def test_bundles_from_anybody_at_any_time_with_gaps_and_doubles_come_to_the_same(
    used: Store, program: list[Any], behind: int
) -> None:
    empty(used)
    vectors: list[dict[str, int]] = [{}]

    def seen(replica: Replica) -> None:
        have = vectors[max(0, len(vectors) - 1 - behind)]
        with suppress(BundleGap):
            take_in(used, replica, have)
        vectors.append(known(used))

    replica, *_others = run(program, seen)
    take_in(used, replica)
    sound(used, content(used))
    assert state(used) == (replica.live(), replica.erased)


def two_writes() -> Replica:
    replica = Replica(NAMES[0], lambda: 1_700_000_000_000)
    for name in ("Ada", "Eda"):
        replica.write(f"{1:032x}", {"given_name": name})
    return replica


def test_a_bundle_that_builds_on_a_missing_one_changes_nothing_and_says_what_is_missing() -> None:
    replica = two_writes()
    with fresh() as store:
        with pytest.raises(BundleGap) as refused:
            take_in(store, replica, {NAMES[0]: 1})
        assert (refused.value.facts["first"], refused.value.facts["last"]) == (1, 1)
        assert state(store) == ({}, set())


def test_a_bundle_that_builds_on_a_bundle_of_another_is_held_against_all_of_it() -> None:
    """Its records name nothing that is missing: only its base says that something is."""
    replica = two_writes()
    other = Replica(NAMES[1], lambda: 1_700_000_000_000)
    other.take(replica.bundle({}))
    other.write(f"{2:032x}", {"given_name": "Ida"})
    with fresh() as store:
        with pytest.raises(BundleGap):
            take_in(store, other, {NAMES[0]: 2})
        assert state(store) == ({}, set())


def test_a_second_record_under_the_same_number_is_a_fork() -> None:
    with fresh() as store:
        take_in(store, two_writes())
        other = Replica(NAMES[0], lambda: 1_700_000_000_000)
        for name in ("Ada", "Ida"):
            other.write(f"{1:032x}", {"given_name": name})
        before = state(store)
        with pytest.raises(BundleForked):
            take_in(store, other)
        assert state(store) == before


def test_a_log_whose_end_is_signed_by_somebody_else_is_refused() -> None:
    replica = two_writes()
    base, records = replica.bundle({})
    (told,) = parts(base, records, replica)
    with fresh() as store:
        forged = told._replace(signature=signing.sign(signing.new_signing_key(), b"x"))
        with pytest.raises(BundleForged):
            put(store, base, [forged], records)
        assert state(store) == ({}, set())
        assert check(store) == ()


@pytest.mark.parametrize("records", [slice(0, 1), slice(1, 2), slice(None, None, -1)])
def test_records_that_are_missing_or_out_of_order_are_refused(records: slice) -> None:
    replica = two_writes()
    base, every = replica.bundle({})
    with fresh() as store:
        with pytest.raises(BundleInconsistent):
            put(store, base, parts(base, every, replica), every[records])
        assert state(store) == ({}, set())


def test_a_body_that_is_missing_without_a_reason_is_refused() -> None:
    replica = two_writes()
    replica.log[NAMES[0]][0].salt = replica.log[NAMES[0]][0].body = None
    with fresh() as store:
        with pytest.raises(BundleInconsistent):
            take_in(store, replica)
        assert state(store) == ({}, set())


NAME = NAMES[0]


@pytest.mark.parametrize(
    "aside",
    [
        {"_by": 1},
        {"_by": "nobody"},
        {"_why": 1},
        {"_seen": []},
        {"_seen": {"x": 1}},
        {"_seen": {NAME: 0}},
        {"_seen": {NAME: True}},
        {"_again": []},
        {"_again": {"note": 1}},
        {"_again": {"note": [NAME]}},
        {"_again": {"note": [1, NAME]}},
        {"_other": 1},
    ],
)
def test_what_stands_beside_the_fields_has_one_form_only(aside: dict[str, Any]) -> None:
    replica = Replica(NAME, lambda: 1_700_000_000_000)
    replica.write(f"{1:032x}", {"note": "x"})
    (rec,) = replica.log[NAME]
    assert rec.salt is not None
    body = chain.compact({"note": "x", **aside})
    told = record.write(rec.hdr.bytes(), rec.salt, body, rec.commitment)
    with pytest.raises(BundleDamaged):
        record.read(told)


def test_what_stands_beside_the_fields_is_read() -> None:
    replica = Replica(NAME, lambda: 1_700_000_000_000)
    replica.write(f"{1:032x}", {"note": "x"})
    (rec,) = replica.log[NAME]
    aside = {"_by": NAME, "_why": "x", "_seen": {NAME: 3}, "_again": {"note": [NAME, 1]}}
    body = chain.compact({"note": "x", **aside})
    assert record.read(record.write(rec.hdr.bytes(), rec.salt, body, rec.commitment)).values == {
        "note": "x",
        **aside,
    }
