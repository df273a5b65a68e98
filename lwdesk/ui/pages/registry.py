"""Which pages there are; each is imported when it is first wanted."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lwdesk.ui.context import Context, Page

if TYPE_CHECKING:
    from lwdesk.domain.referral import Referral
    from lwdesk.ui.pages.contact import Wanted as ContactWanted

HOME = "hour"


def _hour(context: Context) -> Page:
    from lwdesk.ui.pages.hour import HourPage

    return HourPage(context)


def _households(context: Context) -> Page:
    from lwdesk.ui.pages.households import HouseholdsPage

    return HouseholdsPage(context)


def _tasks(context: Context, task: UUID | None = None) -> Page:
    from lwdesk.ui.pages.tasks import TasksPage

    return TasksPage(context, task)


def _day(context: Context) -> Page:
    from lwdesk.ui.pages.calendar.page import DayPage

    return DayPage(context)


def _appointment(context: Context, appointment: UUID) -> Page:
    from lwdesk.ui.pages.calendar.page import DayPage

    return DayPage(context, appointment=appointment)


def _contact(context: Context, contact: UUID) -> Page:
    from lwdesk.ui.pages.contact import ContactPage, Wanted

    return ContactPage(context, Wanted(contact))


def _write_contact(context: Context, wanted: "ContactWanted") -> Page:
    from lwdesk.ui.pages.contact import ContactPage

    return ContactPage(context, wanted)


def _contacts(context: Context, _nothing: object = None) -> Page:
    from lwdesk.ui.pages.contacts import ContactsPage

    return ContactsPage(context)


def _users(context: Context) -> Page:
    from lwdesk.ui.pages.users import UsersPage

    return UsersPage(context)


def _audit(context: Context) -> Page:
    from lwdesk.ui.pages.audit import AuditPage

    return AuditPage(context)


def _devices(context: Context, _nothing: object = None) -> Page:
    from lwdesk.ui.pages.devices import DevicesPage

    return DevicesPage(context)


def _visits(context: Context) -> Page:
    from lwdesk.ui.pages.visits.page import VisitsPage

    return VisitsPage(context)


def _visit(context: Context, visit: UUID) -> Page:
    from lwdesk.ui.pages.visits.mode import VisitModePage

    return VisitModePage(context, visit)


def _plan_visit(context: Context, household: UUID | None) -> Page:
    from lwdesk.ui.pages.visits.plan import PlanPage

    return PlanPage(context, household=household)


def _change_visit(context: Context, visit: UUID) -> Page:
    from lwdesk.ui.pages.visits.plan import PlanPage

    return PlanPage(context, visit=visit)


def _sort_visit(context: Context, visit: UUID) -> Page:
    from lwdesk.ui.pages.visits.sorting import SortingPage

    return SortingPage(context, visit)


def _route(context: Context, day: date) -> Page:
    from lwdesk.ui.pages.visits.route import RoutePage

    return RoutePage(context, day)


def _referrals(context: Context, referral: UUID | None = None) -> Page:
    from lwdesk.ui.pages.referrals import ReferralsPage

    return ReferralsPage(context, referral)


def _take_in(context: Context, referral: "Referral") -> Page:
    from lwdesk.ui.pages.intake import IntakePage

    return IntakePage(context, referral)


def _offers(context: Context) -> Page:
    from lwdesk.ui.pages.offers import OffersPage

    return OffersPage(context)


def _referral(context: Context, wanted: Any) -> Page:  # noqa: ANN401 - what the page is about
    from lwdesk.domain.need import Need
    from lwdesk.ui.pages.referral import ReferralPage
    from lwdesk.ui.pages.referral.begun import Wanted

    if isinstance(wanted, Need):
        wanted = Wanted(wanted.household, need=wanted)
    return ReferralPage(context, Wanted(wanted) if isinstance(wanted, UUID) else wanted)


def _interpreting(context: Context) -> Page:
    from lwdesk.ui.pages.interpreting.page import InterpretingPage

    return InterpretingPage(context)


def _interpreter_request(context: Context, request: UUID) -> Page:
    from lwdesk.ui.pages.interpreting.page import InterpretingPage

    return InterpretingPage(context, request)


def _ask_interpreter(context: Context, wanted: Any) -> Page:  # noqa: ANN401 - what the page is about
    from lwdesk.ui.pages.interpreting.begun import Wanted
    from lwdesk.ui.pages.interpreting.request import RequestPage

    return RequestPage(context, wanted if isinstance(wanted, Wanted) else Wanted(household=wanted))


def _hours_sheets(context: Context, month: date | None) -> Page:
    from lwdesk.ui.pages.interpreting.hours import HoursPage

    return HoursPage(context, month)


def _paper(context: Context, wish: Any) -> Page:  # noqa: ANN401 - what the page is about
    from lwdesk.ui.pages.paper.page import PaperPage

    return PaperPage(context, wish)


def _papers(context: Context, wanted: Any) -> Page:  # noqa: ANN401 - what the page is about
    from lwdesk.ui.pages.paper.many import ManyPage

    return ManyPage(context, wanted)


def _access_review(context: Context, wish: Any) -> Page:  # noqa: ANN401 - what the page is about
    from lwdesk.ui.pages.paper.review import ReviewPage

    return ReviewPage(context, wish)


def _exchange(context: Context) -> Page:
    from lwdesk.ui.pages.exchange import ExchangePage

    return ExchangePage(context)


def _exchange_log(context: Context, wanted: Any) -> Page:  # noqa: ANN401 - what the page is about
    from lwdesk.ui.pages.exchange.log import LogPage

    return LogPage(context, wanted)


def _package_contents(context: Context, _nothing: object) -> Page:
    from lwdesk.ui.pages.exchange.contents import ContentsPage

    return ContentsPage(context)


def _differences(context: Context, _nothing: object) -> Page:
    from lwdesk.ui.pages.differences import DifferencesPage

    return DifferencesPage(context)


def _hand_over(context: Context, household: UUID) -> Page:
    from lwdesk.ui.pages.transfer.page import TransferPage

    return TransferPage(context, household)


def _transfers(context: Context, _nothing: object) -> Page:
    from lwdesk.ui.pages.transfer.listing import TransfersPage

    return TransfersPage(context)


def _handed_over(context: Context, path: Any) -> Page:  # noqa: ANN401 - where the package lies
    from lwdesk.ui.pages.transfer.arrival import ArrivalPage

    return ArrivalPage(context, path)


PAGES: dict[str, Callable[[Context], Page]] = {
    "hour": _hour,
    "households": _households,
    "visits": _visits,
    "interpreting": _interpreting,
    "referrals": _referrals,
    "offers": _offers,
    "tasks": _tasks,
    "exchange": _exchange,
    "day": _day,
    "users": _users,
    "devices": _devices,
    "audit": _audit,
}


def _along(context: Context, day: date | None = None) -> Page:
    from lwdesk.ui.pages.along.page import AlongPage

    return AlongPage(context, day)


RECORDS: dict[str, Callable[[Context, UUID], Page]] = {
    "appointment": _appointment,
    "contact": _contact,
    "interpreter_request": _interpreter_request,
    "referral": _referrals,
    "task": _tasks,
    "visit": _change_visit,
}
"""Pages of a kept record, by its kind: the id alone opens each of them, whoever asks."""
ABOUT: dict[str, Callable[[Context, Any], Page]] = {
    **RECORDS,
    "devices": _devices,
    "along": _along,
    "write_contact": _write_contact,
    "contacts": _contacts,
    "ask_interpreter": _ask_interpreter,
    "hours_sheets": _hours_sheets,
    "refer": _referral,
    "take_in": _take_in,
    "paper": _paper,
    "papers": _papers,
    "access_review": _access_review,
    "visit_mode": _visit,
    "plan_visit": _plan_visit,
    "sort_visit": _sort_visit,
    "route": _route,
    "exchange_log": _exchange_log,
    "package_contents": _package_contents,
    "differences": _differences,
    "hand_over": _hand_over,
    "transfers": _transfers,
    "handed_over": _handed_over,
}
"""Pages about one thing, by the kind that `Context.wanted` names; the subject comes with it."""


def household_page(context: Context, household: UUID) -> Page:
    from lwdesk.ui.pages.household import HouseholdPage

    return HouseholdPage(context, household)


def intake_page(context: Context, text: str, draft: UUID | None) -> Page:
    from lwdesk.ui.pages.intake import IntakePage

    return IntakePage(context, text, draft)
