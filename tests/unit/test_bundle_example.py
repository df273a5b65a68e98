"""The worked example of the page about the format: every figure on it comes out of the stored bytes."""

import base64
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pyrage
import pytest
import zstandard

from lwdesk.base import clock, signing
from lwdesk.domain.household import Household
from lwdesk.store import writers
from lwdesk.store.exchange import outgoing, trust
from lwdesk.sync import archive, bundle, manifest, minisign, record
from lwdesk.sync.lines import _closed
from lwdesk.sync.roster import Device, Key, Roster
from tests.unit import bundle_example as example
from tests.unit.data_files import opened, place
from tests.unit.devices import Machine, machine, organisation

PAGE = Path(__file__).parents[2] / "docs" / "bundle-format.md"
DAY = datetime(2021, 11, 2, tzinfo=UTC)


def block(name: str) -> str:
    """Return what stands in a block of the page."""
    return PAGE.read_text("utf-8").split(f"```{name}\n")[1].split("\n```")[0]


def payload() -> bytes:
    with zipfile.ZipFile(example.PLACE) as box:
        return box.read("payload.age")


def lines() -> bytes:
    """Return the lines of the stored example, opened with the key that the page prints."""
    identity = pyrage.x25519.Identity.from_str(block("text key"))
    packed = pyrage.decrypt(payload(), [identity])
    return zstandard.ZstdDecompressor().decompressobj().decompress(packed)


def printed() -> bytes:
    """Return the lines as the page prints them."""
    return block("text lines").replace("⇥", "\t").encode() + b"\n"


def test_the_page_prints_the_lines_of_the_stored_example() -> None:
    assert printed() == lines()


def test_the_script_of_the_page_prints_the_figures_of_the_page(tmp_path) -> None:
    (tmp_path / "example.lwb").write_bytes(example.PLACE.read_bytes())
    (tmp_path / "lines").write_bytes(lines())
    script = block("python recipe")
    assert "lwdesk" not in script.replace("lwdesk-segment", "")
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == block("text figures")


@pytest.mark.parametrize("record", [1, 2])
def test_the_figures_are_those_of_the_printed_lines(record: int) -> None:
    hdr, salt, body = printed().splitlines()[record].split(b"\t")
    assert json.dumps(json.loads(hdr), separators=(",", ":")).encode() == hdr
    assert json.dumps(json.loads(body), separators=(",", ":")).encode() == body
    told = base64.b64decode(salt)
    commitment = hashlib.blake2b(told_apart(told, body), digest_size=32).hexdigest()
    assert f"{record} commitment {commitment}" in block("text figures")


def told_apart(*parts: bytes) -> bytes:
    return b"".join(len(one).to_bytes(8, "big") + one for one in parts)


def test_what_is_hashed_for_the_first_commitment_is_printed() -> None:
    _hdr, salt, body = printed().splitlines()[1].split(b"\t")
    assert block("text hashed") == told_apart(base64.b64decode(salt), body).hex()
    commitment = hashlib.blake2b(bytes.fromhex(block("text hashed")), digest_size=32).hexdigest()
    assert f"\n1 commitment {commitment}\n" in block("text figures")


def test_the_parts_of_the_file_have_the_sizes_that_the_page_tells() -> None:
    told = " ".join(PAGE.read_text("utf-8").split())
    with zipfile.ZipFile(example.PLACE) as box:
        first, second = box.infolist()
        heads = 30 + len(first.filename), 30 + len(second.filename)
        start = box.start_dir
    size = len(example.PLACE.read_bytes())
    assert (second.header_offset, start) == (
        heads[0] + first.file_size,
        second.header_offset + heads[1] + second.file_size,
    )
    assert (
        f"{heads[0]} bytes of header and name, {first.file_size} of signature, {heads[1]} bytes of header and"
        f" name, the payload, then the directory of {size - 22 - start} bytes and its end of 22."
    ) in told


def test_an_erased_record_keeps_the_chain() -> None:
    whole = printed().splitlines()[1]
    hdr, _salt, _body = whole.split(b"\t")
    (commitment,) = [
        one.split()[2] for one in block("text figures").splitlines() if one.startswith("1 commitment")
    ]
    erased = record.read(hdr + b"\t~" + commitment.encode() + b"\t")
    assert erased.leaf() == record.read(whole).leaf()


def test_the_program_writes_the_lines_of_the_page() -> None:
    made = example.records()
    assert b"".join(_closed([manifest.write(example.head(made)), *made])) == printed()


def test_the_program_puts_the_same_outside_around_the_payload() -> None:
    public, signer = signing.public_key(example.SIGNING_KEY), signing.signer(example.SIGNING_KEY)
    comment = bundle.trusted_comment(json.loads(lines().splitlines()[0])["bundle"])

    def sign(digest: bytes) -> bytes:
        return minisign.sign(digest, comment, public, signer)

    box = io.BytesIO()
    archive.write(box, lambda out: out.write(payload()), sign, len(sign(bytes(64))))
    assert box.getvalue() == example.PLACE.read_bytes()


def test_a_file_of_these_names_keys_and_times_seals_the_records_of_the_page(tmp_path, monkeypatch) -> None:
    salts = iter(example.SALTS)
    monkeypatch.setattr("lwdesk.store.seal.os", SimpleNamespace(urandom=lambda _size: next(salts)))
    with opened(place(tmp_path)) as store:
        with store.exchanging() as reader:
            writers.set_setting(reader.connection, "device", example.SENDER)
            writers.set_setting(reader.connection, "device_key", example.SIGNING_KEY.hex())
            writers.begin_incarnation(reader.connection)
            names = tuple(map(bytes.fromhex, (example.WRITER, example.SENDER)))
            reader.connection.exec_driver_sql("UPDATE writer SET uuid=? WHERE device=?", names)
            for name, value in ((trust.ORGANISATION, example.ORGANISATION), (trust.EPOCH, "1")):
                writers.set_setting(reader.connection, name, value)
        for minute, name in enumerate(("Hamdn", "Hamdan")):
            moment = DAY + timedelta(hours=13, minutes=14 + minute, seconds=5)
            lead = UUID(hex=example.LEAD)
            with clock.using(clock.FixedClock(moment)), store.writing("save", lead) as writing:
                writing.save(Household(id=UUID(hex=example.HOME), name=name))
        with store.reading() as reader:
            (part,) = outgoing.ready(reader.connection, {}, "office")
            found = [record.write(*row) for row in _rows(reader, part)]
    told = json.loads(lines().splitlines()[0])["segments"][0]
    assert found == lines().splitlines()[1:3]
    assert (part.chain.hex(), part.epoch, part.signature.hex()) == (
        told["chain"], told["key_epoch"], told["sig"],
    )  # fmt: skip


def _rows(reader, part) -> Iterator[tuple[bytes, bytes | None, bytes | None, bytes]]:
    for row in outgoing.records(reader.connection, [part]):
        yield row.hdr, row.salt, row.body, row.commitment


def reading_device(folder: Path, store) -> Machine:
    """Return the device for which the example was made, in an organisation of its name."""
    with store.exchanging() as reader:
        writers.set_setting(reader.connection, "device", example.RECEIVER)
        writers.set_setting(reader.connection, "device_key", signing.new_signing_key().hex())
        writers.begin_incarnation(reader.connection)
        trust.keep_identity(reader.connection, example.IDENTITY)
    made = machine(store, folder, "b")
    whole = organisation()
    sender = Device(
        example.SENDER, example.OFFICE, "a", "office",
        [Key(1, signing.public_key(example.SIGNING_KEY).hex(), str(recipient()), DAY.date())],
        scopes=[f"office:{example.OFFICE}"],
    )  # fmt: skip
    whole.roster = Roster(example.ORGANISATION, 0, whole.public.hex(), [sender])
    whole.enrol(made)
    return made


def recipient() -> pyrage.x25519.Recipient:
    return pyrage.x25519.Identity.from_str(example.IDENTITY).to_public()


def test_the_program_takes_the_example_in(tmp_path) -> None:
    with opened(place(tmp_path)) as store:
        made = reading_device(tmp_path, store)
        assert made.receiving.take(example.PLACE).result.records == 2
        with store.reading() as reader:
            found = reader.get(Household, UUID(hex=example.HOME))
    assert found is not None
    assert found.name == "Hamdan"
