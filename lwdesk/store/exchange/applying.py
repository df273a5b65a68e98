"""Records applied to what the file knows: who replaces what, what is erased, what is in conflict."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from lwdesk.base.chain import Header, Stamp
from lwdesk.base.errors import BundleInconsistent
from lwdesk.store.driver import send, send_all
from lwdesk.store.entities import listed
from lwdesk.store.exchange.copies import Copies
from lwdesk.store.exchange.knowing import Dot, Knowledge, Known
from lwdesk.store.exchange.parts import Told, Vector
from lwdesk.store.rows import quoted
from lwdesk.store.tables import ERASED, LIVE, RECORD_TABLES


class Fresh(NamedTuple):
    """A record of another device with the number its writer has here."""

    wid: int
    told: Told

    @property
    def dot(self) -> Dot:
        return self.wid, self.told.header.seq


class Application:
    """Applies records in the order in which things happened."""

    def __init__(self, connection: Connection, wids: dict[str, int], ends: Vector) -> None:
        self._connection = connection
        self._wids = wids
        self.knowledge = Knowledge(connection)
        self._copies = Copies(connection, wids, ends)
        self.erased: set[Known] = set()
        self.bodiless: dict[Stamp, tuple[str, set[str]]] = {}
        self.redacted: set[Stamp] = set()
        self._emptied: list[Dot] = []
        self._gone: list[Known] = []

    def apply(self, records: list[Fresh]) -> list[Known]:
        """Apply some records and write them into the log; return the entities they changed."""
        headers = [record.told.header for record in records]
        asked = {header.eid for header in headers}
        self.knowledge.look_up(asked.union(header.parent for header in headers if header.parent))
        self._demand_causes(records)
        owners = [self._one(record) for record in records]
        self.knowledge.write()
        self._log(records, owners)
        self._purge()
        return [one for one in self.knowledge.at_hand() if one.touched and one.state != ERASED]

    def _demand_causes(self, records: list[Fresh]) -> None:
        """See that each record comes after all that it replaces, and that all of it is known."""
        times = {record.dot: record.told.header.hlc for record in records}
        causes = [
            (record.told.header, self._replaced(record.told.header))
            for record in records
            if record.told.header.replaced and not self._copies.is_copy(record.wid)
        ]
        asked = {dot for _header, dots in causes for dot in dots if dot not in times}
        for wid in {wid for wid, _seq in asked}:
            seqs = listed(seq for of, seq in asked if of == wid)
            found = send(
                self._connection,
                "SELECT seq, hlc FROM log WHERE wid=? AND seq IN (SELECT value FROM json_each(?))",
                (wid, seqs),
            )
            times.update({(wid, seq): hlc for seq, hlc in found})
        for header, dots in causes:
            if max(times.get(dot, header.hlc) for dot in dots) >= header.hlc:
                raise BundleInconsistent(why="cause", writer=header.writer, seq=header.seq)

    def _replaced(self, header: Header) -> list[Dot]:
        try:
            return [(self._wids[writer], seq) for _col, writer, seq in header.replaced]
        except KeyError:
            raise BundleInconsistent(why="cause", writer=header.writer, seq=header.seq) from None

    def _one(self, record: Fresh) -> Known:
        header = record.told.header
        one = self.knowledge.the(header.eid, header.kind)
        if self._copies.is_copy(record.wid):
            self._copies.meet(record.dot, header)
        if header.parent is not None and one.parent is None:
            self._belong(one, header.parent)
        if header.op == "x":
            self._erase(one, record)
        elif header.op == "r":
            self._redact(one, header)
        else:
            self._write(one, record)
        return one

    def _belong(self, one: Known, parent: str) -> None:
        self.knowledge.belong(one, parent)
        above = self.knowledge.get(parent)
        if above is not None and above.is_gone and not one.is_gone:
            self._go(one)

    def _erase(self, one: Known, record: Fresh) -> None:
        header = record.told.header
        reason, day = (*header.cols, "", "")[:2]
        remember(self._connection, one, record.dot, reason, day)
        self._go(one)

    def _go(self, top: Known) -> None:
        for one in self.knowledge.below(top):
            if not one.is_gone or one is top:
                one.empty()
                self._gone.append(one)

    def _redact(self, one: Known, header: Header) -> None:
        """Drop bodies of which nothing is shown any more; anything else would take content away."""
        standing = {dot for dots in one.dots.values() for dot in dots}
        for (_col, writer, seq), dot in zip(header.replaced, self._replaced(header), strict=True):
            if dot in standing:
                raise BundleInconsistent(why="redaction", writer=header.writer, seq=header.seq)
            self.redacted.add((writer, seq))
            self._emptied.append(dot)

    def _write(self, one: Known, record: Fresh) -> None:
        header, dot = record.told.header, record.dot
        if one.is_gone:
            return
        is_copy = self._copies.is_copy(record.wid)
        cols = self._copies.stand_in(one, dot, header) if is_copy else header.cols
        if one.state != LIVE:
            one.state, one.kind = LIVE, header.kind
        if not is_copy:
            self._replace(one, header)
        if record.told.values is None:
            self.bodiless[header.stamp] = one.eid, set(cols)
            one.touched.update(cols)
            return
        one.write(cols, dot, header.hlc, record.told.values)

    def _replace(self, one: Known, header: Header) -> None:
        for (col, writer, seq), replaced in zip(header.replaced, self._replaced(header), strict=True):
            for stamp, dot in (((writer, seq), replaced), *self._copies.replaced(replaced, col)):
                one.replace(col, dot)
                if stamp in self.bodiless:
                    self.bodiless[stamp][1].discard(col)

    def _log(self, records: list[Fresh], owners: list[Known]) -> None:
        rows = []
        for record, one in zip(records, owners, strict=True):
            told = record.told
            body, salt = (None, None) if one.is_gone and told.header.op == "w" else (told.body, told.salt)
            text = None if body is None else body.decode()
            rows.append(
                (*record.dot, told.header.hlc, one.id, told.hdr.decode(), salt, text, told.commitment)
            )
        send_all(
            self._connection,
            "INSERT INTO log (wid, seq, hlc, ent, hdr, salt, body, commitment)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def _purge(self) -> None:
        """Take the content of what is gone out of the log; the rows themselves go with the tables."""
        bare = "UPDATE log SET salt=NULL, body=NULL WHERE "
        send_all(self._connection, bare + "wid=? AND seq=?", self._emptied)
        self._emptied = []
        purge(self._connection, self._gone)
        self.erased.update(self._gone)
        self._gone = []

    def unjustified(self) -> Stamp | None:
        """Return a record whose body is missing though nothing allows that."""
        for stamp, (eid, cols) in self.bodiless.items():
            self.knowledge.look_up([eid])
            one = self.knowledge.get(eid)
            if (one is None or not one.is_gone) and (cols or stamp not in self.redacted):
                return stamp
        return None


def remember(connection: Connection, one: Known, dot: Dot, reason: str, day: str) -> None:
    """Note an erasure outside the log, to be done again after an older copy was restored."""
    send(
        connection,
        "INSERT OR IGNORE INTO erasure (eid, wid, seq, tree, reason, erased_on) VALUES (?, ?, ?, 1, ?, ?)",
        (bytes.fromhex(one.eid), *dot, reason, day),
    )


def purge(connection: Connection, gone: Iterable[Known]) -> None:
    """Take everything that was said of these entities out of log, tables and conflicts."""
    by_kind: dict[str, list[int]] = {}
    for one in gone:
        by_kind.setdefault(one.kind, []).append(one.id)
    among = "IN (SELECT value FROM json_each(?))"
    for kind, ids in by_kind.items():
        numbers = (listed(ids),)
        bare = "UPDATE log SET salt=NULL, body=NULL WHERE body IS NOT NULL AND ent "
        send(connection, bare + among, numbers)
        send(connection, "DELETE FROM head WHERE ent " + among, numbers)  # noqa: S608 - constants only
        send(connection, "DELETE FROM clash WHERE ent " + among, numbers)  # noqa: S608 - constants only
        emptied = f"UPDATE entity SET state={ERASED}, dots='{{}}', extra=NULL WHERE id "  # noqa: S608 - a constant
        send(connection, emptied + among, numbers)
        if kind in RECORD_TABLES:
            send(connection, f"DELETE FROM {quoted(kind)} WHERE id " + among, numbers)  # noqa: S608 - declared names
