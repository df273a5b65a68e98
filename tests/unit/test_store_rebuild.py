"""Logs of several devices, made by the reference model, rebuilt by the program."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lwdesk.store.chain import Entry
from lwdesk.store.check_log import check_bodies, check_log
from lwdesk.store.rebuild import Content, rebuild
from tests.unit.data_files import fresh
from tests.unit.reference_model import Replica

NAMES = tuple(f"{number:032x}" for number in (0xA1, 0xB2, 0xC3))
EIDS = tuple(f"{number:032x}" for number in range(1, 4))
PARENTS = {EIDS[1]: EIDS[0], EIDS[2]: EIDS[1]}

devices = st.integers(0, len(NAMES) - 1)
steps = st.one_of(
    st.tuples(
        st.just("write"),
        devices,
        st.sampled_from(EIDS),
        st.dictionaries(st.sampled_from(["given_name", "note"]), st.integers(0, 99), min_size=1),
    ),
    st.tuples(st.just("erase"), devices, st.sampled_from(EIDS)),
    st.tuples(st.just("redact"), devices, st.sampled_from(EIDS)),
    st.tuples(st.just("sync"), devices, devices),
    st.tuples(st.just("sync"), devices, devices),
    st.tuples(st.just("clock"), devices, st.integers(-10_000, 10_000)),
)
programs = st.lists(steps, min_size=4, max_size=40)


def run(program: list[Any], seen: Callable[[Replica], object] = id) -> list[Replica]:
    """Play the program on three devices; `seen` is shown the device of each step after it."""
    clocks = [1_700_000_000_000] * len(NAMES)
    replicas = [Replica(name, lambda at=at: clocks[at]) for at, name in enumerate(NAMES)]
    for step, device, *rest in program:
        replica = replicas[device]
        if step == "write":
            replica.write(rest[0], rest[1], PARENTS.get(rest[0]))
        elif step == "clock":
            clocks[device] += rest[0]
        elif step == "sync":
            other = replicas[rest[0]]
            other.take(replica.bundle(other.known()))
        else:
            getattr(replica, step)(rest[0])
        seen(replica)
    for _round in range(2):
        for replica in replicas:
            for other in replicas:
                other.take(replica.bundle(other.known()))
    return replicas


def entries(replica: Replica) -> list[Entry]:
    every = [rec for records in replica.log.values() for rec in records]
    every.sort(key=lambda rec: (rec.hdr.hlc, rec.hdr.author, rec.hdr.seq))
    return [
        Entry(NAMES.index(rec.hdr.author) + 1, rec.hdr.bytes(), rec.salt, rec.body, rec.commitment)
        for rec in every
    ]


def heads(content: Content) -> dict[Any, Any]:
    return {
        (eid, col): found for eid, fields in content.heads.items() for col, found in fields.items() if found
    }


@given(programs)
def test_the_heads_of_every_log_are_those_of_the_reference_model(program: list[Any]) -> None:
    for replica in run(program):
        content = rebuild(entries(replica))
        assert heads(content) == replica.live()
        assert content.erased == replica.erased
        for eid, col in replica.live():
            assert content.shown(eid, col) == replica.shown(eid, col)


def test_two_devices_that_know_nothing_of_each_other_leave_two_heads() -> None:
    program = [
        ("write", 0, EIDS[0], {"note": 0}),
        ("sync", 0, 1),
        ("clock", 1, 1000),
        ("write", 1, EIDS[0], {"note": 1}),
        ("write", 0, EIDS[0], {"note": 2}),
    ]
    for replica in run(program):
        content = rebuild(entries(replica))
        assert set(content.heads[EIDS[0]]["note"]) == {(NAMES[0], 2), (NAMES[1], 1)}
        assert content.shown(EIDS[0], "note") == 1


@given(programs)
def test_the_content_does_not_depend_on_the_device_that_holds_the_log(program: list[Any]) -> None:
    first, *others = (rebuild(entries(replica)) for replica in run(program))
    for content in others:
        assert heads(content) == heads(first)


@given(programs)
def test_the_bodies_that_the_model_dropped_were_dropped_with_good_reason(program: list[Any]) -> None:
    for replica in run(program):
        assert rebuild(entries(replica)).unjustified() == []


@given(programs, st.integers(0, 50))
def test_a_body_that_somebody_else_dropped_is_found(program: list[Any], place: int) -> None:
    log = entries(run(program)[0])
    with_body = [number for number, entry in enumerate(log) if entry.body is not None]
    if not with_body:
        return
    chosen = with_body[place % len(with_body)]
    log[chosen] = log[chosen]._replace(salt=None, body=None)
    assert log[chosen].header().stamp in rebuild(log).unjustified()


@given(programs)
def test_the_log_of_several_devices_passes_every_check_of_hashes_and_times(program: list[Any]) -> None:
    replica = run(program)[0]
    with fresh() as store, store.engine.connect() as connection:
        numbers = {eid: number for number, eid in enumerate(EIDS, 1)}
        connection.exec_driver_sql("DELETE FROM writer")
        for eid, number in numbers.items():
            connection.exec_driver_sql(
                "INSERT INTO entity (id, eid, kind, state) VALUES (?, ?, 'person', 0)",
                (number, UUID(eid).bytes),
            )
        for wid, name in enumerate(NAMES, 1):
            records = replica.log.get(name, [])
            end = (len(records), records[-1].chain, records[-1].hdr.hlc) if records else (0, b"", 0)
            connection.exec_driver_sql(
                "INSERT INTO writer (wid, uuid, device, scope, incarnation, max_seq, chain, hlc)"
                " VALUES (?, ?, x'', 'office', 1, ?, ?, ?)",
                (wid, UUID(name).bytes, *end),
            )
        for entry in entries(replica):
            header = entry.header()
            connection.exec_driver_sql(
                "INSERT INTO log (wid, seq, hlc, ent, hdr, salt, body, commitment)"
                " VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, CAST(? AS TEXT), ?)",
                (
                    entry.wid,
                    header.seq,
                    header.hlc,
                    numbers[header.eid],
                    entry.hdr,
                    entry.salt,
                    entry.body,
                    entry.commitment,
                ),
            )
        found = [*check_log(connection), *check_bodies(connection, rebuild(entries(replica)))]
        assert {finding.code for finding in found} <= {"log_unsigned"}
        connection.rollback()
