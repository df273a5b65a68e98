"""A talk with a household, a partner or somebody unnamed, and what it was about."""

from datetime import datetime
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, link, moment, note, number, record, text, yes_no


@record("contact", N_("Contact"), parent="household")
class Contact(Record):
    """One talk; it counts, whoever it was with."""

    office: UUID | None = link("office", N_("Office"), required=True, counted=True)
    place: UUID | None = link("place", N_("Outpost"))
    staff: UUID | None = link("staff", N_("Staff member"))
    household: UUID | None = link("household", N_("Household"))
    counterpart: str | None = choice(
        "counterpart", N_("With whom"), required=True, personal=False, counted=True
    )
    counterpart_name: str = text(N_("Name of the other side"))
    at: datetime | None = moment(N_("When"), required=True, counted=True)
    sort: str | None = choice("contact_kind", N_("Kind of contact"), required=True, counted=True)
    minutes: int | None = number(N_("Minutes"), high=1440, counted=True)
    language: str | None = choice("language", N_("Language"), counted=True)
    district: str | None = choice("district", N_("City district"), counted=True)
    interpreter: str | None = choice("yes_no", N_("With an interpreter"), counted=True)
    funding: str | None = choice("funding", N_("Funding"), personal=False, counted=True)
    gap: bool = yes_no(N_("Gap in what is offered"), personal=False, counted=True)
    gap_note: str = text(N_("What is missing"))
    result: str = text(N_("Result"))
    note: str = note(N_("Note"))
    visit: UUID | None = link("visit", N_("Welcome visit"))
    provider: UUID | None = link("provider", N_("Provider"))
    other_side: str | None = choice("other_side", N_("Who is the other side?"), personal=False, counted=True)


@record("contact_person", N_("Person concerned"), parent="contact")
class ContactPerson(Record):
    """Somebody of the household whom a contact is about."""

    contact: UUID | None = link("contact", N_("Contact"), required=True)
    person: UUID | None = link("person", N_("Person"), required=True)


@record("reason", N_("Topic"), parent="contact")
class Reason(Record):
    """One of several topics of a contact, with the kind of support."""

    contact: UUID | None = link("contact", N_("Contact"), required=True)
    area: str | None = choice("life_area", N_("Life area"), required=True, counted=True)
    support: str | None = choice("support_kind", N_("Kind of support"), required=True, counted=True)
    person: UUID | None = link("person", N_("Person"))
