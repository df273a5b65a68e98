"""Texts about other people are read by keys, one by one, before somebody is told of their data."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.base import clock
from lwdesk.domain.contact import Contact
from lwdesk.services.papers import access_report
from lwdesk.services.papers.access_review import Decision
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui.pages.paper.page import PaperPage
from lwdesk.ui.pages.paper.review import ReviewPage
from tests.gui import families, parts

TEXTS = ("Lina war da.", "Rückruf versprochen.")


@pytest.fixture
def wish(desk):
    """Want to tell the father of his data; two texts of talks are still to be read."""
    intake = families.hamdan()
    desk.households.take_in(intake)
    home = intake.household.id
    person = next(one.person.id for one in intake.members if one.person.given_name == "Mohammed")
    for note in access_report.notes_to_review(desk, person):
        access_report.decide(desk, person, note.key, Decision("print"))
    with desk.seat.writing("", None) as transaction:
        for text in TEXTS:
            office = desk.office.id
            transaction.save(Contact(household=home, office=office, sort="phone", at=clock.now(), note=text))
    return Wish("access_report", home, options={"person": str(person)})


@pytest.fixture
def page(context, show, jobs, wish):
    made = show(ReviewPage(context, wish), 1000, 700)
    made.opened()
    families.settle()
    return made


def decisions(desk, wish):
    notes = access_report.notes_to_review(desk, UUID(wish.options["person"]))
    return {note.text: note.decision.how if note.decision else None for note in notes if note.text in TEXTS}


def said(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def press(page: QWidget, name: str) -> None:
    button = page.findChild(QWidget, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    families.settle()


def test_the_first_open_text_is_shown_with_the_names_it_has(page) -> None:
    assert page.text.text() == TEXTS[0]
    assert "Lina" in page.names.text.text()
    assert page.names.isVisible()
    assert "noch 2" in page.count.text()
    assert page.print.hasFocus()


def test_a_decision_leads_to_the_next_text_and_the_last_one_back_to_the_paper(
    page, desk, wish, context, qtbot
) -> None:
    press(page, "print_text")
    assert page.text.text() == TEXTS[1]
    assert not page.names.isVisible()
    with qtbot.waitSignal(context.back_wanted):
        press(page, "withhold_text")
    assert decisions(desk, wish) == {TEXTS[0]: "print", TEXTS[1]: "withhold"}


def test_a_shortened_text_has_to_differ(page, desk, wish) -> None:
    press(page, "redact_text")
    assert "Bitte nehmen Sie heraus" in page.shorter.problem()
    parts.type_text(page.redaction.control(), "Jemand war da. ")
    press(page, "redact_text")
    assert decisions(desk, wish)[TEXTS[0]] == "redact"


def test_what_was_decided_can_be_looked_at_and_changed(page, desk, wish) -> None:
    press(page, "print_text")
    press(page, "previous_text")
    assert "wird so gedruckt" in page.state.text()
    press(page, "withhold_text")
    assert decisions(desk, wish)[TEXTS[0]] == "withhold"


def test_the_paper_leads_to_the_texts_and_is_there_when_they_are_read(
    context, show, jobs, desk, wish, qtbot
) -> None:
    paper = show(PaperPage(context, wish), 1150, 752)
    jobs.changed.connect(paper.changed)
    paper.opened()
    families.settle()
    assert paper.read.isVisible()
    assert "Lesen Sie sie zuerst" in said(paper)
    with qtbot.waitSignal(context.wanted) as wanted:
        press(paper, "read_texts")
    assert wanted.args[0] == "access_review"
    review = show(ReviewPage(context, wanted.args[1]), 1000, 700)
    review.opened()
    families.settle()
    press(review, "print_text")
    press(review, "print_text")
    families.settle()
    assert not paper.read.isVisible()
    assert paper.preview.document.pageCount() > 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_text_of_the_page_is_cut(context, show, jobs, wish, scale) -> None:
    parts.dress("light", scale)
    made = show(ReviewPage(context, wish), 1024, 640)
    made.opened()
    families.settle()
    assert list(parts.cut_texts(made)) == []
