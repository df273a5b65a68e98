"""Every screen of the pictures, asked as assistive tools ask: names, roles, and texts that are not cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

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

    def settle(_milliseconds: int = 0) -> None:
        for _turn in range(TURNS):
            QApplication.processEvents()

    def brought(screen, variant) -> QWidget:
        monkeypatch.setattr(picture_scenes, "settle", settle)
        made.append(Set(cast, tmp_path / "files", variant))
        screen.scene(made[0])
        settle()
        return made[0].window

    yield brought
    for one in made:
        one.window.close()
        one.window.deleteLater()


def reached_by_keyboard(window: QWidget) -> list[QWidget]:
    """Return what Tab may stop at; a scroll area is not a control, its contents are."""
    return [
        part
        for part in window.findChildren(QWidget)
        if part.isVisible()
        and part.isEnabled()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and not isinstance(part, QScrollArea)
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


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_every_control_says_what_it_is(stage, screen) -> None:
    controls = reached_by_keyboard(stage(screen, VARIANTS[0]))
    assert controls
    assert [told(part) for part in controls if not parts.name(part).strip()] == []
    assert [told(part) for part in controls if parts.role(part) in SILENT] == []


@pytest.mark.parametrize("variant", VARIANTS[2:], ids=lambda variant: variant.name)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_no_text_is_cut_where_it_is_narrow(stage, screen, variant) -> None:
    assert cut(stage(screen, variant)) == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_letters_with_alt_clash_nowhere_and_every_main_button_has_one(stage, screen) -> None:
    window = stage(screen, VARIANTS[0])
    Mnemonics(window)._show()
    shown = [part for part in window.findChildren(QWidget) if getattr(part, "letter", None) is not None]
    letters = [part.text()[part.letter].lower() for part in shown]
    assert letters
    assert len(letters) == len(set(letters))
    main = [one for one in window.findChildren(PrimaryButton) if one.isVisible() and one.isEnabled()]
    assert [one.text() for one in main if one.text() and one not in shown] == []
    assert [told(part) for part in shown if "&" in parts.name(part)] == []
