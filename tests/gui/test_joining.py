"""A laptop joins an office on its first day: by keyboard, with a real coordination at the other end."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lwdesk.services import setting_up
from lwdesk.services.exchange.devices import Grant
from lwdesk.services.exchange.root import Root
from lwdesk.store import vault
from tests.gui import parts, screens, walk
from tests.unit import office
from tests.unit.device_kit import found

SECRET = "vier graue Kraniche ruhen"
NAME = "Laptop Blau"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(setting_up, "usual_folder", lambda: tmp_path / "data")
    with vault.using(vault.CHEAP):
        yield tmp_path / "data"


@pytest.fixture
def coordination(tmp_path):
    """Give the desk at the other end of the phone, with its root."""
    (tmp_path / "pc").mkdir()
    with office.opened(office.place(tmp_path / "pc")) as desk:
        yield desk


@pytest.fixture
def screen(qtbot, ask):
    shown = screens.opened(qtbot, ask)
    shown.key(Qt.Key.Key_Space)
    return shown


def to_the_request(screen) -> None:
    screen.tab_to("join")
    screen.key(Qt.Key.Key_Space)
    screen.type(NAME)
    screen.key(Qt.Key.Key_Return)
    screen.type(SECRET)
    screen.key(Qt.Key.Key_Return)
    screen.type(SECRET)
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: "Rufen Sie dann die Gesamtkoordination an" in screen.shown())


def digits_shown(screen) -> str:
    page = screen.window.surface()
    return page._request.digits.accessibleName().removeprefix("Prüfziffern: ")


def take_in(coordination, folder: Path, digits: str) -> tuple[Root, Path, Path]:
    """Do what the coordination does when the request has come and somebody calls."""
    signer = found(coordination, folder)
    devices = coordination.exchange.devices
    asked = devices.read_request(folder / "anfrage.lwenroll")
    devices.enrol(asked, digits, signer, Grant("office", coordination.office.id))
    devices.write_roster(folder / "liste.lwroster")
    return signer, folder / "liste.lwroster", coordination.exchange.sending.export(folder).path


def press(screen, name: str) -> None:
    screen.tab_to(name)
    screen.key(Qt.Key.Key_Space)


def test_a_laptop_joins_by_keyboard_alone(screen, ask, coordination, tmp_path) -> None:
    to_the_request(screen)
    ask.expect("save_file", tmp_path / "anfrage.lwenroll")
    press(screen, "save_request")
    screen.until(lambda: "Gespeichert als anfrage.lwenroll." in screen.shown())
    signer, roster, package = take_in(coordination, tmp_path, digits_shown(screen))
    press(screen, "next")
    ask.expect("open_file", roster)
    press(screen, "read_list")
    screen.until(lambda: "Ziffern, die die Gesamtkoordination vorliest" in screen.shown())
    screen.type(signer.fingerprint)
    screen.until(lambda: "Erstes Paket" in screen.shown() and "Ihr Büro erstellt" in screen.shown())
    ask.expect("open_file", package)
    press(screen, "read_package")
    screen.until(lambda: "Wer sind Sie?" in screen.shown())
    while QApplication.focusWidget().currentText() != "Murat Yildirim":
        screen.key(Qt.Key.Key_Down)
    press(screen, "next")
    screen.until(screen.is_at_work)
    desk = screen.desk
    assert (desk.staff.name, desk.device.name, desk.office.name) == (
        "Murat Yildirim",
        NAME,
        coordination.office.name,
    )


def test_a_file_that_waits_is_found_again_and_goes_on_where_it_was(screen, ask, own_folder) -> None:
    to_the_request(screen)
    before = digits_shown(screen)
    screen.key(Qt.Key.Key_Escape)
    assert screen.is_locked()
    assert f"{NAME} (wartet auf sein Büro)" in screen.shown()
    screen.type(SECRET)
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: "Rufen Sie dann die Gesamtkoordination an" in screen.shown())
    assert digits_shown(screen) == before


def test_digits_that_differ_are_told_by_their_group_and_take_nothing_over(
    screen, ask, coordination, tmp_path
) -> None:
    to_the_request(screen)
    ask.expect("save_file", tmp_path / "anfrage.lwenroll")
    press(screen, "save_request")
    screen.until(lambda: "Gespeichert" in screen.shown())
    signer, roster, _package = take_in(coordination, tmp_path, digits_shown(screen))
    press(screen, "next")
    ask.expect("open_file", roster)
    press(screen, "read_list")
    screen.until(lambda: "Ziffern, die die Gesamtkoordination vorliest" in screen.shown())
    groups = signer.fingerprint.split()
    groups[1] = "".join("1" if sign == "0" else "0" for sign in groups[1])
    screen.type(" ".join(groups))
    assert "Gruppe 2 weicht ab. Bitte vergleichen Sie sie noch einmal." in screen.shown()
    assert not screen.part("next").isEnabled()


def test_what_is_no_list_is_refused_in_words_and_the_page_stays(screen, ask, tmp_path) -> None:
    to_the_request(screen)
    press(screen, "next")
    (tmp_path / "brief.lwroster").write_bytes(b"Guten Tag")
    ask.expect("open_file", tmp_path / "brief.lwroster")
    ask.expect("tell", None)
    press(screen, "read_list")
    screen.until(lambda: any("weder Anfrage noch Geräteliste" in asked for asked in ask.asked))
    assert "Die Geräteliste fehlt noch." in screen.shown()


def test_from_the_first_step_escape_leads_back_to_the_first_screen(screen, own_folder) -> None:
    screen.tab_to("join")
    screen.key(Qt.Key.Key_Space)
    assert not screen.part("next").isEnabled()
    screen.key(Qt.Key.Key_Escape)
    assert screen.is_locked()
    assert not own_folder.exists()


@pytest.mark.parametrize(("scale", "size"), [(100, (1366, 768)), (100, (640, 600)), (200, (1366, 768))])
def test_everybody_gets_along_with_every_step(screen, coordination, tmp_path, scale, size) -> None:
    parts.dress("light", scale / 100)
    screen.window.resize(*size)
    to_the_request(screen)
    page = screen.window.surface()
    signer = found(coordination, tmp_path)
    told = {}
    for stage, step in enumerate(page._steps):
        page._show(stage)
        if stage == 3:
            page._list.offered(SimpleNamespace(fingerprint=signer.fingerprint))
        told[type(step).__name__] = walk.faults(page) + walk.stateless(page)
    assert {name: faults for name, faults in told.items() if faults} == {}
