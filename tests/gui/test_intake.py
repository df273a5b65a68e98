"""The intake: fields, what follows from them, what is checked and when, and the household it makes."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from lwdesk.base.errors import DiskFull
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.services.households import Households
from lwdesk.ui.pages.intake.layout import STEPS
from tests.gui.families import settle
from tests.gui.intake import choose, create, field, heard, opened, press, write  # noqa: F401 - fixtures
from tests.gui.parts import description, type_text

# ruff: noqa: F811
CONTROL = Qt.KeyboardModifier.ControlModifier
STEP_KEYS = [step.key for step in STEPS]


def begin(page, group: str = "refugee") -> None:
    choose(page, "household.target_group", group)


def person(page, given: str, family: str) -> None:
    write(page, "person.given_name", given)
    write(page, "person.family_name", family)


def messages(page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def test_the_first_step_is_shown_with_the_cursor_in_its_first_field(opened) -> None:
    page = opened()
    assert page.begun.step == "household"
    assert QApplication.focusWidget() is field(page, "household.name").control()


def test_name_target_group_and_office_are_all_that_is_needed(opened, heard, desk) -> None:
    page = opened()
    write(page, "household.name", "Stichwort Wohnung")
    begin(page, "unclear")
    create(page)
    card = desk.households.card(heard.households[0])
    assert (card.household.name, card.household.target_group) == ("Stichwort Wohnung", "unclear")
    assert heard.said == [("Haushalt angelegt, 0 Personen", True)]


def test_the_key_of_the_primary_button_goes_on_and_creates_only_at_the_last_step(opened, heard) -> None:
    page = opened("Mohamed Hamdan")
    begin(page)
    assert page.frame.next.text() == "Weiter: Personen"
    page.primary()
    assert (page.begun.step, heard.households) == ("persons", [])
    for _ in STEP_KEYS[2:]:
        page.primary()
    assert (page.frame.next.text(), heard.households) == ("Haushalt anlegen", [])
    page.primary()
    assert len(heard.households) == 1


@pytest.mark.parametrize(
    ("typed", "chosen"), [("1990", "Jahr"), ("5.2015", "Monat"), ("3.4.2019", "Tag genau")]
)
def test_the_precision_follows_what_was_typed_and_tab_goes_to_the_next_field(opened, typed, chosen) -> None:
    page = opened()
    page.go("persons")
    born = field(page, "person.born")
    type_text(born.control(), typed)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field(page, "membership.role").control()
    assert [one.text() for one in born.precision.segments if one.isChecked()] == [chosen]


@pytest.mark.parametrize("typed", ["01.01.1990", "", "31.02.1990"])
def test_tab_goes_through_the_precision_where_the_date_leaves_it_open(opened, typed) -> None:
    page = opened()
    page.go("persons")
    born = field(page, "person.born")
    type_text(born.control(), typed)
    press(Qt.Key.Key_Tab)
    assert born.isAncestorOf(QApplication.focusWidget())


def test_a_long_complaint_uses_the_width_of_its_row_and_offers_its_remedy(opened) -> None:
    page = opened()
    write(page, "dwelling.moved_in_on", "31.02.2020")
    box = page.form.box("dwelling.moved_in_on")
    assert "31.02.2020" in box.problem()
    settle()
    assert box.line.text.height() < 2 * box.line.text.fontMetrics().lineSpacing()
    QTest.mouseClick(box.line.link, Qt.MouseButton.LeftButton)
    assert (box.problem(), box.input.value()) == ("", date(2020, 2, 29))


def test_without_target_group_nothing_is_created_and_the_reason_leads_there(opened, heard) -> None:
    page = opened()
    write(page, "household.name", "Hamdan")
    create(page)
    assert heard.households == []
    assert page.frame.check.text() == "Die Zielgruppe fehlt noch."
    assert page.begun.step == "household"
    assert field(page, "household.target_group").isAncestorOf(QApplication.focusWidget())


def test_the_last_step_blocks_its_button_with_the_reason(opened) -> None:
    page = opened()
    page.go("consent")
    assert page.frame.next.blocked_reason() == "Die Zielgruppe fehlt noch."
    page.go("household")
    begin(page)
    page.go("consent")
    assert page.frame.next.blocked_reason() == "Ein Name oder Stichwort wird gebraucht."
    page.go("persons")
    person(page, "Mohamed", "Hamdan")
    page.go("consent")
    assert (page.frame.next.blocked_reason(), page.frame.next.text()) == ("", "Haushalt anlegen")


def test_next_goes_through_all_seven_steps_and_creates_at_the_end(opened, heard) -> None:
    page = opened("Mohamed Hamdan")
    begin(page)
    seen = []
    for _ in STEPS:
        seen.append(page.begun.step)
        page.frame.next.click()
    assert seen == STEP_KEYS
    assert len(heard.households) == 1


def test_the_household_takes_its_name_from_the_first_person_until_somebody_names_it(opened) -> None:
    page = opened()
    page.go("persons")
    person(page, "Mohamed", "Hamdan")
    page.go("household")
    assert field(page, "household.name").value() == "Hamdan"
    assert "Vorschlag aus der ersten Person" in messages(page)
    field(page, "household.name").control().selectAll()
    write(page, "household.name", "Hamdan und Al-Khatib")
    page.go("persons")
    person(page, "", "i")
    assert page.begun.intake.household.name == "Hamdan und Al-Khatib"


def test_a_name_that_is_emptied_comes_back_only_when_the_field_is_left(opened) -> None:
    page = opened("Mohamed Hamdan")
    edit = field(page, "household.name").control()
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    assert edit.text() == ""
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.text() == "Hamdan"


@pytest.mark.parametrize(
    ("text", "where", "value"),
    [
        ("Mohamed", "given_name", "Mohamed"),
        ("Rana Al Khatib", "family_name", "Khatib"),
        ("محمد حمدان", "native_name", "محمد حمدان"),
        ("0171 39200 17", "phone", "0171 39200 17"),
    ],
)
def test_the_text_of_the_search_is_taken_over(opened, text, where, value) -> None:
    assert getattr(opened(text).begun.shown_member().person, where) == value


def test_an_impossible_birth_date_is_complained_about_on_leaving_and_names_the_nearest(opened) -> None:
    page = opened()
    page.go("persons")
    edit = field(page, "person.born").edit
    type_text(edit, "31.02.1986")
    assert page.form.box("person.born").problem() == ""
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    box = page.form.box("person.born")
    assert "28.02.1986" in box.problem()
    assert description(edit) == box.problem()
    assert page.frame.check.text() == "1 Angabe prüfen"
    box.line.link.click()
    assert page.begun.shown_member().person.born == VagueDay(date(1986, 2, 28))
    assert not page.frame.check.isVisible()


def test_the_first_of_january_as_in_the_papers_is_kept_as_such(opened) -> None:
    page = opened()
    page.go("persons")
    write(page, "person.born", "1986")
    field(page, "person.born").papers.click()
    assert page.begun.shown_member().person.born == VagueDay(date(1986, 1, 1), Precision.PAPERS)


def test_an_unreadable_entry_stops_creating_and_the_count_leads_to_it(opened, heard) -> None:
    page = opened("Mohamed Hamdan")
    begin(page)
    page.go("persons")
    write(page, "person.born", "31.02.1986")
    page.go("needs")
    page.frame.check.click()
    assert page.begun.step == "persons"
    assert QApplication.focusWidget() is field(page, "person.born").edit
    create(page)
    assert heard.households == []
    assert page.frame.check.text() == "Bitte erst 1 Angabe prüfen."


def test_steps_show_error_done_and_open(opened) -> None:
    page = opened("Mohamed Hamdan")
    begin(page)
    page.go("persons")
    write(page, "person.born", "31.02.1986")
    page.go("language")
    states = {key: button.step.state for key, button in page.frame.steps.buttons.items()}
    assert states == {
        "household": "done", "persons": "error", "language": "current", "residence": "open",
        "housing": "open", "needs": "open", "consent": "open",
    }  # fmt: skip


def test_an_address_finds_district_office_and_town_at_once(opened) -> None:
    page = opened()
    write(page, "dwelling.street", "Lindenallee 14")
    write(page, "dwelling.postcode", "44263")
    assert page.form.district.text.text() == "Stadtbezirk Hörde, zuständig: Hörde/Hombruch"
    assert field(page, "dwelling.city").value() == "Dortmund"


def test_a_district_that_somebody_chooses_stands_above_the_address(opened) -> None:
    page = opened()
    write(page, "dwelling.postcode", "44263")
    page.form.district.button.click()
    choose(page, "dwelling.district", "aplerbeck")
    assert page.form.district.text.text().startswith("Stadtbezirk Aplerbeck")
    assert page.begun.intake.dwelling.district == "aplerbeck"


def test_an_address_outside_the_town_is_said(opened) -> None:
    page = opened()
    write(page, "dwelling.postcode", "10115")
    assert page.form.district.text.text() == "Diese Adresse liegt außerhalb von Dortmund."
    assert field(page, "dwelling.city").value() == ""


def test_moving_in_from_a_facility_proposes_the_welcome_visit(opened) -> None:
    page = opened()
    write(page, "dwelling.moved_in_on", "15.10.2021")
    assert not page.form.visit.isVisible()
    choose(page, "dwelling.former", "transitional")
    assert page.form.visit.text.text() == "Willkommensbesuch wird vorgeschlagen, fällig bis 29.10.2021."
    choose(page, "dwelling.former", "dortmund_flat")
    assert not page.form.visit.isVisible()


def test_the_reason_of_protection_is_asked_once_the_address_is_protected(opened) -> None:
    page = opened()
    assert not field(page, "household.protection_reason").isVisible()
    field(page, "household.address_protected").box.click()
    assert field(page, "household.protection_reason").isVisible()


def test_spellings_are_added_with_enter_and_taken_away_with_del(opened) -> None:
    page = opened()
    page.go("persons")
    row = page.form.spellings
    row.plus.click()
    type_text(row.line.name.edit, "Mohammed Hamdan")
    row.line.document.set_value("passport")
    QTest.keyClick(row.line.name.edit, Qt.Key.Key_Return)
    type_text(row.line.name.edit, "محمد حمدان")
    QTest.keyClick(row.line.name.edit, Qt.Key.Key_Return)
    kept = [(one.name, one.document, one.script) for one in page.begun.shown_member().names]
    assert kept == [("Mohammed Hamdan", "passport", "latin"), ("محمد حمدان", None, "arabic")]
    QTest.keyClick(row.tokens[0], Qt.Key.Key_Delete)
    assert [one.name for one in page.begun.shown_member().names] == ["محمد حمدان"]


def test_persons_are_added_switched_and_removed(opened, ask) -> None:
    page = opened()
    page.go("persons")
    person(page, "Mohamed", "Hamdan")
    page.frame.steps.add_wanted.emit("persons")
    person(page, "Rana", "Al-Khatib")
    assert page.form.title.text() == "Person 2 von 2"
    page.go("language")
    page.form.switch.input.segments[0].click()
    assert page.begun.shown_member().shown_name == "Mohamed Hamdan"
    page.go("persons", 1)
    ask.expect("confirm", True)
    page.form.remove.click()
    assert [member.shown_name for member in page.begun.intake.members] == ["Mohamed Hamdan"]
    assert field(page, "person.given_name").value() == "Mohamed"


def test_each_person_keeps_languages_of_their_own(opened) -> None:
    page = opened("Mohamed Hamdan")
    page.begun.add_member()
    page.go("language", 0)
    choose(page, "language_skill.language", "ar")
    choose(page, "language_skill.level", "native")
    page.form.lists[0].add.click()
    page.form.lists[0].items[1].fields.boxes["language_skill.language"].input.set_value("de")
    page.form.lists[0].items[1].fields.boxes["language_skill.language"].input.edited.emit()
    page.go("language", 1)
    choose(page, "language_skill.language", "ti")
    spoken = [[skill.language for skill in member.languages] for member in page.begun.intake.members]
    assert spoken == [["ar", "de"], ["ti"]]


def test_a_language_that_was_begun_without_naming_it_is_to_be_checked(opened) -> None:
    page = opened("Mohamed Hamdan")
    page.go("language")
    choose(page, "language_skill.level", "good")
    assert page.form.box("language_skill.language").problem() == "Sprache fehlt."
    page.form.lists[0].items[0].remove.click()
    assert not page.frame.check.isVisible()


def test_untouched_lists_leave_nothing_in_the_file(opened, heard, desk) -> None:
    page = opened("Mohamed Hamdan")
    begin(page)
    for key in STEP_KEYS:
        page.go(key)
    create(page)
    card = desk.households.card(heard.households[0])
    assert (card.needs, card.consents, card.benefits, card.members[0].languages) == ((), (), (), ())


def test_rows_of_several_groups_change_the_same_person(opened) -> None:
    page = opened()
    page.go("persons")
    person(page, "Mohamed", "Hamdan")
    choose(page, "person.sex", "male")
    write(page, "person.birth_place", "Aleppo")
    found = page.begun.shown_member().person
    assert (found.given_name, found.sex, found.birth_place) == ("Mohamed", "male", "Aleppo")


def test_a_save_that_fails_leaves_form_and_draft_and_says_why(opened, heard, desk, ask, monkeypatch) -> None:
    page = opened("Mohamed Hamdan")
    begin(page)

    def full(*_args, **_more):
        raise DiskFull

    monkeypatch.setattr(Households, "take_in", full)
    ask.expect("tell", None)
    create(page)
    assert "Kein Platz" in ask.asked[0] or "Platz" in ask.asked[0]
    assert (heard.households, len(desk.drafts.list("intake"))) == ([], 1)
    assert page.isVisible()
    assert not page.frame.next.is_busy()


def test_after_creating_the_draft_is_gone_and_coming_back_goes_further_back(
    opened, heard, desk, qtbot
) -> None:
    page = opened("Mohamed Hamdan")
    begin(page)
    page.save_now()
    create(page)
    assert desk.drafts.list("intake") == ()
    page.keep_draft()
    assert desk.drafts.list("intake") == ()
    page.opened()
    qtbot.waitUntil(lambda: heard.back == 1)


def test_taking_the_creation_back_brings_the_form_back_as_a_draft(opened, heard, desk, jobs, qapp) -> None:
    page = opened("Mohamed Hamdan")
    begin(page)
    create(page)
    jobs.run(qapp, lambda desk: desk.undo_last())
    drafts = desk.drafts.list("intake")
    assert [draft.title for draft in drafts] == ["Hamdan"]
    page.opened()
    assert heard.back == 0
    create(page)
    assert desk.households.card(heard.households[-1]).members[0].person.family_name == "Hamdan"
    assert desk.drafts.list("intake") == ()


def test_the_information_sheet_is_handed_out_by_whoever_works_here(opened, heard, desk) -> None:
    page = opened("Mohamed Hamdan")
    begin(page)
    page.go("consent")
    write(page, "household.information_on", "heute")
    create(page)
    assert desk.households.card(heard.households[0]).household.information_by == desk.staff.id
