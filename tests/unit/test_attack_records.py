"""A record from outside takes no other record's place, and nobody works around a restriction."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from lwdesk.base.errors import InvalidInput, NotAllowed, Restricted
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.household import Household
from lwdesk.domain.intake import Intake
from lwdesk.domain.need import Need
from lwdesk.domain.staff import Staff
from lwdesk.domain.task import QueueEntry
from lwdesk.services import accounts
from lwdesk.services.views import Wanted
from lwdesk.store import vault
from tests.unit import office


@pytest.fixture
def desk():
    with office.fresh() as fresh:
        yield fresh


@pytest.fixture
def victim(desk):
    family = office.hamdan(name="Opfer")
    desk.households.take_in(family)
    return desk.households.card(family.household.id)


@contextmanager
def untouched(desk, victim):
    before = desk.households.page(Wanted(tab="all")).total
    yield
    card = desk.households.card(victim.household.id)
    assert (card.household, card.members, card.dwelling) == (
        victim.household,
        victim.members,
        victim.dwelling,
    )
    assert desk.households.page(Wanted(tab="all")).total == before


def thief(**changes):
    return replace(Intake(Household(target_group="refugee"), members=(office.member("Dieb"),)), **changes)


def with_ids(victim, staff):
    """Yield intakes that bear ids of records that are there, or one id twice."""
    person, membership = victim.members[0].person.id, victim.members[0].membership.id
    member = office.member("Dieb")
    yield thief(members=(replace(member, person=member.person.replace(id=person)),))
    yield thief(members=(replace(member, membership=member.membership.replace(id=membership)),))
    yield thief(members=(replace(member, person=member.person.replace(id=staff)),))
    yield thief(household=Household(id=person, target_group="refugee"))
    yield thief(household=Household(id=victim.household.id, target_group="refugee"))
    yield thief(members=(member, replace(office.member("Zwei"), person=member.person)))
    yield thief(needs=(Need(id=victim.household.id, area="housing"),))
    yield thief(needs=(Need(area="housing", person=person),))
    yield thief(needs=(Need(area="housing", responsible=person),))
    yield thief(household=Household(target_group="refugee", taken_by=victim.household.id))


@pytest.mark.parametrize("number", range(10))
def test_an_intake_with_the_id_of_another_record_is_refused_as_a_whole(desk, victim, number) -> None:
    intake = list(with_ids(victim, desk.staff.id))[number]
    with untouched(desk, victim), pytest.raises(InvalidInput):
        desk.households.take_in(intake)


def test_a_contact_cannot_be_taken_out_of_a_restricted_household(desk, victim) -> None:
    free = office.hamdan(name="Frei")
    desk.households.take_in(free)
    talk, topic = (
        Contact(household=victim.household.id, sort="open_hours"),
        Reason(area="housing", support="advice"),
    )
    desk.contacts.save(talk, [topic])
    desk.households.save(victim.household.replace(restricted=True), victim.household)
    with pytest.raises(NotAllowed):
        desk.contacts.save(talk.replace(household=free.household.id), [topic])


def test_a_topic_cannot_be_taken_from_another_contact(desk, victim) -> None:
    topic = Reason(area="housing", support="advice")
    desk.contacts.save(Contact(household=victim.household.id, sort="open_hours"), [topic])
    with pytest.raises(InvalidInput):
        desk.contacts.save(Contact(sort="open_hours"), [topic])


def test_nobody_takes_the_place_of_a_colleague(desk) -> None:
    with vault.using(vault.CHEAP), pytest.raises(InvalidInput):
        desk.colleagues.add(desk.staff.replace(name="Jemand"), "ganz andere worte 88")
    assert accounts.users(desk.path)[0].name == office.SETUP.staff
    accounts.unlock(desk.path, str(desk.staff.id), office.PASSPHRASE, read_only=True).close()


def test_somebody_who_comes_takes_no_other_place_in_the_queue(desk) -> None:
    first = QueueEntry(shown_name="Erste")
    desk.hours.arrive(first)
    with pytest.raises(InvalidInput):
        desk.hours.arrive(first.replace(shown_name="Zweite"))
    assert [entry.shown_name for entry in desk.hours.today().queue] == ["Erste"]


def test_a_new_colleague_is_no_colleague_of_another_office(desk, victim) -> None:
    with vault.using(vault.CHEAP), pytest.raises(InvalidInput):
        desk.colleagues.add(Staff(id=victim.household.id, name="X Y", role="lead"), office.PASSPHRASE)


def test_a_restricted_household_is_not_shown_by_its_id_either(tmp_path) -> None:
    path, family = office.place(tmp_path), office.hamdan()
    home = family.household.id
    with office.opened(path) as desk:
        desk.households.take_in(family)
        card = desk.households.card(home)
        desk.households.save(card.household.replace(restricted=True), card.household)
        assert desk.households.card(home).members
    person, dwelling = card.members[0].person.id, card.dwelling.id
    with office.opened(path, "adviser") as desk:
        for look in (
            lambda: desk.households.card(home),
            lambda: desk.households.more_events(home, card.events[-1]),
            lambda: desk.households.reveal_address(home, "advice"),
            lambda: desk.people.get(person),
            lambda: desk.history.of(home),
            lambda: desk.history.of(person),
            lambda: desk.history.of(dwelling),
        ):
            with pytest.raises(Restricted):
                look()
        assert not desk.search.find("Hamdan").hits
        assert not desk.households.page(Wanted(tab="all")).rows


def test_the_hour_names_no_restricted_household(tmp_path) -> None:
    path, family = office.place(tmp_path), office.hamdan(name="Gesperrt")
    with office.opened(path) as desk:
        desk.households.take_in(family)
        desk.hours.arrive(QueueEntry(household=family.household.id))
        home = desk.households.card(family.household.id).household
        desk.households.save(home.replace(restricted=True), home)
    with office.opened(path, "assistant") as desk:
        assert "Gesperrt" not in repr(desk.hours.today())


def test_nobody_takes_back_a_save_in_a_household_that_was_restricted_since(tmp_path) -> None:
    path, family = office.place(tmp_path), office.hamdan(name="Hamdan")
    with office.opened(path) as desk:
        desk.households.take_in(family)
    with office.opened(path, "adviser") as desk:
        home = desk.households.card(family.household.id).household
        desk.households.save(home.replace(name="Hamdani"), home)
    with office.opened(path) as desk:
        home = desk.households.card(family.household.id).household
        desk.households.save(home.replace(restricted=True), home)
    with office.opened(path, "adviser") as desk, pytest.raises(Restricted):
        desk.undo_last()
    with office.opened(path) as desk:
        assert desk.households.card(family.household.id).household.name == "Hamdani"
        desk.undo_last()
        assert not desk.households.card(family.household.id).household.restricted
