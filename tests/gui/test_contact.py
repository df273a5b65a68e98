"""The full form of a contact, the plan of the week, and saying later whose talk it was."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.fields import RECORDS
from lwdesk.domain.need import Need
from lwdesk.domain.office import OpeningHour
from lwdesk.domain.papers import PrivateNote
from lwdesk.domain.provider import Provider
from lwdesk.domain.task import QueueEntry, Task
from lwdesk.services.contacts import Talk
from lwdesk.ui.dialogs import opening_hours
from lwdesk.ui.dialogs.opening_hours import OpeningHoursDialog
from lwdesk.ui.pages.contact import ContactPage, layout
from lwdesk.ui.pages.contact.page import Wanted
from lwdesk.ui.pages.hour import HourPage
from lwdesk.ui.pages.quick.joining import JoinDialog
from lwdesk.ui.pages.registry import ABOUT
from tests.gui import families, parts
from tests.unit import office


@pytest.fixture
def opening(context, show):
    made = []

    def opened(wanted: Wanted, width: int = 1158, height: int = 752) -> ContactPage:
        page = show(ContactPage(context, wanted), width, height)
        page.opened()
        families.ready(page)
        made.append(page)
        return page

    yield opened
    for page in made:
        page.closed()


def everything(desk, cls):
    with desk.seat.reading() as reader:
        return reader.all(cls)


def add_topic(page, typed: str) -> None:
    parts.type_text(page.form.topics.entry, typed)
    QTest.keyClick(page.form.topics.entry, Qt.Key.Key_Return)


def press(page, name: str) -> None:
    button = page.findChild(QWidget, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_every_field_of_a_contact_stands_on_its_form_or_elsewhere_with_a_reason():
    assert set(RECORDS["contact"].by_name) - set(layout.placed()) == set(layout.ELSEWHERE)


def test_every_field_of_an_opening_hour_stands_in_its_dialog_or_elsewhere_with_a_reason():
    shown = {name for row in opening_hours.LAYOUT for name in row}
    assert set(RECORDS["opening_hour"].by_name) - shown == set(opening_hours.ELSEWHERE)


def test_a_contact_of_a_household_is_written_down_with_all_around_it(desk, opening, context, qtbot):
    family = families.take_in(desk, families.hamdan())
    talk = Talk(Contact(household=family.household.id, sort="appointment"))
    page = opening(Wanted(talk=talk))
    add_topic(page, "miete")
    parts.type_text(page.form.talked.input("result").control(), "Antrag gestellt")
    chip = next(iter(page.form._chips.chips.values()))
    QTest.keyClick(chip, Qt.Key.Key_Space)
    QTest.keyClick(page.form.task, Qt.Key.Key_Space)
    parts.type_text(page.form.task_form.input("title").control(), "Nachfragen")
    parts.type_text(page.form.private.input("text").control(), "wirkt erschöpft")
    with qtbot.waitSignal(context.back_wanted):
        page.primary()
    (contact,) = everything(desk, Contact)
    assert (contact.household, contact.result) == (family.household.id, "Antrag gestellt")
    assert [one.area for one in everything(desk, Reason)] == ["housing"]
    assert [one.person for one in everything(desk, ContactPerson)] == [family.members[0].person.id]
    assert [one.title for one in everything(desk, Task)] == ["Nachfragen"]
    assert [one.text for one in everything(desk, PrivateNote)] == ["wirkt erschöpft"]


def test_a_talk_with_a_landlord_keeps_no_household(desk, opening):
    page = opening(Wanted())
    page.form.about.input("counterpart").segments[2].click()
    assert page.form.other.isVisible()
    assert not page.form.home_box.isVisible()
    page.form.other.input("other_side").set_value("landlord")
    add_topic(page, "miete")
    page.primary()
    (contact,) = everything(desk, Contact)
    assert (contact.counterpart, contact.other_side, contact.household) == ("other", "landlord", None)


def test_a_talk_with_a_partner_names_the_provider(desk, opening):
    desk.directory.save(Provider(name="Schuldnerberatung Mitte"))
    page = opening(Wanted())
    page.form.about.input("counterpart").segments[1].click()
    line = page.form.other.input("provider").control()
    parts.type_text(line, "schuld")
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    add_topic(page, "schulden")
    page.primary()
    (contact,) = everything(desk, Contact)
    (provider,) = desk.directory.providers()
    assert (contact.counterpart, contact.provider) == ("partner", provider.id)


def test_a_household_is_asked_for_where_the_talk_was_with_one(desk, opening):
    page = opening(Wanted())
    page.form.about.input("counterpart").segments[0].click()
    add_topic(page, "miete")
    page.primary()
    assert page.form.home_box.problem() == "Bitte wählen Sie den Haushalt."
    assert everything(desk, Contact) == ()


def test_what_was_typed_comes_back_as_a_draft(desk, opening):
    page = opening(Wanted())
    add_topic(page, "miete")
    page.keep_draft()
    (draft,) = desk.drafts.list("contact")
    again = opening(Wanted(draft=draft.id))
    assert again.form.topics.topics() == (("housing", "advice"),)
    again.primary()
    assert desk.drafts.list("contact") == ()


def test_a_contact_that_somebody_else_changed_is_not_overwritten(desk, opening):
    family = families.take_in(desk, families.hamdan())
    families.contacts(desk, family, 1)
    (contact,) = everything(desk, Contact)
    page = opening(Wanted(contact.id))
    base = desk.contacts.load(contact.id)
    desk.contacts.save_talk(Talk(base.contact.replace(result="Anders"), base.reasons, base=base.contact))
    line = page.form.talked.input("result").control()
    parts.type_text(line, "!")
    page.primary()
    assert page.notes.conflict.isVisible()
    assert everything(desk, Contact)[0].result == "Anders"


def test_a_discarded_contact_asks_once(desk, opening, ask, context, qtbot):
    page = opening(Wanted())
    add_topic(page, "miete")
    ask.expect("confirm", True)
    with qtbot.waitSignal(context.back_wanted):
        next(one for one in page.findChildren(QWidget, "cancel_contact")).click()
    assert desk.drafts.list("contact") == ()


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_no_text_of_the_form_is_cut(desk, opening, scale, size):
    parts.dress("light", scale)
    family = families.take_in(desk, families.hamdan())
    page = opening(Wanted(talk=Talk(Contact(household=family.household.id))), *size)
    families.settle()
    assert list(parts.cut_texts(page)) == []


def test_a_contact_leads_to_an_interpreter_request_that_knows_what_stands_here(desk, opening, context, show):
    family = families.take_in(desk, families.hamdan(advice_language="ar"))
    page = opening(Wanted(talk=Talk(Contact(household=family.household.id, language="ar"))))
    add_topic(page, "miete")
    wanted = []
    context.wanted.connect(lambda kind, about: wanted.append((kind, about)))
    press(page, "ask_interpreter")
    ((kind, about),) = wanted
    request = show(ABOUT[kind](context, about))
    request.opened()
    families.ready(request)
    asked = request.request()
    at = page.form.talk().contact.at
    assert (asked.household, asked.language, asked.topic) == (family.household.id, "ar", "housing")
    assert asked.at == at.replace(second=0, microsecond=0)
    assert desk.drafts.list("contact")
    request.closed()


def test_a_need_is_recorded_with_the_talk_in_which_it_was_seen(desk, opening):
    family = families.take_in(desk, families.hamdan())
    page = opening(Wanted(talk=Talk(Contact(household=family.household.id))))
    add_topic(page, "kita")
    QTest.keyClick(page.form.next.need, Qt.Key.Key_Space)
    parts.type_text(page.form.next.need_form.input("next_step").control(), "Gutschein beantragen")
    page.primary()
    (contact,) = everything(desk, Contact)
    (need,) = (one for one in everything(desk, Need) if one.area == "childcare_school")
    assert (need.origin, need.source, need.next_step) == ("contact", contact.id, "Gutschein beantragen")


def test_a_need_without_its_area_asks_for_it(desk, opening):
    family = families.take_in(desk, families.hamdan())
    page = opening(Wanted(talk=Talk(Contact(household=family.household.id))))
    QTest.keyClick(page.form.next.need, Qt.Key.Key_Space)
    page.primary()
    problem = page.form.next.need_form.boxes["area"].problem()
    assert problem == "Wobei braucht der Haushalt Hilfe?"
    assert everything(desk, Contact) == ()


def test_a_talk_without_a_household_offers_no_need_and_no_referral(opening):
    page = opening(Wanted(talk=Talk(Contact(counterpart="anonymous"))))
    assert not page.form.next.need.isVisible()
    assert not page.form.next.refer.isVisible()


def test_what_was_begun_of_a_need_comes_back_with_the_draft(desk, opening):
    family = families.take_in(desk, families.hamdan())
    wanted = Wanted(talk=Talk(Contact(household=family.household.id)))
    page = opening(wanted)
    QTest.keyClick(page.form.next.need, Qt.Key.Key_Space)
    parts.type_text(page.form.next.need_form.input("next_step").control(), "Gutschein")
    page.keep_draft()
    again = opening(wanted)
    assert again.form.next.need.isChecked()
    assert again.form.next.need_form.values()["next_step"] == "Gutschein"


def test_a_referral_that_a_talk_leads_to_knows_the_talk(desk, opening, context, show):
    family = families.take_in(desk, families.hamdan())
    page = opening(Wanted(talk=Talk(Contact(household=family.household.id))))
    add_topic(page, "miete")
    wanted = []
    context.wanted.connect(lambda kind, about: wanted.append((kind, about)))
    press(page, "refer")
    ((kind, about),) = wanted
    form = show(ABOUT[kind](context, about))
    form.opened()
    families.ready(form)
    referral = form.form.written().referral
    told = (referral.household, referral.contact, referral.area)
    assert told == (family.household.id, page.form.talk().contact.id, "housing")
    form.closed()


def test_without_the_right_no_interpreter_is_asked_for_from_a_contact(opening, context):
    context.who = replace(context.who, rights=frozenset({"edit"}))
    assert not opening(Wanted()).form.next.interpreter.isVisible()


@pytest.fixture
def hour(context, show, jobs):
    made = show(HourPage(context), 1158, 752)
    jobs.changed.connect(made.changed)
    made.opened()
    families.settle()
    yield made
    made.closed()


def test_the_plan_of_the_week_is_kept_and_shown_above_the_day(desk, hour):
    hour.ways.plan()
    dialog = hour.findChild(OpeningHoursDialog)
    QTest.keyClick(dialog.findChild(object, "add_time"), Qt.Key.Key_Space)
    form = dialog.rows[0].form
    form.input("weekday").set_value("tue")
    parts.type_text(form.input("opens").control(), "13")
    parts.type_text(form.input("closes").control(), "16")
    assert dialog.sum.text() == "3 Stunden in der Woche"
    dialog.accept()
    assert [(one.weekday, one.opens) for one in desk.hours.plan()] == [("tue", time(13))]
    assert hour.header.subtitle.text() == "Dienstag, 2. November 2021 · 13 bis 16 Uhr"


def test_times_that_overlap_are_told_and_not_saved(desk, hour):
    desk.hours.save_plan([OpeningHour(weekday="mon", opens=time(9), closes=time(12))])
    hour.ways.plan()
    dialog = hour.findChild(OpeningHoursDialog)
    dialog.findChild(object, "add_time").click()
    form = dialog.rows[1].form
    form.input("weekday").set_value("mon")
    parts.type_text(form.input("opens").control(), "11")
    parts.type_text(form.input("closes").control(), "13")
    dialog.accept()
    assert dialog.isVisible()
    assert form.boxes["opens"].problem() == "Überschneidet sich mit einer anderen Zeit."
    assert len(desk.hours.plan()) == 1
    dialog.reject()


def test_an_anonymous_talk_is_joined_to_a_household(desk, hour, at_two_in_the_afternoon):
    family = families.take_in(desk, families.hamdan())
    entry = QueueEntry(concern="Wohnung", arrived_at=at_two_in_the_afternoon.moment - timedelta(minutes=5))
    desk.hours.arrive(entry)
    contact = Contact(sort="open_hours")
    desk.contacts.save_talk(Talk(contact, (Reason(area="housing", support="advice"),), queue=entry.id))
    hour.reload()
    row = hour.queue.entry(str(entry.id))
    assert "1 Thema gespeichert" in hour.queue.rows.rows[0].spoken()
    menu = hour.queue.menu(row)
    next(one for one in menu.actions() if one.text() == "Haushalt zuordnen …").trigger()
    menu.deleteLater()
    dialog = hour.findChild(JoinDialog)
    dialog.home.set_household(family.household.id, "Hamdan")
    dialog.accept()
    assert desk.contacts.load(contact.id).contact.household == family.household.id


def test_joining_asks_for_a_household_first(desk, hour, context):
    dialog = JoinDialog(context, hour)
    dialog.open()
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.box.problem() == "Bitte wählen Sie den Haushalt."
    dialog.reject()


@pytest.fixture
def kept(desk):
    """Give a contact that is in the file already."""
    family = families.take_in(desk, families.hamdan())
    families.contacts(desk, family, 1)
    (contact,) = everything(desk, Contact)
    return contact


def test_a_kept_contact_is_removed_as_a_mistake_with_its_reason(desk, opening, context, ask, kept, qtbot):
    page = opening(Wanted(kept.id))
    said = []
    context.said.connect(lambda words, undo: said.append((words, undo)))
    ask.expect("reason", "twice")
    page.remove_button.setFocus()
    with qtbot.waitSignal(context.back_wanted):
        QTest.keyClick(page.remove_button, Qt.Key.Key_Space)
    assert (everything(desk, Contact), everything(desk, Reason)[1:]) == ((), ())
    assert said == [("Kontakt entfernt", True)]
    assert office.trail(desk)[0].action == "delete.mistake_twice"


def test_a_removed_contact_comes_back_by_undo(desk, opening, ask, kept):
    page = opening(Wanted(kept.id))
    ask.expect("reason", "twice")
    page.remove_button.click()
    desk.undo_last()
    assert [one.id for one in everything(desk, Contact)] == [kept.id]


def test_a_contact_stays_when_no_reason_is_given(desk, opening, ask, kept):
    page = opening(Wanted(kept.id))
    ask.expect("reason", None)
    page.remove_button.click()
    assert [one.id for one in everything(desk, Contact)] == [kept.id]


def test_what_was_typed_into_a_removed_contact_leaves_no_draft(desk, opening, ask, kept):
    page = opening(Wanted(kept.id))
    parts.type_text(page.form.talked.input("result").control(), "Noch etwas")
    page.save_now()
    assert desk.drafts.list("contact")
    ask.expect("reason", "twice")
    page.remove_button.click()
    assert not desk.drafts.list("contact")


def test_a_contact_that_is_not_kept_offers_no_removal(opening):
    assert not opening(Wanted(talk=Talk(Contact()))).remove_button.isVisible()


def test_without_the_right_to_edit_no_removal_is_offered(opening, context, kept):
    context.who = replace(context.who, rights=frozenset())
    assert not opening(Wanted(kept.id)).remove_button.isVisible()
