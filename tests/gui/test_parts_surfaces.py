"""Surfaces, popups, steps and the ring keep their place, act by keyboard and say their state in words."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QPoint, QPropertyAnimation, QSize, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lwdesk.ui import focus, popups, style
from lwdesk.ui.buttons import DangerButton, PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.flow import Columns, Flow, PageScroll
from lwdesk.ui.marks import Avatar, Badge, CountLabel, FilterChip, KeyHint, LevelDots, Token
from lwdesk.ui.steps import Step, StepList, SubStep, Timeline, TimelineEntry
from lwdesk.ui.surface import (
    BottomBar,
    DialogFrame,
    EmptyState,
    Gate,
    PageHeader,
    Popup,
    Skeleton,
    Toast,
)
from lwdesk.ui.text import Text
from tests.gui.parts import cut_texts, description, dress, name


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


def everything() -> QWidget:
    host = QWidget()
    column = QVBoxLayout(host)
    gate = Gate(
        "Einwilligung fehlt",
        "Ohne sie geht nur eine Information ohne Daten.",
        "Einholen …",
        "Nur Information",
    )
    header = PageHeader("Familie Hamdan", "Hörde", back_to="Sprechstunde", own_script="عائلة")
    header.add_action(SecondaryButton("Besuch planen", icon="footprints"))
    header.add_action(PrimaryButton("Kontakt erfassen", icon="plus"))
    bar = BottomBar()
    bar.add_status(Text("Entwurf gesichert um 14:21:08", "help"))
    bar.add_button(PrimaryButton("Weiter: Sprache"))
    marks = Flow(
        Badge("warn", "wartet lange"), LevelDots(1), KeyHint("Strg"), Token("a", "b"), Avatar("Jana Albers")
    )
    empty = EmptyState("inbox", "Noch kein Kontakt.", "Kontakt erfassen")
    for part in (header, gate, marks, empty, CountLabel("24 min", "längste Wartezeit"), Skeleton(1), bar):
        column.addWidget(part)
    return host


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_text_of_the_parts_is_cut(qtbot, scale, theme) -> None:
    dress(theme, scale)
    host = everything()
    qtbot.addWidget(host)
    host.resize(round(760 * scale), round(700 * scale))
    host.show()
    host.grab()
    assert list(cut_texts(host)) == []


def test_painted_parts_measure_again_when_the_scale_changes(qtbot) -> None:
    for made in (
        Badge("ok", "gelöst"),
        Token("a"),
        FilterChip("a"),
        KeyHint("F2"),
        LevelDots(1),
        Avatar("A B"),
        CheckBox("a"),
    ):
        qtbot.addWidget(made)
        dress()
        before = made.sizeHint()
        dress(scale=2.0)
        assert made.sizeHint().height() == 2 * before.height(), made


def test_marks_wrap_where_the_place_ends(qtbot) -> None:
    flow = Flow(*(Badge("ok", f"Zustand {n}") for n in range(6)))
    qtbot.addWidget(flow)
    assert flow.heightForWidth(1000) == 24
    assert flow.heightForWidth(200) > 24 * 2
    flow.clear()
    assert flow.flow.count() == 0


def test_columns_become_one_below_ninety_characters(qtbot) -> None:
    columns = shown(qtbot, Columns(Text("a"), Text("b"), Text("c")))
    columns.resize(style.characters(90) + 10, 300)
    assert not columns.is_single()
    columns.resize(style.characters(90) - 10, 300)
    assert columns.is_single()


def test_a_page_never_scrolls_sideways(qtbot) -> None:
    page = PageScroll()
    for _n in range(30):
        page.column().addWidget(
            Text("Ein langer Satz, der auf einer schmalen Seite umbrechen muss.", wrap=True)
        )
    shown(qtbot, page)
    page.resize(260, 200)
    assert page.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    qtbot.waitUntil(lambda: page.body.width() <= page.viewport().width())
    assert page.verticalScrollBar().maximum() > 0


def test_the_gate_offers_two_ways_first_one_primary(qtbot) -> None:
    gate = shown(qtbot, Gate("Einwilligung fehlt", "Ohne sie geht nichts.", "Einholen …", "Nur Information"))
    assert isinstance(gate.first_button, PrimaryButton)
    with qtbot.waitSignal(gate.second):
        gate.second_button.click()


def test_a_toast_leaves_but_waits_while_somebody_is_at_it(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(popups, "TOAST_SECONDS", 0.05)
    host = shown(qtbot, QWidget())
    host.resize(600, 300)
    toast = Toast(host)
    toast.tell("Kontakt gespeichert, 2 Themen")
    QApplication.sendEvent(toast, QEnterEvent(QPoint(), QPoint(), QPoint()))
    assert toast.is_waiting()
    with qtbot.waitSignal(toast.gone):
        QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert not toast.isVisible()


@pytest.fixture
def still(monkeypatch):
    monkeypatch.setattr(style.theme, "still", True)


def test_a_toast_stands_bottom_left_and_gives_the_way_back(qtbot, still) -> None:
    host = shown(qtbot, QWidget())
    host.resize(600, 300)
    toast = Toast(host)
    toast.tell("Kontakt gespeichert", bottom=20)
    assert toast.geometry().bottomLeft() == QPoint(32, 279)
    with qtbot.waitSignal(toast.undone):
        toast.undo_button.click()
    assert not toast.isVisible()


def test_a_toast_waits_while_its_button_has_the_focus(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(popups, "TOAST_SECONDS", 0.05)
    host = shown(qtbot, QWidget())
    toast = Toast(host)
    toast.tell("Gespeichert")
    toast.undo_button.setFocus()
    assert toast.is_waiting()
    with qtbot.waitSignal(toast.gone):
        toast.undo_button.clearFocus()


@pytest.fixture
def popup_below(qtbot):
    host = shown(qtbot, QWidget())
    host.resize(500, 500)
    anchor = QPushButton("x", host)
    anchor.setGeometry(50, 50, 200, 36)
    anchor.show()
    popup = Popup(host)
    popup.column.addWidget(QLabel("Inhalt"))
    return popup, anchor, host


def test_a_popup_comes_in_steps_and_stays_while_its_words_change(qtbot, popup_below) -> None:
    popup, anchor, _host = popup_below
    popup.open_below(anchor)
    place = popup.slide.endValue()
    assert popup.pos() != place
    qtbot.waitUntil(lambda: not popup.slide.is_moving())
    assert popup.pos() == place
    popup.open_below(anchor)
    assert not popup.slide.is_moving()


def test_what_closes_while_it_comes_moves_no_more(qtbot, popup_below) -> None:
    popup, anchor, host = popup_below
    popup.open_below(anchor)
    popup.close_popup()
    assert not popup.slide.is_moving()
    toast = Toast(host)
    toast.tell("Gespeichert")
    assert toast.slide.is_moving()
    toast.leave()
    assert not toast.slide.is_moving()


def test_a_slide_goes_with_its_widget(qtbot, popup_below) -> None:
    popup, anchor, _host = popup_below
    for _again in range(5):
        popup.open_below(anchor)
        popup.close_popup()
    assert popup.findChildren(QPropertyAnimation) == [popup.slide]
    popup.open_below(anchor)
    with qtbot.waitSignal(popup.slide.destroyed):
        popup.deleteLater()


def test_popup_and_toast_are_there_at_once_for_people_who_want_stillness(popup_below, still) -> None:
    popup, anchor, host = popup_below
    popup.open_below(anchor)
    toast = Toast(host)
    toast.tell("Gespeichert")
    assert not popup.slide.is_moving()
    assert not toast.slide.is_moving()
    toast.leave()


def test_a_popup_opens_below_and_closes_with_escape(qtbot, still) -> None:
    host = shown(qtbot, QWidget())
    host.resize(500, 500)
    anchor = QPushButton("x", host)
    anchor.setGeometry(50, 50, 200, 36)
    anchor.show()
    popup = Popup(host)
    popup.column.addWidget(QLabel("Inhalt"))
    popup.open_below(anchor)
    box = popup.box().translated(popup.pos().x(), popup.pos().y())
    assert (box.left(), box.top()) == (50, 94)
    assert box.width() == 200
    with qtbot.waitSignal(popup.closed):
        QTest.keyClick(popup, Qt.Key.Key_Escape)


def test_a_dialog_asks_its_question_and_ends_with_the_verb(qtbot) -> None:
    dialog = DialogFrame("Haushalt anonymisieren?", "Das lässt sich nicht zurücknehmen.")
    dialog.add_button(QuietButton("Abbrechen"))
    dialog.add_button(DangerButton("Anonymisieren"), accepts=True)
    shown(qtbot, dialog)
    assert name(dialog) == "Haushalt anonymisieren?"
    assert description(dialog) == "Das lässt sich nicht zurücknehmen."
    with qtbot.waitSignal(dialog.accepted):
        dialog.findChild(DangerButton).click()


STEPS = (
    Step("a", "Haushalt", "done"),
    Step("b", "Personen", "current", (SubStep("1", "Mohamed", current=True), SubStep("2", "Rana")), "Person"),
    Step("c", "Sprache", "error"),
)


def test_every_step_can_be_chosen_and_says_its_state(qtbot) -> None:
    steps = shown(qtbot, StepList())
    steps.set_steps(STEPS)
    assert name(steps.buttons["c"]).startswith("3, Sprache, ")
    with qtbot.waitSignal(steps.chosen) as got:
        QTest.keyClick(steps.buttons["c"], Qt.Key.Key_Space)
    assert got.args == ["c"]


def test_the_persons_below_a_step_can_be_chosen_and_added(qtbot) -> None:
    steps = shown(qtbot, StepList())
    steps.set_steps(STEPS)
    first, second, add = steps.findChildren(QuietButton)
    assert (first.text(), second.text()) == ("Mohamed", "Rana")
    with qtbot.waitSignal(steps.child_chosen) as got:
        second.click()
    assert got.args == ["b", "2"]
    with qtbot.waitSignal(steps.add_wanted):
        add.click()


def test_the_focus_stays_on_its_step(qtbot) -> None:
    steps = shown(qtbot, StepList())
    steps.set_steps(STEPS)
    qtbot.waitUntil(steps.buttons["b"].isVisible)
    steps.buttons["b"].setFocus()
    steps.set_steps(STEPS)
    assert steps.buttons["b"].hasFocus()


def entry(n: int) -> TimelineEntry:
    return TimelineEntry(str(n), f"Kontakt {n}", "18.10.", "Wohnen", "phone", "past")


def test_the_timeline_reads_each_entry_and_asks_for_older_ones(qtbot) -> None:
    line = shown(qtbot, Timeline())
    line.set_entries([entry(n) for n in range(3)], more=True)
    assert name(line.items[0]) == "18.10., Kontakt 0, Wohnen"
    with qtbot.waitSignal(line.older_wanted):
        line.older.click()
    line.append([entry(3)])
    assert len(line.items) == 4
    assert not line.older.isVisible()
    with qtbot.waitSignal(line.opened) as got:
        QTest.keyClick(line.items[3], Qt.Key.Key_Space)
    assert got.args == ["3"]


@pytest.fixture
def ring(qapp, monkeypatch):
    monkeypatch.setattr(style.theme, "still", True)
    made = focus.install(qapp)
    yield made
    made.deleteLater()
    qapp.focusChanged.disconnect(made._moved_on)


def test_the_ring_follows_the_keyboard_and_grows_around_the_button(qtbot, ring) -> None:
    host = QWidget()
    row = QHBoxLayout(host)
    one, two = SecondaryButton("eins"), SecondaryButton("zwei")
    row.addWidget(one)
    row.addWidget(two)
    shown(qtbot, host)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Tab)
    two.setFocus()
    overlay = ring.ring(host)
    assert overlay is not None
    one.setFocus()
    assert overlay.isVisible()
    assert overlay.geometry() == one.geometry().adjusted(-4, -4, 4, 4)


def test_the_ring_is_not_drawn_around_text_fields(qtbot, ring) -> None:
    from lwdesk.ui.inputs import LineInput

    host = QWidget()
    column = QVBoxLayout(host)
    button, field = SecondaryButton("eins"), LineInput()
    column.addWidget(button)
    column.addWidget(field)
    shown(qtbot, host)
    button.setFocus()
    assert ring.ring(host).isVisible()
    field.setFocus()
    assert not ring.ring(host).isVisible()


def test_the_ring_goes_with_what_scrolls_and_away_with_it(qtbot, ring) -> None:
    area = QScrollArea()
    inner = QWidget()
    column = QVBoxLayout(inner)
    buttons = [SecondaryButton(str(n)) for n in range(40)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(inner)
    area.resize(200, 200)
    shown(qtbot, area)
    buttons[0].setFocus()
    overlay = ring.ring(area)
    y = overlay.y()
    area.verticalScrollBar().setValue(20)
    assert overlay.y() == y - 20
    area.verticalScrollBar().setValue(900)
    assert not overlay.isVisible()


def test_the_ring_keeps_no_window_alive(qtbot, ring) -> None:
    host = QWidget()
    button = SecondaryButton("eins", parent=host)
    host.resize(200, 80)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    button.setFocus()
    assert ring.ring(host).isVisible()
    gone = weakref.ref(host)
    host.close()
    del host, button
    gc.collect()
    assert gone() is None
    dress("dark")
