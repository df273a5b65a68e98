"""The consultation hour: who waits, what is due, everything by keyboard."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.base import clock, ids
from lwdesk.domain.task import QueueEntry, Task
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.pages import hour_queue
from lwdesk.ui.pages.hour import HourPage
from lwdesk.ui.pages.hour_arrival import ArrivalDialog
from lwdesk.ui.pages.household.parts import PressRow
from tests.gui import families, parts


@pytest.fixture
def opening(context, show, jobs):
    """Give a function that opens the page as the window does."""
    made = []

    def opened(width: int = 1158, height: int = 752) -> HourPage:
        page = show(HourPage(context), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.ready(page.tasks)
        made.append(page)
        return page

    yield opened
    for page in made:
        page.closed()


def arrive(desk, at_two_in_the_afternoon, name="", minutes=5, **more) -> QueueEntry:
    entry = QueueEntry(
        shown_name=name, arrived_at=at_two_in_the_afternoon.moment - timedelta(minutes=minutes), **more
    )
    desk.hours.arrive(entry)
    return entry


def lines(page) -> list[str]:
    return [row.spoken() for row in page.queue.rows.rows]


def test_an_empty_day_says_so_and_offers_the_one_thing_to_do(opening):
    page = opening()
    assert page.nobody.isVisible()
    assert page.all_done.isVisible()
    assert not page.add_button.isVisible()
    assert parts.name(page.waiting) == "0 warten"
    assert parts.name(page.longest) == "– längste Wartezeit"


def test_a_person_without_a_name_is_added_to_the_queue(opening, context, qtbot, type_text):
    page = opening()
    page.nobody.button.click()
    dialog = page.findChild(ArrivalDialog)
    type_text(dialog.form.input("concern").control(), "Frage zur Wohnung")
    with qtbot.waitSignal(context.said) as said:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert said.args[1] is True
    assert lines(page) == ["Anonym, Frage zur Wohnung, wartet, 0 min"]
    assert parts.name(page.waiting) == "1 warten"


def test_ctrl_shift_n_asks_who_is_waiting(opening):
    page = opening()
    QTest.keyClick(
        page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    dialog = page.findChild(ArrivalDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_who_waits_over_twenty_minutes_waits_long(desk, opening, at_two_in_the_afternoon):
    arrive(desk, at_two_in_the_afternoon, "Oksana", 24, language="uk", concern="Kita-Platz")
    arrive(desk, at_two_in_the_afternoon, "Selam", 4)
    page = opening()
    assert lines(page) == [
        "Oksana, Ukrainisch · Kita-Platz, wartet lange, 24 min",
        "Selam, –, wartet, 4 min",
    ]
    assert parts.name(page.longest) == "24 min längste Wartezeit"


def test_the_row_is_one_stop_and_its_button_follows_with_the_right_arrow(
    desk, opening, at_two_in_the_afternoon
):
    entry = arrive(desk, at_two_in_the_afternoon, "Oksana")
    page = opening()
    page.queue.setFocus()
    QTest.keyClick(page.queue, Qt.Key.Key_Right)
    QTest.keyClick(page.queue, Qt.Key.Key_Return)
    assert [one.state for one in desk.hours.today().queue if one.id == entry.id] == ["in_talk"]
    assert lines(page) == ["Oksana, –, im Gespräch, 0 min"]


def test_enter_opens_the_household_of_a_waiting_person(
    desk, opening, context, qtbot, at_two_in_the_afternoon
):
    family = families.take_in(desk, families.hamdan())
    arrive(desk, at_two_in_the_afternoon, "Mohammed Hamdan", household=family.household.id)
    page = opening()
    page.queue.setFocus()
    with qtbot.waitSignal(context.household_wanted) as wanted:
        QTest.keyClick(page.queue, Qt.Key.Key_Return)
    assert wanted.args == [family.household.id]


def test_the_menu_of_a_row_holds_the_other_steps(desk, opening, at_two_in_the_afternoon):
    entry = arrive(desk, at_two_in_the_afternoon, "Oksana")
    page = opening()
    menu = page.queue.menu(page.queue.entry(str(entry.id)))
    words = [action.text() for action in menu.actions()]
    assert words == ["Aufrufen", "Fertig", "Gegangen"]
    menu.actions()[2].trigger()
    menu.deleteLater()
    assert desk.hours.today().queue[0].state == "gone"


def test_a_due_task_is_ticked_off_with_the_space_bar(desk, opening, context, qtbot):
    family = families.take_in(desk, families.hamdan())
    task = families.task(desk, "Rückmeldung Schuldnerberatung", date(2021, 10, 31), family)
    page = opening()
    box = page.findChild(CheckBox, f"done_{task.id}")
    assert parts.name(box) == "Erledigt: Rückmeldung Schuldnerberatung"
    box.setFocus()
    with qtbot.waitSignal(context.said):
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert desk.hours.today().due == ()
    assert page.all_done.isVisible()
    desk.undo_last()
    assert [one.title for one in desk.hours.today().due] == ["Rückmeldung Schuldnerberatung"]


def test_of_many_due_tasks_the_oldest_are_shown_and_the_others_counted(desk, opening):
    family = families.take_in(desk, families.hamdan())
    for number in range(23):
        families.task(desk, f"Nachfragen {number}", date(2021, 10, 1), family)
    page = opening()
    assert len([box for box in page.tasks.findChildren(CheckBox) if box.isVisible()]) == 20
    assert page.findChild(QLabel, "more_due").text() == "3 weitere sind fällig. „Alle Aufgaben“ zeigt sie."
    assert desk.counts().tasks_due == 23


def test_a_task_says_since_when_it_is_overdue_and_whose_it_is(desk, opening, context, qtbot):
    family = families.take_in(desk, families.hamdan())
    task = families.task(desk, "Rückmeldung", date(2021, 10, 31), family)
    page = opening()
    words = page.findChild(QWidget, f"task_{task.id}")
    assert parts.name(words) == "Rückmeldung, seit 2 Tagen überfällig, Hamdan"
    with qtbot.waitSignal(context.household_wanted) as wanted:
        words.click()
    assert wanted.args == [family.household.id]


def test_the_search_is_found_by_its_key_and_starts_with_the_focus(opening):
    page = opening()
    assert page.search.edit.hasFocus()
    page.nobody.button.setFocus()
    page.start_search()
    assert page.search.edit.hasFocus()


def test_every_part_is_reached_by_tab(desk, opening, at_two_in_the_afternoon):
    arrive(desk, at_two_in_the_afternoon, "Oksana")
    task = families.task(desk, "Anruf", date(2021, 11, 2))
    page = opening()
    reached = set()
    for _step in range(12):
        focused = page.window().focusWidget()
        reached.add(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {"search", "add_waiting", "queue", f"done_{task.id}"} <= reached


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_no_text_is_cut(desk, opening, at_two_in_the_afternoon, scale, size):
    parts.dress("light", scale)
    arrive(desk, at_two_in_the_afternoon, "Oksana")
    desk.households.save(
        Task(office=desk.office.id, title="Rückmeldung Schuldnerberatung", due_on=date(2021, 10, 31))
    )
    page = opening(*size)
    families.settle()
    assert list(parts.cut_texts(page)) == []


@pytest.mark.parametrize("hostile", families.HOSTILE)
def test_hostile_names_and_titles_stay_plain(desk, opening, at_two_in_the_afternoon, hostile):
    arrive(desk, at_two_in_the_afternoon, hostile[:190])
    families.task(desk, hostile[:190], date(2021, 11, 2))
    page = opening()
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel) if label.text()
    )
    assert page.paper.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("state", "waited", "tone"),
    [("in_talk", 30, "accent"), ("waiting", 30, "warn"), ("waiting", 3, ""), ("done", 30, "")],
)
def test_the_number_of_who_matters_now_is_toned(state, waited, tone):
    now = clock.now()
    entry = QueueEntry(number=3, state=state, arrived_at=now - timedelta(minutes=waited))
    assert hour_queue.shown(entry, now).avatar_tone == tone


def test_home_tells_of_every_open_draft_of_the_person_and_leads_back_into_it(opening, desk, context):
    family = families.take_in(desk, families.hamdan())
    own = ids.new()
    desk.drafts.save(own, "intake", {}, "Tesfay")
    desk.drafts.save(ids.new(), "record", {"household": str(family.household.id)}, "Bedarf erfassen")
    page = opening()
    rows = [one for one in page.findChildren(PressRow) if one.objectName().startswith("draft_")]
    assert {parts.name(one) for one in rows} == {
        "Entwurf offen: Tesfay, heute, 14:14, weiterschreiben",
        "Entwurf offen: Bedarf erfassen, Hamdan, heute, 14:14, weiterschreiben",
    }
    wanted = []
    context.draft_wanted.connect(wanted.append)
    context.household_wanted.connect(wanted.append)
    for one in rows:
        QTest.keyClick(one, Qt.Key.Key_Return)
    assert set(wanted) == {own, family.household.id}


def test_a_draft_on_a_card_that_is_restricted_since_is_not_told_of(opening, desk):
    unknown = ids.new()
    desk.drafts.save(ids.new(), "record", {"household": str(unknown)}, "Bedarf erfassen")
    page = opening()
    assert not page.tasks.drafts.isVisible()
