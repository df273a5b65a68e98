"""Interpreter requests: written, checked against the rules of the pool, matched, sent without a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.base.texts import N_, translator
from lwdesk.domain import discretion, numbering, pool
from lwdesk.domain.interpreting import Assignment, Interpreter, InterpreterRequest
from lwdesk.domain.matching import ASKED_BY_ITSELF, Match
from lwdesk.domain.pool import Finding
from lwdesk.domain.task import Task
from lwdesk.services import audit, family_note, listing, request_text, tidy
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.request_text import RequestText
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.services.talk_request import TalkRequests
from lwdesk.store.queries import drafts, numbers
from lwdesk.store.queries import interpreting as queries
from lwdesk.store.queries.listing import Home
from lwdesk.store.transaction import Reader, Transaction

FORM: Final = "interpreter_request"
LETTER: Final = "S"
ANSWER_DAYS: Final = 2
FIELD_OF: Final = {
    "institution": "private_client",
    "legal": "legal",
    "specialist": "specialist_present",
    "medical": "medical",
    "ongoing": "ongoing",
    "home_visits": "setting",
    "topic": "topic",
    "past": "at",
    "lead": "urgent_reason",
}
"""Where a rule is mended."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the form shows beside a request: rules, what names the family, who fits, the text that is sent."""

    findings: tuple[Finding, ...]
    told: tuple[tuple[str, str], ...]
    matches: tuple[Match, ...]
    text: RequestText
    consent: UUID | None = None
    note: str = ""  # what the family wrote about whom not to tell

    @property
    def holds_back(self) -> bool:
        return bool(self.told) or any(one.holds_back for one in self.findings)


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with its household and everybody who was, is or will be asked."""

    record: InterpreterRequest
    home: Home | None = None
    asked: tuple[tuple[Assignment, Interpreter | None], ...] = ()

    @property
    def state(self) -> str:
        return self.record.state or "draft"

    @property
    def chosen(self) -> Interpreter | None:
        """Return who is asked at the moment, or said yes."""
        at_work = ("asked", "accepted", "held", "no_show")
        return next((who for one, who in self.asked if one.state in at_work), None)


class Interpreting:
    """The requests of the office."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._talks = seat, TalkRequests(seat)

    def begin(
        self, household: UUID | None = None, visit: UUID | None = None, appointment: UUID | None = None
    ) -> InterpreterRequest:
        """Return a new request, filled with what the file knows of the family and of the talk."""
        with self._seat.reading() as reader:
            return self._talks.begin(reader, household, visit, appointment)

    def home(self, request: InterpreterRequest) -> Home | None:
        """Return the household a request is for, as lists name it."""
        with self._seat.reading() as reader:
            self._talks.demand_visible(reader, request)
            return self._talks.home(reader, request)

    def load(self, request: UUID) -> RequestView:
        """Return a request with everybody who is asked; RecordGone when it is not there."""
        with self._seat.reading() as reader:
            kept = reader.get(InterpreterRequest, request)
            if kept is None:
                raise RecordGone(kind="interpreter_request")
            self._talks.demand_visible(reader, kept)
            return self._views(reader, [(kept, self._talks.home(reader, kept))])[0]

    def page(self, asked: Asked) -> Slice[RequestView]:
        """Return a slice of the list."""
        with self._seat.reading() as reader:
            found = listing.slice_of(reader, self._seat, queries.REQUESTS, asked)
            views = self._views(reader, [(row.record, row.home) for row in found.rows])
            counts = (*found.counts, ("pool", self._people(reader)))
        return Slice(asked, views, found.total, counts)

    def look(self, request: InterpreterRequest) -> Looked:
        """Check and match what stands in the form, without writing anything."""
        request = self._completed(tidy.tidied(request))
        with self._seat.reading() as reader:
            self._talks.demand_visible(reader, request)
            return self._looked(reader, request)

    def text(self, request: InterpreterRequest) -> RequestText:
        """Return exactly what is sent."""
        return self.look(request).text

    def save_draft(
        self, request: InterpreterRequest, base: InterpreterRequest | None = None, draft: UUID | None = None
    ) -> Changes | Conflicts:
        """Keep a request that is not sent yet; nothing but its language and its pool has to be known."""
        request = self._completed(tidy.tidied(request))
        with self._seat.writing("save_request", "ask_interpreter") as transaction:
            now = transaction.get(InterpreterRequest, request.id)
            if request.state != (now.state if now else "draft"):
                raise InvalidInput(kind="interpreter_request", fields="state")
            self._demand_writable(transaction, request, now)
            if now is not None and base is not None:
                if found := Saving(self._seat, transaction, clock.today()).conflicts(request, base):
                    return found
                request = _carried(now, base, request)
            tidy.refuse_unwritable(request)
            transaction.save(request)
            action: audit.Action = "change" if now else "create"
            audit.note(transaction, self._seat.staff.id, action, request.kind, request.id)
            self._let_go(transaction, draft)
            return changes(transaction, "save_request")

    def send(self, request: InterpreterRequest, draft: UUID | None = None, read: str = "") -> Changes:
        """Send a numbered request, ask the first one, note a task; InvalidInput where a rule stops it.

        `read` is the family's note on what not to tell, as it was read: who interprets hears everything.
        """
        request = self._completed(tidy.tidied(request))
        with self._seat.writing("send_request", "ask_interpreter") as transaction:
            now = transaction.get(InterpreterRequest, request.id)
            if not pool.may_follow(now.state if now else "draft", "sent") or request.state != "draft":
                raise InvalidInput(kind="interpreter_request", fields="state")
            self._demand_writable(transaction, request, now)
            tidy.refuse_new_problems(None, request)
            tidy.refuse(pool.lacking(request, "sent"), request.kind)
            family_note.demand_read(transaction, request.household, read)
            looked = self._looked(transaction, request)
            _demand_kept(looked)
            sent = self._numbered(transaction, request).replace(consent=looked.consent)
            transaction.save(sent)
            transaction.save_all(_asked(sent, looked.matches))
            transaction.save(self._task(sent))
            self._talks.link(transaction, sent)
            self._let_go(transaction, draft)
            audit.note(transaction, self._seat.staff.id, "export", sent.kind, sent.id)
            return changes(transaction, "send_request")

    def discard(self, request: UUID) -> Changes:
        """Take a request away that was never sent."""
        with self._seat.writing("discard_request", "ask_interpreter") as transaction:
            kept = transaction.get(InterpreterRequest, request)
            if kept is None:
                raise RecordGone(kind="interpreter_request")
            if kept.state != "draft":
                raise InvalidInput(kind="interpreter_request", fields="state")
            self._demand_writable(transaction, kept, kept)
            transaction.remove(kept)
            audit.note(transaction, self._seat.staff.id, "delete", kept.kind, kept.id)
            return changes(transaction, "discard_request")

    def _views(
        self, reader: Reader, found: Iterable[tuple[InterpreterRequest, Home | None]]
    ) -> tuple[RequestView, ...]:
        found = tuple(found)
        asked = queries.assignments(reader, [one.id for one, _home in found])
        people = reader.many(Interpreter, {one.interpreter for one in asked if one.interpreter})
        pairs: dict[UUID, list[tuple[Assignment, Interpreter | None]]] = {}
        for one in asked:
            if one.request and one.interpreter:
                pairs.setdefault(one.request, []).append((one, people.get(one.interpreter)))
        return tuple(RequestView(one, home, tuple(pairs.get(one.id, ()))) for one, home in found)

    def _people(self, reader: Reader) -> int:
        asked = Asked("pool", "name", limit=1)
        return listing.slice_of(reader, self._seat, queries.INTERPRETERS, asked).total

    def _looked(self, reader: Reader, request: InterpreterRequest) -> Looked:
        today = clock.today()
        secrets = self._talks.secrets(reader, request)
        return Looked(
            pool.check(request, today),
            discretion.told(request_text.typed(request), secrets),
            self._talks.matches(reader, request),
            request_text.written(request, self._seat.office, self._seat.staff, translator()),
            self._talks.consent(reader, request, today),
            family_note.note(reader, request.household),
        )

    def _completed(self, request: InterpreterRequest) -> InterpreterRequest:
        return request.replace(
            office=request.office or self._seat.office.id,
            staff=request.staff or self._seat.staff.id,
            state=request.state or "draft",
            state_since=request.state_since or clock.today(),
        )

    def _numbered(self, transaction: Transaction, request: InterpreterRequest) -> InterpreterRequest:
        today = clock.today()
        beginning = numbering.beginning(self._seat.office, self._seat.device, today.year, LETTER)
        reference = request.reference or numbers.next_number(
            transaction, InterpreterRequest, "reference", beginning
        )
        return request.replace(state="sent", state_since=today, sent_on=today, reference=reference)

    def _task(self, sent: InterpreterRequest) -> Task:
        assert sent.at is not None
        due = min(clock.today() + timedelta(days=ANSWER_DAYS), sent.at.astimezone().date())
        return Task(
            id=answer_task(sent.id),
            office=sent.office,
            household=sent.household,
            title=translator()(N_("Answer to the interpreter request {number}"), number=sent.reference),
            due_on=due,
            assigned=sent.staff,
            state="open",
            origin="interpreting",
            about=sent.id,
        )

    def _demand_writable(
        self, transaction: Transaction, request: InterpreterRequest, now: InterpreterRequest | None
    ) -> None:
        for one in (request, now) if now else (request,):
            demand_own(self._seat, one.office)
            self._talks.demand_editable(transaction, one)

    def _let_go(self, transaction: Transaction, draft: UUID | None) -> None:
        if draft is not None:
            drafts.discard(transaction, draft, self._seat.staff.id)


def answer_task(request: UUID) -> UUID:
    """Return the id of the task that waits for the answer to a request."""
    return ids.derived(request, "interpreting", "answer")


def _demand_kept(looked: Looked) -> None:
    """Raise InvalidInput with the fields in which a rule, or what names the family, stands in the way."""
    fields = {FIELD_OF[one.rule] for one in looked.findings if one.holds_back}
    fields |= {field for field, _why in looked.told}
    if fields:
        raise InvalidInput(kind="interpreter_request", fields=", ".join(sorted(fields)))


def _asked(sent: InterpreterRequest, matches: Iterable[Match]) -> tuple[Assignment, ...]:
    """Return who is asked, the first at once; who was wished for is asked first even with a warning."""
    chain = [one for one in matches if one.verdict in ASKED_BY_ITSELF or _is_wished(one, sent)]
    chain.sort(key=lambda one: not _is_wished(one, sent))
    return tuple(
        Assignment(
            request=sent.id,
            interpreter=one.candidate.interpreter.id,
            position=place,
            state="next" if place > 1 else "asked",
            asked_at=None if place > 1 else clock.now(),
        )
        for place, one in enumerate(chain, 1)
    )


def _is_wished(one: Match, sent: InterpreterRequest) -> bool:
    return one.may_be_asked and one.candidate.interpreter.id == sent.wished


def _carried(
    now: InterpreterRequest, base: InterpreterRequest, mine: InterpreterRequest
) -> InterpreterRequest:
    """Return what stands in the file with what the form changed."""
    names = (name for name in mine.by_name if mine.value(name) != base.value(name))
    return now.replace(**{name: mine.value(name) for name in names})
