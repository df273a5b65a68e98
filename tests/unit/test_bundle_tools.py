"""Debian's own tools open a bundle of the program, and the program opens one that they made."""

import re
import shutil
import sqlite3
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from uuid import UUID

import pytest

from lwdesk.base import signing
from lwdesk.domain.person import Person
from lwdesk.store.exchange import forgetting
from lwdesk.sync import minisign, seal
from tests.unit.bundle_kit import HEAD, Kit
from tests.unit.data_files import KEY
from tests.unit.devices import machines

DOCS = Path(__file__).resolve().parents[2] / "docs"
TOOLS = ("unzip", "zip", "minisign", "age", "zstd", "xxd")
pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="needs " + ", ".join(TOOLS)
)


@pytest.fixture
def kit(tmp_path) -> Iterator[Kit]:
    with machines(tmp_path, "pc", "laptop") as (organisation, (pc, laptop)):
        with pc.store.writing("save", None) as transaction:
            transaction.save(Person(id=UUID(int=7), given_name="Ada"))
        yield Kit(organisation, pc, laptop, pc.send().path)


def run(folder, *command: str, given: bytes | None = None) -> bytes:
    done = subprocess.run(command, cwd=folder, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def secret_key(key: bytes) -> str:
    """Return the device's key as the secret key file of minisign, without a passphrase."""
    public = signing.public_key(key)
    number = minisign.key_id(public)
    whole = blake2b(b"Ed" + number + key + public, digest_size=32).digest()
    told = b"Ed" + bytes(2) + b"B2" + bytes(32 + 8 + 8) + number + key + public + whole
    return f"untrusted comment: device\n{b64encode(told).decode()}\n"


def test_unzip_minisign_age_and_zstd_open_what_the_program_made(kit: Kit, tmp_path) -> None:
    run(tmp_path, "unzip", "-q", str(kit.path))
    (tmp_path / "device.pub").write_text(minisign.public_text(signing.public_key(kit.key)))
    (tmp_path / "device.key").write_text(kit.receiver.trust.own().age_identity + "\n")
    told = run(tmp_path, "minisign", "-V", "-p", "device.pub", "-m", "payload.age").decode()
    assert f"{HEAD}{kit.manifest['bundle']}" in told
    clear = run(tmp_path, "age", "-d", "-i", "device.key", "payload.age")
    lines = run(tmp_path, "zstd", "-d", "-c", given=clear).split(b"\n")
    assert lines[1 : 1 + len(kit.records)] == kit.records
    assert b'"given_name":"Ada"' in lines[1].split(b"\t")[2]


def script(page: str, kind: str) -> str:
    """Return the first block of this kind on a page."""
    found, *_others = re.findall(rf"```{kind}\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    return found


@pytest.fixture
def plain(kit: Kit, tmp_path) -> Iterator[sqlite3.Connection]:
    """The receiver's data file, made plain as docs/data-file.md says."""
    forgetting.clean(kit.receiver.store.engine)
    (tmp_path / "script.py").write_text(script("data-file.md", "python"))
    source = str(kit.receiver.folder / "desk.lwdb")
    run(tmp_path, sys.executable, "script.py", source, "plain.db", given=KEY.hex().encode())
    made = sqlite3.connect(tmp_path / "plain.db")
    yield made
    made.close()


def test_the_keys_in_the_data_file_open_a_package_without_the_program(kit: Kit, plain, tmp_path) -> None:
    own, others, _nothing = script("data-file.md", "sql").split(";")
    (identity,) = plain.execute(own).fetchone()
    (sign_pk,) = [key for label, _epoch, key in plain.execute(others) if label == "pc"]
    (tmp_path / "device.key").write_text(identity)
    run(tmp_path, "sh", "-e", given=f"sign_pk={sign_pk}\n{script('bundle-format.md', 'sh pub')}".encode())
    (tmp_path / "b.lwb").write_bytes(kit.content)
    clear = run(tmp_path, "sh", "-e", given=script("bundle-format.md", "sh").encode())
    assert b'"given_name":"Ada"' in clear.splitlines()[-1]


def test_the_program_opens_what_zip_minisign_age_and_zstd_made(kit: Kit, tmp_path) -> None:
    clear = run(tmp_path, "unzip", "-p", str(kit.path), "payload.age")
    (tmp_path / "device.key").write_text(kit.receiver.trust.own().age_identity + "\n")
    lines = run(
        tmp_path, "zstd", "-d", "-c", given=run(tmp_path, "age", "-d", "-i", "device.key", given=clear)
    )
    recipient = seal.recipient(kit.receiver.trust.own().age_identity)
    packed = run(tmp_path, "zstd", "-3", "--check", "-c", given=lines)
    (tmp_path / "payload.age").write_bytes(run(tmp_path, "age", "-r", recipient, given=packed))
    (tmp_path / "device.sec").write_text(secret_key(kit.key))
    comment = HEAD + kit.manifest["bundle"]
    run(tmp_path, "minisign", "-S", "-s", "device.sec", "-t", comment, "-m", "payload.age")
    run(tmp_path, "zip", "-q", "-0", "-X", "by_hand.lwb", "payload.age.minisig", "payload.age")
    received = kit.receiver.receiving.take(tmp_path / "by_hand.lwb")
    assert received.result.records == 1
