"""What a household needs help with."""

from datetime import date
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, day, link, note, number, record, text


@record("need", N_("Need"), parent="household")
class Need(Record):
    """One life area in which a household needs help, with its level from 0 to 4."""

    household: UUID | None = link("household", N_("Household"), required=True)
    person: UUID | None = link("person", N_("Person"))
    area: str | None = choice("life_area", N_("Life area"), required=True, counted=True)
    level: int | None = number(N_("Level"), high=4, counted=True)
    former_level: int | None = number(N_("Former level"), high=4)
    levelled_on: date | None = day(N_("Level of"), future=False)
    state: str | None = choice("need_state", N_("State"), counted=True)
    barrier: str | None = choice("barrier", N_("Barrier"), counted=True)
    wish: str = note(N_("What the family wishes"))
    resource: str = note(N_("What helps already"))
    goal: str = text(N_("Goal"))
    next_step: str = text(N_("Next step"))
    responsible: UUID | None = link("staff", N_("Responsible"))
    due_on: date | None = day(N_("Due on"))
    result: str | None = choice("goal_result", N_("Reached"))
    recorded_on: date | None = day(N_("Recorded on"), future=False)
