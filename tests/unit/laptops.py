"""An office with two devices, and a laptop that has nothing of it but the sets it takes along."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.contact import Contact
from lwdesk.domain.fields import Record, Value
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.services.exchange import trust
from lwdesk.services.exchange.along import Along
from lwdesk.services.exchange.along_views import Packed
from lwdesk.services.exchange.receiving import Received
from lwdesk.store.check import check
from lwdesk.store.exchange.conflicts import Conflict, conflicts
from lwdesk.sync import roster
from tests.unit.data_files import opened
from tests.unit.devices import LEAD, OFFICE, Machine, Organisation, machine, machines


@dataclass(frozen=True)
class Family:
    """A household with somebody in it; `n` makes its ids and its names."""

    n: int

    @property
    def household(self) -> Household:
        name = f"Qhaus{self.n}"
        return Household(id=UUID(int=self.n << 8), name=name, office=OFFICE.id, case_number=f"TB-{self.n}")

    @property
    def person(self) -> Person:
        return Person(id=UUID(int=(self.n << 8) + 1), given_name=f"Qada{self.n}", family_name=f"Qfam{self.n}")

    @property
    def records(self) -> tuple[Record, ...]:
        home, person, contact = self.household, self.person, UUID(int=(self.n << 8) + 5)
        return (
            home,
            person,
            Membership(id=UUID(int=(self.n << 8) + 2), household=home.id, person=person.id),
            LanguageSkill(id=UUID(int=(self.n << 8) + 3), person=person.id, language="ar"),
            Dwelling(id=UUID(int=(self.n << 8) + 4), household=home.id, street=f"Qweg {self.n}"),
            Contact(id=contact, household=home.id, office=OFFICE.id, note=f"Qnotiz{self.n}"),
        )


NAMES, FILE = ("pc", "other", "laptop"), "desk.lwdb"
ONE, TWO, THREE = Family(1), Family(2), Family(3)


@dataclass
class Office:
    """Two devices of the office and the laptop."""

    pc: Machine
    other: Machine
    laptop: Machine
    organisation: Organisation

    def along(self, machine: Machine) -> Along:
        return Along(machine.seat, machine.trust, machine.sending)

    @property
    def device(self) -> UUID:
        return UUID(hex=self.laptop.trust.own().device)

    def pack(self, *families: Family, by: Machine | None = None, until: date | None = None) -> Packed:
        packer = by or self.pc
        day = until or clock.today() + timedelta(days=3)
        homes = [one.household.id for one in families]
        return self.along(packer).pack(homes, self.device, day, packer.folder)

    def bring(self, packed: Packed) -> Received:
        return self.laptop.receiving.take(Path(packed.path))

    def give_back(self, to: Machine | None = None) -> Received:
        sent = self.along(self.laptop).give_back(self.laptop.folder)
        return (to or self.pc).take(sent)

    def answer(self, by: Machine | None = None) -> None:
        answering = by or self.pc
        sent = self.along(answering).answer(self.device, answering.folder)
        self.laptop.take(sent)

    def is_sound(self) -> bool:
        return all(check(one.store) == () for one in (self.pc, self.other, self.laptop))


def save(machine: Machine, *records: Record) -> None:
    with machine.store.writing("save", LEAD.id) as transaction:
        transaction.save_all(records)


def edited(family: Family, **fields: Value) -> Person:
    """Return the person of the family with these values."""
    return family.person.replace(**fields)


def get[R: Record](machine: Machine, record: R) -> R | None:
    with machine.store.reading() as reader:
        return reader.get(type(record), record.id)


def differing(machine: Machine) -> tuple[Conflict, ...]:
    with machine.store.reading() as reader:
        return conflicts(reader)


@contextmanager
def office(folder: Path, *families: Family) -> Iterator[Office]:
    """Open the files; both devices of the office know the families, the laptop knows nobody."""
    with machines(folder, *NAMES) as (whole, (pc, other, laptop)):
        made = Office(pc, other, laptop, whole)
        _take_along_only(whole, laptop)
        save(pc, OFFICE, LEAD, *(record for one in families for record in one.records))
        other.take(pc.send())
        yield made


@contextmanager
def office_copied(folder: Path, *families: Family) -> Iterator[Office]:
    """Open copies of files that are made once, for tests that run many examples."""
    whole, files = _template(families)
    with ExitStack() as stack:
        made = []
        for name, content in files.items():
            own = folder / name
            own.mkdir()
            (own / FILE).write_bytes(content)
            made.append(machine(stack.enter_context(opened(own / FILE)), own, name))
        yield Office(*made, Organisation(whole.key, whole.public, whole.roster, made))


@cache
def _template(families: tuple[Family, ...]) -> tuple[Organisation, dict[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        with office(Path(folder), *families) as desk:
            whole = desk.organisation
        return whole, {name: (Path(folder) / name / FILE).read_bytes() for name in NAMES}


def _take_along_only(whole: Organisation, laptop: Machine) -> None:
    """Give the laptop nothing of the office but its sets."""
    asked = roster.read_request(laptop.trust.request()[0])
    whole.roster = trust.enrol(whole.roster, asked, "laptop", [f"set:{asked.device}"])
    whole.spread()
