"""What a person is told of the data about them: what concerns them, what is left out, what is read first."""

from datetime import date, datetime
from typing import Final

from lwdesk.base.texts import N_
from lwdesk.domain.fields import Field, Note, Record, Text
from lwdesk.domain.vague import VagueDay

LEFT_OUT: Final[dict[str, str]] = {
    **dict.fromkeys(
        ("office", "office_date", "office_partner", "opening_hour", "place", "device", "provider", "offer"),
        N_("says something about an organisation and nothing about a person"),
    ),
    **dict.fromkeys(
        ("staff", "interpreter", "interpreter_skill", "interpreter_time", "interpreter_account"),
        N_("says something about somebody who works here or interprets"),
    ),
    "private_note": N_("personal working notes of one adviser, which are no part of the file"),
    "audit_entry": N_("tells what the staff did with this program, not what is known about a person"),
    "take_along": N_("tells which device had which households with it, nothing about who lives in them"),
    "distinct_pair": N_("compares two households and so names another one"),
}
"""The kinds of record that a person is not told of, with the reason."""

LEFT_OUT_FIELDS: Final[dict[str, str]] = {
    **dict.fromkeys(
        ("attachment.sha256", "issued_paper.sha256", "merger.moved"),
        N_("technical: a check sum or a list of numbers of the program"),
    ),
    "referral.slip_code": N_("a code that opens nothing but the return slip"),
    **dict.fromkeys(
        ("transfer.bundle", "transfer.chosen", "transfer.other_office"),
        N_("technical: the number of a package or of an office, and the names of fields"),
    ),
}

NAMED: Final = (
    (
        N_("Person and household"),
        N_("that an entry is about you or yours is not repeated each time"),
    ),
    (N_("Copies of papers"), N_("what the kept papers say; you get copies if you wish")),
    (N_("Former entries"), N_("what was changed or removed later; you get it from the log if you wish")),
    (N_("Begun forms"), N_("what somebody is typing and has not saved yet")),
)
"""What else is not in the letter though it is stored, with the reason or the way to it."""

PLAIN: Final = frozenset(
    {
        "household.case_number", "household.name", "dwelling.street", "dwelling.postcode", "dwelling.city",
        "dwelling.landlord", "benefit.authority", "benefit.reference", "residence.authority",
        "residence.reference", "person.given_name", "person.family_name", "person.call_name",
        "person.birth_place", "person.german_certificate", "person.school_class", "person_name.name",
        "consent.recipient", "consent.text_version", "disclosure.recipient", "issued_paper.recipient",
        "issued_paper.template", "referral.reference", "referral.recipient", "interpreter_request.reference",
        "attachment.media_type", "transfer.other",
    }
)  # fmt: skip
"""Single lines that cannot tell of anybody else; every other text is read before it is printed."""

READ_TOO: Final = frozenset({"household.address_protected", "household.protection_reason"})
"""What is no text and may still put somebody of the household into danger."""

WHOLE: Final = frozenset({"withholding", "exclusion"})
"""Records that are told whole or not at all: that there is one says enough to endanger somebody."""


def is_told(kind: str, field: Field) -> bool:
    """Tell whether a field of a record belongs to what a person is told."""
    return kind not in LEFT_OUT and f"{kind}.{field.name}" not in LEFT_OUT_FIELDS


def is_read_first(kind: str, field: Field) -> bool:
    """Tell whether somebody has to read a value before it leaves: it may be about other people."""
    key = f"{kind}.{field.name}"
    if not is_told(kind, field):
        return False
    return key in READ_TOO or (isinstance(field.kind, Text | Note) and key not in PLAIN)


def begins(record: Record) -> date | None:
    """Return the earliest day that a record names: who left a household before it is not told of it."""
    days = [day for value in record.filled().values() if (day := _day(value)) is not None]
    return min(days, default=None)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.astimezone().date()
    if isinstance(value, VagueDay):
        return None
    return value if isinstance(value, date) else None
