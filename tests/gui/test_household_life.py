"""The life of a household is told on its card: each change asks little, and is seen."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain.household import Household
from lwdesk.domain.provider import Offer, OfferPlace, Provider
from lwdesk.ui.pages.household.life_dialog import LifeDialog
from lwdesk.ui.pages.household.merge_dialog import MergeDialog
from tests.gui import families, parts
from tests.gui.cards import card, choose, dialog_of, family, opening, press, texts  # noqa: F401 - fixtures

# ruff: noqa: F811

TODAY = date(2021, 11, 2)


def life_dialog(page) -> LifeDialog:
    families.settle()
    return next(one for one in page.findChildren(LifeDialog) if one.isVisible())


def answer(page, given: str, day: str = "", why: str = "") -> None:
    """Fill the small dialog as somebody would, and press Return."""
    dialog = life_dialog(page)
    combo = dialog.who.combo
    combo.setCurrentIndex(next(n for n in range(combo.count()) if given in combo.itemText(n)))
    if day:
        dialog.day.edit.setText(day)
        dialog.day.edit.editingFinished.emit()
    if why:
        dialog.why.set_value(why)
    dialog.verb.click()


def entry(page, name: str) -> None:
    """Choose an entry of the menu with the rare actions."""
    told = dict(page.doing.life.entries())
    told[name]()


def test_somebody_moves_out_and_comes_back(desk, opening, family):
    page = opening(family)
    entry(page, "Jemand zieht aus …")
    answer(page, "Lina", "1.11.2021", "moved_out")
    assert [view.person.given_name for view in card(desk, family).members] == ["Mohammed"]
    assert any(text.startswith("Früher: Lina") or "Lina" in text for text in texts(page))
    entry(page, "Jemand kommt zurück …")
    answer(page, "Lina")
    assert len(card(desk, family).members) == 2


def test_a_missing_day_or_reason_is_said_at_its_field(desk, opening, family):
    page = opening(family)
    entry(page, "Jemand zieht aus …")
    dialog = life_dialog(page)
    dialog.verb.click()
    assert dialog.boxes["why"].problem() == "Bitte einen Grund auswählen."
    dialog.day.edit.setText("")
    dialog.verb.click()
    assert dialog.boxes["day"].problem().startswith("Bitte einen Tag eingeben.")
    assert dialog.day.edit.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(card(desk, family).members) == 2


def test_a_grown_child_gets_a_household_and_its_card_is_opened(desk, opening, family, context, qtbot):
    page = opening(family)
    entry(page, "Eigener Haushalt …")
    with qtbot.waitSignal(context.household_wanted) as wanted:
        answer(page, "Lina")
    (own,) = desk.households.card(wanted.args[0]).members
    assert own.person.given_name == "Lina"
    assert [view.person.given_name for view in card(desk, family).members] == ["Mohammed"]


def test_a_death_a_new_main_contact_and_an_error(desk, opening, family):
    page = opening(family)
    entry(page, "Neue Bezugsperson …")
    answer(page, "Lina")
    assert [v.person.given_name for v in card(desk, family).members if v.membership.main_contact] == ["Lina"]
    entry(page, "Jemand ist verstorben …")
    answer(page, "Mohammed", "1.11.2021")
    assert card(desk, family).former_members[0].person.died_on == date(2021, 11, 1)
    entry(page, "Irrtümlich erfasst …")
    answer(page, "Lina", why="twice")
    assert card(desk, family).members == ()
    desk.undo_last()
    assert len(card(desk, family).members) == 1


def test_a_household_moves_away_to_a_town(desk, opening, family):
    page = opening(family)
    entry(page, "Haushalt zieht weg …")
    dialog = life_dialog(page)
    assert [key for key, box in dialog.boxes.items() if box.isVisible()] == ["day", "where"]
    assert dialog.day.edit.hasFocus()
    dialog.day.edit.selectAll()
    parts.type_text(dialog.day.edit, "1.11.2021")
    for _calendar in range(2):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    parts.type_text(dialog.focusWidget(), "Hamm")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    shown = card(desk, family)
    assert (shown.household.status, shown.dwellings[-1].city) == ("closed", "Hamm")
    assert "Hamm" in texts(page)
    assert "Haushalt zieht weg …" not in dict(page.doing.life.entries())


def test_a_place_in_an_offer_ends_on_a_day(desk, opening, family):
    provider = Provider(name="Mieterverein")
    course, cafe = (
        Offer(provider=provider.id, name=name, category="advice", capacity=1)
        for name in ("Alpha-FIT", "Café")
    )
    for record in (provider, course, cafe):
        desk.directory.save(record)
    home, lina = family.household.id, card(desk, family).members[1]
    first, other = (
        OfferPlace(household=home, offer=offer.id, person=who, since=date(2021, 9, 1))
        for offer, who in ((course, lina.person.id), (cafe, None))
    )
    for place in (first, other):
        desk.directory.take_place(place)
    page = opening(family)
    assert "Platz, seit 01.09.2021" in texts(page)
    press(page, f"leave_{first.id}")
    assert "Alpha-FIT" in life_dialog(page).who.combo.currentText()
    assert "Lina" in life_dialog(page).who.combo.currentText()
    answer(page, "Alpha-FIT", "1.10.2021")
    assert [name for _one, name in card(desk, family).places] == ["Café"]
    entry(page, "Platz in einem Angebot endet …")
    answer(page, "Café")
    assert card(desk, family).places == ()
    families.settle()
    assert page.findChild(QWidget, f"leave_{other.id}") is None
    desk.undo_last()
    assert len(card(desk, family).places) == 1


def test_who_stands_alone_moves_out_to_nowhere(desk, opening):
    alone = families.take_in(
        desk, families.household("Tesfay", families.member("Selam", "Tesfay", main=True))
    )
    names = dict(opening(alone).doing.life.entries())
    assert "Jemand zieht aus …" not in names
    assert "Jemand ist verstorben …" in names


def test_a_move_out_of_a_facility_proposes_a_visit(desk, opening):
    family = families.take_in(desk, families.hamdan())
    before = card(desk, family).dwelling
    desk.households.save(before.replace(housing="transitional"), before)
    page = opening(family)
    page.doing.move()
    dialog = dialog_of(page)
    choose(dialog, "dwelling.street", "Benninghofer Straße 3")
    choose(dialog, "dwelling.moved_in_on", TODAY)
    dialog.save_button.click()
    assert "Willkommensbesuch planen" in [task.title for task in card(desk, family).tasks]
    assert len(card(desk, family).dwellings) == 2


def test_a_silent_case_proposes_its_rest(desk, opening, family, ask):
    with clock.using(clock.FixedClock(datetime(2022, 7, 1, 12, tzinfo=UTC))):
        page = opening(family)
        assert "Kein Kontakt seit November 2021." in texts(page)
        press(page, "rest")
        assert card(desk, family).household.status == "dormant"
        assert "ruhend: lange nichts gehört" in texts(page)
        assert page.findChild(QWidget, "rest") is None
        ask.expect("reason", "contact_again")
        page.doing.life.reopen()
        assert card(desk, family).household.status == "active"


@pytest.fixture
def twice(desk, family):
    other = families.household(
        "Hamdan",
        families.member(
            "Mohamed", "Hamdan", "محمد حمدان", role="reference", main=True, phone="0171 39200 17"
        ),
        families.member("Yousef", "Hamdan", role="son"),
        street="Lindenallee 14",
        advice_language="ku",
    )
    return families.take_in(desk, other)


def merge_dialog(page) -> MergeDialog:
    families.settle()
    return next(one for one in page.findChildren(MergeDialog) if one.isVisible())


def test_the_suggested_entry_is_compared_and_merged(desk, opening, family, twice, context, qtbot):
    before = card(desk, twice).household
    desk.households.save(before.replace(target_group="other_seeker"), before)
    page = opening(family)
    page.doing.merging.look_for_other()
    dialog = merge_dialog(page)
    (suggested,) = dialog.panel.cards
    suggested.open.click()
    families.settle()
    shown = texts(dialog)
    assert "Dieser Eintrag bleibt" in shown
    assert any("HÖ-2021-0002" in text for text in shown)
    choice = dialog.findChild(QWidget, "fact_household_target_group")
    choice.set_value("gone")
    with qtbot.waitSignal(context.said) as said:
        dialog.merge.click()
    assert said.args == ["Einträge zusammengeführt", True]
    kept = card(desk, family)
    assert kept.household.target_group == "other_seeker"
    assert sorted(view.person.given_name for view in kept.members) == ["Lina", "Mohammed", "Yousef"]
    assert "Mit einem anderen Eintrag zusammengeführt" in texts(page)
    (pair,) = kept.mergers
    press(page, f"apart_{pair[0].id}")
    assert len(card(desk, twice).members) == 2


def test_an_entry_is_found_by_its_number(desk, opening, family, twice):
    page = opening(family)
    page.doing.merging.look_for_other()
    dialog = merge_dialog(page)
    parts.type_text(dialog.search, "HÖ-2021-0002")
    families.settle()
    press(dialog, f"hit_{twice.household.id}")
    families.settle()
    same = dialog._pairs[0][1]
    QTest.keyClick(same.control(), Qt.Key.Key_Space)
    dialog.merge.click()
    assert len(card(desk, family).members) == 4


def test_not_the_same_is_remembered(desk, opening, family, twice, context, qtbot):
    page = opening(family)
    page.doing.merging.look_for_other()
    dialog = merge_dialog(page)
    dialog.compare(twice.household.id)
    families.settle()
    with qtbot.waitSignal(context.said):
        dialog.not_same.click()
    assert desk.merging.candidates(family.household.id) == ()
    page.doing.merging.look_for_other()
    assert merge_dialog(page).panel.cards == []


def test_a_suggestion_is_refused_in_the_panel(desk, opening, family, twice):
    page = opening(family)
    page.doing.merging.look_for_other()
    dialog = merge_dialog(page)
    dialog.panel.cards[0].refuse.click()
    families.settle()
    assert dialog.panel.cards == []


def test_taking_apart_tells_what_came_since(desk, opening, family, twice, ask):
    desk.merging.merge(family.household.id, twice.household.id)
    families.contacts(desk, family, 2)
    page = opening(family)
    ask.expect("tell", None)
    press(page, f"apart_{card(desk, family).mergers[0][0].id}")
    assert "2 × Kontakt kam dazu und bleibt hier" in ask.asked[-1]


def test_the_card_of_a_merged_entry_is_that_of_the_kept_one(desk, opening, family, twice):
    desk.merging.merge(family.household.id, twice.household.id)
    page = opening(twice)
    assert page.household == family.household.id


@pytest.mark.parametrize("size", [(1150, 752), (808, 624)])
def test_the_two_entries_fit_their_dialog(desk, opening, family, twice, size):
    page = opening(family, *size)
    page.doing.merging.look_for_other()
    dialog = merge_dialog(page)
    dialog.compare(twice.household.id)
    families.settle()
    assert list(parts.cut_texts(dialog)) == []
    assert isinstance(card(desk, family).household, Household)
