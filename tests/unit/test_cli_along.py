"""Take-along sets on the command line: packed, listed, answered, and refused with a code."""

import json
from datetime import timedelta

import pytest

from lwdesk import cli
from lwdesk.base import clock
from lwdesk.domain.household import Household
from lwdesk.services.exchange import trust
from lwdesk.store import vault
from lwdesk.sync import roster
from tests.unit import data_files, office
from tests.unit.devices import organisation
from tests.unit.test_cli_exchange import Laptop


@pytest.fixture(autouse=True)
def cheap():
    with vault.using(vault.CHEAP):
        yield


@pytest.fixture
def place(tmp_path):
    """Give the place of an office's file with one household, and a laptop that takes sets along."""
    path = office.place(tmp_path)
    (tmp_path / "secret").write_text(office.PASSPHRASE, "utf-8")
    (tmp_path / "stick").mkdir()
    (tmp_path / "laptop").mkdir()
    with data_files.opened(data_files.place(tmp_path / "laptop")) as store:
        with office.opened(path) as desk:
            laptop = Laptop(store, desk.office)
            enrolled(desk.exchange, laptop.exchange, desk.office.id.hex)
            with desk.seat.writing("save") as transaction:
                transaction.save(Household(office=desk.office.id, name="Haddad", case_number="XY-1"))
        yield path, laptop


def enrolled(pc, laptop, of: str) -> None:
    made = organisation()
    told = made.roster
    for one, role in ((pc, "office"), (laptop, "laptop")):
        asked = roster.read_request(one.trust.request()[0])
        scope = f"set:{asked.device}" if role == "laptop" else f"office:{of}"
        told = trust.enrol(told, asked, role, [scope])
    document = roster.write(told)
    for one in (pc, laptop):
        one.trust.accept(document, roster.signed(document, made.key), made.public)


@pytest.fixture
def run(place, tmp_path, capsys):
    path, _laptop = place

    def ran(verb: str, *words: str):
        capsys.readouterr()
        opens = ["--user", office.SETUP.staff, "--passphrase-file", str(tmp_path / "secret"), "--json"]
        code = cli.main(["along", verb, str(path), *words, *opens])
        return code, json.loads(capsys.readouterr().out)

    return ran


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
