"""Accounts and the trail on the command line: the same rules, two passphrase files for two people."""

import json

import pytest

from lwdesk import cli
from lwdesk.domain.staff import Staff
from lwdesk.services import accounts
from lwdesk.store import vault
from tests.unit import office

VERA = Staff(name="Vera Winter", employer="city", role="administration")
SECRET = "regenbogen turnhalle 4 apfel"


@pytest.fixture(autouse=True)
def cheap():
    with vault.using(vault.CHEAP):
        yield


@pytest.fixture
def run(tmp_path, capsys):
    """Give a function that runs a command as the lead and returns its code and what it said."""
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        desk.colleagues.add(VERA, SECRET, own=True)
    (tmp_path / "lead").write_text(office.PASSPHRASE, "utf-8")
    (tmp_path / "vera").write_text(SECRET, "utf-8")

    def ran(*words: str, user: str = office.SETUP.staff, secret: str = "lead"):
        command = [*words[: 2 if words[0] == "user" else 1]]
        more = words[len(command) :]
        opens = ["--user", user, "--passphrase-file", str(tmp_path / secret), "--json"]
        code = cli.main([*command, str(path), *more, *opens])
        return code, json.loads(capsys.readouterr().out)

    ran.path = path
    ran.folder = tmp_path
    return ran


def test_somebody_is_added_listed_and_ended(run) -> None:
    code, told = run(
        "user", "add", "Tim Ohm", "--employer", "city", "--role", "assistant", "--until", "2099-03-31"
    )
    assert code == 0
    with pytest.raises(accounts.vault.LwError):
        accounts.unlock(run.path, told["user"], told["start_passphrase"])
    listed = {one["name"]: one for one in run("user", "list")[1]["users"]}
    assert (listed["Tim Ohm"]["access"], listed["Tim Ohm"]["valid_until"]) == ("start", "2099-03-31")
    assert run("user", "renew", "Tim Ohm")[1]["start_passphrase"] != told["start_passphrase"]
    assert run("user", "change", "Tim Ohm", "--role", "adviser", "--without-end")[0] == 0
    assert run("user", "end", "Tim Ohm", "--heir", "Lena Groß") == (
        0,
        {"command": "user end", "handed_over": 0, "exit": 0},
    )
    assert "Tim Ohm" not in [user.name for user in accounts.users(run.path)]


def test_each_no_has_a_code_of_its_own(run) -> None:
    assert run("user", "end", office.SETUP.staff)[0] == 41
    assert run("user", "end", "Niemand")[0] == 20
    assert run("user", "add", "X Y", "--employer", "city", "--role", "assistant")[0] == 19
    assert run("user", "list", user="Murat Yildirim")[0] == 18


def test_two_read_the_trail_together(run) -> None:
    second = ["--second-user", "Vera Winter", "--second-passphrase-file", str(run.folder / "vera")]
    code, told = run("trail", *second)
    assert (code, told["lines"][0]["action"]) == (0, "read")
    assert run("trail", *second, "--act", "print")[1]["total"] == 0
    wrong = ["--second-user", "Murat Yildirim", "--second-passphrase-file", str(run.folder / "lead")]
    assert run("trail", *wrong)[0] == 43


def test_a_start_passphrase_opens_no_command(run) -> None:
    start = run("user", "renew", "Murat Yildirim")[1]["start_passphrase"]
    (run.folder / "start").write_text(start, "utf-8")
    assert run("household", "list", user="Murat Yildirim", secret="start")[0] in {2, 27}
    assert run("check", user="Murat Yildirim", secret="start")[0] == 27
