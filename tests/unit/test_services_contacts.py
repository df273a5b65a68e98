"""A talk is one save: its topics, whom it concerned, the task and the note that came of it."""

from dataclasses import replace
from datetime import date

import pytest

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.need import Need
from lwdesk.domain.papers import PrivateNote
from lwdesk.domain.task import QueueEntry, Task
from lwdesk.services.changes import Conflicts
from lwdesk.services.contacts import Talk
from lwdesk.services.listing import Asked
from lwdesk.store.queries.contacts import CONTACTS
from lwdesk.store.queries.listing import Sieve, _conditions
from tests.unit import office

TOPICS = (
    Reason(area="livelihood", support="advice"),
    Reason(area="authorities", support="accompaniment"),
    Reason(area="childcare_school", support="information"),
)


def everything(desk, cls, **equal):
    with desk.seat.reading() as reader:
        return reader.all(cls, **equal)


def test_one_contact_keeps_several_topics_each_with_its_kind(desk, family):
    contact = Contact(household=family.household.id, sort="open_hours", minutes=12)
    desk.contacts.save_talk(Talk(contact, TOPICS))
    kept = desk.contacts.load(contact.id)
    assert [(one.area, one.support) for one in kept.reasons] == [(one.area, one.support) for one in TOPICS]
    assert kept.contact.counterpart == "household"


def test_an_anonymous_contact_counts_and_is_joined_later(desk, family):
    contact = Contact(sort="open_hours")
    entry = QueueEntry(concern="Frage zur Wohnung")
    desk.hours.arrive(entry)
    desk.contacts.save_talk(Talk(contact, TOPICS[:1], queue=entry.id))
    assert desk.hours.today().contacts_today == 1
    assert desk.contacts.load(contact.id).contact.counterpart == "anonymous"
    desk.contacts.join(contact.id, family.household.id)
    assert desk.contacts.load(contact.id).contact.counterpart == "household"
    (waited,) = everything(desk, QueueEntry)
    assert (waited.state, waited.household) == ("done", family.household.id)


def test_a_joined_contact_is_not_joined_again(desk, family):
    contact = Contact(household=family.household.id, sort="phone")
    desk.contacts.save_talk(Talk(contact, TOPICS[:1]))
    with pytest.raises(InvalidInput):
        desk.contacts.join(contact.id, family.household.id)


def test_what_is_gone_is_said_so(desk, family):
    with pytest.raises(RecordGone):
        desk.contacts.join(Contact().id, family.household.id)
    with pytest.raises(RecordGone):
        desk.contacts.load(Contact().id)


def test_a_talk_leaves_a_task_and_a_note_for_its_author(desk, family):
    contact = Contact(household=family.household.id, sort="phone")
    task = Task(title="Formular besorgen", due_on=date(2030, 1, 2))
    desk.contacts.save_talk(Talk(contact, TOPICS[:1], task=task, private="Nachfragen"))
    (kept,) = everything(desk, Task)
    assert (kept.origin, kept.about, kept.state) == ("contact", contact.id, "open")
    assert [note.text for note in everything(desk, PrivateNote)] == ["Nachfragen"]


def test_one_undo_takes_all_of_it_back(desk, family):
    entry = QueueEntry(shown_name="Mohammed Hamdan", household=family.household.id)
    desk.hours.arrive(entry)
    contact = Contact(household=family.household.id, sort="open_hours")
    desk.contacts.save_talk(Talk(contact, TOPICS, task=Task(title="Anruf"), queue=entry.id))
    desk.undo_last()
    assert everything(desk, Contact) == everything(desk, Task) == everything(desk, Reason) == ()
    assert [one.state for one in everything(desk, QueueEntry)] == ["waiting"]


def test_those_concerned_are_noted_and_taken_away(desk, family):
    first, second = (member.person.id for member in family.members[:2])
    contact = Contact(household=family.household.id, sort="phone")
    desk.contacts.save_talk(Talk(contact, TOPICS[:1], persons=(first, second)))
    kept = desk.contacts.load(contact.id)
    assert set(kept.persons) == {first, second}
    desk.contacts.save_talk(Talk(kept.contact, kept.reasons, persons=(second,)))
    assert [one.person for one in everything(desk, ContactPerson)] == [second]


def test_a_contact_without_a_topic_is_refused_unless_the_office_allows_it(desk, family):
    contact = Contact(household=family.household.id, sort="phone")
    with pytest.raises(InvalidInput):
        desk.contacts.save_talk(Talk(contact))
    settings = desk.settings.load()
    desk.settings.save(type(settings)(**{**_values(settings), "topic_required": 0}))
    desk.contacts.save_talk(Talk(contact))
    assert desk.contacts.load(contact.id).reasons == ()


def test_two_forms_of_one_contact_keep_both_fields_or_ask(desk, family):
    contact = Contact(household=family.household.id, sort="phone", result="Termin")
    desk.contacts.save_talk(Talk(contact, TOPICS[:1]))
    base = desk.contacts.load(contact.id)
    desk.contacts.save_talk(Talk(base.contact.replace(minutes=20), base.reasons, base=base.contact))
    desk.contacts.save_talk(Talk(base.contact.replace(result="Brief"), base.reasons, base=base.contact))
    both = desk.contacts.load(contact.id).contact
    assert (both.minutes, both.result) == (20, "Brief")
    told = desk.contacts.save_talk(
        Talk(base.contact.replace(result="Anruf"), base.reasons, base=base.contact)
    )
    assert isinstance(told, Conflicts)
    assert [one.field for one in told.fields] == ["result"]


def test_a_landlord_is_a_counterpart_without_data_of_a_client(desk):
    contact = Contact(
        sort="phone", counterpart="other", other_side="landlord", counterpart_name="Hausverwaltung"
    )
    desk.contacts.save_talk(Talk(contact, (Reason(area="housing", support="information"),)))
    kept = desk.contacts.load(contact.id).contact
    assert (kept.household, kept.other_side) == (None, "landlord")


def _values(settings):
    return {name: getattr(settings, name) for name in settings.__dataclass_fields__}


def test_the_list_of_all_talks_is_answered_from_a_narrow_index(desk):
    """Lists over very many wide rows must not open them; only a search for what was said does."""
    sieve = Sieve("all", "at", desk.office.id, desk.staff.id, clock.today(), descending=True)
    where, told = _conditions(CONTACTS, sieve)
    with desk.seat.reading() as reader:
        query = f"EXPLAIN QUERY PLAN SELECT t.id, t.at FROM {CONTACTS.table} WHERE {where}"
        plan = [row[3] for row in reader.connection.exec_driver_sql(query, told)]
    assert plan[0].startswith("SEARCH t USING COVERING INDEX ix_contact_listed (office=?")


def test_the_list_says_whose_talk_it_was_and_who_wrote_it_down(desk, family):
    named = Contact(household=family.household.id, sort="phone")
    desk.contacts.save(named, [Reason(area="housing", support="advice")])
    desk.contacts.save(Contact(sort="open_hours"), [Reason(area="work", support="advice")])
    told = desk.contacts.page(Asked("all", "name"))
    assert dict(told.counts) == {"today": 2, "unnamed": 1, "others": 0, "all": 2}
    first, second = told.rows
    assert (first.home.household, first.topics, first.staff) == (
        family.household.id,
        (("housing", "advice"),),
        desk.staff.name,
    )
    assert (first.is_joinable, second.is_joinable, second.home) == (False, True, None)


def test_a_need_that_was_seen_in_a_talk_says_where_it_comes_from(desk, family):
    contact = Contact(household=family.household.id, sort="phone")
    desk.contacts.save_talk(Talk(contact, TOPICS[:1], need=Need(area="health", level=2)))
    (need,) = (one for one in everything(desk, Need) if one.area == "health")
    assert (need.origin, need.source, need.household) == ("contact", contact.id, family.household.id)
    assert (need.state, need.recorded_on, need.responsible) == ("open", clock.today(), desk.staff.id)


def test_a_need_without_a_household_is_refused(desk):
    with pytest.raises(InvalidInput):
        desk.contacts.save_talk(Talk(Contact(sort="phone"), TOPICS[:1], need=Need(area="health")))
    assert everything(desk, Contact) == ()


def test_a_need_of_the_intake_and_one_of_the_card_say_so(desk, family):
    desk.households.take_in(replace(office.hamdan(), needs=(Need(area="work"),)))
    desk.households.save(Need(household=family.household.id, area="health"))
    assert {one.area: one.origin for one in everything(desk, Need)}.items() >= {
        ("work", "intake"),
        ("health", "own"),
    }
