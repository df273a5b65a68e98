"""What is still to do, and who is waiting."""

from datetime import date, datetime
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, day, link, moment, note, number, record, text


@record("task", N_("Task"), parent="household")
class Task(Record):
    """Something that somebody has to do by a day."""

    office: UUID | None = link("office", N_("Office"), required=True)
    household: UUID | None = link("household", N_("Household"))
    person: UUID | None = link("person", N_("Person"))
    title: str = text(N_("What is to do"), required=True)
    due_on: date | None = day(N_("Due on"))
    assigned: UUID | None = link("staff", N_("Responsible"))
    state: str | None = choice("task_state", N_("State"))
    done_on: date | None = day(N_("Done on"), future=False)
    origin: str | None = choice("task_origin", N_("Comes from"), personal=False)
    note: str = note(N_("Note"))
    about: UUID | None = link("any", N_("Concerns"))


@record("queue_entry", N_("Waiting person"), parent="office")
class QueueEntry(Record):
    """Somebody in the queue of the consultation hour."""

    office: UUID | None = link("office", N_("Office"), required=True)
    household: UUID | None = link("household", N_("Household"))
    person: UUID | None = link("person", N_("Person"))
    number: int | None = number(N_("Number"), high=9999, personal=False)
    shown_name: str = text(N_("Name"))
    language: str | None = choice("language", N_("Language"))
    concern: str = text(N_("Concern"))
    state: str | None = choice("queue_state", N_("State"), personal=False)
    arrived_at: datetime | None = moment(N_("Arrived at"))
    called_at: datetime | None = moment(N_("Called at"))
    finished_at: datetime | None = moment(N_("Finished at"))
    staff: UUID | None = link("staff", N_("Staff member"))
    contact: UUID | None = link("contact", N_("Contact"))
