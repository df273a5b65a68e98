"""Packages on the command line: made, looked at, proven and read in, with a code for each reason."""

import json
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from lwdesk import cli
from lwdesk.domain.household import Household
from lwdesk.services.exchange.devices import Devices
from lwdesk.store.exchange import outgoing
from lwdesk.store.exchange import trust as kept
from tests.unit import cli_office, office
from tests.unit.cli_office import Laptop
from tests.unit.passing import DAY, later


@pytest.fixture
def pair(tmp_path):
    with cli_office.pair(tmp_path) as (path, laptop):
        yield path, laptop


@pytest.fixture
def run(pair, tmp_path, capsys):
    return cli_office.command(tmp_path, pair[0], capsys)


@pytest.fixture
def listed(pair, tmp_path) -> str:
    """Give the place of the list of devices."""
    laptop, path = pair[1], tmp_path / "list.lwroster"
    Devices(laptop.seat, laptop.exchange.trust).write_roster(path)
    return str(path)


@contextmanager
def desk_of(path: Path):
    with office.opened(path) as desk:
        yield desk


def sent(laptop: Laptop, stick: str, **fields: object) -> str:
    laptop.save(**fields)
    return str(laptop.exchange.sending.export(Path(stick)).path)


def test_a_package_is_made_for_the_other_device(run, pair) -> None:
    code, told = run("export", run.path, "--to", run.stick)
    assert code == 0
    assert Path(told["package"]).parent == Path(run.stick)
    assert told["number"] == 1
    assert told["changes"] > 0
    assert told["recipients"] == [pair[1].exchange.trust.own().device]
    assert pair[1].exchange.receiving.take(Path(told["package"])).result.records == told["changes"]


def test_where_the_others_have_everything_nothing_is_made_and_that_is_no_failure(run, pair) -> None:
    _code, told = run("export", run.path, "--to", run.stick)
    pair[1].exchange.receiving.take(Path(told["package"]))
    run("import", run.path, str(pair[1].exchange.sending.export(Path(run.stick)).path))
    code, told = run("export", run.path, "--to", run.stick)
    assert (code, told["package"]) == (0, None)
    code, said = run("export", run.path, "--to", run.stick, as_json=False)
    assert (code, said.strip()) == (0, "Die anderen Geräte haben schon alles. Es wurde kein Paket erstellt.")


def test_a_folder_that_is_not_there_is_named(run) -> None:
    code, told = run("export", run.path, "--to", f"{run.stick}/gone")
    assert (code, told["error"], told["facts"]) == (13, "FileMissing", {"why": "folder"})


def test_a_device_without_an_organisation_makes_no_package(tmp_path, capsys) -> None:
    path = office.place(tmp_path)
    (tmp_path / "secret").write_text(office.PASSPHRASE, "utf-8")
    who = ["--user", office.SETUP.staff, "--passphrase-file", str(tmp_path / "secret"), "--json"]
    code = cli.main(["export", str(path), "--to", str(tmp_path), *who])
    told = json.loads(capsys.readouterr().out)
    assert (code, told["facts"]) == (60, {"why": "not_enrolled"})


def test_a_package_is_read_in_and_said_what_it_brought(run, pair) -> None:
    path = sent(pair[1], run.stick)
    code, told = run("import", run.path, path)
    (one,) = told["packages"]
    assert (code, one["state"], one["changes"], one["new"], one["label"]) == (
        0, "taken", 1, 1, "Hausbesuch, Tasche 2",
    )  # fmt: skip
    code, said = run("import", run.path, path, as_json=False)
    assert (code, said.strip()) == (0, "Hausbesuch, Tasche 2, Nr. 1: war schon hier")


def test_all_packages_of_a_folder_are_read_in_whatever_their_order(run, pair) -> None:
    laptop = pair[1]
    first = Path(sent(laptop, run.stick))
    with laptop.seat.store.exchanging() as reader, desk_of(pair[0]) as desk:
        has = outgoing.known(reader.connection)
        kept.heard(reader.connection, desk.exchange.trust.own().device, has, kept.Told(uuid4().hex))
    second = Path(sent(laptop, run.stick))
    first.rename(first.with_name("b.lwb"))
    second.rename(second.with_name("a.lwb"))
    code, told = run("import", run.path, run.stick)
    assert [one["state"] for one in told["packages"]] == ["waiting", "taken", "taken"]
    assert [one["number"] for one in told["packages"][1:]] == [1, 2]
    assert (code, told["waiting"]) == (0, 0)


def test_one_that_waits_says_so_by_its_code(run, pair) -> None:
    laptop = pair[1]
    Path(sent(laptop, run.stick)).unlink()
    with laptop.seat.store.exchanging() as reader, desk_of(pair[0]) as desk:
        has = outgoing.known(reader.connection)
        kept.heard(reader.connection, desk.exchange.trust.own().device, has, kept.Told(uuid4().hex))
    path = sent(laptop, run.stick)
    code, told = run("import", run.path, path)
    assert (code, told["waiting"], told["packages"][0]["error"]) == (67, 1, "BundleGap")
    code, told = run("bundle", "inspect", run.path, path)
    assert (code, told["missing"]) == (0, [{"device": "Hausbesuch, Tasche 2", "first": 1, "last": 1}])
    assert (
        "Es fehlt von Hausbesuch, Tasche 2: 1 bis 1"
        in run("bundle", "inspect", run.path, path, as_json=False)[1]
    )


def test_one_refused_package_does_not_keep_the_others_out(run, pair) -> None:
    bad = Path(run.stick) / "aaa.lwb"
    bad.write_bytes(b"no package")
    sent(pair[1], run.stick)
    code, told = run("import", run.path, run.stick)
    assert code == 61
    assert [one["state"] for one in told["packages"]] == ["refused", "taken"]
    assert told["packages"][0]["what"].startswith("Dieses Paket")
    code, told = run("import", run.path, str(bad), f"{run.stick}/gone.lwb")
    assert (code, [one["error"] for one in told["packages"]]) == (60, ["BundleDamaged", "FileMissing"])


def test_an_empty_folder_holds_no_package(run) -> None:
    assert run("import", run.path, run.stick, as_json=False) == (0, "Dort liegt kein Paket.\n")


def test_what_did_not_go_through_is_named_by_kind_id_and_reason(run, pair) -> None:
    path = sent(pair[1], run.stick, target_group="martian")
    code, told = run("import", run.path, path)
    (left,) = told["packages"][0]["left_out"]
    assert (code, left["kind"], left["reason"]) == (0, "household", "unknown_code")
    assert "Haddad" not in json.dumps(told)


def test_people_read_by_name_what_did_not_go_through(run, pair) -> None:
    path = sent(pair[1], run.stick, target_group="martian")
    code, told = run("import", run.path, path, as_json=False)
    assert (code, "  Haddad: " in told) == (0, True)


def test_a_package_is_looked_at_and_nothing_changes(run, pair) -> None:
    path = sent(pair[1], run.stick)
    code, told = run("bundle", "inspect", run.path, path)
    assert (code, told["label"], told["changes"], told["known"], told["households"]) == (
        0, "Hausbesuch, Tasche 2", 1, 0, 1,
    )  # fmt: skip
    assert "Neue Änderungen" in run("bundle", "inspect", run.path, path, as_json=False)[1]
    with desk_of(pair[0]) as desk:
        assert desk.exchange.passages.listed() == ()


def test_a_package_is_proven_by_the_data_file_or_by_a_list_of_devices_alone(run, pair, listed) -> None:
    path = sent(pair[1], run.stick)
    code, told = run("bundle", "verify", run.path, path)
    assert (code, told["label"]) == (0, "Hausbesuch, Tasche 2")
    code, told = run("bundle", "verify", path, "--roster", listed, who=False)
    assert (code, told["label"], len(told["root"].replace(" ", ""))) == (0, "Hausbesuch, Tasche 2", 30)
    assert told["root"] in run("bundle", "verify", path, "--roster", listed, as_json=False, who=False)[1]
    whole = Path(path).read_bytes()
    Path(path).write_bytes(whole[:-300] + bytes([whole[-300] ^ 1]) + whole[-299:])
    for words in (("bundle", "verify", run.path, path), ("bundle", "verify", path, "--roster", listed)):
        assert run(*words)[0] in (61, 62)


def test_nothing_to_hold_a_package_against_is_a_misunderstanding(run, pair, listed, tmp_path) -> None:
    path = sent(pair[1], run.stick)
    code, told = run("bundle", "verify", path)
    assert (code, told["facts"]) == (2, {"missing": "package"})
    code, told = run("bundle", "verify", path, "--roster", str(tmp_path / "gone"))
    assert (code, told["facts"]) == (13, {"why": "roster"})
    code, told = run("bundle", "verify", f"{path}.gone", "--roster", listed)
    assert (code, told["facts"]) == (13, {"why": "bundle"})


def test_differences_and_clocks_that_disagree_are_said(run, pair, monkeypatch) -> None:
    laptop = pair[1]
    home = Household(office=laptop.seat.office.id, name="Haddad")
    with desk_of(pair[0]) as desk, desk.seat.store.writing("save", None) as transaction:
        transaction.save(home)
    _code, told = run("export", run.path, "--to", run.stick)
    laptop.exchange.receiving.take(Path(told["package"]))
    with desk_of(pair[0]) as desk, desk.seat.store.writing("save", None) as transaction:
        transaction.save(home.replace(note="x"))
    with later(3 * DAY):
        with laptop.seat.store.writing("save", None) as transaction:
            transaction.save(home.replace(note="y"))
        path = str(laptop.exchange.sending.export(Path(run.stick)).path)
    said = run("import", run.path, path, as_json=False)[1]
    assert "Unterschiede zu klären: 1" in said
    assert "Uhren" in said
