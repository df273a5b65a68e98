"""What is typed into a dialog of the card outlives a lock, a failure and the end of the program."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lwdesk.base import ids
from lwdesk.base.errors import DiskFull
from lwdesk.domain.household import Benefit
from lwdesk.services.desk import open_desk
from lwdesk.services.households import Households
from lwdesk.services.views import Wanted
from lwdesk.store import file
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.pages.household.edits import waiting
from lwdesk.ui.pages.household.record_dialog import RecordDialog
from tests.gui import families, parts
from tests.gui.cards import card, choose, dialog_of, family, member_dialog, opening, press, texts  # noqa: F401 - fixtures

# ruff: noqa: F811


def drafts(desk, family):
    return waiting(desk, family.household.id)


def test_what_is_typed_is_in_the_file_shortly_after_and_the_time_is_shown(
    desk, opening, family, qtbot
) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    parts.type_text(dialog.input("person.call_name").control(), "Mo")
    assert drafts(desk, family) == ()
    qtbot.waitUntil(lambda: bool(drafts(desk, family)), timeout=20_000)
    assert dialog.kept.text() == "Entwurf gesichert um 14:14:05"
    dialog.reject()


def test_after_a_lock_the_card_offers_to_go_on_where_one_stopped(desk, opening, family, jobs) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    parts.type_text(dialog.input("person.call_name").control(), "Mo")
    parts.type_text(dialog.input("membership.until").control(), "31.0")
    dialog.sheet.add("residence")
    record = dialog.change.of_kind("residence")[0].id
    choose(dialog, "residence.authority", "Ausländerbehörde", record)
    dialog.reject()  # what the window does with every dialog before it locks
    page.closed()
    again = opening(family)
    assert "Ein Entwurf wartet: Person bearbeiten" in texts(again)
    press(again, "resume")
    back = dialog_of(again)
    assert back.input("person.call_name").value() == "Mo"
    assert back.input("membership.until").edit.text() == "31.0"
    assert back.input("residence.authority", record).value() == "Ausländerbehörde"
    back.reject()


@pytest.mark.parametrize("way", ["page", "window"])
def test_before_a_lock_or_the_end_the_draft_is_written_at_once(desk, opening, family, way) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    parts.type_text(dialog.input("person.call_name").control(), "Mo")
    page.keep_draft() if way == "page" else page.closed()
    assert [one.change.form for one in drafts(desk, family)] == ["member"]
    dialog.reject()


def test_the_same_form_opened_again_goes_on_with_its_draft(desk, opening, family) -> None:
    page = opening(family)
    page.doing.add_need()
    parts.type_text(dialog_of(page).input("need.next_step").control(), "Anruf")
    dialog_of(page).reject()
    families.settle()
    page.doing.add_need()
    assert dialog_of(page).input("need.next_step").value() == "Anruf"
    assert len(drafts(desk, family)) == 1
    dialog_of(page).reject()


def test_a_save_takes_its_draft_along(desk, opening, family) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    choose(dialog, "person.call_name", "Mo")
    page.keep_draft()
    assert len(drafts(desk, family)) == 1
    dialog.save_button.click()
    assert drafts(desk, family) == ()
    families.settle()
    assert page.findChild(QWidget, "resume") is None


def test_a_save_that_fails_keeps_form_and_draft(desk, opening, family, jobs, monkeypatch) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    choose(dialog, "person.call_name", "Mo")

    def full(*_args: object) -> None:
        raise DiskFull

    failures: list[Exception] = []
    jobs.failed.connect(failures.append)
    with monkeypatch.context() as patched:
        patched.setattr(Households, "save_together", full)
        dialog.save_button.click()
    assert [type(one) for one in failures] == [DiskFull]
    assert dialog.isVisible()
    page.keep_draft()
    assert len(drafts(desk, family)) == 1
    dialog.save_button.click()
    assert card(desk, family).members[0].person.call_name == "Mo"


def test_one_changed_field_is_let_go_without_a_question(desk, opening, family) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    parts.type_text(dialog.input("person.call_name").control(), "Mo")
    page.keep_draft()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert drafts(desk, family) == ()


def test_several_changed_fields_are_a_question(desk, opening, family, ask) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    choose(dialog, "person.call_name", "Mo")
    choose(dialog, "person.mail", "mo@example.org")
    page.keep_draft()
    ask.expect("confirm", False)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert len(drafts(desk, family)) == 1
    ask.expect("confirm", True)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert drafts(desk, family) == ()


def test_a_draft_can_be_discarded_from_the_card(desk, opening, family, ask) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    choose(dialog, "person.call_name", "Mo")
    choose(dialog, "person.mail", "mo@example.org")
    dialog.reject()
    families.settle()
    ask.expect("confirm", True)
    press(page, "drop_draft")
    assert drafts(desk, family) == ()
    families.settle()
    assert page.findChild(QWidget, "resume") is None


def test_a_draft_that_shows_a_protected_address_asks_why_first(desk, opening, ask) -> None:
    family = families.take_in(desk, families.hamdan(address_protected=True))
    page = opening(family)
    ask.expect("reason", "letter")
    press(page, "reveal")
    families.settle()
    page.doing.edit_dwelling()
    choose(dialog_of(page), "dwelling.street", "Lindenallee 16")
    dialog_of(page).reject()
    page.closed()
    again = opening(family)
    ask.expect("reason", "")
    press(again, "resume")
    assert [one for one in again.findChildren(RecordDialog) if one.isVisible()] == []
    again.doing.edit_dwelling()
    assert dialog_of(again).sheet.box("dwelling.street") is None
    dialog_of(again).reject()
    families.settle()
    ask.expect("reason", "letter")
    press(again, "resume")
    assert dialog_of(again).input("dwelling.street").value() == "Lindenallee 16"
    dialog_of(again).reject()


def test_the_drafts_of_a_card_stay_out_of_the_list_of_begun_households(desk, opening, family) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    choose(dialog, "person.call_name", "Mo")
    dialog.reject()
    assert desk.households.page(Wanted(tab="drafts")).rows == ()


def test_a_draft_this_program_cannot_read_is_left_alone(desk, opening, family) -> None:
    for payload in ({}, {"kind": "unheard_of"}, {"kind": "need", "about": "", "household": "x"}):
        desk.drafts.save(ids.new(), "record", payload, "")
    page = opening(family)
    assert page.findChild(QWidget, "resume") is None


def test_a_draft_outlives_the_program(template, tmp_path, desk, opening, family) -> None:
    page = opening(family)
    page.doing.edit_benefits()
    choose(dialog_of(page), "benefit.authority", "Jobcenter")
    page.keep_draft()
    user, path, key = str(desk.staff.id), desk.path, desk.file.key
    page.closed()
    desk.close()
    second = open_desk(file.open_file(path, key), user)
    (begun,) = waiting(second, family.household.id)
    (benefit,) = begun.change.of_kind("benefit")
    assert isinstance(benefit, Benefit)
    assert benefit.authority == "Jobcenter"
    second.close()


def test_every_draft_of_the_card_is_offered_and_can_be_gone_on_with(desk, opening, family) -> None:
    page = opening(family)
    for begin in (page.doing.edit_household, page.doing.add_need):
        begin()
        dialog = dialog_of(page)
        line = next(one for one in dialog.findChildren(LineEdit) if one.isVisibleTo(dialog))
        parts.type_text(line, "ab")
        dialog.reject()
    page.closed()
    again = opening(family)
    assert "2 Entwürfe warten" in texts(again)
    offered = [one for one in again.findChildren(QWidget, "resume") if one.isVisible()]
    titles = {begun.title for begun in drafts(desk, family)}
    assert {parts.name(one) for one in offered} == {f"Entwurf weiterschreiben: {title}" for title in titles}
    offered[1].click()
    assert dialog_of(again).change.id == drafts(desk, family)[1].change.id
    dialog_of(again).reject()
