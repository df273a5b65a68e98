"""After a visit each sentence of the notes becomes a need or a task by one key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lwdesk.domain.need import Need
from lwdesk.domain.task import Task
from lwdesk.services.visits import Outcome
from lwdesk.ui.pages.visits.sorting import SortingPage
from lwdesk.ui.pages.visits.sorting_notes import sentences
from tests.gui import families, parts
from tests.gui.visiting import family, planned, told  # noqa: F401 - fixtures

# ruff: noqa: F811

NOTES = "Warmwasser fällt aus, Vermieter reagiert nicht. Deutschkurs ab Montag\nNachbarin hilft"


@pytest.fixture
def page(context, show, desk, planned):
    visit = planned()
    desk.visits.begin(visit.id)
    desk.visit_mode.keep(visit.id, notes=NOTES)
    desk.visits.finish(visit.id, Outcome("met"))
    shown = show(SortingPage(context, visit.id))
    shown.opened()
    families.settle()
    yield shown
    shown.closed()


def every(desk, cls, **equal):
    with desk.seat.reading() as reader:
        return reader.all(cls, **equal)


def on(page, place: int) -> QWidget:
    button = page.notes.lines[place].findChild(QWidget, "note_need")
    button.setFocus()
    return button


def test_notes_are_cut_into_sentences_and_an_abbreviation_ends_none():
    assert sentences("Fr. Lenz war da. Z.B. Kita fehlt!\n\nOhne Punkt") == (
        "Fr. Lenz war da.",
        "Z.B. Kita fehlt!",
        "Ohne Punkt",
    )
    assert len(sentences("Ein Satz hier. " * 100)) == 40
    assert sentences("") == ()


def test_one_key_makes_a_need_of_a_sentence_and_the_focus_stays(page, desk, family):
    button = on(page, 0)
    QTest.keyClick(button, Qt.Key.Key_B)
    assert button.hasFocus()
    page.primary()
    (need,) = every(desk, Need, origin="visit")
    assert (need.area, need.source) == ("housing", page.visit)
    assert need.next_step == "Warmwasser fällt aus, Vermieter reagiert nicht."


def test_one_key_makes_a_task_of_a_sentence(page, desk):
    QTest.keyClick(on(page, 2), Qt.Key.Key_A)
    page.primary()
    assert "Nachbarin hilft" in {task.title for task in every(desk, Task, origin="visit")}


def test_a_sentence_is_taken_once_and_says_so(page):
    for _press in range(2):
        QTest.keyClick(on(page, 1), Qt.Key.Key_B)
    assert len(page.wanted().needs) == 1
    assert page.notes.lines[1].marks["need"].isVisible()
    assert not page.notes.lines[0].marks["need"].isVisible()


def test_a_task_that_is_taken_away_can_be_made_again(page):
    QTest.keyClick(on(page, 2), Qt.Key.Key_A)
    page.tasks.rows[0].removed.emit()
    assert page.wanted().tasks == ()
    QTest.keyClick(on(page, 2), Qt.Key.Key_A)
    assert [one.title for one in page.wanted().tasks] == ["Nachbarin hilft"]


@pytest.mark.parametrize(("scale", "size"), families.SIZES[1:3])
def test_no_text_is_cut(page, scale, size):
    parts.dress("light", scale)
    page.resize(*size)
    QTest.keyClick(on(page, 0), Qt.Key.Key_B)
    families.settle()
    assert list(parts.cut_texts(page)) == []
