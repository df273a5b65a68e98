"""Two entries for one household: what differs, what becomes of it, and what was moved."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from lwdesk.domain.fields import RECORDS, Link, Note, Record, Value
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.person import Person, PersonName
from lwdesk.domain.values import parse, plain

COMPARED: Final[dict[type[Record], tuple[str, ...]]] = {
    Household: (
        "name", "native_name", "target_group", "target_group_since", "client_type", "access_route", "asking",
        "advice_language", "interpreter_needed", "registered_on", "with_kim_since", "address_protected",
        "protection_reason", "information_on", "information_language", "information_by",
        "information_interpreter", "withhold", "note",
    ),
    Person: tuple(name for name in Person.by_name if name not in {"status", "status_since"}),
    Membership: ("role", "caregiver", "since"),
}  # fmt: skip
"""What one entry takes over from the other; the rest belongs to each for itself."""
UUID_SIGNS: Final = 22

type Choice = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One field of a record that a merger changed."""

    kind: str
    record: UUID
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Moved:
    """Everything that a merger did: fields changed, records put away, spellings added; who was the same."""

    steps: tuple[Step, ...] = ()
    removed: tuple[tuple[str, UUID], ...] = ()
    spellings: tuple[tuple[UUID, str], ...] = ()
    same: tuple[tuple[UUID, UUID], ...] = ()

    def written(self) -> str:
        """Return it as text: records that moved the same way stand together."""
        groups: dict[str, list[UUID]] = {}
        for step in self.steps:
            key = json.dumps([step.kind, step.field, plain(step.before), plain(step.after)])
            groups.setdefault(key, []).append(step.record)
        return json.dumps(
            {
                "steps": [[*json.loads(key), _packed(ids)] for key, ids in groups.items()],
                "removed": [[kind, str(record)] for kind, record in self.removed],
                "spellings": [[str(record), name] for record, name in self.spellings],
                "same": [[str(kept), str(gone)] for kept, gone in self.same],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def read(cls, text: str) -> "Moved":
        told: Mapping[str, Any] = json.loads(text or "{}")
        steps = (
            Step(kind, record, field, *(parse(RECORDS[kind].by_name[field], raw) for raw in (before, after)))
            for kind, field, before, after, packed in told.get("steps", ())
            for record in _unpacked(packed)
        )
        return cls(
            tuple(steps),
            tuple((kind, UUID(record)) for kind, record in told.get("removed", ())),
            tuple((UUID(record), name) for record, name in told.get("spellings", ())),
            tuple((UUID(kept), UUID(gone)) for kept, gone in told.get("same", ())),
        )


def differing(kept: Record, gone: Record) -> tuple[str, ...]:
    """Return the fields in which both entries say something, and not the same; of notes both are kept."""
    return tuple(
        name
        for name in COMPARED[type(kept)]
        if gone.value(name) not in (gone.by_name[name].empty, kept.value(name))
        if kept.value(name) != kept.by_name[name].empty
        and not isinstance(kept.by_name[name].kind, Link | Note)
    )


def taken_over(kept: Record, gone: Record, chosen: Iterable[Choice] = ()) -> tuple[Step, ...]:
    """Return what the kept entry learns: what it does not know, what was chosen, and every note."""
    wanted = {name for record, name in chosen if record == kept.id}
    return tuple(
        Step(kept.kind, kept.id, name, kept.value(name), after)
        for name in COMPARED[type(kept)]
        if (after := _after(kept, gone, name, chosen=name in wanted)) != kept.value(name)
    )


def _after(kept: Record, gone: Record, name: str, *, chosen: bool) -> Value:
    mine, theirs, field = kept.value(name), gone.value(name), kept.by_name[name]
    if theirs in (field.empty, mine):
        return mine
    if mine == field.empty or chosen:
        return theirs
    if isinstance(field.kind, Note):
        both = f"{mine}\n{theirs}"
        return both if len(both) <= field.kind.longest else mine
    return mine


def spellings(
    final: Person, kept: Person, gone: Person, known: Iterable[PersonName]
) -> tuple[PersonName, ...]:
    """Return every name of either entry that would be lost otherwise, as a spelling of the kept person."""
    there = {*_names(final), *(name.name for name in known)}
    lost = dict.fromkeys(name for person in (kept, gone) for name in _names(person) if name not in there)
    return tuple(PersonName(person=kept.id, name=name, sort="spelling") for name in lost)


def links_to(kind: str) -> Iterator[tuple[type[Record], str]]:
    """Yield the records that hang on one of a kind, with the field of the link."""
    for cls in RECORDS.values():
        for field in cls.fields:
            if isinstance(field.kind, Link) and field.kind.to == kind and cls.kind not in _BY_HAND:
                yield cls, field.name


_BY_HAND: Final = frozenset({"membership", "merger", "distinct_pair"})


def _names(person: Person) -> tuple[str, ...]:
    written = f"{person.given_name} {person.family_name}".strip()
    return tuple(name for name in (written, person.native_name) if name)


def _packed(ids: Iterable[UUID]) -> str:
    return "".join(urlsafe_b64encode(identity.bytes).decode()[:UUID_SIGNS] for identity in ids)


def _unpacked(text: str) -> Iterator[UUID]:
    for start in range(0, len(text), UUID_SIGNS):
        yield UUID(bytes=urlsafe_b64decode(text[start : start + UUID_SIGNS] + "=="))
