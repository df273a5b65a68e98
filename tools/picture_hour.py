"""The scenes of a contact in full, and of all that were written down."""

from lwdesk.domain.contact import Contact
from lwdesk.services.contacts import Talk
from lwdesk.ui.pages.contact import ContactPage
from lwdesk.ui.pages.contact.page import Wanted
from lwdesk.ui.pages.contacts import ContactsPage
from tools.picture_scenes import Set, settle, type_text, until


def contact(stage: Set) -> None:
    """Write down a talk in full: two topics, a person concerned, a task."""
    shell = stage.enter()
    wanted = Wanted(talk=Talk(Contact(household=stage.cast.family, sort="appointment", minutes=25)))
    shell.context.wanted.emit("write_contact", wanted)
    settle()
    page = shell.page
    assert isinstance(page, ContactPage)
    until(lambda: page.ready)
    for word in ("miete", "kita"):
        type_text(page.form.topics.entry, word)
        page.form.topics.entry.confirmed.emit()
    page.form.task.click()
    type_text(page.form.talked.input("result").control(), "Antrag auf WBS gemeinsam ausgefüllt")
    type_text(page.form.task_form.input("title").control(), "WBS: Bescheid abwarten")
    settle()


def contacts(stage: Set) -> None:
    """Show every contact of the office, the first one chosen."""
    shell = stage.enter()
    shell.context.wanted.emit("contacts", None)
    settle()
    page = shell.page
    assert isinstance(page, ContactsPage)
    page.tabs.tabs["all"].click()
    settle()
    page.focus_first()
    settle()
