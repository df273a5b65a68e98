"""Buttons and marks act by keyboard and say their state in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from lwdesk.ui.buttons import DangerButton, IconButton, PrimaryButton, SecondaryButton
from lwdesk.ui.marks import Badge, FilterChip, LevelDots, Token, initials
from lwdesk.ui.surface import (
    Banner,
)
from lwdesk.ui.text import Name, Text, isolate
from tests.gui.parts import description, dress, name, role


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint().expandedTo(QSize(160, 40)))
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


@pytest.mark.parametrize("size", ["normal", "small", "big"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_button_has_its_height_and_room_for_its_words(qtbot, size, scale) -> None:
    dress(scale=scale)
    button = SecondaryButton("Unterschiede klären", icon="check", size=size)
    qtbot.addWidget(button)
    height = {"normal": 36, "small": 28, "big": 48}[size]
    assert button.sizeHint().height() == height * scale
    assert (
        button.minimumSizeHint().width() > button.fontMetrics().horizontalAdvance(button.text()) + 18 * scale
    )


def test_a_button_follows_the_scale_while_it_is_shown(qtbot) -> None:
    button = shown(qtbot, PrimaryButton("Speichern"))
    before = button.sizeHint()
    dress(scale=2.0)
    assert button.sizeHint().height() == 2 * before.height()


def test_a_blocked_button_says_why(qtbot) -> None:
    button = shown(qtbot, PrimaryButton("Vermitteln"))
    button.set_blocked("Die Einwilligung fehlt.")
    assert not button.isEnabled()
    assert description(button) == "Die Einwilligung fehlt."
    button.set_blocked()
    assert button.isEnabled()
    assert description(button) == ""


def test_a_busy_button_keeps_its_words_and_takes_no_second_press(qtbot) -> None:
    button = shown(qtbot, PrimaryButton("Speichern"))
    button.set_busy(True)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert button.text() == "Speichern"
    button.set_busy(False)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_what_has_the_focus(qtbot, key) -> None:
    for button in (
        shown(qtbot, SecondaryButton("Andere Datei öffnen …")),
        shown(qtbot, FilterChip("nur meine")),
    ):
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_enter_with_control_is_left_to_the_page(qtbot) -> None:
    button = shown(qtbot, SecondaryButton("Abbrechen"))
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_dangerous_button_is_never_the_default(qtbot) -> None:
    button = shown(qtbot, DangerButton("Anonymisieren"))
    button.setDefault(True)
    assert not button.isDefault()


def test_a_symbol_button_says_verb_and_object(qtbot) -> None:
    button = shown(qtbot, IconButton("pencil", "Telefon, Mohammed ändern"))
    assert (role(button), name(button)) == (QAccessible.Role.Button, "Telefon, Mohammed ändern")
    assert min(button.width(), button.height()) >= 24


def test_a_badge_is_read_as_its_word(qtbot) -> None:
    badge = shown(qtbot, Badge("warn", "wartet lange"))
    assert (role(badge), name(badge)) == (QAccessible.Role.StaticText, "wartet lange")
    badge.set_state("ok", "gelöst")
    assert (name(badge), badge.tone()) == ("gelöst", "ok")


def test_dots_are_never_without_words(qtbot) -> None:
    dots = shown(qtbot, LevelDots(3, 4))
    spoken = name(dots)
    assert "3" in spoken
    assert "4" in spoken
    dots.set_level(2, 2)
    assert name(dots) != spoken


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_token_is_taken_away_by_key(qtbot, key) -> None:
    token = shown(qtbot, Token("Wohnen", "Beratung"))
    assert name(token) == "Wohnen, Beratung"
    with qtbot.waitSignal(token.removed):
        QTest.keyClick(token, key)


def test_only_the_cross_of_a_token_takes_it_away(qtbot) -> None:
    token = shown(qtbot, Token("Wohnen"))
    with qtbot.assertNotEmitted(token.removed):
        QTest.mouseClick(token, Qt.MouseButton.LeftButton, pos=QPoint(10, 16))
    with qtbot.waitSignal(token.removed):
        QTest.mouseClick(token, Qt.MouseButton.LeftButton, pos=QPoint(token.width() - 14, 16))


def test_a_filter_chip_is_a_switch_and_grows_for_its_check_mark(qtbot) -> None:
    chip = shown(qtbot, FilterChip("Meine"))
    narrow = chip.sizeHint().width()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    assert chip.sizeHint().width() > narrow
    assert role(chip) == QAccessible.Role.CheckBox


def test_a_menu_chip_shows_what_was_chosen(qtbot) -> None:
    chip = shown(qtbot, FilterChip("Anbieter", opens_menu=True))
    narrow = chip.sizeHint().width()
    chip.set_chosen("Beratungsstelle Mitte")
    assert chip.sizeHint().width() > narrow


@pytest.mark.parametrize(
    ("full", "letters"),
    [
        ("Mohammed Hamdan", "MH"),
        ("Rana Al-Khatib", "RA"),
        ("Maria von der Heide", "MH"),
        ("Оксана", "О"),
        ("", ""),
    ],
)
def test_initials_leave_small_words_out(full, letters) -> None:
    assert initials(full) == letters


def test_a_name_in_another_script_is_isolated_and_can_be_copied(qtbot) -> None:
    both = shown(qtbot, Name("Mohammed", "محمد"))
    assert both.own.text() == "\u2068محمد\u2069"
    assert both.own.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert isolate("") == ""


def test_typed_text_is_never_markup(qtbot) -> None:
    banner = Banner("ok", "<b>t</b>")
    for made in (Text("<b>fett</b>"), Badge("ok", "<i>x</i>"), banner):
        qtbot.addWidget(made)
        label = made.title if made is banner else made
        assert label.textFormat() == Qt.TextFormat.PlainText


@given(
    st.text(st.sampled_from("abc WMil äß\n\tحمد ሀለ"), max_size=60),
    st.lists(st.integers(1, 500), min_size=1, max_size=4),
    st.booleans(),
)
def test_wrapped_text_is_as_high_at_each_width_as_its_lines_are(words, widths, script):
    text = Text("before", wrap=True, script=script)
    assert text.heightForWidth(100) == QLabel.heightForWidth(text, 100)
    text.setText(words)
    for width in (*widths, *widths):
        assert text.heightForWidth(width) == QLabel.heightForWidth(text, width)


def test_text_is_measured_again_when_the_type_grows():
    text = Text("Familie Hamdan " * 8, wrap=True)
    before = text.heightForWidth(300)
    dress("light", 2.0)
    assert text.heightForWidth(300) == QLabel.heightForWidth(text, 300) > before
