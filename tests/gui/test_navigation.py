"""The navigation where the window is low and the type large: nothing is cut, everything can be reached."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lwdesk.ui.marks import Avatar
from lwdesk.ui.surface import Sign
from tests.gui import screens
from tests.unit import office

SIZES = [(scale, size) for scale in (100, 200) for size in ((1366, 768), (1024, 640))]


@pytest.fixture(params=SIZES, ids=str)
def navigation(request, qtbot, ask, tmp_path):
    scale, size = request.param
    screen = screens.opened(qtbot, ask, office.place(tmp_path), scale=scale)
    screen.unlock()
    screen.window.resize(*size)
    screen.until(lambda: screen.window.size().toTuple() == size)
    return screen.window.surface().navigation


def is_whole(part: QWidget, outer: QWidget) -> bool:
    """Tell whether all of a part is seen and as high as it wants to be."""
    place = QRect(part.mapTo(outer, QPoint(0, 0)), part.size())
    return (
        part.visibleRegion().boundingRect() == part.rect()
        and part.height() >= part.sizeHint().height()
        and outer.rect().contains(place)
    )


def test_logo_lock_and_avatar_stay_whole(navigation):
    fixed = (
        navigation.findChild(Sign),
        navigation.findChild(Avatar),
        navigation.findChild(QWidget, "person"),
        navigation.findChild(QWidget, "lock"),
    )
    assert [part for part in fixed if not is_whole(part, navigation.window())] == []


def test_the_arrow_keys_reach_every_entry_and_bring_it_whole_into_sight(navigation):
    first, *others = navigation.buttons.values()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    for entry in others:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        assert QApplication.focusWidget() is entry
        assert is_whole(entry, navigation.window()), entry.text()


def test_a_rail_says_that_there_is_more_below_until_the_last_entry_is_seen(navigation):
    *_others, last = navigation.buttons.values()
    hint = navigation.findChild(Sign, "more_below")
    cut_off = last.is_rail() and not is_whole(last, navigation.window())
    assert hint.isVisible() is cut_off
    navigation.choose(last.entry.page)
    assert is_whole(last, navigation.window())
    assert not hint.isVisible()


def test_tab_leads_from_the_entries_to_the_person_and_the_lock(navigation):
    navigation.focus_chosen()
    for name in ("person", "lock"):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget().objectName() == name
