"""A second device of the office, with a real file, and the folder that both share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from lwdesk.domain.office import Device
from lwdesk.domain.person import Person
from lwdesk.services.exchange import trust
from lwdesk.services.exchange.exchange import Exchange
from lwdesk.services.seat import Seat
from lwdesk.store import writers
from lwdesk.store.transaction import Store
from lwdesk.sync import roster
from tests.unit.data_files import opened, place
from tests.unit.devices import LEAD

NAME = "Hausbesuch, Tasche 2"


@dataclass
class Laptop:
    """The other device."""

    store: Store
    exchange: Exchange
    folder: Path

    def write(self, number: int, name: str) -> None:
        with self.store.writing("save", None) as transaction:
            transaction.save(Person(id=UUID(int=number), given_name=name))

    def put(self) -> Path:
        """Put a package into the folder."""
        sent = self.exchange.shared.turn(at_once=True).sent
        assert sent is not None
        return sent.path


@contextmanager
def laptop(desk: Any, folder: Path) -> Iterator[Laptop]:
    """Enrol the desk and a laptop in one organisation; the laptop shares the folder already."""
    own, common = folder / "laptop", folder / "Gemeinsam"
    own.mkdir()
    common.mkdir()
    with opened(place(own)) as store:
        with store.reading() as reader:
            identity = writers.device(reader.connection)
        device = Device(id=identity or uuid4(), office=desk.office.id, name=NAME)
        other = Laptop(store, Exchange(Seat(store, desk.office, LEAD, device)), common)
        _enrol(desk, desk.exchange.trust, other.exchange.trust)
        other.exchange.shared.choose(common)
        yield other


def _enrol(desk: Any, *members: Any) -> None:
    key, public = trust.new_root()
    whole = roster.Roster(uuid4().hex, 0, public.hex(), [])
    for member in members:
        asked = roster.read_request(member.request()[0])
        whole = trust.enrol(whole, asked, "office", [f"office:{desk.office.id.hex}"])
    document = roster.write(whole)
    for member in members:
        member.accept(document, roster.signed(document, key), public)
