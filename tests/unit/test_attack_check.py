"""The check names what is wrong with a file, crashes on none and calls none of them sound."""

import io
import json
import random

import pytest

from lwdesk import cli
from lwdesk.store import file, vault
from tests.unit import office

PAGE = file.PAGE
OFF, ON = "UPDATE sync_ctl SET applying=1;", ";UPDATE sync_ctl SET applying=0"
CHANGES = {
    f"{OFF} UPDATE person SET given_name='x' WHERE id=(SELECT max(id) FROM person){ON}": "row_differs",
    f"{OFF} DELETE FROM person WHERE id=(SELECT max(id) FROM person){ON}": "row_missing",
    "DELETE FROM log WHERE seq=(SELECT max(seq) FROM log)": "log_chain",
    "UPDATE log SET body=NULL WHERE seq=5": "log_redacted",
    "DELETE FROM checkpoint": "log_unsigned",
    "DELETE FROM writer": "log_writer_unknown",
    "UPDATE entity SET dots='{}' WHERE id=(SELECT max(id) FROM person)": "entity_differs",
    "UPDATE entity SET dots='nonsense' WHERE id=(SELECT max(id) FROM person)": "entity_differs",
    "UPDATE entity SET kind='need' WHERE id=(SELECT max(id) FROM person)": "entity_differs",
    "UPDATE entity SET state=1-state WHERE id=(SELECT max(id) FROM person)": "entity_differs",
    "UPDATE entity SET eid=randomblob(16) WHERE id=(SELECT max(id) FROM person)": "log_header",
    "UPDATE sync_ctl SET applying=1": "capture_off",
    "DROP TRIGGER cap_household_i": "trigger_differs",
    "DELETE FROM audit_entry WHERE id=(SELECT min(id) FROM audit_entry)": "audit_broken",
    "UPDATE audit_entry SET action='delete' WHERE id=(SELECT min(id) FROM audit_entry)": "audit_broken",
    "UPDATE setting SET value='0' WHERE name='audit_head'": "audit_broken",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return bytes and key of a file with some families."""
    path = office.place(tmp_path_factory.mktemp("sound"))
    with office.opened(path) as desk:
        for _ in range(4):
            desk.households.take_in(office.hamdan())
        key = desk.file.key
    return path.read_bytes(), vault.beside(path).read_bytes(), key


@pytest.fixture
def checked(tmp_path, capsys, monkeypatch, sound):
    path = tmp_path / "hoerde.lwdb"
    path.write_bytes(sound[0])
    vault.beside(path).write_bytes(sound[1])

    def run():
        monkeypatch.setattr("sys.stdin", io.StringIO(office.PASSPHRASE))
        words = ["check", str(path), "--user", office.SETUP.staff, "--passphrase-file", "-", "--json"]
        code = cli.main(words)
        return code, json.loads(capsys.readouterr().out)

    run.path, run.key = path, sound[2]
    return run


def bit(content, chance):
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def cut(content, chance):
    del content[chance.randrange(len(content)) :]


def empty_page(content, chance):
    at = chance.randrange(len(content) // PAGE) * PAGE
    content[at : at + PAGE] = bytes(PAGE)


def swapped_pages(content, chance):
    one, other = (place * PAGE for place in chance.sample(range(len(content) // PAGE), 2))
    content[one : one + PAGE], content[other : other + PAGE] = (
        content[other : other + PAGE],
        content[one : one + PAGE],
    )


def longer(content, chance):
    content += chance.randbytes(chance.choice((1, 100, PAGE, 3 * PAGE)))


def nonsense(content, chance):
    at = chance.randrange(len(content) - PAGE)
    content[at : at + PAGE] = chance.randbytes(PAGE)


def shifted(content, chance):
    at = chance.randrange(len(content))
    del content[at : at + chance.randrange(1, 50)]


DAMAGES = (bit, cut, empty_page, swapped_pages, longer, nonsense, shifted)


@pytest.mark.parametrize("seed", range(35))
def test_no_damaged_file_is_called_sound(checked, seed) -> None:
    chance, content = random.Random(seed), bytearray(checked.path.read_bytes())
    DAMAGES[seed % len(DAMAGES)](content, chance)
    checked.path.write_bytes(content)
    code, told = checked()
    assert (code, told.get("error")) in ((1, None), (31, "FileDamaged"), (32, "FileEmpty"))
    assert code != 1 or {finding["code"] for finding in told["findings"]} == {"damaged"}
    assert checked.path.read_bytes() == bytes(content)


@pytest.mark.parametrize("seed", range(10))
def test_no_damaged_key_file_is_taken_for_a_wrong_passphrase(checked, seed) -> None:
    chance = random.Random(seed)
    keys = bytearray(vault.beside(checked.path).read_bytes())
    (bit, cut)[seed % 2](keys, chance)
    vault.beside(checked.path).write_bytes(keys)
    assert checked()[0] == 30


@pytest.mark.parametrize("sql", CHANGES)
def test_a_change_past_the_program_is_named(checked, sql) -> None:
    connection = file.connection(checked.path, checked.key)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.executescript(sql)
    connection.close()
    code, told = checked()
    assert (code, CHANGES[sql] in {finding["code"] for finding in told["findings"]}) == (1, True)


@pytest.mark.parametrize("table", ["log", "need", "setting", "entity"])
def test_a_missing_table_is_damage(checked, table) -> None:
    connection = file.connection(checked.path, checked.key)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute(f"DROP TABLE {table}")
    connection.close()
    code, told = checked()
    assert (code, told["facts"]) == (31, {"why": "tables", "missing": 1})


def test_an_older_copy_in_the_place_of_the_file_is_told_until_work_goes_on(checked) -> None:
    older = checked.path.read_bytes()
    with office.opened(checked.path) as desk:
        desk.households.take_in(office.hamdan())
    checked.path.write_bytes(older)
    for _ in range(2):
        code, told = checked()
        assert (code, [finding["code"] for finding in told["findings"]]) == (1, ["older_copy"])
    with office.opened(checked.path) as desk:
        assert desk.missing_changes
        assert office.trail(desk)[0].action == "restore.older_copy"
    assert checked()[0] == 0


def test_the_check_changes_nothing(checked) -> None:
    before = checked.path.read_bytes()
    assert checked()[0] == 0
    assert checked.path.read_bytes() == before
