"""Office and laptop by keyboard alone: both work apart, a stick goes to and fro, one decision travels."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lwdesk.services import accounts, check
from lwdesk.ui.pages.differences import DifferencesPage
from lwdesk.ui.pages.exchange import ExchangePage
from lwdesk.ui.pages.exchange.preview import PreviewDialog
from lwdesk.ui.pages.exchange.summary import SummaryDialog
from tests.gui import screens, two_devices
from tests.gui.conftest import ScriptedAsk
from tests.unit import office

CONTROL = Qt.KeyboardModifier.ControlModifier
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
        self.screen.window.surface().context.jobs.run(self.screen.window, work, told.append)
        self.screen.until(lambda: bool(told))
        return told[0]

    def page(self, kind):
        self.screen.until(lambda: isinstance(self.screen.window.surface().page, kind))
        self.screen.rest()
        return self.screen.window.surface().page

    def exchange(self) -> ExchangePage:
        """Go to the page of the exchange by its key, and wait until it knows where it is."""
        self.screen.to_front()
        self.screen.key(Qt.Key.Key_8, CONTROL)
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
    """Change one field after the other, each saved for itself."""
    for name, value in values.items():
        place.asked(lambda desk, name=name, value=value: two_devices.change(desk, household, **{name: value}))


def person(place: Place, household):
    return place.asked(lambda desk: desk.households.card(household).members[0].person)


def sound(place: Place) -> bool:
    return place.asked(lambda desk: check.check(desk)) == ()


def test_two_devices_work_apart_and_one_decision_travels(qtbot, pair) -> None:
    visitor, lead = office.OTHERS["adviser"], office.SETUP.staff
    with sitting(qtbot, pair.laptop, visitor) as laptop:
        change(laptop, pair.household, AT_THE_VISIT)
        brought = laptop.send(pair.stick)

    with sitting(qtbot, pair.pc, lead) as pc:
        change(pc, pair.household, AT_THE_DESK)
        pc.take_in(brought)
        pc.enter(SummaryDialog)
        page = pc.page(DifferencesPage)
        pc.screen.to_front()
        pc.screen.until(page.list.hasFocus)
        assert page.place.text() == "1 von 2"
        decided = {}
        for key in (Qt.Key.Key_2, Qt.Key.Key_1):
            decided[page.view.difference.field] = page.view.sides.cards[key - Qt.Key.Key_1].value.text()
            before = page.list.current_key()
            pc.screen.key(key)
            pc.screen.key(Qt.Key.Key_Return, CONTROL)
            pc.screen.until(lambda before=before: page.list.current_key() != before)
        assert "Keine Unterschiede offen" in pc.screen.shown()
        result = person(pc, pair.household)
        assert decided == {
            "given_name": f"\u2068{result.given_name}\u2069",
            "note": f"\u2068{result.note}\u2069",
        }
        assert (result.mail, result.sex, result.nationality, result.second_nationality) == (
            "hamdan@example.org", "male", "sy", "iq",
        )  # fmt: skip
        pc.screen.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
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
