"""A backup comes back from the first screen, proven, beside whatever lies there."""

import pytest
from PySide6.QtCore import Qt

from tests.gui import screens, walk
from tests.unit import office


@pytest.fixture
def saved(tmp_path):
    """Return a backup of an office with one household, as it lies on a stick."""
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        desk.households.take_in(office.hamdan())
        return desk.backups.make(tmp_path / "stick")


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setattr("lwdesk.services.setting_up.usual_folder", lambda: folder)
    return folder


@pytest.fixture
def screen(qtbot, ask, saved, home):
    shown = screens.opened(qtbot, ask)
    ask.expect("open_file", saved)
    shown.part("restore").click()
    return shown


def enter(screen, secret) -> None:
    screen.part("passphrase").setFocus()
    screen.type(secret)
    screen.key(Qt.Key.Key_Return)


def test_the_backup_opens_at_its_new_place_and_stays_as_it_was(screen, saved, home) -> None:
    before = saved.read_bytes()
    enter(screen, office.PASSPHRASE)
    screen.until(screen.is_at_work)
    assert screen.desk.path.parent == home
    assert saved.read_bytes() == before


def test_a_wrong_passphrase_brings_nothing_back(screen, home) -> None:
    enter(screen, "etwas ganz anderes hier")
    screen.until(lambda: "Das hat nicht gepasst." in screen.shown())
    assert not list(home.glob("*.lwdb"))


def test_a_file_without_its_keys_is_told_before_a_passphrase_is_asked(qtbot, ask, saved, home) -> None:
    saved.with_suffix(".keys").unlink()
    shown = screens.opened(qtbot, ask)
    ask.expect("open_file", saved)
    ask.expect("tell", None)
    shown.part("restore").click()
    assert "Schlüsseldatei" in ask.asked[-1]


@pytest.mark.parametrize("scale", [100, 200])
def test_everybody_gets_along_with_bringing_a_backup_back(qtbot, ask, saved, home, scale) -> None:
    shown = screens.opened(qtbot, ask, scale=scale)
    ask.expect("open_file", saved)
    shown.part("restore").click()
    page = shown.window.surface()
    assert walk.faults(page) == []
    assert walk.stateless(page) == []
