"""The pages before a file is open: what is pasted there is plain text, and everybody gets along with them."""

import pytest
from PySide6.QtCore import Qt

from lwdesk.domain.staff import Staff
from lwdesk.services import accounts, setting_up
from lwdesk.store import vault
from tests.gui import hostile, screens, walk
from tests.gui.test_joining import to_the_request
from tests.gui.test_setup import to_the_sheet
from tests.unit import office

SELMA = Staff(name="Selma Kaya", employer="awo", role="adviser")


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(setting_up, "usual_folder", lambda: tmp_path / "data")
    with vault.using(vault.CHEAP):
        yield


@pytest.fixture
def screen(qtbot, ask):
    return screens.opened(qtbot, ask)


def own_passphrase(screen, tmp_path) -> None:
    """Show the page of somebody who has a passphrase for the start alone."""
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        desk.colleagues.add(SELMA, office.PASSPHRASE)
    user = next(one.id for one in accounts.users(path) if one.name == SELMA.name)
    screen.window.show_own_passphrase(path, user, office.PASSPHRASE)


def recovery(screen, tmp_path) -> None:
    screen.window.show_recovery(office.place(tmp_path))


def restoring(screen, tmp_path) -> None:
    path = office.place(tmp_path)
    screen.window.show_restore(path, accounts.users(path))


PAGES = (own_passphrase, recovery, restoring)


def whole_after(screen, text: str) -> None:
    """Paste a text into every field that is shown, and look at the window."""
    wide = screen.window.width()
    assert hostile.paste(screen.window.surface(), text)
    walk.settle()
    screen.window.grab()
    assert screen.window.width() == wide
    assert hostile.not_plain(screen.window) == []


@pytest.mark.parametrize("made", PAGES, ids=lambda made: made.__name__)
def test_whatever_is_pasted_leaves_the_page_whole(screen, tmp_path, made) -> None:
    made(screen, tmp_path)
    for text in hostile.TEXTS.values():
        whole_after(screen, text)


@pytest.mark.parametrize("reached", [to_the_sheet, to_the_request], ids=["setup", "joining"])
def test_whatever_is_pasted_leaves_each_step_whole(screen, reached) -> None:
    screen.key(Qt.Key.Key_Space)
    reached(screen)
    page, filled = screen.window.surface(), 0
    for stage in range(len(page._steps)):
        page._show(stage)
        for text in (hostile.WORST, hostile.MEGABYTES):
            if list(hostile.fields_to_type_into(page)):
                whole_after(screen, text)
                filled += 1
    assert filled >= 4


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everybody_gets_along_with_the_own_passphrase(qtbot, ask, tmp_path, scale) -> None:
    screen = screens.opened(qtbot, ask, scale=round(100 * scale))
    own_passphrase(screen, tmp_path)
    page = screen.window.surface()
    assert walk.faults(page) == []
    assert walk.stateless(page) == []
