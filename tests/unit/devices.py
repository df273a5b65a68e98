"""Several devices of one office, each with a real file, in an organisation of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

from lwdesk.domain.office import Device, Office
from lwdesk.domain.staff import Staff
from lwdesk.services.exchange import trust
from lwdesk.services.exchange.differences import Differences
from lwdesk.services.exchange.receiving import Received, Receiving
from lwdesk.services.exchange.sending import Sending, Sent
from lwdesk.services.exchange.trust import Trust
from lwdesk.services.seat import Seat
from lwdesk.store import writers
from lwdesk.store.transaction import Store
from lwdesk.sync import roster
from tests.unit.data_files import opened, place

OFFICE = Office(id=UUID(int=0x0FF1CE), name="Testbüro", code="TB")
LEAD = Staff(id=UUID(int=0x1EAD), name="Jana Albers", role="lead", employer="city")


@dataclass
class Organisation:
    """The root and the roster as the coordination keeps them."""

    key: bytes
    public: bytes
    roster: roster.Roster
    devices: list["Machine"] = field(default_factory=list)

    def enrol(self, machine: "Machine") -> None:
        asked = roster.read_request(machine.trust.request()[0])
        scope = f"office:{OFFICE.id.hex}"
        self.roster = trust.enrol(self.roster, asked, "office", [scope])
        self.devices.append(machine)
        self.spread()

    def spread(self) -> None:
        document = roster.write(self.roster)
        signature = roster.signed(document, self.key)
        for machine in self.devices:
            machine.trust.accept(document, signature, self.public)


@dataclass
class Machine:
    """One device with its open file."""

    store: Store
    folder: Path
    trust: Trust
    sending: Sending
    receiving: Receiving
    differences: Differences
    seat: Seat

    def send(self) -> Sent:
        return self.sending.export(self.folder)

    def take(self, sent: Sent) -> Received:
        return self.receiving.take(sent.path)


def machine(store: Store, folder: Path, name: str) -> Machine:
    with store.reading() as reader:
        identity = writers.device(reader.connection)
    device = Device(id=identity or uuid4(), office=OFFICE.id, name=name)
    seat = Seat(store, OFFICE, LEAD, device)
    trusted = Trust(seat)
    parts = trusted, Sending(seat, trusted), Receiving(seat, trusted), Differences(seat)
    return Machine(store, folder, *parts, seat)


def organisation() -> Organisation:
    key, public = trust.new_root()
    return Organisation(key, public, roster.Roster(uuid4().hex, 0, public.hex(), []))


@contextmanager
def machines(folder: Path, *names: str) -> Iterator[tuple[Organisation, list[Machine]]]:
    """Open a file for each name, all of them enrolled."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        made = []
        for name in names:
            own = folder / name
            own.mkdir()
            made.append(machine(stack.enter_context(opened(place(own))), own, name))
        whole = organisation()
        for one in made:
            whole.enrol(one)
        yield whole, made
