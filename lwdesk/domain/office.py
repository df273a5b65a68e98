"""The offices, their outposts and devices."""

from datetime import date, time
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, clock_time, day, link, mail, note, phone, record, text


@record("office", N_("Office"))
class Office(Record):
    """A welcome office, or the central coordination."""

    name: str = text(N_("Name of the office"), required=True, personal=False, counted=True)
    code: str = text(N_("Short code"), longest=8, required=True, personal=False)
    role: str | None = choice("office_role", N_("Task of the office"), personal=False)
    region: str | None = choice("region", N_("Region"), personal=False, counted=True)
    partner: str | None = choice("employer", N_("Partner"), personal=False)
    street: str = text(N_("Street and number"), personal=False)
    postcode: str = text(N_("Postcode"), longest=10, personal=False)
    city: str = text(N_("Town"), personal=False)
    phone: str = phone(N_("Phone"), personal=False)
    mail: str = mail(N_("E-mail"), personal=False)
    valid_from: date | None = day(N_("Valid from"), personal=False)
    valid_until: date | None = day(N_("Valid until"), personal=False)
    note: str = note(N_("Note"), personal=False)


@record("office_date", N_("Date of an office"), parent="office")
class OfficeDate(Record):
    """One of the several beginnings of an office, as it was stated during a time."""

    office: UUID | None = link("office", N_("Office"), required=True)
    kind_of_date: str | None = choice("office_date_kind", N_("Kind of date"), required=True, personal=False)
    on: date | None = day(N_("Date"), required=True, personal=False, counted=True)
    stated_from: date | None = day(N_("Stated from"), personal=False)
    stated_until: date | None = day(N_("Stated until"), personal=False)


@record("office_partner", N_("Partner of an office"), parent="office")
class OfficePartner(Record):
    """The welfare association that shares an office during a time."""

    office: UUID | None = link("office", N_("Office"), required=True)
    partner: str | None = choice("employer", N_("Partner"), required=True, personal=False, counted=True)
    valid_from: date | None = day(N_("Valid from"), personal=False)
    valid_until: date | None = day(N_("Valid until"), personal=False)


@record("opening_hour", N_("Opening hour"), parent="office")
class OpeningHour(Record):
    """A time of the week at which an office or an outpost is open."""

    office: UUID | None = link("office", N_("Office"), required=True)
    place: UUID | None = link("place", N_("Outpost"))
    weekday: str | None = choice("weekday", N_("Weekday"), required=True, personal=False)
    opens: time | None = clock_time(N_("From"), required=True, personal=False)
    closes: time | None = clock_time(N_("To"), required=True, personal=False)
    sort: str | None = choice("opening_kind", N_("Kind of hours"), personal=False)
    valid_from: date | None = day(N_("Valid from"), personal=False)
    valid_until: date | None = day(N_("Valid until"), personal=False)


@record("place", N_("Outpost"), parent="office")
class Place(Record):
    """A place where an office holds its hours."""

    office: UUID | None = link("office", N_("Office"), required=True)
    name: str = text(N_("Name of the place"), required=True, personal=False)
    street: str = text(N_("Street and number"), personal=False)
    postcode: str = text(N_("Postcode"), longest=10, personal=False)
    city: str = text(N_("Town"), personal=False)
    district: str | None = choice("district", N_("City district"), personal=False, counted=True)
    access: str = note(N_("How to get in"), personal=False)
    valid_from: date | None = day(N_("Valid from"), personal=False)
    valid_until: date | None = day(N_("Valid until"), personal=False)


@record("device", N_("Device"), parent="office")
class Device(Record):
    """A computer that holds a data file."""

    office: UUID | None = link("office", N_("Office"), required=True)
    name: str = text(N_("Name of the device"), required=True, personal=False)
    code: str = text(N_("Short code"), longest=4, required=True, personal=False)
    state: str | None = choice("device_state", N_("State"), personal=False)
    added_on: date | None = day(N_("In use since"), future=False, personal=False)
