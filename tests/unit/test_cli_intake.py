"""Households come in line by line: a good line is saved as a whole, a bad one is left out by its faults."""

import io
import json

import pytest

from lwdesk import cli
from lwdesk.cli import exits
from lwdesk.domain.intake import Intake
from lwdesk.services.views import Wanted
from tests.unit import office

GOOD = {
    "household": {"target_group": "refugee"},
    "dwelling": {"street": "Lindenallee 14", "postcode": "44263"},
    "members": [
        {
            "person": {
                "given_name": "Selam",
                "family_name": "Tesfay",
                "native_name": "ሰላም ተስፋይ",
                "born": "1994-01-01 papers",
            },
            "membership": {"role": "reference"},
            "names": [{"name": "Selamawit Tesfai", "document": "residence_card"}],
            "languages": [{"language": "ti", "level": "native"}],
            "residences": [{"title": "refugee_25_2"}],
        }
    ],
    "needs": [{"area": "housing", "level": 3}],
    "consents": [{"purpose": "store"}],
    "benefits": [{"benefit": "sgb2"}],
}


@pytest.fixture
def take_in(tmp_path, capsys, monkeypatch):
    path = office.place(tmp_path)
    secret = tmp_path / "secret"
    secret.write_text(office.PASSPHRASE, "utf-8")

    def run(*lines, more=("--json",), source=str(secret)):
        text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        words = ["intake", str(path), "--user", office.SETUP.staff, "--passphrase-file", source, *more]
        code = cli.main(words)
        out = capsys.readouterr().out
        return (code, json.loads(out)) if "--json" in more else (code, out)

    run.path = path
    return run


def households(path):
    with office.opened(path) as desk:
        return [row.name for row in desk.households.page(Wanted(tab="all"), 0, 100).rows]


def faults(told, line=1):
    (found,) = [one for one in told["lines"] if one["line"] == line]
    return {(problem["field"], problem["code"]) for problem in found["problems"]}


def test_a_good_line_is_saved_with_everything_in_it(take_in) -> None:
    code, told = take_in(GOOD)
    assert (code, told["saved"], told["refused"]) == (exits.DONE, 1, 0)
    assert told["lines"][0]["case_number"].startswith("HÖ-")
    with office.opened(take_in.path) as desk:
        (hit,) = desk.search.find("ሰላም ተስፋይ").hits
        card = desk.households.card(hit.household)
    assert [name.name for name in card.members[0].names] == ["Selamawit Tesfai"]
    assert card.members[0].person.born.precision == "papers"
    assert (card.dwelling.district, card.needs[0].level, len(card.benefits), len(card.consents)) == (
        "hoerde",
        3,
        1,
        1,
    )


def test_a_bad_line_is_left_out_and_the_others_are_saved(take_in) -> None:
    code, told = take_in(
        GOOD, {"household": {}}, "", {"household": {"target_group": "other", "name": "Krüger"}}
    )
    assert code == exits.FOUND_PROBLEMS
    assert [(one["line"], one["saved"]) for one in told["lines"]] == [(1, True), (2, False), (4, True)]
    assert faults(told, 2) == {("household.target_group", "required"), ("household.name", "name_missing")}
    assert sorted(households(take_in.path)) == ["Krüger", "Tesfay"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", {("", "not_json")}),
        ("[]", {("", "not_json")}),
        ({"house": {}}, {("house", "unknown_field")}),
        ({"household": []}, {("household", "not_an_object")}),
        ({"members": {}}, {("members", "not_a_list")}),
        ({"members": [1]}, {("members[0]", "not_an_object")}),
        ({"members": [{"person": {"borne": "1990"}}]}, {("members[0].person.borne", "unknown_field")}),
        ({"members": [{"person": {"born": "yesterday"}}]}, {("members[0].person.born", "unreadable")}),
        ({"members": [{"names": {}}]}, {("members[0].names", "not_a_list")}),
        ({"members": [{"role": "x"}]}, {("members[0].role", "unknown_field")}),
        ({"needs": [{"area": "housing"}, {"area": "moon"}]}, {("needs[1].area", "unknown_code")}),
        ({"consents": [{"data_kinds": ["name", "soul"]}]}, {("consents[0].data_kinds", "unknown_code")}),
        ({"household": {"id": "7"}}, {("household.id", "unreadable")}),
        (
            {"household": {"target_group": 7, "registered_on": "2019-02-30"}},
            {("household.target_group", "unreadable"), ("household.registered_on", "unreadable")},
        ),
    ],
)
def test_each_fault_is_named_by_its_place(take_in, line, expected) -> None:
    code, told = take_in(line)
    assert code == exits.FOUND_PROBLEMS
    assert faults(told) == expected
    assert all(problem["what"] for problem in told["lines"][0]["problems"])
    assert households(take_in.path) == []


def test_problems_of_the_records_are_named_by_their_place_too(take_in) -> None:
    line = json.loads(json.dumps(GOOD))
    line["members"].append(
        {"person": {"given_name": "A", "born": "2999-01-01", "mail": "x"}, "names": [{"script": "latin"}]}
    )
    line["needs"].append({"level": 9})
    line["dwelling"] |= {"moved_in_on": "2020-01-02", "moved_out_on": "2020-01-01"}
    _, told = take_in(line)
    assert faults(told) == {
        ("members[1].person.born", "in_future"), ("members[1].person.mail", "not_a_mail"),
        ("members[1].names[0].name", "required"), ("needs[1].area", "required"),
        ("needs[1].level", "out_of_range"),
        ("dwelling.moved_out_on", "ends_before_start"),
    }  # fmt: skip


def test_a_dry_run_saves_nothing(take_in) -> None:
    code, out = take_in(GOOD, {"household": {}}, more=("--dry-run",))
    assert code == exits.FOUND_PROBLEMS
    assert "Zeile 2: household.target_group: " in out
    assert out.splitlines()[-1] == "1 können gespeichert werden, 1 nicht."
    assert households(take_in.path) == []


def test_the_passphrase_may_be_the_first_line_of_the_input(take_in) -> None:
    code, out = take_in(office.PASSPHRASE, GOOD, more=(), source="-")
    assert code == exits.DONE
    assert out.splitlines()[-1] == "1 gespeichert, 0 nicht."
    assert out.startswith("Zeile 1: gespeichert als HÖ-")


def test_the_same_id_is_not_taken_in_twice(take_in) -> None:
    line = json.loads(json.dumps(GOOD))
    line["household"]["id"] = "5a6ab6a4-57f9-4d1c-8a7b-08d8a7e6d111"
    code, told = take_in(line, line)
    assert code == exits.FOUND_PROBLEMS
    assert [one["saved"] for one in told["lines"]] == [True, False]


def test_what_a_form_keeps_can_be_taken_in(take_in) -> None:
    code, _ = take_in(office.hamdan().to_plain())
    assert code == exits.DONE
    assert Intake.from_plain(office.hamdan().to_plain()).members


def test_an_input_that_is_not_there_has_a_code(take_in, tmp_path) -> None:
    assert take_in(more=("--json", "--input", str(tmp_path / "none")))[0] == 13
