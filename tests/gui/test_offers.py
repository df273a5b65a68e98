"""The list of offers: what is valid, what is to be checked, who offers it, and what nobody offers."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from lwdesk.base import clock
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.fields import RECORDS
from lwdesk.domain.need import Need
from lwdesk.domain.provider import Offer, OfferPlace, Provider
from lwdesk.ui.pages.offers import OffersPage, layout
from lwdesk.ui.pages.offers.dialogs import OfferDialog, PlaceDialog, ProviderDialog
from tests.gui import families, parts

CAFE = Provider(name="Treffpunkt Hörde", phone="0231 5000", sort="association")


@pytest.fixture
def opening(context, show, jobs):
    """Give a function that opens the page as the window does."""

    def opened(width: int = 1150, height: int = 752) -> OffersPage:
        page = show(OffersPage(context), width, height)
        jobs.changed.connect(page.changed)
        page.opened()
        families.settle()
        return page

    return opened


@pytest.fixture
def three(desk):
    today = clock.today()
    made = (
        Offer(
            provider=CAFE.id,
            name="Sprachcafé",
            category="meeting",
            languages=("ar",),
            districts=("hoerde",),
            areas=("migration",),
            capacity=1,
            checked_on=today,
        ),
        Offer(provider=CAFE.id, name="Budgetkurs", category="education", checked_on=today - timedelta(500)),
        Offer(provider=CAFE.id, name="Nähkurs", category="leisure", valid_until=today - timedelta(1)),
    )
    for record in (CAFE, *made):
        desk.directory.save(record)
    return made


def titles(page) -> list[str]:
    return [cell.text() for cell in page.table.header.cells if cell.isVisible()]


def test_each_tab_names_what_its_columns_hold_and_sorts_again_where_it_can(three, opening, desk):
    family = families.take_in(desk, families.hamdan())
    desk.households.save(Need(household=family.household.id, area="work", state="open"))
    page = opening(1366)
    assert titles(page) == ["Angebot", "Für wen und wo", "Stand", "Geprüft"]
    tab(page, "gaps")
    assert titles(page) == ["Lebensbereich", "Bedarfe und Meldungen", "Stand"]
    assert not any(cell.isEnabled() for cell in page.table.header.cells if cell.isVisible())
    tab(page, "providers")
    assert titles(page) == ["Anbieter", "Zuständig für", "Stand"]
    tab(page, "valid")
    assert [cell.state for cell in page.table.header.cells] == ["up", "", "", ""]


def shown(page) -> list[str]:
    return [row.cells[0].title for row in page.table.list.rows.rows]


def tab(page, name) -> None:
    page.tabs.tabs[name].click()
    families.settle()


def press(page, name) -> None:
    next(one for one in page.findChildren(QWidget, name) if one.isVisible()).click()
    families.settle()


def texts(page) -> list[str]:
    labels = page.panel.findChildren(QLabel)
    return [one.text().strip("\u2068\u2069") for one in labels if one.isVisibleTo(page)]


def fill(dialog, **values) -> None:
    for name, value in values.items():
        dialog.form.input(name).set_value(value)
        dialog.form.input(name).edited.emit()
    dialog.save_button.click()
    families.settle()


def test_every_field_stands_on_a_form_or_elsewhere_with_a_reason():
    offer = frozenset(RECORDS["offer"].by_name)
    assert offer - layout.placed(layout.OFFER) == frozenset(layout.OFFER_ELSEWHERE)
    assert layout.placed(layout.PROVIDER) == frozenset(RECORDS["provider"].by_name)


def test_each_offer_stands_in_its_tab(three, opening):
    page = opening()
    assert shown(page) == ["Budgetkurs", "Sprachcafé"]
    tab(page, "to_check")
    assert shown(page) == ["Budgetkurs"]
    tab(page, "expired")
    assert shown(page) == ["Nähkurs"]
    tab(page, "providers")
    assert shown(page) == ["Treffpunkt Hörde"]


def test_what_begins_later_stands_in_a_tab_of_its_own_and_can_be_changed(three, opening, desk):
    begins = clock.today() + timedelta(30)
    desk.directory.save(Offer(provider=CAFE.id, name="Chor", category="leisure", valid_from=begins))
    page = opening()
    assert "Chor" not in shown(page)
    assert page.tabs.tabs["ahead"].count() == "1"
    tab(page, "ahead")
    assert shown(page) == ["Chor"]
    press(page, "edit_offer")
    fill(page.findChild(OfferDialog), valid_from=clock.today())
    assert shown(page) == []
    tab(page, "valid")
    assert "Chor" in shown(page)


def test_an_expired_offer_is_taken_up_again(three, opening):
    page = opening()
    tab(page, "expired")
    press(page, "take_up_offer")
    assert shown(page) == []
    tab(page, "valid")
    assert "Nähkurs" in shown(page)


def test_the_offers_of_a_former_provider_are_over_until_it_is_there_again(three, opening, desk):
    desk.directory.save(CAFE.replace(valid_until=clock.today() - timedelta(1)), CAFE)
    page = opening()
    told = {name: page.tabs.tabs[name].count() for name in ("valid", "expired", "providers", "former")}
    assert told == {"valid": "0", "expired": "3", "providers": "0", "former": "1"}
    tab(page, "expired")
    page.table.list.choose(str(three[0].id))
    families.settle()
    assert "Anbieter nicht mehr da" in texts(page)
    tab(page, "former")
    assert shown(page) == ["Treffpunkt Hörde"]
    press(page, "take_up_provider")
    assert shown(page) == []
    tab(page, "valid")
    assert shown(page) == ["Budgetkurs", "Sprachcafé"]


def test_the_panel_tells_everything_and_when_it_was_checked(three, opening):
    page = opening()
    page.table.list.choose(str(three[0].id))
    families.settle()
    for told in ("Treffpunkt Hörde", "Arabisch", "Hörde", "0 von 1 Plätzen vergeben", "0231 5000"):
        assert told in texts(page)


def test_one_click_says_that_it_was_checked_today(three, opening, desk):
    page = opening()
    tab(page, "to_check")
    press(page, "check_offer")
    assert shown(page) == []
    assert desk.directory.load(three[1].id).offer.checked_on == clock.today()


def test_an_offer_is_changed_in_its_form(three, opening, desk):
    page = opening()
    page.table.list.choose(str(three[0].id))
    families.settle()
    press(page, "edit_offer")
    fill(page.findChild(OfferDialog), opening="Di 16 Uhr", cost="2 Euro")
    kept = desk.directory.load(three[0].id).offer
    assert (kept.opening, kept.cost, kept.provider) == ("Di 16 Uhr", "2 Euro", CAFE.id)


def test_a_new_offer_needs_name_provider_and_category(three, opening, desk):
    page = opening()
    page.primary()
    dialog = page.findChild(OfferDialog)
    dialog.save_button.click()
    assert dialog.isVisible()
    fill(dialog, name="Radwerkstatt", provider=CAFE.id, category="leisure")
    assert "Radwerkstatt" in shown(page)


def test_a_new_provider_stands_among_the_others(three, opening):
    page = opening()
    press(page, "new_provider")
    fill(page.findChild(ProviderDialog), name="Mieterverein")
    tab(page, "providers")
    assert shown(page) == ["Mieterverein", "Treffpunkt Hörde"]


def test_the_last_place_is_given_and_then_there_is_a_waiting_list(three, opening, desk):
    family = families.take_in(desk, families.hamdan())
    page = opening()
    page.table.list.choose(str(three[0].id))
    families.settle()
    press(page, "give_place")
    dialog = page.findChild(PlaceDialog)
    home = dialog.form.input("household")
    parts.type_text(home.edit, "hamd")
    QTest.keyClick(home.edit, Qt.Key.Key_Return)
    dialog.save_button.click()
    families.settle()
    with desk.seat.reading() as reader:
        (place,) = reader.all(OfferPlace)
    assert (place.household, place.state) == (family.household.id, "place")
    assert "voll: Warteliste" in texts(page)


def test_a_gap_stands_there_until_an_offer_fills_it(three, opening, desk):
    family = families.take_in(desk, families.hamdan())
    desk.households.save(Need(household=family.household.id, area="work", state="open"))
    page = opening()
    tab(page, "gaps")
    assert "Arbeit" in " ".join(shown(page))
    page.table.list.choose(next(row.key for row in page.table.list.rows.rows if row.key.startswith("work")))
    families.settle()
    press(page, "fill_gap")
    fill(page.findChild(OfferDialog), name="Jobcafé", provider=CAFE.id, category="advice")
    assert not any(row.key.startswith("work") for row in page.table.list.rows.rows)


def test_a_gap_of_a_quick_contact_stands_in_the_district_where_the_family_lives(opening, desk):
    family = families.take_in(desk, families.hamdan())
    contact = Contact(household=family.household.id, sort="open_hours", gap=True, at=clock.now())
    desk.contacts.save(contact, [Reason(area="mobility", support="advice")])
    page = opening()
    tab(page, "gaps")
    assert "mobility hoerde" in [row.key for row in page.table.list.rows.rows]


def test_the_search_narrows_the_list(three, opening):
    page = opening()
    parts.type_text(page.search, "budget")
    families.settle()
    assert shown(page) == ["Budgetkurs"]


@pytest.mark.parametrize(
    "typed", ["Sprachcafé Hörde arabisch", "arabisch hoerde sprachcafe", "Hombruch Sprachkafe"]
)
def test_the_words_of_a_caseworker_find_the_offer_in_any_order(three, opening, typed):
    page = opening()
    parts.type_text(page.search, typed)
    families.settle()
    assert shown(page) == ["Sprachcafé"]


def test_a_provider_is_found_by_what_it_is_and_where(three, opening, desk):
    desk.directory.save(Provider(name="Mieterverein", sort="tenants", district="mengede"))
    page = opening()
    tab(page, "providers")
    parts.type_text(page.search, "mengede mieter")
    families.settle()
    assert shown(page) == ["Mieterverein"]


def test_a_reader_sees_and_changes_nothing(three, context, opening):
    from dataclasses import replace

    context.who = replace(context.who, read_only=True)
    page = opening()
    assert [one for one in page.panel.findChildren(QPushButton) if one.isVisibleTo(page)] == []
    page.primary()
    assert page.findChild(OfferDialog) is None


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_no_text_is_cut(three, opening, scale, size):
    parts.dress("light", scale)
    page = opening(*size)
    assert list(parts.cut_texts(page)) == []
    assert list(page.table.cut_texts()) == []


@pytest.mark.parametrize("hostile", families.HOSTILE)
def test_hostile_texts_stay_plain(three, desk, opening, hostile):
    desk.directory.save(Offer(provider=CAFE.id, name=hostile[:190], category="advice", note=hostile))
    page = opening()
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in page.findChildren(QLabel) if one.text())
