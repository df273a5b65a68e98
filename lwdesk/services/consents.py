"""Consents: given, revoked, and asked before anything leaves the office."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.base.texts import N_, translator
from lwdesk.domain import gate as gates
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent, Disclosure, Withholding
from lwdesk.domain.fields import Record
from lwdesk.domain.gate import Gate, Handing
from lwdesk.domain.household import Household
from lwdesk.domain.interpreting import Assignment, Interpreter, InterpreterRequest
from lwdesk.domain.papers import Attachment
from lwdesk.domain.person import Person
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import Task
from lwdesk.domain.transfer import SENT, WITHDRAWN, Transfer
from lwdesk.services import audit, tidy
from lwdesk.services.assignments import Assignments
from lwdesk.services.changes import Changes
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.store.queries import drafts, papers
from lwdesk.store.transaction import Reader, Transaction

UNDER_WAY: Final = {
    Referral: frozenset({"sent", "received", "accepted", "appointment", "not_used"}),
    InterpreterRequest: frozenset({"sent", "searching", "accepted", "confirmed"}),
    Transfer: frozenset({SENT}),
}
"""What a revocation stops; what has taken place stays as it was."""
PICTURES: Final = {b"\x89PNG": "image/png", b"<svg": "image/svg+xml", b"<?xm": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Revoked(Changes):
    """What a revocation stopped, by kind and id, and who has received what on the strength of the consent."""

    stopped: tuple[tuple[str, UUID], ...] = ()
    received: tuple[Disclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Whom:
    """Who can be chosen as somebody not to tell: providers with the names of their offers, and the pool."""

    providers: tuple[tuple[UUID, str, tuple[str, ...]], ...] = ()
    interpreters: tuple[tuple[UUID, str], ...] = ()


class Consents:
    """What the households agreed to, and what may leave."""

    def __init__(self, seat: Seat) -> None:
        self._seat, self._assignments = seat, Assignments(seat)

    def gate(self, household: UUID, handing: Handing) -> Gate:
        """Return what of a household may leave on this way."""
        with self._seat.reading() as reader:
            return self.gate_in(reader, household, handing)

    def gate_in(self, reader: Reader, household: UUID, handing: Handing) -> Gate:
        """Ask the gate inside a transaction, so that nothing changes between the question and the handing."""
        kept = _household(reader, household)
        self._seat.demand_visible(kept)
        people = reader.many(Person, handing.persons).values()
        minors = frozenset(one.id for one in people if gates.is_minor(one.born, handing.on))
        return gates.gate(
            kept,
            replace(handing, minors=minors),
            reader.all(Consent, household=household),
            reader.all(Withholding, household=household),
        )

    def whom(self) -> Whom:
        """Return who can be chosen as somebody not to tell, by name."""
        offers: dict[UUID, list[str]] = {}
        with self._seat.reading() as reader:
            for offer in reader.all(Offer):
                if offer.provider is not None:
                    offers.setdefault(offer.provider, []).append(offer.name)
            providers = [(one.id, one.name, tuple(offers.get(one.id, ()))) for one in reader.all(Provider)]
            interpreters = [(one.id, one.name) for one in reader.all(Interpreter)]
        return Whom(
            tuple(sorted(providers, key=lambda one: one[1].casefold())),
            tuple(sorted(interpreters, key=lambda one: one[1].casefold())),
        )

    def give(self, consent: Consent, signature: bytes | None = None, draft: UUID | None = None) -> Changes:
        """Save a consent with the signature that was drawn; InvalidInput where something makes it void."""
        consent = _completed(tidy.tidied(consent))
        with self._seat.writing("give_consent") as transaction:
            saving = Saving(self._seat, transaction, clock.today())
            person = transaction.get(Person, consent.person) if consent.person else None
            born = person.born if person else None
            tidy.refuse(gates.lacking(consent, born, drawn=signature is not None), consent.kind)
            if signature is not None:
                consent = consent.replace(signature=_keep(transaction, consent, signature))
            saving.save(consent, None)
            if draft is not None:
                drafts.discard(transaction, draft, self._seat.staff.id)
            return changes(transaction, "give_consent")

    def revoke(self, consent: UUID) -> Revoked:
        """Revoke a consent, stop what is under way on its strength, and tell who has received what."""
        with self._seat.writing("revoke_consent") as transaction:
            kept = transaction.get(Consent, consent)
            if kept is None or kept.household is None:
                raise RecordGone(kind="consent")
            home = _household(transaction, kept.household)
            demand_own(self._seat, home.office)
            self._seat.demand_visible(home)
            if kept.revoked_on is None:
                by = self._seat.staff
                transaction.save(kept.replace(revoked_on=clock.today(), revoked_by=by.name))
                audit.note(transaction, by.id, "change", "consent", consent, reason="revoke")
            stopped = self._stop(transaction, consent)
            received = transaction.all(Disclosure, consent=consent)
            return Revoked(frozenset(transaction.touched), "revoke_consent", stopped, received)

    def received(self, household: UUID) -> tuple[Disclosure, ...]:
        """Return who has received what about a household, the newest first."""
        with self._seat.reading() as reader:
            self._seat.demand_visible(_household(reader, household))
            found = reader.all(Disclosure, household=household)
        return tuple(sorted(found, key=lambda one: str(one.at), reverse=True))

    def note_disclosure(self, transaction: Transaction, disclosure: Disclosure) -> None:
        """Write down in the same save that something about a household was passed on."""
        by = self._seat.staff.id
        told = tidy.tidied(disclosure)
        told = told.replace(at=told.at or clock.now(), staff=told.staff or by)
        tidy.refuse_new_problems(None, told)
        transaction.save(told)
        audit.note(transaction, by, "create", told.kind, told.id, count=len(told.data_kinds))

    def signature(self, consent: UUID) -> bytes | None:
        """Return the picture of the signature of a consent, if one was drawn."""
        with self._seat.reading() as reader:
            kept = reader.get(Consent, consent)
            if kept is None or kept.household is None:
                raise RecordGone(kind="consent")
            self._seat.demand_visible(_household(reader, kept.household))
            paper = reader.get(Attachment, kept.signature) if kept.signature else None
            return papers.content(reader, paper.sha256) if paper else None

    def _stop(self, transaction: Transaction, consent: UUID) -> tuple[tuple[str, UUID], ...]:
        today = clock.today()
        referrals = _under_way(transaction, Referral, consent)
        requests = _under_way(transaction, InterpreterRequest, consent)
        transfers = _under_way(transaction, Transfer, consent)
        _drop_tasks(transaction, (*referrals, *requests, *transfers))
        transaction.save_all(one.replace(state="withdrawn", state_since=today) for one in referrals)
        for one in referrals:
            audit.note(transaction, self._seat.staff.id, "change", one.kind, one.id, reason="revoke")
        self._withdraw(transaction, transfers)
        told_off = [called for one in requests for called in self._call_off(transaction, one)]
        return tuple((one.kind, one.id) for one in (*referrals, *requests, *transfers, *told_off))

    def _withdraw(self, transaction: Transaction, transfers: Iterable[Transfer]) -> None:
        """Mark packages that are on their way; what left cannot be fetched back, so somebody tells."""
        words = translator()
        for one in transfers:
            transaction.save(one.replace(state=WITHDRAWN, state_since=clock.today()))
            title = words(
                N_("Consent revoked: tell {recipient} not to take the package in"), recipient=one.other
            )
            transaction.save(_telling(one, title))
            audit.note(transaction, self._seat.staff.id, "change", one.kind, one.id, reason="revoke")

    def _call_off(self, transaction: Transaction, request: InterpreterRequest) -> tuple[Assignment, ...]:
        """Cancel a request whose family no longer agrees; whoever knows of it is to be told by somebody."""
        knowing = self._assignments.call_off(transaction, request, "client")
        people = transaction.many(Interpreter, {one.interpreter for one in knowing if one.interpreter})
        names = ", ".join(people[one.interpreter].name for one in knowing if one.interpreter in people)
        words = translator()
        whom = names or codelists().label("interpreter_pool", request.pool or "", words.language)
        title = words(N_("Call off {number}: tell {whom}"), number=request.reference, whom=whom)
        transaction.save(_telling(request, title))
        return knowing


def _telling(about: InterpreterRequest | Transfer, title: str) -> Task:
    """Return the task to tell somebody today that the family does not agree any more."""
    return Task(
        id=ids.derived(about.id, "consent", "called_off"),
        office=about.office,
        household=about.household,
        title=title,
        due_on=clock.today(),
        assigned=about.staff,
        state="open",
        origin="consent",
        about=about.id,
    )


def _under_way[R: Record](reader: Reader, cls: type[R], consent: UUID) -> tuple[R, ...]:
    return tuple(one for one in reader.all(cls, consent=consent) if one.value("state") in UNDER_WAY[cls])


def _drop_tasks(transaction: Transaction, about: Iterable[Record]) -> None:
    transaction.save_all(
        task.replace(state="dropped")
        for one in about
        for task in transaction.all(Task, about=one.id)
        if task.state in (None, "open", "in_work")
    )


def _household(reader: Reader, identity: UUID) -> Household:
    found = reader.get(Household, identity)
    if found is None:
        raise RecordGone(kind="household")
    return found


def _completed(consent: Consent) -> Consent:
    return consent.replace(given_on=consent.given_on or clock.today())


def _keep(transaction: Transaction, consent: Consent, signature: bytes) -> UUID:
    """Keep the picture of a signature as a paper of the household; its name tells nothing of anybody."""
    media_type = PICTURES.get(signature[:4])
    if media_type is None:
        raise InvalidInput(kind="consent", fields="signature")
    paper = Attachment(
        household=consent.household,
        person=consent.person,
        name=translator()(N_("Signature")),
        sort="consent",
        media_type=media_type,
        size=len(signature),
        sha256=papers.keep(transaction, signature),
        added_on=clock.today(),
    )
    transaction.save(paper)
    return paper.id
