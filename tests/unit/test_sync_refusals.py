"""What a folder, a report of a loss or a transfer can say that is not taken."""

import errno
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from lwdesk.base import chain, signing
from lwdesk.base.errors import BundleDamaged, BundleForged, BundleTooLarge
from lwdesk.sync import bundle, manifest, record, roster, seal, transfer
from lwdesk.sync.roster import Device, Key, Loss, Roster
from lwdesk.sync.transfer import Consented, Document, Receipt, Transfer

ROOT = signing.new_signing_key()
SECRET = signing.new_signing_key()
IDENTITY = seal.new_identity()
DAY = date(2026, 3, 2)


def device(key: bytes = SECRET, *, office: str = "o", identity: str = IDENTITY) -> Device:
    keys = [Key(1, signing.public_key(key).hex(), seal.recipient(identity), DAY)]
    return Device(uuid4().hex, office, "PC", "office", keys)


def roster_of(*devices: Device) -> Roster:
    return Roster(uuid4().hex, 1, signing.public_key(ROOT).hex(), list(devices))


@pytest.mark.parametrize(("number", "is_told"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_drive_that_syncs_no_folder_is_no_failure_but_a_broken_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, number: int, is_told: bool
) -> None:
    whole = bundle.os.fsync

    def fsync(place: int) -> None:
        if Path(f"/proc/self/fd/{place}").is_dir():
            raise OSError(number, "no folder")
        whole(place)

    monkeypatch.setattr(bundle.os, "fsync", fsync)
    told = None
    try:
        with bundle.replacing(tmp_path / "x.lwb") as target:
            target.write(b"whole")
    except OSError as error:
        told = error.errno
    assert told == (number if is_told else None)
    assert (tmp_path / "x.lwb").read_bytes() == b"whole"


def test_a_stick_that_is_gone_is_told_as_it_broke(tmp_path: Path) -> None:
    def fill() -> None:
        with bundle.replacing(tmp_path / "x.lwb"):
            (tmp_path / "x.lwb.part").unlink()
            raise OSError(errno.ENODEV, "No such device")

    with pytest.raises(OSError, match="No such device"):
        fill()
    assert list(tmp_path.iterdir()) == []


NAME = "0a" * 16


def line(beside: dict[str, Any]) -> bytes:
    header = chain.Header(NAME, 1, 5, "w", "person", "0b" * 16, None, ["note"], [])
    return record.write(chain.compact(header), bytes(12), chain.compact({"note": "x", **beside}), b"")


def test_what_stands_beside_the_fields_is_read() -> None:
    beside = {chain.BY: NAME, chain.WHY: "asked", chain.SEEN: {NAME: 3}, chain.AGAIN: {"note": [NAME, 3]}}
    assert record.read(line(beside)).values == {"note": "x", **beside}


@pytest.mark.parametrize(
    "beside",
    [
        {chain.BY: 3},
        {chain.BY: "nobody"},
        {chain.WHY: 3},
        {chain.SEEN: []},
        {chain.SEEN: {"x": 3}},
        {chain.SEEN: {NAME: 0}},
        {chain.SEEN: {NAME: True}},
        {chain.AGAIN: []},
        {chain.AGAIN: {"note": NAME}},
        {chain.AGAIN: {"note": [3, 3]}},
    ],
)
def test_what_stands_beside_the_fields_in_another_form_is_refused(beside: dict[str, Any]) -> None:
    with pytest.raises(BundleDamaged):
        record.read(line(beside))


def test_a_loss_is_told_by_a_device_of_the_same_office_alone() -> None:
    mine, lost = device(), device(signing.new_signing_key())
    away_key, strange_key = signing.new_signing_key(), signing.new_signing_key()
    trusted = roster_of(mine, lost, device(away_key, office="other"))
    told = Loss(lost.id, {"0a": 3}, DAY)
    assert roster.read_loss(roster.loss(told, SECRET), trusted) == told
    unknown = Loss(uuid4().hex, {}, DAY)
    signed_otherwise = roster.loss(told, SECRET).replace(b'"0a":3', b'"0a":4')
    for content in (
        roster.loss(told, away_key),
        roster.loss(told, strange_key),
        roster.loss(unknown, SECRET),
        signed_otherwise,
        b"{}" + roster.loss(told, SECRET)[len(roster.loss(told, SECRET).partition(b"\n")[0]) :],
    ):
        with pytest.raises(BundleForged):
            roster.read_loss(content, trusted)


def renewed(one: Device) -> Device:
    """Return the device with other keys than those it signs with here."""
    later = Key(2, signing.public_key(signing.new_signing_key()).hex(), one.keys[0].age_recipient, DAY)
    return msgspec.structs.replace(one, keys=[*one.keys, later])


def test_a_former_key_tells_of_no_loss() -> None:
    lost = device(signing.new_signing_key())
    with pytest.raises(BundleForged):
        roster.read_loss(roster.loss(Loss(lost.id, {}, DAY), SECRET), roster_of(renewed(device()), lost))


def test_a_roster_travels_in_a_file_of_its_own() -> None:
    told = roster_of(device())
    document = roster.write(told)
    content = roster.file(document, roster.signed(document, ROOT))
    found, again, signature = roster.read_file(content)
    assert roster.write(found) == document == again
    assert roster.file(again, signature) == content
    for wrong in (b"", b"{}\n", content.replace(b'"PC"', b'"Pc"'), b"[" * 100_000 + b"\nx"):
        with pytest.raises(BundleForged):
            roster.read_file(wrong)


def test_each_root_has_its_digits() -> None:
    digits = roster.root_fingerprint(signing.public_key(ROOT)).split(" ")
    assert [len(group) for group in digits] == [5] * 6
    assert digits != roster.root_fingerprint(signing.public_key(SECRET)).split(" ")


def test_the_head_is_read_without_what_follows(tmp_path: Path) -> None:
    sender, me = device(), device(signing.new_signing_key())
    path = tmp_path / "x.lwb"
    told = head(sender, me, Transfer, 1)
    own = bundle.Sender(signing.public_key(SECRET), signing.signer(SECRET))
    bundle.write(path, told, [b"no document"], own, [seal.recipient(IDENTITY)])
    with path.open("rb") as source:
        signed = bundle.verify(source, roster_of(sender, me))
        assert bundle.read_head(source, signed, me, IDENTITY).bundle == told.bundle


def head(sender: Device, me: Device, form: Any, records: int, **parts: Any) -> Any:
    name = str(uuid4())
    told = {
        "format": manifest.FORMAT, "org": uuid4().hex, "bundle": name, "scope": f"transfer:{name}",
        "sender": sender.id, "sender_seq": 1, "created": "2026-03-02T08:00:00+00:00", "app": "1",
        "schema": 7, "min_reader": 1, "roster_version": 1, "recipients": [me.id], "base": {}, "have": {},
        "writers": [], "segments": [], "records": records,
    }  # fmt: skip
    more = {
        Transfer: {
            "purpose": "care", "consent": Consented("c"), "expires": DAY, "fields": {}, "office": "o",
            "recipient": "r",
        },
        Receipt: {"transfer": name, "answer": "accepted", "at": "2026-03-02", "office": "o"},
    }  # fmt: skip
    return form(**{**told, **more[form], **parts})


def opened(folder: Path, form: Any, lines: list[bytes], **parts: Any) -> Any:
    """Write a transfer or a receipt and read it as the one it is for."""
    sender, me = parts.pop("sender", device()), device(signing.new_signing_key())
    path = folder / "x.lwb"
    told = head(sender, me, form, parts.pop("records", len(lines)), **parts)
    own = bundle.Sender(signing.public_key(SECRET), signing.signer(SECRET))
    bundle.write(path, told, lines, own, [seal.recipient(IDENTITY)])
    read = transfer.read if form is Transfer else transfer.read_receipt
    with path.open("rb") as source:
        return read(source, bundle.verify(source, roster_of(sender, me)), me, IDENTITY)


def test_a_transfer_is_read_as_it_was_written(tmp_path: Path) -> None:
    documents = (Document("household", str(uuid4())), Document("person", str(uuid4()), fields={"note": "x"}))
    told, found = opened(tmp_path, Transfer, transfer.lines(documents))
    assert found == documents
    assert told.scope == f"transfer:{told.bundle}"


ONE = Document("household", str(uuid4()))


@pytest.mark.parametrize(
    ("lines", "parts", "why"),
    [
        ([b"{"], {}, "document"),
        ([b'{"kind":"a","id":"x"}'], {}, "document"),
        ([b'{"kind":"a","kind":"b","id":"x"}'], {}, "document"),
        (transfer.lines([ONE, ONE]), {}, "document"),
        (transfer.lines([Document("person", str(uuid4()), {"household": str(uuid4())})]), {}, "document"),
        (transfer.lines([ONE]), {"scope": f"transfer:{uuid4()}"}, "document"),
        (transfer.lines([ONE]), {"records": 2}, "manifest"),
    ],
)
def test_any_other_transfer_is_refused(tmp_path: Path, lines: list[bytes], parts: Any, why: str) -> None:
    with pytest.raises(BundleDamaged) as refused:
        opened(tmp_path, Transfer, lines, **parts)
    assert refused.value.facts["why"] == why


def test_a_receipt_holds_nothing_but_its_head(tmp_path: Path) -> None:
    name = str(uuid4())
    told = opened(tmp_path, Receipt, [], transfer=name, scope=f"receipt:{name}")
    assert told.answer == "accepted"
    with pytest.raises(BundleDamaged):
        opened(tmp_path, Receipt, transfer.lines([ONE]), transfer=name, scope=f"receipt:{name}")


@pytest.mark.parametrize("form", [Transfer, Receipt])
def test_a_former_key_hands_nothing_over_and_answers_nothing(tmp_path: Path, form: Any) -> None:
    name = str(uuid4())
    parts = {} if form is Transfer else {"transfer": name, "scope": f"receipt:{name}"}
    assert opened(tmp_path, form, [], **parts)
    with pytest.raises(BundleForged) as refused:
        opened(tmp_path, form, [], sender=renewed(device()), **parts)
    assert refused.value.facts["why"] == "former"


def test_more_documents_than_any_household_has_are_neither_written_nor_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = [Document("person", str(uuid4())) for _document in range(2)]
    lines = transfer.lines(two)
    monkeypatch.setattr(transfer, "MOST", 1)
    with pytest.raises(BundleTooLarge):
        transfer.lines(two)
    with pytest.raises(BundleTooLarge):
        opened(tmp_path, Transfer, lines)
