"""Every page of the registry with a record in front of it, for whoever walks all of them."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from lwdesk.base import clock
from lwdesk.domain.contact import Contact
from lwdesk.domain.referral import Referral
from lwdesk.services.contacts import Talk
from lwdesk.services.papers.batch import Several
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui.pages.contact.page import Wanted as OneContact
from lwdesk.ui.pages.interpreting.begun import Wanted as OneRequest
from lwdesk.ui.pages.referral.begun import Wanted as OneReferral
from lwdesk.ui.pages.registry import ABOUT, PAGES
from lwdesk.ui.shell import Shell
from tools.busy_office import Busy

HOUSEHOLD, INTAKE = "household", "intake"
EVERY = (*PAGES, *(f"{kind} …" for kind in ABOUT), HOUSEHOLD, INTAKE)
NOWHERE = Path("handed-over.lwb")


def enter(shell: Shell, name: str, busy: Busy, **others: object) -> None:
    """Open a page by its name; a page about something is opened on the record of that kind, or on another."""
    if name == HOUSEHOLD:
        shell.show_household(busy.household)
    elif name == INTAKE:
        shell.show_intake("Hamdan")
    elif name in PAGES:
        shell.go(name)
    else:
        kind = name.removesuffix(" …")
        shell.show_about(kind, {**subjects(busy), **others}.get(kind))


def wait(shell: Shell) -> None:
    """Let a long form be made to its end, part by part."""
    while not getattr(shell.page, "ready", True):
        QApplication.processEvents()


def subjects(busy: Busy) -> dict[str, Any]:
    """Return what each kind of page wants to be told."""
    return {
        **dict.fromkeys(("devices", "contacts", "package_contents", "differences", "transfers")),
        **dict.fromkeys(("visit", "visit_mode", "sort_visit"), busy.visit),
        **dict.fromkeys(("along", "hours_sheets", "route"), clock.today()),
        "contact": busy.contact,
        "write_contact": OneContact(talk=Talk(Contact(household=busy.household))),
        "task": busy.task,
        "interpreter_request": busy.request,
        "ask_interpreter": OneRequest(household=busy.household),
        "refer": OneReferral(household=busy.household),
        "referral": busy.referral,
        "take_in": Referral(direction="in", source_name="Familie Hamdan"),
        "appointment": busy.appointment,
        "plan_visit": busy.household,
        "paper": Wish("household_sheet", busy.household),
        "papers": Several("reminder"),
        "access_review": Wish("access_report", busy.household),
        "exchange_log": "received",
        "hand_over": busy.household,
        "handed_over": NOWHERE,
    }
