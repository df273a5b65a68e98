"""Devices with real files and one real folder that they share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from lwdesk.domain.person import Person
from lwdesk.services.exchange.along import Along
from lwdesk.services.exchange.shared_folder import SharedFolder
from lwdesk.services.exchange.shared_turn import Turn
from lwdesk.services.exchange.transfers import Transfers
from tests.unit.devices import Machine, Organisation, machines


@dataclass
class Party:
    """A device with the shared folder."""

    machine: Machine
    shared: SharedFolder
    folder: Path

    def turn(self) -> Turn:
        return self.shared.turn(at_once=True)

    def write(self, number: int, name: str) -> None:
        with self.machine.store.writing("save", None) as transaction:
            transaction.save(Person(id=UUID(int=number), given_name=name))

    def names(self) -> dict[int, str]:
        with self.machine.store.reading() as reader:
            return {one.id.int: one.given_name or "" for one in reader.all(Person)}

    def states(self) -> dict[str, str]:
        return {one.name: one.state for one in self.shared.look().files}


@contextmanager
def parties(folder: Path, *names: str) -> Iterator[tuple[Organisation, list[Party]]]:
    common = folder / "common"
    common.mkdir()
    with machines(folder, *names) as (whole, made):
        yield whole, [party(one, common) for one in made]


def party(machine: Machine, folder: Path) -> Party:
    parts = machine.trust, machine.sending, machine.receiving
    along = Along(machine.seat, machine.trust, machine.sending)
    shared = SharedFolder(machine.seat, *parts, along, Transfers(machine.seat, machine.trust))
    shared.choose(folder)
    return Party(machine, shared, folder)


def packages(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.lwb"))


def written(one: Party) -> Path:
    sent = one.turn().sent
    assert sent is not None
    return sent.path
