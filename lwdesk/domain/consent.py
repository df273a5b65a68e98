"""What a household agreed to, for whom, and until when."""

from datetime import date
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Record, choice, choices, day, link, note, record, text, yes_no


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
