"""Take-along sets on the command line: packed, listed, answered, and refused with a code."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from lwdesk.base import clock
from lwdesk.domain.household import Household
from tests.unit import cli_office, office


@pytest.fixture
def place(tmp_path):
    """Give the place of an office's file with one household, and a laptop that takes sets along."""
    with cli_office.pair(tmp_path, role="laptop") as (path, laptop):
        with office.opened(path) as desk, desk.seat.writing("save") as transaction:
            transaction.save(Household(office=desk.office.id, name="Haddad", case_number="XY-1"))
        yield path, laptop


@pytest.fixture
def run(place, tmp_path, capsys):
    whole = cli_office.command(tmp_path, place[0], capsys)
    return lambda verb, *words: whole("along", verb, whole.path, *words)


def until() -> str:
    return (clock.today() + timedelta(days=2)).isoformat()


def test_a_set_is_packed_for_a_laptop_and_listed(place, run, tmp_path) -> None:
    _path, laptop = place
    to = ["--device", laptop.seat.device.name, "--until", until(), "--to", str(tmp_path / "stick")]
    code, told = run("pack", "XY-1", *to)
    assert (code, told["households"]) == (0, 1)
    (package,) = (tmp_path / "stick").glob("*.lwb")
    assert laptop.exchange.receiving.take(package).result.records
    code, listed = run("list")
    assert [(one["set"], one["state"]) for one in listed["sets"]] == [(told["set"], "out")]
    assert "Haddad" not in json.dumps(listed)
    assert run("again", told["set"], "--to", str(tmp_path / "stick"))[0] == 0
    assert run("answer", *to[:2], *to[4:])[0] == 0


def test_a_household_that_is_out_already_ends_with_a_code_of_its_own(place, run, tmp_path) -> None:
    _path, laptop = place
    to = ["--device", laptop.seat.device.name, "--until", until(), "--to", str(tmp_path / "stick")]
    run("pack", "XY-1", *to)
    code, told = run("pack", "XY-1", *to)
    assert (code, told["error"]) == (83, "SetOut")


def test_a_household_of_another_office_is_named_as_it_was_called(place, tmp_path, capsys) -> None:
    path, laptop = place
    other = Household(office=UUID(int=5), name="Ali")
    with office.opened(path) as desk, desk.seat.writing("save") as transaction:
        transaction.save(other)
    run = cli_office.command(tmp_path, path, capsys)
    to = ["--device", laptop.seat.device.name, "--until", until(), "--to", run.stick]
    code, told = run("along", "pack", run.path, "XY-1", str(other.id), *to)
    assert (code, told["facts"]["why"]) == (80, "foreign")
    _code, said = run("along", "pack", run.path, str(other.id), *to, "--language", "en", as_json=False)
    assert "belongs to another office" in said
    assert said.endswith(f"This is about: {other.id}\n")


def test_a_set_whose_laptop_never_answers_is_closed(place, run, tmp_path) -> None:
    _path, laptop = place
    to = ["--device", laptop.seat.device.name, "--until", until(), "--to", str(tmp_path / "stick")]
    _code, packed = run("pack", "XY-1", *to)
    assert run("close", packed["set"])[0] == 0
    assert [one["state"] for one in run("list")[1]["sets"]] == ["closed"]
    assert run("pack", "XY-1", *to)[0] == 0


def test_an_unknown_device_or_set_is_refused(run, tmp_path) -> None:
    to = ["--until", until(), "--to", str(tmp_path / "stick")]
    assert run("pack", "XY-1", "--device", "nobody", *to)[0] == 84
    assert run("again", "nothing", "--to", str(tmp_path / "stick"))[0] == 20
    assert run("forget", "00000000-0000-0000-0000-000000000001")[0] == 20
