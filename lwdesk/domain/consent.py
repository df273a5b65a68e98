"""What a household agreed to, for whom, and until when."""

from datetime import date, datetime
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, choices, day, link, moment, note, record, text, yes_no


@record("consent", N_("Consent"), parent="household")
class Consent(Record):
    """One consent for one purpose and one recipient; it lapses or is revoked."""

    household: UUID | None = link("household", N_("Household"), required=True)
    person: UUID | None = link("person", N_("Person"))
    purpose: str | None = choice("consent_purpose", N_("Purpose"), required=True)
    recipient: str = text(N_("Recipient"))
    subject: str = text(N_("What it is about"))
    data_kinds: tuple[str, ...] = choices("data_kind", N_("Kinds of data"))
    mutual: bool = yes_no(N_("In both directions"))
    given_on: date | None = day(N_("Given on"), future=False)
    language: str | None = choice("language", N_("Language of the text"))
    form: str | None = choice("consent_form", N_("Form"))
    text_version: str = text(N_("Version of the text"), longest=40)
    interpreter: str = text(N_("Interpreter present"))
    signed_by: str = text(N_("Signed by"))
    guardian: str = text(N_("Guardian"))
    refusal_explained: bool = yes_no(N_("Consequence of refusing explained"))
    valid_until: date | None = day(N_("Valid until"))
    revoked_on: date | None = day(N_("Revoked on"), future=False)
    note: str = note(N_("Note"))
    provider: UUID | None = link("provider", N_("Provider"))
    signature: UUID | None = link("attachment", N_("Signature"))
    no_guardian: str = text(N_("Why without a guardian?"))
    revoked_by: str = text(N_("Revoked by"))


@record("withholding", N_("Not to be told"), parent="household")
class Withholding(Record):
    """Somebody who must not learn something about the household."""

    household: UUID | None = link("household", N_("Household"), required=True)
    whom: str = text(N_("Whom not to tell"), required=True)
    provider: UUID | None = link("provider", N_("Provider"))
    interpreter: UUID | None = link("interpreter", N_("Interpreter"))
    data_kinds: tuple[str, ...] = choices("data_kind", N_("Kinds of data"))
    why: str = text(N_("Why"))
    since: date | None = day(N_("Since"), future=False)
    until: date | None = day(N_("Until"))


@record("disclosure", N_("Passed on"), parent="household")
class Disclosure(Record):
    """Who received what about a household, when and why."""

    household: UUID | None = link("household", N_("Household"), required=True)
    person: UUID | None = link("person", N_("Person"))
    recipient: str = text(N_("Recipient"), required=True)
    provider: UUID | None = link("provider", N_("Provider"))
    data_kinds: tuple[str, ...] = choices("data_kind", N_("Kinds of data"))
    at: datetime | None = moment(N_("When"), required=True)
    way: str | None = choice("disclosure_way", N_("How"))
    purpose: str | None = choice("consent_purpose", N_("Purpose"))
    consent: UUID | None = link("consent", N_("Consent"))
    cause: UUID | None = link("any", N_("On the occasion of"))
    staff: UUID | None = link("staff", N_("Passed on by"))
