"""Which fields of a record stand beside each other, group by group: one place for intake and card."""

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


def keys(rows: Rows) -> tuple[str, ...]:
    return tuple(key for row in rows for key in row)


HOUSEHOLD: Final = (("household.name", "household.access_route"), ("household.target_group",))
HOUSEHOLD_MORE: Final = (
    ("household.native_name", "household.client_type"),
    ("household.asking", "household.registered_on"),
    ("household.target_group_since",),
    ("household.note",),
)
PROTECTION: Final = (("household.address_protected",),)
PROTECTION_REASON: Final = (("household.protection_reason",),)
ADVICE: Final = (("household.advice_language", "household.interpreter_needed"),)
INFORMATION: Final = (
    ("household.information_on", "household.information_language"),
    ("household.information_interpreter",),
)
WITHHOLD: Final = (("household.withhold",),)

ADDRESS: Final = (("dwelling.street", "dwelling.postcode", "dwelling.city"),)
DISTRICT: Final = (("dwelling.district",),)
MOVED_IN: Final = (("dwelling.moved_in_on", "dwelling.former"),)
HOUSING: Final = (
    ("dwelling.housing", "dwelling.permit"),
    ("dwelling.rooms", "dwelling.area", "dwelling.rent"),
    ("dwelling.landlord", "dwelling.landlord_phone"),
    ("dwelling.defects",),
)

NAMES: Final = (
    ("person.given_name", "person.family_name"),
    ("person.native_name", "person.call_name"),
)
BASICS: Final = (
    ("person.born",),
    ("membership.role", "person.sex", "person.nationality"),
    ("person.phone", "person.phone_owner"),
)
ORIGIN: Final = (
    ("person.second_nationality", "person.birth_country", "person.birth_place"),
    ("person.second_phone", "person.messenger", "person.mail"),
)
MEMBERSHIP: Final = (
    ("membership.main_contact", "membership.caregiver", "membership.lives_elsewhere"),
    ("membership.since",),
)
SCHOOL: Final = (
    ("person.school", "person.school_type", "person.school_class"),
    ("person.kita", "person.all_day_school", "person.without_place_since"),
    ("person.school_registered_on", "person.school_group", "person.place_notice_on"),
)
WORK: Final = (
    ("person.activity", "person.school_years"),
    ("person.school_certificate", "person.certificate_country"),
    ("person.vocational", "person.recognition"),
)
HEALTH: Final = (("person.health",),)
NOTE: Final = (("person.note",),)
GERMAN: Final = (
    ("person.speaks_german", "person.writes_german"),
    ("person.german_evidence", "person.german_certificate"),
    ("person.certificate_on", "person.course"),
    ("person.course_state", "person.course_break"),
)
ARRIVAL: Final = (("person.arrived_in_germany",), ("person.arrived_here",))

SPELLING: Final = (("person_name.name", "person_name.sort", "person_name.document"),)
LANGUAGE: Final = (
    ("language_skill.language", "language_skill.dialect", "language_skill.level"),
    ("language_skill.reads", "language_skill.writes", "language_skill.preferred"),
)
RESIDENCE: Final = (
    ("residence.title", "residence.work"),
    ("residence.valid_from", "residence.valid_until"),
    ("residence.obligation", "residence.authority", "residence.reference"),
)
NEED: Final = (
    ("need.area", "need.state"),
    ("need.level",),
    ("need.wish",),
    ("need.resource",),
    ("need.goal", "need.next_step"),
    ("need.due_on", "need.barrier", "need.person"),
    ("need.own_barrier",),
)
BENEFIT: Final = (
    ("benefit.benefit", "benefit.state"),
    ("benefit.authority", "benefit.reference"),
    ("benefit.ends_on", "benefit.person"),
)
CONSENT: Final = (
    ("consent.purpose", "consent.recipient"),
    ("consent.subject", "consent.person"),
    ("consent.data_kinds",),
    ("consent.given_on", "consent.valid_until", "consent.form"),
    ("consent.language", "consent.text_version", "consent.interpreter"),
    ("consent.signed_by", "consent.guardian", "consent.no_guardian"),
    ("consent.mutual", "consent.refusal_explained"),
    ("consent.note",),
)
CONSENT_LATER: Final = (
    ("consent.subject", "consent.valid_until"),
    ("consent.text_version", "consent.interpreter"),
    ("consent.signed_by", "consent.guardian", "consent.no_guardian"),
    ("consent.note",),
)
WITHHOLDING: Final = (
    ("withholding.provider", "withholding.interpreter"),
    ("withholding.whom",),
    ("withholding.data_kinds",),
    ("withholding.why",),
    ("withholding.since", "withholding.until"),
)
STEP: Final = (
    ("case_step.step",),
    ("case_step.on", "case_step.staff"),
    ("case_step.result",),
    ("case_step.skipped",),
    ("case_step.skip_reason",),
)

LANGUAGES: Final = Listed("language_skill", "", N_("Add a language"), LANGUAGE)
RESIDENCES: Final = Listed("residence", N_("Residence title"), N_("Add a residence title"), RESIDENCE)
BENEFITS: Final = Listed("benefit", N_("Benefits"), N_("Add a benefit"), BENEFIT, starts_with_one=False)
INTERPRETER: Final = (
    ("interpreter.name", "interpreter.pool"),
    ("interpreter.sex", "interpreter.district"),
    ("interpreter.phone", "interpreter.mail"),
    ("interpreter.settings",),
    ("interpreter.most_a_month", "interpreter.price_model"),
)
INTERPRETER_PAPERS: Final = (
    ("interpreter.trained_on", "interpreter.training"),
    ("interpreter.confidential_on", "interpreter.consent_on"),
    ("interpreter.certificate_on", "interpreter.certificate_until"),
)
INTERPRETER_MORE: Final = (
    ("interpreter.districts",),
    ("interpreter.refused_topics",),
    ("interpreter.valid_from", "interpreter.valid_until"),
    ("interpreter.note",),
)
INTERPRETER_SKILL: Final = (
    ("interpreter_skill.language", "interpreter_skill.dialect"),
    ("interpreter_skill.level", "interpreter_skill.direction"),
)
INTERPRETER_TIME: Final = (
    ("interpreter_time.weekday", "interpreter_time.free_from", "interpreter_time.free_until"),
)
INTERPRETER_ACCOUNT: Final = (("interpreter_account.holder", "interpreter_account.iban"),)
