"""By keyboard alone from the card to a contact and to its summary in Arabic, saved and written down."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lwdesk.base import clock
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.ui import printing
from lwdesk.ui.steps import TimelineItem
from tests.gui import screens
from tests.gui.conftest import ScriptedAsk
from tests.unit import office

ALT = Qt.KeyboardModifier.AltModifier
NOW = datetime(2021, 11, 2, 13, 0, tzinfo=UTC)


@pytest.fixture
def ask():
    return ScriptedAsk()


@pytest.fixture
def screen(qtbot, tmp_path, ask):
    with clock.using(clock.FixedClock(NOW)):
        path = office.place(tmp_path)
        with office.opened(path) as desk:
            intake = office.hamdan(advice_language="ar")
            desk.households.take_in(intake)
            talk = Contact(household=intake.household.id, at=NOW, sort="open_hours", minutes=20)
            desk.contacts.save(talk, [Reason(contact=talk.id, area="housing", support="advice")])
        made = screens.opened(qtbot, ask, path)
        made.unlock()
        yield made


def idle(screen) -> None:
    screen.until(lambda: not screen.window.surface().context.jobs._unheard)


def page(screen) -> str:
    return type(screen.window.surface().page).__name__


def entries(screen) -> list[TimelineItem]:
    return [one for one in screen.window.findChildren(TimelineItem) if one.isVisible()]


def tab_to_entry(screen, kind: str) -> None:
    """Press Tab until the focus is on an entry of the timeline of this kind."""
    for _step in range(120):
        focused = QApplication.focusWidget()
        if isinstance(focused, TimelineItem) and focused.entry.key.startswith(f"{kind} "):
            return
        screen.key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab reaches no {kind}")


def test_a_summary_in_arabic_is_saved_and_stands_in_timeline_and_trail(screen, ask, tmp_path) -> None:
    target = tmp_path / "zusammenfassung.pdf"
    screen.ctrl(Qt.Key.Key_K)
    screen.type("hamdan")
    screen.until(screen.window.surface().page.search.popup.isVisible)
    idle(screen)
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: page(screen) == "HouseholdPage")
    screen.until(lambda: entries(screen))
    tab_to_entry(screen, "contact")
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: page(screen) == "ContactPage")
    screen.until(lambda: screen.window.surface().page.ready)
    screen.ctrl(Qt.Key.Key_P)
    screen.until(lambda: page(screen) == "PaperPage" and screen.window.surface().page.preview.is_shown())
    assert screen.part("paper_language").currentText() == "Arabisch"
    ask.expect("save_file", target)
    screen.ctrl(Qt.Key.Key_S)
    screen.until(target.exists)
    idle(screen)
    document, _memory = printing.load(target.read_bytes())
    assert document.pageCount() >= 1
    screen.key(Qt.Key.Key_Left, ALT)
    screen.key(Qt.Key.Key_Left, ALT)
    screen.until(lambda: page(screen) == "HouseholdPage")
    idle(screen)
    with screen.desk.seat.reading() as reader:
        (kept,) = reader.all(IssuedPaper)
    assert (kept.sort, kept.language, kept.way) == ("summary", "ar", "saved")
    events = screen.desk.households.card(kept.household).events
    assert [one.code for one in events if one.kind == "issued"] == ["summary"]
    assert office.trail(screen.desk)[0].action == "print.summary"
    assert "Zusammenfassung der Beratung, Arabisch" in [one.entry.title for one in entries(screen)]
