"""Choices by keyboard: segments, combos, searches, chips, flags and links."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain.records import RECORDS
from lwdesk.ui import inputs
from lwdesk.ui.field_box import FieldBox
from tests.gui.parts import dressed, name, role, shown, type_text  # noqa: F401 - a fixture

TODAY = date(2021, 11, 2)
OPTIONS = tuple(
    inputs.Option(key, label) for key, label in (("ar", "Arabisch"), ("ti", "Tigrinya"), ("uk", "Ukrainisch"))
)


pytestmark = pytest.mark.usefixtures("dressed")


def boxes(*parts):
    """Return the parts one below the other."""
    both = QWidget()
    column = QVBoxLayout(both)
    for part in parts:
        column.addWidget(part)
    return both


def test_segments_are_radio_buttons_moved_by_arrows_and_figures(qtbot) -> None:
    made = shown(qtbot, inputs.SegmentedInput(OPTIONS, numbered=True))
    made.setAccessibleName("Sprache")
    first, second, _third = made.segments
    assert role(first) == QAccessible.Role.RadioButton
    assert name(first) == "Sprache: Arabisch"
    made.set_value("ar")
    first.setFocus()
    with qtbot.waitSignal(made.edited):
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert made.value() == "ti"
    QTest.keyClick(second, Qt.Key.Key_3)
    assert made.value() == "uk"


def test_a_combo_keeps_a_code_it_does_not_know(qtbot) -> None:
    made = shown(qtbot, inputs.ChoiceInput(OPTIONS))
    made.set_value("klingon")
    assert made.value() == "klingon"
    made.set_value(None)
    assert made.value() is None


def test_a_combo_is_chosen_by_its_first_letters(qtbot) -> None:
    made = shown(qtbot, inputs.ChoiceInput(OPTIONS))
    assert role(made.combo) == QAccessible.Role.ComboBox
    for key in (Qt.Key.Key_U, Qt.Key.Key_K):
        QTest.keyClick(made.combo, key)
    assert made.combo.currentText() == "Ukrainisch"
    assert made.value() == "uk"


def test_a_long_list_is_searched_and_shows_at_most_fifty(qtbot) -> None:
    country = inputs.build(RECORDS["person"].by_name["nationality"])
    shown(qtbot, country)
    with qtbot.waitSignal(country.edited):
        type_text(country.edit, "syri")
        assert country.edit.is_open()
        QTest.keyClick(country.edit, Qt.Key.Key_Return)
    assert country.edit.text() == "Syrien"
    assert not country.edit.is_open()
    country.edit.open_list("")
    assert len(country.edit.options.options) == 50
    QTest.keyClick(country.edit, Qt.Key.Key_Escape)
    assert not country.edit.is_open()


def test_tab_takes_the_marked_row_of_a_search(qtbot) -> None:
    country = inputs.build(RECORDS["person"].by_name["nationality"])
    _page = shown(qtbot, boxes(FieldBox("Staatsangehörigkeit", country), inputs.ChoiceInput(OPTIONS)))
    type_text(country.edit, "syri")
    QTest.keyClick(country.edit, Qt.Key.Key_Tab)
    assert (country.edit.text(), country.value()) == ("Syrien", "sy")
    assert not country.edit.is_open()


def test_tab_takes_nothing_from_a_list_that_was_only_opened(qtbot) -> None:
    country = inputs.build(RECORDS["person"].by_name["nationality"])
    _page = shown(qtbot, boxes(FieldBox("Staatsangehörigkeit", country), inputs.ChoiceInput(OPTIONS)))
    country.edit.setFocus()
    QTest.keyClick(country.edit, Qt.Key.Key_Down)
    QTest.keyClick(country.edit, Qt.Key.Key_Tab)
    assert (country.edit.text(), country.value()) == ("", None)


def test_a_text_that_matches_nothing_stays_with_a_message(qtbot) -> None:
    country = inputs.build(RECORDS["person"].by_name["nationality"])
    box = FieldBox("Staatsangehörigkeit", country)
    _page = shown(qtbot, boxes(box, inputs.ChoiceInput(OPTIONS)))
    country.set_value("sy")
    country.edit.selectAll()
    type_text(country.edit, "zzz")
    QTest.keyClick(country.edit, Qt.Key.Key_Tab)
    assert (country.edit.text(), country.value()) == ("zzz", None)
    assert box.problem() == "Bitte einen Eintrag aus der Liste wählen."


def test_escape_in_the_list_goes_back_to_the_last_choice(qtbot) -> None:
    country = shown(qtbot, inputs.build(RECORDS["person"].by_name["nationality"]))
    country.set_value("sy")
    country.edit.selectAll()
    type_text(country.edit, "erit")
    QTest.keyClick(country.edit, Qt.Key.Key_Escape)
    assert (country.edit.text(), country.value()) == ("Syrien", "sy")


def test_tab_takes_the_marked_row_among_several_choices_too(qtbot) -> None:
    labels = {option.key: option.label for option in OPTIONS}
    made = inputs.ChipsInput(
        find=lambda text: [o for o in OPTIONS if text.lower() in o.label.lower()], label_of=labels.get
    )
    _page = shown(qtbot, boxes(FieldBox("Sprachen", made), inputs.ChoiceInput(OPTIONS)))
    type_text(made.edit, "tig")
    QTest.keyClick(made.edit, Qt.Key.Key_Tab)
    assert (made.value(), made.edit.text()) == (("ti",), "")


def test_an_emptied_search_takes_the_choice_away(qtbot) -> None:
    made = shown(
        qtbot,
        inputs.SearchInput(lambda text: [o for o in OPTIONS if text in o.label], {"ar": "Arabisch"}.get),
    )
    made.set_value("ar")
    made.edit.selectAll()
    with qtbot.waitSignal(made.edited):
        QTest.keyClick(made.edit, Qt.Key.Key_Delete)
    assert made.value() is None


def test_several_are_chosen_as_tokens_and_taken_away_with_delete(qtbot) -> None:
    labels = {option.key: option.label for option in OPTIONS}
    made = inputs.ChipsInput(
        find=lambda text: [o for o in OPTIONS if text.lower() in o.label.lower()], label_of=labels.get
    )
    shown(qtbot, made)
    for typed in ("tig", "ara"):
        type_text(made.edit, typed)
        QTest.keyClick(made.edit, Qt.Key.Key_Return)
    assert made.value() == ("ti", "ar")
    with qtbot.waitSignal(made.edited):
        QTest.keyClick(made.tokens["ti"], Qt.Key.Key_Delete)
    assert made.value() == ("ar",)


def test_several_of_a_short_list_are_switched_as_chips(qtbot) -> None:
    made = shown(qtbot, inputs.ChipsInput(OPTIONS))
    QTest.keyClick(made.chips["uk"], Qt.Key.Key_Space)
    assert made.value() == ("uk",)
    assert role(made.chips["uk"]) == QAccessible.Role.CheckBox


def test_a_flag_carries_its_words(qtbot) -> None:
    flag = next(f for r in RECORDS.values() for f in r.fields if type(f.kind).__name__ == "YesNo")
    made = shown(qtbot, inputs.build(flag))
    assert made.box.text()
    QTest.keyClick(made.box, Qt.Key.Key_Space)
    assert made.value() is True


def test_a_link_is_found_by_what_the_page_gives(qtbot) -> None:
    made = shown(qtbot, inputs.LinkInput())
    made.set_source(lambda text: [inputs.Option(str(UUID(int=7)), "Familie Hamdan")])
    type_text(made.edit, "ham")
    QTest.keyClick(made.edit, Qt.Key.Key_Return)
    assert made.value() == UUID(int=7)


def test_a_list_that_came_into_another_window_answers_a_click_once(qtbot) -> None:
    edit = inputs.TypeAhead(lambda text: [one for one in OPTIONS if text in one.label])
    chosen: list[str] = []
    edit.chosen.connect(chosen.append)
    for window in (QWidget(), QWidget()):
        edit.setParent(window)
        edit.show()
        shown(qtbot, window)
        edit.open_list()
    QTest.mouseClick(
        edit.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=edit.list.visualRect(edit.options.index(0)).center(),
    )
    assert chosen == ["ar"]


def test_a_choice_longer_than_its_place_ends_with_an_ellipsis_until_somebody_edits_it(qtbot) -> None:
    long = "Wohnungssicherung und Schuldnerberatung"
    edit, other = inputs.TypeAhead(lambda _text: ()), inputs.TypeAhead(lambda _text: ())
    edit.set_chosen("a", long)
    other.set_chosen("b", "Kita")
    both = shown(qtbot, boxes(edit, other))
    both.resize(220, 120)
    other.setFocus()
    assert edit.is_shortened()
    ending = edit.grab().toImage()
    edit.set_chosen("a", long + " mit einem anderen Ende")
    assert edit.grab().toImage() == ending
    edit.setFocus()
    assert (edit.is_shortened(), other.is_shortened()) == (False, False)
