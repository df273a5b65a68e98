"""The merge in its plainest form, in memory: what the file and its log are measured against.

A replica holds the logs of all writers it heard of. Reading it takes ten minutes; it is never optimised.
"""

import copy
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


class ForkError(Exception):
    """Two different records bear the same writer and number."""


class CausalityError(Exception):
    """A record does not come after what it replaces."""


class RedactionError(Exception):
    """A body is missing and nothing allows that."""


def digest(*parts: bytes) -> bytes:
    made = hashlib.blake2b(digest_size=32)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


def compact(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


@dataclass(frozen=True)
class Hdr:
    author: str
    seq: int
    hlc: int
    op: str
    kind: str
    eid: str
    parent: str | None
    cols: tuple[str, ...]
    replaced: tuple[tuple[str, str, int], ...]

    def bytes(self) -> bytes:
        return compact(
            [
                self.author,
                self.seq,
                self.hlc,
                self.op,
                self.kind,
                self.eid,
                self.parent,
                self.cols,
                self.replaced,
            ]
        )


@dataclass
class Rec:
    hdr: Hdr
    commitment: bytes
    chain: bytes
    salt: bytes | None
    body: bytes | None

    def leaf(self) -> bytes:
        return digest(self.hdr.bytes(), self.commitment)


@dataclass
class Replica:
    name: str
    wall: Callable[[], int]
    log: dict[str, list[Rec]] = field(default_factory=dict)
    heads: dict[tuple[str, str], dict[tuple[str, int], tuple[int, Any]]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    parent: dict[str, str] = field(default_factory=dict)
    hlc: int = 0

    def tick(self) -> int:
        self.hlc = max(self.wall() << 16, self.hlc + 1)
        return self.hlc

    def known(self) -> dict[str, int]:
        return {author: len(records) for author, records in self.log.items()}

    def write(
        self, eid: str, values: dict[str, Any], parent: str | None = None, kind: str = "person"
    ) -> None:
        if self.is_gone(eid):
            return
        replaced = [(col, a, q) for col in values for a, q in self.heads.get((eid, col), {})]
        self._emit("w", kind, eid, self.parent.get(eid, parent), tuple(values), replaced, values)

    def erase(self, eid: str, kind: str = "person") -> None:
        self._emit("x", kind, eid, self.parent.get(eid), ("retention", "2026-01-01"), [], None)

    def redact(self, eid: str, kind: str = "person") -> None:
        """Drop the bodies of all writes of the entity of which nothing is shown any more."""
        shown = {stamp for (of, _col), heads in self.heads.items() if of == eid for stamp in heads}
        old = [
            r.hdr
            for records in self.log.values()
            for r in records
            if r.hdr.eid == eid and r.hdr.op == "w" and (r.hdr.author, r.hdr.seq) not in shown
        ]
        named = [(col, h.author, h.seq) for h in old for col in h.cols]
        if named and not self.is_gone(eid):
            self._emit("r", kind, eid, self.parent.get(eid), (), named, None)

    def _emit(
        self,
        op: str,
        kind: str,
        eid: str,
        parent: str | None,
        cols: tuple[str, ...],
        replaced: list[tuple[str, str, int]],
        values: dict[str, Any] | None,
    ) -> None:
        mine = self.log.setdefault(self.name, [])
        salt, body = (None, None) if values is None else (os.urandom(12), compact(values))
        hdr = Hdr(self.name, len(mine) + 1, self.tick(), op, kind, eid, parent, cols, tuple(sorted(replaced)))
        commitment = digest(salt or b"", body or b"")
        leaf = digest(hdr.bytes(), commitment)
        self.apply(Rec(hdr, commitment, digest(mine[-1].chain if mine else b"", leaf), salt, body))

    def is_gone(self, eid: str | None) -> bool:
        seen: set[str] = set()
        while eid is not None and eid not in seen:
            if eid in self.erased:
                return True
            seen.add(eid)
            eid = self.parent.get(eid)
        return False

    def apply(self, rec: Rec) -> None:
        hdr = rec.hdr
        records = self.log.setdefault(hdr.author, [])
        if hdr.seq <= len(records):
            if records[hdr.seq - 1].leaf() != rec.leaf():
                raise ForkError
            return  # a duplicate, which also never brings a redacted body back
        self._check(rec, records)
        records.append(copy.copy(rec))
        self.hlc = max(self.hlc, hdr.hlc)
        if hdr.parent is not None:
            self.parent.setdefault(hdr.eid, hdr.parent)
        if hdr.op == "x":
            self.erased.add(hdr.eid)
        elif hdr.op == "r":
            for _col, author, seq in hdr.replaced:
                old = self.log[author][seq - 1]
                old.salt = old.body = None
        else:
            self._merge(rec)
        self._purge()

    def _check(self, rec: Rec, records: list[Rec]) -> None:
        hdr = rec.hdr
        assert hdr.seq == len(records) + 1
        assert digest(records[-1].chain if records else b"", rec.leaf()) == rec.chain
        if records and hdr.hlc <= records[-1].hdr.hlc:
            raise CausalityError
        for _col, author, seq in hdr.replaced:
            before = self.log.get(author, ())
            if seq > len(before) or before[seq - 1].hdr.hlc >= hdr.hlc:
                raise CausalityError
        if rec.body is not None:
            assert digest(rec.salt or b"", rec.body) == rec.commitment

    def _merge(self, rec: Rec) -> None:
        hdr = rec.hdr
        for col, author, seq in hdr.replaced:
            self.heads.get((hdr.eid, col), {}).pop((author, seq), None)
        if rec.body is not None:
            values = json.loads(rec.body)
            for col in hdr.cols:
                self.heads.setdefault((hdr.eid, col), {})[hdr.author, hdr.seq] = (hdr.hlc, values[col])

    def _purge(self) -> None:
        for records in self.log.values():
            for rec in records:
                if rec.hdr.op == "w" and self.is_gone(rec.hdr.eid):
                    rec.salt = rec.body = None
        for key in [key for key in self.heads if self.is_gone(key[0])]:
            del self.heads[key]

    def bundle(self, have: dict[str, int]) -> tuple[dict[str, int], list[Rec]]:
        return dict(have), [rec for a in sorted(self.log) for rec in self.log[a][have.get(a, 0) :]]

    def take(self, bundle: tuple[dict[str, int], list[Rec]]) -> bool:
        """Take a bundle in, unless something before it is missing."""
        base, records = bundle
        if any(seq > len(self.log.get(author, ())) for author, seq in base.items()):
            return False
        for rec in sorted(records, key=lambda rec: (rec.hdr.hlc, rec.hdr.author, rec.hdr.seq)):
            self.apply(rec)
        return True

    def live(self) -> dict[tuple[str, str], dict[tuple[str, int], tuple[int, Any]]]:
        return {key: heads for key, heads in self.heads.items() if heads}

    def shown(self, eid: str, col: str) -> Any:
        return max((hlc, stamp, value) for stamp, (hlc, value) in self.heads[eid, col].items())[2]
