"""The welcome visit: planned, made at a kitchen table, sorted afterwards."""

from datetime import date, datetime
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import (
    Record,
    choice,
    choices,
    day,
    link,
    moment,
    note,
    number,
    record,
    text,
    yes_no,
)


@record("visit", N_("Welcome visit"), parent="household")
class Visit(Record):
    """A visit at home or elsewhere, from the plan to what came of it."""

    office: UUID | None = link("office", N_("Office"), required=True, counted=True)
    household: UUID | None = link("household", N_("Household"), required=True)
    dwelling: UUID | None = link("dwelling", N_("Dwelling"))
    sort: str | None = choice("visit_kind", N_("Occasion of the visit"), required=True, counted=True)
    state: str | None = choice("visit_state", N_("State"), counted=True)
    planned_at: datetime | None = moment(N_("Planned for"))
    minutes: int | None = number(N_("Minutes planned"), high=1440)
    where: str | None = choice("visit_place", N_("Where"), counted=True)
    location: str = text(N_("Address or meeting point"))
    announced: str | None = choice("visit_announced", N_("Announced how"))
    staff: UUID | None = link("staff", N_("Responsible"))
    in_pairs: bool = yes_no(N_("Only with two people"))
    pair_reason: str = text(N_("Why with two people?"))
    second_staff: UUID | None = link("staff", N_("Second person"))
    second_name: str = text(N_("Second person, if from elsewhere"))
    language: str | None = choice("language", N_("Language"), counted=True)
    interpreting: UUID | None = link("interpreter_request", N_("Interpreter request"))
    route_order: int | None = number(N_("Order on the route"), high=99, personal=False)
    preparation: str = note(N_("To prepare"))
    arrived_at: datetime | None = moment(N_("Arrived"))
    left_at: datetime | None = moment(N_("Left"))
    others_present: str = text(N_("Others present"))
    children_present: int | None = number(N_("Children present"), high=30)
    notes: str = note(N_("Notes"))
    result: str | None = choice("visit_result", N_("Result of the visit"), counted=True)
    card_left: bool = yes_no(N_("Card left"))
    result_note: str = text(N_("About the result"))
    next_step: str = text(N_("Next step"))
    next_on: date | None = day(N_("Next step on"))
    contact: UUID | None = link("contact", N_("Contact"))
    sorted_on: date | None = day(N_("Sorted on"), future=False)
    refused: tuple[str, ...] = choices("life_area", N_("Areas that the notes are not about"))


@record("checklist_item", N_("Point of the checklist"), parent="visit")
class ChecklistItem(Record):
    """One point to talk about at a visit, and what came of it."""

    visit: UUID | None = link("visit", N_("Welcome visit"), required=True)
    item: str | None = choice("checklist", N_("Point"), personal=False, counted=True)
    own: str = text(N_("Own point"))
    state: str | None = choice("checklist_state", N_("State"), personal=False, counted=True)
    remark: str = text(N_("Remark"))
    position: int | None = number(N_("Position"), high=999, personal=False)
    need: UUID | None = link("need", N_("Need"))


@record("visit_person", N_("Person present"), parent="visit")
class VisitPerson(Record):
    """Somebody of the household who was there."""

    visit: UUID | None = link("visit", N_("Welcome visit"), required=True)
    person: UUID | None = link("person", N_("Person"), required=True)
