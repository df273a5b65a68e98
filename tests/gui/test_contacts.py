"""The list of all contacts: also those that stand on no card are found, opened and joined later."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from lwdesk.base import clock
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.provider import Provider
from lwdesk.ui.pages.contact import ContactPage
from lwdesk.ui.pages.contacts import ContactsPage
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.quick.joining import JoinDialog
from tests.gui import families, parts
from tools import every_page


def talk(desk, on=0, area="housing", **fields) -> Contact:
    made = Contact(at=clock.now() - timedelta(days=on), **{"sort": "open_hours", **fields})
    desk.contacts.save(made, [Reason(area=area, support="advice")])
    return made


@pytest.fixture
def family(desk):
    return families.take_in(desk, families.hamdan())


@pytest.fixture
def four(desk, family):
    """Write down a talk with the family, one without a name, one with a provider, one with a landlord."""
    jobs = Provider(name="Jobcenter Dortmund")
    desk.directory.save(jobs)
    return (
        talk(desk, household=family.household.id, minutes=20, result="Antrag ausgefüllt"),
        talk(desk, on=3, counterpart="anonymous", result="fragte nach Kita", area="childcare_school"),
        talk(desk, on=40, counterpart="partner", provider=jobs.id, sort="phone"),
        talk(desk, on=1, counterpart="other", other_side="landlord", counterpart_name="Herr Krüger"),
    )


@pytest.fixture
def opening(context, show, jobs):
    def opened(width: int = 1150, height: int = 752) -> ContactsPage:
        page = show(ContactsPage(context), width, height)
        jobs.changed.connect(lambda changes: page.changed(changes, None))
        page.opened()
        families.settle()
        return page

    return opened


def shown(page) -> list[str]:
    return [row.cells[0].title for row in page.table.list.rows.rows]


def tab(page, name) -> None:
    page.tabs.tabs[name].click()
    families.settle()


def press(page, name) -> None:
    next(one for one in page.findChildren(QWidget, name) if one.isVisible()).click()
    families.settle()


def test_the_tabs_tell_today_from_those_without_a_household_and_from_partners(four, opening):
    page = opening()
    names = [parts.name(one) for one in page.tabs.tabs.values()]
    assert names == ["Heute, 1", "Ohne Haushalt, 1", "Partner und andere, 2", "Alle, 4"]
    assert shown(page) == ["Hamdan"]
    tab(page, "unnamed")
    assert shown(page) == ["Anonym"]
    tab(page, "others")
    assert shown(page) == ["Herr Krüger", "Jobcenter Dortmund"]
    tab(page, "all")
    assert shown(page) == ["Hamdan", "Herr Krüger", "Anonym", "Jobcenter Dortmund"]


def test_a_row_is_one_sentence(four, desk, family, opening):
    number = desk.households.card(family.household.id).household.case_number
    (row,) = opening().table.list.rows.rows
    told = ("Hamdan", "عائلة حمدان", number, "Wohnen", "Offene Sprechstunde", "20 min", "heute, 14:14")
    assert row.sentence == ", ".join(told)


FOUND = {
    "hamd": ["Hamdan"],
    "حمدان": ["Hamdan"],
    "kita": ["Anonym"],
    "kruger": ["Herr Krüger"],
    "jobcenter": ["Jobcenter Dortmund"],
    "antrag": [],
}


def test_a_contact_is_found_by_whom_it_was_with_or_what_an_unnamed_one_said(four, opening):
    page = opening()
    tab(page, "all")
    for typed, found in FOUND.items():
        page.search.setText(typed)
        families.settle()
        assert shown(page) == found, typed


def test_the_chips_narrow_the_list(four, opening):
    page = opening()
    tab(page, "all")
    chosen = {
        ("period", "week"): ["Hamdan", "Herr Krüger", "Anonym"],
        ("kind", "phone"): ["Jobcenter Dortmund"],
        ("counterpart", "anonymous"): ["Anonym"],
    }
    for (name, key), found in chosen.items():
        page.bar.filtered.emit(name, key)
        families.settle()
        assert shown(page) == found, name
        page.bar.filtered.emit(name, None)


def test_the_list_is_sorted_by_its_heads(four, opening):
    page = opening()
    tab(page, "all")
    first = {"name": "Hamdan", "at": "Jobcenter Dortmund"}
    for sort, name in first.items():
        page.table.sorted.emit(sort, False)
        families.settle()
        assert shown(page)[0] == name, sort


def test_an_anonymous_talk_of_another_day_is_joined_to_a_household(four, desk, family, opening):
    page = opening()
    tab(page, "unnamed")
    press(page, "join_contact")
    dialog = page.findChild(JoinDialog)
    dialog.home.set_household(family.household.id, "Hamdan")
    dialog.accept()
    families.settle()
    assert desk.contacts.load(four[1].id).contact.household == family.household.id
    assert page.nothing.sentence.text() == "Jeder Kontakt gehört zu einem Haushalt."


def test_a_talk_with_a_partner_offers_no_joining(four, opening):
    page = opening()
    tab(page, "others")
    assert page.findChild(QWidget, "open_contact")
    assert page.findChild(QWidget, "join_contact") is None


def test_without_the_right_to_edit_nothing_is_joined(four, context, opening):
    context.who = replace(context.who, rights=frozenset())
    page = opening()
    tab(page, "unnamed")
    assert page.findChild(QWidget, "join_contact") is None
    assert not page.new_button.isVisible()


def test_the_talks_of_a_restricted_household_are_not_listed(four, desk, family, opening, monkeypatch):
    kept = desk.households.card(family.household.id).household
    desk.households.save(kept.replace(restricted=True), kept)
    monkeypatch.setattr(type(desk.seat), "may", lambda _seat, right: right != "see_restricted")
    page = opening()
    tab(page, "all")
    assert "Hamdan" not in shown(page)


def test_where_a_protected_household_lives_is_not_said(desk, opening):
    home = families.take_in(desk, families.hamdan(address_protected=True))
    talk(desk, household=home.household.id, district="hoerde")
    page = opening()
    words = " ".join(one.text() for one in page.panel.findChildren(QLabel))
    assert "Adresse geschützt" in words
    assert "Hörde" not in words


def test_the_list_is_reached_from_the_consultation_hour_and_the_way_back_leads_there(four, shell):
    shell.go("hour")
    families.settle()
    press(shell.page, "all_contacts")
    assert isinstance(shell.page, ContactsPage)
    QTest.keyClick(shell.page.table.list, Qt.Key.Key_Return)
    families.settle()
    every_page.wait(shell)
    assert isinstance(shell.page, ContactPage)
    shell.back()
    press(shell.page, "open_household")
    assert isinstance(shell.page, HouseholdPage)
    shell.back()
    shell.back()
    assert shell.page.name == "hour"


@pytest.mark.parametrize(("scale", "size"), families.SIZES)
def test_no_text_is_cut(four, opening, scale, size):
    parts.dress("light", scale)
    page = opening(*size)
    tab(page, "all")
    assert list(parts.cut_texts(page)) == []
