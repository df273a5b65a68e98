"""Devices on the command line: the whole way of a root, a list, a loss, with exit codes for scripts."""

import json
from pathlib import Path

import pytest

from lwdesk import cli
from lwdesk.services import accounts
from lwdesk.services.exchange import joining
from lwdesk.store import vault
from tests.unit import office
from tests.unit.device_kit import LAPTOP, SECRET, hire
from tests.unit.office import PASSPHRASE


@pytest.fixture(autouse=True)
def cheap():
    with vault.using(vault.CHEAP):
        yield


@pytest.fixture
def run(tmp_path: Path, capsys):
    """Give a function that runs a command as the lead and returns its code and what it said."""
    (tmp_path / "pass").write_text(PASSPHRASE, "utf-8")
    (tmp_path / "secret").write_text(SECRET, "utf-8")
    path = office.place(tmp_path)

    def ran(*words: str, file: Path = path, user: str = office.SETUP.staff):
        opens = ["--passphrase-file", str(tmp_path / "pass"), "--json", *(["--user", user] if user else [])]
        code = cli.main(["device", words[0], str(file), *words[1:], *opens])
        return code, json.loads(capsys.readouterr().out)

    ran.folder = tmp_path
    ran.path = path
    ran.signs = ("--root-passphrase-file", str(tmp_path / "secret"))
    return ran


def founded(run) -> dict:
    sheet = str(run.folder / "blatt.pdf")
    code, told = run("root", str(run.folder / "stadt.lwroot"), "--sheet", sheet, *run.signs)
    assert code == 0
    return told


def enrolled(run) -> tuple[joining.Joining, str]:
    """Take a laptop in by commands, as a coordination without a screen would."""
    digits = founded(run)["fingerprint"]
    laptop = joining.prepare(run.folder / "laptop.lwdb", LAPTOP, PASSPHRASE, anyway=True)
    asked = laptop.write_request(run.folder / "bitte.lwenroll")
    signed = (
        "--root",
        str(run.folder / "stadt.lwroot"),
        *run.signs,
        "--out",
        str(run.folder / "liste.lwroster"),
    )
    code, told = run("enrol", str(run.folder / "bitte.lwenroll"), *signed)
    assert (code, told["fingerprint"]) == (46, asked)
    code, _told = run("enrol", str(run.folder / "bitte.lwenroll"), "--fingerprint", asked, *signed)
    assert code == 0
    return laptop, digits


def test_the_root_is_made_with_its_sheet_and_never_twice_in_one_place(run) -> None:
    told = founded(run)
    assert len(told["fingerprint"].replace(" ", "")) == 30
    assert (run.folder / "blatt.pdf").read_bytes().startswith(b"%PDF")
    code, _told = run(
        "root", str(run.folder / "stadt.lwroot"), "--sheet", str(run.folder / "2.pdf"), *run.signs
    )
    assert code == 14


def test_a_device_is_taken_in_listed_reported_and_withdrawn(run) -> None:
    laptop, digits = enrolled(run)
    laptop.accept(laptop.look(run.folder / "liste.lwroster"), digits)
    laptop.close()
    code, told = run("list")
    assert (code, [one["label"] for one in told["devices"] if not one["own"]]) == (0, [LAPTOP])
    report, note = str(run.folder / "verlust.pdf"), str(run.folder / "verlust.lwloss")
    code, told = run("lost", LAPTOP, "--out", report, "--for-coordination", note)
    assert (code, told["basis"], told["counts"]["household"]) == (0, "given", 0)
    assert Path(report).read_bytes().startswith(b"%PDF")
    root = ("--root", str(run.folder / "stadt.lwroot"), *run.signs)
    code, told = run("revoke", LAPTOP, "--reason", "lost", "--loss", note, *root)
    assert (code, told["version"]) == (0, 3)
    code, told = run("list")
    assert {one["state"] for one in told["devices"] if not one["own"]} == {"revoked"}


def test_the_list_is_shown_written_and_taken_over_once(run) -> None:
    laptop, digits = enrolled(run)
    laptop.accept(laptop.look(run.folder / "liste.lwroster"), digits)
    laptop.close()
    code, told = run("roster", "--out", str(run.folder / "noch.lwroster"))
    assert (code, told["version"], len(told["devices"])) == (0, 2, 2)
    assert run("roster", "--accept", str(run.folder / "noch.lwroster"))[0] == 45
    assert run("roster", "--accept", str(run.folder / "bitte.lwenroll"))[0] == 44


def test_a_device_without_an_organisation_asks_and_says_its_digits(run) -> None:
    code, told = run("request", str(run.folder / "wir.lwenroll"))
    assert (code, len(told["fingerprint"].split())) == (0, 6)
    assert run("rotate", str(run.folder / "neu.lwenroll"))[0] == 60
    assert run("roster")[0] == 60


def test_other_keys_are_asked_for_and_used_once_the_list_names_them(run) -> None:
    founded(run)
    code, told = run("rotate", str(run.folder / "neu.lwenroll"))
    assert code == 0
    signed = ("--root", str(run.folder / "stadt.lwroot"), *run.signs)
    asked = ("--fingerprint", told["fingerprint"])
    assert run("enrol", str(run.folder / "neu.lwenroll"), *asked, *signed)[0] == 0
    assert run("list")[1]["devices"][0]["epoch"] == 2
    with office.opened(run.path) as desk:
        hire(desk)


def test_a_file_that_was_put_back_goes_on_in_another_log(run) -> None:
    assert run("renew-log")[0] == 60
    founded(run)
    with office.opened(run.path) as desk:
        hire(desk)
        before = logs(desk)
    assert run("renew-log")[0] == 0
    with office.opened(run.path) as desk:
        assert logs(desk) == before + 1


def logs(desk) -> int:
    with desk.seat.reading() as reader:
        return len(reader.rows("SELECT wid FROM writer WHERE scope='office'"))


def test_a_file_that_waits_for_its_office_is_said_to_be_that(run) -> None:
    laptop = joining.prepare(run.folder / "laptop.lwdb", LAPTOP, PASSPHRASE, anyway=True)
    path = laptop.path
    laptop.close()
    (nobody,) = accounts.users(path)
    code = cli.main(
        ["check", str(path), "--user", nobody.name, "--passphrase-file", str(run.folder / "pass"), "--json"]
    )
    assert code == 48


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("enrol", "nichts.lwenroll", "--root", "nichts.lwroot"), 13),
        (("revoke", "niemand", "--reason", "lost", "--root", "nichts.lwroot"), 13),
        (("lost", "niemand"), 20),
        (("revoke", "niemand", "--reason", "anders", "--root", "x"), 2),
    ],
)
def test_what_is_missing_is_told_by_the_exit_code(run, words, code) -> None:
    assert run(*words)[0] == code


def test_people_read_the_report_and_the_list_in_german(run, capsys) -> None:
    enrolled(run)[0].close()
    opens = ["--user", office.SETUP.staff, "--passphrase-file", str(run.folder / "pass")]
    for words in (["list", str(run.path)], ["lost", str(run.path), LAPTOP], ["roster", str(run.path)]):
        assert cli.main(["device", *words, *opens]) == 0
    told = capsys.readouterr().out
    assert "Verlustmeldung für ein Gerät" in told
    assert "in Betrieb" in told


def test_without_a_place_for_its_sheet_no_root_is_made(run) -> None:
    nowhere = str(run.folder / "nirgends" / "blatt.pdf")
    code, _told = run("root", str(run.folder / "stadt.lwroot"), "--sheet", nowhere, *run.signs)
    assert code == 36
    assert not (run.folder / "stadt.lwroot").exists()


def test_the_root_gets_another_passphrase_by_the_code_of_its_sheet(run, capsys) -> None:
    told = founded(run)
    (run.folder / "code").write_text(told["recovery_code"], "utf-8")
    (run.folder / "neu").write_text("brunnen echo vierzig lampe", "utf-8")
    path, sheet = run.folder / "stadt.lwroot", run.folder / "2.pdf"
    by = [
        "--root-passphrase-file",
        str(run.folder / "code"),
        "--new-passphrase-file",
        str(run.folder / "neu"),
    ]
    assert cli.main(["device", "reseal", str(path), "--sheet", str(sheet), *by, "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["fingerprint"] == told["fingerprint"]
    assert again["recovery_code"] != told["recovery_code"]
    assert sheet.read_bytes().startswith(b"%PDF")


def test_a_device_that_is_to_withdraw_itself_is_told_so(run) -> None:
    founded(run)
    (own,) = run("list")[1]["devices"]
    root = ("--root", str(run.folder / "stadt.lwroot"), *run.signs)
    code, told = run("revoke", own["label"], "--reason", "lost", *root)
    assert (code, told["what"]) == (19, "Ein Gerät kann sich nicht selbst sperren. Es wurde nichts geändert.")


def test_a_device_joins_an_office_by_commands_alone(run) -> None:
    digits = founded(run)["fingerprint"]
    file, ask, listed = (run.folder / name for name in ("b.lwdb", "b.lwenroll", "liste.lwroster"))
    code, told = run("join", "--request", str(ask), "--name", LAPTOP, "--anyway", file=file, user="")
    assert (code, told["has_list"], told["joined"]) == (0, False, False)
    signed = ("--root", str(run.folder / "stadt.lwroot"), *run.signs, "--out", str(listed))
    assert run("enrol", str(ask), "--fingerprint", told["fingerprint"], *signed)[0] == 0
    accept = ("--accept", str(listed), "--fingerprint", digits)
    code, told = run("join", *accept, "--as", "Jana Albers", file=file, user="")
    assert (code, told["facts"]["why"], told["has_list"]) == (19, "no_package", True)
    with office.opened(run.path) as desk:
        package = str(desk.exchange.sending.export(run.folder).path)
    code, told = run("join", "--package", package, "--as", "Nobody", file=file, user="")
    assert (code, told["people"][0]["name"]) == (20, "Jana Albers")
    code, told = run("join", "--as", "Jana Albers", file=file, user="")
    assert (code, told["joined"], told["office"]) == (0, True, "Hörde/Hombruch")
    assert {one["label"] for one in run("list", file=file)[1]["devices"]} >= {LAPTOP}
    code, told = run("join", file=file)
    assert (code, told["facts"]["why"]) == (20, "joined")


def test_only_who_asks_to_belong_makes_a_file(run) -> None:
    file = run.folder / "b.lwdb"
    assert run("join", "--accept", str(run.folder / "x.lwroster"), file=file, user="")[0] == 13
    assert not file.exists()
