"""Private notes: what one person writes for themselves about a household; nobody else ever reads them."""

from uuid import UUID

from lwdesk.base import clock, ids
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.domain.household import Household
from lwdesk.domain.papers import PrivateNote
from lwdesk.services import audit, tidy
from lwdesk.services.changes import Changes
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes
from lwdesk.store.transaction import Reader, Transaction


class PrivateNotes:
    """The notes of the person at this desk, on this device alone."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def own(self, household: UUID) -> tuple[PrivateNote, ...]:
        """Return one's own notes about a household and those merged into it, the newest first."""
        with self._seat.reading() as reader:
            home = reader.get(Household, household)
            if home is None:
                raise RecordGone(kind="household")
            self._seat.demand_visible(home)
            homes = (home, *reader.all(Household, merged_into=household))
            me = self._seat.staff.id
            found = [note for one in homes for note in reader.all(PrivateNote, household=one.id, staff=me)]
        return tuple(sorted(found, key=lambda note: str(note.written_at or ""), reverse=True))

    def save(self, household: UUID, text: str, note: UUID | None = None) -> Changes:
        """Write a note about a household, or say another of one's own anew; RecordGone when it is gone."""
        with self._seat.writing("") as transaction:
            self._demand_editable(transaction, household)
            kept = self._mine(transaction, note) if note else None
            if not text.strip():
                raise InvalidInput(kind="private_note", fields="text")
            write(transaction, self._seat, household, text, kept or PrivateNote())
            return changes(transaction, "save_private_note")

    def remove(self, note: UUID) -> Changes:
        """Remove one's own note for good: it is in no log, so nothing brings it back."""
        with self._seat.writing("") as transaction:
            take_away(transaction, self._seat, self._mine(transaction, note))
            return changes(transaction, "remove_private_note")

    def _mine(self, transaction: Transaction, note: UUID) -> PrivateNote:
        """Return a note of this person; that of somebody else is not there for them."""
        kept = transaction.get(PrivateNote, note)
        if kept is None or kept.staff != self._seat.staff.id:
            raise RecordGone(kind="private_note")
        return kept

    def _demand_editable(self, transaction: Transaction, household: UUID) -> None:
        home = transaction.get(Household, household)
        if home is None:
            raise RecordGone(kind="household")
        self._seat.demand_visible(home)
        Saving(self._seat, transaction, clock.today()).demand_editable(home)


def of_contact(reader: Reader, seat: Seat, contact: UUID) -> PrivateNote | None:
    """Return what this person noted for themselves in a talk."""
    return reader.get(PrivateNote, _at(contact, seat))


def note_of_contact(
    transaction: Transaction, seat: Seat, contact: UUID, household: UUID | None, text: str
) -> None:
    """Keep what this person noted for themselves in a talk as it stands in the form; emptied, it goes."""
    kept = of_contact(transaction, seat, contact)
    if text.strip():
        write(transaction, seat, household, text, kept or PrivateNote(id=_at(contact, seat)))
    elif kept is not None:
        take_away(transaction, seat, kept)


def write(transaction: Transaction, seat: Seat, household: UUID | None, text: str, kept: PrivateNote) -> None:
    """Write a note of this person with the moment it was last changed."""
    known = transaction.get(PrivateNote, kept.id)
    note = tidy.tidied(kept.replace(household=household, staff=seat.staff.id, text=text))
    if note == known:
        return
    note = note.replace(written_at=clock.now())
    tidy.refuse_new_problems(None, note)
    transaction.save(note)
    audit.note(transaction, seat.staff.id, "change" if known else "create", "private_note", note.id)


def take_away(transaction: Transaction, seat: Seat, note: PrivateNote) -> None:
    transaction.remove(note)
    audit.note(transaction, seat.staff.id, "delete", "private_note", note.id)


def _at(contact: UUID, seat: Seat) -> UUID:
    return ids.derived(contact, "private_note", str(seat.staff.id))
