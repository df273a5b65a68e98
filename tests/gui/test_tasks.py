"""The tasks: tabs and filters, one or several at a time, and the way to what they are about."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from lwdesk.base import clock, ids
from lwdesk.domain import records
from lwdesk.domain.staff import Staff
from lwdesk.domain.task import Task
from lwdesk.services.listing import Asked
from lwdesk.ui.pages.calendar.page import DayPage
from lwdesk.ui.pages.contact import ContactPage
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.interpreting.page import InterpretingPage
from lwdesk.ui.pages.referrals import ReferralsPage
from lwdesk.ui.pages.registry import ABOUT, RECORDS
from lwdesk.ui.pages.tasks import TasksPage
from lwdesk.ui.pages.tasks.dialogs import NewTask, OtherDay, OtherPerson
from lwdesk.ui.pages.visits.plan import PlanPage
from tests.gui import all_pages, families, parts
from tools import every_page


@pytest.fixture
def opening(context, show, jobs):
    """Give a function that opens the page as the window does."""

    def opened(width: int = 1150, height: int = 752) -> TasksPage:
        page = show(TasksPage(context), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.settle()
        return page

    return opened


@pytest.fixture
def three(desk):
    """Write down a task of yesterday, of today about the Hamdans, and of next week."""
    family = families.take_in(desk, families.hamdan())
    today = clock.today()
    made = (
        Task(title="Vermieter anrufen", due_on=today - timedelta(1)),
        Task(title="Kita-Gutschein", due_on=today, household=family.household.id, note="Formular liegt vor"),
        Task(title="Zeugnis übersetzen", due_on=today + timedelta(7)),
    )
    for task in made:
        desk.tasks.add(task)
    return made


@pytest.fixture
def murat(desk):
    other = Staff(office=desk.office.id, name="Murat Yildirim", employer="awo", role="adviser")
    with desk.seat.writing("test", None) as transaction:
        transaction.save(other)
    return other


def shown(page) -> list[str]:
    return [row.cells[0].title for row in page.table.list.rows.rows]


def kept(desk, task) -> Task:
    with desk.seat.reading() as reader:
        return reader.get(Task, task.id)


def press(page, name) -> None:
    next(one for one in page.findChildren(QWidget, name) if one.isVisible()).click()
    families.settle()


def fill(dialog, name, value) -> None:
    dialog.form.input(name).set_value(value)
    dialog.form.input(name).edited.emit()


def tab(page, name) -> None:
    page.tabs.tabs[name].click()
    families.settle()


def test_the_page_begins_with_what_is_due_today(three, opening):
    page = opening()
    assert shown(page) == ["Kita-Gutschein"]
    names = [parts.name(one) for one in page.tabs.tabs.values()]
    assert names[:4] == ["Heute fällig, 1", "Überfällig, 1", "Meine, 3", "Offen, 3"]


def test_a_row_says_what_whose_who_and_until_when(three, opening):
    page = opening()
    (row,) = page.table.list.rows.rows
    assert row.sentence == "Kita-Gutschein, Hamdan, heute fällig, heute, Jana Albers"


def test_a_task_that_is_done_leaves_the_list(three, opening, desk):
    page = opening()
    press(page, "finish_task")
    assert kept(desk, three[1]).state == "done"
    assert page.nothing.sentence.text() == "Heute ist keine Aufgabe fällig."
    tab(page, "done")
    press(page, "reopen_task")
    assert kept(desk, three[1]).state == "open"


@pytest.mark.parametrize(("button", "days"), [("postpone_day", 1), ("postpone_week", 7)])
def test_an_overdue_task_is_put_off_from_today_on(three, opening, desk, button, days):
    page = opening()
    tab(page, "overdue")
    press(page, button)
    assert kept(desk, three[0]).due_on == clock.today() + timedelta(days)


def test_a_task_is_put_off_to_a_day_that_is_chosen(three, opening, desk):
    page = opening()
    press(page, "postpone_date")
    dialog = page.findChild(OtherDay)
    fill(dialog, "due_on", date(2021, 10, 1))
    press(dialog, "save_task")
    assert dialog.isVisible()
    assert "vorbei" in dialog.form.boxes["due_on"].problem()
    fill(dialog, "due_on", date(2021, 12, 24))
    press(dialog, "save_task")
    assert kept(desk, three[1]).due_on == date(2021, 12, 24)


def test_a_task_is_handed_over_to_a_colleague(three, murat, opening, desk):
    page = opening()
    press(page, "hand_over")
    dialog = page.findChild(OtherPerson)
    press(dialog, "save_task")
    assert dialog.isVisible()
    fill(dialog, "assigned", murat.id)
    press(dialog, "save_task")
    assert kept(desk, three[1]).assigned == murat.id


def test_several_rows_are_done_at_once(three, opening, desk):
    page = opening()
    tab(page, "open")
    first, second = (page.table.list.visualRect(page.table.list.rows.index(n)).center() for n in (0, 2))
    port = page.table.list.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, second)
    assert page.chosen_bar.isVisible()
    assert page.chosen_bar.words.text() == "2 gewählt"
    press(page, "finish_chosen")
    assert shown(page) == ["Kita-Gutschein"]
    assert not page.chosen_bar.isVisible()
    assert page.bar.isVisible()


def test_a_chip_narrows_the_list_to_one_person(three, murat, opening, desk):
    desk.tasks.hand_over([three[1].id], murat.id)
    page = opening()
    tab(page, "open")
    actions = {
        action.text(): action
        for menu in page.by_name["assigned"].findChildren(QMenu)
        for action in menu.actions()
    }
    actions["Murat Yildirim"].trigger()
    families.settle()
    assert shown(page) == ["Kita-Gutschein"]
    assert page.by_name["assigned"].property("chosen") == "Murat Yildirim"


def test_a_new_task_needs_no_household(opening, desk):
    page = opening()
    page.primary()
    dialog = page.findChild(NewTask)
    press(dialog, "save_task")
    assert dialog.isVisible()
    parts.type_text(dialog.form.input("title").control(), "Schlüssel abholen")
    press(dialog, "save_task")
    assert shown(page) == ["Schlüssel abholen"]


def test_a_new_task_finds_its_household_by_name(three, opening, desk):
    page = opening()
    page.primary()
    dialog = page.findChild(NewTask)
    parts.type_text(dialog.form.input("title").control(), "Termin")
    parts.type_text(dialog.household.edit, "hamd")
    QTest.keyClick(dialog.household.edit, Qt.Key.Key_Return)
    assert dialog.household.token.isVisible()
    press(dialog, "save_task")
    row = next(row.data for row in page.table.list.rows.rows if row.data.record.title == "Termin")
    assert row.home.name == "Hamdan"


def test_enter_opens_the_household_that_the_task_is_about(three, opening, context, qtbot):
    page = opening()
    with qtbot.waitSignal(context.household_wanted) as wanted:
        QTest.keyClick(page.table.list, Qt.Key.Key_Return)
    assert wanted.args == [three[1].household]


def test_where_it_is_narrow_enter_shows_the_ways_and_esc_the_list_again(three, opening):
    page = opening(808, 624)
    assert not page.panel.isVisible()
    QTest.keyClick(page.table.list, Qt.Key.Key_Return)
    assert page.panel.isVisible()
    assert not page.table.isVisible()
    assert page.panel.isAncestorOf(page.window().focusWidget())
    assert page.escape()
    assert page.table.isVisible()
    assert page.table.list.hasFocus()


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_no_text_is_cut(three, opening, scale, size):
    parts.dress("light", scale)
    page = opening(*size)
    tab(page, "open")
    assert list(parts.cut_texts(page)) == []
    assert list(page.table.cut_texts()) == []


@pytest.mark.parametrize("hostile", families.HOSTILE)
def test_hostile_titles_stay_plain(desk, opening, hostile):
    desk.tasks.add(Task(title=hostile[:190], note=hostile, due_on=clock.today()))
    page = opening()
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel) if label.text()
    )
    assert page.panel.width() <= parts.style.px(328)


def test_a_reader_sees_tasks_and_changes_none(three, context, opening):
    from dataclasses import replace

    context.who = replace(context.who, read_only=True)
    page = opening()
    assert not page.new_button.isVisible()
    assert page.panel.findChild(QWidget, "finish_task") is None
    page.primary()
    assert page.findChild(NewTask) is None


SOURCES = {
    "contact": ContactPage,
    "visit": PlanPage,
    "referral": ReferralsPage,
    "request": InterpretingPage,
    "appointment": DayPage,
}


@pytest.mark.parametrize("source", SOURCES)
def test_a_task_opens_the_record_that_it_came_from(desk, shell, source):
    busy = all_pages.furnish(desk)
    desk.tasks.add(
        Task(title="Nachfassen", due_on=clock.today(), household=busy.household, about=getattr(busy, source))
    )
    shell.go("tasks")
    families.settle()
    shell.page.want(Asked("open", "due_on", text="Nachfassen"))
    families.settle()
    press(shell.page, "open_task")
    assert isinstance(shell.page, SOURCES[source])
    every_page.wait(shell)


@pytest.mark.parametrize("source", ["need", "consent", "dwelling", "gone"])
def test_a_task_about_what_has_no_page_opens_the_household(desk, shell, source):
    family = families.take_in(desk, families.hamdan())
    card = desk.households.card(family.household.id)
    about = {
        "need": card.needs[0].id,
        "consent": card.consents[0].id,
        "dwelling": card.dwelling.id,
        "gone": ids.new(),
    }
    desk.tasks.add(
        Task(title="Prüfen", due_on=clock.today(), household=family.household.id, about=about[source])
    )
    shell.go("tasks")
    families.settle()
    press(shell.page, "open_task")
    assert isinstance(shell.page, HouseholdPage)
    assert shell.page.household == family.household.id


def test_a_page_with_the_name_of_a_record_is_told_nothing_but_its_id():
    kinds = {record.kind for record in records.every()}
    assert {kind for kind in ABOUT if kind in kinds} == set(RECORDS)


@pytest.mark.parametrize("done", [False, True])
def test_a_task_is_shown_in_its_list_by_its_id(desk, shell, three, done):
    if done:
        desk.tasks.finish([three[2].id])
    shell.show_about("task", three[2].id)
    families.settle()
    assert shell.page.current().record.id == three[2].id
    assert shown(shell.page) == ["Zeugnis übersetzen"]
