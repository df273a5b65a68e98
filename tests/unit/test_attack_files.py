"""What a clumsy or hostile hand puts beside the data file is refused before it can do harm."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lwdesk.base.errors import FileDamaged
from lwdesk.services.views import Wanted
from lwdesk.store import file, vault
from tests.unit import office

ROOT = Path(__file__).resolve().parents[2]
END_WITHOUT_FAREWELL = """
import os, sys
from pathlib import Path
from tests.unit import office
with office.opened(Path(sys.argv[1])) as desk:
    for _ in range(int(sys.argv[2])):
        desk.households.take_in(office.hamdan())
    os._exit(0)
"""


def cut_while_working(path, households=1):
    """Save, and end as a loss of power ends: the newest pages stand in the log alone."""
    words = [sys.executable, "-c", END_WITHOUT_FAREWELL, str(path), str(households)]
    subprocess.run(words, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return log_of(path).read_bytes()


def log_of(path):
    return Path(f"{path}-wal")


def total(path):
    with office.opened(path) as desk:
        return desk.households.page(Wanted(tab="all")).total


def test_the_log_of_another_file_is_refused_and_the_data_file_stays_as_it_is(tmp_path) -> None:
    path = office.place(tmp_path)
    other = tmp_path / "other.lwdesk"
    key = vault.new_key()
    made = file.create(other, key)
    connection = made.connect()
    connection.execute("CREATE TABLE foreign_thing (a)")
    log = log_of(other).read_bytes()
    connection.close()
    made.close()
    before = path.read_bytes()
    log_of(path).write_bytes(log)
    for _ in range(2):
        with pytest.raises(FileDamaged) as told, office.opened(path):
            pass
        assert told.value.facts == {"why": "log"}
        assert path.read_bytes() == before
    log_of(path).unlink()
    Path(f"{path}-shm").unlink(missing_ok=True)
    assert total(path) == 0


def test_the_own_log_is_read_after_a_cut(tmp_path) -> None:
    path = office.place(tmp_path)
    cut_while_working(path, 2)
    assert total(path) == 2


@pytest.mark.parametrize("length", [0, 10, 32, 56, 4151, 4152, 9000])
def test_a_log_cut_anywhere_is_no_foreign_log(tmp_path, length) -> None:
    path = office.place(tmp_path)
    log = cut_while_working(path)
    log_of(path).write_bytes(log[:length])
    assert total(path) == 0


def test_a_log_of_nonsense_is_passed_over(tmp_path) -> None:
    path = office.place(tmp_path)
    log_of(path).write_bytes(bytes(range(256)) * 100)
    assert total(path) == 0
