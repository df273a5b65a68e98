"""How long work with bundles tells where it is, and that calling it off leaves nothing of it."""

from collections.abc import Callable, Iterator
from errno import ENODEV, ENOSPC
from pathlib import Path
from typing import Any, BinaryIO, Self

import pytest

from lwdesk.base.errors import Cancelled, DiskFailed, DiskFull
from lwdesk.base.progress import Progress
from lwdesk.domain.person import Person
from lwdesk.services.exchange import receiving
from lwdesk.store.check import check
from lwdesk.store.exchange import incoming
from lwdesk.store.exchange.applying import Application
from lwdesk.sync import archive, bundle
from tests.unit.devices import Machine, machines

PEOPLE = 3 * incoming.SOME


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    with machines(tmp_path, "pc", "laptop") as (_organisation, (pc, laptop)):
        with pc.store.writing("save", None) as transaction:
            transaction.save_all(Person(family_name=f"P{number}") for number in range(PEOPLE))
        yield pc, laptop


class Stopping(Progress):
    """A person who calls it off when so much is done, or only looks on."""

    def __init__(self, after: int | None = None) -> None:
        super().__init__()
        self.after = after
        self.told: list[int] = []

    def step(self, count: int = 1) -> None:
        self.told.append(self.done + count)
        if self.after is not None and self.told[-1] >= self.after:
            self.cancel()
        super().step(count)


def content(one: Machine) -> dict[str, list[Any]]:
    """Return all that stands in a file."""
    with one.store.reading() as reader:
        tables = reader.rows("SELECT name FROM pragma_table_list WHERE schema='main' AND type='table'")
        return {name: reader.rows(f'SELECT * FROM "{name}"') for (name,) in tables}


def people(one: Machine) -> int:
    with one.store.reading() as reader:
        return len(reader.all(Person))


def test_taking_in_tells_of_every_hundred_records_and_of_the_last(both: tuple[Machine, Machine]) -> None:
    pc, laptop = both
    progress = Stopping()
    laptop.receiving.take(pc.send().path, progress)
    assert progress.stage == "import"
    assert progress.done == progress.total >= PEOPLE
    assert max(after - before for before, after in zip(progress.told, progress.told[1:], strict=False)) <= (
        incoming.SOME
    )


def test_a_large_bundle_is_taken_in_a_few_records_at_a_time(
    both: tuple[Machine, Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    pc, laptop = both
    held, apply = [], Application.apply

    def counted(self: Application, records: list[Any]) -> list[Any]:
        held.append(len(records))
        return apply(self, records)

    monkeypatch.setattr(Application, "apply", counted)
    monkeypatch.setattr(incoming, "MANY", 10)
    monkeypatch.setattr(incoming, "SMALL_CHUNK", 50)
    sent = pc.send()
    laptop.take(sent)
    assert max(held) == 50
    assert sum(held) == sent.records
    assert people(laptop) == PEOPLE
    assert check(laptop.store) == ()


@pytest.mark.parametrize("after", [1, incoming.SOME + 1, PEOPLE])
def test_taking_in_that_was_called_off_has_not_happened(both: tuple[Machine, Machine], after: int) -> None:
    pc, laptop = both
    sent = pc.send()
    before = content(laptop)
    with pytest.raises(Cancelled):
        laptop.receiving.take(sent.path, Stopping(after))
    assert content(laptop) == before
    assert check(laptop.store) == ()
    assert laptop.take(sent).result.records == sent.records
    assert people(laptop) == PEOPLE


def test_making_a_bundle_tells_of_every_record(both: tuple[Machine, Machine]) -> None:
    pc, _laptop = both
    progress = Stopping()
    sent = pc.sending.export(pc.folder, progress)
    assert progress.stage == "export"
    assert progress.done == progress.total == sent.records >= PEOPLE


@pytest.mark.parametrize("after", [1, PEOPLE // 2, PEOPLE])
def test_a_bundle_that_was_called_off_was_never_made(both: tuple[Machine, Machine], after: int) -> None:
    pc, laptop = both
    before = content(pc)
    place = pc.folder / "stick"
    place.mkdir()
    with pytest.raises(Cancelled):
        pc.sending.export(place, Stopping(after))
    assert list(place.iterdir()) == []
    assert {**content(pc), "setting": []} == {**before, "setting": []}
    assert laptop.take(pc.send()).result.records >= PEOPLE


class Pulled:
    """A stick that is there for so many calls."""

    def __init__(self, file: BinaryIO, name: str, calls: int, error: int) -> None:
        self._file, self._name, self._calls, self._error = file, name, calls, error

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._file, name)
        return self._guarded(found) if name == self._name else found

    def _guarded(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any) -> Any:
            self._calls -= 1
            if self._calls < 0:
                raise OSError(self._error, "gone")
            return act(*args)

        return guarded

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_told: object) -> None:
        self._file.close()


def test_a_stick_pulled_while_a_bundle_is_taken_in_leaves_nothing_of_it(
    both: tuple[Machine, Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    pc, laptop = both
    sent = pc.send()
    before = content(laptop)
    monkeypatch.setattr(archive, "CHUNK", 5000)
    whole, calls, answers = Path.open, 0, []

    def opened(path: Path, *args: Any, **options: Any) -> Any:
        found = whole(path, *args, **options)
        return Pulled(found, "read", calls, ENODEV) if path == sent.path else found

    monkeypatch.setattr(receiving.Path, "open", opened)
    while True:
        try:
            laptop.take(sent)
        except DiskFailed as error:
            answers.append(error)
            assert content(laptop) == before
            calls += 1
        else:
            break
    assert len(answers) > 6
    assert people(laptop) == PEOPLE


@pytest.mark.parametrize(("error", "answer"), [(ENOSPC, DiskFull), (ENODEV, DiskFailed)])
def test_a_stick_that_is_full_or_pulled_holds_no_bundle(
    both: tuple[Machine, Machine], monkeypatch: pytest.MonkeyPatch, error: int, answer: type[Exception]
) -> None:
    pc, laptop = both
    place = pc.folder / "stick"
    place.mkdir()
    whole, calls, answers = Path.open, 0, 0

    def opened(path: Path, *args: Any, **options: Any) -> Any:
        found = whole(path, *args, **options)
        return Pulled(found, "write", calls, error) if path.suffix == bundle.PART else found

    monkeypatch.setattr(bundle.Path, "open", opened)
    while True:
        try:
            sent = pc.sending.export(place)
        except answer:
            assert list(place.iterdir()) == []
            calls, answers = calls + 1, answers + 1
        else:
            break
    assert answers >= 4
    assert laptop.take(sent).result.records == sent.records
