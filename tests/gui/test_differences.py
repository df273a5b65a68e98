"""Deciding differences: one at a time, by key, with both, another value or none of it, and back again."""

from contextlib import ExitStack

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from lwdesk.ui.words import words
from tests.gui import hostile, parts, two_devices, walk
from tests.gui.families import SIZES, settle
from tests.gui.test_exchange import LEAD, Screens, person, shown

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def screens(qtbot, ask):
    words.switch("de")
    with ExitStack() as stack:
        yield Screens(qtbot, ask, stack)


@pytest.fixture
def pair(tmp_path):
    return two_devices.place(tmp_path)


@pytest.fixture
def deciding(screens, pair):
    """Give a function that lets both devices write, takes the package in and shows the differences."""

    def opened(pc, laptop):
        path = two_devices.between(pair, pc, laptop)
        with two_devices.opened(pair.pc, LEAD) as desk:
            desk.exchange.receiving.take(path)
        page = screens.open(pair.pc)
        page.differences.go.click()
        settle()
        return page.window().surface().page

    return opened


def press(key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    settle()


def test_a_difference_says_what_it_is_about_and_nothing_is_chosen(deciding) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei"})
    told = shown(page.view)
    assert "Hamdan" in told
    assert "Notiz, \u2068Mohammed Hamdan" in told
    assert [card.value.text() for card in page.view.sides.cards] == ["\u2068eins\u2069", "\u2068zwei\u2069"]
    assert two_devices.LAPTOP in told
    assert page.view.sides.choice() == ""


def test_two_and_strg_enter_take_the_second_value_and_say_that_nothing_is_open(deciding, pair) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei"})
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Return, CONTROL)
    assert person(page, pair).note == "zwei"
    assert "Keine Unterschiede offen" in shown(page)


def test_without_a_choice_nothing_is_taken_over(deciding, pair) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei"})
    press(Qt.Key.Key_Return, CONTROL)
    assert "Keine Unterschiede offen" not in shown(page)
    assert page.view.sides.cards[0].hasFocus()


def test_after_one_decision_the_next_difference_stands_there(deciding) -> None:
    page = deciding({"note": "eins", "family_name": "Hamdan A"}, {"note": "zwei", "family_name": "Hamdan B"})
    assert page.place.text() == "1 von 2"
    first = page.list.current_key()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return, CONTROL)
    assert page.place.text() == "1 von 1"
    assert page.list.current_key() != first
    assert page.view.sides.choice() == ""
    assert page.list.hasFocus()


def test_a_decision_is_taken_back_and_stands_there_again(deciding, pair) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei"})
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return, CONTROL)
    press(Qt.Key.Key_Z, CONTROL)
    assert page.list.rows.rows
    assert "Keine Unterschiede offen" not in shown(page)


def test_both_values_stay_where_the_record_has_room(deciding, pair) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei"})
    page.view.sides.ways["both"].click()
    press(Qt.Key.Key_Return, CONTROL)
    assert person(page, pair).note == "eins\nzwei"


def test_where_there_is_no_room_for_both_it_is_not_offered(deciding) -> None:
    page = deciding({"sex": "male"}, {"sex": "diverse"})
    assert list(page.view.sides.ways) == ["other"]


def test_another_value_is_typed_into_the_field_of_its_own(deciding, pair) -> None:
    page = deciding({"phone": "0231 1"}, {"phone": "0231 2"})
    page.view.sides.ways["other"].setFocus()
    press(Qt.Key.Key_Space)
    parts.type_text(QApplication.focusWidget(), "0231 3")
    press(Qt.Key.Key_Return, CONTROL)
    assert person(page, pair).phone == "0231 3"


def test_another_value_that_is_empty_or_wrong_is_asked_for_again(deciding, pair) -> None:
    page = deciding({"phone": "0231 1"}, {"phone": "0231 2"})
    page.view.sides.ways["other"].click()
    press(Qt.Key.Key_Return, CONTROL)
    assert page.view.other.problem() == "Tragen Sie den Wert ein, der dort stehen soll."
    parts.type_text(page.view.other.input.control(), "keine")
    press(Qt.Key.Key_Return, CONTROL)
    assert page.view.other.problem()
    assert person(page, pair).phone != "keine"


def test_whatever_is_pasted_as_another_value_and_as_the_reason_is_plain(deciding) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei"})
    page.view.sides.ways["other"].click()
    walk.settle()
    for text in hostile.TEXTS.values():
        assert hostile.paste(page, text) >= 2
        walk.settle()
        assert hostile.not_plain(page) == []


def test_numbers_typed_into_the_reason_choose_nothing(deciding) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei"})
    page.view.reason.setFocus()
    press(Qt.Key.Key_2)
    assert page.view.told_reason() == "2"
    assert page.view.sides.choice() == ""


def test_the_reason_goes_with_the_decision(deciding, pair) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei"})
    page.view.reason.setFocus()
    parts.type_text(QApplication.focusWidget(), "nachgefragt")
    page.view.sides.cards[0].click()
    page.take.click()
    settle()
    told = []
    page.context.jobs.run(
        page,
        lambda desk: desk.history.of(person(page, pair).id),
        told.append,
    )
    assert "nachgefragt" in repr(told)


def test_later_leaves_it_open_and_goes_on(deciding) -> None:
    page = deciding({"note": "eins", "family_name": "Hamdan A"}, {"note": "zwei", "family_name": "Hamdan B"})
    page.later.click()
    assert page.place.text() == "2 von 2"
    window = page.window()
    page.later.click()
    settle()
    assert window.surface().page.name == "exchange"


def test_the_household_is_one_press_away(deciding, pair) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei"})
    window = page.window()
    page.view.household.click()
    settle()
    assert window.surface().page.household == pair.household


def decided_here(screens, pair):
    """Bring over what the laptop wrote, and show the differences at the PC."""
    with two_devices.opened(pair.laptop) as desk:
        path = desk.exchange.sending.export(pair.stick).path
    with two_devices.opened(pair.pc, LEAD) as desk:
        desk.exchange.receiving.take(path)
    page = screens.open(pair.pc)
    page.differences.go.click()
    settle()
    return page.window().surface().page


@pytest.fixture
def removing(screens, pair):
    """Show the difference of an address that was removed here and corrected on the laptop."""
    with two_devices.opened(pair.pc, LEAD) as desk:
        desk.households.remove(desk.households.card(pair.household).dwelling)
    with two_devices.opened(pair.laptop) as desk:
        dwelling = desk.households.card(pair.household).dwelling
        desk.households.save(dwelling.replace(street="Lindenallee 15"), dwelling)
    return decided_here(screens, pair)


def test_taken_away_here_and_changed_there_is_decided_in_words_of_its_own(removing) -> None:
    told = shown(removing.view)
    assert "entfernt oder geändert?" in told
    assert [card.value.text() for card in removing.view.sides.cards] == [
        "Entfernen",
        "Behalten, mit den Änderungen",
    ]
    assert "Lindenallee 15" in told
    assert not removing.view.former.isVisible()
    assert removing.view.sides.ways == {}


def test_keeping_what_was_taken_away_brings_it_back_with_the_changes(removing, pair) -> None:
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Return, CONTROL)
    told = []
    removing.context.jobs.run(removing, lambda desk: desk.households.card(pair.household), told.append)
    assert told[0].dwelling.street == "Lindenallee 15"


def test_a_protected_address_stays_covered_until_somebody_says_why(screens, pair, ask) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        card = desk.households.card(pair.household)
        desk.households.save(card.dwelling.replace(street="Hier 1"), card.dwelling)
        desk.households.save(card.household.replace(address_protected=True), card.household)
    with two_devices.opened(pair.laptop) as desk:
        dwelling = desk.households.card(pair.household).dwelling
        desk.households.save(dwelling.replace(street="Dort 2"), dwelling)
    page = decided_here(screens, pair)
    assert [card.value.text() for card in page.view.sides.cards] == ["Geschützt", "Geschützt"]
    ask.expect("reason", "visit")
    page.view.show_values.click()
    settle()
    assert [card.value.text() for card in page.view.sides.cards] == [
        "\u2068Hier 1\u2069",
        "\u2068Dort 2\u2069",
    ]


def test_a_decision_stands_in_the_list_and_goes_back_from_there(deciding) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei"})
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return, CONTROL)
    assert "Entschieden" in shown(page.settled)
    (back,) = page.settled.findChildren(QPushButton)
    back.click()
    settle()
    assert page.view.isVisible()
    assert "Entschieden" not in shown(page)


def test_what_came_together_by_itself_is_listed(deciding) -> None:
    page = deciding({"note": "eins"}, {"note": "zwei", "phone": "0231 5"})
    assert "Von selbst zusammengeführt" in shown(page.together)
    assert "Telefon" in shown(page.together)


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_everybody_gets_along_with_the_page(deciding, scale, size) -> None:
    page = deciding({"note": "eins", "nationality": "sy"}, {"note": "zwei", "nationality": "iq"})
    page.view.sides.ways["other"].click()
    parts.dress(scale=scale)
    page.window().resize(*(side + 216 * (at == 0) for at, side in enumerate(size)))
    assert walk.faults(page) == []
    assert walk.stateless(page) == []
