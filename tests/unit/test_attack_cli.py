"""Whatever comes in from outside, a command answers in words and saves what was good."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lwdesk import cli
from lwdesk.cli import exits
from tests.unit import office

ROOT = Path(__file__).resolve().parents[2]
GOOD = '{"household": {"target_group": "refugee"}, "members": [{"person": {"given_name": "ሰላም"}}]}'


@pytest.fixture
def place(tmp_path):
    path = office.place(tmp_path)
    (tmp_path / "secret").write_text(office.PASSPHRASE, "utf-8")
    return path


def words(path, *command, secret=None):
    who = ("--user", office.SETUP.staff, "--passphrase-file", secret or str(path.with_name("secret")))
    return [*command, *who]


def lines(path, content, capsys, monkeypatch):
    """Take in these bytes as a terminal would hand them over; return the exit code and the answer."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    code = cli.main([*words(path, "intake", str(path)), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("bad", "field", "code"),
    [
        (b"[" * 100_000, "", "not_json"),
        (b'{"a":' * 100_000, "", "not_json"),
        (b'{"household": {"target_group": "refugee", "target_group": "refugee"}}', "target_group", "twice"),
        (b'{"household": NaN}', "", "not_json"),
        (b"9" * 5000, "", "not_json"),
        (b'{"household": {"target_group": "refugee", "name": "M\xfcller"}}', "", "not_utf8"),
        (b'{"\\ud800": 1}', "\ud800", "unknown_field"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_saved(place, capsys, monkeypatch, bad, field, code) -> None:
    good = GOOD.encode()
    ended, told = lines(place, good + b"\n" + bad + b"\n" + good + b"\n", capsys, monkeypatch)
    assert (ended, told["saved"], told["refused"]) == (exits.FOUND_PROBLEMS, 2, 1)
    (problem,) = told["lines"][1]["problems"]
    assert (problem["field"], problem["code"]) == (field, code)


def test_a_byte_order_mark_before_the_first_line_is_no_fault(place, capsys, monkeypatch) -> None:
    code, told = lines(place, b"\xef\xbb\xbf" + GOOD.encode(), capsys, monkeypatch)
    assert (code, told["saved"]) == (exits.DONE, 1)


def test_an_id_that_is_taken_is_named(place, capsys, monkeypatch) -> None:
    _, first = lines(place, GOOD.encode(), capsys, monkeypatch)
    again = {"household": {"id": first["lines"][0]["household"], "target_group": "refugee", "name": "x"}}
    code, told = lines(place, json.dumps(again).encode(), capsys, monkeypatch)
    assert (code, told["lines"][0]["problems"][0]["field"]) == (exits.FOUND_PROBLEMS, "household.id")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\nsecond line"])
def test_a_passphrase_file_of_any_editor_opens(place, tmp_path, capsys, mark, end) -> None:
    secret = tmp_path / "from editor"
    secret.write_bytes(mark + office.PASSPHRASE.encode() + end)
    assert cli.main(words(place, "household", "list", str(place), secret=str(secret))) == exits.DONE
    capsys.readouterr()


@pytest.mark.parametrize("content", [office.PASSPHRASE.encode("utf-16"), b"k\xe4fer"])
def test_a_passphrase_file_in_another_encoding_is_told(place, tmp_path, capsys, content) -> None:
    secret = tmp_path / "other"
    secret.write_bytes(content)
    code = cli.main([*words(place, "household", "list", str(place), secret=str(secret)), "--language", "en"])
    assert code == exits.NOT_UNDERSTOOD
    assert "UTF-8" in capsys.readouterr().err


def test_a_passphrase_file_without_an_end_is_not_read_for_ever(place, capsys) -> None:
    code = cli.main(words(place, "household", "list", str(place), secret="/dev/zero"))
    assert code == 10
    capsys.readouterr()


@pytest.mark.parametrize("name", ["", ".", "/", "..", "x" * 300 + ".lwdb", "/".join(["y" * 200] * 30), "\0"])
def test_a_file_name_that_cannot_be_one_is_a_missing_file(place, capsys, name) -> None:
    assert cli.main(words(place, "check", name)) == 13
    capsys.readouterr()


def test_an_office_is_not_set_up_under_a_name_that_no_disk_holds(place, tmp_path, capsys) -> None:
    secret = ["--passphrase-file", str(place.with_name("secret"))]
    names = ["--region", "hoerde_hombruch", "--user", "Jana Albers"]
    assert cli.main(["init", str(tmp_path / ("x" * 300)), *names, *secret]) == 36
    capsys.readouterr()


@pytest.mark.parametrize(
    "command",
    [("household", "list", "--offset", "9" * 30), ("statistics", "--as-of", "9999-12-31")],
)
def test_a_number_beyond_all_bounds_is_not_understood(place, capsys, command) -> None:
    assert cli.main([*words(place, *command), str(place)]) == exits.NOT_UNDERSTOOD
    capsys.readouterr()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_cannot_show_a_name_still_gets_an_answer(
    place, capsys, monkeypatch, encoding
) -> None:
    lines(place, GOOD.encode(), capsys, monkeypatch)
    for more in ([], ["--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "lwdesk", *words(place, "household", "list", str(place)), *more],
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            check=False,
        )
        assert done.returncode == exits.DONE
    (home,) = json.loads(done.stdout)["households"]
    assert home["name"] == "ሰላም"


def test_no_name_from_outside_steers_the_terminal(place, capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"\\u001b[2Jx": 1}\n'))
    assert cli.main(words(place, "intake", str(place))) == exits.FOUND_PROBLEMS
    assert "\x1b" not in capsys.readouterr().out
