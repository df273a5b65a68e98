"""Take-along sets in the window: packed from the day's visits, returned and erased on the laptop."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lwdesk.base import clock
from tests.gui import parts, taking_along, two_devices, walk
from tests.gui.families import SIZES, settle
from tests.gui.test_exchange import LEAD, part, screens, shown
from tests.unit import office

__all__ = ["screens"]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def out(tmp_path):
    return taking_along.place(tmp_path)


@pytest.fixture
def joined(tmp_path):
    return taking_along.place(tmp_path, joined=True)


def on(screens, path, name, page):
    """Return a page of the navigation on this device."""
    window = screens.open(path, name).window()
    window.surface().go(page)
    settle()
    return window.surface().page


def opened(screens, path, name, day=None):
    """Return the page of the sets on this device."""
    page = screens.open(path, name)
    page.context.wanted.emit("along", day)
    settle()
    return page.window().surface().page


def tick(page, household) -> None:
    box = part(page, f"take_{household}")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle()


def press(page, name) -> None:
    button = part(page, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    settle()


def test_the_households_of_the_next_day_are_proposed_and_packed(screens, out, ask) -> None:
    page = opened(screens, out.pc, LEAD, clock.today() + timedelta(days=1))
    assert part(page, f"take_{out.household}").isChecked()
    assert "Besuch um" in shown(page)
    ask.expect("folder", out.stick)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    settle()
    (made,) = out.stick.glob("*.lwb")
    assert made.name.startswith("lwdesk-")
    assert "unterwegs" in shown(page)
    assert "noch mit diesem Gerät unterwegs" in shown(page)


def test_without_a_household_nothing_is_packed_and_the_foot_says_why(screens, out, ask) -> None:
    page = opened(screens, out.pc, LEAD, clock.today() + timedelta(days=1))
    tick(page, out.household)
    assert not part(page, "pack").isEnabled()
    assert "Wählen Sie mindestens einen Haushalt." in shown(page)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    settle()
    assert list(out.stick.glob("*.lwb")) == []


def test_the_route_of_a_day_leads_to_the_set_of_that_day(screens, out) -> None:
    page = on(screens, out.pc, LEAD, "visits")
    page.context.wanted.emit("route", clock.today() + timedelta(days=1))
    settle()
    page = page.window().surface().page
    press(page, "along")
    assert part(page.window().surface().page, f"take_{out.household}").isChecked()


def test_a_laptop_says_above_its_visits_how_long_the_set_may_stay(screens, joined) -> None:
    page = on(screens, joined.laptop, "", "visits")
    assert "Mitnahme-Satz · 1 Haushalt" in shown(page)
    assert "danach sperrt er sich" in shown(page)


def test_a_set_goes_back_to_the_office_from_the_laptop(screens, joined, ask) -> None:
    before = set(joined.stick.glob("*.lwb"))
    page = opened(screens, joined.laptop, "")
    ask.expect("folder", joined.stick)
    press(page, "give_back")
    (made,) = set(joined.stick.glob("*.lwb")) - before
    page.window().close()
    with two_devices.opened(joined.pc, LEAD) as desk:
        desk.exchange.receiving.take(made)
        assert [one.state for one in desk.exchange.along.listed()] == ["back"]


def test_a_set_is_erased_after_saying_what_would_be_lost(screens, joined, ask) -> None:
    page = opened(screens, joined.laptop, "")
    ask.expect("confirm", False)
    press(page, "erase")
    assert "Mitnahme-Satz · 1 Haushalt" in shown(page)
    ask.expect("confirm", True)
    press(page, "erase")
    assert "Auf diesem Gerät liegt kein Satz." in shown(page)


def test_a_set_that_does_not_come_back_is_closed_after_saying_what_that_means(screens, joined, ask) -> None:
    page = opened(screens, joined.pc, LEAD, clock.today() + timedelta(days=1))
    assert "noch mit diesem Gerät unterwegs" in shown(page)
    ask.expect("confirm", False)
    press(page, "close_set")
    assert ask.asked[-1] == "Diesen Satz schließen?"
    assert "noch mit diesem Gerät unterwegs" in shown(page)
    ask.expect("confirm", True)
    press(page, "close_set")
    assert "im Büro geschlossen" in shown(page)
    assert "noch mit diesem Gerät unterwegs" not in shown(page)


def test_an_expired_set_opens_no_more_and_says_so(screens, joined, ask, at_two_in_the_afternoon) -> None:
    at_two_in_the_afternoon.moment += timedelta(days=9)
    page = on(screens, joined.laptop, "", "visits")
    assert "Die Haushalte sind gesperrt; nichts ist verloren." in shown(page)
    ask.expect("tell", True)
    page.context.household_wanted.emit(joined.household)
    settle()
    assert "Die Zeit des Mitnahme-Satzes ist abgelaufen." in ask.asked[-1]
    assert "Hamdan" not in shown(page.window().surface().page)


def test_a_device_without_the_exchange_says_what_to_do(screens, tmp_path) -> None:
    page = opened(screens, office.place(tmp_path), LEAD)
    assert "Dieses Gerät tauscht noch nichts aus." in shown(page)


def test_the_card_says_that_a_household_is_out_and_until_when(screens, joined) -> None:
    page = on(screens, joined.pc, LEAD, "households")
    page.context.household_wanted.emit(joined.household)
    settle()
    assert "Auf einem Laptop bis 05.11.2021" in shown(page.window().surface().page)


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_everybody_gets_along_with_the_page(screens, joined, scale, size) -> None:
    page = opened(screens, joined.pc, LEAD, clock.today() + timedelta(days=1))
    parts.dress(scale=scale)
    page.window().resize(*(side + 216 * (at == 0) for at, side in enumerate(size)))
    settle()
    assert walk.faults(page) == []
    assert walk.stateless(page) == []


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_everybody_gets_along_with_the_laptops_visits(screens, joined, scale, size) -> None:
    page = on(screens, joined.laptop, "", "visits")
    parts.dress(scale=scale)
    page.window().resize(*(side + 216 * (at == 0) for at, side in enumerate(size)))
    assert walk.faults(page) == []


def test_a_set_locks_itself_while_the_program_runs(screens, joined, at_two_in_the_afternoon) -> None:
    page = on(screens, joined.laptop, "", "visits")
    minutes = page.window().surface()._exchanging._timer
    assert "Die Haushalte sind gesperrt" not in shown(page)
    at_two_in_the_afternoon.moment += timedelta(days=9)
    assert minutes.isActive()
    minutes.timeout.emit()
    settle()
    assert "Die Haushalte sind gesperrt; nichts ist verloren." in shown(page)
