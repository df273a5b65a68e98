"""Contacts with their topics."""

from collections.abc import Iterable

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.household import Household
from lwdesk.services import audit, tidy
from lwdesk.services.changes import Changes
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes, demand_own


class Contacts:
    """The talks of the office."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def save(self, contact: Contact, reasons: Iterable[Reason]) -> Changes:
        """Save a contact with its topics; topics that are no longer there are taken away."""
        contact = self._completed(tidy.tidied(contact))
        topics = tuple(reason.replace(contact=contact.id) for reason in reasons)
        if not topics:
            raise InvalidInput(kind="reason", fields="area")
        with self._seat.writing("save_contact") as transaction:
            saving = Saving(self._seat, transaction, clock.today())
            before = transaction.get(Contact, contact.id)
            for one in (contact, before) if before else (contact,):
                demand_own(self._seat, one.office)
                if one.household and (household := transaction.get(Household, one.household)):
                    saving.demand_editable(household)
            _refuse_moved(transaction.many(Reason, [topic.id for topic in topics]).values(), contact)
            for record, old in ((contact, before), *((topic, None) for topic in topics)):
                tidy.refuse_new_problems(old, record)
            kept = {topic.id for topic in topics}
            for gone in transaction.all(Reason, contact=contact.id) if before else ():
                if gone.id not in kept:
                    transaction.remove(gone)
            transaction.save_all((contact, *topics))
            action: audit.Action = "change" if before else "create"
            audit.note(transaction, self._seat.staff.id, action, "contact", contact.id, count=1 + len(topics))
            return changes(transaction, "save_contact")

    def _completed(self, contact: Contact) -> Contact:
        return contact.replace(
            office=contact.office or self._seat.office.id,
            staff=contact.staff or self._seat.staff.id,
            at=contact.at or clock.now(),
            counterpart=contact.counterpart or ("household" if contact.household else "anonymous"),
        )


def _refuse_moved(known: Iterable[Reason], contact: Contact) -> None:
    """A topic stays with its contact."""
    if any(topic.contact != contact.id for topic in known):
        raise InvalidInput(kind="reason", fields="id")
