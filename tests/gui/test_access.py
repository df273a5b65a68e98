"""The first screens and the frame for everybody: by keyboard, by ear, in large type and in long words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from lwdesk.store import vault
from tests.gui import all_pages, screens, walk
from tests.gui.test_setup import fill_office, fill_person, fill_secret
from tests.unit import office


@pytest.fixture(params=[100, 200], ids=["usual type", "double type"])
def scale(request):
    return request.param


@pytest.fixture(params=["German", "longer words"])
def language(request):
    if request.param == "German":
        yield
    else:
        with walk.longer_words():
            yield


@pytest.fixture
def file(tmp_path):
    return office.place(tmp_path)


def dialog(screen):
    return next(one for one in screen.window.findChildren(QDialog) if one.isVisible())


def test_the_unlock_screen(qtbot, ask, file, scale, language) -> None:
    screen = screens.opened(qtbot, ask, file, scale=scale)
    screen.unlock("falsch")
    assert walk.faults(screen.window.surface()) == []


def test_the_unlock_screen_of_a_new_computer(qtbot, ask, scale, language) -> None:
    screen = screens.opened(qtbot, ask, scale=scale)
    assert walk.faults(screen.window.surface()) == []


def test_the_unlock_screen_of_a_damaged_file(qtbot, ask, file, scale, language) -> None:
    file.with_suffix(".keys").unlink()
    screen = screens.opened(qtbot, ask, file, scale=scale)
    assert walk.faults(screen.window.surface()) == []


def test_the_four_steps_of_setting_up(qtbot, ask, scale, language, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("lwdesk.services.setting_up.usual_folder", lambda: tmp_path / "data")
    screen = screens.opened(qtbot, ask, scale=scale)
    screen.key(Qt.Key.Key_Space)
    for fill in (fill_office, fill_person):
        assert walk.faults(screen.window.surface()) == []
        screen.window.surface()._show(screen.window.surface()._stage)
        fill(screen)
    assert walk.faults(screen.window.surface()) == []
    screen.window.surface()._secret.focus_first()
    with vault.using(vault.CHEAP):
        fill_secret(screen)
        screen.until(lambda: screen.window.surface()._sheet is not None)
    assert walk.faults(screen.window.surface()) == []


def test_the_way_back_with_the_recovery_sheet(qtbot, ask, file, scale, language) -> None:
    screen = screens.opened(qtbot, ask, file, scale=scale)
    screen.part("forgotten").click()
    assert walk.faults(screen.window.surface()) == []


@pytest.mark.parametrize("opens", ["show_settings", "show_help"])
def test_the_dialogs_of_the_window(qtbot, ask, file, scale, language, opens) -> None:
    screen = screens.opened(qtbot, ask, file, scale=scale)
    getattr(screen.window, opens)()
    dialog(screen).activateWindow()
    screen.until(dialog(screen).isActiveWindow)
    assert walk.faults(dialog(screen)) == []


@pytest.mark.parametrize("wide", [1366, 640])
def test_the_navigation(qtbot, ask, file, scale, language, wide) -> None:
    screen = screens.opened(qtbot, ask, file, scale=scale)
    screen.unlock()
    screen.window.resize(wide, 700)
    assert walk.faults(screen.window.surface().navigation) == []


@pytest.mark.parametrize("name", all_pages.EVERY)
def test_every_page_with_a_record(qtbot, ask, file, scale, name) -> None:
    with office.opened(file) as desk:
        busy = all_pages.furnish(desk)
    screen = screens.opened(qtbot, ask, file, scale=scale)
    screen.unlock()
    shell = screen.window.surface()
    all_pages.enter(shell, name, busy)
    screen.until(lambda: not shell.context.jobs._unheard)
    assert walk.faults(shell.page) == []
    assert walk.stateless(shell.page) == []
