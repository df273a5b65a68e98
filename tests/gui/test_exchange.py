"""The page of the exchange: what is due, sending and taking in, and what it says about every package."""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.store import lock
from lwdesk.ui.dialogs.settings import SettingsDialog
from lwdesk.ui.jobs import InlineExecutor
from lwdesk.ui.opening import Opened
from lwdesk.ui.pages.differences import DifferencesPage
from lwdesk.ui.pages.exchange.preview import PreviewDialog
from lwdesk.ui.pages.exchange.summary import SummaryDialog
from lwdesk.ui.text import isolate
from lwdesk.ui.window import Window
from lwdesk.ui.words import words
from tests.gui import parts, two_devices, walk
from tests.gui.families import SIZES, settle
from tests.unit import office

CONTROL = Qt.KeyboardModifier.ControlModifier
LEAD = office.SETUP.staff


class Screens:
    """Opens windows on the devices of a pair, each doing its work at once."""

    def __init__(self, qtbot, ask, stack: ExitStack) -> None:
        self._qtbot, self._ask, self._stack = qtbot, ask, stack

    def open(self, path, name=LEAD, packages=(), *, read_only=False):
        """Return the page of the exchange on this file; packages are those the program was started with."""
        desk = self._stack.enter_context(two_devices.opened(path, name, read_only=read_only))
        known = KnownFile(path, "Hörde/Hombruch")
        window = Window(DeviceSettings("light", "de", 100, files=(known,)), lambda _kept: None, self._ask)
        self._qtbot.addWidget(window)
        window.resize(1366, 768)
        window.from_outside.hold(packages)
        window.show_desk(Opened(desk, InlineExecutor(), known, 10))
        with self._qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        if not packages:
            window.surface().go("exchange")
        settle()
        return window.surface().page

    def enter(self, page, kind) -> None:
        """Press Enter in a dialog, where its focus is."""
        asked = dialog(page, kind)
        with self._qtbot.waitActive(asked):
            asked.activateWindow()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        settle()


@pytest.fixture
def screens(qtbot, ask):
    words.switch("de")
    with ExitStack() as stack:
        yield Screens(qtbot, ask, stack)


@pytest.fixture
def pair(tmp_path):
    return two_devices.place(tmp_path)


def shown(widget) -> str:
    labels = (label for label in widget.findChildren(QLabel) if label.isVisible())
    return "\n".join(label.text() for label in labels)


def part(page, name):
    (found,) = [one for one in page.window().findChildren(QWidget, name) if one.isVisible()]
    return found


def person(page, pair):
    """Return the reference person as the file has it."""
    told = []
    page.context.jobs.run(page, lambda desk: desk.households.card(pair.household), told.append)
    return told[0].members[0].person


def dialog(page, kind):
    found = page.window().findChild(kind)
    assert found is not None
    return found


def dropped(page, *paths) -> None:
    """Drop files on the page as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPointF(200, 200), *held))
    QApplication.sendEvent(page, QDropEvent(QPointF(200, 200), *held))
    settle()


def test_a_device_that_nobody_took_in_says_what_to_do(screens, tmp_path) -> None:
    page = screens.open(office.place(tmp_path))
    assert "Noch nicht aufgenommen" in shown(page)
    assert not page.due.isVisible()


def test_what_the_others_lack_stands_there_in_plain_numbers(screens, pair) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        two_devices.change(desk, pair.household, phone="0171 1")
    page = screens.open(pair.pc)
    told = shown(page.due)
    assert "Neu für die anderen Geräte" in told
    assert two_devices.LAPTOP in told
    assert page.due.figures["changes"].accessibleName() == "1 Änderung"
    assert page.due.figures["households"].accessibleName() == "1 Haushalt geändert"


def test_after_a_week_a_package_is_due_here_and_in_the_navigation(
    screens, pair, at_two_in_the_afternoon
) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        two_devices.change(desk, pair.household, phone="0171 1")
    at_two_in_the_afternoon.moment += timedelta(days=8)
    page = screens.open(pair.pc)
    assert "Ein Paket ist fällig" in shown(page.due)
    navigation = page.window().surface().navigation
    assert navigation.buttons["exchange"].accessibleName() == "Austausch, fällig"


def test_a_package_goes_into_the_chosen_folder_and_stands_in_the_list(screens, pair, ask) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        two_devices.change(desk, pair.household, phone="0171 1")
    page = screens.open(pair.pc)
    ask.expect("folder", pair.stick)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    settle()
    (made,) = pair.stick.glob("*.lwb")
    assert made.name.startswith("lwdesk-")
    assert "noch nicht bestätigt" in shown(page.sent)
    assert "stick" in shown(page.due)


def test_a_package_is_looked_into_before_anything_is_changed(screens, pair, ask) -> None:
    path = two_devices.between(pair, {}, {"phone": "0176 1"})
    page = screens.open(pair.pc)
    ask.expect("open_files", [path])
    page.take.setFocus()
    QTest.keyClick(page.take, Qt.Key.Key_Space)
    settle()
    told = dialog(page, PreviewDialog)
    assert "Hausbesuch, Tasche 2\u2069 · Nr. 2" in shown(told)
    assert "1 Änderung" in shown(told)
    QTest.keyClick(told, Qt.Key.Key_Escape)
    settle()
    assert "Nr. 2" not in shown(page.received)
    assert person(page, pair).phone == "0171 39200 17"


def test_what_was_taken_in_is_summed_up_and_stands_in_the_list(screens, pair) -> None:
    path = two_devices.between(pair, {}, {"phone": "0176 1"})
    page = screens.open(pair.pc)
    dropped(page, path)
    screens.enter(page, PreviewDialog)
    assert "1 Änderung eingelesen" in shown(dialog(page, SummaryDialog))
    screens.enter(page, SummaryDialog)
    assert "Nr. 2" in shown(page.received)
    assert person(page, pair).phone == "0176 1"


def test_a_difference_leads_from_the_summary_to_the_decision(screens, pair) -> None:
    path = two_devices.between(pair, {"note": "eins"}, {"note": "zwei"})
    page = screens.open(pair.pc)
    dropped(page, path)
    screens.enter(page, PreviewDialog)
    assert dialog(page, SummaryDialog).focusWidget().text() == "1 Unterschied klären"
    screens.enter(page, SummaryDialog)
    assert isinstance(page.window().surface().page, DifferencesPage)


def test_a_broken_package_says_why_and_stands_in_the_list_as_refused(screens, pair) -> None:
    path = two_devices.between(pair, {}, {"phone": "0176 1"})
    path.write_bytes(path.read_bytes()[:-100])
    page = screens.open(pair.pc)
    dropped(page, path)
    told = dialog(page, PreviewDialog)
    assert "Es wurde nichts geändert." in shown(told)
    QTest.keyClick(told, Qt.Key.Key_Escape)
    settle()
    assert "abgelehnt: unvollständig" in shown(page.received)


def test_a_package_that_came_too_early_waits_for_the_one_before(screens, pair) -> None:
    first = two_devices.between(pair, {}, {"phone": "0176 1"})
    before = pair.pc.read_bytes()
    with two_devices.opened(pair.pc, LEAD) as desk:
        desk.exchange.receiving.take(first)
        answer = desk.exchange.sending.export(pair.stick).path
    pair.pc.write_bytes(before)  # as after a backup was brought back
    with two_devices.opened(pair.laptop) as desk:
        desk.exchange.receiving.take(answer)
        two_devices.change(desk, pair.household, phone="0176 2")
        second = desk.exchange.sending.export(pair.stick).path
    page = screens.open(pair.pc)
    dropped(page, second)
    assert "Davor fehlt: " in shown(dialog(page, PreviewDialog))
    screens.enter(page, PreviewDialog)
    assert "Ein früheres Paket fehlt." in shown(dialog(page, SummaryDialog))
    screens.enter(page, SummaryDialog)
    assert "wartet auf ein früheres" in shown(page.received)


def test_stopping_changes_nothing_and_says_so(screens, pair, monkeypatch) -> None:
    path = two_devices.between(pair, {}, {"phone": "0176 1"})
    page = screens.open(pair.pc)
    begin = page.strip.begin

    def begin_and_stop(told):
        progress = begin(told)
        page.strip.stop.click()
        return progress

    dropped(page, path)
    monkeypatch.setattr(page.strip, "begin", begin_and_stop)
    screens.enter(page, PreviewDialog)
    assert "Abgebrochen, nichts wurde eingelesen" in shown(dialog(page, SummaryDialog))
    assert person(page, pair).phone == "0171 39200 17"
    assert not page.strip.isVisible()
    assert not page.work.busy


def test_stopping_while_a_package_is_made_leaves_none(screens, pair, monkeypatch) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        two_devices.change(desk, pair.household, phone="0171 1")
        desk.exchange.places.choose(pair.stick)
    page = screens.open(pair.pc)
    begun = page.work._begin
    monkeypatch.setattr(page.work, "_begin", lambda told: _stopped(page, begun(told)))
    page.due.make.click()
    settle()
    assert list(pair.stick.iterdir()) == []
    assert "Abgebrochen, es wurde kein Paket erstellt" in shown(page.window())


def _stopped(page, progress):
    """Have the window lock at the moment at which the work begins."""
    page.context.jobs.closing.emit()
    return progress


def test_a_folder_that_went_is_asked_for_again(screens, pair, ask) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        two_devices.change(desk, pair.household, phone="0171 1")
        desk.exchange.places.choose(pair.stick)
    pair.stick.rmdir()
    page = screens.open(pair.pc)
    ask.expect("folder", None)
    page.due.make.click()
    assert "Neu für die anderen Geräte" in shown(page.due)


def test_where_the_others_have_everything_no_package_is_offered(screens, pair) -> None:
    page = screens.open(pair.pc)
    assert "Die anderen haben alles" in shown(page.due)
    assert page.due.make.blocked_reason() == "Für die anderen Geräte gibt es nichts Neues."


def test_what_the_package_holds_stands_by_household_and_kind(screens, pair) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        two_devices.change(desk, pair.household, phone="0171 1")
    page = screens.open(pair.pc)
    page.due.contents.click()
    settle()
    inside = page.window().surface().page
    (row,) = inside.table.list.rows.rows
    assert [cell.title for cell in row.cells] == ["\u2068Hamdan\u2069", "Person", "1"]
    assert inside.header.subtitle.text() == "1 Haushalt, 1 Eintrag"
    inside.table.list.setFocus()
    QTest.keyClick(inside.table.list, Qt.Key.Key_Return)
    assert page.window().surface().page.household == pair.household


def test_a_restricted_household_is_counted_and_not_named(screens, pair) -> None:
    with two_devices.opened(pair.pc, LEAD) as desk:
        two_devices.change(desk, pair.household, phone="0171 1")
        card = desk.households.card(pair.household)
        desk.households.save(card.household.replace(restricted=True), card.household)
    page = screens.open(pair.pc, office.OTHERS["adviser"])
    page.due.contents.click()
    settle()
    told = [row.spoken() for row in page.window().surface().page.table.list.rows.rows]
    assert told == ["Haushalte mit eingeschränkter Verarbeitung, nur für die Teamleitung, 2"]


def test_who_may_not_exchange_sees_that_in_words(screens, pair) -> None:
    page = screens.open(pair.pc, office.OTHERS["assistant"])
    assert "Der Austausch gehört nicht zu Ihrer Rolle." in shown(page)
    assert not page.take.isVisible()


def test_who_may_edit_but_not_exchange_decides_differences(screens, pair) -> None:
    path = two_devices.between(pair, {"note": "eins"}, {"note": "zwei"})
    with two_devices.opened(pair.pc, LEAD) as desk:
        desk.exchange.receiving.take(path)
    page = screens.open(pair.pc, office.OTHERS["assistant"])
    assert not page.due.isVisible()
    page.differences.go.click()
    settle()
    deciding = page.window().surface().page
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    settle()
    assert "Keine Unterschiede offen" in shown(deciding)


def test_the_log_lists_what_was_refused_and_what_now(screens, pair) -> None:
    path = two_devices.between(pair, {}, {"phone": "0176 1"})
    path.write_bytes(path.read_bytes()[:-100])
    page = screens.open(pair.pc)
    dropped(page, path)
    QTest.keyClick(dialog(page, PreviewDialog), Qt.Key.Key_Escape)
    settle()
    part(page, "received_0").click()
    settle()
    log = page.window().surface().page
    assert log.tabs.tabs["refused"].isChecked()
    assert "Kopieren Sie es noch einmal" in shown(log.panel)


def test_the_log_names_later_too_what_did_not_go_through(screens, pair) -> None:
    with two_devices.opened(pair.laptop) as desk:
        two_devices.change(desk, pair.household, phone="0176 1")
        home = desk.households.card(pair.household).household
        with desk.seat.store.writing("save", None) as transaction:
            transaction.save(home.replace(target_group="martian"))
        path = desk.exchange.sending.export(pair.stick).path
    with two_devices.opened(pair.pc, LEAD) as desk:
        desk.exchange.receiving.take(path)
    page = screens.open(pair.pc)
    part(page, "received_0").click()
    settle()
    told = shown(page.window().surface().page.panel)
    assert "1 Eintrag kam nicht durch" in told
    assert f"{isolate(home.name)}: enthält einen Begriff" in told


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_everybody_gets_along_with_the_page(screens, pair, scale, size) -> None:
    path = two_devices.between(pair, {"note": "eins"}, {"note": "zwei"})
    with two_devices.opened(pair.pc, LEAD) as desk:
        desk.exchange.receiving.take(path)
    page = screens.open(pair.pc)
    parts.dress(scale=scale)
    page.window().resize(*(side + 216 * (at == 0) for at, side in enumerate(size)))
    assert walk.faults(page) == []
    assert walk.stateless(page) == []


def test_a_package_opened_from_outside_is_looked_into_once_the_file_is_open(screens, pair) -> None:
    path = two_devices.between(pair, {}, {"phone": "0176 1"})
    page = screens.open(pair.pc, packages=(path,))
    assert "Nr. 2" in shown(dialog(page, PreviewDialog))


def test_a_package_opened_while_the_window_works_is_looked_into_there(screens, pair) -> None:
    path = two_devices.between(pair, {}, {"phone": "0176 1"})
    page = screens.open(pair.pc)
    page.window().surface().go("tasks")
    assert lock.ask_to_front(pair.pc, (path,))
    settle()
    assert "Nr. 2" in shown(dialog(page.window().surface().page, PreviewDialog))


def test_a_package_opened_while_a_question_is_asked_waits_for_the_answer(screens, pair) -> None:
    path = two_devices.between(pair, {}, {"phone": "0176 1"})
    window = screens.open(pair.pc).window()
    window.show_settings()
    asked = window.findChild(SettingsDialog)
    window.front_wanted.emit((path,))
    settle()
    assert window.findChildren(PreviewDialog) == []
    asked.reject()
    settle()
    assert "Nr. 2" in shown(dialog(window.surface().page, PreviewDialog))


def test_a_window_that_only_reads_does_not_blame_the_role(screens, pair) -> None:
    path = two_devices.between(pair, {}, {"phone": "0176 1"})
    with two_devices.opened(pair.pc, LEAD):
        page = screens.open(pair.pc, packages=(path,), read_only=True)
        assert "Öffnen Sie das Paket dort" in shown(page.not_mine)
