"""Signatures, envelopes, frames and rosters for themselves: what they refuse, and what they leave."""

import io
import weakref
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from random import Random
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base import chain, signing
from lwdesk.base.errors import BundleDamaged, BundleForged, BundleNotForUs, BundleTooLarge
from lwdesk.sync import archive, bundle, lines, minisign, record, roster, seal
from lwdesk.sync.roster import Device, Enrolment, Key, Roster

KEY = signing.new_signing_key()
PUBLIC = signing.public_key(KEY)


def signature(trusted: str = "x") -> bytes:
    return minisign.sign(blake2b(b"content").digest(), trusted, PUBLIC, signing.signer(KEY))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe\n\n\n\n",
        signature() + b"more\n",
        signature().replace(b"trusted comment: x", b"comment: x"),
        b"untrusted comment: a\nQUFB\ntrusted comment: x\nQUFB\n",
        signature().replace(b"\nRU", b"\n!!"),
    ],
)
def test_a_text_that_is_no_signature_is_refused(text: bytes) -> None:
    with pytest.raises((BundleForged, BundleDamaged)):
        minisign.read(text)


def test_a_signature_covers_its_content_and_its_comment_for_one_key_only() -> None:
    told, digest = minisign.read(signature()), blake2b(b"content").digest()
    other = signing.public_key(signing.new_signing_key())
    assert told.covers(digest, PUBLIC)
    assert not told.covers(blake2b(b"other").digest(), PUBLIC)
    assert not told.covers(digest, other)
    forged = minisign.read(signature().replace(b"comment: x", b"comment: y"))
    assert not forged.covers(digest, PUBLIC)


@given(st.lists(st.binary(max_size=70_000), max_size=8))
def test_whatever_is_sealed_comes_out_as_it_went_in(chunks: list[bytes]) -> None:
    identity, box, out = seal.new_identity(), io.BytesIO(), io.BytesIO()
    seal.lock(iter([chunk for chunk in chunks if chunk]), box, [seal.recipient(identity)])
    box.seek(0)
    seal.unlock(box, out.write, identity)
    assert out.getvalue() == b"".join(chunks)


def test_nothing_of_what_was_opened_stays_in_memory() -> None:
    handed: list[bytes] = []
    opened = lines.Lines(handed.append)
    for packed in lines.compress([b"Salma"]):
        opened.feed(packed)
    opened.close()
    gone = weakref.ref(opened)
    del opened
    assert (handed, gone()) == ([b"Salma"], None)


def test_a_reader_gives_everything_at_once_where_nobody_says_how_much() -> None:
    assert seal.Reader(iter([b"ab", b"cd"])).read() == b"abcd"


def test_what_breaks_while_sealing_is_told_as_it_was() -> None:
    def broken() -> Iterator[bytes]:
        yield b"x"
        raise BundleTooLarge(why="line")

    with pytest.raises(BundleTooLarge):
        seal.lock(broken(), io.BytesIO(), [seal.recipient(seal.new_identity())])


class Full:
    """A medium with room for so many pieces."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, chunk: bytes) -> int:
        if not self.room:
            raise OSError(28, "No space left on device")
        self.room -= 1
        return len(chunk)


@pytest.mark.parametrize("size", [10, 300_000])
def test_a_medium_without_room_is_told_as_such_wherever_it_ends(size: int) -> None:
    recipients = [seal.recipient(seal.new_identity())]
    whole = Full(1000)
    seal.lock(iter([b"x" * size]), whole, recipients)
    for room in range(1000 - whole.room):
        with pytest.raises(OSError, match="No space"):
            seal.lock(iter([b"x" * size]), Full(room), recipients)


def test_a_bundle_for_nobody_is_not_sealed() -> None:
    with pytest.raises(Exception, match="recipient"):
        seal.lock(iter([b"x"]), io.BytesIO(), [])


class Pulled(io.BytesIO):
    """A stick that is gone after so many reads."""

    def __init__(self, content: bytes, reads: int) -> None:
        super().__init__(content)
        self.reads = reads

    def read(self, size: int | None = -1) -> bytes:
        if not self.reads:
            raise OSError(19, "No such device")
        self.reads -= 1
        return super().read(size)


def test_a_stick_that_is_pulled_while_it_is_read_is_told_as_such() -> None:
    identity, box = seal.new_identity(), io.BytesIO()
    seal.lock(iter([b"x" * 300_000]), box, [seal.recipient(identity)])
    whole = Pulled(box.getvalue(), 1000)
    seal.unlock(whole, bytes, identity)
    for reads in range(1000 - whole.reads):
        with pytest.raises(OSError, match="No such device"):
            seal.unlock(Pulled(box.getvalue(), reads), bytes, identity)


def test_what_breaks_while_it_is_taken_is_told_as_it_was() -> None:
    identity, box = seal.new_identity(), io.BytesIO()
    seal.lock(iter([b"x" * 100]), box, [seal.recipient(identity)])

    def take(_chunk: bytes) -> None:
        raise BundleTooLarge(why="line")

    with pytest.raises(BundleTooLarge):
        seal.unlock(io.BytesIO(box.getvalue()), take, identity)


def test_what_is_no_recipient_is_known_as_none() -> None:
    assert not seal.is_recipient("age1hello")
    assert seal.is_recipient(seal.recipient(seal.new_identity()))


def test_a_broken_export_leaves_nothing_behind(tmp_path) -> None:
    place = tmp_path / "x.lwb"
    place.write_bytes(b"before")

    def fill() -> None:
        with bundle.replacing(place) as target:
            target.write(b"half")
            raise BundleTooLarge(why="line")

    with pytest.raises(BundleTooLarge):
        fill()
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("x.lwb", b"before")]


def unpacked(*packed: bytes) -> list[bytes]:
    found: list[bytes] = []
    reader = lines.Lines(found.append)
    for piece in packed:
        reader.feed(piece)
    reader.close()
    return found


@given(
    st.lists(st.binary(max_size=400).map(lambda line: line.replace(b"\n", b" ")), min_size=1, max_size=300)
)
def test_lines_come_out_of_a_frame_as_they_went_in(told: list[bytes]) -> None:
    assert unpacked(b"".join(lines.compress(told))) == told


def test_many_lines_are_packed_piece_by_piece() -> None:
    random = Random(3)
    told = [random.randbytes(3000).hex().encode() for _line in range(200)]
    pieces = list(lines.compress(told))
    assert len(pieces) > 2
    assert unpacked(*pieces) == told


def test_a_line_that_is_too_long_is_never_written() -> None:
    with pytest.raises(BundleTooLarge):
        b"".join(lines.compress([b"a" * lines.LONGEST]))


@pytest.mark.parametrize(("limit", "why"), [("MOST", "size"), ("RATIO", "ratio")])
def test_more_than_the_limits_allow_is_refused(monkeypatch, limit: str, why: str) -> None:
    packed = b"".join(lines.compress([b"a" * 1000] * 100))
    monkeypatch.setattr(lines, limit, 1)
    monkeypatch.setattr(lines, "FREE", 0)
    with pytest.raises(BundleTooLarge) as refused:
        unpacked(packed)
    assert refused.value.facts["why"] == why


def test_more_than_anybody_takes_is_never_written(monkeypatch) -> None:
    monkeypatch.setattr(lines, "MOST", lines.LONGEST + 3500)
    assert len(unpacked(b"".join(lines.compress([b"a" * 1000] * 3)))) == 3
    with pytest.raises(BundleTooLarge):
        b"".join(lines.compress([b"a" * 1000] * 4))


runs = st.tuples(st.binary(min_size=1, max_size=9), st.integers(1, 4000), st.integers(1, 60))


@given(st.lists(runs, min_size=1, max_size=4), st.integers(100, 5000))
def test_whatever_is_written_is_taken_again_however_well_it_packs(told, step: int) -> None:
    written = [
        (text.replace(b"\n", b" ") * length)[:4000] for text, length, times in told for _time in range(times)
    ]
    with pytest.MonkeyPatch.context() as patch:
        for name, small in (("LONGEST", 4096), ("BLOCK", 1024), ("PIECE", 2048), ("FREE", 1 << 14)):
            patch.setattr(lines, name, small)
        packed = b"".join(lines.compress(written))
        assert unpacked(*(packed[at : at + step] for at in range(0, len(packed), step))) == written


def test_an_archive_larger_than_the_limit_is_neither_written_nor_read(monkeypatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 10)
    with pytest.raises(BundleTooLarge):
        archive.write(io.BytesIO(), lambda out: out.write(b"x" * 11), lambda _hash: b"", 0)
    with pytest.raises(BundleTooLarge):
        archive.read(io.BytesIO(), 11)


def made(text: bytes, payload: bytes) -> bytes:
    box = io.BytesIO()
    archive.write(box, lambda out: out.write(payload), lambda _hash: text, len(text))
    return box.getvalue()


def test_a_signature_longer_than_any_is_not_read() -> None:
    content = made(b"x" * 5000, b"payload")
    with pytest.raises(BundleDamaged):
        archive.read(io.BytesIO(content), len(content))


def test_a_payload_that_is_not_the_one_of_its_checksum_is_noticed() -> None:
    whole = bytearray(made(b"x", b"content"))
    place = bytes(whole).index(b"content")
    whole[place] ^= 1
    outside = archive.read(io.BytesIO(bytes(whole)), len(whole))
    with pytest.raises(BundleDamaged):
        archive.digest(io.BytesIO(bytes(whole)), outside.payload)
    with pytest.raises(BundleDamaged):
        archive.digest(io.BytesIO(bytes(whole[: place + 2])), outside.payload)


def roster_of(*devices: Device) -> Roster:
    return Roster(uuid4().hex, 1, PUBLIC.hex(), list(devices))


def device(status: str = roster.ACTIVE) -> Device:
    keys = [
        Key(epoch, signing.public_key(signing.new_signing_key()).hex(), "age1x", date(2026, 1, epoch))
        for epoch in (1, 2)
    ]
    return Device(uuid4().hex, "o", "PC", "office", keys, status, ["office:o"])


def test_only_active_devices_read_a_scope_and_the_newest_key_counts() -> None:
    one, gone = device(), device(roster.REVOKED)
    told = roster_of(one, gone)
    assert list(told.readers("office:o")) == [one]
    assert list(told.readers("office:x")) == []
    assert one.current().epoch == 2
    assert one.key(1) == bytes.fromhex(one.keys[0].sign_pk)
    assert one.key(7) is None


def test_a_roster_is_taken_from_its_root_alone() -> None:
    document = roster.write(roster_of(device()))
    told = roster.signed(document, KEY)
    assert roster.write(roster.read(document, told, PUBLIC)) == document
    for content, text, root in (
        (document + b" ", told, PUBLIC),
        (document, told, signing.public_key(signing.new_signing_key())),
        (b"[]", roster.signed(b"[]", KEY), PUBLIC),
    ):
        with pytest.raises(BundleForged):
            roster.read(content, text, root)


def asked(**parts: str) -> Enrolment:
    told = {
        "device": uuid4().hex,
        "label": "PC",
        "office": "o",
        "sign_pk": PUBLIC.hex(),
        "age_recipient": seal.recipient(seal.new_identity()),
    }
    return Enrolment(**{**told, **parts}, created=date(2026, 1, 1))


def test_a_request_is_signed_by_the_device_itself_and_has_thirty_digits() -> None:
    one = asked()
    assert roster.read_request(roster.request(one, KEY)) == one
    digits = roster.fingerprint(one).split(" ")
    assert [len(group) for group in digits] == [5] * 6
    assert "".join(digits).isdigit()
    assert roster.fingerprint(one) != roster.fingerprint(asked())


@pytest.mark.parametrize(
    "request_file",
    [
        roster.request(asked(), signing.new_signing_key()),
        roster.request(asked(age_recipient="age1hello"), KEY),
        roster.request(asked(sign_pk="zz"), KEY),
        b"{}\n" + signature(roster.ASKED),
        b"hello",
    ],
)
def test_any_other_request_is_refused(request_file: bytes) -> None:
    with pytest.raises(BundleForged):
        roster.read_request(request_file)


def test_a_bundle_is_made_where_folders_cannot_be_synced(tmp_path, monkeypatch) -> None:
    monkeypatch.delattr(bundle.os, "O_DIRECTORY")
    with bundle.replacing(tmp_path / "x.lwb") as target:
        target.write(b"whole")
    assert (tmp_path / "x.lwb").read_bytes() == b"whole"


def test_whoever_is_not_the_one_it_was_sealed_for_reads_nothing() -> None:
    box, out = io.BytesIO(), io.BytesIO()
    seal.lock(iter([b"x"]), box, [seal.recipient(seal.new_identity())])
    box.seek(0)
    with pytest.raises(BundleNotForUs):
        seal.unlock(box, out.write, seal.new_identity())
    assert out.getvalue() == b""


@pytest.mark.parametrize("line", [b"hdr\t~zz\t", b"a\tb\tc"])
def test_a_line_that_is_no_record_is_refused(line: bytes) -> None:
    with pytest.raises(BundleDamaged):
        record.read(line)


def header(**parts: object) -> chain.Header:
    told = chain.Header("0a" * 16, 1, 5, "w", "person", "0b" * 16, None, ["name"], [])
    return told._replace(**parts)


def test_a_record_without_body_says_its_commitment_alone() -> None:
    hdr = chain.compact(header(op="x", cols=["retention", "2026-01-01"]))
    commitment = chain.digest(b"", b"")
    written = record.write(hdr, None, None, commitment)
    told = record.read(written)
    assert (told.hdr, told.commitment, told.salt, told.body, told.values) == (
        hdr,
        commitment,
        None,
        None,
        None,
    )
    for wrong in (written + b"{}", written.replace(b"~", b"~0", 1)):
        with pytest.raises(BundleDamaged):
            record.read(wrong)


def test_a_body_written_with_blanks_is_read_as_well() -> None:
    hdr, salt = chain.compact(header()), bytes(12)
    told = record.read(record.write(hdr, salt, b'{ "name": "Ada" }', b""))
    assert told.values == {"name": "Ada"}
    assert told.commitment == chain.digest(salt, b'{ "name": "Ada" }')
