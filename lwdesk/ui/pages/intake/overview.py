"""Where one stands in the form: the states of the steps, what is to be looked at, what is still missing."""

from dataclasses import replace
from typing import Final

from lwdesk.ui.pages.intake.begun import Begun, Spot
from lwdesk.ui.pages.intake.layout import PERSONS, STEPS
from lwdesk.ui.pages.intake.steps import person_name
from lwdesk.ui.steps import Step, SubStep
from lwdesk.ui.words import _, plural

ORDER: Final = tuple(step.key for step in STEPS)


def after(step: str) -> str | None:
    """Return the step that follows, nothing after the last one."""
    at = ORDER.index(step) + 1
    return ORDER[at] if at < len(ORDER) else None


def step_states(begun: Begun, spots: tuple[Spot, ...]) -> list[Step]:
    """Return the steps as the step list shows them."""
    filled = begun.filled_steps()
    wrong = {spot.step for spot in spots}
    made = []
    for step in STEPS:
        state = "error" if step.key in wrong else "done" if step.key in filled else "open"
        current = step.key == begun.step
        shown = Step(step.key, _(step.title), "current" if current else state)
        made.append(_with_persons(begun, shown) if step is PERSONS and current else shown)
    return made


def _with_persons(begun: Begun, step: Step) -> Step:
    persons = tuple(
        SubStep(str(n), person_name(begun, n), current=n == begun.member)
        for n in range(len(begun.intake.members))
    )
    return replace(step, children=persons, add=_("Person"))


def missing(begun: Begun, *, read_only: bool) -> str:
    """Return why the household cannot be created yet, nothing when it can."""
    household = begun.intake.completed().household
    if read_only:
        return _("The file is open for reading only.")
    if not household.target_group:
        return _("The target group is missing.")
    if not household.name and not household.native_name:
        return _("One name or keyword is needed.")
    stopping = sum(spot.stops for spot in begun.spots())
    return plural("First check {n} entry.", "First check {n} entries.", stopping) if stopping else ""


def next_spot(begun: Begun, spots: tuple[Spot, ...]) -> Spot | None:
    """Return the next place to look at: an entry that cannot stay, one to check, or what is missing."""
    if spots:
        return next((spot for spot in spots if spot.stops), spots[0])
    household = begun.intake.completed().household
    for name in ("target_group", "name"):
        if not household.value(name):
            return Spot("", "household", household.id, "household", name)
    return None
