"""Every command works on a real file and says by its exit code how it went."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lwdesk import cli
from lwdesk.base import clock, errors
from lwdesk.base.errors import LwError, NothingToUndo
from lwdesk.cli import exits
from lwdesk.domain.vague import VagueDay
from lwdesk.facts.working_day import TABLES
from lwdesk.services import accounts, demo
from lwdesk.services.views import Wanted
from lwdesk.store import vault
from tests import canary
from tests.unit import office

WRONG = "not the one passphrase"


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(f"{office.PASSPHRASE}\n", "utf-8")
    return str(path)


@pytest.fixture
def data(tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        desk.households.take_in(office.hamdan())
    return str(path)


@pytest.fixture
def run(capsys, secret):
    """Run a command as the lead and return its exit code and what it printed."""

    def command(*words, user=office.SETUP.staff, secret=secret):
        code = cli.main([*words, "--user", user, "--passphrase-file", secret])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def every_error(cls=LwError):
    return [cls, *(one for child in cls.__subclasses__() for one in every_error(child))]


def test_each_reason_has_a_code_of_its_own() -> None:
    named = [cls for cls in every_error() if cls.__module__ == errors.__name__ and cls is not LwError]
    assert {exits.CODES.get(cls) for cls in named} >= {exits.code(cls()) for cls in named}
    assert len({exits.code(cls()) for cls in named}) == len(named)
    assert exits.code(ValueError()) == exits.BUG


def test_each_code_is_in_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")
    for cls, code in exits.CODES.items():
        assert f"| {code} |" in text, cls
    for name in cli.RUN:
        assert f"lwdesk {name}" in text


def test_search_finds_the_family_by_its_arabic_name(run, data) -> None:
    code, out, _ = run("search", data, "محمد حمدان")
    assert code == exits.DONE
    assert "Mohammed Hamdan · محمد حمدان" in out
    assert "gleiche Schreibweise" in out


def test_search_without_a_hit_says_so(run, data) -> None:
    assert run("search", data, "Xyzzyk")[:2] == (exits.DONE, "Niemand gefunden.\n")


def test_search_as_json_names_person_household_and_reasons(run, data) -> None:
    code, out, _ = run("search", data, "hamdan", "--limit", "1", "--json")
    told = json.loads(out)
    assert code == told["exit"] == exits.DONE
    assert set(told) == {"command", "query", "hits", "exit"}
    assert set(told["hits"][0]) == {
        "person", "household", "name", "native_name", "household_name", "case_number", "district", "size",
        "address_protected", "last_contact", "waiting", "strong", "reasons",
    }  # fmt: skip
    assert set(told["hits"][0]["reasons"][0]) == {"kind", "typed", "found", "document"}


def test_the_list_shows_case_number_name_and_size(run, data) -> None:
    code, out, _ = run("household", "list", data)
    year = date.today().year  # noqa: DTZ011 - the day on the wall
    assert code == exits.DONE
    assert out.splitlines()[1].split() == [f"HÖ-{year}-0001", "Hamdan", "Hörde", "3"]
    assert out.splitlines()[-1] == "1 von 1 Haushalten"


def test_a_household_is_shown_by_case_number_and_by_id(run, data) -> None:
    row = json.loads(run("household", "list", data, "--json")[1])["households"][0]
    code, by_case, _ = run("household", "show", data, row["case_number"].lower())
    assert code == exits.DONE
    assert "Rana Al-Khatib" in by_case
    assert "رنا الخطيب" in by_case
    assert by_case == run("household", "show", data, row["household"])[1]
    told = json.loads(run("household", "show", data, row["household"], "--json")[1])
    assert set(told) == {
        "command", "exit", "household", "dwelling", "members", "benefits", "needs", "consents", "foreign",
    }  # fmt: skip
    assert [one["person"]["given_name"] for one in told["members"]] == ["Mohammed", "Rana", "Lina"]


@pytest.mark.parametrize(
    ("born", "printed"),
    [("1990-05-04", "04.05.1990"), ("1990-05-04 month", "Mai 1990"), ("1990-05-04 year", "1990")],
)
def test_a_birth_date_is_shown_as_far_as_it_is_known(run, tmp_path, born, printed) -> None:
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        intake = office.hamdan()
        person = intake.members[0].person.replace(born=VagueDay.read(born))
        desk.households.take_in(replace(intake, members=(replace(intake.members[0], person=person),)))
        case = desk.households.page(Wanted(tab="all")).rows[0].case_number
    assert printed in run("household", "show", str(path), case)[1].split("\n")[4].rsplit("  ", 1)[1]


@pytest.mark.parametrize("wanted", ["HÖ-1999-0001", "00000000-0000-4000-8000-000000000000"])
def test_a_household_that_is_not_there_has_a_code(run, data, wanted) -> None:
    code, out, err = run("household", "show", data, wanted)
    assert (code, out) == (20, "")
    assert err


def test_check_says_that_all_is_well(run, data) -> None:
    code, out, _ = run("check", data)
    assert code == exits.DONE
    assert len(out.splitlines()) == 4
    assert json.loads(run("check", data, "--json")[1])["findings"] == []


def test_check_names_what_is_wrong(run, data) -> None:
    with office.opened(Path(data)) as desk, desk.file.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE log SET body=replace(body, 'Mohammed', 'Mahammed')")
    code, out, _ = run("check", data)
    assert code == exits.FOUND_PROBLEMS
    assert "Das Protokoll wurde verändert oder ist unvollständig." in out
    assert "ohammed" not in out


def test_the_table_is_printed_and_told_as_json(run, data) -> None:
    code, out, _ = run(
        "statistics", data, "--as-of", "2099-01-01", "--table", "households", "--contacts", "all"
    )
    assert code == exits.DONE
    assert "Stichtag: 01.01.2099." in out
    told = json.loads(run("statistics", data, "--as-of", "2099-01-01", "--json")[1])
    assert set(told) == {
        "command", "exit", "table", "as_of", "contacts", "population", "title", "rows", "totals", "notes",
    }  # fmt: skip
    assert told["contacts"] == "households"
    expected = {"began": None, "households": 1, "persons": 3, "contacts": 0}
    assert told["rows"] == [{"office": "Hörde/Hombruch", **expected}]
    assert told["totals"] == {"office": "Summe", **expected}


def test_every_table_is_printed_for_all_offices_or_for_one(run, data) -> None:
    for name in TABLES:
        words = ("statistics", data, "--as-of", "2099-01-01", "--table", name, "--office", "hörde/hombruch")
        code, out, _ = run(*words)
        assert (code, out.splitlines()[2]) == (exits.DONE, "Stichtag: 01.01.2099.")
    assert run("statistics", data, "--as-of", "2099-01-01", "--office", "Atlantis")[0] == 20


def test_english_is_spoken_when_asked(run, data) -> None:
    assert (
        "Cut-off date: 1 January 2099."
        in run("statistics", data, "--as-of", "2099-01-01", "--language", "en")[1]
    )
    assert cli.arguments.language(["--language=en"]) == "en"
    assert cli.arguments.language(["--language", "xx"]) == "de"


def test_a_backup_is_made_and_comes_back(run, data, tmp_path) -> None:
    code, out, _ = run("backup", data, "--to", str(tmp_path / "safe"), "--json")
    assert code == exits.DONE
    saved = Path(json.loads(out)["backup"])
    found = saved if saved.is_file() else next(saved.glob("*.lwdb"))
    target = str(tmp_path / "back" / "hoerde.lwdb")
    assert run("restore", str(found), target)[0] == exits.DONE
    assert "Hamdan" in run("search", target, "hamdan")[1]
    assert run("restore", str(found), target)[0] == 14


def test_an_office_is_set_up_and_the_recovery_code_shown_once(capsys, secret, tmp_path) -> None:
    path = str(tmp_path / "new" / "nord.lwdb")
    words = [
        "init",
        path,
        "--region",
        "innenstadt_nord",
        "--user",
        "Jana Albers",
        "--passphrase-file",
        secret,
    ]
    with vault.using(vault.CHEAP):
        code = cli.main([*words, "--json", "--anyway"])
    told = json.loads(capsys.readouterr().out)
    assert code == exits.DONE
    assert told["office"] == "Innenstadt Nord"
    user = accounts.users(Path(path))[0].id
    with vault.using(vault.CHEAP):
        accounts.recover(Path(path), told["recovery_code"], user, "kaktus zebra 99 lampe").close()
    assert cli.main([*words, "--anyway"]) == 14


def test_what_does_not_fit_is_named_as_an_option(capsys, secret, tmp_path) -> None:
    words = ["init", str(tmp_path / "nord.lwdb"), "--region", "nope", "--user", "Jana", "--anyway"]
    code = cli.main([*words, "--passphrase-file", secret, "--language", "en"])
    said = "This does not fit: --region. Nothing was changed. Check it and try again.\n"
    assert (code, capsys.readouterr().err) == (19, said)


def test_a_demonstration_is_made_and_counted(capsys, tmp_path) -> None:
    path, secret = str(tmp_path / "demo.lwdb"), tmp_path / "secret"
    secret.write_text(demo.PASSPHRASE, "utf-8")
    with vault.using(vault.CHEAP):
        assert cli.main(["demo", path, "--scale", "0.02"]) == exits.DONE
    assert demo.PASSPHRASE in capsys.readouterr().out
    words = ["statistics", path, "--as-of", "2021-10-31", "--json", "--passphrase-file", str(secret)]
    assert cli.main(words) == exits.DONE
    told = json.loads(capsys.readouterr().out)
    assert len(told["rows"]) == 7
    assert told["rows"][0] | {"began": None} == {
        "office": "Brackel/Aplerbeck", "began": None, "households": 13, "persons": 37, "contacts": 176,
    }  # fmt: skip
    assert cli.main(["check", path, "--passphrase-file", str(secret)]) == exits.DONE


def test_a_demonstration_made_just_after_midnight_has_people_who_wait(tmp_path) -> None:
    midnight = datetime(2021, 11, 2, 0, 3).astimezone()
    with vault.using(vault.CHEAP), clock.using(clock.FixedClock(midnight.astimezone(UTC))):
        made = demo.ensure(tmp_path)
        desk = accounts.unlock(made.path, made.user, made.passphrase)
        assert desk.counts().waiting == 3
        desk.close()


def test_the_small_demonstration_is_made_once(tmp_path) -> None:
    with vault.using(vault.CHEAP):
        first = demo.ensure(tmp_path)
    assert first.made
    assert demo.ensure(tmp_path) == demo.DemoFile(
        tmp_path / demo.FILE, first.office, first.user, demo.USER, demo.PASSPHRASE, made=False
    )
    desk = accounts.unlock(first.path, first.user, first.passphrase)
    assert desk.households.page(Wanted(tab="all"), 0, 1).total == 120
    assert desk.counts().waiting == 3
    with pytest.raises(NothingToUndo):
        desk.undo_last()
    desk.close()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["search", "FILE"],
        ["household"],
        ["statistics", "FILE", "--as-of", "15.10.2019"],
        ["statistics", "FILE", "--as-of", "2019-10-15", "--table", "cars"],
        ["demo", "FILE", "--scale", "0"],
        ["household", "list", "FILE", "--limit", "-1"],
        ["search", "FILE", "x", "--passphrase", "in the open"],
        ["search", "FILE", "x", "--lim", "3"],
    ],
)
def test_what_is_not_understood_shows_the_usage(capsys, words) -> None:
    assert cli.main(words) == exits.NOT_UNDERSTOOD
    said = capsys.readouterr()
    assert said.out == ""
    assert "Dieser Befehl wurde nicht verstanden." in said.err
    assert "Aufruf: lwdesk" in said.err


def test_help_speaks_german_and_lists_the_exit_codes(capsys) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert "Rückgabewerte:" in out
    assert all(name.split(" ", maxsplit=1)[0] in out for name in cli.RUN)
    assert not {"usage:", "positional", "options:"} & set(out.split())


def test_failures_have_their_codes(run, data, tmp_path) -> None:
    wrong, empty = tmp_path / "wrong.txt", tmp_path / "empty" / "hoerde.lwdb"
    wrong.write_text(WRONG, "utf-8")
    empty.parent.mkdir()
    office.place(empty.parent)
    empty.write_bytes(b"")
    assert run("check", str(tmp_path / "none.lwdb"))[0] == 13
    assert run("check", str(empty))[0] == 32
    assert run("check", data, secret=str(tmp_path / "no secret"))[0] == 13
    assert run("check", data, user="Nobody")[0] == exits.NOT_UNDERSTOOD
    code, out, err = run("check", data, secret=str(wrong))
    assert (code, out, err) == (10, "", "Das hat nicht gepasst. Bitte noch einmal eingeben.\n")


def test_a_failure_as_json_says_what_happened_and_what_to_do(run, tmp_path) -> None:
    code, out, err = run(
        "backup", str(office.place(tmp_path)), "--to", str(tmp_path), "--json", user="Nobody"
    )
    told = json.loads(out)
    assert (code, err) == (exits.NOT_UNDERSTOOD, "")
    assert set(told) == {"command", "error", "facts", "what", "now", "exit"}
    assert (told["command"], told["error"]) == ("backup", "UnknownCommand")


def test_what_only_reads_works_while_another_program_holds_the_file(run, data) -> None:
    with office.opened(Path(data)):
        assert run("search", data, "hamdan")[0] == exits.DONE
        assert run("check", data)[0] == exits.DONE
        assert run("backup", data, "--to", data)[0] == 15


def test_a_reader_may_not_take_in(run, data, tmp_path) -> None:
    lines = tmp_path / "lines"
    lines.write_text('{"household": {"target_group": "refugee", "name": "A"}}\n', "utf-8")
    code, out, _ = run("intake", data, "--input", str(lines), user=office.OTHERS["reader"])
    assert code == exits.FOUND_PROBLEMS
    assert "Ihrer Rolle" in out


def test_a_bug_is_told_by_number_and_without_a_trace(run, data, monkeypatch) -> None:
    monkeypatch.setattr(accounts, "users", lambda _path: 1 / 0)
    code, out, err = run("check", data)
    assert (code, out) == (exits.BUG, "")
    assert "Traceback" not in err
    assert "Nummer" in err


def test_ctrl_c_stops_without_words(run, data, monkeypatch) -> None:
    def stop(_path):
        raise KeyboardInterrupt

    monkeypatch.setattr(accounts, "users", stop)
    assert run("check", data) == (exits.STOPPED, "", "")


def test_the_passphrase_appears_nowhere(data, secret, tmp_path) -> None:
    state = tmp_path / "home"
    environment = {"HOME": str(state), "XDG_CONFIG_HOME": str(state), "PATH": "", "LANG": "C.UTF-8"}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "lwdesk",
            "household",
            "list",
            data,
            "--user",
            office.SETUP.staff,
            "--passphrase-file",
            "-",
        ],
        input=f"{office.PASSPHRASE}\n",
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert office.PASSPHRASE not in done.stdout
    Path(secret).unlink()
    assert canary.leaks(tmp_path, [office.PASSPHRASE]) == []


def test_the_command_line_needs_no_window(data, secret) -> None:
    program = (
        "import sys; from lwdesk.__main__ import main; code = main(sys.argv[1:]);"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]; sys.exit(code)"
    )
    words = ["check", data, "--user", office.SETUP.staff, "--passphrase-file", secret]
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
