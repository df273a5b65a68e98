"""Finding the family, and the likeness beside the form."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from lwdesk.base import clock
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.household import Household
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.person import Person, PersonName
from lwdesk.domain.task import QueueEntry
from lwdesk.domain.vague import VagueDay
from tests.unit import office
from tests.unit.office import hamdan, member

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    with clock.using(clock.FixedClock(NOW)), office.opened(office.place(tmp_path)) as desk:
        yield desk


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hamdan", "same"), ("muhamad hamdan", "spelling"), ("محمد", "same"), ("hamdan mohamed", "spelling"),
        ("0171 3920017", "phone"), ("Lindenallee 14", "address"), ("HÖ-2021-0001", "case_number"),
    ],
)  # fmt: skip
def test_the_family_is_found_by_whatever_is_said_and_every_hit_says_why(desk, text, kind):
    intake = hamdan()
    desk.households.take_in(intake)
    found = desk.search.find(text)
    assert {hit.household for hit in found.hits} == {intake.household.id}
    assert kind in {why.kind for hit in found.hits for why in hit.reasons}
    assert found.households == 1
    assert found.persons == len(found.hits)


def test_a_former_name_tells_its_paper(desk):
    jalloh = Member(
        Person(given_name="Ahmad", family_name="Jalloh"),
        names=(PersonName(name="Muhamed Jalloh", sort="former", document="tolerated_stay"),),
    )
    desk.households.take_in(Intake(Household(target_group="refugee"), members=(jalloh,)))
    (hit,) = desk.search.find("Muhamed").hits
    assert hit.reasons[0].document == "tolerated_stay"


def test_a_hit_tells_who_waits_and_when_they_were_here(desk):
    intake = hamdan()
    father = intake.members[0].person.id
    desk.households.take_in(intake)
    at = NOW - timedelta(days=8)
    contact = Contact(household=intake.household.id, at=at, sort="open_hours")
    desk.contacts.save(contact, [Reason(area="housing", support="advice")])
    desk.hours.arrive(QueueEntry(household=intake.household.id, person=father, shown_name="Mohammed"))
    (hit,) = (hit for hit in desk.search.find("Mohammed").hits if hit.person == father)
    assert (hit.waiting, hit.last_contact, hit.size) == ("waiting", date(2021, 10, 25), 3)
    assert (hit.name, hit.native_name, hit.case_number) == ("Mohammed Hamdan", "محمد حمدان", "HÖ-2021-0001")


@pytest.mark.parametrize(
    "text", ['"', "NEAR(", "a OR b", "'; DROP TABLE person; --", "\x00", "\u202e", "x" * 10_000_000]
)
def test_hostile_queries_are_text(desk, text):
    desk.households.take_in(hamdan())
    assert desk.search.find(text).hits == ()
    assert desk.search.find("Hamdan").hits


def test_a_form_that_names_a_known_family_shows_what_speaks_for_and_against(desk):
    known = hamdan()
    father = known.members[0]
    born = father.person.replace(born=VagueDay(date(1986, 5, 3)))
    desk.households.take_in(replace(known, members=(replace(father, person=born), *known.members[1:])))
    form = Intake(
        Household(target_group="refugee"),
        members=(member("Mohamed", phone="+49 171 3920017", born=VagueDay(date(1994, 5, 3))),),
    )
    (one,) = desk.search.similar(form)
    assert (one.household, one.person, one.case_number) == (known.household.id, born.id, "HÖ-2021-0001")
    assert {(fact.how, fact.what) for fact in one.facts} >= {
        ("equal", "phone"), ("similar", "name"), ("different", "born"),
    }  # fmt: skip


def test_a_form_with_nobody_known_shows_nobody(desk):
    desk.households.take_in(hamdan())
    form = Intake(Household(target_group="refugee"), members=(member("Oksana", "Kovalenko"),))
    assert desk.search.similar(form) == ()
    assert desk.search.similar(Intake()) == ()


def test_at_most_three_households_are_shown_the_likeliest_first(desk):
    for _ in range(5):
        desk.households.take_in(hamdan())
    found = desk.search.similar(hamdan())
    assert len(found) == 3
    assert len({one.household for one in found}) == 3
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)


def test_not_the_same_holds_while_the_form_is_only_a_draft_and_after_it_is_saved(desk):
    known, form = hamdan(), hamdan()
    desk.households.take_in(known)
    assert [one.household for one in desk.search.similar(form)] == [known.household.id]
    desk.households.not_the_same(form.household.id, known.household.id)
    assert desk.search.similar(form) == ()
    desk.households.take_in(form)
    assert desk.search.similar(form) == desk.search.similar(known) == ()
    desk.undo_last()
    assert desk.search.similar(hamdan())


def test_a_protected_address_is_no_reason_for_a_likeness(desk):
    desk.households.take_in(hamdan(address_protected=True))
    neighbour = replace(hamdan(), members=(member("Oksana", "Kovalenko"),))
    assert desk.search.similar(neighbour) == ()
    facts = [fact for one in desk.search.similar(hamdan()) for fact in one.facts]
    assert facts
    assert "Lindenallee" not in repr(facts)
