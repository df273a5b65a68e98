"""Work of a withdrawn device that counts no more, in the package of a device that is in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import pytest

from lwdesk.base.errors import BundleRevoked
from lwdesk.domain.household import Household
from lwdesk.services.exchange import trust
from lwdesk.services.exchange.sending import Sent
from lwdesk.store.check import check
from lwdesk.store.driver import send
from lwdesk.store.exchange import holding
from tests.unit.devices import OFFICE, Machine, Organisation, machines


@dataclass
class Withdrawn:
    """The lost device gave two households to the third one and one of them to the office."""

    organisation: Organisation
    office: Machine
    third: Machine
    lost: str
    ends: dict[str, int]
    """How far the third device knows the work of the lost one."""

    def count(self, ends: dict[str, int]) -> None:
        """Let the work of the lost device count so far, on a list that every device has."""
        self.organisation.roster = trust.revoke(self.organisation.roster, self.lost, ends)
        self.organisation.spread()


def save(one: Machine, name: str, number: int) -> None:
    with one.seat.writing("save", "edit") as transaction:
        transaction.save(Household(id=UUID(int=number), office=OFFICE.id, name=name, target_group="refugee"))


def names(one: Machine) -> set[str]:
    with one.store.reading() as reader:
        return {name for (name,) in send(reader.connection, "SELECT name FROM household")}


def ends(one: Machine, device: str) -> dict[str, int]:
    with one.store.reading() as reader:
        return holding.ends(reader.connection, device)


@contextmanager
def withdrawn(folder) -> Iterator[Withdrawn]:
    with machines(folder, "pc", "third", "lost") as (organisation, (office, third, lost)):
        save(lost, "Hamdan", 1)
        sent = lost.send()
        office.take(sent)
        third.take(sent)
        save(lost, "Kaya", 2)
        third.take(lost.send())
        save(third, "Yilmaz", 3)
        name = lost.trust.own().device
        made = Withdrawn(organisation, office, third, name, ends(third, name))
        organisation.devices.remove(lost)
        made.count(ends(office, name))
        yield made


@pytest.fixture
def made(tmp_path) -> Iterator[Withdrawn]:
    with withdrawn(tmp_path) as whole:
        yield whole


def refused(made: Withdrawn) -> Sent:
    sent = made.third.send()
    with pytest.raises(BundleRevoked) as found:
        made.office.take(sent)
    assert found.value.facts["why"] == "log"
    return sent


def test_a_package_with_more_than_counts_is_refused_whole(made: Withdrawn) -> None:
    refused(made)
    assert names(made.office) == {"Hamdan"}
    assert check(made.office.store) == ()


def test_a_list_on_which_more_of_it_counts_lets_the_same_package_in(made: Withdrawn) -> None:
    sent = refused(made)
    made.count(made.ends)
    made.office.take(sent)
    assert names(made.office) == {"Hamdan", "Kaya", "Yilmaz"}
    assert check(made.office.store) == ()


def test_what_others_write_comes_in_from_whoever_has_no_more_than_counts(made: Withdrawn) -> None:
    save(made.office, "Demir", 4)
    made.third.take(made.office.send())
    assert names(made.third) == {"Hamdan", "Kaya", "Yilmaz", "Demir"}
    assert check(made.third.store) == ()
