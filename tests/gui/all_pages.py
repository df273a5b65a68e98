"""Every page of the registry with a record in front of it, as tests that walk all of them want it."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from lwdesk.base import clock
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import QueueEntry
from lwdesk.services.papers.batch import Several
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui.pages.contact.page import Wanted as OneContact
from lwdesk.ui.pages.interpreting.begun import Wanted as OneRequest
from lwdesk.ui.pages.referral.begun import Wanted as OneReferral
from lwdesk.ui.pages.registry import ABOUT, PAGES
from lwdesk.ui.shell import Shell
from tests.unit import office
from tools.busy_office import Busy, fill

HOUSEHOLD, INTAKE = "household", "intake"
EVERY = (*PAGES, *(f"{kind} …" for kind in ABOUT), HOUSEHOLD, INTAKE)


def furnish(desk: Any) -> Busy:
    """Take a family in and write one record of each kind for it."""
    family = office.hamdan()
    desk.households.take_in(family)
    desk.hours.arrive(QueueEntry(household=family.household.id, shown_name="Mohammed Hamdan"))
    return fill(desk, [family.household.id])


def enter(shell: Shell, name: str, busy: Busy) -> None:
    """Open a page by its name; a page about something is opened on the record of that kind."""
    if name == HOUSEHOLD:
        shell.show_household(busy.household)
    elif name == INTAKE:
        shell.show_intake("Hamdan")
    elif name in PAGES:
        shell.go(name)
    else:
        kind = name.removesuffix(" …")
        shell.show_about(kind, subjects(busy).get(kind, busy.visit))
    while not getattr(shell.page, "ready", True):  # a long form is made part by part
        QApplication.processEvents()


def subjects(busy: Busy) -> dict[str, Any]:
    """Return what each kind of page wants to be told; the others are about a visit."""
    return {
        "contact": OneContact(busy.contact),
        "interpreter_request": busy.request,
        "ask_interpreter": OneRequest(household=busy.household),
        "along": clock.today(),
        "hours_sheets": clock.today(),
        "refer": OneReferral(household=busy.household),
        "referral": busy.referral,
        "take_in": Referral(direction="in", source_name="Familie Hamdan"),
        "appointment": busy.appointment,
        "plan_visit": busy.household,
        "paper": Wish("household_sheet", busy.household),
        "papers": Several("reminder"),
        "access_review": Wish("access_report", busy.household),
        "route": clock.today(),
        "exchange_log": "received",
        "hand_over": busy.household,
        "handed_over": Path("handed-over.lwb"),
    }
