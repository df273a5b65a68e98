"""The dialogs of the card: every field in reach, one save, and nothing typed that gets lost."""

from collections import Counter
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.domain.fields import RECORDS
from lwdesk.domain.household import Benefit
from lwdesk.ui.pages.household import layouts
from lwdesk.ui.pages.household.changes_fold import ChangesFold
from tests.gui import families, parts
from tests.gui.cards import card, choose, dialog_of, family, member_dialog, opening, press, texts  # noqa: F401 - fixtures

# ruff: noqa: F811
PLAIN = {0x2068: None, 0x2069: None}
KINDS = (
    "household", "dwelling", "membership", "person", "person_name", "language_skill", "residence", "benefit",
    "need", "consent",
)  # fmt: skip


# Which fields


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_stands_on_the_card_or_elsewhere_with_a_reason(kind) -> None:
    declared = {f"{kind}.{name}" for name in RECORDS[kind].by_name}
    on_forms = {key for form in layouts.FORMS for key in layouts.placed(form)}
    assert declared - on_forms == {key for key in layouts.ELSEWHERE if key.startswith(f"{kind}.")}


@pytest.mark.parametrize("form", layouts.FORMS)
def test_no_field_stands_twice_on_a_form_and_all_are_declared(form) -> None:
    shown = layouts.placed(form)
    assert [key for key, count in Counter(shown).items() if count > 1] == []
    assert [key for key in shown if key.split(".")[1] not in RECORDS[key.split(".")[0]].by_name] == []


def test_no_form_for_a_protected_dwelling_leads_to_its_door() -> None:
    shown = layouts.placed("dwelling_protected")
    doors = ("street", "postcode", "city", "landlord", "landlord_phone", "defects")
    assert not {f"dwelling.{name}" for name in doors} & set(shown)
    assert "dwelling.rent" in shown


# One save


def test_a_person_with_all_that_hangs_on_them_is_one_save_and_one_step_back(desk, opening, family) -> None:
    page = opening(family)
    before = card(desk, family).members[0]
    dialog = member_dialog(page, desk, family)
    choose(dialog, "person.phone", "0231 2")
    choose(dialog, "membership.caregiver", True)
    for kind, key, value in (
        ("residence", "residence.title", "refugee_25_2"),
        ("person_name", "person_name.name", "Muhamed"),
        ("language_skill", "language_skill.language", "ku"),
    ):
        dialog.sheet.add(kind)
        choose(dialog, key, value, dialog.change.of_kind(kind)[-1].id)
    dialog.save_button.click()
    after = card(desk, family).members[0]
    assert (after.person.phone, after.membership.caregiver) == ("0231 2", True)
    assert [one.title for one in after.residences] == ["refugee_25_2"]
    assert [one.name for one in after.names] == ["Muhamed"]
    assert [one.language for one in after.languages] == ["ar", "ku"]
    desk.undo_last()
    assert card(desk, family).members[0] == before


def test_further_entries_are_added_and_taken_away(desk, opening, family) -> None:
    page = opening(family)
    for benefit in ("sgb2", "child_benefit"):
        page.doing.edit_benefits()
        choose(dialog_of(page), "benefit.benefit", benefit, dialog_of(page).change.of_kind("benefit")[-1].id)
        dialog_of(page).save_button.click()
        families.settle()
    first, second = card(desk, family).benefits
    page.doing.edit_benefits(second)
    families.settle()
    entry = next(item for item in dialog_of(page).sheet.lists[0].items if item.record.id == first.id)
    entry.remove.click()
    dialog_of(page).save_button.click()
    assert [one.benefit for one in card(desk, family).benefits] == ["child_benefit"]
    families.settle()
    assert page.findChild(QWidget, f"benefit_{first.id}") is None


def test_the_heading_of_the_benefits_adds_another_one(desk, opening, family) -> None:
    desk.households.save(Benefit(household=family.household.id, benefit="sgb2"))
    page = opening(family)
    press(page, "add_benefit")
    choose(
        dialog_of(page), "benefit.benefit", "child_benefit", dialog_of(page).change.of_kind("benefit")[1].id
    )
    dialog_of(page).save_button.click()
    assert [one.benefit for one in card(desk, family).benefits] == ["sgb2", "child_benefit"]


def test_a_folded_field_shows_what_stands_there_now(desk, opening, family) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    choose(dialog, "membership.role", "sister")
    fold = next(fold for fold in dialog.sheet.folds if "membership.until" in fold.keys)
    fold.button.click()
    choose(dialog, "membership.until", date(2021, 10, 1))
    dialog.save_button.click()
    left = card(desk, family).former_members[0].membership
    assert (left.role, left.until) == ("sister", date(2021, 10, 1))


def test_an_empty_further_entry_hinders_nothing(desk, opening, family) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    dialog.sheet.add("residence")
    choose(dialog, "person.phone", "0231 2")
    dialog.save_button.click()
    view = card(desk, family).members[0]
    assert (view.person.phone, view.residences) == ("0231 2", ())


def test_a_problem_in_a_folded_section_opens_it_and_takes_the_cursor(desk, opening, family) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    dialog.sheet.add("residence")
    record = dialog.change.of_kind("residence")[0].id
    assert dialog.input("residence.title", record).isAncestorOf(dialog.focusWidget())
    choose(dialog, "residence.valid_until", date(2022, 3, 1), record)
    for fold in dialog.sheet.folds:
        fold.set_open(wanted=False)
    dialog.save_button.click()
    box = dialog.sheet.box("residence.title", record)
    assert dialog.isVisible()
    assert box.problem()
    assert box.isVisible()
    assert box.input.isAncestorOf(dialog.focusWidget())
    dialog.reject()


def test_a_need_tells_its_history_when_somebody_opens_it(desk, opening, family) -> None:
    for change in ({"level": 4, "goal": "Wohnung mit Aufzug"}, {"level": 3, "state": "waiting"}):
        need = card(desk, family).needs[0]
        desk.households.save(need.replace(**change), need)
    page = opening(family)
    page.doing.edit_need(card(desk, family).needs[0])
    fold = dialog_of(page).findChild(ChangesFold)
    fold.button.click()
    families.settle()
    told = [one.text().translate(PLAIN) for one in fold.body.findChildren(QLabel)]
    assert told[0].endswith("Jana Albers")
    assert told[1:3] == ["Stufe: 4 → 3", "Stand: in Arbeit → wartet auf andere"]
    assert "Ziel: Wohnung mit Aufzug" in told
    fold.button.click()
    fold.button.click()
    families.settle()
    assert [one.text().translate(PLAIN) for one in fold.body.findChildren(QLabel)] == told


def test_a_need_names_who_is_responsible_for_it(desk, opening, family) -> None:
    page = opening(family)
    page.doing.edit_need(card(desk, family).needs[0])
    combo = dialog_of(page).input("need.responsible").combo
    assert [combo.itemText(n) for n in range(combo.count())] == ["–", "Jana Albers"]
    choose(dialog_of(page), "need.responsible", desk.staff.id)
    dialog_of(page).save_button.click()
    assert card(desk, family).needs[0].responsible == desk.staff.id


def test_who_hands_out_the_information_sheet_is_noted(desk, opening, family) -> None:
    page = opening(family)
    page.doing.edit_household()
    choose(dialog_of(page), "household.information_on", date(2021, 11, 1))
    dialog_of(page).save_button.click()
    assert card(desk, family).household.information_by == desk.staff.id


def test_somebody_who_left_can_still_be_mended(desk, opening, family) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    choose(dialog, "membership.until", date(2021, 10, 1))
    dialog.save_button.click()
    families.settle()
    assert len(card(desk, family).members) == 1
    press(page, f"member_{family.members[0].person.id}")
    choose(dialog_of(page), "membership.until", None)
    dialog_of(page).save_button.click()
    assert len(card(desk, family).members) == 2


def test_keeping_the_own_entries_after_a_conflict_saves_all_records(desk, opening, family, ask) -> None:
    page = opening(family)
    dialog = member_dialog(page, desk, family)
    view = card(desk, family).members[0]
    desk.people.save(view.person.replace(phone="0231 1"), view.person)
    choose(dialog, "person.phone", "0231 2")
    choose(dialog, "membership.caregiver", True)
    ask.expect("confirm", False)
    dialog.save_button.click()
    assert dialog.isVisible()
    assert not card(desk, family).members[0].membership.caregiver
    ask.expect("confirm", True)
    dialog.save_button.click()
    after = card(desk, family).members[0]
    assert (after.person.phone, after.membership.caregiver) == ("0231 2", True)


# Looks


def test_after_a_save_the_focus_is_back_where_it_was(desk, opening, family, context, qtbot) -> None:
    page = opening(family)
    row = page.findChild(QWidget, f"member_{family.members[1].person.id}")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    families.settle()
    choose(dialog_of(page), "person.call_name", "Lili")
    with qtbot.waitSignal(context.said) as said:
        dialog_of(page).save_button.click()
    families.settle()
    assert said.args == ["Gespeichert", True]
    assert page.window().focusWidget().objectName() == f"member_{family.members[1].person.id}"


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
@pytest.mark.parametrize("form", ["member", "household", "need", "consent"])
def test_no_text_of_a_dialog_is_cut(desk, opening, family, form, scale, size) -> None:
    parts.dress("light", scale)
    page = opening(family, *size)
    shown = card(desk, family)
    {
        "member": lambda: page.doing.edit_member(shown.members[0]),
        "household": page.doing.edit_household,
        "need": lambda: page.doing.edit_need(shown.needs[0]),
        "consent": lambda: page.doing.agreements.edit(shown.consents[0]),
    }[form]()
    dialog = dialog_of(page)
    for fold in dialog.sheet.folds:
        fold.set_open(wanted=True)
    families.settle()
    assert list(parts.cut_texts(dialog)) == []
    assert dialog._scroll.horizontalScrollBar().maximum() == 0
    dialog.reject()
