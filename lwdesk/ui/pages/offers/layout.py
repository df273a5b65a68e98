"""Where each field of an offer and of a provider stands on its form, and which ones stand elsewhere."""

from typing import Final

OFFER: Final = (
    ("name", "provider"),
    ("category", "by_appointment"),
    ("areas",),
    ("target_groups",),
    ("languages",),
    ("districts",),
    ("age_from", "age_until", "capacity"),
    ("opening",),
    ("registration",),
    ("street",),
    ("postcode", "city", "district"),
    ("free", "health"),
    ("cost", "access"),
    ("eligibility",),
    ("exclusion",),
    ("papers",),
    ("valid_from", "valid_until"),
    ("note",),
)
OFFER_ELSEWHERE: Final = {
    "checked_on": "the button that says that somebody looked today",
    "checked_by": "whoever presses it",
}
PROVIDER: Final = (
    ("name", "aliases"),
    ("sort", "competence"),
    ("contact_person",),
    ("phone", "mail"),
    ("website",),
    ("street",),
    ("postcode", "city", "district"),
    ("valid_from", "valid_until"),
    ("source",),
    ("note",),
)


def placed(rows: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(name for row in rows for name in row)
