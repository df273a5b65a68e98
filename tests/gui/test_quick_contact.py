"""The quick contact: three topics in thirteen key strokes, and nothing lost on the way."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lwdesk.base.errors import DiskFull
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.task import QueueEntry, Task
from lwdesk.ui.pages.hour import HourPage
from lwdesk.ui.pages.quick.talk import QuickTalk, Subject, from_payload
from tests.gui import families, parts, walk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(context, show, jobs):
    made = show(HourPage(context), 1158, 752)
    jobs.changed.connect(made.changed)
    made.opened()
    families.settle()
    yield made
    made.closed()


def everything(desk, cls):
    with desk.seat.reading() as reader:
        return reader.all(cls)


def keys(page, text: str) -> None:
    """Press letters, figures and Enter (written ↵) where the focus is."""
    for sign in text:
        focused = page.window().focusWidget()
        if sign == "↵":
            QTest.keyClick(focused, Qt.Key.Key_Return)
        else:
            parts.type_text(focused, sign)


def test_three_topics_with_kinds_take_thirteen_key_strokes(page, desk, qtbot, context):
    page.start_quick()  # F2
    keys(page, "le↵be↵3ki↵2")  # eleven more
    with qtbot.waitSignal(context.said) as said:
        page.primary()  # Strg+Enter
    assert said.args == ["Kontakt gespeichert, 3 Themen", True]
    assert {(one.area, one.support) for one in everything(desk, Reason)} == {
        ("livelihood", "advice"),
        ("authorities", "accompaniment"),
        ("childcare_school", "information"),
    }
    (contact,) = everything(desk, Contact)
    assert (contact.counterpart, contact.sort) == ("anonymous", "open_hours")


def test_an_everyday_word_leads_to_its_area(page):
    page.start_quick()
    keys(page, "kindergeld")
    assert parts.name(page.quick.topics.suggestions[0]) == "Kindergeld, das heißt Lebensunterhalt"
    keys(page, "↵")
    assert page.quick.talk.topics == (("livelihood", "advice"),)


def test_arrows_choose_among_what_was_meant(page):
    page.start_quick()
    keys(page, "ki")
    QTest.keyClick(page.quick.topics.entry, Qt.Key.Key_Down)
    keys(page, "↵")
    assert page.quick.talk.topics == (("livelihood", "advice"),)


def test_without_a_topic_the_button_says_what_is_missing(page, desk):
    page.start_quick()
    assert page.quick.save_button.blocked_reason() == "Ein Thema fehlt noch"
    page.primary()
    assert everything(desk, Contact) == ()


def test_backspace_in_the_empty_line_takes_the_last_topic_back(page):
    page.start_quick()
    keys(page, "le↵be↵")
    QTest.keyClick(page.quick.topics.entry, Qt.Key.Key_Backspace)
    assert [area for area, _kind in page.quick.talk.topics] == ["livelihood"]


def test_calling_somebody_puts_them_into_the_line_and_counts_the_minutes(
    page, desk, jobs, at_two_in_the_afternoon
):
    family = families.take_in(desk, families.hamdan())
    entry = QueueEntry(shown_name="Mohammed Hamdan", household=family.household.id, language="ar")
    desk.hours.arrive(entry)
    page.reload()
    page.queue.setFocus()
    QTest.keyClick(page.queue, Qt.Key.Key_Right)
    QTest.keyClick(page.queue, Qt.Key.Key_Return)
    assert "Mohammed Hamdan" in parts.name(page.quick.person)
    at_two_in_the_afternoon.moment += timedelta(minutes=12)
    page.start_quick()
    keys(page, "brief↵")
    page.primary()
    (contact,) = everything(desk, Contact)
    assert (contact.household, contact.minutes, contact.language) == (family.household.id, 12, "ar")
    (waited,) = everything(desk, QueueEntry)
    assert (waited.state, waited.contact) == ("done", contact.id)


def test_after_the_save_the_next_waiting_person_has_the_focus(page, desk):
    for name in ("Mohammed", "Oksana"):
        desk.hours.arrive(QueueEntry(shown_name=name))
    page.reload()
    page.queue.setFocus()
    QTest.keyClick(page.queue, Qt.Key.Key_Right)
    QTest.keyClick(page.queue, Qt.Key.Key_Return)
    page.start_quick()
    keys(page, "le↵")
    page.primary()
    assert page.window().focusWidget() is page.queue
    assert page.queue.entry(page.queue.current_key()).shown_name == "Oksana"
    assert page.quick.talk.is_empty()


def test_a_task_is_proposed_with_a_week_and_saved_with_the_contact(page, desk):
    page.start_quick()
    keys(page, "le↵")
    page.quick.beside.note.setFocus()
    keys(page, "Bescheid")
    QTest.keyClick(page.quick.beside.task, Qt.Key.Key_Space)
    page.primary()
    (task,) = everything(desk, Task)
    assert (task.title, str(task.due_on), task.origin) == ("Bescheid", "2021-11-09", "contact")
    desk.undo_last()
    assert everything(desk, Task) == everything(desk, Contact) == ()


def test_what_was_typed_comes_back_after_the_page_was_left(page, desk, context, show):
    page.start_quick()
    keys(page, "le↵be↵3")
    page.keep_draft()
    again = show(HourPage(context), 1158, 752)
    again.opened()
    assert again.quick.talk.topics == (("livelihood", "advice"), ("authorities", "accompaniment"))
    assert again.quick.rest.tokens[1].accessibleName() == "Behörden, Formulare, Begleitung"
    again.quick.save()
    assert desk.drafts.latest("quick_contact") is None
    again.closed()


def test_a_save_that_fails_leaves_the_line_as_it_is(page, desk, monkeypatch, jobs):
    def refuse(_talk):
        raise DiskFull

    monkeypatch.setattr(desk.contacts, "save_talk", refuse)
    told = []
    jobs.failed.connect(told.append)
    page.start_quick()
    keys(page, "le↵")
    page.primary()
    assert [type(one) for one in told] == [DiskFull]
    assert page.quick.talk.topics == (("livelihood", "advice"),)
    assert page.quick.save_button.isEnabled()


def test_esc_folds_the_line_and_keeps_what_stands_there(page):
    page.start_quick()
    keys(page, "le↵")
    assert page.escape()
    assert not page.quick.is_open()
    assert [token.text() for token in page.quick.rest.tokens] == ["Lebensunterhalt"]


def test_typing_into_the_line_at_rest_opens_it(page):
    parts.type_text(page.quick.rest.way_in, "k")
    parts.type_text(page.quick.topics.entry, "i")
    assert page.quick.is_open()
    assert parts.name(page.quick.topics.suggestions[0]) == "Kinderbetreuung, Schule"


def test_a_hit_of_the_search_goes_into_the_line_or_into_the_queue(page, desk):
    family = families.take_in(desk, families.hamdan())
    page.search.start()
    parts.type_text(page.search.edit, "hamdan moh")
    families.settle()
    QTest.keyClick(page.search.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert [one.household for one in desk.hours.today().queue] == [family.household.id]
    page.search.start()
    parts.type_text(page.search.edit, "hamdan moh")
    QTest.keyClick(page.search.edit, Qt.Key.Key_Return, CTRL)
    assert page.quick.is_open()
    assert page.quick.talk.subject.household == family.household.id


def test_a_talk_with_somebody_else_is_not_taken_over(page):
    page.quick.start(Subject("Rana", queue=QueueEntry().id))
    keys(page, "le↵")
    assert not page.quick.set_subject(Subject("Selam"))
    assert page.quick.talk.subject.name == "Rana"


@pytest.mark.parametrize(("zoom", "size"), families.SIZES)
def test_the_open_line_fits_the_page(page, zoom, size):
    parts.dress(scale=zoom)
    page.resize(*size)
    page.start_quick()
    keys(page, "le↵be↵")
    families.settle()
    for widget in (page.quick.topics.entry, page.quick.save_button):
        assert widget.isVisible()
    assert page.quick.minimumSizeHint().width() <= page.width()
    assert isinstance(page.window().focusWidget(), QWidget)
    QApplication.sendPostedEvents()


@pytest.mark.parametrize(("zoom", "size"), families.SIZES)
def test_everybody_gets_along_with_the_open_line(page, zoom, size):
    parts.dress(scale=zoom)
    page.resize(*size)
    page.start_quick()
    keys(page, "le↵be↵")
    families.settle()
    assert walk.faults(page.quick) == []
    assert walk.stateless(page.quick) == []


def test_a_draft_holds_all_of_a_talk():
    talk = QuickTalk(
        subject=Subject("Rana", QueueEntry().id, None, QueueEntry().id, "ar", None),
        minutes=15,
        topics=(("housing", "advice"),),
        note="n",
        gap=True,
    )
    assert from_payload(talk.payload()) == talk
