"""Two entries become one household, and become two again, whatever happened meanwhile."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone, Restricted, UndoTooLate
from lwdesk.domain import doubles
from lwdesk.domain.consent import Consent
from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.fields import RECORDS
from lwdesk.domain.household import Dwelling, Household, Membership, Merger
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.task import Task
from lwdesk.domain.vague import VagueDay
from lwdesk.services.views import Wanted
from lwdesk.store.tables import is_logged
from tests.unit import office
from tests.unit.office import hamdan

NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)
TODAY = date(2021, 11, 2)


@pytest.fixture
def path(tmp_path):
    with clock.using(clock.FixedClock(NOW)):
        yield office.place(tmp_path)


@pytest.fixture
def desk(path):
    with office.opened(path) as desk:
        yield desk


def second():
    """Return the Hamdans as another desk wrote them down: other spelling, one more child, own facts."""
    father = Person(
        given_name="Mohamed", family_name="Hamdan", native_name="محمد حمدان", born=VagueDay(date(1986, 5, 4))
    )
    child = Person(given_name="Yousef", family_name="Hamdan")
    return Intake(
        Household(
            target_group="other_seeker", name="Hamdan", advice_language="ar", note="zweiter Eintrag",
            registered_on=date(2021, 3, 1), withhold="Nicht dem Bruder",
        ),
        Dwelling(street="Lindenallee 14a", postcode="44263", city="Dortmund"),
        (
            Member(
                father,
                Membership(role="reference", caregiver=True),
                names=(PersonName(name="M. Hamdan"),),
                languages=(LanguageSkill(language="ar"), LanguageSkill(language="ku")),
                residences=(Residence(title="residence_permit"),),
            ),
            Member(child, Membership(role="son")),
        ),
        needs=(Need(area="housing", level=3),),
        consents=(Consent(purpose="store", given_on=TODAY),),
    )  # fmt: skip


@pytest.fixture
def two(desk):
    one, other = hamdan(name="Hamdan", note="erster"), second()
    desk.households.take_in(one)
    desk.households.take_in(other)
    return one, other


def same(two):
    return ((two[0].members[0].person.id, two[1].members[0].person.id),)


def merge(desk, two, *chosen):
    return desk.merging.merge(two[0].household.id, two[1].household.id, same(two), chosen)


def merger(desk, two):
    return desk.merging.of(two[0].household.id)[0][0].id


def state(desk):
    """Return every record of the file but those that tell of mergers, in an order of its own."""
    with desk.seat.reading() as reader:
        return {
            record.id: record
            for cls in RECORDS.values()
            if is_logged(cls) and cls is not Merger
            for record in reader.all(cls)
        }


def test_two_entries_stand_beside_each_other_with_what_differs(desk, two):
    beside = desk.merging.compare(two[0].household.id, two[1].household.id)
    assert beside.same == same(two)
    assert {(fact.kind, fact.field, fact.kept, fact.gone) for fact in beside.facts} >= {
        ("household", "target_group", "refugee", "other_seeker"),
        ("person", "given_name", "Mohammed", "Mohamed"),
    }
    assert beside.gone.dwelling.street == "Lindenallee 14a"
    assert dict(beside.gone.counts)["need"] == 1


def test_a_protected_address_does_not_stand_beside_anything(desk, two):
    before = desk.households.card(two[1].household.id).household
    desk.households.save(before.replace(address_protected=True), before)
    beside = desk.merging.compare(two[0].household.id, two[1].household.id)
    assert "Lindenallee" not in repr(beside)
    assert "Lindenallee 14a" not in repr(desk.merging.candidates(two[0].household.id))


def test_a_protected_household_is_not_found_by_the_address_of_the_entry_that_went(desk, two):
    before = desk.households.card(two[0].household.id).household
    desk.households.save(before.replace(address_protected=True), before)
    assert desk.search.find("Lindenallee 14a").hits != ()
    merge(desk, two)
    assert desk.search.find("Lindenallee 14a").hits == ()
    assert "Lindenallee" not in repr(desk.households.card(two[1].household.id))


def test_who_contradicts_is_not_taken_for_the_same(desk, two):
    father = two[0].members[0].person
    desk.people.save(father.replace(born=VagueDay(date(1954, 2, 1))))
    assert desk.merging.compare(two[0].household.id, two[1].household.id).same == ()


def test_the_other_entry_is_suggested_until_somebody_says_no(desk, two):
    one, other = two[0].household.id, two[1].household.id
    assert [found.household for found in desk.merging.candidates(one)] == [other]
    desk.households.not_the_same(one, other)
    assert desk.merging.candidates(one) == ()


def test_everything_moves_to_the_entry_that_is_kept(desk, two):
    father, other_father = same(two)[0]
    talk = Contact(household=two[1].household.id, sort="phone", at=NOW)
    desk.contacts.save(talk, [Reason(area="housing", support="advice")])
    task = Task(office=desk.office.id, household=two[1].household.id, person=other_father, title="Anruf")
    with desk.seat.writing("test") as transaction:
        transaction.save_all((task, ContactPerson(contact=talk.id, person=other_father)))
    assert merge(desk, two).touches("household", "contact", "person")
    card = desk.households.card(two[0].household.id)
    assert sorted(view.person.given_name for view in card.members) == ["Lina", "Mohammed", "Rana", "Yousef"]
    assert [need.area for need in card.needs] == ["housing"]
    assert [consent.purpose for consent in card.consents] == ["store"]
    assert {event.kind for event in card.events} >= {"contact", "need"}
    assert card.tasks[0].person == father
    assert len([view for view in card.members if view.membership.main_contact]) == 1
    assert len(card.dwellings) == 2


def test_a_person_keeps_every_spelling_and_learns_what_was_unknown(desk, two):
    father, _ = same(two)[0]
    merge(desk, two)
    view = next(
        view for view in desk.households.card(two[0].household.id).members if view.person.id == father
    )
    assert {name.name for name in view.names} == {"M. Hamdan", "Mohamed Hamdan"}
    assert {skill.language for skill in view.languages} == {"ar", "ku"}
    assert len(view.languages) == 2
    assert [residence.title for residence in view.residences] == ["residence_permit"]
    assert view.person.born == VagueDay(date(1986, 5, 4))
    assert view.membership.caregiver


def test_notes_of_both_stay_and_facts_are_chosen(desk, two):
    kept = two[0].household.id
    merge(desk, two, (kept, "target_group"))
    home = desk.households.card(kept).household
    assert (home.target_group, home.advice_language) == ("other_seeker", "ar")
    assert (home.note, home.withhold) == ("erster\nzweiter Eintrag", "Nicht dem Bruder")


def test_a_protection_of_either_entry_protects_the_household(desk, two):
    before = desk.households.card(two[1].household.id).household
    desk.households.save(before.replace(address_protected=True, protection_reason="violence"), before)
    merge(desk, two)
    home = desk.households.card(two[0].household.id).household
    assert (home.address_protected, home.protection_reason) == (True, "violence")


def test_the_entry_that_goes_is_out_of_lists_and_its_number_finds_the_kept_one(desk, two):
    number = desk.households.card(two[1].household.id).household.case_number
    merge(desk, two)
    page = desk.households.page(Wanted(tab="all"))
    assert [row.household for row in page.rows] == [two[0].household.id]
    assert dict(page.counts)["all"] == 1
    assert {hit.household for hit in desk.search.find(number).hits} == {two[0].household.id}
    assert {hit.household for hit in desk.search.find("Mohamed Hamdan").hits} == {two[0].household.id}
    assert desk.households.card(two[1].household.id).household.id == two[0].household.id


def test_a_merger_can_be_taken_apart_and_made_again(desk, two):
    before = state(desk)
    for _ in range(2):
        merge(desk, two)
        answer = desk.merging.undo(merger(desk, two))
        assert (answer.left, answer.unsorted) == ((), ())
        assert state(desk) == before
    assert desk.merging.of(two[0].household.id) == ()


def test_the_last_save_takes_a_merger_back_as_well(desk, two):
    before = state(desk)
    merge(desk, two)
    desk.undo_last()
    assert state(desk) == before


def test_what_was_changed_since_stays_and_is_told(desk, two):
    kept, other_need = two[0].household.id, two[1].needs[0]
    merge(desk, two, (kept, "target_group"))
    home = desk.households.card(kept).household
    desk.households.save(home.replace(target_group="unclear", name="Hamdan-Alkhatib"), home)
    (need,) = desk.households.card(kept).needs
    desk.households.save(need.replace(level=1), need)
    fresh = Need(household=kept, area="work")
    desk.households.save(fresh)
    (spelling,) = [
        name
        for view in desk.households.card(kept).members
        for name in view.names
        if name.name == "Mohamed Hamdan"
    ]
    desk.people.save(spelling.replace(name="Mohamed El Hamdan"), spelling)
    yousef = next(v for v in desk.households.card(kept).members if v.person.given_name == "Yousef")
    desk.life.mistaken(yousef.membership, "twice")
    answer = desk.merging.undo(merger(desk, two))
    assert {(step.kind, step.field) for step in answer.left} == {
        ("household", "target_group"),
        ("membership", "household"),
    }
    assert answer.unsorted == (("need", fresh.id),)
    card = desk.households.card(kept)
    assert (card.household.target_group, card.household.name) == ("unclear", "Hamdan-Alkhatib")
    assert [need.id for need in card.needs] == [fresh.id]
    (back,) = desk.households.card(two[1].household.id).needs
    assert (back.id, back.level) == (other_need.id, 1)
    names = [name.name for view in card.members for name in view.names]
    assert names == ["Mohamed El Hamdan"]


def test_three_entries_come_apart_in_the_order_in_which_they_were_joined(desk, two):
    third = hamdan(name="Dritte")
    desk.households.take_in(third)
    number = desk.households.card(two[1].household.id).household.case_number
    before = state(desk)
    merge(desk, two)
    first = merger(desk, two)
    middle = state(desk)
    desk.merging.merge(third.household.id, two[0].household.id)
    assert {hit.household for hit in desk.search.find(number).hits} == {third.household.id}
    with pytest.raises(UndoTooLate):
        desk.merging.undo(first)
    with pytest.raises(UndoTooLate):
        merge(desk, two)
    desk.merging.undo(desk.merging.of(third.household.id)[0][0].id)
    assert state(desk) == middle
    desk.merging.undo(first)
    assert state(desk) == before
    with pytest.raises(RecordGone):
        desk.merging.undo(first)


def test_somebody_who_belongs_to_both_belongs_once(desk, two):
    father = two[0].members[0].person.id
    desk.households.save(Membership(household=two[1].household.id, person=father, role="brother"))
    before = state(desk)
    desk.merging.merge(two[0].household.id, two[1].household.id)
    ids = [view.person.id for view in desk.households.card(two[0].household.id).members]
    assert ids.count(father) == 1
    desk.merging.undo(merger(desk, two))
    assert state(desk) == before


def test_who_is_the_same_person_stays_in_a_third_household(desk, two):
    kept, gone = same(two)[0]
    third = hamdan(name="Dritte")
    desk.households.take_in(third)
    desk.households.save(Membership(household=third.household.id, person=gone))
    merge(desk, two)
    assert kept in [view.person.id for view in desk.households.card(third.household.id).members]


def test_nonsense_is_not_merged(desk, two):
    one, other = two[0].household.id, two[1].household.id
    mine, theirs = (intake.members[0].person.id for intake in two)
    with pytest.raises(InvalidInput):
        desk.merging.merge(one, one)
    for pairs in (
        ((theirs, mine),),
        ((mine, theirs), (two[0].members[1].person.id, theirs)),
        ((mine, mine),),
    ):
        with pytest.raises(InvalidInput):
            desk.merging.merge(one, other, pairs)
    with pytest.raises(RecordGone):
        desk.merging.merge(one, mine)
    with pytest.raises(RecordGone):
        desk.merging.compare(one, mine)


def test_a_restricted_entry_is_not_merged_and_an_assistant_merges_nothing(path, desk, two):
    before = desk.households.card(two[1].household.id).household
    desk.households.save(before.replace(restricted=True), before)
    with pytest.raises(Restricted):
        merge(desk, two)
    desk.close()
    with office.opened(path, "assistant") as other, pytest.raises(NotAllowed):
        merge(other, two)


def test_a_note_too_long_for_both_stays_as_it_is():
    full = Household(note="x" * 20_000)
    assert doubles.taken_over(full, Household(note="noch etwas")) == ()


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["Hamdan", "Hamdani"]),
        "note": st.sampled_from(["eins", "zwei"]),
        "advice_language": st.sampled_from(["ar", "ku"]),
        "address_protected": st.booleans(),
        "target_group": st.sampled_from(["refugee", "other_seeker"]),
    },
)
PEOPLE = st.lists(
    st.builds(
        lambda given, phone, language: Member(
            Person(given_name=given, family_name="Hamdan", phone=phone),
            languages=(LanguageSkill(language=language),) if language else (),
        ),
        st.sampled_from(["Mohammed", "Mohamed", "Rana", "Lina"]),
        st.sampled_from(["", "0171 39200 17"]),
        st.sampled_from(["", "ar", "ku"]),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
HOMES = st.tuples(FACTS, PEOPLE, st.lists(st.sampled_from(["housing", "work"]), max_size=2))


@settings(max_examples=20)
@given(HOMES, HOMES, st.data())
def test_merging_and_undoing_restores_both_entries(one, other, data):
    with clock.using(clock.FixedClock(NOW)), office.fresh() as desk:
        homes = []
        for facts, people, needs in (one, other):
            household = Household(**{"target_group": "refugee", "name": "Hamdan", **facts})
            dwelling = Dwelling(street="Lindenallee 14", postcode="44263")
            intake = Intake(household, dwelling, people, needs=tuple(Need(area=area) for area in needs))
            desk.households.take_in(intake)
            homes.append(intake)
        kept, gone = (intake.household.id for intake in homes)
        beside = desk.merging.compare(kept, gone)
        same = data.draw(st.sampled_from([beside.same, ()]))
        told = desk.merging.compare(kept, gone, same)
        chosen = [(fact.record, fact.field) for fact in told.facts if data.draw(st.booleans())]
        before = state(desk)
        desk.merging.merge(kept, gone, same, chosen)
        after = state(desk)
        answer = desk.merging.undo(desk.merging.of(kept)[0][0].id)
        assert (answer.left, answer.unsorted) == ((), ())
        assert state(desk) == before
        assert after != before
