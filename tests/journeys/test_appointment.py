"""An appointment from the card to the colleague who asks again, by keyboard alone."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from lwdesk.base import clock
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.task import Task
from lwdesk.store import vault
from tests.gui import families, screens
from tests.gui.conftest import ScriptedAsk
from tests.unit import office

NOW = datetime(2021, 11, 2, 8, 20, tzinfo=UTC)
NEXT_HOUR = datetime(2021, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def screen(qtbot, tmp_path):
    path = office.place(tmp_path)
    with vault.using(vault.CHEAP), clock.using(clock.FixedClock(NOW)):
        with office.opened(path) as desk:
            families.take_in(desk, families.hamdan(), families.LONG_AGO)
            desk.appointments.save(Appointment(staff=desk.staff.id, sort="meeting", at=NEXT_HOUR, minutes=60))
        yield screens.opened(qtbot, ScriptedAsk(), path)


def kept(screen, cls, **equal):
    with screen.desk.seat.reading() as reader:
        return reader.all(cls, **equal)


def page(screen):
    return screen.window.surface().page


def arrange_from_the_card(screen) -> None:
    screen.type("hamdan")
    screen.until(lambda: page(screen).search.popup.isVisible() and bool(page(screen).search.popup.rows))
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: page(screen).name == "households" and page(screen).card is not None)
    families.settle()
    screen.tab_to("more")
    choose(screen, "Termin …")
    screen.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    screen.to_front(dialog)
    screen.ctrl(Qt.Key.Key_Return)
    screen.until(lambda: dialog.banner is not None)
    assert "Jana Albers hat schon etwas von 10:00 bis 11:00." in dialog.banner.text.text()
    assert dialog.save_button.hasFocus()
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: QApplication.activeModalWidget() is None)
    screen.to_front()


def choose(screen, words: str) -> None:
    """Choose from the menu of the button; a screen without a display shows no menu."""
    actions = {
        action.text(): action for menu in screen.part("more").findChildren(QMenu) for action in menu.actions()
    }
    actions[words].trigger()


def note_that_nobody_came(screen) -> None:
    number = list(screen.window.surface().navigation.buttons).index("tasks")
    screen.ctrl(Qt.Key(Qt.Key.Key_1 + number))
    screen.until(lambda: page(screen).heading == "Tasks")
    screen.tab_to("views")
    screen.key(Qt.Key.Key_Right)
    screen.until(lambda: page(screen).heading == "Calendar" and len(page(screen).table.list.rows.rows) == 2)
    families.settle()
    screen.tab_to("list")
    while page(screen).current().home is None:
        screen.key(Qt.Key.Key_Down)
    families.settle()
    screen.tab_to("no_show")
    screen.key(Qt.Key.Key_Space)
    screen.until(lambda: len(kept(screen, Appointment, state="no_show")) == 1)


def hand_the_task_over(screen) -> None:
    families.settle()
    screen.tab_to("views")
    screen.key(Qt.Key.Key_Left)
    screen.until(lambda: page(screen).heading == "Tasks")
    families.settle()
    screen.tab_to("tab_today")
    for _tab in range(3):
        screen.key(Qt.Key.Key_Right)
    screen.until(lambda: bool(page(screen).table.list.rows.rows))
    screen.tab_to("list")
    while "Nicht erschienen" not in page(screen).current().record.title:
        screen.key(Qt.Key.Key_Down)
    families.settle()
    screen.tab_to("hand_over")
    screen.key(Qt.Key.Key_Space)
    screen.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    screen.to_front(dialog)
    screen.type("Murat")
    screen.ctrl(Qt.Key.Key_Return)
    screen.until(lambda: QApplication.activeModalWidget() is None)


def test_a_missed_appointment_becomes_a_task_of_a_colleague(screen):
    screen.unlock()
    arrange_from_the_card(screen)
    assert len(kept(screen, Appointment)) == 2
    note_that_nobody_came(screen)
    hand_the_task_over(screen)
    murat = next(one for one, name in screen.desk.tasks.colleagues() if name == "Murat Yildirim")
    screen.until(lambda: [task.title for task in kept(screen, Task, assigned=murat)] != [])
    (task,) = kept(screen, Task, assigned=murat)
    assert task.title == "Nicht erschienen: neuen Termin anbieten"
