"""What one dialog of the card changes, free of widgets: the records, and what cannot be read yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

from lwdesk.base import ids
from lwdesk.domain.fields import RECORDS, Link, Record
from lwdesk.domain.rules import Problem, problems
from lwdesk.domain.values import Unreadable, from_plain, to_plain
from lwdesk.services.changes import Conflicts
from lwdesk.ui.pages.household import layouts
from lwdesk.ui.pages.intake.begun import readable


@dataclass
class Change:
    """Records as the dialog opened them and as they stand now."""

    form: str
    about: str  # what the dialog was opened for: the same is found again as a draft
    household: UUID
    opened: dict[UUID, Record]
    saved: frozenset[UUID]  # those that stand in the file; the others are new
    records: dict[UUID, Record] = field(default_factory=dict)
    typed: dict[tuple[UUID, str], str] = field(default_factory=dict)
    id: UUID = field(default_factory=ids.new)
    signature: list[list[float]] = field(default_factory=list)  # drawn below a consent, stroke by stroke

    @classmethod
    def begin(
        cls, form: str, about: object, household: UUID, saved: Iterable[Record], new: Iterable[Record] = ()
    ) -> Self:
        """Return a change in which nothing is changed yet."""
        there = {record.id: record for record in saved}
        both = {**there, **{record.id: record for record in new}}
        return cls(form, str(about), household, both, frozenset(there), dict(both))

    def single(self) -> dict[str, Record]:
        """Return the records of which the dialog shows one."""
        several = layouts.listed(self.form)
        return {one.kind: one for one in self.records.values() if one.kind not in several}

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        return tuple(one for one in self.records.values() if one.kind == kind)

    def fresh(self, kind: str) -> Record:
        """Return a new record of a list, linked to whom it belongs."""
        cls = RECORDS[kind]
        owner = self.single()["person"].id if cls.parent == "person" else self.household
        return cls().replace(**{cls.parent or "": owner})

    def put(self, record: Record) -> None:
        self.records[record.id] = record

    def drop(self, record: Record) -> None:
        self.records.pop(record.id, None)
        self.typed = {key: text for key, text in self.typed.items() if key[0] != record.id}

    def note(self, record: Record, name: str, text: str) -> None:
        """Keep what was typed and cannot be read as a value; an empty text forgets it."""
        self.typed.pop((record.id, name), None)
        if text:
            self.typed[record.id, name] = text

    def touched(self) -> frozenset[tuple[UUID, str]]:
        """Return the fields that differ from what the dialog opened, and the records taken away."""
        changed = {
            (record.id, one.name)
            for record in self.records.values()
            for one in record.fields
            if not isinstance(one.kind, Link) or record.id in self.opened
            if record.value(one.name) != self._before(record).value(one.name)
        }
        return frozenset(
            changed
            | {key for key, text in self.typed.items() if readable(text)}
            | {(record.id, "id") for record in self.removed()}
            | {(record.id, "signature") for record in self.of_kind("consent") if self.signature}
        )

    def pairs(self) -> tuple[tuple[Record, Record | None], ...]:
        """Return the records to be saved, each with what it was in the file."""
        touched = {identity for identity, _name in self.touched()}
        return tuple(
            (record, self.opened[record.id] if record.id in self.saved else None)
            for record in self.records.values()
            if record.id in touched or (record.id in self.opened and record.id not in self.saved)
        )

    def removed(self) -> tuple[Record, ...]:
        gone = (self.opened[identity] for identity in self.opened if identity not in self.records)
        return tuple(record for record in gone if record.id in self.saved)

    def problems(self) -> tuple[Problem, ...]:
        """Return what a person must mend before the save; what cannot be read is told by its field."""
        shown = set(layouts.placed(self.form))
        return tuple(
            one
            for record, _base in self.pairs()
            for one in problems(record)
            if f"{record.kind}.{one.field}" in shown
            if not readable(self.typed.get((record.id, one.field), ""))
        )

    def settle(self, conflicts: Conflicts) -> None:
        """Let the own values win: the record counts as read just now."""
        theirs = {one.field: one.theirs for one in conflicts.fields}
        self.opened[conflicts.record] = self.opened[conflicts.record].replace(**theirs)

    def payload(self) -> dict[str, Any]:
        """Return everything as JSON knows it, so that the draft brings back also what cannot be read."""
        return {
            "kind": self.form,
            "about": self.about,
            "household": str(self.household),
            "opened": [_plain(record) for record in self.opened.values()],
            "saved": [str(identity) for identity in self.saved],
            "records": [_plain(record) for record in self.records.values()],
            "typed": [[str(record), name, text] for (record, name), text in self.typed.items()],
            "signature": self.signature,
        }

    @classmethod
    def from_payload(cls, identity: UUID, raw: Mapping[str, Any]) -> Self | None:
        """Read what `payload` gave; None when this program does not know the form."""
        try:
            if raw["kind"] not in layouts.FORMS:
                return None
            return cls(
                raw["kind"],
                raw["about"],
                UUID(raw["household"]),
                _records(raw["opened"]),
                frozenset(map(UUID, raw["saved"])),
                _records(raw["records"]),
                {(UUID(record), name): text for record, name, text in raw["typed"]},
                identity,
                raw.get("signature", []),
            )
        except (KeyError, Unreadable, ValueError, TypeError, AttributeError):
            return None

    def _before(self, record: Record) -> Record:
        return self.opened.get(record.id) or type(record)(id=record.id)


def _plain(record: Record) -> list[Any]:
    return [record.kind, to_plain(record)]


def _records(raw: Iterable[Any]) -> dict[UUID, Record]:
    read = (from_plain(RECORDS[kind], values) for kind, values in raw)
    return {record.id: record for record in read}
