"""The people who work in an office."""

from datetime import date
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, day, link, mail, phone, record, text


@record("staff", N_("Staff member"), parent="office")
class Staff(Record):
    """A person who works here for one of the two employers, for a time."""

    office: UUID | None = link("office", N_("Office"), required=True)
    name: str = text(N_("Name"), required=True)
    employer: str | None = choice("employer", N_("Employer"), required=True)
    role: str | None = choice("role", N_("Role"), required=True)
    phone: str = phone(N_("Phone"))
    mail: str = mail(N_("E-mail"))
    valid_from: date | None = day(N_("Valid from"))
    valid_until: date | None = day(N_("Valid until"))
