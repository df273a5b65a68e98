"""What the log alone says: the oracle for the tables, and the rule by which logs of several devices merge."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lwdesk.base.chain import AGAIN, SEEN, Header, Stamp
from lwdesk.domain.fields import RECORDS
from lwdesk.store.chain import Entry
from lwdesk.store.exchange import clashes
from lwdesk.store.exchange.clashes import Standing, Write
from lwdesk.store.sets import NO_COPIES, Copied
from lwdesk.store.tables import DELETED

type Heads = dict[Stamp, tuple[int, Any]]
"""The writes of one field that no other known write replaced, each with its logical time and value."""


@dataclass(slots=True)
class Content:
    """The canonical content: it depends on the set of records only, not on their way here.

    `meant` has, of copies and what was written after them, the writes for which they stand.
    """

    copied: Copied = NO_COPIES
    kinds: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    heads: dict[str, dict[str, Heads]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    redacted: set[Stamp] = field(default_factory=set)
    bodiless: dict[Stamp, tuple[str, set[str]]] = field(default_factory=dict)
    meant: dict[Stamp, dict[str, set[Stamp]]] = field(default_factory=dict)
    aside: dict[Stamp, dict[str, Any]] = field(default_factory=dict)
    copies: dict[str, list[Header]] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=dict)

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
        if values is None and self.copied.is_bare(header.stamp):
            return
        is_here = header.eid in self.heads
        self.kinds.setdefault(header.eid, header.kind)
        fields = self.heads.setdefault(header.eid, {})
        if header.writer in self.copied.logs:
            self.copies.setdefault(header.eid, []).append(header)
            cols = self._stand_in(header, fields, is_here=is_here)
        else:
            cols = self._replace(header, fields)
        if values is None:
            self.bodiless[header.stamp] = header.eid, set(cols)
            return
        if SEEN in values:
            self.aside[header.stamp] = {name: values[name] for name in (SEEN, AGAIN) if name in values}
        for col in values.keys() & set(cols):
            fields.setdefault(col, {})[header.stamp] = header.hlc, values[col]

    def _replace(self, header: Header, fields: dict[str, Heads]) -> list[str]:
        for col, writer, seq in header.replaced:
            stamp: Stamp = (writer, seq)
            meant = self._meant(col, stamp)
            if meant:
                self.meant.setdefault(header.stamp, {}).setdefault(col, set()).update(meant)
            for one in (stamp, *meant):
                fields.get(col, {}).pop(one, None)
                if one in self.bodiless:
                    self.bodiless[one][1].discard(col)
        for col, meant in self.meant.get(header.stamp, {}).items():
            self._drop_copies(col, fields.get(col, {}), meant)
        return header.cols

    def _stand_in(self, header: Header, fields: dict[str, Heads], *, is_here: bool) -> list[str]:
        """Take in a copy where nothing here says as much; return the fields it is needed for."""
        meant = self.meant.setdefault(header.stamp, {})
        for col, writer, seq in header.replaced:
            meant.setdefault(col, set()).add((writer, seq))
        needed = []
        for col in header.cols:
            of, heads = meant.get(col, set()), fields.get(col, {})
            if is_here and self._is_said(header.stamp, col, of, heads):
                continue
            needed.append(col)
            for stamp in of & heads.keys():
                del heads[stamp]
            self._drop_copies(col, heads, of)
        return needed

    def _is_said(self, copy: Stamp, col: str, of: set[Stamp], heads: Heads) -> bool:
        """Tell whether all that a copy stands for is known, or stood for; of two alike the lesser stays."""
        missing = {stamp for stamp in of if not self.copied.knows(stamp)}
        return not missing or any(
            missing <= self._meant(col, head)
            and (head[0] not in self.copied.logs or head < copy or not self._meant(col, head) <= of)
            for head in heads
        )

    def _drop_copies(self, col: str, heads: Heads, said: set[Stamp]) -> None:
        for head in [head for head in heads if head[0] in self.copied.logs]:
            if self._meant(col, head) <= said:
                del heads[head]

    def _meant(self, col: str, stamp: Stamp) -> set[Stamp]:
        return self.meant.get(stamp, {}).get(col, set())

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

    def is_torn(self, eid: str) -> bool:
        """Tell whether the entity was taken out of sight while somebody else wrote in it, or below it."""
        fields = self.heads.get(eid, {})
        if not any(fields.get(col) for col in clashes.closing(self.kinds.get(eid, ""))):
            return False
        top = self._standing(eid)
        below = (self._standing(child) for child in self.below.get(eid, ()) if self._belongs(child, eid))
        return bool(clashes.unseen(top)) or any(clashes.unseen(top, one) for one in below)

    def _belongs(self, child: str, eid: str) -> bool:
        cls = RECORDS.get(self.kinds.get(child, ""))
        return (
            cls is not None
            and cls.parent is not None
            and child in self.heads
            and self.shown(child, cls.parent) is not None
            and UUID(self.shown(child, cls.parent)).hex == eid
            and not self.shown(child, DELETED)
        )

    def _standing(self, eid: str) -> Standing:
        fields = self.heads.get(eid, {})
        writes: dict[Stamp, Write] = {}
        for col, known in fields.items():
            for stamp, (_hlc, value) in known.items():
                one = writes.setdefault(stamp, Write(stamp, self.aside.get(stamp, {})))
                writes[stamp] = one._replace(values={**one.values, col: value})
        heads = {col: list(known) for col, known in fields.items()}
        return Standing(self.kinds.get(eid, ""), heads, writes, self.copies.get(eid, ()))

    def finish(self) -> None:
        """Drop what was erased, whatever came after the erasure."""
        for child, parent in self.parents.items():
            self.below.setdefault(parent, []).append(child)
        if self.erased:
            for eid in [eid for eid in self.heads if self.is_gone(eid)]:
                del self.heads[eid]

    def leave_out(self, locked: Iterable[str]) -> None:
        """Leave out what no table shows although the log has it."""
        for eid in locked:
            self.kinds.pop(eid, None)
            self.heads.pop(eid, None)

    def unjustified(self) -> list[Stamp]:
        """Return the records that lost their body without an erasure or a redaction that allows it."""
        return [
            stamp
            for stamp, (eid, heads) in self.bodiless.items()
            if not self.is_gone(eid) and (heads or stamp not in self.redacted)
        ]


def rebuild(entries: Iterable[Entry], copied: Copied = NO_COPIES) -> Content:
    """Return what the records say; they come in the order of their logical time."""
    content = Content(copied)
    for entry in entries:
        content.apply(entry.header(), entry.values())
    content.finish()
    return content
