"""A copied data file of which two other devices each took in one version."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from lwdesk.base.errors import BundleForked, BundleRefused
from lwdesk.domain.household import Household
from lwdesk.store.check import check
from lwdesk.store.driver import send
from lwdesk.store.exchange import passages
from tests.unit.data_files import opened
from tests.unit.devices import OFFICE, Machine, machine, machines

NAMES = "apq"
type Office = dict[str, Machine]


def save(one: Machine, name: str, number: int) -> None:
    with one.seat.writing("save", "edit") as transaction:
        transaction.save(Household(id=UUID(int=number), office=OFFICE.id, name=name, target_group="refugee"))


def names(one: Machine) -> set[str]:
    with one.store.reading() as reader:
        return {name for (name,) in send(reader.connection, "SELECT name FROM household")}


def contested(one: Machine) -> int:
    with one.store.reading() as reader:
        return len(passages.contested(reader.connection))


def logs(one: Machine) -> int:
    """Return how many logs the device with the copied file has, as this one knows them."""
    query = "SELECT device, count(*) FROM writer WHERE max_seq>0 GROUP BY device ORDER BY 2 DESC LIMIT 1"
    with one.store.reading() as reader:
        return int(send(reader.connection, query)[0][1])


@contextmanager
def at_work(folder: Path) -> Iterator[Office]:
    with ExitStack() as stack:
        stores = {name: stack.enter_context(opened(folder / name / "desk.lwdb")) for name in NAMES}
        office = {name: machine(store, folder / name, name) for name, store in stores.items()}
        yield office
        for one in office.values():
            assert check(one.store) == ()


def spread(office: Office, order: str = "pqa") -> list[tuple[str, str, BundleRefused]]:
    """Let each device send to all others, in this order; return who refused whose package, and why."""
    refused = []
    for sender in order:
        if office[sender].sending.due().is_nothing:
            continue
        sent = office[sender].send()
        for name in NAMES.replace(sender, ""):
            try:
                office[name].take(sent)
            except BundleRefused as error:
                refused.append((sender, name, error))
    return refused


def copied(folder: Path, first: dict[int, str], second: dict[int, str]) -> None:
    """Let `a` write the first for `p`, and after its file was put back the second for `q`."""
    with machines(folder, *NAMES) as (_organisation, here):
        office = dict(zip(NAMES, here, strict=True))
        save(office["a"], "Grund", 1)
        for order in ("a", "pq", "a"):
            assert spread(office, order) == []
    shutil.copytree(folder / "a", folder / "backup")
    for name, homes in (("p", first), ("q", second)):
        with at_work(folder) as office:
            for number, home in homes.items():
                save(office["a"], home, number)
            office[name].take(office["a"].send())
        if name == "p":
            shutil.rmtree(folder / "a")
            shutil.copytree(folder / "backup", folder / "a")


ONE, OTHER = {2: "Eins"}, {3: "Zwei"}
MANY = {4: "Drei", 5: "Vier", 6: "Fünf"}


@pytest.mark.parametrize("order", ["pqa", "apq", "qpa"])
def test_everything_comes_together(tmp_path, order) -> None:
    copied(tmp_path, ONE, OTHER)
    with at_work(tmp_path) as office:
        save(office["p"], "von P", 7)
        save(office["q"], "von Q", 8)
        for _ in range(3):
            spread(office, order)
        assert names(office["a"]) == {"Grund", "von P", "von Q", "Eins", "Zwei"}
        assert names(office["a"]) == names(office["p"]) == names(office["q"])
        assert [contested(one) for one in office.values()] == [0, 0, 0]


@pytest.mark.parametrize(
    ("first", "second", "shorter", "order"), [(MANY, OTHER, "q", "pqa"), (ONE, MANY, "p", "apq")]
)
def test_whoever_has_the_shorter_version_hands_its_work_over_and_is_told_to_join_anew(
    tmp_path, first, second, shorter, order
) -> None:
    copied(tmp_path, first, second)
    with at_work(tmp_path) as office:
        for _ in range(3):
            spread(office, order)
        save(office["p"], "von P", 7)
        save(office["q"], "von Q", 8)
        told = spread(office, order)
        assert {(name, type(error), error.facts.get("why")) for _sender, name, error in told} == {
            (shorter, BundleForked, "versions")
        }
        wanted = {"Grund", "von P", "von Q", *first.values(), *second.values()}
        assert [names(office[name]) for name in NAMES.replace(shorter, "")] == [wanted, wanted]


def test_after_a_round_nobody_refuses_and_all_fall_silent(tmp_path) -> None:
    copied(tmp_path, ONE, OTHER)
    with at_work(tmp_path) as office:
        assert {type(error) for _sender, _name, error in spread(office)} == {BundleForked}
        assert spread(office) == []
        before = [logs(one) for one in office.values()]
        assert spread(office) == []
        assert all(one.sending.due().is_nothing for one in office.values())
        assert [logs(one) for one in office.values()] == before


@pytest.mark.parametrize(("first", "second"), [(ONE, OTHER), (MANY, OTHER)])
def test_what_was_said_again_is_not_said_a_third_time_with_every_package(tmp_path, first, second) -> None:
    copied(tmp_path, first, second)
    with at_work(tmp_path) as office:
        for _ in range(4):
            spread(office)
        before = logs(office["a"])
        for number in range(20, 24):
            for name in NAMES:
                save(office[name], f"{name} {number}", 100 * number + ord(name))
            spread(office)
        assert logs(office["a"]) == before
