"""What happens to a household over the years: people come and go, move, die; a case rests."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.base.texts import translator
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.codelists import codelists
from lwdesk.domain.contact import Contact, ContactPerson
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.task import Task
from lwdesk.services import audit, cards, taking_in
from lwdesk.services.changes import Changes
from lwdesk.services.file_settings import OfficeSettings
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes
from lwdesk.store.queries import drafts, life
from lwdesk.store.transaction import Reader, Transaction

TAKEN_ALONG: Final = (
    "office", "place", "target_group", "target_group_since", "client_type", "advice_language",
    "interpreter_needed", "address_protected", "protection_reason",
)  # fmt: skip
"""What a grown child's own household knows from the first day; consents are given anew."""
OF_A_PERSON: Final = (PersonName, LanguageSkill, Residence)
OPEN: Final = (None, "open", "in_work")


@dataclass(frozen=True, slots=True)
class Founded(Changes):
    """The household that was founded."""

    household: UUID | None = None


class HouseholdLife:
    """The actions of a card that change who belongs together, where, and whether the case goes on."""

    def __init__(self, seat: Seat, settings: OfficeSettings) -> None:
        self._seat, self._settings = seat, settings

    def move(self, dwelling: Dwelling, draft: UUID | None = None) -> Changes:
        """Move a household; where it lived stays known, and who leaves a facility is to be visited."""
        with self._seat.writing("move") as transaction:
            saving = self._saving(transaction)
            dwelling = _with_former(transaction, dwelling, saving.today)
            saving.save(dwelling, None)
            taker = taking_in.Taker(self._seat.office, self._seat.staff, saving.today, translator())
            follows = (taking_in.welcome_visit(dwelling, taker), taking_in.proposed_visit(dwelling, taker))
            transaction.save_all(one for one in follows if one is not None)
            if draft is not None:
                drafts.discard(transaction, draft, self._seat.staff.id)
            return changes(transaction, "move")

    def move_away(self, household: UUID, on: date, where: str = "") -> Changes:
        """Close the case of a household that moves away; the town it goes to is its next dwelling."""
        with self._seat.writing("move_away") as transaction:
            saving = self._saving(transaction)
            kept = _household(transaction, household)
            if kept.status == "closed":
                raise InvalidInput(kind="household", fields="status")
            lived = cards.current(transaction.all(Dwelling, household=household), on)
            if on > saving.today or (lived and lived.moved_in_on and on < lived.moved_in_on):
                raise InvalidInput(kind="dwelling", fields="moved_out_on")
            if lived is not None:
                saving.save(lived.replace(moved_out_on=on), lived)
            if town := where.strip():
                saving.save(Dwelling(household=household, city=town, moved_in_on=on), None)
            closed = kept.replace(status="closed", status_reason="moved_away", status_since=saving.today)
            saving.save(closed, kept)
            return changes(transaction, "move_away")

    def own_household(self, membership: UUID, on: date) -> Founded:
        """Found a household for somebody who moves out; what the family agreed to does not go along."""
        with self._seat.writing("own_household", "take_in") as transaction:
            saving = self._saving(transaction)
            old, person = self._of(saving, membership)
            if len(_living(transaction, old.household, on)) < 2:
                raise InvalidInput(kind="membership", fields="household")
            home = _household(transaction, old.household)
            founded = self._founded(transaction, home, person, saving.today)
            self._end(saving, old, on, "own_household")
            transaction.save(founded)
            own = Membership(
                household=founded.id, person=person.id, role="reference", main_contact=True, since=on
            )
            saving.save(own, None)
            by = self._seat.staff.id
            audit.note(transaction, by, "create", "household", founded.id, reason="own_household")
            return Founded(frozenset(transaction.touched), "own_household", founded.id)

    def leave(self, membership: UUID, on: date, reason: str) -> Changes:
        """Let somebody leave the household on a day; the reason is a code."""
        if reason not in codelists()["leaving_reason"] or reason == "died":
            raise InvalidInput(kind="membership", fields="leaving_reason")
        with self._seat.writing("leave") as transaction:
            saving = self._saving(transaction)
            self._end(saving, self._of(saving, membership)[0], on, reason)
            return changes(transaction, "leave")

    def come_back(self, membership: UUID, on: date) -> Changes:
        """Let somebody who left belong to the household again; the time between stays known."""
        with self._seat.writing("come_back") as transaction:
            saving = self._saving(transaction)
            former, person = self._of(saving, membership)
            living = _living(transaction, former.household, on)
            here = any(one.person == person.id for one in living)
            if former.until is None or on < former.until or here or person.died_on is not None:
                raise InvalidInput(kind="membership", fields="since")
            again = Membership(
                household=former.household,
                person=person.id,
                role=former.role,
                caregiver=former.caregiver,
                lives_elsewhere=former.lives_elsewhere,
                since=on,
            )
            saving.save(again, None)
            return changes(transaction, "come_back")

    def died(self, person: UUID, on: date) -> Changes:
        """Note that somebody died: memberships end, nothing reminds of them, the household stays."""
        with self._seat.writing("died") as transaction:
            saving = self._saving(transaction)
            kept = _there(transaction.get(Person, person), "person")
            saving.save(kept.replace(status="died", died_on=on), kept)
            for membership in transaction.all(Membership, person=person):
                if not cards.is_over(membership, on):
                    self._end(saving, membership, on, "died")
            tasks = [one for one in transaction.all(Task, person=person) if one.state in OPEN]
            planned = [one for one in transaction.all(Appointment, person=person) if one.state == "planned"]
            transaction.save_all(task.replace(state="dropped") for task in tasks)
            transaction.save_all(one.replace(state="cancelled") for one in planned)
            return changes(transaction, "died")

    def mistaken(self, record: Record, reason: str) -> Changes:
        """Take a membership, a person or a contact out of all counts that never should have been entered.

        The log keeps it, the trail the reason, which is a code.
        """
        if reason not in codelists()["mistake_reason"]:
            raise InvalidInput(kind="mistake_reason", fields="reason")
        with self._seat.writing("mistaken") as transaction:
            saving = self._saving(transaction)
            for one in _with_all_that_hangs_on_it(transaction, record):
                saving.remove(one) if one.kind in REMOVABLE else transaction.remove(one)
            audit.note(
                transaction, self._seat.staff.id, "delete", record.kind, record.id, reason=f"mistake_{reason}"
            )
            return changes(transaction, "mistaken")

    def make_main_contact(self, membership: UUID) -> Changes:
        """Make somebody who lives there the one whom the office talks to."""
        with self._seat.writing("main_contact") as transaction:
            saving = self._saving(transaction)
            chosen, _person = self._of(saving, membership)
            if cards.is_over(chosen, saving.today):
                raise InvalidInput(kind="membership", fields="main_contact")
            saving.save(chosen.replace(main_contact=True), chosen)
            return changes(transaction, "main_contact")

    def quiet(self) -> tuple[UUID, ...]:
        """Return the active households of this office that nobody heard of for the agreed months."""
        with self._seat.reading() as reader:
            before = cards.months_before(clock.today(), self._settings.read(reader).dormant_months)
            restricted = self._seat.may("see_restricted")
            return life.quiet(reader, self._seat.office.id, before, restricted=restricted)

    def quiet_since(self, household: UUID) -> date | None:
        """Return since when nobody heard of an active household, when that is long enough to let it rest."""
        with self._seat.reading() as reader:
            kept = _household(reader, household)
            before = cards.months_before(clock.today(), self._settings.read(reader).dormant_months)
            heard = life.last_heard(reader, household)
        active = kept.status in (None, "active")
        return heard if active and heard is not None and heard < before else None

    def _saving(self, transaction: Transaction) -> Saving:
        return Saving(self._seat, transaction, clock.today())

    def _of(self, saving: Saving, membership: UUID) -> tuple[Membership, Person]:
        """Return a membership and whose it is, once the household may be changed."""
        kept = _there(saving.transaction.get(Membership, membership), "membership")
        saving.demand_editable(_household(saving.transaction, kept.household))
        person = saving.transaction.get(Person, kept.person) if kept.person else None
        return kept, _there(person, "person")

    def _end(self, saving: Saving, membership: Membership, on: date, reason: str) -> None:
        if membership.until is not None and membership.until <= on:
            raise InvalidInput(kind="membership", fields="until")
        ended = membership.replace(until=on, leaving_reason=reason, main_contact=False)
        saving.save(ended, membership)

    def _founded(self, transaction: Transaction, home: Household, person: Person, today: date) -> Household:
        number = taking_in.case_number(transaction, self._seat.office, self._seat.device, today)
        along = {name: home.value(name) for name in TAKEN_ALONG}
        return Household().replace(
            **along,
            case_number=number,
            name=person.family_name or person.call_name or person.given_name or home.name,
            native_name="" if person.family_name else person.native_name,
            registered_on=today,
            taken_by=self._seat.staff.id,
            status="active",
            status_since=today,
        )


REMOVABLE: Final = frozenset({"membership", "contact", "person_name", "language_skill", "residence"})


def _with_all_that_hangs_on_it(transaction: Transaction, record: Record) -> tuple[Record, ...]:
    """Return what goes together, what belongs to others first; somebody without a household goes, too."""
    match record:
        case Contact():
            return (*transaction.all(ContactPerson, contact=record.id), record)
        case Membership() if record.person is not None:
            others = [one for one in transaction.all(Membership, person=record.person) if one.id != record.id]
            person = None if others else transaction.get(Person, record.person)
            return (*_hanging_on(transaction, person), record, *((person,) if person else ()))
        case Person():
            memberships = transaction.all(Membership, person=record.id)
            return (*_hanging_on(transaction, record), *memberships, record)
    raise InvalidInput(kind=record.kind, fields="id")


def _hanging_on(transaction: Transaction, person: Person | None) -> tuple[Record, ...]:
    if person is None:
        return ()
    return tuple(one for cls in OF_A_PERSON for one in transaction.all(cls, person=person.id))


def _living(transaction: Transaction, household: UUID | None, on: date) -> tuple[Membership, ...]:
    known = transaction.all(Membership, household=household)
    return tuple(one for one in known if not cards.is_over(one, on))


def _with_former(transaction: Transaction, dwelling: Dwelling, today: date) -> Dwelling:
    """Say that a household comes from a facility, where the dwelling before was one."""
    before = cards.current(transaction.all(Dwelling, household=dwelling.household), today)
    code = before.housing if before else None
    if dwelling.former or code is None or not codelists()["former_housing"].get(code).flag("facility"):
        return dwelling
    return dwelling.replace(former=code)


def _household(reader: Reader, identity: UUID | None) -> Household:
    return _there(reader.get(Household, identity) if identity else None, "household")


def _there[R: Record](found: R | None, kind: str) -> R:
    if found is None:
        raise RecordGone(kind=kind)
    return found
