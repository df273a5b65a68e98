"""What a referral sets in motion: the gate before it, and what is written down when it leaves or ends."""

import secrets
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import GateClosed, InvalidInput, NoSecond
from lwdesk.base.texts import N_, translator
from lwdesk.domain import forwarding, numbering
from lwdesk.domain.consent import Disclosure
from lwdesk.domain.gate import INFORMATION, Gate, Handing
from lwdesk.domain.need import Need
from lwdesk.domain.provider import Provider
from lwdesk.domain.referral import Referral
from lwdesk.domain.task import Task
from lwdesk.services import audit
from lwdesk.services.beside import Beside
from lwdesk.services.consents import Consents
from lwdesk.services.rights import Right
from lwdesk.services.seat import Seat
from lwdesk.store.queries import numbers
from lwdesk.store.queries import referrals as queries
from lwdesk.store.transaction import Reader, Transaction

LETTER: Final = "V"
OVERRIDE: Final[Right] = "override_gate"


@dataclass(frozen=True, slots=True)
class Vouched:
    """That a second person took this very referral on themselves; only `PassingOn.vouch` hands it out."""

    referral: Referral
    persons: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PassingOn:
    """The one place that decides whether a referral may leave, and that notes that it did."""

    seat: Seat
    consents: Consents
    beside: Beside

    def gate(self, reader: Reader, referral: Referral, persons: tuple[UUID, ...]) -> Gate:
        assert referral.household is not None
        provider = reader.get(Provider, referral.provider) if referral.provider else None
        passes = forwarding.passes_data(referral.sort)
        handing = Handing(
            "pass_on" if passes else INFORMATION,
            provider.name if provider else referral.recipient,
            referral.provider,
            None,
            persons,
            referral.data_kinds if passes else (),
            clock.today(),
        )
        return self.consents.gate_in(reader, referral.household, handing)

    def demand_open(self, gate: Gate, referral: Referral, *, vouched: bool) -> None:
        """Raise GateClosed unless all may go, or two people with the right took it on themselves."""
        if not _is_closed(gate, referral):
            return
        if gate.stop in ("restricted", "withheld") or gate.withheld or not referral.override_reason:
            raise GateClosed(why=gate.stop or "kinds", missing=len(gate.missing), withheld=len(gate.withheld))
        self._demand_override(referral)
        if not vouched:
            raise NoSecond(right=OVERRIDE)

    def vouch(self, referral: Referral, persons: tuple[UUID, ...], passphrase: str) -> Vouched:
        """Let the second person take a way without consent on themselves, by their own passphrase."""
        second = self._demand_override(referral)
        self.beside.vouch(second, passphrase, OVERRIDE)
        return Vouched(referral, persons)

    def _demand_override(self, referral: Referral) -> UUID:
        """A way without consent needs the right, a legal basis, and somebody who did not write it."""
        self.seat.demand(OVERRIDE)
        if not referral.override_basis:
            raise InvalidInput(kind="referral", fields="override_basis")
        second = referral.override_second
        if second is None or second in (self.seat.staff.id, referral.staff):
            raise InvalidInput(kind="referral", fields="override_second")
        return second

    def seconds(self) -> tuple[tuple[UUID, str], ...]:
        """Return who else has the right to let something leave without a consent, by name."""
        return tuple((one.id, one.name) for one in self.beside.able(OVERRIDE))

    def numbered(self, transaction: Transaction, referral: Referral, gate: Gate) -> Referral:
        """Return the referral as it leaves: with its number, its slip and the day its answer is due."""
        today = clock.today()
        beginning = numbering.beginning(self.seat.office, self.seat.device, today.year, LETTER)
        reference = referral.reference or numbers.next_number(transaction, Referral, "reference", beginning)
        if not _is_closed(gate, referral):
            referral = referral.replace(override_reason="", override_basis=None, override_second=None)
        return referral.replace(
            state="sent",
            state_since=today,
            sent_on=today,
            reference=reference,
            slip_code=referral.slip_code or self._free_code(transaction),
            answer_due_on=referral.answer_due_on or forwarding.answer_due(referral.urgency, today),
            consent=gate.consent.id if gate.consent else None,
            override_by=self.seat.staff.id if referral.override_reason else None,
        )

    def _free_code(self, transaction: Transaction) -> str:
        device = numbering.device_part(self.seat.device)
        while True:
            code = forwarding.slip_code(secrets.randbits(40), device)
            if not queries.by_slip(transaction, self.seat.office.id, code):
                return code

    def follow_up(self, transaction: Transaction, sent: Referral, persons: tuple[UUID, ...]) -> None:
        """Write down what was passed on, when to ask for the answer, and that the need is on its way."""
        if forwarding.passes_data(sent.sort):
            provider = transaction.get(Provider, sent.provider) if sent.provider else None
            told = Disclosure(
                household=sent.household,
                person=persons[0] if len(persons) == 1 else None,
                recipient=provider.name if provider else sent.recipient,
                provider=sent.provider,
                data_kinds=sent.data_kinds,
                way="letter",
                purpose="pass_on",
                consent=sent.consent,
                cause=sent.id,
            )
            self.consents.note_disclosure(transaction, told)
        assert sent.answer_due_on is not None
        about = sent.subject or sent.reference
        transaction.save(
            Task(
                id=ids.derived(sent.id, "referral", sent.answer_due_on.isoformat()),
                office=sent.office,
                household=sent.household,
                title=translator()(N_("Answer to the referral: {subject}"), subject=about),
                due_on=sent.answer_due_on,
                assigned=sent.staff,
                state="open",
                origin="referral",
                about=sent.id,
            )
        )
        need = transaction.get(Need, sent.need) if sent.need else None
        if need is not None and need.state in (None, "open", "in_work"):
            transaction.save(need.replace(state="referred"))
        audit.note(transaction, self.seat.staff.id, "export", "referral", sent.id, count=len(sent.data_kinds))
        for one in (sent.override_by, sent.override_second):
            if one is not None:
                audit.note(transaction, one, "change", "referral", sent.id, reason="override")

    def tell_need(self, transaction: Transaction, referral: Referral) -> None:
        """Let the end of a referral show on the need behind it; a refused one is open again."""
        need = transaction.get(Need, referral.need) if referral.need else None
        if need is None or need.state != "referred":
            return
        if referral.state == "refused":
            transaction.save(need.replace(state="open"))
        elif referral.state == "finished" and referral.outcome in forwarding.SOLVES:
            solved = forwarding.SOLVES[referral.outcome]
            transaction.save(need.replace(state=solved, solved_on=clock.today()))

    def close_tasks(self, transaction: Transaction, referral: UUID) -> None:
        today = clock.today()
        transaction.save_all(
            task.replace(state="done", done_on=today)
            for task in transaction.all(Task, about=referral)
            if task.state in (None, "open", "in_work")
        )


def _is_closed(gate: Gate, referral: Referral) -> bool:
    """Tell whether the gate holds something back of what is to go this way."""
    passes = forwarding.passes_data(referral.sort)
    return gate.stop is not None or (passes and bool(gate.missing or gate.withheld))
