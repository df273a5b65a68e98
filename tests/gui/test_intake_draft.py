"""Nothing typed is lost: drafts write themselves and come back with step, cursor and half-typed values."""

import json
from concurrent.futures import Executor, Future
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lwdesk.base.errors import DiskFull
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.services.desk import open_desk
from lwdesk.services.drafts import Drafts
from lwdesk.store import file
from lwdesk.ui.jobs import Jobs
from lwdesk.ui.pages.intake import IntakePage
from lwdesk.ui.pages.intake.begun import Begun
from tests.gui.intake import choose, field, heard, opened, write  # noqa: F401 - fixtures
from tests.gui.parts import type_text

# ruff: noqa: F811


def only_draft(desk):
    (draft,) = desk.drafts.list("intake")
    return draft


def again(opened, desk):
    return opened("", only_draft(desk).id)


def test_an_edit_is_in_the_file_shortly_after_and_the_time_is_shown(opened, desk, qtbot) -> None:
    page = opened()
    type_text(field(page, "household.name").control(), "Hamdan")
    assert desk.drafts.list("intake") == ()
    qtbot.waitUntil(lambda: bool(desk.drafts.list("intake")), timeout=20_000)
    assert only_draft(desk).title == "Hamdan"
    assert page.frame.saved.text.text() == "Entwurf gesichert um 14:14:05"


def test_somebody_who_never_stops_typing_is_written_down_too(opened, desk, qtbot) -> None:
    page = opened()
    type_text(field(page, "household.name").control(), "H")
    page.keeper.timer.setInterval(0)
    remaining = page.keeper.timer.remainingTime()
    type_text(field(page, "household.name").control(), "a")
    assert page.keeper.timer.remainingTime() <= max(remaining, 0)
    qtbot.waitUntil(lambda: bool(desk.drafts.list("intake")), timeout=20_000)


def test_an_empty_form_leaves_no_draft(opened, desk) -> None:
    page = opened()
    page.go("persons", focus=True)
    page.go("language", focus=True)
    page.keep_draft()
    page.save_now()
    assert desk.drafts.list("intake") == ()


def test_before_a_lock_the_draft_is_written_at_once(opened, desk) -> None:
    page = opened()
    type_text(field(page, "household.name").control(), "Hamdan")
    page.keep_draft()
    assert only_draft(desk).title == "Hamdan"


class Later(Executor):
    """A worker that is busy until the window closes."""

    def __init__(self) -> None:
        self.waiting: list = []

    def submit(self, fn, /, *args, **kwargs) -> Future:
        future: Future = Future()
        self.waiting.append((future, fn, args))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as declared above it
        for future, fn, args in self.waiting:
            future.set_result(fn(*args))


def test_the_draft_is_written_even_while_the_window_closes(opened, desk, template) -> None:
    page = opened()
    type_text(field(page, "household.name").control(), "Hamdan")
    jobs = page.keeper._jobs = Jobs(desk, Later())
    page.keep_draft()
    jobs.close()
    reopened = open_desk(file.open_file(desk.path, template.key), template.user)
    try:
        assert only_draft(reopened).title == "Hamdan"
    finally:
        reopened.close()


def test_the_draft_comes_back_with_step_person_and_cursor(opened, desk) -> None:
    page = opened("Mohamed Hamdan")
    page.add_person()
    write(page, "person.given_name", "Rana")
    type_text(field(page, "person.call_name").control(), "Ra")
    page.save_now()
    page = again(opened, desk)
    assert (page.begun.step, page.begun.member) == ("persons", 1)
    assert QApplication.focusWidget() is field(page, "person.call_name").control()
    assert field(page, "person.call_name").value() == "Ra"


@pytest.mark.parametrize(
    ("step", "key", "typed"),
    [
        ("persons", "person.born", "31.02.19"),
        ("persons", "person.nationality", "Syr"),
        ("persons", "person.mail", "rana@"),
        ("household", "dwelling.moved_in_on", "31.02.2021"),
        ("housing", "dwelling.rooms", "drei"),
        ("residence", "residence.valid_until", "99.99."),
    ],
)
def test_a_half_typed_value_comes_back_as_it_was_typed(opened, desk, step, key, typed) -> None:
    page = opened()
    page.go(step)
    type_text(field(page, key).control(), typed)
    page.keep_draft()
    page = again(opened, desk)
    assert field(page, key).edit.text() == typed


def test_the_papers_ticked_before_the_date_come_back(opened, desk) -> None:
    page = opened("Mohamed Hamdan")
    page.go("persons")
    field(page, "person.born").papers.click()
    page.keep_draft()
    page = again(opened, desk)
    assert field(page, "person.born").papers.isChecked()
    write(page, "person.born", "1986")
    assert page.begun.shown_member().person.born == VagueDay(date(1986, 1, 1), Precision.PAPERS)


def test_a_half_typed_value_survives_the_way_to_another_step_and_person(opened) -> None:
    page = opened("Mohamed Hamdan")
    page.go("persons")
    write(page, "person.born", "31.02.1986")
    page.add_person()
    assert field(page, "person.born").edit.text() == ""
    page.go("household")
    page.go("persons", 0)
    assert field(page, "person.born").edit.text() == "31.02.1986"
    assert "28.02.1986" in page.form.box("person.born").problem()


def test_every_filled_field_comes_back(opened, desk) -> None:
    page = opened("Mohamed Hamdan")
    choose(page, "household.target_group", "refugee")
    page.go("needs")
    choose(page, "need.area", "housing")
    page.form.box("need.level").input.segments[3].click()
    choose(page, "need.person", page.begun.intake.members[0].person.id)
    page.go("consent")
    choose(page, "consent.purpose", "pass_on")
    choose(page, "consent.data_kinds", ("name", "phone"))
    page.save_now()
    before = page.begun.intake
    after = again(opened, desk).begun.intake
    assert after.needs == before.needs
    assert after.needs[0].level == 3
    assert [one.filled() for one in after.consents] == [one.filled() for one in before.consents]
    assert after.members[0].person == before.members[0].person


def test_a_draft_that_cannot_be_written_says_so_and_is_tried_again(opened, desk, monkeypatch) -> None:
    page = opened()
    type_text(field(page, "household.name").control(), "Hamdan")

    def full(*_args):
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(Drafts, "save", full)
        page.keep_draft()
    assert page.frame.saved.text.text().startswith("Der Entwurf ist nicht gesichert.")
    page.keep_draft()
    assert only_draft(desk).title == "Hamdan"


def test_putting_aside_keeps_the_draft_and_goes_back(opened, heard, desk) -> None:
    page = opened()
    write(page, "household.name", "Hamdan")
    page.frame.shelve.click()
    assert only_draft(desk).title == "Hamdan"
    assert (heard.back, heard.said) == (1, [("Als Entwurf ablegen", False)])


def test_discarding_asks_once_when_more_than_one_field_is_filled(opened, heard, desk, ask) -> None:
    page = opened("Mohamed Hamdan")
    page.save_now()
    ask.expect("confirm", False)
    page.frame.discard.click()
    assert (heard.back, len(desk.drafts.list("intake"))) == (0, 1)
    ask.expect("confirm", True)
    page.frame.discard.click()
    page.keep_draft()
    assert (heard.back, desk.drafts.list("intake")) == (1, ())


def test_discarding_a_single_field_asks_nothing(opened, heard) -> None:
    page = opened()
    write(page, "household.name", "Hamdan")
    page.frame.discard.click()
    assert heard.back == 1


def test_a_damaged_draft_opens_as_far_as_it_can_be_read() -> None:
    identity = Begun().id
    for payload in (
        {},
        {"intake": {"household": {"registered_on": "nie"}}},
        {"intake": {"members": [{}]}, "at": {"step": "?"}},
    ):
        begun = Begun.from_payload(identity, payload)
        assert (begun.id, begun.step, len(begun.intake.members)) == (identity, "household", 1)
        assert json.dumps(begun.payload())


def test_esc_leaves_the_page_to_its_window(opened) -> None:
    page = opened()
    assert page.escape() is False
    page.go("persons")
    page.form.spellings.plus.click()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert page.form.spellings.line.isHidden()


def test_what_is_typed_before_the_rest_of_the_step_is_there_reaches_the_draft(
    context, show, jobs, desk, qtbot
) -> None:
    page = show(IntakePage(context))
    page.opened()
    assert not page.form.whole
    type_text(QApplication.focusWidget(), "Stichwort")
    qtbot.waitUntil(lambda: page.form.whole)
    assert field(page, "household.name").value() == "Stichwort"
    page.save_now()
    page.closed()
    assert desk.drafts.load(page.begun.id) is not None


def test_who_goes_on_before_the_rest_of_the_step_is_there_goes_on_with_the_office(
    context, show, jobs
) -> None:
    page = show(IntakePage(context))
    page.opened()
    assert not page.form.whole
    page.primary()
    assert page.begun.step == "persons"
    assert page.begun.intake.household.office is not None
    page.closed()
