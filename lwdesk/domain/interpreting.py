"""Interpreters of the pool, requests for them, and who was asked."""

from datetime import date, datetime, time
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import (
    Record,
    choice,
    choices,
    clock_time,
    day,
    link,
    mail,
    moment,
    note,
    number,
    phone,
    record,
    text,
    yes_no,
)


@record("interpreter", N_("Interpreter"))
class Interpreter(Record):
    """Somebody of a pool who interprets, with what the pool has to know."""

    name: str = text(N_("Name"), required=True)
    pool: str | None = choice("interpreter_pool", N_("Pool"), required=True, personal=False)
    sex: str | None = choice("sex", N_("Sex"))
    phone: str = phone(N_("Phone"))
    mail: str = mail(N_("E-mail"))
    district: str | None = choice("district", N_("Lives in the district"))
    districts: tuple[str, ...] = choices("district", N_("Goes to the districts"))
    settings: tuple[str, ...] = choices("interpreting_setting", N_("Interprets how"))
    refused_topics: tuple[str, ...] = choices("topic_class", N_("Does not interpret about"))
    most_a_month: int | None = number(N_("Assignments a month at most"), high=200)
    trained_on: date | None = day(N_("Training finished on"), future=False)
    training: str = text(N_("Training"))
    confidential_on: date | None = day(N_("Confidentiality signed on"), future=False)
    certificate_on: date | None = day(N_("Certificate of conduct of"), future=False)
    certificate_until: date | None = day(N_("Certificate of conduct valid until"))
    consent_on: date | None = day(N_("Consented to keeping data on"), future=False)
    price_model: str | None = choice("price_model", N_("How paid"), personal=False)
    valid_from: date | None = day(N_("Active from"))
    valid_until: date | None = day(N_("Active until"))
    note: str = note(N_("Note"))


@record("interpreter_skill", N_("Language of an interpreter"), parent="interpreter")
class InterpreterSkill(Record):
    """A language or dialect somebody interprets."""

    interpreter: UUID | None = link("interpreter", N_("Interpreter"), required=True)
    language: str | None = choice("language", N_("Language"), required=True, counted=True)
    dialect: str | None = choice("dialect", N_("Dialect"))
    level: str | None = choice("skill_level", N_("Level"))
    direction: str | None = choice("interpreting_direction", N_("Direction"))


@record("interpreter_time", N_("Free time of an interpreter"), parent="interpreter")
class InterpreterTime(Record):
    """A time of the week at which somebody usually can interpret."""

    interpreter: UUID | None = link("interpreter", N_("Interpreter"), required=True)
    weekday: str | None = choice("weekday", N_("Weekday"), required=True)
    free_from: time | None = clock_time(N_("From"), required=True)
    free_until: time | None = clock_time(N_("To"), required=True)


@record("interpreter_account", N_("Bank account of an interpreter"), parent="interpreter")
class InterpreterAccount(Record):
    """Where the allowance goes, kept apart from what the pool shows."""

    interpreter: UUID | None = link("interpreter", N_("Interpreter"), required=True)
    holder: str = text(N_("Account holder"))
    iban: str = text(N_("IBAN"), longest=40, required=True)


@record("exclusion", N_("Excluded interpreter"), parent="household")
class Exclusion(Record):
    """A household does not wish this interpreter; the reason is shown to nobody outside."""

    household: UUID | None = link("household", N_("Household"), required=True)
    interpreter: UUID | None = link("interpreter", N_("Interpreter"), required=True)
    reason: str = text(N_("Reason"))
    since: date | None = day(N_("Since"), future=False)


@record("interpreter_request", N_("Interpreter request"), parent="household")
class InterpreterRequest(Record):
    """Somebody is wanted who interprets a talk; what is sent names no client."""

    office: UUID | None = link("office", N_("Office"), required=True, counted=True)
    household: UUID | None = link("household", N_("Household"))
    reference: str = text(N_("Request number"), longest=30)
    staff: UUID | None = link("staff", N_("Responsible"))
    visit: UUID | None = link("visit", N_("Welcome visit"))
    appointment: UUID | None = link("appointment", N_("Appointment"))
    state: str | None = choice("request_state", N_("State"), counted=True)
    state_since: date | None = day(N_("State since"), future=False)
    pool: str | None = choice("interpreter_pool", N_("Pool"), required=True, personal=False)
    language: str | None = choice("language", N_("Language"), required=True, counted=True)
    dialect: str | None = choice("dialect", N_("Dialect"))
    other_language: str | None = choice("language", N_("Other language that would do"))
    at: datetime | None = moment(N_("When"), required=True, counted=True)
    minutes: int | None = number(N_("Minutes"), low=5, high=1440, counted=True)
    flexible: bool = yes_no(N_("Another time would do"))
    alternatives: str = text(N_("Other times"))
    setting: str | None = choice("interpreting_setting", N_("Where"), required=True, counted=True)
    place: str = text(N_("Place without names"))
    access: str = text(N_("How to get in"))
    occasion: str | None = choice("interpreting_occasion", N_("Occasion"), counted=True)
    topic: str | None = choice("topic_class", N_("Topic"), required=True, counted=True)
    persons: int | None = number(N_("Number of people"), high=50)
    children: int | None = number(N_("Children"), high=30)
    gender_wish: str | None = choice("gender_wish", N_("Wish"))
    wished: UUID | None = link("interpreter", N_("Wished interpreter"))
    specialist_present: str | None = choice("yes_no", N_("Is a professional present?"))
    legal: str | None = choice("yes_no_unclear", N_("Considerable legal consequences?"), required=True)
    medical: str | None = choice("yes_no", N_("Medical talk?"))
    ongoing: bool = yes_no(N_("Continuing support"))
    private_client: bool = yes_no(N_("Asked by a private person"))
    urgent: bool = yes_no(N_("Urgent"))
    urgent_reason: str = text(N_("Why urgent"))
    consent: UUID | None = link("consent", N_("Consent"))
    sent_on: date | None = day(N_("Sent on"), future=False)
    unfilled: str | None = choice("unfilled_reason", N_("Why nobody"), counted=True)
    cancelled_by: str | None = choice("cancelled_by", N_("Cancelled by"), counted=True)
    held_from: datetime | None = moment(N_("Really began"))
    held_until: datetime | None = moment(N_("Really ended"))
    travel_minutes: int | None = number(N_("Minutes on the way"), high=1440)
    kilometres: int | None = number(N_("Kilometres"), high=1000)
    understanding: str | None = choice("understanding", N_("Did people understand each other?"), counted=True)
    again: str | None = choice("yes_no", N_("Again with this person?"))
    signed_on: date | None = day(N_("Sheet signed on"), future=False)
    price_model: str | None = choice("price_model", N_("How paid"), personal=False)
    cents: int | None = number(N_("Allowance in cents"), high=10_000_000)
    settled_on: date | None = day(N_("Settled on"), future=False)
    note: str = note(N_("Note"))


@record("assignment", N_("Assignment"), parent="request")
class Assignment(Record):
    """One interpreter was asked for one request, and what they said."""

    request: UUID | None = link("interpreter_request", N_("Interpreter request"), required=True)
    interpreter: UUID | None = link("interpreter", N_("Interpreter"), required=True)
    position: int | None = number(N_("Position"), high=999, personal=False)
    state: str | None = choice("assignment_state", N_("State"), required=True)
    asked_at: datetime | None = moment(N_("Asked at"))
    answered_at: datetime | None = moment(N_("Answered at"))
    reason: str = text(N_("Reason"))
