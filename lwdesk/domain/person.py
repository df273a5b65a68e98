"""The person: names in every spelling, languages, residence, school and work."""

from datetime import date
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import (
    Record,
    choice,
    day,
    link,
    mail,
    native,
    note,
    number,
    phone,
    record,
    text,
    vague,
    yes_no,
)
from lwdesk.domain.vague import VagueDay


@record("person", N_("Person"))
class Person(Record):
    """Somebody who belongs, or belonged, to a household."""

    given_name: str = text(N_("Given name(s)"), searchable=True)
    family_name: str = text(N_("Family name"), searchable=True)
    native_name: str = native(N_("Name in own script"), searchable=True)
    call_name: str = text(N_("Call name"), searchable=True)
    sex: str | None = choice("sex", N_("Sex"), counted=True)
    born: VagueDay | None = vague(N_("Birth date"), counted=True)
    birth_place: str = text(N_("Place of birth"))
    birth_country: str | None = choice("country", N_("Country of birth"), counted=True)
    nationality: str | None = choice("country", N_("Nationality"), counted=True)
    second_nationality: str | None = choice("country", N_("Second nationality"))
    second_phone: str = phone(N_("Second phone"), searchable=True)
    phone: str = phone(N_("Phone"), searchable=True)
    phone_owner: str | None = choice("phone_owner", N_("Whose phone is it?"))
    messenger: str | None = choice("messenger", N_("Messenger"))
    mail: str = mail(N_("E-mail"))
    phone_confirmed_on: date | None = day(N_("Phone confirmed on"), future=False)
    arrived_in_germany: VagueDay | None = vague(N_("Arrived in Germany"), counted=True)
    arrived_here: VagueDay | None = vague(N_("Arrived in this town"), counted=True)
    speaks_german: str | None = choice("german_level", N_("Speaks German"), counted=True)
    writes_german: str | None = choice("german_level", N_("Writes German"), counted=True)
    german_evidence: str | None = choice("level_evidence", N_("How is the level known?"))
    german_certificate: str = text(N_("Certificate"))
    certificate_on: date | None = day(N_("Certificate of"), future=False)
    course: str | None = choice("course_kind", N_("German course"), counted=True)
    course_state: str | None = choice("course_state", N_("State of the course"), counted=True)
    course_break: str | None = choice("course_break", N_("Why broken off?"))
    school: str | None = choice("school_state", N_("School"), counted=True)
    school_type: str | None = choice("school_type", N_("Kind of school"), counted=True)
    school_class: str = text(N_("Class"), longest=20)
    without_place_since: date | None = day(N_("Without a place since"), future=False)
    kita: str | None = choice("kita_state", N_("Day care"), counted=True)
    all_day_school: str | None = choice("yes_no", N_("All-day school"))
    school_years: int | None = number(N_("Years at school"), high=25)
    school_certificate: str | None = choice("school_certificate", N_("School certificate"), counted=True)
    certificate_country: str | None = choice("country", N_("Country of the certificate"))
    vocational: str | None = choice("vocational", N_("Training or degree"), counted=True)
    recognition: str | None = choice("recognition", N_("Recognition"), counted=True)
    activity: str | None = choice("activity", N_("Work"), counted=True)
    health: str = note(N_("Health or disability (only with consent)"), special=True)
    status: str | None = choice("person_status", N_("State"))
    note: str = note(N_("Note"))
    school_registered_on: date | None = day(N_("Registered for school on"), future=False, counted=True)
    school_group: str | None = choice("school_group", N_("Support at school"), counted=True)
    place_notice_on: date | None = day(N_("Notice of a place of"), future=False)
    died_on: date | None = day(N_("Died on"), future=False)


@record("person_name", N_("Spelling"), parent="person")
class PersonName(Record):
    """One more way in which papers or people write a person's name."""

    person: UUID | None = link("person", N_("Person"), required=True)
    name: str = text(N_("Spelling"), required=True, searchable=True)
    sort: str | None = choice("name_kind", N_("Kind of name"))
    script: str | None = choice("script", N_("Script"))
    document: str | None = choice("document", N_("Document"))
    since: date | None = day(N_("Since"))
    until: date | None = day(N_("Until"))


@record("language_skill", N_("Language skill"), parent="person")
class LanguageSkill(Record):
    """A language somebody speaks, reads or writes."""

    person: UUID | None = link("person", N_("Person"), required=True)
    language: str | None = choice("language", N_("Language"), required=True, counted=True)
    dialect: str | None = choice("dialect", N_("Dialect"))
    level: str | None = choice("skill_level", N_("Level"))
    reads: str | None = choice("yes_no", N_("Reads"))
    writes: str | None = choice("yes_no", N_("Writes"))
    preferred: bool = yes_no(N_("Prefers this language"))


@record("residence", N_("Residence"), parent="person")
class Residence(Record):
    """The right to stay during a time."""

    person: UUID | None = link("person", N_("Person"), required=True)
    title: str | None = choice("residence_title", N_("Residence title"), required=True, counted=True)
    valid_from: date | None = day(N_("Valid from"))
    valid_until: date | None = day(N_("Valid until"))
    obligation: str | None = choice("residence_obligation", N_("Residence obligation"))
    work: str | None = choice("work_permission", N_("Permission to work"), counted=True)
    authority: str = text(N_("Authority"))
    reference: str = text(N_("Reference number"))
