"""A consultation hour by keyboard alone: five people come, one unnamed, one new, one in Arabic script."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.household import Household
from tests.gui import screens
from tests.gui.conftest import ScriptedAsk
from tests.unit import office

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(qtbot, tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        desk.households.take_in(office.hamdan())
    made = screens.opened(qtbot, ScriptedAsk(), path)
    made.unlock()
    return made


def everything(screen, cls):
    with screen.desk.seat.reading() as reader:
        return reader.all(cls)


def idle(screen) -> None:
    """Wait until the window has answered everything it was asked."""
    screen.until(lambda: not screen.window.surface().context.jobs._unheard)


def search(screen, text: str) -> None:
    screen.ctrl(Qt.Key.Key_K)
    screen.type(text)
    screen.until(screen.window.surface().page.search.popup.isVisible)
    idle(screen)


def press_next(screen) -> None:
    """Press the button of whoever is chosen in the queue: they are called, or they are done."""
    screen.tab_to("queue")
    screen.key(Qt.Key.Key_Right)
    screen.key(Qt.Key.Key_Return)
    idle(screen)


def talk(screen, *keys: str) -> None:
    """Write a quick contact: words confirmed by Enter, figures for the kind of support, then Strg+Enter."""
    before = len(everything(screen, Contact))
    screen.key(Qt.Key.Key_F2)
    for key in keys:
        screen.type(key)
        if not key.isdecimal():
            screen.key(Qt.Key.Key_Return)
    screen.ctrl(Qt.Key.Key_Return)
    screen.until(lambda: len(everything(screen, Contact)) == before + 1)
    idle(screen)


def come(screen, name: str, concern: str) -> None:
    screen.key(Qt.Key.Key_N, CTRL | SHIFT)
    dialog = screen.part("arrival")
    dialog.activateWindow()
    screen.until(lambda: QApplication.activeWindow() is dialog)
    if name:
        screen.type(name)
    screen.tab_to("concern")
    screen.type(concern)
    screen.key(Qt.Key.Key_Return)
    screen.to_front()
    idle(screen)


def test_five_people_come_and_are_served(screen):
    search(screen, "محمد حمدان")  # one in Arabic script
    screen.key(Qt.Key.Key_Return, ALT)
    idle(screen)
    come(screen, "", "Frage zur Wohnung")  # one without a name
    come(screen, "Selam", "Brief")
    search(screen, "Rana")  # one of a family that is known
    screen.key(Qt.Key.Key_Return, ALT)
    idle(screen)
    come(screen, "Oksana Kovalenko", "Kita")  # one of a new family
    names = [one.shown_name for one in screen.desk.hours.today().queue]
    assert names == ["Mohammed Hamdan", "", "Selam", "Rana Al-Khatib", "Oksana Kovalenko"]

    for topics in (("kindergeld", "brief", "3"), ("miete",), ("brief", "2"), ("arzt",)):
        press_next(screen)
        talk(screen, *topics)
    press_next(screen)
    search(screen, "Oksana Kovalenko")
    screen.ctrl(Qt.Key.Key_N)
    idle(screen)
    screen.tab_to("target_group")
    screen.key(Qt.Key.Key_Space)
    for _step in range(7):
        screen.ctrl(Qt.Key.Key_Return)
        idle(screen)
    screen.until(lambda: len(everything(screen, Household)) == 2)
    talk(screen, "kita")
    press_next(screen)

    contacts = everything(screen, Contact)
    names = {home.id: home.name for home in everything(screen, Household)}
    served = [names.get(one.household, one.counterpart) for one in contacts]
    assert served == ["Hamdan", "anonymous", "anonymous", "Hamdan", "Kovalenko"]
    assert len(everything(screen, Reason)) == 6
    assert {one.state for one in screen.desk.hours.today().queue} == {"done"}
