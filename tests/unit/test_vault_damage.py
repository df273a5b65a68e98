"""A damaged, cut, forged or newer key file gets one of the expected answers and is never believed."""

import hashlib
import json
import re
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.base.errors import FileTooNew, KeyFileDamaged, LwError, MustWait, WrongPassphrase
from lwdesk.store import keyfile, vault

AMIRA = "Lampe Tiger Wolke Brot"


@pytest.fixture(scope="module")
def key():
    return vault.new_key()


@pytest.fixture(scope="module")
def path(tmp_path_factory, key):
    path = tmp_path_factory.mktemp("vault") / "nord.lwdesk"
    with vault.using(vault.CHEAP):
        vault.create(path, key, "a", "Amira Haddad", AMIRA)
        vault.new_recovery(path, key)
        vault.set_high_water(path, key, (vault.Mark("w", 3, "00ff"),))
    return path


@pytest.fixture
def raw(path):
    """The sound bytes; whatever a test does to the file is taken back."""
    sound = vault.beside(path).read_bytes()
    yield sound
    vault.beside(path).write_bytes(sound)


def checked(raw: bytes) -> bytes:
    """Return the bytes with a check that fits them again, as a forger would write them."""
    head = keyfile.TAIL.sub(b"", raw)
    return head + b',\n "check": "' + hashlib.sha256(head).hexdigest().encode() + b'"\n}\n'


def test_the_file_is_plain_json_whose_last_line_checks_the_rest(raw) -> None:
    plain = json.loads(raw)
    assert plain["format"] == "lwdesk-keys/1"
    assert plain["check"] == hashlib.sha256(raw[: raw.rindex(b",")]).hexdigest()
    assert keyfile.encode(keyfile.decode(raw)) == raw == checked(raw)


def test_a_missing_and_an_empty_key_file_are_told(path, raw) -> None:
    vault.beside(path).write_bytes(b"")
    with pytest.raises(KeyFileDamaged, match="empty"):
        vault.users(path)
    vault.beside(path).unlink()
    with pytest.raises(KeyFileDamaged, match="missing"):
        vault.unlock(path, "a", AMIRA)


def test_a_file_cut_at_any_byte_is_damaged(raw) -> None:
    for length in range(len(raw)):
        with pytest.raises(KeyFileDamaged):
            keyfile.decode(raw[:length])


@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_a_byte_flipped_anywhere_is_damage(raw, bit) -> None:
    for at in range(len(raw)):
        with pytest.raises(KeyFileDamaged):
            keyfile.decode(raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :])


@pytest.mark.parametrize("more", [b"\n", b" ", b"\x00", b"{}"])
def test_bytes_behind_the_end_are_damage(raw, more) -> None:
    with pytest.raises(KeyFileDamaged):
        keyfile.decode(raw + more)


def test_no_byte_can_be_forged_without_the_key(path, key, raw) -> None:
    """With a fitting check a forger may reset the wait, and nothing else."""
    sound = keyfile.decode(raw)
    tries = raw.index(b'"tries"')
    for at in range(len(raw) - 80):
        forged = checked(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        vault.beside(path).write_bytes(forged)
        try:
            assert vault.unlock(path, "a", AMIRA) == key
        except (KeyFileDamaged, WrongPassphrase, MustWait, FileTooNew):
            continue
        found = keyfile.decode(vault.beside(path).read_bytes())
        assert (found.slots, found.high_water, found.file) == (sound.slots, sound.high_water, sound.file)
        assert raw[at : at + 1].isspace() or at > tries


@pytest.mark.parametrize(
    ("pattern", "put"),
    [
        (rb'"m": 32', b'"m": 4000000000'),
        (rb'"m": 32', b'"m": -1'),
        (rb'"m": 32', b'"m": 1e999'),
        (rb'"m": 32', b'"m": "32"'),
        (rb'"m": 32', b'"m": 1'),
        (rb'"t": 1', b'"t": 0'),
        (rb'"t": 1', b'"t": 17'),
        (rb'"m": 32,\n\s*"t": 1', b'"m": 1048576, "t": 4'),
        (rb'"p": 1', b'"p": 17'),
        (rb'"p": 1', b'"p": true'),
        (rb'"salt": "', b'"salt": "!'),
        (rb'"salt": "[^"]*"', b'"salt": ""'),
        (rb'"wrapped": "[^"]*"', b'"wrapped": null'),
        (rb'"argon2id"', b'"none"'),
        (rb'"slots": \[', b'"slots": [5,'),
        (rb'"slots": \[.*?\n \]', b'"slots": {}'),
        (rb'"tries": \{\}', b'"tries": []'),
        (rb'"tries": \{\}', b'"tries": {"a": {"count": 1e999, "last": 0}}'),
        (rb'"mac": "', b'"mac": "zz'),
        (rb'"high_water": \[', b'"high_water": [' + b"[" * 100_000),
        (rb'"format": "lwdesk-keys/1"', b'"format": "other"'),
        (rb'"format": "lwdesk-keys/1"', b'"format": 1'),
        (rb"\A", b"[1, "),
    ],
)
def test_a_forged_value_is_damage_and_eats_no_memory(path, raw, pattern, put) -> None:
    forged = re.sub(pattern, lambda _: put, raw, count=1, flags=re.DOTALL)
    assert forged != raw
    vault.beside(path).write_bytes(checked(forged))
    with pytest.raises((KeyFileDamaged, WrongPassphrase)):
        vault.unlock(path, "a", AMIRA)


def test_a_newer_format_is_refused_in_its_own_words(raw) -> None:
    with pytest.raises(FileTooNew) as caught:
        keyfile.decode(checked(raw.replace(b"lwdesk-keys/1", b"lwdesk-keys/2")))
    assert caught.value.facts == {"found": "lwdesk-keys/2", "known": "lwdesk-keys/1"}


def test_a_slot_cannot_be_moved_to_another_user_or_file(path, raw) -> None:
    for old, new in ((b'"user": "a"', b'"user": "b"'), (b'"file": "', b'"file": "0')):
        vault.beside(path).write_bytes(checked(raw.replace(old, new)))
        with pytest.raises(WrongPassphrase):
            vault.unlock(path, "b" if b"user" in old else "a", AMIRA)


def test_a_changed_name_is_found_once_the_key_is_known(path, raw) -> None:
    vault.beside(path).write_bytes(checked(raw.replace(b"Amira", b"Arima")))
    with pytest.raises(KeyFileDamaged, match="mac"):
        vault.unlock(path, "a", AMIRA)


@given(st.binary(max_size=300))
def test_any_bytes_get_an_expected_answer(noise) -> None:
    for content in (noise, checked(noise)):
        with pytest.raises((KeyFileDamaged, FileTooNew)):
            keyfile.decode(content)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2),
)


@given(st.sampled_from(["format", "file", "slots", "high_water", "tries", "mac"]), json_values)
def test_any_value_in_any_place_gets_an_expected_answer(name, value) -> None:
    slot = {"kind": "passphrase", "user": "a", "name": "", "kdf": "argon2id", "m": 32, "t": 1, "p": 1}
    slot |= {"salt": b64encode(bytes(16)).decode(), "nonce": b64encode(bytes(12)).decode()}
    slot |= {"wrapped": b64encode(bytes(64)).decode()}
    plain = {
        "format": "lwdesk-keys/1",
        "file": "f",
        "slots": [slot],
        "high_water": [],
        "tries": {},
        "mac": "",
    }
    head = json.dumps(plain | {name: value}, indent=1).removesuffix("\n}").encode()
    try:
        keyfile.decode(checked(head))
    except LwError as error:
        assert isinstance(error, KeyFileDamaged | FileTooNew)  # noqa: PT017
