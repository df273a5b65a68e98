"""Referrals: written, held back by the gate or sent, answered with or without the slip, closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.domain import forwarding
from lwdesk.domain.consent import Consent
from lwdesk.domain.gate import Gate
from lwdesk.domain.household import Household
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.referral import Referral, ReferralPerson
from lwdesk.services import audit, family_note, listing, tidy
from lwdesk.services.beside import Beside
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.consents import Consents
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.passing_on import PassingOn, Vouched
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.store.queries import drafts
from lwdesk.store.queries import referrals as queries
from lwdesk.store.queries.listing import Home
from lwdesk.store.transaction import Reader, Transaction


@dataclass(frozen=True, slots=True)
class Forwarding:
    """A referral with whom it is for and where it goes, as its form and its panel show it."""

    referral: Referral
    persons: tuple[UUID, ...] = ()
    offer: Offer | None = None
    provider: Provider | None = None

    @property
    def recipient(self) -> str:
        return self.provider.name if self.provider else self.referral.recipient


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral as its list shows it."""

    record: Referral
    home: Home | None = None
    recipient: str = ""
    consented_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sent(Changes):
    """What a referral was given on its way: its number and the code of its slip."""

    reference: str = ""
    slip_code: str = ""


class Referrals:
    """The ways to other services and back."""

    def __init__(self, seat: Seat, consents: Consents, beside: Beside) -> None:
        self._seat, self._passing = seat, PassingOn(seat, consents, beside)

    def save(
        self,
        referral: Referral,
        persons: Iterable[UUID] = (),
        base: Referral | None = None,
        draft: UUID | None = None,
    ) -> Changes | Conflicts:
        """Keep a referral as a draft, or correct what does not change its way."""
        with self._seat.writing("save_referral", "refer") as transaction:
            done = self._save(transaction, referral, tuple(persons), base)
            if isinstance(done, Conflicts):
                return done
            self._let_go(transaction, draft)
            return changes(transaction, "save_referral")

    def gate(self, referral: Referral, persons: Iterable[UUID] = ()) -> Gate:
        """Ask what of the household may go this way; information alone needs nothing."""
        if referral.household is None:
            return Gate()
        with self._seat.reading() as reader:
            return self._passing.gate(reader, referral, tuple(persons))

    def send(
        self,
        referral: Referral,
        persons: Iterable[UUID] = (),
        draft: UUID | None = None,
        read: str = "",
        vouched: Vouched | None = None,
    ) -> Sent | Conflicts:
        """Send a referral: number, slip, task for the answer, and what was passed on written down.

        GateClosed when the gate lets something not through and nobody with the right took it on themselves;
        `read` is the family's note on what not to tell as it was read, `vouched` the word of the second.
        """
        named = tuple(persons)
        with self._seat.writing("send_referral", "refer") as transaction:
            self._demand_step(referral, "sent")
            family_note.demand_read(transaction, referral.household, read)
            gate = self._passing.gate(transaction, referral, named)
            self._passing.demand_open(gate, referral, vouched=vouched == Vouched(referral, named))
            sent = self._passing.numbered(transaction, self._completed(referral), gate)
            done = self._save(transaction, sent, named, None, step=True)
            if isinstance(done, Conflicts):
                return done
            self._passing.follow_up(transaction, sent, named)
            self._let_go(transaction, draft)
            return Sent(frozenset(transaction.touched), "send_referral", sent.reference, sent.slip_code)

    def report_gap(self, referral: Referral, draft: UUID | None = None) -> Changes:
        """Note that nobody offers what is needed; the referral itself goes nowhere."""
        gap = referral.replace(
            gap=True,
            state="withdrawn",
            sort=referral.sort or "information",
            data_kinds=(),
            offer=None,
            provider=None,
        )
        with self._seat.writing("report_gap", "refer") as transaction:
            self._save(transaction, gap, (), None, step=True)
            self._let_go(transaction, draft)
            return changes(transaction, "report_gap")

    def seconds(self) -> tuple[tuple[UUID, str], ...]:
        """Return who else may take a way without a consent on themselves, by name."""
        return self._passing.seconds()

    def vouch(self, referral: Referral, persons: Iterable[UUID], passphrase: str) -> Vouched:
        """Let the second person take this very referral on themselves, by their own passphrase."""
        return self._passing.vouch(referral, tuple(persons), passphrase)

    def known(self, referrals: Iterable[UUID]) -> frozenset[UUID]:
        """Return which of these are in the file already."""
        with self._seat.reading() as reader:
            return frozenset(reader.many(Referral, tuple(referrals)))

    def step(self, referral: UUID, to: str, **facts: object) -> Changes:
        """Go one step on, with what belongs to it; InvalidInput for a step that may not follow."""
        with self._seat.writing("step_referral", "refer") as transaction:
            kept = self._own(transaction, referral)
            today = clock.today()
            moved = kept.replace(**facts)  # type: ignore[arg-type]  # checked below as every record is
            self._demand_step(moved, to)
            answered = kept.answered_on or (today if to in forwarding.STEPS["sent"] - {"withdrawn"} else None)
            moved = moved.replace(state=to, state_since=today, answered_on=answered)
            if to == "finished":
                moved = moved.replace(feedback_on=moved.feedback_on or today)
            tidy.refuse_new_problems(kept, moved)
            transaction.save(tidy.tidied(moved))
            self._passing.close_tasks(transaction, referral)
            self._passing.tell_need(transaction, moved)
            audit.note(transaction, self._seat.staff.id, "change", "referral", referral, reason=to)
            return changes(transaction, "step_referral")

    def by_slip(self, typed: str) -> Forwarding:
        """Return the referral whose return slip carries this code; RecordGone when none does."""
        code = forwarding.read_slip(typed)
        if code is None:
            raise InvalidInput(kind="referral", fields="slip_code")
        with self._seat.reading() as reader:
            found = queries.by_slip(reader, self._seat.office.id, code)
            if not found:
                raise RecordGone(kind="referral")
            return self._whole(reader, found[0])

    def load(self, referral: UUID) -> Forwarding:
        """Return one referral with everything around it."""
        with self._seat.reading() as reader:
            kept = reader.get(Referral, referral)
            if kept is None:
                raise RecordGone(kind="referral")
            if kept.household and (household := reader.get(Household, kept.household)):
                self._seat.demand_visible(household)
            return self._whole(reader, kept)

    def elsewhere(self, referral: UUID) -> Forwarding:
        """Return the draft of the same request to somebody else."""
        whole = self.load(referral)
        kept = whole.referral
        again = Referral(
            household=kept.household,
            direction=kept.direction,
            need=kept.need,
            contact=kept.contact,
            area=kept.area,
            subject=kept.subject,
            urgency=kept.urgency,
            sort=kept.sort,
            language=kept.language,
            interpreter=kept.interpreter,
            data_kinds=kept.data_kinds,
            message=kept.message,
            replaces=kept.id,
        )
        return Forwarding(again, whole.persons)

    def page(self, asked: Asked) -> Slice[ReferralRow]:
        """Return a slice of the list."""
        with self._seat.reading() as reader:
            found = listing.slice_of(reader, self._seat, queries.REFERRALS, asked)
            named = {row.record.provider for row in found.rows if row.record.provider}
            providers = reader.many(Provider, named)
            consents = reader.many(Consent, {row.record.consent for row in found.rows if row.record.consent})
        rows = tuple(
            ReferralRow(
                row.record,
                row.home,
                _recipient(row.record, providers),
                consents[given].given_on if (given := row.record.consent) in consents else None,
            )
            for row in found.rows
        )
        return Slice(asked, rows, found.total, found.counts, found.options)

    def take_in(self, referral: Referral) -> Changes:
        """Write down that another service sent somebody here; the household may still be unknown."""
        today = clock.today()
        come = tidy.tidied(referral).replace(
            office=self._seat.office.id,
            direction="in",
            state="received",
            state_since=today,
            staff=referral.staff or self._seat.staff.id,
        )
        with self._seat.writing("take_in_referral", "refer") as transaction:
            tidy.refuse_new_problems(None, come)
            transaction.save(come)
            audit.note(transaction, self._seat.staff.id, "create", "referral", come.id)
            return changes(transaction, "take_in_referral")

    def join(self, referral: UUID, household: UUID) -> Changes:
        """Say which household it was that another service sent."""
        with self._seat.writing("join_referral", "refer") as transaction:
            kept, home = self._own(transaction, referral), transaction.get(Household, household)
            if home is None:
                raise RecordGone(kind="household")
            if kept.household is not None:
                raise InvalidInput(kind="referral", fields="household")
            Saving(self._seat, transaction, clock.today()).demand_editable(home)
            joined(transaction, self._seat, kept, household)
            return changes(transaction, "join_referral")

    def _save(
        self,
        transaction: Transaction,
        referral: Referral,
        persons: tuple[UUID, ...],
        base: Referral | None,
        *,
        step: bool = False,
    ) -> Conflicts | None:
        referral = self._completed(referral)
        now = transaction.get(Referral, referral.id)
        if not step and now is not None and referral.state != now.state:
            raise InvalidInput(kind="referral", fields="state")
        saving = Saving(self._seat, transaction, clock.today())
        found = saving.save(referral, base if base is not None else now)
        if found is not None:
            return found
        there = transaction.all(ReferralPerson, referral=referral.id) if now else ()
        for gone in (one for one in there if one.person not in persons):
            transaction.remove(gone)
        known = {one.person for one in there}
        transaction.save_all(
            ReferralPerson(referral=referral.id, person=one) for one in persons if one not in known
        )
        return None

    def _completed(self, referral: Referral) -> Referral:
        return referral.replace(
            office=referral.office or self._seat.office.id,
            staff=referral.staff or self._seat.staff.id,
            direction=referral.direction or "out",
            state=referral.state or "draft",
            state_since=referral.state_since or clock.today(),
        )

    def _demand_step(self, referral: Referral, to: str) -> None:
        if not forwarding.may_follow(referral.state, to):
            raise InvalidInput(kind="referral", fields="state")
        tidy.refuse(forwarding.lacking(referral, to), "referral")

    def _own(self, transaction: Transaction, referral: UUID) -> Referral:
        kept = transaction.get(Referral, referral)
        if kept is None:
            raise RecordGone(kind="referral")
        demand_own(self._seat, kept.office)
        if kept.household and (home := transaction.get(Household, kept.household)):
            self._seat.demand_visible(home)
        return kept

    def _let_go(self, transaction: Transaction, draft: UUID | None) -> None:
        if draft is not None:
            drafts.discard(transaction, draft, self._seat.staff.id)

    def _whole(self, reader: Reader, referral: Referral) -> Forwarding:
        people = reader.all(ReferralPerson, referral=referral.id)
        return Forwarding(
            referral,
            tuple(one.person for one in people if one.person),
            reader.get(Offer, referral.offer) if referral.offer else None,
            reader.get(Provider, referral.provider) if referral.provider else None,
        )


def join_new(transaction: Transaction, seat: Seat, referral: UUID, household: UUID) -> None:
    """Join a household that is taken in to the referral it came by, unless somebody saw to that meanwhile."""
    kept = transaction.get(Referral, referral)
    if kept is None or kept.direction != "in" or kept.household is not None or seat.is_foreign(kept.office):
        return
    if forwarding.may_follow(kept.state, "accepted"):
        joined(transaction, seat, kept, household)


def joined(transaction: Transaction, seat: Seat, referral: Referral, household: UUID) -> None:
    transaction.save(referral.replace(household=household, state="accepted", state_since=clock.today()))
    audit.note(transaction, seat.staff.id, "change", "referral", referral.id)


def _recipient(referral: Referral, providers: dict[UUID, Provider]) -> str:
    provider = providers.get(referral.provider) if referral.provider else None
    return provider.name if provider else referral.recipient
