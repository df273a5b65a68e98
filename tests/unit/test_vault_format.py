"""What docs/data-file.md says can be done by whoever reads it."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from lwdesk.store import file, keyfile, vault
from lwdesk.store.vault import recovery, slots

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "data-file.md").read_text("utf-8")
KEY = bytes(range(48))
AMIRA = "Lampe Tiger Wolke Brot"


def block(kind: str) -> str:
    (found,) = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    return found


@pytest.fixture
def path(tmp_path):
    """The worked example, where the program looks for it."""
    path = tmp_path / "nord.lwdb"
    vault.beside(path).write_text(block("json"))
    return path


def test_the_worked_example_opens_with_passphrase_and_code(path) -> None:
    code = re.search(r"`((?:[0-9A-Z]{5}-){7}[0-9A-Z]{5})`", PAGE)[1]
    (user,) = vault.users(path)
    assert user.name == "Amira Haddad"
    assert vault.unlock(path, user.id, AMIRA) == vault.unlock_with_recovery(path, code) == KEY
    assert recovery.read(code) == bytes(range(100, 120))


def test_the_steps_of_the_worked_example_are_those_of_the_program(path) -> None:
    keys = keyfile.load(path)
    assert keys.slots[0].header(keys.file).decode() in PAGE
    assert f"`{slots._stretched(keys.slots[0], AMIRA.encode()).hex()}`" in PAGE
    assert set(json.loads(block("json"))) == {
        "format",
        "file",
        "slots",
        "high_water",
        "tries",
        "mac",
        "check",
    }


def test_the_script_reads_a_data_file_without_the_engine(tmp_path) -> None:
    data = file.create(tmp_path / "nord.lwdb", KEY)
    with data.engine.begin() as connection:
        connection.execute(text("CREATE TABLE person (name TEXT)"))
        connection.execute(
            text("INSERT INTO person VALUES (:name)"), [{"name": f"ሰላም {i} " * 40} for i in range(99)]
        )
    data.close()
    (tmp_path / "script.py").write_text(block("python"))
    command = [sys.executable, "script.py", "nord.lwdb", "plain.db"]
    done = subprocess.run(command, input=KEY.hex(), cwd=tmp_path, text=True, capture_output=True, check=True)
    assert done.stderr == ""
    plain = sqlite3.connect(tmp_path / "plain.db")
    try:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert plain.execute("SELECT count(*), max(name LIKE 'ሰላም%') FROM person").fetchone() == (99, 1)
    finally:
        plain.close()
