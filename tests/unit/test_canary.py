"""The search for what must not be readable finds it in each spelling."""

import json
from base64 import b64encode
from urllib.parse import quote

import pytest

from tests import canary

WORD = "Çanarienvogel-ሰላም"
HIDINGS = {
    "utf-8": WORD.encode(),
    "utf-16": WORD.encode("utf-16"),
    "json": json.dumps({"name": WORD}).encode(),
    "address": quote(WORD).encode(),
    "hex": WORD.encode().hex().encode(),
    "upper case": WORD.upper().encode(),
    "base64 0": b64encode(b"abc" + WORD.encode() + b"x"),
    "base64 1": b64encode(b"a" + WORD.encode() + b"xy"),
    "base64 2": b64encode(b"ab" + WORD.encode()),
    "traceback": repr(WORD).encode(),
}


@pytest.mark.parametrize("hiding", HIDINGS)
def test_a_word_is_found_in_every_spelling(tmp_path, hiding) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\x00before" + HIDINGS[hiding] + b"behind")
    assert canary.leaks(tmp_path, [WORD]) == [f"{tmp_path}/deep/file: {WORD}"]


def test_a_word_is_found_in_a_file_name(tmp_path) -> None:
    (tmp_path / f"{WORD}.pdf").touch()
    assert canary.leaks(tmp_path, [WORD]) == [f"{tmp_path}/{WORD}.pdf: {WORD}"]


def test_what_does_not_hold_the_word_is_clean(tmp_path) -> None:
    (tmp_path / "file").write_bytes(b"Kanarienvogel" + bytes(range(256)) * 10)
    assert canary.leaks(tmp_path, [WORD]) == []
