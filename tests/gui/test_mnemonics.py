"""Letters with Alt: while it is held, everything that can be pressed or typed into has one of its own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.input_text import LineInput
from lwdesk.ui.mnemonics import given
from lwdesk.ui.option import Option
from lwdesk.ui.popups import DialogFrame
from tests.gui import parts, screens
from tests.unit import office

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def screen(qtbot, ask, tmp_path):
    return screens.opened(qtbot, ask, office.place(tmp_path))


@pytest.fixture
def dialog(qtbot):
    """Give a question with two fields and two buttons, not yet decided."""
    parts.dress()
    made = DialogFrame("Wen suchen Sie?")
    made.name, made.role = LineInput(), ChoiceInput([Option("a", "Leitung"), Option("b", "Beratung")])
    made.add(FieldBox("Name", made.name))
    made.add(FieldBox("Rolle", made.role))
    made.add_button(QuietButton("Abbrechen"))
    made.add_button(PrimaryButton("Suchen"), accepts=True)
    return parts.shown(qtbot, made)


def letters(window) -> dict[str, str]:
    """Return the letters that are shown, each with the words it stands in."""
    marked = [one for one in window.findChildren(QWidget) if getattr(one, "letter", None) is not None]
    return {one.text(): one.text()[one.letter].lower() for one in marked}


def test_letters_show_only_while_alt_is_held(dialog) -> None:
    QTest.keyPress(dialog, Qt.Key.Key_Alt)
    assert letters(dialog) == {"Suchen": "s", "Name": "n", "Rolle": "r", "Abbrechen": "a"}
    QTest.keyRelease(dialog, Qt.Key.Key_Alt)
    assert letters(dialog) == {}


def test_a_letter_leads_into_its_field_from_any_other_field(dialog) -> None:
    dialog.name.control().setFocus()
    QTest.keyClick(dialog.name.control(), Qt.Key.Key_R, ALT)
    assert QApplication.focusWidget() is dialog.role.combo
    QTest.keyClick(dialog.role.combo, Qt.Key.Key_N, ALT)
    assert QApplication.focusWidget() is dialog.name.control()
    assert dialog.name.value() == ""


def test_a_letter_presses_its_button(dialog, qtbot) -> None:
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.name.control(), Qt.Key.Key_S, ALT)


def test_the_third_level_of_the_keyboard_asks_for_no_letters(dialog) -> None:
    QTest.keyPress(dialog, Qt.Key.Key_Alt, Qt.KeyboardModifier.ControlModifier)
    assert letters(dialog) == {}


def test_names_for_assistive_tools_hold_no_ampersand(dialog) -> None:
    QTest.keyPress(dialog, Qt.Key.Key_Alt)
    assert not [one for one in dialog.findChildren(QWidget) if "&" in parts.name(one)]


def test_the_ways_of_the_navigation_keep_their_letters_on_every_page(screen) -> None:
    screen.unlock()
    shell = screen.window.surface()
    screen.key(Qt.Key.Key_H, ALT)
    screen.until(lambda: shell.page.name == "households")
    screen.key(Qt.Key.Key_S, ALT)
    screen.until(lambda: shell.page.name == "hour")


def test_what_cannot_have_the_first_letter_of_a_word_gets_another_and_at_last_none() -> None:
    words = ("Abc", "Ab ca", "Ab", "Abc", "Abc")
    assert [(w, w[at].lower()) for _widget, w, at in given((None, w) for w in words)] == [
        ("Abc", "a"), ("Ab ca", "c"), ("Ab", "b"),
    ]  # fmt: skip
