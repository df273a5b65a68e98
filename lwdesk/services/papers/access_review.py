"""What somebody reads before a person is told of their data: free texts that may be about others.

The decisions lie in a draft of whoever decides; a text that was changed since has to be read again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, Literal, cast
from uuid import UUID

from lwdesk.base import ids
from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.base.texts import translator
from lwdesk.domain import access
from lwdesk.domain.codelists import fold
from lwdesk.domain.fields import Record
from lwdesk.domain.rules import clean
from lwdesk.services.papers.record_rows import Teller, title

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type How = Literal["print", "withhold", "redact"]

HOW: Final[tuple[How, ...]] = ("print", "withhold", "redact")
FORM: Final = "access_review"
LONGEST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a text; `text` is what is printed instead of one that is redacted."""

    how: How
    text: str = ""


@dataclass(frozen=True, slots=True)
class NoteToReview:
    """A value that somebody reads first: where it stands, and which names of others it has."""

    key: str
    record: str
    label: str
    text: str
    names: tuple[str, ...] = ()
    decision: Decision | None = None


def key_of(record: Record, name: str) -> str:
    """Return where a value stands and what it says, so that a changed one is another."""
    sign = blake2b(str(record.value(name)).encode(), digest_size=8).hexdigest()
    return f"{record.id}.{name}.{sign}"


def notes(
    records: Iterable[Record], teller: Teller, others: Iterable[str], decided: Mapping[str, Decision]
) -> tuple[NoteToReview, ...]:
    """Return what is to be read, in the order of the paper."""
    return tuple(_notes(records, teller, tuple(others), decided))


def _notes(
    records: Iterable[Record], teller: Teller, others: tuple[str, ...], decided: Mapping[str, Decision]
) -> Iterator[NoteToReview]:
    for record in records:
        for name in record.filled():
            declared = record.by_name[name]
            hidden = (record.kind, name) in teller.hidden
            if access.is_read_first(record.kind, declared) and not hidden:
                told = teller.one(record, declared, record.value(name))
                key = key_of(record, name)
                known = decided.get(key)
                label = translator()(declared.label)
                yield NoteToReview(key, title(record), label, told.text, _named(told.text, others), known)


def _named(text: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of others that a text has, whatever their spelling."""
    heap = f" {fold(text)} "
    return tuple(name for name in others if fold(name) and fold(name) in heap)


def draft_of(person: UUID) -> UUID:
    return ids.derived(person, FORM)


def decisions(desk: "Desk", person: UUID) -> dict[str, Decision]:
    """Return what was decided so far."""
    try:
        told = desk.drafts.load(draft_of(person))
    except RecordGone:
        return {}
    return {key: _read(one) for key, one in told.get("decisions", {}).items()}


def _read(told: Mapping[str, Any]) -> Decision:
    how = told.get("how")
    return Decision(cast("How", how) if how in HOW else "withhold", str(told.get("text", "")))


def decide(desk: "Desk", person: UUID, key: str, decision: Decision | None) -> None:
    """Keep what becomes of one text, or that it is open again."""
    known = decisions(desk, person)
    known.pop(key, None)
    if decision is not None:
        text = clean(decision.text)
        if len(text) > LONGEST or (decision.how == "redact" and not text):
            raise InvalidInput(kind="access_report", fields="text")
        known[key] = replace(decision, text=text if decision.how == "redact" else "")
    payload = {"person": str(person), "decisions": {key: asdict(one) for key, one in known.items()}}
    desk.drafts.save(draft_of(person), FORM, payload)
