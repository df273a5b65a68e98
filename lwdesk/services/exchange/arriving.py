"""A household arrives in a package: looked at, decided about by a person, and answered with a receipt."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from lwdesk.base import clock, ids
from lwdesk.base.errors import (
    BundleDamaged,
    BundleForged,
    BundleNotForUs,
    BundleRefused,
    InvalidInput,
    RecordGone,
)
from lwdesk.base.texts import DEFAULT, N_, translator
from lwdesk.domain import handing_over
from lwdesk.domain.codelists import codelists
from lwdesk.domain.household import Household
from lwdesk.domain.intake import Intake
from lwdesk.domain.office import Office
from lwdesk.domain.rules import clean
from lwdesk.domain.task import Task
from lwdesk.domain.transfer import ACCEPTED, CONFIRMED, DECLINED, IN, OUT, SENT, WITHDRAWN, Transfer
from lwdesk.services import audit, taking_in, tidy
from lwdesk.services.exchange import comparing, documents, parcel
from lwdesk.services.exchange.documents import Handed
from lwdesk.services.exchange.transfer_views import Answered, Arrival, Decided, Proposal, parts
from lwdesk.services.exchange.trust import Membership, Trust
from lwdesk.services.saving import Saving
from lwdesk.services.search import Search
from lwdesk.services.seat import Seat
from lwdesk.store.queries import cards as queries
from lwdesk.store.queries.cards import WholeHousehold
from lwdesk.store.transaction import Reader, Transaction
from lwdesk.sync import bundle, transfer
from lwdesk.sync.bundle import Signed
from lwdesk.sync.manifest import Manifest

UNCLEAR: Final = "unclear"
LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class _Opened:
    """A package that was verified and opened; nothing was changed."""

    mine: Membership
    signed: Signed
    told: transfer.Transfer
    handed: Handed

    @property
    def name(self) -> str:
        return self.told.bundle


@dataclass(frozen=True, slots=True)
class Arriving:
    """Takes packages in that hand a household over, and the receipts for those that left."""

    seat: Seat
    trust: Trust
    search: Search

    def look(self, path: Path, language: str = DEFAULT) -> Arrival:
        """Return what a package holds, and who here may be the same household; nothing is changed."""
        found = self._open(path)
        with self.seat.reading() as reader:
            known = _known(reader, found.name)
            sender = self._sender(reader, found)
        told, handed = found.told, found.handed
        return Arrival(
            bundle=told.bundle,
            sender=sender,
            office=found.signed.device.office,
            purpose=told.purpose,
            made_at=_moment(told.created),
            expires=told.expires,
            kinds=handing_over.kinds_of(
                [f"{kind}.{name}" for kind, all_ in told.fields.items() for name in all_]
            ),
            consented=told.consent.text,
            handed=handed,
            parts=parts(handed, language=language),
            similar=() if known else self.search.similar(handed.intake),
            known=known,
        )

    def proposals(self, path: Path, household: UUID, language: str = DEFAULT) -> tuple[Proposal, ...]:
        """Return what a package says beside a household that is here, value by value."""
        found = self._open(path)
        with self.seat.reading() as reader:
            whole = self._whole(reader, household)
        return tuple(
            one.proposal() for one in comparing.compared(whole, found.handed, clock.today(), language)
        )

    def accept(self, path: Path, folder: Path) -> Decided:
        """Take the household in as one that is not here yet."""
        found = self._open(path)
        taker = taking_in.Taker(self.seat.office, self.seat.staff, clock.today(), translator())
        whole = taking_in.ready(_new(found.handed.intake), taker)
        with parcel.posting() as post, self.seat.writing("", "take_in") as transaction:
            self._demand_open(transaction, found)
            number = taking_in.case_number(transaction, self.seat.office, self.seat.device, clock.today())
            whole = replace(whole, household=whole.household.replace(case_number=number))
            records = (*whole.records(), *taking_in.tasks(whole, taker))
            transaction.add_all(records)
            home = whole.household.id
            audit.note(transaction, self.seat.staff.id, "create", Household.kind, home, count=len(records))
            return self._decided(transaction, found, ACCEPTED, home, "", folder, post)

    def join(self, path: Path, household: UUID, keys: Collection[str], folder: Path) -> Decided:
        """Join the package to a household that is here: only what was chosen is taken over."""
        found = self._open(path)
        with parcel.posting() as post, self.seat.writing("", "edit") as transaction:
            self._demand_open(transaction, found)
            whole = self._whole(transaction, household)
            saving = Saving(self.seat, transaction, clock.today())
            saving.demand_editable(whole.household)
            changes = comparing.compared(whole, found.handed, clock.today())
            if set(keys) - {one.key for one in changes}:
                raise RecordGone(kind=Household.kind)
            for record, base in comparing.chosen(changes, keys):
                saving.save(record, base)
            return self._decided(transaction, found, ACCEPTED, household, "", folder, post)

    def decline(self, path: Path, reason: str, folder: Path) -> Decided:
        """Decline a package: nothing of it stays here but that it came."""
        if not codelists()["refusal_reason"].get(reason).text("side") == "receiver":
            raise InvalidInput(kind=Transfer.kind, fields="refusal")
        found = self._open(path)
        with parcel.posting() as post, self.seat.writing("", "edit") as transaction:
            self._demand_open(transaction, found)
            return self._decided(transaction, found, DECLINED, None, reason, folder, post)

    def answer_again(self, path: Path, folder: Path) -> Decided:
        """Make the receipt of a decided package once more: the first one was lost."""
        found = self._open(path)
        with parcel.posting() as post, self.seat.writing("", "edit") as transaction:
            known = _known(transaction, found.name)
            if known is None:
                raise RecordGone(kind=Transfer.kind)
            receipt = self._post(transaction, found, known, folder, post)
            return Decided(frozenset(), "answer_transfer", known.household, receipt)

    def receipt(self, path: Path) -> Answered:
        """Note what another office decided about a household that was handed to it."""
        self.seat.demand("export")
        mine = self.trust.membership()
        with parcel.opened(path) as source:
            signed = bundle.verify(source, mine.roster)
            told = transfer.read_receipt(source, signed, mine.device, mine.own.identities)
        _demand_ours(mine, told)
        with self.seat.writing("", "export") as transaction:
            sent = _sent(transaction, told.transfer)
            if sent.other_office != signed.device.office or told.office != signed.device.office:
                raise BundleForged(why="receipt")
            state = CONFIRMED if told.answer == "accepted" else DECLINED
            if sent.state not in (SENT, WITHDRAWN) or sent.answered_on is not None:
                return Answered(frozenset(), "read_receipt", sent, is_known=True)
            kept = self._answered(transaction, sent, told, state)
            return Answered(frozenset(transaction.touched), "read_receipt", kept)

    def scope(self, path: Path) -> str:
        """Return what a verified package is: `transfer`, `receipt`, or the kind of log it holds parts of."""
        mine = self.trust.membership()
        with parcel.opened(path) as source:
            signed = bundle.verify(source, mine.roster)
            told = bundle.read_head(source, signed, mine.device, mine.own.identities)
        return told.scope.partition(":")[0]

    def _open(self, path: Path) -> _Opened:
        """Verify and open a package; one that has lapsed, or is for another organisation, stays closed."""
        self.seat.demand("export")
        mine = self.trust.membership()
        with parcel.opened(path) as source:
            signed = bundle.verify(source, mine.roster)
            told, lines = transfer.read(source, signed, mine.device, mine.own.identities)
        _demand_ours(mine, told)
        if told.expires < clock.today():
            raise BundleRefused(why="expired")
        return _Opened(mine, signed, told, documents.read(lines, signed.bundle))

    def _demand_open(self, reader: Reader, found: _Opened) -> None:
        """Refuse a second decision: the sender may know of the first."""
        if _known(reader, found.name) is not None:
            raise BundleRefused(why="decided")

    def _whole(self, reader: Reader, household: UUID) -> WholeHousehold:
        whole = queries.whole(reader, household)
        if whole is None or whole.household.merged_into is not None:
            raise RecordGone(kind=Household.kind)
        self.seat.demand_visible(whole.household)
        return whole

    def _sender(self, reader: Reader, found: _Opened) -> str:
        """Return the name of the office that sent it; what the package says of itself counts last."""
        device = found.signed.device
        office = reader.get(Office, UUID(device.office))
        named = (office.name if office else "", device.office_name, clean(found.told.office)[:LONGEST])
        return next(filter(None, named), device.label)

    def _decided(
        self,
        transaction: Transaction,
        found: _Opened,
        state: str,
        household: UUID | None,
        reason: str,
        folder: Path,
        post: parcel.Post,
    ) -> Decided:
        told, today = found.told, clock.today()
        present = [f"{kind}.{name}" for kind, names in told.fields.items() for name in names]
        kept = Transfer(
            id=ids.derived(found.signed.bundle, IN, self.seat.office.id.hex),  # one decision of an office
            household=household,
            office=self.seat.office.id,
            direction=IN,
            state=state,
            state_since=today,
            other=self._sender(transaction, found),
            other_office=found.signed.device.office,
            purpose=told.purpose if told.purpose in codelists()["transfer_purpose"] else "other",
            people=min(len(found.handed.intake.members), 200),
            data_kinds=handing_over.kinds_of(present),
            chosen="\n".join(sorted(set(present) & handing_over.KIND_OF.keys())),
            expires_on=told.expires,
            bundle=told.bundle,
            at=clock.now(),
            staff=self.seat.staff.id,
            answered_on=today,
            refusal=reason or None,
        )
        kept = tidy.tidied(kept)
        tidy.refuse_new_problems(None, kept)
        transaction.save(kept)
        audit.note(transaction, self.seat.staff.id, "create", kept.kind, kept.id, reason=state)
        receipt = self._post(transaction, found, kept, folder, post)
        return Decided(frozenset(transaction.touched), f"{state}_transfer", household, receipt)

    def _post(
        self, transaction: Transaction, found: _Opened, kept: Transfer, folder: Path, post: parcel.Post
    ) -> str:
        """Write the receipt for the devices of the office that sent the package."""
        mine, office = found.mine, found.signed.device.office
        there = [one for one in mine.roster.devices if parcel.reads(one) and one.office == office]
        name = str(uuid4())
        scope = transfer.scope(transfer.RECEIPT, found.name)
        told = transfer.Receipt(
            **parcel.head(mine, transaction, name, scope, [one.id for one in there], 0),
            transfer=found.name,
            answer="accepted" if kept.state == ACCEPTED else "declined",
            at=clock.now().isoformat(timespec="seconds"),
            office=mine.device.office,
            reason=kept.refusal or "",
        )
        post(mine, folder, told, (), [one.current().age_recipient for one in there])
        return str(parcel.place(folder, name))

    def _answered(
        self, transaction: Transaction, sent: Transfer, told: transfer.Receipt, state: str
    ) -> Transfer:
        today, known = clock.today(), codelists()["refusal_reason"]
        kept = sent.replace(
            state=sent.state if sent.state == WITHDRAWN else state,
            state_since=today,
            answered_on=today,
            refusal=told.reason if told.reason in known else None,
        )
        transaction.save(kept)
        transaction.save_all(
            task.replace(state="done", done_on=today)
            for task in transaction.all(Task, about=sent.id)
            if task.state in (None, "open", "in_work")
        )
        transaction.save(_next_step(kept, state))
        audit.note(transaction, self.seat.staff.id, "change", sent.kind, sent.id, reason=state)
        return kept


def _new(intake: Intake) -> Intake:
    """Return the household as it is taken in here; an unknown target group is to be cleared up."""
    home = intake.household
    return replace(intake, household=home.replace(target_group=home.target_group or UNCLEAR))


def _next_step(sent: Transfer, state: str) -> Task:
    """Return what is to be done now that the other office has answered."""
    taken = N_("{office} has taken over: close the case?")
    declined = N_("{office} has declined: tell the family and look for another way")
    title = translator()(taken if state == CONFIRMED else declined, office=sent.other)
    return Task(
        id=ids.derived(sent.id, "answer"),
        office=sent.office,
        household=sent.household,
        title=title,
        due_on=clock.today(),
        assigned=sent.staff,
        state="open",
        origin="exchange",
        about=sent.id,
    )


def _known(reader: Reader, name: str) -> Transfer | None:
    found = reader.all(Transfer, bundle=name, direction=IN)
    return found[0] if found else None


def _sent(reader: Reader, name: str) -> Transfer:
    found = reader.all(Transfer, bundle=name, direction=OUT)
    if not found:
        raise BundleNotForUs(why="transfer")
    return found[0]


def _demand_ours(mine: Membership, told: Manifest) -> None:
    if told.org != mine.roster.org:
        raise BundleNotForUs(why="organisation")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise BundleDamaged(why="manifest") from None
