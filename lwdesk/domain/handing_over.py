"""Which fields of a household may go to another office, by the kind of data that a consent names."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import Final

from lwdesk.domain import access
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import RECORDS, Field
from lwdesk.domain.records import every

NAME: Final = "name"
ADDRESS: Final = "address"
NOTES: Final = "notes"
MESSAGE: Final = "transfer.message"
"""What somebody writes to those who take over; it stands in no record of the household."""
LASTS: Final = timedelta(days=30)
LONGEST: Final = timedelta(days=180)


def _of(kind: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{kind}.{name}" for name in names)


FIELDS: Final[dict[str, tuple[str, ...]]] = {
    NAME: (
        *_of("household", "name", "native_name"),
        *_of("person", "given_name", "family_name", "native_name", "call_name"),
        *_of("person_name", "name", "sort", "script"),
    ),
    "birth": _of("person", "born", "birth_place", "birth_country"),
    "nationality": _of("person", "nationality", "second_nationality"),
    "phone": _of("person", "phone", "second_phone", "phone_owner", "messenger", "mail"),
    ADDRESS: _of("dwelling", "street", "postcode", "city", "district", "moved_in_on"),
    "language": (
        *_of("household", "advice_language", "interpreter_needed"),
        *_of("language_skill", "language", "dialect", "level", "reads", "writes", "preferred"),
        *_of("person", "speaks_german", "writes_german"),
    ),
    "household": (
        *_of("household", "target_group", "target_group_since", "client_type"),
        *_of("membership", "role", "main_contact", "caregiver", "lives_elsewhere"),
        *_of("person", "sex"),
    ),
    "residence": (
        *_of("residence", "title", "valid_from", "valid_until", "obligation", "work", "authority"),
        *_of("residence", "reference"),
        *_of("person", "arrived_in_germany", "arrived_here"),
    ),
    "education": _of(
        "person", "german_certificate", "certificate_on", "course", "course_state", "school", "school_type",
        "school_class", "without_place_since", "kita", "all_day_school", "school_years",
        "school_certificate", "certificate_country", "vocational", "recognition", "activity",
    ),
    "income": _of("benefit", "benefit", "state", "authority", "reference", "ends_on"),
    "housing": _of("dwelling", "housing", "rooms", "area", "rent", "permit", "former", "defects"),
    "need": _of(
        "need", "area", "level", "state", "barrier", "goal", "next_step", "wish", "resource", "own_barrier",
    ),
    NOTES: (MESSAGE,),
    "health": _of("person", "health"),
}  # fmt: skip
"""Everything that may ever be in a transfer; whoever takes one in knows nothing else."""

KIND_OF: Final = {field: kind for kind, fields in FIELDS.items() for field in fields}
LEADS_TO_THE_DOOR: Final = frozenset({"dwelling.defects"})
"""What is no address and may still tell where a protected household lives."""


def declared(name: str) -> Field | None:
    """Return the declaration of a field that may be in a transfer; None for the message."""
    kind, _, field = name.partition(".")
    return RECORDS[kind].by_name.get(field)


def is_read_first(name: str) -> bool:
    """Tell whether a text may be about other people, so that somebody reads it before it leaves."""
    field = declared(name)
    return field is None or access.is_read_first(name.partition(".")[0], field)


def usual(kinds: Iterable[str]) -> frozenset[str]:
    """Return the fields that go with kinds of data: a text to read first only where there is no other."""
    found: set[str] = set()
    for kind in kinds:
        fields = FIELDS.get(kind, ())
        found.update([name for name in fields if not is_read_first(name)] or fields)
    return frozenset(found)


def minimum() -> frozenset[str]:
    """Return what is chosen at first: the kinds of data that the code list gives along as a rule."""
    return usual(code.code for code in codelists()["data_kind"] if code.flag("default"))


def kinds_of(fields: Collection[str]) -> tuple[str, ...]:
    """Return the kinds of data to which fields belong, in the order of the code list."""
    found = {KIND_OF[name] for name in fields if name in KIND_OF}
    return tuple(kind for kind in FIELDS if kind in found)


def allowed(fields: Collection[str], kinds: Collection[str], *, protected: bool) -> frozenset[str]:
    """Return the chosen fields whose kind of data may leave; near a protected door only with the address."""
    open_door = not protected or ADDRESS in kinds
    return frozenset(
        name for name in fields if KIND_OF.get(name) in kinds and (open_door or name not in LEADS_TO_THE_DOOR)
    )


def by_kind(fields: Collection[str]) -> dict[str, list[str]]:
    """Return fields by the kind of record they belong to, as the package names them."""
    order = {cls.kind: place for place, cls in enumerate(every())}
    found: dict[str, list[str]] = {}
    for name in sorted(fields, key=lambda one: (order.get(one.partition(".")[0], len(order)), one)):
        kind, _, field = name.partition(".")
        found.setdefault(kind, []).append(field)
    return found
