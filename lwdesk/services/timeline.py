"""The timeline of a household in the words of its records: one maker for each kind of entry."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, Literal
from uuid import UUID

from lwdesk.domain import visiting
from lwdesk.domain.allowances import minutes_between
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent, Disclosure
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household, Membership, Merger
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.domain.need import CaseStep, Need
from lwdesk.domain.pool import UNDER_WAY
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import Task
from lwdesk.domain.transfer import Transfer
from lwdesk.domain.visit import Visit
from lwdesk.services.exchange.views import Decided
from lwdesk.services.papers.kinds import KINDS, Wish
from lwdesk.services.views import Event
from lwdesk.store.exchange.together import Dot
from lwdesk.store.queries.timeline import Entry, Slice, dot_of

type Topics = tuple[tuple[str, str], ...]


def events(
    part: Slice, names: dict[UUID, str], today: date, decided: Mapping[Dot, Decided]
) -> tuple[Event, ...]:
    """Return the entries of the timeline as it shows them; `names` are those of the persons."""
    told = _Told(_topics(part.reasons), names, today, decided)
    made: list[Event | None] = []
    for entry in part.entries:
        record, told.entry = part.records.get(entry.record), entry
        known = record is not None or entry.kind == "decided"
        made.append(MAKERS[entry.kind](record, told) if known else None)
    return tuple(event for event in made if event is not None)


class _Told:
    """What the makers need beside the record."""

    def __init__(
        self,
        topics: dict[UUID, Topics],
        names: dict[UUID, str],
        today: date,
        decided: Mapping[Dot, Decided],
    ) -> None:
        self.topics, self.names, self.today, self.decided = topics, names, today, decided
        self.entry = Entry("", UUID(int=0), "")
        """The line of the timeline that is being told."""


def _topics(reasons: Iterable[Reason]) -> dict[UUID, Topics]:
    found: dict[UUID, Topics] = {}
    for reason in reasons:
        if reason.contact is not None:
            topic = (reason.area or "", reason.support or "")
            found[reason.contact] = (*found.get(reason.contact, ()), topic)
    return found


def _event(
    kind: str, record: Record, on: date | None, code: str | None = None, note: str = ""
) -> Event | None:
    return Event(kind, record.id, on, None, code, None, note) if on else None


def _contact(contact: Contact, told: _Told) -> Event | None:
    if contact.at is None:
        return None
    visit = bool(contact.sort) and codelists()["contact_kind"].get(contact.sort or "").flag("visit")
    return Event(
        kind="visit" if visit else "contact",
        record=contact.id,
        on=contact.at.astimezone().date(),
        at=contact.at,
        code=contact.sort,
        minutes=contact.minutes,
        note=contact.result or contact.note,
        topics=told.topics.get(contact.id, ()),
        line="contact",
    )


def _visiting(visit: Visit, told: _Told) -> Event | None:
    """Tell of a visit until it counts as a contact; then it is told as that."""
    at = visit.arrived_at or visit.planned_at
    if at is None:
        return None
    on, opened = at.astimezone().date(), visiting.is_open(visit)
    state: Literal["planned", "today", "past"] = "past"
    if opened and on >= told.today:
        state = "planned" if visit.state == "planned" else "today"
    note = visit.next_step or visit.result_note
    topics = ((visit.sort or "", visit.state or ""),)
    return Event("visiting", visit.id, on, at, visit.state, None, note, topics, state)


def _appointment(one: Appointment, told: _Told) -> Event | None:
    if one.at is None or one.contact is not None:  # what became a talk is told as that
        return None
    on = one.at.astimezone().date()
    state: Literal["planned", "today", "past"] = "past"
    if one.state in (None, "planned") and on >= told.today:
        state = "today" if on == told.today else "planned"
    code = one.sort if one.state in (None, "planned") else one.state
    return Event("appointment", one.id, on, one.at, code, one.minutes, one.title or one.place, (), state)


def _interpreting(request: InterpreterRequest, told: _Told) -> Event | None:
    """Tell of a talk with an interpreter: its state, then how long it was and how it went."""
    at = request.held_from or request.at
    if at is None:
        return None
    on = at.astimezone().date()
    state: Literal["planned", "today", "past"] = "past"
    if request.state in UNDER_WAY and on >= told.today:
        state = "today" if on == told.today else "planned"
    minutes = minutes_between(request.held_from, request.held_until) or None
    topics = ((request.language or "", request.understanding or ""),)
    return Event("interpreting", request.id, on, at, request.state, minutes, request.reference, topics, state)


def _referral(referral: Referral, _told: _Told) -> Event | None:
    """Tell of a way to another service: its state, and why it was refused or how it ended."""
    on = referral.sent_on or referral.state_since
    if on is None:
        return None
    why = referral.refusal if referral.state == "refused" else referral.outcome
    topics = ((referral.area or "", why or ""),)
    return Event("referral", referral.id, on, None, referral.state, None, referral.subject, topics)


def _task(task: Task, told: _Told) -> Event | None:
    on = task.done_on or task.due_on
    if on is None:
        return None
    state: Literal["planned", "today", "past"] = "past"
    if task.done_on is None and task.state != "done" and on >= told.today:
        state = "today" if on == told.today else "planned"
    return Event("task", task.id, on, None, task.origin, None, task.title, (), state)


def _need(need: Need, _told: _Told) -> Event | None:
    return _event("need", need, need.recorded_on or need.levelled_on, need.area, need.next_step or need.goal)


def _levelled(need: Need, told: _Told) -> Event | None:
    """Tell from which level a need went to which, and when."""
    at, (former, level) = datetime.fromisoformat(told.entry.key), told.entry.told.split()
    on = at.astimezone().date()
    key = told.entry.key
    return Event("levelled", need.id, on, at, need.area, None, "", ((former, level),), key=key)


def _intake(household: Household, _told: _Told) -> Event | None:
    return _event("intake", household, household.registered_on, household.access_route)


def _moved(dwelling: Dwelling, _told: _Told) -> Event | None:
    """Say in which district, never at which door."""
    return _event("moved", dwelling, dwelling.moved_in_on, dwelling.district)


def _joined(membership: Membership, told: _Told) -> Event | None:
    return _event("joined", membership, membership.since, note=_name(membership, told))


def _left(membership: Membership, told: _Told) -> Event | None:
    return _event("left", membership, membership.until, membership.leaving_reason, _name(membership, told))


def _name(membership: Membership, told: _Told) -> str:
    return told.names.get(membership.person, "") if membership.person else ""


def _consent(consent: Consent, _told: _Told) -> Event | None:
    return _event("consent", consent, consent.given_on, consent.purpose, consent.recipient)


def _revoked(consent: Consent, _told: _Told) -> Event | None:
    return _event("revoked", consent, consent.revoked_on, consent.purpose, consent.recipient)


def _disclosed(disclosure: Disclosure, _told: _Told) -> Event | None:
    if disclosure.at is None:
        return None
    on, topics = disclosure.at.astimezone().date(), tuple((kind, "") for kind in disclosure.data_kinds)
    return Event(
        "disclosed", disclosure.id, on, disclosure.at, disclosure.way, None, disclosure.recipient, topics
    )


def _issued(paper: IssuedPaper, _told: _Told) -> Event | None:
    """Tell of a paper: which one, in what language, printed or saved, and for whom."""
    if paper.at is None:
        return None
    on, topics = paper.at.astimezone().date(), ((paper.language or "", paper.way or ""),)
    return Event(
        "issued", paper.id, on, paper.at, paper.sort, None, paper.recipient, topics, again=_again(paper)
    )


def _again(paper: IssuedPaper) -> Wish | None:
    """Return the wish for the same paper about the same thing, where it is made from within a file."""
    if paper.about is None or paper.sort not in KINDS:
        return None
    return Wish(
        paper.sort, paper.about, paper.language or "", {"anonymous": "yes"} if paper.anonymous else {}
    )


def _taken_over(transfer: Transfer, _told: _Told) -> Event | None:
    if transfer.at is None:
        return None
    on, topics = transfer.at.astimezone().date(), tuple((kind, "") for kind in transfer.data_kinds)
    return Event("taken_over", transfer.id, on, transfer.at, transfer.purpose, None, transfer.other, topics)


def _step(step: CaseStep, _told: _Told) -> Event | None:
    return _event("step", step, step.on, step.step, step.skip_reason if step.skipped else step.result)


def _merged(merger: Merger, _told: _Told) -> Event | None:
    return _event("merged", merger, merger.merged_on)


def _decided(_record: None, told: _Told) -> Event | None:
    """Tell which value of a difference won; the write that decided it may be about any record."""
    one = told.decided.get(dot_of(told.entry))
    if one is None:
        return None
    at = datetime.fromisoformat(told.entry.key)
    on = at.astimezone().date()
    key = told.entry.key
    return Event("decided", told.entry.record, on, at, one.field, None, one.reason, decided=one, key=key)


MAKERS: Final[dict[str, Callable[[Any, _Told], Event | None]]] = {
    "contact": _contact,
    "visiting": _visiting,
    "appointment": _appointment,
    "interpreting": _interpreting,
    "referral": _referral,
    "task": _task,
    "need": _need,
    "levelled": _levelled,
    "intake": _intake,
    "moved": _moved,
    "joined": _joined,
    "left": _left,
    "consent": _consent,
    "revoked": _revoked,
    "disclosed": _disclosed,
    "issued": _issued,
    "step": _step,
    "taken_over": _taken_over,
    "merged": _merged,
    "decided": _decided,
}
