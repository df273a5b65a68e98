"""The judge of how a program of four devices ended.

It goes by what each write knew, and nothing else: a write stands unless somebody who knew it wrote the same
field again. The reference model and the log of every file have to agree.
"""

from typing import Any
from uuid import UUID

from lwdesk.base.chain import Stamp
from lwdesk.store import search
from lwdesk.store.chain import entries
from lwdesk.store.check_log import check_bodies, check_log
from lwdesk.store.check_tables import check_capture, check_tables
from lwdesk.store.driver import send
from lwdesk.store.exchange import clashes
from lwdesk.store.rebuild import Content, rebuild
from lwdesk.store.tables import DELETED
from lwdesk.store.transaction import Store
from tests.unit.playing import EMPTY, Play, Truth
from tests.unit.reference_model import Hdr, Rec, Replica, digest


def judge(play: Play) -> None:
    """Hold all four files against each other, the truth, the reference model and their own logs."""
    contents = [content(one.store) for one in play.devices]
    first = heads(contents[0])
    for one in contents[1:]:
        assert heads(one) == first
        assert one.erased == contents[0].erased
    standing = {place: set(found) for place, found in first.items()}
    assert standing == {place: found for place, found in play.truth.heads().items() if found}
    assert contents[0].erased == play.truth.erased
    model = replay(play.devices[0].store)
    assert (first, contents[0].erased) == (model.live(), model.erased)
    torn = torn_by(play.truth, contents[0], first)
    for device, told in zip(play.devices, contents, strict=True):
        sound(device.store, told)
        assert shown_torn(device.store) == torn


def content(store: Store) -> Content:
    with store.reading() as reader:
        return rebuild(entries(reader.connection))


def heads(content_: Content) -> dict[tuple[str, str], Any]:
    return {
        (eid, col): found for eid, fields in content_.heads.items() for col, found in fields.items() if found
    }


def sound(store: Store, told: Content) -> None:
    """See that the file is what its log says, that no content lies where none may, and that it is found."""
    with store.reading() as reader:
        connection = reader.connection
        found = [
            *check_capture(connection),
            *check_log(connection),
            *check_bodies(connection, told),
            *check_tables(connection, told),
        ]
        assert found == []
        assert search.check(connection)


def belongs(told: Content, eid: str, above: str) -> bool:
    """Tell whether a record belonged to another from its first day, still does and is in sight."""
    link = type(EMPTY[UUID(eid)]).parent
    there = told.shown(eid, link) if link is not None and told.parents.get(eid) == above else None
    return there is not None and UUID(there).hex == above and not told.shown(eid, DELETED)


def torn_by(truth: Truth, told: Content, first: dict[tuple[str, str], Any]) -> set[str]:
    """Return the records that were closed while somebody wrote in them, neither knowing of the other."""
    kinds = {one.id.hex: one.kind for one in EMPTY.values()}
    return {
        eid
        for eid in {place[0] for place in first}
        for (of, col), found in first.items()
        for stamp, (_hlc, value) in found.items()
        if of == eid or not (value and col in clashes.closing(kinds[of]))
        if is_unseen(truth, eid, _closed(kinds[eid], eid, first, told, of, col), stamp)
    }


def _closed(
    kind: str, eid: str, first: dict[tuple[str, str], Any], told: Content, of: str, col: str
) -> list[tuple[str, Stamp]]:
    """Return the writes that closed a record, as far as they matter for a field of it, or of one below it."""
    closing = clashes.closing(kind)
    if of == eid:
        fields = () if col in closing else closing
    else:
        fields = (DELETED,) if belongs(told, of, eid) else ()
    return [
        (name, stamp)
        for name in fields
        for stamp, (_hlc, value) in first.get((eid, name), {}).items()
        if value
    ]


def is_unseen(truth: Truth, eid: str, closed: list[tuple[str, Stamp]], stamp: Stamp) -> bool:
    return bool(closed) and not any(
        truth.knows(truth.first(col, one), stamp) or truth.knew_closed(stamp, eid, col, one)
        for col, one in closed
    )


def shown_torn(store: Store) -> set[str]:
    with store.reading() as reader:
        found = send(reader.connection, "SELECT lower(hex(e.eid)) FROM clash c JOIN entity e ON e.id=c.ent")
        return {eid for (eid,) in found}


def replay(store: Store) -> Replica:
    """Return the reference model after all that lies in the log."""
    model = Replica("", lambda: 0)
    chains: dict[str, bytes] = {}
    with store.reading() as reader:
        for entry in entries(reader.connection):
            told = entry.header()
            hdr = Hdr(*told[:7], tuple(told.cols), tuple(told.replaced))
            rec = Rec(hdr, entry.commitment, b"", entry.salt, entry.body)
            rec.chain = chains[hdr.author] = digest(chains.get(hdr.author, b""), rec.leaf())
            model.apply(rec)
    return model
