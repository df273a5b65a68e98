"""Contacts with their topics, and what a talk leaves behind: people concerned, a task, a private note."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.fields import Link, Record
from lwdesk.domain.household import Household
from lwdesk.domain.need import Need
from lwdesk.domain.provider import Provider
from lwdesk.domain.task import QueueEntry, Task
from lwdesk.services import audit, listing, private_notes, tidy
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.file_settings import OfficeSettings
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes, demand_own
from lwdesk.store.queries import contacts as queries
from lwdesk.store.queries.cards import reasons_of
from lwdesk.store.queries.listing import Home
from lwdesk.store.transaction import Transaction

OTHER_SIDES: Final = frozenset({"partner", "other"})
"""With whom a talk may be that no household is behind."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A contact with all that its form writes down, saved together and taken back together."""

    contact: Contact
    reasons: tuple[Reason, ...] = ()
    persons: tuple[UUID, ...] | None = None  # nothing leaves them as they are
    task: Task | None = None
    private: str | None = None  # what its author notes for themselves; None leaves it as it is
    queue: UUID | None = None
    base: Contact | None = None
    appointment: UUID | None = None
    need: Need | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A talk as the list of all talks shows it: with whom, what about, and who wrote it down."""

    record: Contact
    home: Home | None = None
    topics: tuple[tuple[str, str], ...] = ()
    provider: str = ""
    staff: str = ""

    @property
    def is_joinable(self) -> bool:
        """Tell whether it can still be said whose talk it was."""
        return self.record.household is None and self.record.counterpart not in OTHER_SIDES


class Contacts:
    """The talks of the office."""

    def __init__(self, seat: Seat, settings: OfficeSettings) -> None:
        self._seat, self._settings = seat, settings

    def page(self, asked: Asked) -> Slice[ContactRow]:
        """Return a slice of the list of all talks."""
        with self._seat.reading() as reader:
            found = listing.slice_of(reader, self._seat, queries.CONTACTS, asked)
            talks = [row.record for row in found.rows]
            topics: dict[UUID | None, list[tuple[str, str]]] = defaultdict(list)
            for reason in reasons_of(reader, [talk.id for talk in talks]):
                topics[reason.contact].append((reason.area or "", reason.support or ""))
            providers = reader.many(Provider, [talk.provider for talk in talks if talk.provider])
            names = listing.staff_names(reader)
        rows = tuple(
            ContactRow(
                row.record,
                row.home,
                tuple(topics[row.record.id]),
                _name_of(providers, row.record.provider),
                names.get(row.record.staff, "") if row.record.staff else "",
            )
            for row in found.rows
        )
        return Slice(asked, rows, found.total, found.counts)

    def save(self, contact: Contact, reasons: Iterable[Reason]) -> Changes:
        """Save a contact with its topics; topics that are no longer there are taken away."""
        done = self.save_talk(Talk(contact, tuple(reasons)))
        assert isinstance(done, Changes)
        return done

    def save_talk(self, talk: Talk) -> Changes | Conflicts:
        """Save a talk; Conflicts when somebody changed the same field of it since the form was opened."""
        talk = self._completed(talk)
        with self._seat.writing("save_contact") as transaction:
            transaction.look_up((talk.contact.id, *(reason.id for reason in talk.reasons), *_linked(talk)))
            saving = Saving(self._seat, transaction, clock.today())
            before = transaction.get(Contact, talk.contact.id)
            if talk.base is not None and (found := saving.conflicts(talk.contact, talk.base)):
                return found
            if before is not None and talk.base is not None:
                talk = replace(talk, contact=_carried(before, talk.base, talk.contact))
            self._demand_writable(saving, talk, before)
            self._demand_topics(transaction, talk)
            self._write(transaction, talk, before)
            return changes(transaction, "save_contact")

    def load(self, contact: UUID) -> Talk:
        """Return a talk as its form shows it; RecordGone when it was removed."""
        with self._seat.reading() as reader:
            kept = reader.get(Contact, contact)
            if kept is None:
                raise RecordGone(kind="contact")
            if kept.household and (household := reader.get(Household, kept.household)):
                self._seat.demand_visible(household)
            people = reader.all(ContactPerson, contact=contact)
            reasons = reader.all(Reason, contact=contact)
            note = private_notes.of_contact(reader, self._seat, contact)
        persons = tuple(one.person for one in people if one.person)
        return Talk(kept, reasons, persons, private=note.text if note else "", base=kept)

    def join(self, contact: UUID, household: UUID) -> Changes:
        """Say whose talk it was that was written down without a name."""
        with self._seat.writing("join_contact") as transaction:
            kept, home = transaction.get(Contact, contact), transaction.get(Household, household)
            if kept is None or home is None:
                raise RecordGone(kind="contact" if kept is None else "household")
            if kept.household is not None:
                raise InvalidInput(kind="contact", fields="household")
            demand_own(self._seat, kept.office)
            Saving(self._seat, transaction, clock.today()).demand_editable(home)
            waited = [e.replace(household=household) for e in transaction.all(QueueEntry, contact=contact)]
            transaction.save_all((kept.replace(household=household, counterpart="household"), *waited))
            audit.note(transaction, self._seat.staff.id, "change", "contact", contact)
            return changes(transaction, "join_contact")

    def _completed(self, talk: Talk) -> Talk:
        contact = tidy.tidied(talk.contact)
        contact = contact.replace(
            office=contact.office or self._seat.office.id,
            staff=contact.staff or self._seat.staff.id,
            at=contact.at or clock.now(),
            counterpart=contact.counterpart or ("household" if contact.household else "anonymous"),
        )
        return replace(
            talk,
            contact=contact,
            reasons=tuple(tidy.tidied(reason.replace(contact=contact.id)) for reason in talk.reasons),
        )

    def _demand_writable(self, saving: Saving, talk: Talk, before: Contact | None) -> None:
        for one in (talk.contact, before) if before else (talk.contact,):
            demand_own(self._seat, one.office)
            if one.household and (household := saving.transaction.get(Household, one.household)):
                saving.demand_editable(household)
        tidy.refuse_new_problems(before, talk.contact)

    def _demand_topics(self, transaction: Transaction, talk: Talk) -> None:
        if not talk.reasons and self._settings.read(transaction).topic_required:
            raise InvalidInput(kind="reason", fields="area")
        known = transaction.many(Reason, [topic.id for topic in talk.reasons]).values()
        if any(topic.contact != talk.contact.id for topic in known):  # a topic stays with its contact
            raise InvalidInput(kind="reason", fields="id")
        for topic in talk.reasons:
            tidy.refuse_new_problems(None, topic)

    def _write(self, transaction: Transaction, talk: Talk, before: Contact | None) -> None:
        contact = talk.contact
        if before:
            _take_away(transaction, Reason, contact.id, {topic.id for topic in talk.reasons})
        written: list[Record] = [contact, *talk.reasons]
        if talk.persons is not None:
            written += _people(transaction, contact.id, talk.persons, known=before is not None)
        written += self._beside(transaction, talk)
        transaction.save_all(written)
        if talk.private is not None:
            private_notes.note_of_contact(
                transaction, self._seat, contact.id, contact.household, talk.private
            )
        action: audit.Action = "change" if before else "create"
        count = 1 + len(talk.reasons)
        audit.note(transaction, self._seat.staff.id, action, "contact", contact.id, count=count)

    def _beside(self, transaction: Transaction, talk: Talk) -> Iterable[Record]:
        contact = talk.contact
        if talk.task is not None:
            task = tidy.tidied(talk.task).replace(
                office=contact.office, household=contact.household, origin="contact", about=contact.id
            )
            task = task.replace(state=task.state or "open", assigned=task.assigned or self._seat.staff.id)
            tidy.refuse_new_problems(None, task)
            yield task
        if talk.need is not None:
            yield self._need(talk.need, contact)
        if talk.appointment is not None and (kept := transaction.get(Appointment, talk.appointment)):
            demand_own(self._seat, kept.office)
            yield kept.replace(state="held", contact=contact.id)
        if talk.queue is not None and (entry := transaction.get(QueueEntry, talk.queue)):
            demand_own(self._seat, entry.office)
            yield entry.replace(
                state="done",
                finished_at=clock.now(),
                contact=contact.id,
                household=contact.household or entry.household,
            )

    def _need(self, need: Need, contact: Contact) -> Need:
        """Return what a household was seen to need in a talk."""
        need = tidy.tidied(need).replace(
            household=contact.household,
            origin="contact",
            source=contact.id,
            responsible=need.responsible or self._seat.staff.id,
        )
        need = tidy.followed(None, need, clock.today())
        tidy.refuse_new_problems(None, need)
        return need


def _name_of(providers: Mapping[UUID, Provider], provider: UUID | None) -> str:
    return providers[provider].name if provider is not None and provider in providers else ""


def _linked(talk: Talk) -> Iterable[UUID]:
    """Yield what the contact refers to."""
    links = (talk.contact.value(field.name) for field in talk.contact.fields if isinstance(field.kind, Link))
    return (one for one in links if isinstance(one, UUID))


def _carried(now: Contact, base: Contact, mine: Contact) -> Contact:
    """Return what stands in the file with what the form changed."""
    names = (name for name in mine.by_name if mine.value(name) != base.value(name))
    return now.replace(**{name: mine.value(name) for name in names})


def _take_away(
    transaction: Transaction, cls: type[Record], contact: UUID, kept: set[UUID]
) -> tuple[Record, ...]:
    """Remove the records of a contact that its form no longer shows; return those that stay."""
    there = transaction.all(cls, contact=contact)
    for gone in there:
        if gone.id not in kept:
            transaction.remove(gone)
    return tuple(one for one in there if one.id in kept)


def _people(
    reader: Transaction, contact: UUID, persons: tuple[UUID, ...], *, known: bool
) -> tuple[ContactPerson, ...]:
    """Return those concerned who are not noted yet; who no longer is, is taken away."""
    there = reader.all(ContactPerson, contact=contact) if known else ()
    stay = {one.id for one in there if one.person in persons}
    _take_away(reader, ContactPerson, contact, stay) if there else ()
    noted = {one.person for one in there}
    return tuple(ContactPerson(contact=contact, person=person) for person in persons if person not in noted)
