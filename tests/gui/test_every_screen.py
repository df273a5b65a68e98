"""Every screen of the pictures, asked as assistive tools ask: names, roles, and texts that are not cut."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea, QWidget

from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton
from lwdesk.ui.mnemonics import Mnemonics
from tests.gui import parts
from tools import picture_cast, picture_scenes
from tools.picture_scenes import VARIANTS, Set
from tools.picture_screens import SCREENS

TURNS = 60
SILENT = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.Grouping)


@pytest.fixture(scope="module")
def cast(tmp_path_factory):
    with picture_cast.stage() as fixed:
        return picture_cast.make(tmp_path_factory.mktemp("cast") / "file", fixed)


@pytest.fixture
def stage(qapp, cast, tmp_path, monkeypatch) -> Iterator:
    """Give a function that brings a screen up, without waiting for what moves by the clock."""
    made: list[Set] = []
    monkeypatch.setattr(style.theme, "still", True)
    for module in {picture_scenes, *(sys.modules[screen.scene.__module__] for screen in SCREENS)}:
        monkeypatch.setattr(module, "settle", settle)
        monkeypatch.setattr(module, "lay_over", leave_open, raising=False)

    def brought(screen, variant) -> QWidget:
        made.append(Set(cast, tmp_path / "files", variant))
        screen.scene(made[0])
        settle()
        window = made[0].window
        return next((one for one in window.findChildren(QDialog) if one.isVisible()), window)

    yield brought
    for one in made:
        one.window.close()
        one.window.deleteLater()


def leave_open(_stage: Set) -> None:
    """Leave a dialog open, to be asked itself."""
    settle()


def settle(_milliseconds: int = 0) -> None:
    for _turn in range(TURNS):
        QApplication.processEvents()


def reached_by_keyboard(window: QWidget) -> list[QWidget]:
    """Return what Tab may stop at; a scroll area is not a control, its contents are.

    Qt's view of a PDF is such an area as well: its name and its description say what stands on the paper.
    """
    return [
        part
        for part in window.findChildren(QWidget)
        if part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and not isinstance(part, QScrollArea | QPdfView)
    ]


def cut(window: QWidget) -> list[str]:
    """Return the texts that have less room than they ask for; what wraps asks for any width."""
    found = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    return [
        part.text()
        for part in found
        if part.isVisible() and part.text() and not (isinstance(part, QLabel) and part.wordWrap())
        if part.width() + 1 < part.sizeHint().width()
    ]


def told(part: QWidget) -> str:
    return f"{type(part).__name__} {part.objectName()} {parts.role(part).name}"


def of(*screens) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("screen", screens, ids=lambda screen: screen.name)


AT_EVERY_SIZE = [screen for screen in SCREENS if not screen.dialog and screen.variants == VARIANTS]


@of(*AT_EVERY_SIZE)
def test_everybody_gets_along_at_the_usual_size_of_type(stage, screen) -> None:
    """Ask one window for everything: names and roles, letters with Alt, and texts where it gets narrow."""
    window = stage(screen, VARIANTS[0])
    every_control_says_what_it_is(window)
    letters_clash_nowhere_and_every_main_button_has_one(window)
    narrow = VARIANTS[2]
    window.resize(narrow.width, narrow.height)
    settle()
    assert cut(window) == []


@of(*SCREENS)
def test_no_text_is_cut_in_large_type(stage, screen) -> None:
    """A screen that is not walked at the usual size is asked for everything here."""
    window = stage(screen, VARIANTS[3])
    assert cut(window) == []
    if screen not in AT_EVERY_SIZE:
        every_control_says_what_it_is(window)
        letters_clash_nowhere_and_every_main_button_has_one(window)


def every_control_says_what_it_is(window: QWidget) -> None:
    controls = reached_by_keyboard(window)
    assert controls
    assert [told(part) for part in controls if not parts.name(part).strip()] == []
    assert [told(part) for part in controls if parts.role(part) in SILENT] == []


def letters_clash_nowhere_and_every_main_button_has_one(window: QWidget) -> None:
    letters = Mnemonics(window)
    letters._show()
    shown = [part for part in window.findChildren(QWidget) if getattr(part, "letter", None) is not None]
    said = [part.text()[part.letter].lower() for part in shown]
    assert said
    assert len(said) == len(set(said))
    main = [one for one in window.findChildren(PrimaryButton) if one.isVisible() and one.isEnabled()]
    assert [one.text() for one in main if one.text() and one not in shown] == []
    assert [told(part) for part in shown if "&" in parts.name(part)] == []
    letters._hide()
