"""The intake for everybody: by keyboard, by screen reader, narrow, large, and with hostile text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from lwdesk.ui.input_choice import Segment
from lwdesk.ui.pages.intake.layout import STEPS
from lwdesk.ui.reading_order import stops
from tests.gui.intake import choose, opened, press  # noqa: F401 - fixtures
from tests.gui.parts import cut_texts, dress, name

# ruff: noqa: F811
STEP_KEYS = [step.key for step in STEPS]


def begin(page) -> None:
    choose(page, "household.target_group", "refugee")


@pytest.mark.parametrize("step", STEP_KEYS)
def test_every_control_of_every_step_has_a_name(opened, step) -> None:
    page = opened("Mohamed Hamdan")
    page.go(step)
    for fold in page.form.folds:
        fold.set_open(wanted=True)
    unnamed = [type(stop).__name__ for stop in stops(page.frame) if stop.isVisible() and not name(stop)]
    assert unnamed == []


@pytest.mark.parametrize("step", STEP_KEYS)
def test_tab_walks_from_the_steps_over_the_form_to_the_decision(opened, step, qapp) -> None:
    page = opened("Mohamed Hamdan")
    begin(page)
    page.go(step)
    qapp.processEvents()
    wanted = [
        stop for part in page.frame.parts() for stop in stops(part) if stop.isVisible() and stop.isEnabled()
    ]
    wanted = [stop for stop in wanted if not is_unchosen_segment(stop)]
    wanted[0].setFocus()
    walked = []
    for _ in wanted:
        walked.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    assert walked == wanted
    assert walked[0] is page.frame.steps.buttons["household"]
    assert walked[-1] is page.frame.next
    assert QApplication.focusWidget() is wanted[0]  # round the page, past nothing


def is_unchosen_segment(widget: QWidget) -> bool:
    """Of a segmented choice Tab stops at one segment, the chosen one or the first."""
    if not isinstance(widget, Segment):
        return False
    group = widget.parentWidget().segments
    chosen = [segment for segment in group if segment.isChecked()]
    return widget is not (chosen or group)[0]


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1160, 744, 1.0), (808, 616, 1.0), (1250, 736, 2.0), (912, 608, 2.0)]
)
def test_no_text_is_cut_and_nothing_asks_for_more_width(opened, width, height, scale, qapp) -> None:
    page = opened("Mohamed Hamdan", width=width, height=height)
    dress(scale=scale)
    page.resize(width, height)
    for step in STEP_KEYS:
        page.go(step)
        for _ in range(6):
            qapp.processEvents()
        cut = [text for text in cut_texts(page.frame.form) if text]
        assert (step, cut) == (step, [])
        assert page.frame.form.body.minimumSizeHint().width() <= page.frame.form.viewport().width(), step
        assert page.width() == width
    dress()


def test_where_it_is_narrow_the_known_families_stand_below_and_the_steps_above(opened, qapp) -> None:
    page = opened(width=1160)
    assert not page.frame.panel_is_below()
    page.resize(808, 616)
    qapp.processEvents()
    assert page.frame.panel_is_below()
    assert page.frame.form.isAncestorOf(page.frame.panel)
    page.resize(560, 616)
    qapp.processEvents()
    assert page.frame.step_combo.isVisible()
    page.frame.step_combo.combo.setCurrentIndex(2)
    page.frame.step_combo.edited.emit()
    assert page.begun.step == "language"


HOSTILE = {
    "ten megabytes": "x" * 10_000_000,
    "markup": "<b>Hamdan</b><script>alert(1)</script>&amp;",
    "directions": "\u202eHamdan\u2066\u202d",
    "marks": "a" + "\u0301" * 1000,
    "nul": "Ham\x00dan\ud800",
    "lines": "eins\nzwei\r\n\tdrei",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_is_pasted_stays_plain_and_the_form_whole(opened, kind, qapp) -> None:
    page = opened()
    begin(page)
    QGuiApplication.clipboard().setText(HOSTILE[kind])
    for step in STEP_KEYS:
        page.go(step)
        for fields in page.form.every_fields():
            for box in fields.boxes.values():
                edit = getattr(box.input, "edit", None)
                if edit is not None and not box.input.control().isHidden():
                    edit.setFocus()
                    edit.paste()
                    box.input.edited.emit()
                    if hasattr(edit, "close_list"):
                        edit.close_list()
    page.go("persons")
    qapp.processEvents()
    assert page.width() == 1160
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText
        for label in page.findChildren(QLabel)
        if label.pixmap().isNull()
    )
    page.save_now()
    assert page.frame.saved.text.text().startswith("Entwurf gesichert")
    texts = [
        value
        for record, _ in page.begun.all()
        for value in record.filled().values()
        if isinstance(value, str)
    ]
    assert max(map(len, texts), default=0) <= 20_000
