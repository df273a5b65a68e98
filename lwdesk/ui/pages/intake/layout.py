"""Which field stands on which step of the intake; the declarations bring labels, inputs and checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lwdesk.base.texts import N_
from lwdesk.ui.pages import field_rows as rows
from lwdesk.ui.pages.field_rows import Group, Listed, keys


@dataclass(frozen=True, slots=True)
class Spellings:
    """The tokens for further spellings of a name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its parts from top to bottom, and whether it is about one person."""

    key: str
    title: str
    parts: tuple[Group | Listed | Spellings, ...]
    personal: bool = False


HOUSEHOLD: Final = Step(
    "household",
    N_("Household"),
    (
        Group("", rows.HOUSEHOLD),
        Group(N_("Dwelling"), rows.ADDRESS),
        Group("", rows.DISTRICT),
        Group("", rows.PROTECTION),
        Group("", rows.PROTECTION_REASON),
        Group("", rows.MOVED_IN),
        Group(N_("Further details"), rows.HOUSEHOLD_MORE, folded=True),
    ),
)
PERSONS: Final = Step(
    "persons",
    N_("Persons"),
    (
        Group("", rows.NAMES),
        Spellings(),
        Group("", rows.BASICS),
        Group(N_("Origin and contact"), rows.ORIGIN),
        Group(N_("In the household"), rows.MEMBERSHIP, folded=True),
        Group(N_("School and day care"), rows.SCHOOL, folded=True),
        Group(N_("Training and work"), rows.WORK, folded=True),
        Group(N_("Health"), rows.HEALTH, folded=True),
        Group(N_("Note"), rows.NOTE, folded=True),
    ),
    personal=True,
)
LANGUAGE: Final = Step(
    "language",
    N_("Language"),
    (rows.LANGUAGES, Group(N_("German"), rows.GERMAN), Group(N_("For the advice"), rows.ADVICE)),
    personal=True,
)
RESIDENCE: Final = Step(
    "residence",
    N_("Residence"),
    (rows.RESIDENCES, Group(N_("Arrival"), rows.ARRIVAL)),
    personal=True,
)
HOUSING: Final = Step("housing", N_("Home"), (Group("", rows.HOUSING),))
NEEDS: Final = Step("needs", N_("Need"), (Listed("need", "", N_("Add a need"), rows.NEED), rows.BENEFITS))
CONSENT: Final = Step(
    "consent",
    N_("Consent"),
    (
        Group(N_("Information sheet"), rows.INFORMATION),
        Listed("consent", N_("Consents"), N_("Add a consent"), rows.CONSENT),
        Group(N_("Withhold"), rows.WITHHOLD),
    ),
)
STEPS: Final = (HOUSEHOLD, PERSONS, LANGUAGE, RESIDENCE, HOUSING, NEEDS, CONSENT)

SEGMENTS: Final = frozenset({"household.target_group"})
PLAIN_DAYS: Final = frozenset({"person.arrived_in_germany", "person.arrived_here"})
SHARES: Final = {
    "dwelling.street": 3,
    "dwelling.postcode": 1,
    "dwelling.city": 2,
    "dwelling.moved_in_on": 1,
    "dwelling.former": 2,
}
HINTS: Final = {
    "household.target_group": N_("important for the statistics"),
    "person.native_name": N_("optional"),
    "person.call_name": N_("optional"),
}
HELPS: Final = {
    "household.address_protected": N_(
        "Information block or shelter. The address then stands in no list, no printout and no report."
    ),
    "withholding.whom": N_("Chosen above, or whoever stands in no list: written here."),
    "person.health": N_("Only with express consent, see the step Consent."),
}
ELSEWHERE: Final = {
    "household.office": "the office at whose desk the intake happens",
    "household.place": "chosen on the card once the office keeps outposts",
    "household.case_number": "given by the file when the household is created",
    "household.taken_by": "whoever is unlocked, shown in the header",
    "household.status": "a new household is active",
    "household.status_reason": "belongs to closing a case",
    "household.status_since": "follows from the state",
    "household.restricted": "decided on the card, never at the first talk",
    "household.with_kim_since": "on the card, when the case management takes over",
    "household.merged_into": "belongs to merging two entries",
    "household.information_by": "whoever is unlocked, set with the day of handing out",
    "dwelling.household": "a link that the intake sets",
    "dwelling.moved_out_on": "belongs to moving on, on the card",
    "dwelling.confirmed_on": "the day of the intake",
    "membership.household": "a link that the intake sets",
    "membership.person": "a link that the intake sets",
    "membership.until": "belongs to leaving the household, on the card",
    "membership.leaving_reason": "belongs to leaving the household, on the card",
    "person.phone_confirmed_on": "the day of the intake",
    "person.status": "a new person is active",
    "person.died_on": "an action of the card with a question of its own",
    "person_name.person": "a link that the intake sets",
    "person_name.script": "seen from the letters",
    "person_name.since": "on the card, where names have a history",
    "person_name.until": "on the card, where names have a history",
    "language_skill.person": "a link that the intake sets",
    "residence.person": "a link that the intake sets",
    "benefit.household": "a link that the intake sets",
    "need.household": "a link that the intake sets",
    "need.former_level": "there is no former level at the intake",
    "need.levelled_on": "the day of the intake",
    "need.responsible": "whoever is unlocked until the card says otherwise",
    "need.result": "belongs to the end of a need",
    "need.recorded_on": "the day of the intake",
    "need.origin": "the intake itself",
    "need.source": "a link that names where a need was seen later",
    "need.solved_on": "belongs to the end of a need",
    "consent.household": "a link that the intake sets",
    "consent.revoked_on": "belongs to revoking, on the card",
    "consent.revoked_by": "belongs to revoking, on the card",
    "consent.provider": "chosen from the directory when something is passed on",
    "consent.signature": "drawn on the screen at a visit or a talk",
}


def placed() -> Iterator[tuple[str, str]]:
    """Yield each field of the intake with the step it stands on."""
    for step in STEPS:
        for part in step.parts:
            named = keys(rows.SPELLING if isinstance(part, Spellings) else part.rows)
            for key in named:
                yield key, step.key


STEP_OF: Final = dict(placed())
