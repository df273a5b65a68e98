"""Which field stands on which step of the intake; the declarations bring labels, inputs and checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lwdesk.base.texts import N_

type Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under a heading; what is rarely used is folded."""

    title: str
    rows: Rows
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of records of one kind, each with the same fields."""

    kind: str
    title: str
    add: str
    rows: Rows
    starts_with_one: bool = True


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
        Group("", (("household.name", "household.access_route"), ("household.target_group",))),
        Group(N_("Dwelling"), (("dwelling.street", "dwelling.postcode", "dwelling.city"),)),
        Group("", (("dwelling.district",),)),
        Group("", (("household.address_protected",),)),
        Group("", (("household.protection_reason",),)),
        Group("", (("dwelling.moved_in_on", "dwelling.former"),)),
        Group(
            N_("Further details"),
            (
                ("household.native_name", "household.client_type"),
                ("household.asking", "household.registered_on"),
                ("household.target_group_since",),
                ("household.note",),
            ),
            folded=True,
        ),
    ),
)
PERSONS: Final = Step(
    "persons",
    N_("Persons"),
    (
        Group(
            "",
            (
                ("person.given_name", "person.family_name"),
                ("person.native_name", "person.call_name"),
            ),
        ),
        Spellings(),
        Group(
            "",
            (
                ("person.born",),
                ("membership.role", "person.sex", "person.nationality"),
                ("person.phone", "person.phone_owner"),
            ),
        ),
        Group(
            N_("Origin and contact"),
            (
                ("person.second_nationality", "person.birth_country", "person.birth_place"),
                ("person.messenger", "person.mail"),
            ),
        ),
        Group(
            N_("In the household"),
            (
                ("membership.main_contact", "membership.caregiver", "membership.lives_elsewhere"),
                ("membership.since",),
            ),
            folded=True,
        ),
        Group(
            N_("School and day care"),
            (
                ("person.school", "person.school_type", "person.school_class"),
                ("person.kita", "person.all_day_school", "person.without_place_since"),
            ),
            folded=True,
        ),
        Group(
            N_("Training and work"),
            (
                ("person.activity", "person.school_years"),
                ("person.school_certificate", "person.certificate_country"),
                ("person.vocational", "person.recognition"),
            ),
            folded=True,
        ),
        Group(N_("Health"), (("person.health",),), folded=True),
        Group(N_("Note"), (("person.note",),), folded=True),
    ),
    personal=True,
)
LANGUAGE: Final = Step(
    "language",
    N_("Language"),
    (
        Listed(
            "language_skill",
            "",
            N_("Add a language"),
            (
                ("language_skill.language", "language_skill.dialect", "language_skill.level"),
                ("language_skill.reads", "language_skill.writes", "language_skill.preferred"),
            ),
        ),
        Group(
            N_("German"),
            (
                ("person.speaks_german", "person.writes_german"),
                ("person.german_evidence", "person.german_certificate"),
                ("person.certificate_on", "person.course"),
                ("person.course_state", "person.course_break"),
            ),
        ),
        Group(N_("For the advice"), (("household.advice_language", "household.interpreter_needed"),)),
    ),
    personal=True,
)
RESIDENCE: Final = Step(
    "residence",
    N_("Residence"),
    (
        Listed(
            "residence",
            N_("Residence title"),
            N_("Add a residence title"),
            (
                ("residence.title", "residence.work"),
                ("residence.valid_from", "residence.valid_until"),
                ("residence.obligation", "residence.authority", "residence.reference"),
            ),
        ),
        Group(N_("Arrival"), (("person.arrived_in_germany",), ("person.arrived_here",))),
    ),
    personal=True,
)
HOUSING: Final = Step(
    "housing",
    N_("Home"),
    (
        Group(
            "",
            (
                ("dwelling.housing", "dwelling.permit"),
                ("dwelling.rooms", "dwelling.area", "dwelling.rent"),
                ("dwelling.landlord", "dwelling.landlord_phone"),
                ("dwelling.defects",),
            ),
        ),
    ),
)
NEEDS: Final = Step(
    "needs",
    N_("Need"),
    (
        Listed(
            "need",
            "",
            N_("Add a need"),
            (
                ("need.area", "need.state"),
                ("need.level",),
                ("need.wish",),
                ("need.resource",),
                ("need.goal", "need.next_step"),
                ("need.due_on", "need.barrier", "need.person"),
            ),
        ),
        Listed(
            "benefit",
            N_("Benefits"),
            N_("Add a benefit"),
            (
                ("benefit.benefit", "benefit.state"),
                ("benefit.authority", "benefit.reference"),
                ("benefit.ends_on", "benefit.person"),
            ),
            starts_with_one=False,
        ),
    ),
)
CONSENT: Final = Step(
    "consent",
    N_("Consent"),
    (
        Group(
            N_("Information sheet"),
            (
                ("household.information_on", "household.information_language"),
                ("household.information_interpreter",),
            ),
        ),
        Listed(
            "consent",
            N_("Consents"),
            N_("Add a consent"),
            (
                ("consent.purpose", "consent.recipient"),
                ("consent.subject", "consent.person"),
                ("consent.data_kinds",),
                ("consent.given_on", "consent.valid_until", "consent.form"),
                ("consent.language", "consent.text_version", "consent.interpreter"),
                ("consent.signed_by", "consent.guardian"),
                ("consent.mutual", "consent.refusal_explained"),
                ("consent.note",),
            ),
        ),
        Group(N_("Withhold"), (("household.withhold",),)),
    ),
)
STEPS: Final = (HOUSEHOLD, PERSONS, LANGUAGE, RESIDENCE, HOUSING, NEEDS, CONSENT)
SPELLING: Final = ("person_name.name", "person_name.sort", "person_name.document")

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
    "consent.household": "a link that the intake sets",
    "consent.revoked_on": "belongs to revoking, on the card",
}


def keys(rows: Rows) -> tuple[str, ...]:
    return tuple(key for row in rows for key in row)


def placed() -> Iterator[tuple[str, str]]:
    """Yield each field of the intake with the step it stands on."""
    for step in STEPS:
        for part in step.parts:
            named = SPELLING if isinstance(part, Spellings) else keys(part.rows)
            for key in named:
                yield key, step.key


STEP_OF: Final = dict(placed())
