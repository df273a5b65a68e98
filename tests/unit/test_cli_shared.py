"""One turn at the shared folder on the command line, as a clock starts it."""

import shutil
from pathlib import Path

import pytest

from tests.unit import cli_office


@pytest.fixture
def pair(tmp_path):
    with cli_office.pair(tmp_path) as (path, laptop):
        yield path, laptop


@pytest.fixture
def run(pair, tmp_path, capsys):
    return cli_office.command(tmp_path, pair[0], capsys)


@pytest.fixture
def laptop(pair, run):
    other = pair[1]
    other.exchange.shared.choose(Path(run.stick))
    return other


def test_a_turn_takes_in_what_came_and_hands_on_what_is_due(run, laptop) -> None:
    laptop.save()
    laptop.exchange.shared.turn(at_once=True)
    code, told = run("exchange", run.path, "--folder", run.stick)
    assert (code, len(told["taken"]), told["changes"], told["trouble"]) == (0, 1, 1, None)
    assert Path(told["sent"]).parent == Path(run.stick)
    assert len(laptop.exchange.shared.turn(at_once=True).taken) == 1


def test_the_folder_is_remembered_and_a_turn_with_nothing_to_do_says_so(run, laptop) -> None:
    run("exchange", run.path, "--folder", run.stick)
    code, said = run("exchange", run.path, as_json=False)
    assert (code, said.strip()) == (0, "Im Ordner ist nichts Neues")


def test_what_stays_there_is_named_with_its_reason(run, laptop) -> None:
    laptop.save()
    sent = laptop.exchange.shared.turn(at_once=True).sent.path
    sent.rename(sent.with_name(f"{sent.stem} (1).lwb"))
    code, told = run("exchange", run.path, "--folder", run.stick)
    assert (code, [one["state"] for one in told["left"]]) == (0, ["odd"])
    _code, said = run("exchange", run.path, as_json=False)
    assert f"{sent.stem} (1).lwb: heißt wie eine zweite Fassung" in said


def test_what_did_not_go_through_is_named(run, laptop) -> None:
    laptop.save(target_group="martian")
    laptop.exchange.shared.turn(at_once=True)
    code, told = run("exchange", run.path, "--folder", run.stick)
    assert (code, [one["reason"] for one in told["left_out"]]) == (0, ["unknown_code"])
    laptop.save(target_group="lunar")
    laptop.exchange.shared.turn(at_once=True)
    assert "  Haddad: " in run("exchange", run.path, as_json=False)[1]


def test_without_a_folder_the_command_is_not_understood(run) -> None:
    code, said = run("exchange", run.path, as_json=False)
    assert code == 2
    assert "Sagen Sie mit --folder" in said


def test_a_folder_that_vanished_has_a_code_of_its_own(run, laptop) -> None:
    run("exchange", run.path, "--folder", run.stick)
    shutil.rmtree(run.stick)
    code, told = run("exchange", run.path)
    assert (code, told["trouble"]) == (13, "gone")


def test_what_is_no_folder_is_not_remembered(run) -> None:
    code, told = run("exchange", run.path, "--folder", f"{run.stick}/none")
    assert (code, told["error"]) == (13, "FileMissing")
    assert run("exchange", run.path)[0] == 2


def test_a_turn_that_only_finds_what_is_refused_ends_with_its_code_and_says_why(run, tmp_path) -> None:
    (tmp_path / "elsewhere").mkdir()
    with cli_office.pair(tmp_path / "elsewhere") as (_path, stranger):
        stranger.save()
        sent = stranger.exchange.sending.export(Path(run.stick)).path
    code, told = run("exchange", run.path, "--folder", run.stick)
    left = [(one["state"], one["reason"]) for one in told["left"]]
    assert (code, left) == (62, [("refused", "BundleForged")])
    code, said = run("exchange", run.path, as_json=False)
    assert (code, f"{sent.name}: abgelehnt. " in said) == (62, True)
