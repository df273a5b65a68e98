"""Where a record has room for two values of which a person wants to keep both."""

from typing import Final

from lwdesk.domain.fields import Choices, Note, Record, Value
from lwdesk.domain.person import Person, PersonName
from lwdesk.services.exchange.views import Room

NAMES: Final = ("given_name", "family_name", "native_name")
SECOND: Final[dict[str, Room]] = {"phone": "second_phone", "nationality": "second_nationality"}


def room(record: Record, name: str, values: tuple[Value, ...]) -> Room | None:
    """Return where the other of two values would go; None where the record has no place for it."""
    field = record.by_name[name]
    if len(values) != 2 or field.empty in values:
        return None
    if isinstance(field.kind, Note):
        fits = len(_together(*values)) <= field.kind.longest
        return "together" if fits else None
    if isinstance(field.kind, Choices):
        return "all"
    return _of_person(record, name, values) if isinstance(record, Person) else None


def _of_person(person: Person, name: str, values: tuple[Value, ...]) -> Room | None:
    if name in NAMES:
        return "spelling"
    second = SECOND.get(name)
    if second is None or second not in person.by_name:
        return None
    return second if person.value(second) in (person.by_name[second].empty, *values) else None


def kept[R: Record](record: R, name: str, first: Value, other: Value) -> tuple[Record, ...]:
    """Return what has to be saved so that both values stay."""
    where = room(record, name, (first, other))
    if where == "together":
        return (record.replace(**{name: _together(first, other)}),)
    if where == "all":
        assert isinstance(first, tuple)
        assert isinstance(other, tuple)
        return (record.replace(**{name: tuple(sorted({*first, *other}))}),)
    if where == "spelling":
        assert isinstance(record, Person)
        return record.replace(**{name: first}), _spelling(record, name, other)
    assert where is not None
    return (record.replace(**{name: first, where: other}),)


def _together(first: Value, other: Value) -> str:
    return f"{first}\n{other}"


def _spelling(person: Person, name: str, other: Value) -> PersonName:
    """Return the name as the other device wrote it, whole."""
    written = person.replace(**{name: other})
    whole = written.native_name if name == "native_name" else f"{written.given_name} {written.family_name}"
    return PersonName(person=person.id, name=whole.strip(), sort="spelling")
