"""Private notes: their author alone reads, changes and deletes them; they stand in no log."""

import pytest

from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone, Restricted
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.papers import PrivateNote
from lwdesk.domain.staff import Staff
from lwdesk.services.contacts import Talk
from lwdesk.services.private_notes import PrivateNotes
from lwdesk.services.seat import Seat
from tests.unit import office

TOPIC = (Reason(area="housing", support="advice"),)


@pytest.fixture
def home(desk):
    intake = office.hamdan()
    desk.households.take_in(intake)
    return intake.household.id


@pytest.fixture
def murat(desk) -> Seat:
    """Another person at the same device."""
    other = Staff(office=desk.office.id, name="Murat Yildirim", employer="awo", role="lead")
    with desk.seat.writing("test", None) as transaction:
        transaction.save(other)
    return Seat(desk.seat.store, desk.office, other, desk.device)


def texts(desk, home) -> list[str]:
    return [note.text for note in desk.private_notes.own(home)]


def test_a_note_is_written_changed_and_deleted_by_its_author(desk, home):
    desk.private_notes.save(home, "wirkt erschöpft")
    (note,) = desk.private_notes.own(home)
    desk.private_notes.save(home, "wirkt wieder munter", note.id)
    assert texts(desk, home) == ["wirkt wieder munter"]
    desk.private_notes.remove(note.id)
    assert texts(desk, home) == []
    noted = [one.action for one in office.trail(desk) if one.subject_kind == "private_note"]
    assert noted == ["delete", "change", "create"]


def test_nobody_else_reads_changes_or_deletes_it(desk, home, murat):
    desk.private_notes.save(home, "nur für mich")
    (note,) = desk.private_notes.own(home)
    others = PrivateNotes(murat)
    assert others.own(home) == ()
    with pytest.raises(RecordGone):
        others.save(home, "überschrieben", note.id)
    with pytest.raises(RecordGone):
        others.remove(note.id)
    with pytest.raises(NotAllowed):
        desk.households.save(note.replace(text="über den Umweg"))
    assert texts(desk, home) == ["nur für mich"]


def test_a_note_without_words_is_refused(desk, home):
    with pytest.raises(InvalidInput):
        desk.private_notes.save(home, "  ")


def test_a_note_of_a_restricted_household_is_read_and_not_changed(desk, home):
    desk.private_notes.save(home, "alt")
    kept = desk.households.card(home).household
    desk.households.save(kept.replace(restricted=True), kept)
    assert texts(desk, home) == ["alt"]
    with pytest.raises(Restricted):
        desk.private_notes.save(home, "neu")


def test_a_note_stands_in_no_log(desk, home):
    with desk.seat.reading() as reader:
        before = reader.connection.exec_driver_sql("SELECT count(*) FROM log").scalar()
    desk.private_notes.save(home, "nirgends sonst")
    with desk.seat.reading() as reader:
        assert reader.connection.exec_driver_sql("SELECT count(*) FROM log").scalar() == before


def test_the_note_of_a_talk_comes_back_to_its_author_alone(desk, home, murat):
    contact = Contact(household=home, sort="phone")
    desk.contacts.save_talk(Talk(contact, TOPIC, private="nachfragen"))
    talk = desk.contacts.load(contact.id)
    assert talk.private == "nachfragen"
    assert type(desk.contacts)(murat, desk.settings).load(contact.id).private == ""


@pytest.mark.parametrize(("text", "left"), [("anders", ["anders"]), ("", []), (None, ["nachfragen"])])
def test_the_note_of_a_talk_is_changed_with_its_form(desk, home, text, left):
    contact = Contact(household=home, sort="phone")
    desk.contacts.save_talk(Talk(contact, TOPIC, private="nachfragen"))
    desk.contacts.save_talk(Talk(contact, TOPIC, private=text))
    assert texts(desk, home) == left


def test_what_was_noted_about_a_merged_household_is_still_read(desk, home):
    other = office.hamdan()
    desk.households.take_in(other)
    desk.private_notes.save(other.household.id, "vom anderen Eintrag")
    with desk.seat.writing("test", None) as transaction:
        gone = desk.households.card(other.household.id).household
        transaction.save(gone.replace(merged_into=home))
        (kept,) = transaction.all(PrivateNote)
    assert kept.household == other.household.id
    assert texts(desk, home) == ["vom anderen Eintrag"]
