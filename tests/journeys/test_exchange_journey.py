"""Office and laptop by keyboard alone: both work apart, a stick goes to and fro, one decision travels.

The name that both change is typed into the card on each of them; the other edits ask the desk, for time.
"""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lwdesk.base import clock
from lwdesk.services import accounts, check
from lwdesk.ui.pages.along.page import AlongPage
from lwdesk.ui.pages.differences import DifferencesPage
from lwdesk.ui.pages.exchange import ExchangePage
from lwdesk.ui.pages.exchange.preview import PreviewDialog
from lwdesk.ui.pages.exchange.summary import SummaryDialog
from lwdesk.ui.pages.hour import HourPage
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.household.record_dialog import RecordDialog
from tests.gui import families, screens, taking_along, two_devices
from tests.gui.conftest import ScriptedAsk
from tests.unit import office

CONTROL = Qt.KeyboardModifier.ControlModifier
BY_HAND = "given_name"
AT_THE_DESK = {
    "note": "Im Büro: Brief vom Jobcenter",
    "call_name": "Mo",
    "given_name": "Mohamed",
    "nationality": "sy",
    "mail": "hamdan@example.org",
}
AT_THE_VISIT = {
    "note": "Beim Besuch: Heizung kaputt",
    "given_name": "Muhammad",
    "sex": "male",
    "birth_place": "Mossul",
    "second_nationality": "iq",
}


@pytest.fixture
def pair(tmp_path):
    return two_devices.place(tmp_path)


class Place:
    """A window on one of the devices, and the answers of who sits there."""

    def __init__(self, screen, ask) -> None:
        self.screen, self.ask = screen, ask

    def asked(self, work):
        """Ask the file, on the thread that owns it."""
        told = []

        def failed(error: Exception) -> bool:
            told.append(error)
            return True

        self.screen.window.surface().context.jobs.run(self.screen.window, work, told.append, failed=failed)
        self.screen.until(lambda: bool(told))
        assert not isinstance(told[0], Exception), told[0]
        return told[0]

    def page(self, kind):
        self.screen.until(lambda: isinstance(self.screen.window.surface().page, kind))
        self.screen.rest()
        return self.screen.window.surface().page

    def exchange(self) -> ExchangePage:
        """Go to the page of the exchange by its key, and wait until it knows where it is."""
        self.screen.to_front()
        before = self.screen.window.surface().page
        self.screen.key(Qt.Key.Key_8, CONTROL)
        self.screen.until(lambda: self.screen.window.surface().page is not before)
        page = self.page(ExchangePage)
        self.screen.until(lambda: page.told is not None)
        return page

    def send(self, folder):
        """Make a package in a folder; return where it lies."""
        page, before = self.exchange(), set(folder.iterdir())
        if page.told.folder is None:
            self.ask.expect("folder", folder)
        self.screen.key(Qt.Key.Key_Return, CONTROL)
        self.screen.until(lambda: not page.work.busy and set(folder.iterdir()) - before)
        self.screen.rest()
        (made,) = set(folder.iterdir()) - before
        return made

    def take_in(self, path) -> None:
        """Choose a package, look at what it holds and take it in."""
        self.exchange()
        self.screen.tab_to("take_in")
        self.ask.expect("open_files", [path])
        self.screen.key(Qt.Key.Key_Space)
        self.enter(PreviewDialog)

    def sets(self) -> AlongPage:
        """Go from the exchange to the take-along sets, and wait until the page knows what there is."""
        (way,) = [one for one in self.exchange().more.menu().actions() if one.text() == "Mitnahme-Sätze"]
        way.trigger()
        page = self.page(AlongPage)
        self.screen.rest()
        return page

    def press(self, name) -> None:
        """Go to a button by Tab and press it."""
        self.screen.tab_to(name)
        self.screen.key(Qt.Key.Key_Space)
        self.screen.rest()

    def made(self, folder, act):
        """Return the package that an act puts into a folder."""
        before = set(folder.iterdir())
        self.ask.expect("folder", folder)
        act()
        self.screen.until(lambda: set(folder.iterdir()) - before)
        self.screen.rest()
        (made,) = set(folder.iterdir()) - before
        return made

    def open_card(self, asked: str) -> HouseholdPage:
        """Find a family at the search of the first page and open its card."""
        screen, surface = self.screen, self.screen.window.surface()
        screen.ctrl(Qt.Key.Key_K)
        popup = self.page(HourPage).search.popup
        screen.type(asked)
        screen.until(lambda: popup.isVisible() and bool(popup.rows))
        screen.key(Qt.Key.Key_Return)
        screen.until(lambda: isinstance(surface.page, HouseholdPage) and surface.page.card is not None)
        families.carded(surface.page)
        return surface.page

    def type_name(self, name: str) -> None:
        """Type another given name of the reference person into the form of the card, and save it."""
        card = self.open_card("Hamdan")
        self.press(f"member_{card.card.members[0].person.id}")
        self.screen.until(lambda: isinstance(QApplication.activeWindow(), RecordDialog))
        self.screen.tab_to(QApplication.activeWindow().input(f"person.{BY_HAND}"))
        self.screen.ctrl(Qt.Key.Key_A)
        self.screen.type(name)
        self.screen.ctrl(Qt.Key.Key_S)
        self.screen.until(lambda: card.card.members[0].person.given_name == name)
        self.screen.to_front()

    def enter(self, kind) -> None:
        """Press Enter in a dialog, where its focus is."""
        self.screen.until(lambda: isinstance(QApplication.activeWindow(), kind))
        self.screen.key(Qt.Key.Key_Return)
        self.screen.until(lambda: not isinstance(QApplication.activeWindow(), kind))
        self.screen.rest()


@contextmanager
def sitting(qtbot, path, name):
    """Open the program on a device and unlock it; close it on leaving."""
    ask = ScriptedAsk()
    screen = screens.opened(qtbot, ask, path)
    user = next(user for user in accounts.users(path) if user.name == name)
    if hasattr(screen.window.surface(), "choose_user"):
        screen.window.surface().choose_user(user.id)
    screen.unlock()
    screen.until(screen.is_at_work)
    screen.rest()
    yield Place(screen, ask)
    assert (ask.unexpected, ask.script) == ([], [])
    screen.window.close()


def change(place: Place, household, values) -> None:
    """Change one field after the other, each saved for itself: the contested name by hand."""
    place.type_name(values[BY_HAND])
    for name, value in values.items():
        if name == BY_HAND:
            continue
        place.asked(lambda desk, name=name, value=value: two_devices.change(desk, household, **{name: value}))


def person(place: Place, household):
    return place.asked(lambda desk: desk.households.card(household).members[0].person)


def sound(place: Place) -> bool:
    return place.asked(check.check) == ()


def decide(pc: Place, *keys: Qt.Key) -> dict[str, str]:
    """Go from the summary to the differences and decide each with a key; return what was chosen."""
    pc.enter(SummaryDialog)
    page = pc.page(DifferencesPage)
    pc.screen.to_front()
    pc.screen.until(page.list.hasFocus)
    assert page.place.text() == f"1 von {len(keys)}"
    chosen = {}
    for key in keys:
        card = page.view.sides.cards[key - Qt.Key.Key_1]
        chosen[page.view.difference.field] = card.value.text().strip("\u2068\u2069")
        before = page.list.current_key()
        pc.screen.key(key)
        pc.screen.key(Qt.Key.Key_Return, CONTROL)
        pc.screen.until(lambda before=before: page.list.current_key() != before)
    assert "Keine Unterschiede offen" in pc.screen.shown()
    return chosen


def demand_both(result, chosen) -> None:
    """Hold a person against what was decided, and against what only one of both had written."""
    assert {name: getattr(result, name) for name in chosen} == chosen
    for values in (AT_THE_DESK, AT_THE_VISIT):
        for name in values.keys() - chosen.keys():
            assert getattr(result, name) == values[name]


def test_two_devices_work_apart_and_one_decision_travels(qtbot, pair) -> None:
    visitor, lead = office.OTHERS["adviser"], office.SETUP.staff
    with sitting(qtbot, pair.laptop, visitor) as laptop:
        change(laptop, pair.household, AT_THE_VISIT)
        brought = laptop.send(pair.stick)

    with sitting(qtbot, pair.pc, lead) as pc:
        change(pc, pair.household, AT_THE_DESK)
        pc.take_in(brought)
        chosen = decide(pc, Qt.Key.Key_2, Qt.Key.Key_1)
        assert chosen.keys() == {"given_name", "note"}
        result = person(pc, pair.household)
        demand_both(result, chosen)
        answer = pc.send(pair.stick)
        assert sound(pc)

    with sitting(qtbot, pair.laptop, visitor) as laptop:
        laptop.take_in(answer)
        laptop.enter(SummaryDialog)
        assert person(laptop, pair.household) == result
        assert laptop.asked(lambda desk: desk.exchange.differences.open()) == ()
        receipt = laptop.send(pair.stick)
        assert sound(laptop)

    with sitting(qtbot, pair.pc, lead) as pc:
        pc.take_in(receipt)
        pc.enter(SummaryDialog)
        page = pc.page(ExchangePage)
        pc.screen.until(lambda: all(one.state == "confirmed" for one in page.told.sent))


def test_a_set_goes_along_to_the_visit_and_what_was_decided_goes_along_the_next_time(qtbot, tmp_path) -> None:
    out = taking_along.place(tmp_path, joined=True)
    visitor, lead = office.OTHERS["adviser"], office.SETUP.staff
    with sitting(qtbot, out.laptop, visitor) as laptop:
        change(laptop, out.household, AT_THE_VISIT)
        laptop.sets()
        brought = laptop.made(out.stick, lambda: laptop.press("give_back"))

    with sitting(qtbot, out.pc, lead) as pc:
        change(pc, out.household, AT_THE_DESK)
        pc.take_in(brought)
        chosen = decide(pc, Qt.Key.Key_2, Qt.Key.Key_1)
        result = person(pc, out.household)
        demand_both(result, chosen)
        pc.sets()
        answer = pc.made(out.stick, lambda: pc.press("answer"))
        assert sound(pc)

    with sitting(qtbot, out.laptop, visitor) as laptop:
        laptop.take_in(answer)
        laptop.enter(SummaryDialog)
        laptop.sets()
        laptop.ask.expect("confirm", True)
        laptop.press("erase")
        laptop.screen.until(lambda: "Auf diesem Gerät liegt kein Satz." in laptop.screen.shown())
        erased = laptop.send(out.stick)

    with sitting(qtbot, out.pc, lead) as pc:
        pc.take_in(erased)
        pc.enter(SummaryDialog)
        page = pc.sets()
        pc.screen.tab_to("day")
        pc.screen.key(Qt.Key.Key_A, CONTROL)
        pc.screen.type(f"{clock.today() + timedelta(days=1):%d.%m.%Y}")
        pc.screen.key(Qt.Key.Key_Tab)
        pc.screen.until(lambda: out.household in page.form.chosen())
        packed = pc.made(out.stick, lambda: pc.screen.key(Qt.Key.Key_Return, CONTROL))

    with sitting(qtbot, out.laptop, visitor) as laptop:
        laptop.take_in(packed)
        laptop.enter(SummaryDialog)
        assert person(laptop, out.household) == result
        assert laptop.asked(lambda desk: desk.exchange.differences.open()) == ()
        assert sound(laptop)
