"""What the log alone says: the oracle for the tables, and the rule by which logs of several devices merge."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lwdesk.base.chain import BY, Header, Stamp
from lwdesk.store.chain import Entry

type Heads = dict[Stamp, tuple[int, Any]]
"""The writes of one field that no other known write replaced, each with its logical time and value."""


@dataclass(slots=True)
class Content:
    """The canonical content: it depends on the set of records only, not on their way here."""

    kinds: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    heads: dict[str, dict[str, Heads]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    redacted: set[Stamp] = field(default_factory=set)
    bodiless: dict[Stamp, tuple[str, set[str]]] = field(default_factory=dict)

    def apply(self, header: Header, values: dict[str, Any] | None) -> None:
        """Take in one record; everything it replaces was taken in before."""
        if header.parent is not None:
            self.parents.setdefault(header.eid, header.parent)
        if header.op == "x":
            self.erased.add(header.eid)
        elif header.op == "r":
            self.redacted.update((writer, seq) for _col, writer, seq in header.replaced)
        else:
            self._write(header, values)

    def _write(self, header: Header, values: dict[str, Any] | None) -> None:
        self.kinds.setdefault(header.eid, header.kind)
        fields = self.heads.setdefault(header.eid, {})
        for col, writer, seq in header.replaced:
            fields.get(col, {}).pop((writer, seq), None)
            if (writer, seq) in self.bodiless:
                self.bodiless[writer, seq][1].discard(col)
        if values is None:
            self.bodiless[header.stamp] = header.eid, set(header.cols)
            return
        for col, value in values.items():
            if col != BY:
                fields.setdefault(col, {})[header.stamp] = header.hlc, value

    def is_gone(self, eid: str) -> bool:
        """Tell whether the entity was erased, by itself or with something it belongs to."""
        seen: set[str] = set()
        here: str | None = eid
        while here is not None and here not in seen:
            if here in self.erased:
                return True
            seen.add(here)
            here = self.parents.get(here)
        return False

    def shown(self, eid: str, col: str) -> Any:  # noqa: ANN401 - what JSON can hold
        """Return the value of the greatest logical time, or None where nothing was ever written."""
        heads = self.heads.get(eid, {}).get(col)
        if not heads:
            return None
        if len(heads) == 1:
            ((_hlc, value),) = heads.values()
            return value
        return max((hlc, stamp, value) for stamp, (hlc, value) in heads.items())[2]

    def finish(self) -> None:
        """Drop what was erased, whatever came after the erasure."""
        if self.erased:
            for eid in [eid for eid in self.heads if self.is_gone(eid)]:
                del self.heads[eid]

    def unjustified(self) -> list[Stamp]:
        """Return the records that lost their body without an erasure or a redaction that allows it."""
        return [
            stamp
            for stamp, (eid, heads) in self.bodiless.items()
            if not self.is_gone(eid) and (heads or stamp not in self.redacted)
        ]


def rebuild(entries: Iterable[Entry]) -> Content:
    """Return what the records say; they come in the order of their logical time."""
    content = Content()
    for entry in entries:
        content.apply(entry.header(), entry.values())
    content.finish()
    return content
