"""Dialogs for an appointment and a task: whatever closes them, what was typed waits for the same dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.task import Task
from lwdesk.services.desk import open_desk
from lwdesk.store import file
from lwdesk.ui.pages.calendar.dialogs import AppointmentDialog, HeldDialog
from lwdesk.ui.pages.calendar.page import DayPage
from lwdesk.ui.pages.tasks import TasksPage
from lwdesk.ui.pages.tasks.dialogs import NewTask
from tests.gui import families, parts

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def family(desk):
    return families.take_in(desk, families.hamdan())


@pytest.fixture
def day(context, show, jobs):
    page = show(DayPage(context), 1150, 752)
    jobs.changed.connect(page.changed)
    page.opened()
    families.settle()
    return page


@pytest.fixture
def tasks(context, show, jobs):
    page = show(TasksPage(context), 1150, 752)
    jobs.changed.connect(page.changed)
    page.opened()
    families.settle()
    return page


def dialog(page, kind):
    """Return the dialog that stands open."""
    return next(one for one in page.findChildren(kind) if one.isVisible())


def arrange(page, family=None):
    home = (family.household.id, "Hamdan") if family else ()
    page.doing.arrange(page.on, *home)
    return dialog(page, AppointmentDialog)


def add(page, family=None):
    page.doing.add(*((family.household.id, "Hamdan") if family else ()))
    return dialog(page, NewTask)


def press(inside, name) -> None:
    next(one for one in inside.findChildren(QWidget, name) if one.isVisible()).click()
    families.settle()


def kept(desk, cls):
    with desk.seat.reading() as reader:
        return reader.all(cls)


def test_esc_keeps_an_appointment_for_the_same_household(desk, day, family):
    first = arrange(day, family)
    parts.type_text(first.form.input("title").control(), "Elternabend")
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not first.isVisible()
    again = arrange(day, family)
    assert again.form.input("title").value() == "Elternabend"
    assert again.household.value() == family.household.id
    assert again.draft.resumed.isVisible()
    again.reject()


def test_another_household_is_offered_nothing(day, family):
    first = arrange(day, family)
    parts.type_text(first.form.input("title").control(), "Elternabend")
    first.reject()
    other = arrange(day)
    assert other.form.input("title").value() == ""
    assert not other.draft.resumed.isVisible()
    other.reject()


def test_a_day_typed_by_half_comes_back(day):
    first = arrange(day)
    line = first.form.input("at").day.edit
    line.clear()
    parts.type_text(line, "31.02.")
    first.reject()
    again = arrange(day)
    assert again.form.input("at").day.edit.text() == "31.02."
    again.reject()


def test_a_household_chosen_in_the_dialog_comes_back_with_its_name(day, family):
    first = arrange(day)
    parts.type_text(first.household.edit, "hamd")
    QTest.keyClick(first.household.edit, Qt.Key.Key_Return)
    first.reject()
    again = arrange(day)
    assert again.household.value() == family.household.id
    assert again.household.name() == "Hamdan"
    again.reject()


def test_the_save_takes_the_draft_along(desk, day, family):
    first = arrange(day, family)
    parts.type_text(first.form.input("title").control(), "Elternabend")
    first.reject()
    assert desk.drafts.list("appointment")
    again = arrange(day, family)
    families.settle()
    QTest.keyClick(again, Qt.Key.Key_S, CTRL)
    families.settle()
    assert [one.title for one in kept(desk, Appointment)] == ["Elternabend"]
    assert desk.drafts.list("appointment") == ()


def test_cancel_asks_once_and_lets_the_draft_go(desk, day, ask):
    first = arrange(day)
    parts.type_text(first.form.input("title").control(), "Elternabend")
    ask.expect("confirm", False)
    first.cancel.click()
    assert first.isVisible()
    ask.expect("confirm", True)
    first.cancel.click()
    assert not first.isVisible()
    assert desk.drafts.list("appointment") == ()


def test_cancel_of_an_untouched_dialog_asks_nothing(desk, day):
    first = arrange(day)
    first.cancel.click()
    assert not first.isVisible()
    assert desk.drafts.list("appointment") == ()


def test_a_draft_is_discarded_from_its_note_and_the_dialog_begins_anew(desk, day, family, ask):
    first = arrange(day, family)
    parts.type_text(first.form.input("title").control(), "Elternabend")
    first.reject()
    again = arrange(day, family)
    ask.expect("confirm", True)
    press(again, "drop_draft")
    assert again.form.input("title").value() == ""
    assert again.household.value() == family.household.id
    assert not again.draft.resumed.isVisible()
    assert desk.drafts.list("appointment") == ()
    again.reject()


def test_what_a_change_of_an_appointment_began_waits_with_this_appointment(desk, day, family):
    record = Appointment(
        household=family.household.id, staff=desk.staff.id, sort="talk", at=clock.now(), title="Kita"
    )
    desk.appointments.save(record, anyway=True)
    day.reload()
    families.settle()
    row = day.table.list.rows.rows[0].data
    day.doing.change(row)
    first = dialog(day, AppointmentDialog)
    parts.type_text(first.form.input("title").control(), "-Platz")
    first.reject()
    day.doing.change(row)
    again = dialog(day, AppointmentDialog)
    assert again.form.input("title").value() == "Kita-Platz"
    again.reject()


def test_what_others_changed_of_an_appointment_meanwhile_stays(desk, day, family):
    record = Appointment(
        household=family.household.id, staff=desk.staff.id, sort="talk", at=clock.now(), title="Kita"
    )
    desk.appointments.save(record, anyway=True)
    day.reload()
    families.settle()
    row = day.table.list.rows.rows[0].data
    day.doing.change(row)
    first = dialog(day, AppointmentDialog)
    parts.type_text(first.form.input("title").control(), "-Platz")
    first.reject()
    now = desk.appointments.load(record.id)
    desk.appointments.save(now.replace(place="Bürgerhaus"), now, anyway=True)
    day.doing.change(row)
    again = dialog(day, AppointmentDialog)
    assert again.form.input("title").value() == "Kita-Platz"
    assert again.form.input("place").value() == "Bürgerhaus"
    again.reject()


def test_what_came_of_an_appointment_waits_too(desk, day, family):
    record = Appointment(
        household=family.household.id, staff=desk.staff.id, sort="talk", at=clock.now(), title="Kita"
    )
    desk.appointments.save(record, anyway=True)
    day.reload()
    families.settle()
    row = day.table.list.rows.rows[0].data
    day.doing.hold(row)
    first = dialog(day, HeldDialog)
    parts.type_text(first.form.input("result").control(), ": zugesagt")
    first.reject()
    day.doing.hold(row)
    again = dialog(day, HeldDialog)
    assert again.form.input("result").value() == "Kita: zugesagt"
    again.reject()


def test_esc_keeps_a_task_and_its_household(desk, tasks, family):
    first = add(tasks, family)
    parts.type_text(first.form.input("title").control(), "Vermieter anrufen")
    QTest.keyClick(first, Qt.Key.Key_Escape)
    again = add(tasks, family)
    assert again.form.input("title").value() == "Vermieter anrufen"
    assert again.household.value() == family.household.id
    press(again, "save_task")
    assert [one.title for one in kept(desk, Task)] == ["Vermieter anrufen"]
    assert desk.drafts.list("task") == ()


def test_a_task_whose_save_fails_waits_as_its_draft(desk, tasks, jobs, monkeypatch):
    jobs.failed.connect(lambda _error: None)
    first = add(tasks)
    parts.type_text(first.form.input("title").control(), "Vermieter anrufen")
    monkeypatch.setattr(desk.tasks, "add", lambda _task: (_ for _ in ()).throw(OSError("full")))
    press(first, "save_task")
    assert add(tasks).form.input("title").value() == "Vermieter anrufen"
    dialog(tasks, NewTask).reject()


@pytest.mark.parametrize("opening", [arrange, add])
def test_before_a_lock_the_dialog_is_written_at_once(desk, day, tasks, opening, jobs, template):
    shown = opening(day if opening is arrange else tasks)
    parts.type_text(shown.form.input("title").control(), "noch offen")
    jobs.close()
    after = open_desk(file.open_file(desk.path, template.key), template.user)
    (draft,) = after.drafts.list()
    assert after.drafts.load(draft.id)["record"]["title"] == "noch offen"
    after.close()
    shown.reject()
