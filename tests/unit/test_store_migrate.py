"""The way of a file to the present format: all of it or nothing, and never from a newer one."""

import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from lwdesk.base import assets
from lwdesk.base.errors import FileTooNew, MigrationFailed
from lwdesk.domain.household import Household
from lwdesk.domain.person import Person
from lwdesk.store import backup, file, migrate, tables, vault
from lwdesk.store.check import check
from tests.unit.data_files import KEY, opened, place

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "tests" / "data" / "files"
PERSON = Person(given_name="Ada")
PRESENT, LATER = migrate.FORMAT, migrate.FORMAT + 1
NEXT = f"""
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "{LATER:04}", "{PRESENT:04}", None, None

def upgrade():
    op.execute("UPDATE entity SET dots='{{}}' WHERE dots IS NULL")
    with op.batch_alter_table("person", recreate="always", table_kwargs=dict(sqlite_strict=True)):
        pass
    with op.batch_alter_table("entity", table_kwargs=dict(sqlite_strict=True)) as entity:
        entity.alter_column("dots", nullable=False, existing_type=sa.Text(), server_default="{{}}")
    op.execute("PRAGMA user_version={LATER}")
"""
BROKEN = NEXT.replace(f"PRAGMA user_version={LATER}", "INSERT INTO nowhere VALUES (1)")


@pytest.fixture(scope="module")
def old(tmp_path_factory) -> Path:
    """A folder with a file of the present format, its keys, and something in it."""
    folder = tmp_path_factory.mktemp("old")
    path = place(folder)
    with vault.using(vault.CHEAP):
        vault.create(path, KEY, str(uuid4()), "Ann", "Laterne kocht neun blaue Suppen")
    with opened(path) as store, store.writing("save", None) as transaction:
        transaction.save_all((PERSON, Household(name="A", office=uuid4())))
    return folder


@pytest.fixture
def path(old, tmp_path) -> Path:
    return Path(shutil.copytree(old, tmp_path / "desk")) / "desk.lwdb"


def scripts(folder: Path, text: str) -> Path:
    made = Path(
        shutil.copytree(assets.folder("db"), folder / "db", ignore=shutil.ignore_patterns("__pycache__"))
    )
    (made / "versions" / f"{LATER:04}_next.py").write_text(text)
    return made


@pytest.fixture
def program_of_tomorrow(tmp_path, monkeypatch):
    made = scripts(tmp_path, NEXT)
    monkeypatch.setattr(assets, "folder", lambda _name: made)
    monkeypatch.setattr(migrate, "FORMAT", LATER)
    return made


def look(path: Path, query: str):
    raw = file.connection(path, KEY, read_only=True)
    try:
        return raw.execute(query).fetchall()
    finally:
        raw.close()


def left(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir() if one.suffix != ".lock")


def is_ours(name: str | None, sort: str, _parents: object) -> bool:
    return sort != "table" or name in tables.metadata.tables


def differs(_context, _found, _declared, _found_type, declared_type) -> bool | None:
    return False if isinstance(declared_type, tables.AnyValue) else None  # the engine calls it NUMERIC


def test_the_migrations_make_exactly_the_declared_tables(tmp_path) -> None:
    with opened(place(tmp_path)) as store, store.engine.connect() as connection:
        opts = {"compare_server_default": True, "compare_type": differs, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, tables.metadata) == []
        strict = connection.exec_driver_sql("SELECT name FROM pragma_table_list WHERE strict=1").scalars()
        assert set(strict) >= set(tables.metadata.tables)


def test_the_known_format_is_the_newest_migration(tmp_path) -> None:
    with opened(place(tmp_path)) as store, store.engine.connect() as connection:
        head = ScriptDirectory.from_config(migrate.configuration(connection)).get_current_head()
        assert int(head) == migrate.FORMAT
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == migrate.FORMAT


def test_a_file_of_the_present_format_is_left_alone(path, tmp_path) -> None:
    before = path.read_bytes()
    assert migrate.upgrade(path, KEY, tmp_path / "backups") is False
    assert path.read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_an_older_file_is_brought_to_the_present_format(path, tmp_path, program_of_tomorrow) -> None:
    assert migrate.upgrade(path, KEY, tmp_path / "backups") is True
    assert look(path, "PRAGMA user_version") == [(LATER,)]
    with opened(path) as store:
        with store.reading() as reader:
            assert reader.all(Person) == (PERSON,)
        assert check(store) == ()
    assert left(path) == ["desk.keys", "desk.lwdb"]


def test_the_older_file_lies_in_a_backup_that_opens(path, tmp_path, program_of_tomorrow) -> None:
    migrate.upgrade(path, KEY, tmp_path / "backups")
    (saved,) = backup.list_backups(tmp_path / "backups")
    assert look(saved.path, "PRAGMA user_version") == [(PRESENT,)]
    assert look(saved.path, "SELECT given_name FROM person") == [("Ada",)]


def test_what_stood_only_in_the_write_ahead_log_comes_along(path, tmp_path, program_of_tomorrow) -> None:
    raw = file.connection(path, KEY)
    raw.execute("INSERT INTO setting VALUES ('late', 'yes')")
    shutil.copyfile(f"{path}-wal", tmp_path / "wal")
    shutil.copyfile(path, tmp_path / "main")
    raw.close()
    shutil.copyfile(tmp_path / "wal", f"{path}-wal")
    shutil.copyfile(tmp_path / "main", path)
    migrate.upgrade(path, KEY, tmp_path / "backups")
    assert look(path, "SELECT value FROM setting WHERE name='late'") == [("yes",)]


def test_a_migration_that_fails_leaves_the_old_file(path, tmp_path, program_of_tomorrow) -> None:
    (program_of_tomorrow / "versions" / f"{LATER:04}_next.py").write_text(BROKEN)
    before = path.read_bytes()
    with pytest.raises(MigrationFailed):
        migrate.upgrade(path, KEY, tmp_path / "backups")
    assert path.read_bytes() == before
    assert left(path) == ["desk.keys", "desk.lwdb"]


def test_a_newer_file_is_refused_and_not_touched(path, tmp_path) -> None:
    raw = file.connection(path, KEY)
    raw.execute("PRAGMA user_version=99")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(FileTooNew) as told:
        migrate.upgrade(path, KEY, tmp_path / "backups")
    assert told.value.facts == {"found": 99, "known": migrate.FORMAT}
    assert path.read_bytes() == before


def test_after_a_cut_the_next_start_finishes_the_way(path, tmp_path, program_of_tomorrow) -> None:
    path.with_name(path.name + migrate.WORKING_COPY).write_bytes(b"half a copy")
    assert migrate.upgrade(path, KEY, tmp_path / "backups") is True
    assert look(path, "PRAGMA user_version") == [(LATER,)]


def test_the_first_released_file_opens_and_is_sound(tmp_path) -> None:
    for end in (".lwdb", ".keys"):
        shutil.copyfile(FILES / f"0001-small{end}", tmp_path / f"small{end}")
    path = tmp_path / "small.lwdb"
    (user,) = vault.users(path)
    key = vault.unlock(path, user.id, (FILES / "0001-small.txt").read_text().strip())
    migrate.upgrade(path, key, tmp_path / "backups")
    data = file.open_file(path, key)
    from lwdesk.store.transaction import Store

    store = Store(data.engine)
    with store.reading() as reader:
        (household,) = reader.all(Household)
        assert [person.given_name for person in reader.all(Person)] == ["سارة", "Yusuf"]
    assert household.native_name == "عائلة حداد"
    assert check(store) == ()
    data.close()
