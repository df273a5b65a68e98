"""A paper is made from the command line as in the window: checked, saved, written down."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lwdesk import cli
from lwdesk.base import clock
from lwdesk.base.errors import NoteUnread
from lwdesk.cli import exits
from lwdesk.domain.household import Household
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.services.papers.kinds import KINDS
from tests.unit import office, tiny_paper


@pytest.fixture
def data(tmp_path, monkeypatch):
    tiny_paper.stand_in(monkeypatch)
    path = office.place(tmp_path)
    with clock.using(clock.FixedClock(datetime(2021, 11, 2, 13, tzinfo=UTC))):
        with office.opened(path) as desk:
            desk.households.take_in(office.hamdan())
        yield path


@pytest.fixture
def run(capsys, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(f"{office.PASSPHRASE}\n", "utf-8")

    def command(*words, user=office.SETUP.staff):
        code = cli.main(["document", *map(str, words), "--user", user, "--passphrase-file", str(secret)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def issued(path: Path):
    with office.opened(path) as desk, desk.seat.reading() as reader:
        return reader.all(IssuedPaper)


def test_a_paper_is_saved_and_written_down(run, data, tmp_path) -> None:
    target = tmp_path / "blatt.pdf"
    code, said, _ = run("steps", data, "HÖ-2021-0001", "--language", "ar", "--out", target)
    assert (code, target.read_bytes()[:5]) == (exits.DONE, b"%PDF-")
    assert said == f"Das Papier ist festgehalten und liegt hier: {target}\n"
    assert [(one.language, one.way) for one in issued(data)] == [("ar", "saved")]


def test_options_are_given_by_name(run, data, tmp_path) -> None:
    made = ("steps", data, "HÖ-2021-0001", "--out", tmp_path / "a.pdf")
    assert run(*made, "--option", "anonymous=yes")[0] == exits.DONE
    assert [one.anonymous for one in issued(data)] == [True]


def test_the_answer_as_json_has_the_sum_of_the_file(run, data, tmp_path) -> None:
    _, said, _ = run("steps", data, "HÖ-2021-0001", "--out", tmp_path / "a.pdf", "--json")
    assert json.loads(said)["sha256"] == issued(data)[0].sha256


def test_what_may_not_be_printed_says_why(run, data, tmp_path) -> None:
    code, said, _ = run("steps", data, "HÖ-2021-0001", "--out", tmp_path / "a.pdf", user="Lena Groß")
    assert (code, said) == (50, "Ihre Rolle umfasst diesen Druck nicht.\n")
    assert not (tmp_path / "a.pdf").exists()


def test_a_file_that_is_there_is_not_replaced(run, data, tmp_path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"mine")
    assert run("steps", data, "HÖ-2021-0001", "--out", target)[0] == 14
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("steps",),
        ("steps", "x.lwdb", "HÖ-1"),
        ("nothing", "x.lwdb", "HÖ-1", "--out", "a.pdf"),
        ("steps", "x.lwdb", "HÖ-1", "--out", "a.pdf", "--language", "la"),
    ],
)
def test_what_is_not_whole_is_not_understood(run, words) -> None:
    assert run(*words)[0] == exits.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "wrong", [("visit_protocol", "no-id"), ("steps", "HÖ-2021-0001", "--option", "names")]
)
def test_a_wrong_id_or_option_is_not_understood(run, data, tmp_path, wrong) -> None:
    kind, about, *more = wrong
    assert run(kind, data, about, "--out", tmp_path / "a.pdf", *more)[0] == exits.NOT_UNDERSTOOD


def test_the_list_names_every_paper_with_its_languages(capsys) -> None:
    assert cli.main(["document", "--list"]) == exits.DONE
    said = capsys.readouterr().out
    assert all(kind.key in said and kind.label("de") in said for kind in KINDS.values())


def test_the_list_is_there_for_programs_too(capsys) -> None:
    cli.main(["document", "--list", "--json"])
    told = {one["kind"]: one for one in json.loads(capsys.readouterr().out)["papers"]}
    assert told["summary"]["about"] == ["contact"]
    assert "ar" in told["summary"]["languages"]


def test_the_note_of_the_family_has_to_be_read(run, data, tmp_path) -> None:
    with office.opened(data) as desk:
        with desk.seat.reading() as reader:
            (kept,) = reader.all(Household)
        desk.households.save(kept.replace(withhold="Der Bruder nicht."), kept)
    made = ("steps", data, "HÖ-2021-0001", "--out", tmp_path / "a.pdf")
    assert run(*made)[0] == exits.CODES[NoteUnread]
    assert issued(data) == ()
    assert run(*made, "--note-read")[0] == exits.DONE
