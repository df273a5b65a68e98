"""Handing over from the command line: shown, sent, decided and answered, each with its exit code."""

import json
from collections.abc import Iterator

import pytest

from lwdesk import cli
from lwdesk.domain.household import Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.person import Person
from lwdesk.store import vault
from lwdesk.sync import seal
from tests.unit import office
from tests.unit.two_offices import THERE, Offices, offices


@pytest.fixture
def both(tmp_path) -> Iterator[Offices]:
    (tmp_path / "secret").write_text(office.PASSPHRASE, "utf-8")
    with vault.using(vault.CHEAP), offices(tmp_path) as whole:
        yield whole


@pytest.fixture
def run(both, tmp_path, capsys):
    """Give a function that runs a command at one of the offices, whose window is closed meanwhile."""

    def ran(where: str, verb: str, *words: str, text: bool = False):
        desk = both.here if where == "here" else both.there
        path, name = desk.path, office.SETUP.staff if where == "here" else THERE.staff
        if desk.file.key:
            desk.close()
        capsys.readouterr()
        opens = ["--user", name, "--passphrase-file", str(tmp_path / "secret")]
        code = cli.main(["transfer", verb, str(path), *words, *opens, *([] if text else ["--json"])])
        said = capsys.readouterr()
        return code, said.out + said.err if text else json.loads(said.out)

    return ran


def sending(both: Offices, *more: str) -> list[str]:
    wanted = [str(both.home), "--recipient", "Innenstadt Nord", "--purpose", "moved", "--note-read"]
    return [*wanted, "--to", str(both.folder), *more]


def test_a_household_goes_there_and_the_answer_comes_back(both: Offices, run) -> None:
    both.agree()
    code, sent = run("here", "send", *sending(both, "--kinds", "name,phone", "--message", "Bitte anrufen"))
    assert (code, sent["closed"]) == (0, None)
    assert "person.phone" in sent["fields"]
    code, told = run("there", "look", sent["package"])
    assert (code, told["sender"], told["purpose"], told["people"]) == (0, "Hörde/Hombruch", "moved", 2)
    code, taken = run("there", "accept", sent["package"], "--to", str(both.folder))
    assert (code, bool(taken["household"])) == (0, True)
    code, answer = run("here", "receipt", taken["receipt"])
    assert (code, answer["state"], answer["known"]) == (0, "confirmed", False)
    assert run("there", "look", sent["package"])[1]["decided"] == "accepted"


def test_what_would_leave_is_shown_without_making_anything(both: Offices, run) -> None:
    both.agree()
    code, out = run("here", "send", *sending(both, "--preview"), text=True)
    assert code == 0
    assert "Mohammed" in out
    assert "GEHEIM" not in out
    assert list(both.folder.iterdir()) == []


@pytest.mark.parametrize("more", [(), ("--preview",)])
def test_without_a_consent_the_code_says_so(both: Offices, run, more) -> None:
    code, told = run("here", "send", *sending(both, *more))
    assert (code, list(both.folder.iterdir())) == (28, [])
    assert told["exit"] == 28


def test_the_familys_note_has_to_be_read(both: Offices, run) -> None:
    both.agree()
    words = [one for one in sending(both) if one != "--note-read"]
    assert run("here", "send", *words)[0] == 54


def test_what_no_consent_covers_is_named(both: Offices, run) -> None:
    both.agree("name")
    words = sending(both, "--kinds", "name,health", "--language", "en")
    code, said = run("here", "send", *words, text=True)
    assert (code, said.splitlines()[-1].rpartition(". ")[2]) == (28, "Without a consent: health")
    code, said = run("here", "send", *words, "--preview", text=True)
    assert (code, "Without a consent: health" in said) == (28, True)


def test_what_goes_along_is_told_in_the_language_asked_for(both: Offices, run) -> None:
    both.agree()
    path, home = str(both.send()), str(known_there(both).id)
    out = run("here", "send", *sending(both, "--preview"), "--language", "en", text=True)[1]
    assert "Given name(s): Mohammed" in out
    out = run("there", "look", path, "--beside", home, "--language", "en", text=True)[1]
    assert out.count("Given name(s)") == 3
    assert "Vorname" not in out


def test_reading_in_a_handing_over_names_the_command_for_it(both: Offices, run, tmp_path, capsys) -> None:
    both.agree()
    sent = run("here", "send", *sending(both))[1]["package"]
    answer = run("there", "accept", sent, "--to", str(both.folder))[1]["receipt"]
    for desk, name, package, verb in (
        (both.there, THERE.staff, sent, "look"),
        (both.here, office.SETUP.staff, answer, "receipt"),
    ):
        opens = ["--user", name, "--passphrase-file", str(tmp_path / "secret")]
        assert cli.main(["import", str(desk.path), package, *opens]) == 60
        assert f"lwdesk transfer {verb}" in capsys.readouterr().out


def test_the_option_that_does_not_fit_is_named(both: Offices, run) -> None:
    both.agree()
    code, said = run("here", "send", *sending(both), "--recipient", "nobody", "--language", "en", text=True)
    assert (code, said.splitlines()[-1].startswith("This does not fit: --recipient.")) == (19, True)


@pytest.mark.parametrize(
    "more", [("--recipient", "Nirgendwo"), ("--kinds", "name,nonsense"), ("--purpose", "nonsense")]
)
def test_what_nobody_knows_is_refused(both: Offices, run, more) -> None:
    both.agree()
    assert run("here", "send", *sending(both), *more)[0] == 19


def test_somebody_outside_reads_with_a_key(both: Offices, run) -> None:
    identity = seal.new_identity()
    both.agree(recipient="KIM")
    words = sending(both, "--recipient", "KIM", "--key", seal.recipient(identity))
    code, sent = run("here", "send", *words)
    assert code == 0
    assert run("there", "look", sent["package"])[0] == 63


def known_there(both: Offices) -> Household:
    home = Household(target_group="refugee")
    father = Person(given_name="Mohamed", family_name="Hamdan", phone="0171 39200 17")
    both.there.households.take_in(Intake(home, members=(Member(father, Membership(role="reference")),)))
    return home


def test_joining_fills_gaps_and_takes_what_differs_only_by_name(both: Offices, run) -> None:
    home = known_there(both)
    number = both.there.households.card(home.id).household.case_number
    both.agree()
    path = str(both.send())
    _code, told = run("there", "look", path, "--beside", number)
    assert [one["case_number"] for one in told["similar"]] == [number]
    (given,) = [one for one in told["beside"] if one["theirs"] == "Mohammed"]
    assert not given["fits"]
    words = ("accept", path, "--into", number, "--to", str(both.folder))
    assert run("there", *words, "--take", "nonsense")[0] == 19
    code, taken = run("there", *words, "--take", given["key"])
    assert (code, taken["household"]) == (0, str(home.id))
    assert run("there", *words)[0] == 60


def test_a_package_is_shown_in_words_beside_a_household(both: Offices, run) -> None:
    home = known_there(both)
    both.agree()
    path = str(both.send())
    code, out = run("there", "look", path, "--beside", str(home.id), text=True)
    assert code == 0
    for told in ("Von: Hörde/Hombruch", "Umzug in das Gebiet", "Vielleicht schon hier", "Im Paket"):
        assert told in out


def test_declining_names_a_reason(both: Offices, run) -> None:
    both.agree()
    path = str(both.send())
    assert run("there", "decline", path, "--reason", "nonsense", "--to", str(both.folder))[0] == 19
    code, told = run("there", "decline", path, "--reason", "full", "--to", str(both.folder))
    assert (code, told["household"]) == (0, None)
    answer = run("here", "receipt", told["receipt"])[1]
    assert (answer["state"], answer["refusal"]) == ("declined", "full")
    assert run("here", "receipt", told["receipt"])[1]["known"]


def test_a_package_at_which_the_stick_went_away_is_finished(both: Offices, run) -> None:
    both.agree()
    sent = both.send()
    part = sent.rename(sent.with_name(sent.name + ".part"))
    assert run("there", "finish", str(part))[0] == 20
    code, told = run("here", "finish", str(part))
    assert (code, told["package"]) == (0, str(sent))
    assert run("here", "finish", str(sent))[0] == 13


def test_a_file_that_is_no_package_says_so(both: Offices, run, tmp_path) -> None:
    (tmp_path / "x.lwb").write_bytes(b"hello")
    assert run("there", "look", str(tmp_path / "x.lwb"))[0] == 61
    assert run("there", "look", str(tmp_path / "none.lwb"))[0] == 13
