"""Which pages there are; each is imported when it is first wanted."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from lwdesk.ui.context import Context, Page

HOME = "hour"


def _hour(context: Context) -> Page:
    from lwdesk.ui.pages.hour import HourPage

    return HourPage(context)


def _households(context: Context) -> Page:
    from lwdesk.ui.pages.households import HouseholdsPage

    return HouseholdsPage(context)


def _tasks(context: Context) -> Page:
    from lwdesk.ui.pages.tasks import TasksPage

    return TasksPage(context)


def _users(context: Context) -> Page:
    from lwdesk.ui.pages.users import UsersPage

    return UsersPage(context)


def _audit(context: Context) -> Page:
    from lwdesk.ui.pages.audit import AuditPage

    return AuditPage(context)


def _contact(context: Context, wanted: Any) -> Page:  # noqa: ANN401 - what the page is about
    from lwdesk.ui.pages.contact import ContactPage

    return ContactPage(context, wanted)


PAGES: dict[str, Callable[[Context], Page]] = {
    "hour": _hour,
    "households": _households,
    "tasks": _tasks,
    "users": _users,
    "audit": _audit,
}
ABOUT: dict[str, Callable[[Context, Any], Page]] = {"contact": _contact}
"""Pages about one thing, by the kind that `Context.wanted` names; the subject comes with it."""


def household_page(context: Context, household: UUID) -> Page:
    from lwdesk.ui.pages.household import HouseholdPage

    return HouseholdPage(context, household)


def intake_page(context: Context, text: str, draft: UUID | None) -> Page:
    from lwdesk.ui.pages.intake import IntakePage

    return IntakePage(context, text, draft)
