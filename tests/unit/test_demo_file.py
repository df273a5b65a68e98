"""The whole way: a file is made by the command, counted by the command and found sound."""

import json

import pytest

from lwdesk import cli
from lwdesk.cli import exits
from lwdesk.services import demo
from lwdesk.store import vault
from tests.unit.test_demo import TABLE_A, TABLE_B, lines


@pytest.fixture
def answer(tmp_path, capsys):
    secret = tmp_path / "secret"
    secret.write_text(demo.PASSPHRASE, "utf-8")

    def command(*words):
        code = cli.main([*words, "--json", "--passphrase-file", str(secret)])
        told = json.loads(capsys.readouterr().out)
        assert code == told["exit"]
        return told

    return command


def numbers(told):
    return [
        [
            row["office"],
            *(f"{row[name]:,}".replace(",", ".") for name in ("households", "persons", "contacts")),
        ]
        for row in (*told["rows"], told["totals"])
    ]


def expected(text):
    return [[part for place, part in enumerate(line.split(" | ")) if place != 1] for line in lines(text)]


@pytest.mark.slow
def test_a_file_of_full_size_gives_both_tables_and_is_sound(answer, tmp_path) -> None:
    path = str(tmp_path / "full.lwdb")
    with vault.using(vault.CHEAP):
        answer("demo", path, "--scale", "1.0", "--seed", "1")
    first = answer("statistics", path, "--table", "households", "--as-of", "2019-10-15", "--contacts", "all")
    second = answer(
        "statistics", path, "--table", "households", "--as-of", "2021-10-31", "--contacts", "households"
    )
    assert numbers(first) == expected(TABLE_A)
    assert numbers(second) == expected(TABLE_B)
    assert answer("check", path)["exit"] == exits.DONE


def test_a_small_file_is_sound_and_counted_in_both_definitions(answer, tmp_path) -> None:
    path = str(tmp_path / "small.lwdb")
    with vault.using(vault.CHEAP):
        answer("demo", path, "--scale", "0.1", "--seed", "7")
    first = answer("statistics", path, "--as-of", "2019-10-15", "--contacts", "all")
    fewer = answer("statistics", path, "--as-of", "2019-10-15", "--contacts", "households")
    assert first["totals"] | {"office": ""} == {
        "office": "", "began": None, "households": 138, "persons": 446, "contacts": 1289,
    }  # fmt: skip
    assert fewer["totals"]["contacts"] < first["totals"]["contacts"]
    assert answer("check", path)["findings"] == []
