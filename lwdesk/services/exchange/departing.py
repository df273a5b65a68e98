"""A household leaves in a package: what may go along, what exactly would, and what is written down then."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from lwdesk.base import clock, ids
from lwdesk.base.errors import GateClosed, InvalidInput, LwError, NotAllowed, RecordGone
from lwdesk.base.texts import DEFAULT, N_, translator
from lwdesk.domain import handing_over
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Disclosure
from lwdesk.domain.gate import Gate, Handing, same_name
from lwdesk.domain.household import Household
from lwdesk.domain.office import Office
from lwdesk.domain.provider import Provider
from lwdesk.domain.task import Task
from lwdesk.domain.transfer import OUT, SENT, Transfer
from lwdesk.services import audit, cards, family_note, tidy
from lwdesk.services.consents import Consents
from lwdesk.services.exchange import documents, parcel
from lwdesk.services.exchange.transfer_views import HandedOver, Offered, Prepared, Recipient, Wish, parts
from lwdesk.services.exchange.trust import Membership, Trust
from lwdesk.services.papers.check import closed
from lwdesk.services.seat import Seat, demand_own
from lwdesk.store.exchange import unnamed
from lwdesk.store.queries import cards as queries
from lwdesk.store.queries.cards import WholeHousehold
from lwdesk.store.transaction import Reader, Transaction
from lwdesk.sync import seal, transfer
from lwdesk.sync.roster import Device

TO_OTHERS: Final = "pass_on"
ADDRESS_FIELDS: Final = frozenset(handing_over.FIELDS[handing_over.ADDRESS])


@dataclass(frozen=True, slots=True)
class _Ready:
    """A wish that was held against the gate."""

    whole: WholeHousehold
    gate: Gate
    documents: tuple[transfer.Document, ...]
    leaving: frozenset[str]
    namespace: UUID

    @property
    def addressed(self) -> bool:
        """Tell whether a protected address goes along."""
        return self.whole.household.address_protected and bool(self.leaving & ADDRESS_FIELDS)


@dataclass(frozen=True, slots=True)
class Departing:
    """Makes packages that hand a household over."""

    seat: Seat
    trust: Trust
    consents: Consents

    def recipients(self) -> tuple[Recipient, ...]:
        """Return the other offices that have a device in the roster."""
        mine = self.trust.membership()
        there: dict[str, list[Device]] = {}
        for one in mine.roster.devices:
            if parcel.reads(one) and one.office != mine.device.office:
                there.setdefault(one.office, []).append(one)
        with self.seat.reading() as reader:
            named = reader.many(Office, [UUID(office) for office in there])
        found = [_recipient(office, devices, named.get(UUID(office))) for office, devices in there.items()]
        return tuple(sorted(found, key=lambda one: one.name.casefold()))

    def offered(self, household: UUID) -> Offered:
        """Return what a handing over can be made of."""
        with self.seat.reading() as reader:
            whole = self._whole(reader, household)
        today, home = clock.today(), whole.household
        living = tuple(one for one in cards.members(whole) if not cards.is_over(one.membership, today))
        everything = documents.written(
            whole, [one.person.id for one in living], handing_over.KIND_OF, "-", household, today
        )
        known = frozenset(f"{one.kind}.{name}" for one in everything for name in one.fields)
        enrolled = self.trust.roster() is not None
        return Offered(
            home.name or home.native_name,
            home.case_number,
            home.withhold,
            home.address_protected,
            living,
            known,
            self.recipients() if enrolled else (),
            enrolled,
        )

    def prepare(self, wish: Wish, language: str = DEFAULT) -> Prepared:
        """Return what would leave, exactly, and what stands in the way; nothing is written."""
        with self.seat.reading() as reader:
            ready = self._ready(reader, wish)
        hidden = ADDRESS_FIELDS if ready.addressed else frozenset[str]()
        why = self._closed(ready)
        handed = documents.read(ready.documents, ready.namespace)
        shown = () if ready.gate.stop else parts(handed, hidden, language)
        return Prepared(wish, ready.gate, shown, why, len(ready.documents))

    def send(self, wish: Wish, folder: Path) -> HandedOver:
        """Make the package and write down that it left: all of it or nothing."""
        self._demand_sound(wish)
        mine = self.trust.membership()
        with parcel.posting() as post, self.seat.writing("", "export") as transaction:
            family_note.demand_read(transaction, wish.household, wish.read)
            ready = self._ready(transaction, wish)
            self._demand_open(ready, wish)
            told = self._manifest(transaction, mine, wish, ready)
            kept = self._note(transaction, wish, ready, told.bundle)
            size = post(mine, folder, told, transfer.lines(ready.documents), wish.recipient.keys)
            unnamed.mark(transaction.connection, told.bundle)
        self._note_name(told.bundle)
        path = str(parcel.place(folder, told.bundle))
        return HandedOver(frozenset(transaction.touched), "send_transfer", path, kept.id, size)

    def finish(self, path: Path) -> Path:
        """Name a package that is noted as sent; the stick went away before it had its name."""
        self.seat.demand("export")
        named, bundle = parcel.finish(path, self.trust.membership().roster, self._demand_sent)
        self._note_name(str(bundle))
        return named

    def _note_name(self, bundle: str) -> None:
        """Note that a package has its name; where that fails, it merely stays offered to be finished."""
        with suppress(LwError), self.seat.writing("", "export") as transaction:
            unnamed.unmark(transaction.connection, bundle)

    def _demand_sent(self, name: UUID) -> None:
        with self.seat.reading() as reader:
            if not reader.all(Transfer, bundle=str(name), direction=OUT, office=self.seat.office.id):
                raise RecordGone(kind=Transfer.kind)

    def _whole(self, reader: Reader, household: UUID) -> WholeHousehold:
        whole = queries.whole(reader, household)
        if whole is None or whole.household.merged_into is not None:
            raise RecordGone(kind=Household.kind)
        self.seat.demand_visible(whole.household)
        demand_own(self.seat, whole.household.office)
        return whole

    def _ready(self, reader: Reader, wish: Wish) -> _Ready:
        """Hold a wish against the gate; only what it lets through gets into a document."""
        whole = self._whole(reader, wish.household)
        fields = wish.fields & handing_over.KIND_OF.keys()
        if not wish.message.strip():
            fields -= {handing_over.MESSAGE}
        handing = Handing(
            TO_OTHERS,
            wish.recipient.name,
            _provider(reader, wish.recipient),
            None,
            wish.persons,
            handing_over.kinds_of(fields),
            clock.today(),
        )
        gate = self.consents.gate_in(reader, wish.household, handing)
        protected = whole.household.address_protected
        leaving = handing_over.allowed(fields, gate.allowed, protected=protected)
        namespace = uuid4()
        made = documents.written(whole, wish.persons, leaving, wish.message, namespace, clock.today())
        return _Ready(whole, gate, made, leaving, namespace)

    def _closed(self, ready: _Ready) -> str | None:
        if ready.addressed and not self.seat.may("reveal_address"):
            return "protected_address"
        return closed(ready.gate)

    def _demand_open(self, ready: _Ready, wish: Wish) -> None:
        if ready.addressed and not self.seat.may("reveal_address"):
            raise NotAllowed(right="reveal_address")
        gate = ready.gate
        if (why := closed(gate)) is not None:
            raise GateClosed(why=why, missing=len(gate.missing), withheld=len(gate.withheld))
        until = gate.consent.valid_until if gate.consent else None
        if until is not None and wish.expires > until:
            raise InvalidInput(kind=Transfer.kind, fields="expires_on")
        if not any(one.kind == documents.PERSON for one in ready.documents):
            raise InvalidInput(kind=Transfer.kind, fields="persons")

    def _demand_sound(self, wish: Wish) -> None:
        """Refuse what no form lets through: nobody, nothing, no key, no purpose, a day that cannot be."""
        today = clock.today()
        wrong = {
            "recipient": not wish.recipient.name.strip(),
            "key": not wish.recipient.keys or not all(map(seal.is_recipient, wish.recipient.keys)),
            "purpose": wish.purpose not in codelists()["transfer_purpose"],
            "persons": not wish.persons,
            "fields": handing_over.NAME not in handing_over.kinds_of(wish.fields),
            "expires_on": not today <= wish.expires <= today + handing_over.LONGEST,
        }
        if any(wrong.values()):
            raise InvalidInput(kind=Transfer.kind, fields=", ".join(name for name in wrong if wrong[name]))

    def _manifest(
        self, transaction: Transaction, mine: Membership, wish: Wish, ready: _Ready
    ) -> transfer.Transfer:
        consent = ready.gate.consent
        assert consent is not None
        name = str(uuid4())
        scope = transfer.scope(transfer.TRANSFER, name)
        return transfer.Transfer(
            **parcel.head(mine, transaction, name, scope, wish.recipient.devices, len(ready.documents)),
            purpose=wish.purpose,
            consent=transfer.Consented(str(consent.id), consent.text_version),
            expires=wish.expires,
            fields=handing_over.by_kind(_present(ready.documents)),
            office=self.seat.office.name,
            recipient=wish.recipient.name,
        )

    def _note(self, transaction: Transaction, wish: Wish, ready: _Ready, name: str) -> Transfer:
        """Write down what left: the handing over, the disclosure, the trail, when an answer is due."""
        today, by = clock.today(), self.seat.staff.id
        present = _present(ready.documents)
        consent = ready.gate.consent
        kept = Transfer(
            household=wish.household,
            office=self.seat.office.id,
            direction=OUT,
            state=SENT,
            state_since=today,
            other=wish.recipient.name,
            other_office=wish.recipient.office,
            purpose=wish.purpose,
            people=len(wish.persons),
            data_kinds=handing_over.kinds_of(present),
            chosen="\n".join(sorted(present)),
            consent=consent.id if consent else None,
            expires_on=wish.expires,
            bundle=name,
            at=clock.now(),
            staff=by,
        )
        kept = tidy.tidied(kept)
        tidy.refuse_new_problems(None, kept)
        transaction.save(kept)
        self.consents.note_disclosure(transaction, _disclosure(kept, wish))
        audit.note(transaction, by, "export", kept.kind, kept.id, count=len(ready.documents))
        if ready.addressed:
            audit.note(transaction, by, "reveal", Household.kind, wish.household, reason=Transfer.kind)
        if wish.recipient.answers:
            transaction.save(_task(kept, wish.expires))
        return kept


def outside(name: str, key: str) -> Recipient:
    """Return somebody without a device of the roster, who opens the package with a key of their own."""
    if not seal.is_recipient(key.strip()):
        raise InvalidInput(kind=Transfer.kind, fields="key")
    return Recipient(name.strip(), (key.strip(),))


def _recipient(office: str, devices: list[Device], known: Office | None) -> Recipient:
    named = (
        known.name if known else "",
        *(one.office_name for one in devices),
        *(one.label for one in devices),
    )
    name = next(filter(None, named), office)
    keys = tuple(one.current().age_recipient for one in devices)
    return Recipient(name, keys, office, tuple(one.id for one in devices))


def _provider(reader: Reader, recipient: Recipient) -> UUID | None:
    """Return the recipient as the directory has it, so that consents and wishes for it count."""
    return next((one.id for one in reader.all(Provider) if same_name(one.name, recipient.name)), None)


def _present(made: tuple[transfer.Document, ...]) -> frozenset[str]:
    return frozenset(f"{one.kind}.{name}" for one in made for name in one.fields)


def _disclosure(kept: Transfer, wish: Wish) -> Disclosure:
    return Disclosure(
        household=kept.household,
        person=wish.persons[0] if len(wish.persons) == 1 else None,
        recipient=kept.other,
        data_kinds=kept.data_kinds,
        way="package",
        purpose=TO_OTHERS,
        consent=kept.consent,
        cause=kept.id,
    )


def _task(kept: Transfer, due: date) -> Task:
    return Task(
        id=ids.derived(kept.id, Transfer.kind, due.isoformat()),
        office=kept.office,
        household=kept.household,
        title=translator()(N_("Answer to the handing over: {recipient}"), recipient=kept.other),
        due_on=due,
        assigned=kept.staff,
        state="open",
        origin="exchange",
        about=kept.id,
    )
