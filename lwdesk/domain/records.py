"""All records in one place, so that every layer loops over the same list."""

from lwdesk.domain.consent import Consent
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.fields import RECORDS, Record
from lwdesk.domain.household import Benefit, DistinctPair, Dwelling, Household, Membership
from lwdesk.domain.need import Need
from lwdesk.domain.office import Device, Office, OfficeDate, Place
from lwdesk.domain.papers import Attachment, AuditEntry, PrivateNote
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.staff import Staff
from lwdesk.domain.task import QueueEntry, Task

__all__ = [
    "Attachment", "AuditEntry", "Benefit", "Consent", "Contact", "Device", "DistinctPair", "Dwelling",
    "Household", "LanguageSkill", "Membership", "Need", "Office", "OfficeDate", "Person", "PersonName",
    "Place", "PrivateNote", "QueueEntry", "Reason", "Residence", "Staff", "Task", "every",
]  # fmt: skip


def every() -> tuple[type[Record], ...]:
    """Return all record types, parents before their children."""
    ordered: list[type[Record]] = []

    def place(cls: type[Record]) -> None:
        if cls in ordered:
            return
        if cls.parent is not None:
            place(RECORDS[cls.by_name[cls.parent].kind.to])  # type: ignore[union-attr]  # a parent is always a link
        ordered.append(cls)

    for cls in RECORDS.values():
        place(cls)
    return tuple(ordered)
