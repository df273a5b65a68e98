"""A household as the documents of a package, and back: chosen fields, names that mean nothing elsewhere."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from lwdesk.base import ids
from lwdesk.domain import handing_over, rules
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import RECORDS, Choice, Choices, Field, Link, Record, Value
from lwdesk.domain.handing_over import MESSAGE
from lwdesk.domain.household import Benefit, Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.values import Unreadable, parse, plain
from lwdesk.services import cards, tidy
from lwdesk.store.queries.cards import WholeHousehold
from lwdesk.sync.transfer import Document

HOME, PERSON, LETTER = "household", "person", "transfer"
LINKED: Final = (HOME, PERSON)
SETTLED: Final = frozenset({"solved", "not_solved", "withdrawn"})
ALWAYS: Final = frozenset({HOME, PERSON, "membership"})
"""What a package has a document of even without a field: it says who belongs together."""

TAKEN: Final = (
    Household, Dwelling, Person, Membership, PersonName, LanguageSkill, Residence, Benefit, Need,
)  # fmt: skip
LONGEST_MESSAGE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Handed:
    """What a package tells: a household as a form would, a message, and what was not understood."""

    intake: Intake
    message: str
    left_out: tuple[str, ...]


def written(
    whole: WholeHousehold,
    persons: Collection[UUID],
    fields: Collection[str],
    message: str,
    namespace: UUID,
    today: date,
) -> tuple[Document, ...]:
    """Return the documents of a household: these people, these fields, and nothing else.

    What the other side would leave out as strange stays here, so that a preview is what is taken over.
    """
    chosen = frozenset(fields)
    found = (_document(one, chosen, namespace) for one in _concerned(whole, persons, today))
    made = [one for one in found if _is_whole(one)]
    if MESSAGE in chosen and message.strip():
        name = MESSAGE.partition(".")[2]
        made.append(Document(LETTER, str(ids.derived(namespace, LETTER)), {}, {name: message.strip()}))
    return tuple(one for one in made if one.fields or one.kind in ALWAYS)


def _is_whole(document: Document) -> bool:
    return _lacking(RECORDS[document.kind], document) is None


def _concerned(whole: WholeHousehold, persons: Collection[UUID], today: date) -> Iterator[Record]:
    def theirs(record: Record) -> bool:
        return record.value(PERSON) is None or record.value(PERSON) in persons

    yield whole.household
    if (lived := cards.current(whole.dwellings, today)) is not None:
        yield lived
    for view in cards.members(whole):
        if view.person.id in persons and not cards.is_over(view.membership, today):
            yield view.person
            yield view.membership
            yield from (*view.names, *view.languages, *view.residences)
    yield from (one for one in whole.benefits if theirs(one) and not _is_past(one.ends_on, today))
    yield from (one for one in whole.needs if theirs(one) and one.state not in SETTLED)


def _is_past(day: date | None, today: date) -> bool:
    return day is not None and day < today


def _document(record: Record, chosen: frozenset[str], namespace: UUID) -> Document:
    def named(identity: UUID) -> str:
        return str(ids.derived(namespace, identity.hex))

    links = {
        name: named(value)
        for name in LINKED
        if name in record.by_name and isinstance(value := record.value(name), UUID)
    }
    fields = {
        name: told
        for name, value in record.filled().items()
        if f"{record.kind}.{name}" in chosen
        and not _is_strange(record.by_name[name], value)
        and (told := plain(value)) is not None
    }
    return Document(record.kind, named(record.id), links, fields)


def read(documents: Iterable[Document], namespace: UUID) -> Handed:
    """Return what documents tell; whatever is not among the fields of a transfer, or is none, stays out.

    Records get names of their own in the namespace, so that no document can mean one that is here already.
    """
    work = _Reading(namespace)
    for document in documents:
        work.take(document)
    return work.done()


class _Reading:
    """Puts documents together again."""

    def __init__(self, namespace: UUID) -> None:
        self._namespace = namespace
        self._found: dict[type[Record], list[Record]] = {}
        self._left_out: dict[str, None] = {}
        self._message = ""

    def take(self, document: Document) -> None:
        if document.kind == LETTER:
            self._letter(document)
            return
        cls = RECORDS.get(document.kind)
        if cls not in TAKEN:
            self._left_out[document.kind] = None
            return
        assert cls is not None
        if (lacking := _lacking(cls, document)) is not None:
            self._left_out[lacking] = None
            return
        links = {name: self._named(link) for name, link in document.links.items() if name in _links(cls)}
        values: dict[str, Any] = {
            "id": self._named(document.id), **links, **self._values(cls, document),
        }  # fmt: skip
        self._found.setdefault(cls, []).append(tidy.tidied(cls(**values)))

    def _named(self, name: str) -> UUID:
        return ids.derived(self._namespace, UUID(name).hex)

    def _letter(self, document: Document) -> None:
        name = MESSAGE.partition(".")[2]
        told = document.fields.get(name)
        if isinstance(told, str) and len(told) <= LONGEST_MESSAGE:
            self._message = rules.clean(told)
        for other in document.fields.keys() - ({name} if self._message else set()):
            self._left_out[f"{LETTER}.{other}"] = None

    def _values(self, cls: type[Record], document: Document) -> dict[str, Value]:
        found = {}
        for name, raw in document.fields.items():
            key, declared = f"{cls.kind}.{name}", cls.by_name.get(name)
            if declared is None or key not in handing_over.KIND_OF:
                self._left_out[key] = None
                continue
            try:
                value = parse(declared, raw)
            except Unreadable:
                self._left_out[key] = None
                continue
            if _is_strange(declared, value):
                self._left_out[key] = None
            else:
                found[name] = value
        return found

    def done(self) -> Handed:
        def all_of[R: Record](cls: type[R]) -> tuple[R, ...]:
            return tuple(one for one in self._found.get(cls, ()) if isinstance(one, cls))

        memberships = {one.person: one for one in all_of(Membership)}

        def of[R: Record](cls: type[R], person: Person) -> tuple[R, ...]:
            return tuple(one for one in all_of(cls) if one.value(PERSON) == person.id)

        members = [
            Member(
                person,
                memberships.get(person.id, Membership()),
                of(PersonName, person),
                of(LanguageSkill, person),
                of(Residence, person),
            )
            for person in all_of(Person)
        ]
        homes, lived = all_of(Household), all_of(Dwelling)
        intake = Intake(
            homes[0] if homes else Household(),
            lived[0] if lived else Dwelling(),
            tuple(members),
            all_of(Benefit),
            all_of(Need),
        )
        return Handed(intake, self._message, tuple(sorted(self._left_out)))


def _lacking(cls: type[Record], document: Document) -> str | None:
    """Return the field without which something that hangs on a person or household says nothing."""
    hanging = cls not in (Household, Dwelling, Person, Membership)
    needed = [one.name for one in cls.fields if one.required and not isinstance(one.kind, Link)]
    missing = [name for name in needed if not _is_readable(cls.by_name[name], document.fields.get(name))]
    return f"{cls.kind}.{missing[0]}" if hanging and missing else None


def _is_readable(declared: Field, raw: object) -> bool:
    try:
        return not _is_strange(declared, parse(declared, raw))
    except Unreadable:
        return False


def _links(cls: type[Record]) -> frozenset[str]:
    return frozenset(name for name in LINKED if name in cls.by_name)


def _is_strange(declared: Field, value: Value) -> bool:
    """Tell whether a value is none for its field: too long, no day there is, a code nobody knows."""
    if isinstance(declared.kind, Link) or value == declared.empty:
        return True
    if isinstance(declared.kind, Choice):
        return value not in codelists()[declared.kind.codelist]
    if isinstance(declared.kind, Choices):
        return not isinstance(value, tuple) or any(
            one not in codelists()[declared.kind.codelist] for one in value
        )
    return rules.wrong(declared, value) not in (None, "hidden_characters")
