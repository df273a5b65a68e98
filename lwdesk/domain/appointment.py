"""Appointments: talks that were arranged, and ways on which somebody goes along."""

from datetime import datetime
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, link, moment, note, number, record, text


@record("appointment", N_("Appointment"), parent="household")
class Appointment(Record):
    """A talk or an accompaniment at a time, and whether it took place."""

    office: UUID | None = link("office", N_("Office"), required=True, counted=True)
    household: UUID | None = link("household", N_("Household"))
    person: UUID | None = link("person", N_("Person"))
    staff: UUID | None = link("staff", N_("Staff member"))
    title: str = text(N_("What for"))
    sort: str | None = choice("appointment_kind", N_("Kind of appointment"), required=True, counted=True)
    at: datetime | None = moment(N_("When"), required=True)
    minutes: int | None = number(N_("Minutes"), low=5, high=1440)
    place: str = text(N_("Place"))
    companion: str = text(N_("Who goes along"))
    area: str | None = choice("life_area", N_("Life area"), counted=True)
    interpreting: UUID | None = link("interpreter_request", N_("Interpreter request"))
    referral: UUID | None = link("referral", N_("Referral"))
    contact: UUID | None = link("contact", N_("Contact"))
    state: str | None = choice("appointment_state", N_("State"), counted=True)
    note: str = note(N_("Note"))
