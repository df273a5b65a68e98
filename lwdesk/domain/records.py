"""All records in one place, so that every layer loops over the same list."""

from lwdesk.domain.appointment import Appointment
from lwdesk.domain.consent import Consent, Disclosure, Withholding
from lwdesk.domain.contact import Contact, ContactPerson, Reason
from lwdesk.domain.fields import RECORDS, Record
from lwdesk.domain.household import Benefit, DistinctPair, Dwelling, Household, Membership, Merger
from lwdesk.domain.interpreting import (
    Assignment,
    Exclusion,
    Interpreter,
    InterpreterAccount,
    InterpreterRequest,
    InterpreterSkill,
    InterpreterTime,
)
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.domain.need import CaseStep, Need
from lwdesk.domain.office import Device, Office, OfficeDate, OfficePartner, OpeningHour, Place
from lwdesk.domain.papers import Attachment, AuditEntry, PrivateNote
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.provider import Offer, OfferPlace, Provider
from lwdesk.domain.referral import Referral, ReferralPerson
from lwdesk.domain.staff import Staff
from lwdesk.domain.take_along import TakeAlong
from lwdesk.domain.task import QueueEntry, Task
from lwdesk.domain.transfer import Transfer
from lwdesk.domain.visit import ChecklistItem, Visit, VisitPerson

__all__ = [
    "Appointment", "Assignment", "Attachment", "AuditEntry", "Benefit", "CaseStep", "ChecklistItem",
    "Consent", "Contact", "ContactPerson", "Device", "Disclosure", "DistinctPair", "Dwelling",
    "Exclusion", "Household", "Interpreter", "InterpreterAccount", "InterpreterRequest",
    "InterpreterSkill", "InterpreterTime", "IssuedPaper", "LanguageSkill", "Membership", "Merger",
    "Need", "Offer", "OfferPlace", "Office", "OfficeDate", "OfficePartner", "OpeningHour", "Person",
    "PersonName", "Place", "PrivateNote", "Provider", "QueueEntry", "Reason", "Referral",
    "ReferralPerson", "Residence", "Staff", "TakeAlong", "Task", "Transfer", "Visit", "VisitPerson",
    "Withholding", "every",
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
