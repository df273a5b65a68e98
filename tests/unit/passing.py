"""What the tests of packages share: the parts of the exchange that stand on a machine, and a household."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.person import Person
from lwdesk.services.exchange.passages import Passages
from lwdesk.services.exchange.waiting import Waiting
from lwdesk.store.exchange import outgoing, trust
from tests.unit.devices import OFFICE, Machine

HOME = Household(id=UUID(int=1), office=OFFICE.id, name="Haddad", target_group="refugee")
ADA = Person(id=UUID(int=7), given_name="Ada")
LIVES = Membership(id=UUID(int=8), household=HOME.id, person=ADA.id, role="reference")
DAY = timedelta(days=1)


def save(machine: Machine, *records: Household | Person | Membership) -> None:
    with machine.store.writing("save", None) as transaction:
        transaction.save_all(records)


def household(machine: Machine) -> None:
    """Let a household of one person be taken in."""
    save(machine, HOME, ADA, LIVES)


def passages(machine: Machine) -> Passages:
    return Passages(machine.seat, machine.trust)


def waiting(machine: Machine) -> Waiting:
    return Waiting(machine.seat, machine.trust, machine.receiving)


def folder(machine: Machine) -> Path:
    return machine.folder / "desk.lwdb.waiting"


def believe(machine: Machine, other: Machine) -> None:
    """Let a machine think that another has all of it: what it makes next builds on that."""
    with machine.store.exchanging() as reader:
        has = outgoing.known(reader.connection)
        trust.heard(reader.connection, other.trust.own().device, has, trust.Told(UUID(int=99).hex))


@contextmanager
def later(by: timedelta) -> Iterator[datetime]:
    """Put the clock forward, or back."""
    moment = clock.now() + by
    with clock.using(clock.FixedClock(moment)):
        yield moment
