"""Whoever lacks a right meets no way that would be refused afterwards."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from lwdesk.services.rights import EVERY, RIGHTS
from lwdesk.services.settings import KnownFile
from lwdesk.ui.dialogs.account import AccountActions
from lwdesk.ui.jobs import InlineExecutor
from lwdesk.ui.opening import Opened
from lwdesk.ui.pages.households import HouseholdsPage
from lwdesk.ui.pages.interpreting.page import InterpretingPage
from lwdesk.ui.pages.offers.page import OffersPage
from lwdesk.ui.pages.referrals.page import ReferralsPage
from lwdesk.ui.pages.tasks.page import TasksPage
from lwdesk.ui.pages.visits.page import VisitsPage
from tests.gui import screens
from tests.gui.cards import family, opening  # noqa: F401 - fixtures
from tests.gui.test_accounts_journey import sign_in
from tests.unit import office

# ruff: noqa: F811

LACKING = "Dazu fehlt Ihnen das Recht. Fragen Sie die Leitung."
LISTS = (
    (HouseholdsPage, "take_in", ("new_household",)),
    (VisitsPage, "plan_visit", ("new_visit",)),
    (ReferralsPage, "refer", ("new_referral", "come_in_button")),
    (InterpretingPage, "ask_interpreter", ("new_request",)),
    (TasksPage, "manage_tasks", ("new_task_button",)),
    (OffersPage, "manage_offers", ("new_offer", "new_provider")),
)
each_list = pytest.mark.parametrize(
    ("kind", "right", "ways"), LISTS, ids=[kind.__name__ for kind, *_ in LISTS]
)


def let(context, *rights) -> None:
    context.who = replace(context.who, rights=frozenset(rights))


def listed(context, show, kind):
    page = show(kind(context))
    page.opened()
    return page


def seen(page) -> set[str]:
    return {one.objectName() for one in page.findChildren(QAbstractButton) if one.isVisibleTo(page)}


@each_list
def test_a_list_offers_what_the_right_allows(context, show, kind, right, ways):
    let(context, right)
    assert set(ways) <= seen(listed(context, show, kind))


@each_list
def test_a_list_leaves_out_what_the_right_does_not_allow(context, show, kind, right, ways):
    let(context, *(set(EVERY) - {right}))
    assert not set(ways) & seen(listed(context, show, kind))


@each_list
def test_the_key_for_the_left_out_way_says_whom_to_ask(context, show, kind, right, ways):
    said, gone = [], []
    context.said.connect(lambda words, _undo: said.append(words))
    for way in (context.wanted, context.intake_wanted):
        way.connect(lambda *told: gone.append(told))
    let(context, *(set(EVERY) - {right}))
    listed(context, show, kind).primary()
    assert (said, gone) == ([LACKING], [])


def test_the_pool_is_added_to_by_who_manages_offers_and_asked_for_by_who_may_ask(context, show):
    let(context, "manage_offers")
    page = listed(context, show, InterpretingPage)
    assert "new_request" not in seen(page)
    page.tabs.tabs["pool"].click()
    assert "new_request" in seen(page)


@pytest.mark.parametrize("right", ["refer", "plan_visit", "ask_interpreter"])
def test_the_head_of_the_card_leaves_out_the_way_without_its_right(context, opening, family, right):
    let(context, *(RIGHTS["lead"] - {right}))
    page = opening(family)
    ways = {"refer", "plan_visit", "ask_interpreter"}
    assert {one for one in ways if page.findChild(QWidget, one)} == ways - {right}


def test_the_folded_head_leaves_out_the_same_ways(context, opening, family):
    let(context, *(RIGHTS["lead"] - {"refer", "plan_visit", "manage_tasks"}))
    page = opening(family, 808, 624)
    menu = page.findChild(QWidget, "actions").findChild(QMenu)
    words = {action.text() for action in menu.actions()}
    assert "Sprachmittler*in" in words
    assert not words & {"Vermitteln", "Besuch planen", "Aufgabe …"}


@pytest.mark.parametrize(
    ("rights", "ways"),
    [
        ((), {"change_passphrase"}),
        (("back_up", "plan_hours"), {"make_backup", "change_passphrase", "opening_hours"}),
    ],
)
def test_the_settings_offer_a_backup_and_the_opening_hours_to_who_may(context, show, rights, ways):
    let(context, *rights)
    assert seen(show(AccountActions(context))) == ways


def test_the_window_knows_the_rights_of_who_unlocked_it(qtbot, ask, tmp_path):
    screen = screens.opened(qtbot, ask, office.place(tmp_path))
    sign_in(screen, office.OTHERS["assistant"], office.PASSPHRASE)
    screen.until(screen.is_at_work)
    assert screen.window.surface().context.who.rights == RIGHTS["assistant"]


def test_a_file_that_is_only_read_gives_no_right_to_write(tmp_path):
    with office.opened(office.place(tmp_path), read_only=True) as desk:
        who = Opened(desk, InlineExecutor(), KnownFile(desk.path, desk.office.name), 10).who()
    assert who.rights == {"see_restricted", "read_audit"}
