"""From each thing that has a paper a way leads to it; without the right there is none."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from lwdesk.base import ids
from lwdesk.domain.hours_sheet import HoursRow, HoursSheet
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.referral import Referral
from lwdesk.domain.visit import Visit
from lwdesk.services import rights
from lwdesk.services.papers.batch import Several
from lwdesk.services.papers.kinds import Wish
from lwdesk.services.visit_views import VisitRow
from lwdesk.ui.context import Context, Who
from lwdesk.ui.pages.contact.page import ContactPage, Wanted
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.interpreting.hours import HoursPage
from lwdesk.ui.pages.interpreting.page import InterpretingPage
from lwdesk.ui.pages.referrals import ReferralsPage
from lwdesk.ui.pages.visits.page import VisitPanel
from tests.gui import all_pages, families


@pytest.fixture
def busy(desk):
    return all_pages.furnish(desk)


@pytest.fixture
def wanted(context):
    """Note which page is asked for, and about what."""
    asked: list[tuple[str, object]] = []
    context.wanted.connect(lambda kind, about: asked.append((kind, about)))
    return asked


def opened(show, page):
    show(page)
    page.opened()
    families.settle()
    while not getattr(page, "ready", True):
        families.settle()
    return page


def press(page: QWidget, name: str) -> None:
    page.findChild(QWidget, name).click()


def test_from_a_contact_to_its_summary(show, context, busy, wanted) -> None:
    page = opened(show, ContactPage(context, Wanted(busy.contact)))
    press(page, "print_contact")
    page.start_print()
    assert wanted == [("paper", Wish("summary", busy.contact))] * 2


def test_what_is_not_saved_yet_is_saved_before_it_is_printed(show, context, busy, wanted, qtbot) -> None:
    page = opened(show, ContactPage(context, Wanted(busy.contact)))
    page.form.task.click()
    with qtbot.waitSignal(context.said) as told:
        page.start_print()
    assert told.args == ["Bitte erst speichern. Das Papier zeigt, was gespeichert ist.", False]
    assert wanted == []
    page.closed()


def test_a_contact_that_is_being_written_has_no_paper(show, context, busy, wanted) -> None:
    page = opened(show, ContactPage(context, Wanted()))
    page.start_print()
    assert (wanted, page.findChild(QWidget, "print_contact").isVisible()) == ([], False)


def test_from_a_card_to_the_papers_of_the_household(show, context, busy, wanted) -> None:
    page = opened(show, HouseholdPage(context, busy.household))
    page.start_print()
    press(page, "print_information")
    assert wanted == [
        ("paper", Wish("household_sheet", busy.household)),
        ("paper", Wish("information_sheet", busy.household)),
    ]


def test_a_restricted_card_leads_to_the_sheets_of_its_rights(show, context, desk, busy, wanted) -> None:
    before = desk.households.card(busy.household).household
    desk.households.save(before.replace(restricted=True), before)
    press(opened(show, HouseholdPage(context, busy.household)), "print_restricted")
    assert wanted == [("paper", Wish("household_sheet", busy.household))]


def test_from_the_panel_of_a_request(show, context, desk, busy, wanted) -> None:
    with desk.seat.writing("", None) as transaction:
        kept = transaction.get(InterpreterRequest, busy.request)
        transaction.save(kept.replace(state="sent"))
    page = opened(show, InterpretingPage(context, busy.request))
    press(page, "print_request")
    ((kind, wish),) = wanted
    assert (kind, wish.about) == ("paper", busy.request)
    assert wish.kind in ("interpreter_request", "assignment")


def test_from_the_panel_of_a_referral_and_to_all_reminders(show, context, desk, busy, wanted) -> None:
    with desk.seat.writing("", None) as transaction:
        kept = transaction.get(Referral, busy.referral)
        transaction.save(kept.replace(state="sent", direction="out"))
    page = opened(show, ReferralsPage(context, busy.referral))
    press(page, "print_referral")
    press(page, "remind_all")
    assert wanted == [("paper", Wish("referral_letter", busy.referral)), ("papers", Several("reminder"))]


@pytest.mark.parametrize(("state", "led"), [("done", True), ("to_sort", True), ("planned", False)])
def test_from_a_visit_that_was_made_to_its_record(show, context, busy, state, led) -> None:
    panel = show(VisitPanel(context))
    asked: list[tuple[str, object]] = []
    panel.wanted.connect(lambda kind, about: asked.append((kind, about)))
    visit = Visit(household=busy.household, state=state)
    panel.show_row(VisitRow(visit))
    way = panel.findChild(QWidget, "print_visit")
    assert (way is not None) == led
    if way is not None:
        way.click()
        assert asked == [("paper", Wish("visit_protocol", visit.id))]


def test_from_the_hours_to_one_sheet_and_all_of_the_month(show, context, desk, monkeypatch, wanted) -> None:
    month, who = date(2021, 10, 1), ids.new()
    row = HoursRow(ids.new(), "S-2021-0001", month, "signed", 60, 0, 2500, "flat", settled=False)
    sheets = (HoursSheet(who, "Salma Darwish", month, (row,)),)
    monkeypatch.setattr(desk.hours_sheets, "month", lambda _month: sheets)
    page = opened(show, HoursPage(context, month))
    press(page, "print_sheet")
    press(page, "print_hours")
    assert wanted == [
        ("paper", Wish("hours_sheet", who, options={"month": "2021-10"})),
        ("papers", Several("hours_sheet", month)),
    ]


def test_without_the_right_there_is_no_way(show, jobs, ask, busy) -> None:
    who = Who("Hörde/Hombruch", "Lena Groß", "AWO", "Assistenz", rights=rights.RIGHTS["assistant"])
    context = Context(jobs, ask, who)
    card = opened(show, HouseholdPage(context, busy.household))
    assert card.findChild(QWidget, "print_information") is None
    assert opened(show, ReferralsPage(context)).findChild(QWidget, "remind_all") is None
    contact = opened(show, ContactPage(context, Wanted(busy.contact)))
    assert not contact.findChild(QWidget, "print_contact").isVisible()
    panel = show(VisitPanel(context))
    panel.show_row(VisitRow(Visit(household=busy.household, state="done")))
    assert panel.findChild(QWidget, "print_visit") is None
