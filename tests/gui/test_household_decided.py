"""The timeline of the card tells what was decided about differences, and where it is taken back."""

from contextlib import ExitStack

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lwdesk.services.exchange.views import Take
from lwdesk.ui.words import words
from tests.gui import families, two_devices
from tests.gui.test_exchange import LEAD, Screens
from tests.unit import office


@pytest.fixture
def screens(qtbot, ask):
    words.switch("de")
    with ExitStack() as stack:
        yield Screens(qtbot, ask, stack)


@pytest.fixture
def pair(tmp_path):
    """Bring two notes together at the PC, and decide there for that of the laptop."""
    pair = two_devices.place(tmp_path)
    path = two_devices.between(pair, {"note": "eins"}, {"note": "zwei"})
    with two_devices.opened(pair.pc, LEAD) as desk:
        desk.exchange.receiving.take(path)
        (one,) = desk.exchange.differences.open()
        at = next(n for n, side in enumerate(one.sides) if not side.is_own)
        desk.exchange.differences.decide(one, Take(at), "am Telefon gefragt")
    return pair


def card_of(screens, file, pair, name=LEAD):
    shell = screens.open(file, name).window().surface()
    shell.show_household(pair.household)
    families.carded(shell.page)
    return shell.page


def row_of(page):
    found = [one for one in page.history.timeline.items if one.entry.key.startswith("decided ")]
    return found[0] if found else None


def test_a_decision_is_taken_back_from_the_timeline_by_enter(screens, pair, ask) -> None:
    page = card_of(screens, pair.pc, pair)
    entry = row_of(page).entry
    assert entry.title.startswith("Unterschied entschieden: Notiz, \u2068Mohammed Hamdan")
    assert entry.text == "\u2068zwei\u2069 · \u2068Jana Albers\u2069"
    ask.expect("confirm", True)
    row_of(page).setFocus()
    QTest.keyClick(row_of(page), Qt.Key.Key_Return)
    families.settle()
    assert ask.asked == ["Entscheidung zurücknehmen?"]
    assert row_of(page) is None
    open_again = []
    page.context.jobs.run(page, lambda desk: desk.exchange.differences.count(), open_again.append)
    assert open_again == [1]


def test_a_decision_of_another_device_says_why_and_where_it_is_taken_back(screens, pair, ask) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        path = desk.exchange.sending.export(pair.stick).path
    with two_devices.opened(pair.laptop) as desk:
        desk.exchange.receiving.take(path)
    page = card_of(screens, pair.laptop, pair, office.OTHERS["adviser"])
    ask.expect("tell", None)
    row_of(page).click()
    families.settle()
    (told,) = ask.asked
    assert "Grund: \u2068am Telefon gefragt\u2069\nEntschieden auf: " in told
    assert told.endswith("Dort lässt es sich zurücknehmen.")
