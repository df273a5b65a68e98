"""What hangs on a record: attachments, private notes, and the audit trail."""

from datetime import date, datetime
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, day, link, moment, note, number, record, text


@record("attachment", N_("Attachment"), parent="household")
class Attachment(Record):
    """A file kept with a household, stored under the hash of its content."""

    household: UUID | None = link("household", N_("Household"), required=True)
    person: UUID | None = link("person", N_("Person"))
    name: str = text(N_("File name"), required=True)
    sort: str | None = choice("attachment_kind", N_("Kind of paper"))
    media_type: str = text(N_("File type"), longest=100, personal=False)
    size: int | None = number(N_("Size in bytes"), high=2_000_000_000, personal=False)
    sha256: str = text(N_("Check sum"), longest=64, personal=False)
    added_on: date | None = day(N_("Added on"), future=False)


@record("private_note", N_("Private note"), parent="household", scope="device")
class PrivateNote(Record):
    """A note for its author alone; it never leaves the device."""

    household: UUID | None = link("household", N_("Household"), required=True)
    staff: UUID | None = link("staff", N_("Author"), required=True)
    text: str = note(N_("Private note"), required=True)
    written_at: datetime | None = moment(N_("Written at"))


@record("audit_entry", N_("Audit entry"), scope="device")
class AuditEntry(Record):
    """Who did what and when, chained so that nothing can be taken out unseen."""

    at: datetime | None = moment(N_("When"), required=True)
    staff: UUID | None = link("staff", N_("Staff member"))
    action: str = text(N_("Action"), longest=40, required=True, personal=False)
    subject_kind: str = text(N_("Kind of record"), longest=40, personal=False)
    subject: UUID | None = link("any", N_("Record"))
    count: int | None = number(N_("Number of records"), personal=False)
    chain: str = text(N_("Chain"), longest=64, personal=False)
