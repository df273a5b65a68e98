"""The screens of the pictures: each scene brings a real window to the state that its reference shows."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from lwdesk.domain.intake import Intake
from lwdesk.services import demo
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.jobs import InlineExecutor
from lwdesk.ui.opening import Opened
from lwdesk.ui.pages.calendar.page import DayPage
from lwdesk.ui.pages.hour import HourPage
from lwdesk.ui.pages.intake.begun import APART, Begun
from lwdesk.ui.pages.search_box import SearchBox
from lwdesk.ui.pages.tasks import TasksPage
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.shell import Shell
from lwdesk.ui.window import Window
from tools.picture_cast import Cast
from tools.picture_people import begun_intake, fresh_intake

MORNING = datetime(2021, 11, 2, 7, 52, tzinfo=UTC)
PATIENCE = 20.0
CODE = bytes(range(7, 27))


@dataclass(frozen=True)
class Variant:
    """One way to look at a screen."""

    name: str
    width: int = 1366
    height: int = 768
    theme: str = "light"
    scale: int = 100


LIGHT = Variant("light")
VARIANTS = (
    LIGHT,
    Variant("dark", theme="dark"),
    Variant("small", 1024, 640),
    Variant("large", scale=200),
)


@dataclass
class Set:
    """Where a scene plays: its own window and its own copy of the files."""

    cast: Cast
    folder: Path
    variant: Variant
    window: Window = field(init=False)

    def __post_init__(self) -> None:
        path = self.cast.copy_to(self.folder)
        here = KnownFile(path, "Hörde/Hombruch", user=self.cast.user)
        here = replace(here, opened_at=MORNING)
        settings = DeviceSettings(self.variant.theme, "de", self.variant.scale, files=(here,))
        self.window = Window(settings, lambda _settings: None)
        self.window.resize(self.variant.width, self.variant.height)

    def enter(self) -> Shell:
        """Open the file and stand in the consultation hour."""
        known = self.window.settings.files[0]
        desk = self.cast.open(known.path)
        self.window.show_desk(Opened(desk, InlineExecutor(), known, 10))
        self.show()
        shell = self.window.surface()
        assert isinstance(shell, Shell)
        return shell

    def show(self) -> None:
        self.window.show()
        self.window.activateWindow()
        settle()

    def find[W: QWidget](self, kind: type[W], name: str = "") -> W:
        return next(
            one
            for one in self.window.findChildren(kind)
            if name in ("", one.objectName()) and one.isVisible()
        )

    def press(self, name: str) -> None:
        self.find(QPushButton, name).click()
        settle()


def settle(milliseconds: int = 350) -> None:
    """Let everything that was asked for happen: animations, delayed searches, the draft that keeps itself."""
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("a picture's screen did not come")
        settle(20)


def type_text(widget: QWidget, text: str) -> None:
    widget.setFocus()
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


@contextmanager
def known_code() -> Iterator[None]:
    """Print the same recovery code each time; it opens nothing."""
    with mock.patch("lwdesk.store.vault.recovery.secrets", SimpleNamespace(token_bytes=lambda _n: CODE)):
        yield


def unlock(stage: Set) -> None:
    stage.window.show_unlock()
    stage.show()
    type_text(stage.find(QWidget, "passphrase"), "vier graue Kran")


def unlock_wrong(stage: Set) -> None:
    unlock(stage)
    stage.press("unlock")
    button = stage.find(QPushButton, "unlock")
    secret = stage.find(QWidget, "passphrase")
    until(lambda: button.isEnabled() and not secret.property("text"))
    settle()


def setup_office(stage: Set) -> None:
    stage.window.show_setup()
    stage.show()
    form = stage.find(RecordForm)
    form.input("region").set_value("hoerde_hombruch")
    form.input("region").edited.emit()
    settle()


def setup_person(stage: Set) -> None:
    setup_office(stage)
    stage.press("next")
    form = stage.find(RecordForm)
    type_text(form.input("name").control(), "Jana Albers")
    form.input("employer").set_value("city")
    form.input("employer").edited.emit()
    settle()


def setup_secret(stage: Set) -> None:
    setup_person(stage)
    stage.press("next")
    for name in ("new_passphrase", "repeat_passphrase"):
        type_text(stage.find(QWidget, name), demo.PASSPHRASE)
    settle()


def setup_sheet(stage: Set) -> None:
    setup_secret(stage)
    with known_code():
        stage.press("next")
        until(lambda: any(box.isVisible() for box in stage.window.findChildren(CheckBox, "sheet_is_safe")))
    settle()


def hour(stage: Set) -> None:
    stage.enter()


def search(stage: Set) -> None:
    stage.enter()
    type_text(stage.find(SearchBox).edit, "mohamed linden")
    settle()


def quick_contact(stage: Set) -> None:
    """Write down a talk: two topics, and the first letters of a third."""
    page = stage.enter().page
    assert isinstance(page, HourPage)
    page.start_quick()
    for sign in ("le", "\n", "be", "\n", "3", "ki"):
        entry = page.quick.topics.entry
        if sign == "\n":
            entry.confirmed.emit()
        else:
            type_text(entry, sign)
    settle()


def household(stage: Set) -> None:
    stage.enter().show_household(stage.cast.family)
    settle()


def households(stage: Set) -> None:
    stage.enter().go("households")
    settle()


def tasks(stage: Set) -> TasksPage:
    """Show all open tasks."""
    shell = stage.enter()
    shell.go("tasks")
    page = shell.page
    assert isinstance(page, TasksPage)
    page.tabs.tabs["open"].click()
    settle()
    return page


def tasks_several(stage: Set) -> None:
    listed = tasks(stage).table.list
    listed.setFocus()
    for _row in range(2):
        QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    settle()


def day(stage: Set) -> DayPage:
    """Show the day of the office."""
    shell = stage.enter()
    shell.go("day")
    page = shell.page
    assert isinstance(page, DayPage)
    settle()
    return page


def intake_household(stage: Set) -> None:
    _intake(stage, Begun(intake=fresh_intake(), named=True, step="household"))


def intake_person(stage: Set) -> None:
    intake = begun_intake()
    typed = {(intake.members[0].person.id, "born"): f"31.02.1986{APART}day"}
    _intake(stage, Begun(intake=intake, typed=typed, named=True, step="persons"))


def _intake(stage: Set, begun: Begun) -> None:
    """Come back to a draft, as after a lock."""
    shell = stage.enter()
    _keep(shell, begun, begun.intake)
    shell.show_intake("", begun.id)
    shell.page.save_now()
    settle(1200)


def _keep(shell: Shell, begun: Begun, intake: Intake) -> None:
    shell.context.jobs.run(
        shell, lambda desk: desk.drafts.save(begun.id, "intake", begun.payload(), intake.household.name)
    )
