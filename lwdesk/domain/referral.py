"""Referrals: to whom a household is passed on, with what, and what came back."""

from datetime import date, datetime
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, choices, day, link, moment, note, record, text, yes_no


@record("referral", N_("Referral"), parent="household")
class Referral(Record):
    """One way to another service, out of the office or into it, until the loop is closed."""

    office: UUID | None = link("office", N_("Office"), required=True, counted=True)
    household: UUID | None = link("household", N_("Household"))
    reference: str = text(N_("Referral number"), longest=30)
    direction: str | None = choice("referral_direction", N_("Direction"), personal=False, counted=True)
    state: str | None = choice("referral_state", N_("State"), counted=True)
    state_since: date | None = day(N_("State since"), future=False)
    staff: UUID | None = link("staff", N_("Responsible"))
    need: UUID | None = link("need", N_("Need"))
    contact: UUID | None = link("contact", N_("Contact"))
    area: str | None = choice("life_area", N_("Life area"), required=True, counted=True)
    subject: str = text(N_("What it is about"))
    urgency: str | None = choice("urgency", N_("Urgency"))
    sort: str | None = choice("referral_kind", N_("Kind of referral"), required=True, counted=True)
    offer: UUID | None = link("offer", N_("Offer"))
    provider: UUID | None = link("provider", N_("Provider"))
    recipient: str = text(N_("Recipient"))
    recipient_contact: str = text(N_("Contact person there"))
    language: str | None = choice("language", N_("Language needed there"), counted=True)
    interpreter: str | None = choice("yes_no", N_("Interpreter needed"))
    data_kinds: tuple[str, ...] = choices("data_kind", N_("What is passed on"))
    withheld: tuple[str, ...] = choices("data_kind", N_("What is withheld"))
    papers: str = text(N_("Papers given along"))
    message: str = note(N_("Message to the recipient"))
    consent: UUID | None = link("consent", N_("Consent"))
    override_reason: str = note(N_("Why without consent"))
    override_basis: str | None = choice("legal_basis", N_("Legal basis"))
    override_by: UUID | None = link("staff", N_("Decided by"))
    override_second: UUID | None = link("staff", N_("Second person"))
    sent_on: date | None = day(N_("Sent on"), future=False, counted=True)
    answer_due_on: date | None = day(N_("Answer expected by"))
    answered_on: date | None = day(N_("Answered on"), future=False)
    refusal: str | None = choice("refusal_reason", N_("Reason of refusal"), counted=True)
    refusal_note: str = text(N_("About the refusal"))
    appointment_at: datetime | None = moment(N_("Appointment there"))
    outcome: str | None = choice("referral_outcome", N_("Outcome"), counted=True)
    client_view: str = text(N_("What the family says"))
    feedback_on: date | None = day(N_("Feedback on"), future=False)
    feedback_channel: str | None = choice("feedback_channel", N_("Feedback by"))
    slip_code: str = text(N_("Code of the return slip"), longest=20)
    replaces: UUID | None = link("referral", N_("Instead of"))
    source: str = text(N_("Comes from"))
    source_name: str = text(N_("Name of the household as told"))
    source_phone: str = text(N_("Phone as told"))
    gap: bool = yes_no(N_("Reported as a gap"), personal=False, counted=True)
    note: str = note(N_("Note"))


@record("referral_person", N_("Person referred"), parent="referral")
class ReferralPerson(Record):
    """Somebody of the household for whom a referral is made."""

    referral: UUID | None = link("referral", N_("Referral"), required=True)
    person: UUID | None = link("person", N_("Person"), required=True)
