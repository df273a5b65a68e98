"""One's own notes on the card: written, changed, deleted, and seen by nobody else."""

from lwdesk.domain.contact import Contact, Reason
from lwdesk.services.contacts import Talk
from lwdesk.ui.pages.contact import ContactPage, Wanted
from lwdesk.ui.pages.household.sections_notes import NoteDialog
from tests.gui import families
from tests.gui.cards import family, opening, press, texts  # noqa: F401 - fixtures

# ruff: noqa: F811


def dialog_of(page) -> NoteDialog:
    return next(one for one in page.findChildren(NoteDialog) if one.isVisible())


def test_a_note_is_written_from_the_menu_and_stands_on_the_card(desk, family, opening, type_text):
    page = opening(family)
    page.doing.notes.write()
    type_text(dialog_of(page).form.input("text").control(), "wirkt erschöpft")
    dialog_of(page).save_button.click()
    families.settle()
    assert {"Eigene Notizen", "wirkt erschöpft", "Nur Sie sehen das."} <= set(texts(page))


def test_a_note_is_changed_and_deleted_after_one_question(desk, family, opening, type_text, ask):
    desk.private_notes.save(family.household.id, "wirkt erschöpft")
    page = opening(family)
    (note,) = desk.private_notes.own(family.household.id)
    press(page, f"note_{note.id}")
    type_text(dialog_of(page).form.input("text").control(), "sehr müde, ")
    dialog_of(page).save_button.click()
    (note,) = desk.private_notes.own(family.household.id)
    assert note.text == "sehr müde, wirkt erschöpft"
    families.settle()
    press(page, f"note_{note.id}")
    ask.expect("confirm", True)
    press(page, "remove_note")
    families.settle()
    assert desk.private_notes.own(family.household.id) == ()
    assert "Eigene Notizen" not in texts(page)


def test_what_was_begun_waits_for_the_same_note(desk, family, opening, type_text):
    page = opening(family)
    page.doing.notes.write()
    type_text(dialog_of(page).form.input("text").control(), "halb")
    dialog_of(page).reject()
    families.settle()
    page.doing.notes.write()
    assert dialog_of(page).form.values()["text"] == "halb"
    dialog_of(page).reject()


def test_the_form_of_a_contact_brings_the_note_back_to_its_author(desk, family, show, context):
    contact = Contact(household=family.household.id, sort="phone")
    topics = (Reason(area="housing", support="advice"),)
    desk.contacts.save_talk(Talk(contact, topics, private="nachfragen"))
    page = show(ContactPage(context, Wanted(contact.id)))
    page.opened()
    families.ready(page)
    assert page.form.private.values()["text"] == "nachfragen"
    page.closed()
