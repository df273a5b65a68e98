"""The tests of the exchange have teeth: each fault put in by hand, at one place, makes one of them fail."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import pytest

from lwdesk.base.errors import LwError
from lwdesk.store import seal, writers
from lwdesk.store.chain import Entry
from lwdesk.store.exchange import applying, clashes, incoming, outgoing, redacting
from lwdesk.store.exchange.applying import Application
from lwdesk.store.exchange.incoming import Import
from lwdesk.store.exchange.knowing import Knowledge, Known
from lwdesk.store.tables import ERASED, LIVE
from lwdesk.store.transaction import Store
from tests.unit import test_exchange
from tests.unit.judging import judge
from tests.unit.playing import ADA, NAME, begin, four

type Program = list[Any]
type Patch = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture(scope="module")
def stores() -> Iterator[list[Store]]:
    with four() as opened:
        yield opened


def fails(stores: list[Store], program: Program) -> bool:
    """Tell whether four devices come to grief or the judge finds something."""
    play = begin(stores)
    try:
        play.run(program)
        judge(play)
    except (AssertionError, LwError):
        return True
    return False


def write(place: int, subject: object, text: str = "A") -> Any:
    return "write", place, subject, 0, text


def in_the_order_of_writers(patch: pytest.MonkeyPatch) -> None:
    def one_by_one(*streams: Any, key: object) -> Any:
        return chain(*streams)

    patch.setattr(outgoing, "merge", one_by_one)


def base_held_against_the_bundle_only(patch: pytest.MonkeyPatch) -> None:
    whole = Import.begin

    def begin(self: Import, base: dict[str, int], parts: list[Any]) -> None:
        there = {part.writer for part in parts}
        whole(self, {writer: seq for writer, seq in base.items() if writer in there}, parts)

    patch.setattr(Import, "begin", begin)


def decision_replaces_one_head(patch: pytest.MonkeyPatch) -> None:
    whole = seal._Pass._write

    def one(self: Any, about: Any, body: Any, dots: dict[str, list[Any]], *rest: Any) -> Any:
        return whole(self, about, body, {col: known[:1] for col, known in dots.items()}, *rest)

    patch.setattr(seal._Pass, "_write", one)


def erasure_stays_at_the_top(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Knowledge, "below", lambda _self, top: [top])


def late_writes_to_the_erased_count(patch: pytest.MonkeyPatch) -> None:
    whole = Application._write

    def revived(self: Application, one: Known, record: Any) -> None:
        if one.state == ERASED:
            one.state = LIVE
        whole(self, one, record)

    patch.setattr(Application, "_write", revived)


def time_follows_the_own_clock_only(patch: pytest.MonkeyPatch) -> None:
    whole = writers.current

    def own(connection: Any) -> writers.Writer:
        found = whole(connection)
        ((found.hlc,),) = writers.send(connection, "SELECT hlc FROM writer WHERE wid=?", (found.wid,))
        return found

    patch.setattr(writers, "current", own)


def last_writer_wins(patch: pytest.MonkeyPatch) -> None:
    whole = Known.write

    def alone(self: Known, cols: Any, dot: Any, *rest: Any) -> None:
        for col in cols:
            self.dots.pop(col, None)
        whole(self, cols, dot, *rest)

    patch.setattr(Known, "write", alone)


def bodies_of_the_erased_stay(patch: pytest.MonkeyPatch) -> None:
    whole = applying.send

    def kept(connection: Any, statement: str, params: Any = ()) -> Any:
        return (
            [] if statement.startswith("UPDATE log SET salt=NULL") else whole(connection, statement, params)
        )

    patch.setattr(applying, "send", kept)


class _Anything:
    __hash__ = None  # type: ignore[assignment]

    def __ne__(self, _other: object) -> bool:
        return False


def known_records_are_not_compared(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(incoming, "Entry", type("Blind", (Entry,), {"leaf": lambda _self: _Anything()}))


def missing_bodies_are_not_asked_about(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Application, "unjustified", lambda _self: None)


def removal_says_nothing_of_what_it_saw(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(clashes, "known_elsewhere", lambda *_args: {})


def removal_wins_over_what_it_did_not_see(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(clashes, "unseen", lambda *_args: [])


def what_is_shown_is_let_go_of(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(redacting, "_stands", lambda *_args: False)


PROGRAMS: list[tuple[Patch, Program]] = [
    (in_the_order_of_writers, [write(1, ADA), ("sync", 1, 0), write(0, ADA, "B"), ("sync", 0, 2)]),
    (
        base_held_against_the_bundle_only,
        [
            write(0, ADA),
            ("sync", 0, 1),
            ("sync", 0, 2),
            write(1, ADA, "B"),
            ("pack", 1, 2, 0),
            ("deliver", 3, 0),
        ],
    ),
    (
        decision_replaces_one_head,
        [write(0, ADA), write(1, ADA, "B"), ("sync", 1, 0), ("decide", 0, 0)],
    ),
    (erasure_stays_at_the_top, [write(0, ADA), write(0, NAME), ("erase", 0, ADA)]),
    (
        late_writes_to_the_erased_count,
        [write(0, ADA), ("sync", 0, 1), ("erase", 0, ADA), write(1, ADA, "B"), ("sync", 1, 0)],
    ),
    (
        time_follows_the_own_clock_only,
        [("clock", 1, -11), write(0, ADA), ("sync", 0, 1), write(1, ADA, "B")],
    ),
    (last_writer_wins, [write(0, ADA), write(1, ADA, "B")]),
    (bodies_of_the_erased_stay, [write(0, ADA), ("erase", 0, ADA)]),
    (removal_says_nothing_of_what_it_saw, [write(1, ADA), ("sync", 1, 0), ("remove", 0, ADA)]),
    (
        removal_wins_over_what_it_did_not_see,
        [write(0, ADA), ("sync", 0, 1), ("remove", 0, ADA), write(1, ADA, "B")],
    ),
    (what_is_shown_is_let_go_of, [write(0, ADA), ("redact", 0)]),
]


@pytest.mark.parametrize(("fault", "program"), PROGRAMS, ids=[fault.__name__ for fault, _ in PROGRAMS])
def test_a_fault_is_found_by_a_program_that_runs_well_without_it(
    stores: list[Store], monkeypatch: pytest.MonkeyPatch, fault: Patch, program: Program
) -> None:
    assert not fails(stores, program)
    fault(monkeypatch)
    assert fails(stores, program)


DIRECTED = [
    (known_records_are_not_compared, test_exchange.test_a_second_record_under_the_same_number_is_a_fork),
    (
        missing_bodies_are_not_asked_about,
        test_exchange.test_a_body_that_is_missing_without_a_reason_is_refused,
    ),
    (
        base_held_against_the_bundle_only,
        test_exchange.test_a_bundle_that_builds_on_a_bundle_of_another_is_held_against_all_of_it,
    ),
]


@pytest.mark.parametrize(("fault", "promise"), DIRECTED, ids=[fault.__name__ for fault, _ in DIRECTED])
def test_a_fault_is_found_by_the_test_of_its_promise(
    monkeypatch: pytest.MonkeyPatch, fault: Patch, promise: Callable[[], None]
) -> None:
    promise()
    fault(monkeypatch)
    with pytest.raises((AssertionError, LwError, pytest.fail.Exception)):
        promise()
