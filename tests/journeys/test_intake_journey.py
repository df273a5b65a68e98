"""A family is taken in by keyboard alone; a program killed in the middle of the form loses nothing typed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.services import accounts
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.intake import IntakePage
from lwdesk.ui.shell import Shell
from lwdesk.ui.window import Window
from tests.gui import parts
from tests.journeys import half_typed

PASSPHRASE = "vier graue Kraniche ruhen"
FARTHEST = 150
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Office:
    """A set-up office, closed; `unlocked` puts a window in front of it."""

    path: Path
    user: str
    unlocked: Callable[[], Window]


@pytest.fixture
def office(qtbot, tmp_path) -> Iterator[Office]:
    path = tmp_path / "buero.lwdb"
    wanted = accounts.Setup("hoerde_hombruch", "Schreibtisch", "Jana Albers", "city", "lead", PASSPHRASE)
    desk = accounts.set_up(path, wanted, anyway=True).desk
    user = str(desk.staff.id)
    desk.close()
    windows: list[Window] = []

    def unlocked() -> Window:
        settings = DeviceSettings(theme="light").opened(KnownFile(path, office="Hörde/Hombruch", user=user))
        window = Window(settings, lambda _settings: None)
        windows.append(window)
        window.resize(1366, 768)
        window.show_unlock(path)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        qtbot.waitUntil(lambda: window.surface()._looks)  # the file is looked at after the first paint
        parts.type_text(window.findChild(QLineEdit, "passphrase"), PASSPHRASE)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(window.surface(), Shell), timeout=20_000)
        return window

    yield Office(path, user, unlocked)
    for window in windows:
        window.close()
        window.deleteLater()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()  # between two keys of a person the program finds time for its layout


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def reach(name: str) -> QWidget:
    """Press Tab until the control of this name has the focus, as somebody without a mouse does."""
    for _ in range(FARTHEST):
        if parts.name(focused()) == name:
            return focused()
        press(Qt.Key.Key_Tab)
    raise AssertionError(name)


def type_into(name: str, text: str) -> None:
    parts.type_text(reach(name), text)


def find_in(name: str, beginning: str) -> None:
    """Type the beginning of a choice and take what is marked."""
    type_into(name, beginning)
    press(Qt.Key.Key_Return)


@dataclass(frozen=True)
class Typed:
    """What is typed of one person."""

    given: str
    family: str
    native: str
    born: str
    nationality: str
    papers: bool = False


FAMILY = (
    Typed("Yousef", "Hamdan", "يوسف حمدان", "1986", "syr", papers=True),
    Typed("Selam", "Tesfay", "ሰላም ተስፋይ", "12.03.1990", "eri"),
    Typed("Rana", "Hamdan", "رنا حمدان", "05.2015", "syr"),
    Typed("Dawit", "Hamdan", "ዳዊት", "3.4.19", "eri"),
)


def take_down(person: Typed) -> None:
    type_into("Vorname(n)", person.given)
    type_into("Nachname", person.family)
    type_into("Name in eigener Schrift", person.native)
    type_into("Geburtsdatum", person.born)
    if person.papers:
        reach("Geburtsdatum: 01.01. wie im Papier – der genaue Tag ist nicht bekannt")
        press(Qt.Key.Key_Space)
    find_in("Staatsangehörigkeit", person.nationality)


def test_a_family_of_four_is_taken_in_by_keyboard_alone(office, qtbot) -> None:
    window = office.unlocked()
    shell = window.surface()
    press(Qt.Key.Key_N, CONTROL)
    page = shell.page
    assert isinstance(page, IntakePage)
    qtbot.waitUntil(lambda: page.begun.intake.household.office is not None)
    reach("Zielgruppe: Geflüchtete")
    press(Qt.Key.Key_Space)
    type_into("Straße und Hausnummer", "Lindenallee 14")
    type_into("PLZ", "44263")
    reach("Weiter: Personen")
    press(Qt.Key.Key_Space)
    for n, person in enumerate(FAMILY):
        if n:
            reach("+ Person")
            press(Qt.Key.Key_Space)
        take_down(person)
    reach("Weiter: Sprache")
    press(Qt.Key.Key_Space)
    find_in("Sprache", "arab")
    for _ in range(5):
        press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: isinstance(shell.page, HouseholdPage), timeout=10_000)
    window.close()
    card = card_in_the_file(office)
    assert (card.household.name, card.household.target_group) == ("Hamdan", "refugee")
    assert (card.dwelling.street, card.dwelling.district) == ("Lindenallee 14", "hoerde")
    people = {view.person.given_name: view for view in card.members}
    assert {name: view.person.native_name for name, view in people.items()} == {
        person.given: person.native for person in FAMILY
    }
    assert {name: view.person.born for name, view in people.items()} == {
        "Yousef": VagueDay(date(1986, 1, 1), Precision.PAPERS),
        "Selam": VagueDay(date(1990, 3, 12)),
        "Rana": VagueDay(date(2015, 5, 1), Precision.MONTH),
        "Dawit": VagueDay(date(2019, 4, 3)),
    }
    assert people["Selam"].person.nationality == "er"
    spoken = [skill.language for view in people.values() for skill in view.languages]
    assert spoken == ["ar"]


def card_in_the_file(office: Office):
    """Open the file anew and return the card that the Tigrinya name leads to."""
    desk = accounts.unlock(office.path, office.user, PASSPHRASE)
    try:
        (hit,) = desk.search.find("ሰላም ተስፋይ").hits
        assert desk.drafts.list() == ()
        return desk.households.card(hit.household)
    finally:
        desk.close()


def test_killed_in_the_middle_of_the_form_the_draft_comes_back(office, qtbot) -> None:
    run = [sys.executable, "-m", "tests.journeys.half_typed", str(office.path), office.user, PASSPHRASE]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True, cwd=root, env=environment) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "kept\n"
        program.send_signal(signal.SIGKILL)
    shell = office.unlocked().surface()
    found: list = []
    shell.context.jobs.run(shell, lambda desk: desk.drafts.latest("intake"), found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    shell.context.draft_wanted.emit(found[0].id)
    page = shell.page
    qtbot.waitUntil(lambda: page.begun.step == "persons", timeout=10_000)
    typed = {
        key: page.form.box(f"person.{key}").input.edit.text() for key in ("given_name", "native_name", "born")
    }
    assert typed == {
        "given_name": half_typed.GIVEN,
        "native_name": half_typed.NATIVE,
        "born": half_typed.HALF_A_DATE,
    }
    assert focused() is page.form.box("person.born").input.control()
