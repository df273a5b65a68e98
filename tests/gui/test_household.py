"""The household's card: the family in ten seconds, each fact one key from being confirmed or mended."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.domain.household import Dwelling
from lwdesk.domain.need import Need
from lwdesk.ui.pages.household import HouseholdPage
from tests.gui import families, parts
from tests.gui.cards import card, choose, dialog_of, opening, press, texts  # noqa: F401 - fixture
from tests.unit import office

# ruff: noqa: F811


def test_the_head_names_the_family_in_both_scripts_with_number_and_languages(desk, opening):
    family = families.take_in(desk, families.hamdan(interpreter_needed="yes"), families.LONG_AGO)
    shown = texts(opening(family))
    number = card(desk, family).household.case_number
    expected = {"Familie Hamdan", "عائلة حمدان", number, "Stadtbezirk Hörde", "2 Personen", "seit März 2020"}
    assert expected <= set(shown)
    assert "Sprachmittlung nötig" in shown
    assert "Einwilligung fehlt: Weitergabe" in shown


def test_a_member_is_one_sentence_with_role_age_and_birth_date(desk, opening):
    family = families.take_in(desk, families.hamdan())
    page = opening(family)
    row = page.findChild(QWidget, f"member_{family.members[0].person.id}")
    assert parts.name(row) == "Mohammed, محمد حمدان, Bezugsperson · 35 J. · 01.01.1986 lt. Papier"


def test_a_need_says_its_level_in_words_and_its_next_step(desk, opening):
    family = families.take_in(desk, families.hamdan())
    need = card(desk, family).needs[0]
    desk.households.save(need.replace(level=2), need)
    page = opening(family)
    row = page.findChild(QWidget, f"need_{need.id}")
    assert parts.name(row) == "Wohnen, in Arbeit, 2 von 4, war 3, Wohnberechtigungsschein"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_S])
def test_one_key_confirms_an_old_fact_and_the_focus_goes_to_the_next(desk, opening, context, qtbot, key):
    family = families.take_in(desk, families.hamdan(), families.LONG_AGO)
    page = opening(family)
    facts = card(desk, family).still_true
    assert [fact.kind for fact in facts] == ["phone", "dwelling"]
    focused = page.window().focusWidget()
    assert parts.name(focused) == "Telefon, Mohammed, 0171 39200 17: stimmt noch"
    with qtbot.waitSignal(context.said) as said:
        QTest.keyClick(focused, key)
    assert said.args[1] is True
    assert [fact.kind for fact in card(desk, family).still_true] == ["dwelling"]
    assert page.window().focusWidget().objectName() == f"still_{facts[1].record}"
    desk.undo_last()
    assert len(card(desk, family).still_true) == 2


def test_a_protected_address_stands_nowhere_until_somebody_says_why(desk, opening, ask):
    family = families.take_in(desk, families.hamdan(address_protected=True))
    page = opening(family)
    assert "Adresse geschützt" in texts(page)
    assert not any("Lindenallee" in text or "44263" in text for text in texts(page))
    page.doing.edit_dwelling()
    assert dialog_of(page).sheet.box("dwelling.street") is None
    dialog_of(page).leave()
    ask.expect("reason", "letter")
    press(page, "reveal")
    assert "Lindenallee 14, 44263" in texts(page)
    noted = [entry for entry in office.trail(desk) if (entry.action or "").startswith("reveal")]
    assert [(entry.action, entry.subject) for entry in noted] == [("reveal.letter", family.household.id)]


def test_a_person_is_added(desk, opening, context, qtbot, type_text):
    family = families.take_in(desk, families.hamdan())
    page = opening(family)
    press(page, "add_person")
    dialog = dialog_of(page)
    type_text(dialog.input("person.given_name").control(), "Yousef")
    type_text(dialog.input("person.native_name").control(), "يوسف")
    with qtbot.waitSignal(context.said) as said:
        dialog.save_button.click()
    assert said.args == ["Person hinzugefügt", True]
    assert "Yousef" in [view.person.given_name for view in card(desk, family).members]
    assert "Yousef" in texts(page)


def test_a_need_is_recorded_and_changed_by_keyboard(desk, opening, type_text):
    family = families.take_in(desk, families.hamdan())
    page = opening(family)
    need = card(desk, family).needs[0]
    row = page.findChild(QWidget, f"need_{need.id}")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    families.settle()
    dialog = dialog_of(page)
    choose(dialog, "need.next_step", "")
    type_text(dialog.input("need.next_step").control(), "Wohnungsamt anrufen")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert card(desk, family).needs[0].next_step == "Wohnungsamt anrufen"
    assert page.window().focusWidget().objectName() == f"need_{need.id}"


def test_a_missing_consent_is_obtained(desk, opening, type_text):
    family = families.take_in(desk, families.hamdan())
    page = opening(family)
    press(page, "obtain_pass_on")
    dialog = dialog_of(page)
    assert dialog.input("consent.purpose").value() == "pass_on"
    choose(dialog, "consent.recipient", "Mieterverein")
    QTest.keyClick(dialog.signature.on_paper.control(), Qt.Key.Key_Space)
    dialog.save_button.click()
    assert {consent.purpose for consent in card(desk, family).consents} == {"store", "pass_on"}
    assert "Einwilligung fehlt: Weitergabe" not in texts(page)


def test_a_dialog_with_a_wrong_entry_stays_and_says_what_is_wrong(desk, opening, type_text):
    family = families.take_in(desk, families.hamdan())
    page = opening(family)
    press(page, "add_need")
    dialog = dialog_of(page)
    type_text(dialog.input("need.next_step").control(), "Anruf")
    dialog.save_button.click()
    assert dialog.isVisible()
    assert dialog.sheet.box("need.area").problem()
    assert len(card(desk, family).needs) == 1
    dialog.leave()


def test_what_somebody_else_changed_meanwhile_is_a_question(desk, opening, ask, type_text):
    family = families.take_in(desk, families.hamdan())
    page = opening(family)
    view = card(desk, family).members[0]
    page.doing.edit_member(view)
    dialog = dialog_of(page)
    desk.people.save(view.person.replace(phone="0231 1", call_name="Mo"), view.person)
    choose(dialog, "person.phone", "0231 2")
    ask.expect("confirm", True)
    dialog.save_button.click()
    saved = card(desk, family).members[0].person
    assert (saved.phone, saved.call_name) == ("0231 2", "Mo")


def test_a_case_is_closed_with_a_reason_and_opened_again(desk, opening, ask):
    family = families.take_in(desk, families.hamdan())
    page = opening(family)
    ask.expect("reason", "moved_away")
    page.doing.life.close_case()
    assert card(desk, family).household.status == "closed"
    assert "abgeschlossen: weggezogen" in texts(page)
    ask.expect("reason", "moved_back")
    page.doing.life.reopen()
    household = card(desk, family).household
    assert (household.status, household.status_reason) == ("active", "moved_back")


def test_a_case_rests_with_a_reason(desk, opening, ask):
    family = families.take_in(desk, families.hamdan())
    page = opening(family)
    ask.expect("reason", "family_wish")
    dict(page.doing.life.entries())["Fall ruhen lassen …"]()
    assert card(desk, family).household.status_reason == "family_wish"
    assert "ruhend: Wunsch der Familie" in texts(page)


def test_a_restricted_household_is_read_only_with_a_banner(desk, opening, ask):
    family = families.take_in(desk, families.hamdan())
    page = opening(family)
    ask.expect("confirm", True)
    page.doing.restrict()
    assert "Die Verarbeitung dieses Haushalts ist eingeschränkt." in texts(page)
    assert page.findChild(QWidget, "add_person") is None
    assert page.findChild(QWidget, "record_contact") is None
    press(page, "lift")
    assert page.findChild(QWidget, "add_person") is not None


def test_a_contact_opens_from_the_timeline_and_a_new_one_from_the_head(desk, opening, context, qtbot):
    family = families.take_in(desk, families.hamdan())
    families.contacts(desk, family, 1)
    page = opening(family)
    told = next(one for one in page.history.timeline.items if one.entry.key.startswith("contact"))
    with qtbot.waitSignal(context.wanted) as wanted:
        told.click()
    talk = next(one.record for one in card(desk, family).events if one.kind == "contact")
    assert wanted.args == ["contact", talk]
    with qtbot.waitSignal(context.wanted) as wanted:
        press(page, "record_contact")
    assert wanted.args[1].talk.contact.household == family.household.id


def test_an_empty_timeline_says_that_there_was_no_contact_yet(desk, opening):
    family = families.take_in(desk, families.hamdan())
    assert "Noch kein Kontakt" in texts(opening(family))


def test_the_timeline_shows_ten_and_older_ones_on_demand(desk, opening):
    family = families.take_in(desk, families.hamdan(), families.LONG_AGO)
    families.contacts(desk, family, 30)
    page = opening(family)
    assert len(page.history.timeline.items) == 10
    page.history.timeline.older.click()
    assert len(page.history.timeline.items) > 30
    titles = [item.entry.title for item in page.history.timeline.items]
    assert titles[0] == "Telefonat, 10 min"
    assert titles[-1] == "Aufgenommen"


def test_a_chip_shows_one_kind_of_entries(desk, opening):
    family = families.take_in(desk, families.hamdan(), families.LONG_AGO)
    families.contacts(desk, family, 2)
    families.task(desk, "Besuch vorbereiten", date(2021, 11, 5), family)
    page = opening(family)
    press(page, "history_tasks")
    assert [item.entry.title for item in page.history.timeline.items] == ["Aufgabe: Besuch vorbereiten"]
    assert page.history.timeline.items[0].entry.state == "planned"
    press(page, "history_contacts")
    assert len(page.history.timeline.items) == 2


def test_a_new_contact_appears_and_the_place_on_the_page_stays(desk, jobs, opening):
    family = families.take_in(desk, families.hamdan(), families.LONG_AGO)
    page = opening(family, 1150, 400)
    page.paper.verticalScrollBar().setValue(120)
    need = Need(household=family.household.id, area="health", level=2)
    jobs.run(page, lambda opened: opened.households.save(need))
    families.settle()
    assert page.findChild(QWidget, f"need_{need.id}") is not None
    assert page.paper.verticalScrollBar().value() == 120


def test_narrow_the_columns_stand_below_each_other_and_actions_fold(desk, opening):
    family = families.take_in(desk, families.hamdan())
    page = opening(family, 620, 600)
    assert page.columns.is_single()
    assert page.findChild(QWidget, "actions").isVisible()
    assert not page.findChild(QWidget, "more").isVisible()
    assert page.findChild(QWidget, "record_contact").isVisible()
    menu = [action.text() for action in page.findChild(QWidget, "actions").menu().actions()]
    assert "Haushalt …" in menu
    assert "Fall abschließen …" in menu


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_text_is_cut(desk, opening, theme, scale, size):
    parts.dress(theme, scale)
    family = families.take_in(
        desk, families.hamdan(address_protected=True, interpreter_needed="yes"), families.LONG_AGO
    )
    families.contacts(desk, family, 3)
    page = opening(family, *size)
    assert list(parts.cut_texts(page)) == []
    assert page.paper.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("hostile", families.HOSTILE)
def test_hostile_names_stay_plain_and_inside_the_page(desk, opening, hostile):
    name = hostile[:190]
    family = families.household(name, families.member(name, name, name), native_name=name)
    page = opening(families.take_in(desk, family))
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel) if label.text()
    )
    assert page.columns.width() <= page.width()


def test_every_action_is_reached_by_tab_in_reading_order(desk, opening):
    family = families.take_in(desk, families.hamdan(address_protected=True), families.LONG_AGO)
    page = opening(family)
    page.findChild(QWidget, "back").setFocus()
    order = []
    for _step in range(30):
        focused = page.window().focusWidget()
        order.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = ["back", "reveal", "add_person", "edit_dwelling", "add_need", "obtain_pass_on", "history_all"]
    assert [name for name in dict.fromkeys(order) if name in wanted] == wanted
    assert {"more", "record_contact"} <= set(order)


def test_every_control_has_a_name(desk, opening):
    family = families.take_in(desk, families.hamdan(address_protected=True), families.LONG_AGO)
    page = opening(family)
    reachable = [
        w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()
    ]
    assert [type(one).__name__ for one in reachable if not parts.name(one)] == []


def test_a_household_that_is_gone_is_said_so(opening):
    page = opening(families.household("Niemand"))
    assert "Dieser Haushalt ist nicht mehr in der Datei." in texts(page)


def test_a_move_keeps_the_former_address(desk, opening):
    family = families.take_in(desk, families.hamdan(), families.LONG_AGO)
    page = opening(family)
    page.doing.move()
    dialog = dialog_of(page)
    choose(dialog, "dwelling.street", "Am Heedbrink 3")
    choose(dialog, "dwelling.postcode", "44263")
    choose(dialog, "dwelling.moved_in_on", date(2021, 11, 1))
    dialog.save_button.click()
    assert "Am Heedbrink 3, 44263" in texts(page)
    assert isinstance(card(desk, family).dwellings[0], Dwelling)
    assert len(card(desk, family).dwellings) == 2


def test_an_unnamed_person_stays_somebody(desk, opening):
    family = families.household("Klee", families.member("", "", "", "2001-01-01 estimated"))
    page = opening(families.take_in(desk, family))
    assert "ohne Namen" in texts(page)


def test_the_head_says_which_employer_answers_for_the_data(desk, opening):
    page = opening(families.take_in(desk, families.hamdan(), families.LONG_AGO))
    tips = [one.toolTip() for one in page.findChildren(QWidget)]
    assert [tip for tip in tips if tip.startswith("Aufgenommen von")] == [
        "Aufgenommen von: Stadt Dortmund, verantwortlich für die Daten"
    ]


def test_where_there_is_room_the_head_shows_who_answers_for_the_data(desk, opening):
    page = opening(families.take_in(desk, families.hamdan()))
    told = page.findChild(QWidget, "controller")
    assert "Daten: Stadt Dortmund" in texts(page)
    assert told.width() >= told.sizeHint().width()


def test_where_it_is_narrow_the_tip_alone_says_who_answers_for_the_data(desk, opening):
    page = opening(families.take_in(desk, families.hamdan()), 808, 624)
    assert "Daten: Stadt Dortmund" not in texts(page)
    tips = [one.toolTip() for one in page.findChildren(QWidget) if one.isVisibleTo(page)]
    assert "Aufgenommen von: Stadt Dortmund, verantwortlich für die Daten" in tips


def test_a_talk_begun_before_the_card_is_drawn_is_with_its_family(desk, context, show):
    family = families.take_in(desk, families.hamdan())
    page = show(HouseholdPage(context, family.household.id))
    page.opened()
    assert page.card is None
    subject = page.subject()
    assert subject is not None
    assert subject.household == family.household.id
    families.carded(page)


def test_a_card_that_changes_while_it_is_made_appears_once(desk, context, show):
    family = families.take_in(desk, families.hamdan())
    page = show(HouseholdPage(context, family.household.id))
    page.opened()
    need = card(desk, family).needs[0]
    page.changed(desk.households.save(need.replace(level=2), need), None)
    families.carded(page)
    assert len(page.findChildren(QWidget, "card_name")) == 1
