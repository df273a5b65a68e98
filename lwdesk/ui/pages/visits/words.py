"""What the pages of a visit say of it, as values free of widgets."""

from datetime import date, datetime

from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent
from lwdesk.domain.gate import is_in_force
from lwdesk.domain.household import Household
from lwdesk.domain.person import Person
from lwdesk.domain.visit import Visit
from lwdesk.services.visit_views import Clash, VisitRow, VisitView
from lwdesk.ui import dates
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label, persons, short_label
from lwdesk.ui.words import _

STORE = "store"


def occasion(visit: Visit) -> str:
    return short_label("visit_kind", visit.sort) or _("Visit")


def household_name(home: Household) -> str:
    return home.name or home.native_name or _("without a name")


def person_name(person: Person) -> str:
    latin = f"{person.given_name} {person.family_name}".strip()
    return latin or person.call_name or person.native_name or _("without a name")


def called(person: Person, home: Household) -> str:
    """Return how somebody is called at the table: the name of the household is left out."""
    family = person.family_name
    return (
        person.given_name
        if family and home.name.endswith(family) and person.given_name
        else person_name(person)
    )


def head_line(view: VisitView) -> str:
    """Return whom the visit is to, and when somebody arrived."""
    arrived = view.visit.arrived_at
    parts = (
        household_name(view.household),
        view.household.case_number,
        persons(len(view.people)),
        short_label("language", view.visit.language),
        _("Arrival {time}", time=dates.clock_time(arrived)) if arrived else "",
    )
    return " · ".join(part for part in parts if part)


def saved_at(moment: datetime) -> str:
    return _("Kept {time}", time=moment.astimezone().strftime("%H:%M:%S"))


def interpreting(view: VisitView) -> str:
    """Return that somebody interprets, nothing where nobody was asked for."""
    if view.visit.interpreting is None:
        return ""
    return _("{language}, interpreter requested", language=short_label("language", view.visit.language))


def agreed(view: VisitView, today: date) -> Consent | None:
    """Return the consent to keep the data that holds today."""
    given = (one for one in view.consents if one.purpose == STORE and is_in_force(one, today))
    return next(given, None)


def state_look(visit: Visit, today: date) -> BadgeLook:
    """Return the state of a visit as a badge; a plan whose day has passed is overdue."""
    code = codelists()["visit_state"].get(visit.state or "proposed")
    late = visit.planned_at is not None and visit.planned_at.astimezone().date() < today
    if visit.state == "planned" and late:
        return BadgeLook(_("overdue"), "warn", "clock")
    return BadgeLook(
        label("visit_state", code.code), code.text("tone") or "neutral", code.text("icon") or "circle"
    )


def when(visit: Visit, today: date) -> str:
    at = visit.arrived_at or visit.planned_at
    if at is not None:
        day = at.astimezone().date()
        return dates.when(day, at, today)
    return _("by {day}", day=dates.short_day(visit.next_on, today)) if visit.next_on else "–"


def going(row: VisitRow) -> str:
    """Return who goes."""
    return ", ".join(name for name in (row.staff, row.second) if name) or "–"


def clash(found: Clash) -> str:
    """Return what else is at the time of a plan."""
    time, name = dates.clock_time(found.at), found.name
    if found.kind == "household":
        return _("This family is already to be visited that day, {time}.", time=time)
    if found.kind == "appointment":
        told = _("There is an appointment at {time}: {name}.", time=time, name=name)
        return told if name else _("There is an appointment at {time}.", time=time)
    told = _("There is another visit at {time}: {name}.", time=time, name=name)
    return told if name else _("There is another visit at {time}.", time=time)
