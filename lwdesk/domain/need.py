"""What a household needs help with."""

from datetime import date
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, day, link, note, number, record, text, yes_no


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
    origin: str | None = choice("need_origin", N_("Comes from"), personal=False, counted=True)
    source: UUID | None = link("any", N_("Seen in"))
    own_barrier: str = text(N_("What else stands in the way"))
    solved_on: date | None = day(N_("Settled on"), future=False, counted=True)


@record("case_step", N_("Step of the nine-step plan"), parent="household")
class CaseStep(Record):
    """One of the nine steps that an office may walk with a household, or why it was left out."""

    household: UUID | None = link("household", N_("Household"), required=True)
    step: str | None = choice("nine_steps", N_("Step"), required=True, personal=False)
    on: date | None = day(N_("On"), future=False)
    staff: UUID | None = link("staff", N_("Responsible"))
    result: str = note(N_("Result"))
    skipped: bool = yes_no(N_("Left out"))
    skip_reason: str = text(N_("Why left out?"))
