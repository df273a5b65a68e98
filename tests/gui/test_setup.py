"""Setting up an office: four steps by keyboard, one file, one sheet; nothing half-made stays open."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from lwdesk.base.errors import UnsafePlace
from lwdesk.services import accounts, setting_up
from lwdesk.store import vault
from lwdesk.ui.ask import Dialogs
from tests.gui import parts, screens
from tests.unit import office

SECRET = "vier graue Kraniche ruhen"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(setting_up, "usual_folder", lambda: tmp_path / "data")
    with vault.using(vault.CHEAP):
        yield tmp_path / "data"


@pytest.fixture
def screen(qtbot, ask):
    shown = screens.opened(qtbot, ask)
    shown.key(Qt.Key.Key_Space)
    return shown


def fill_office(screen) -> None:
    region = screen.window.surface()._office.form.input("region")
    QApplication.focusWidget().setCurrentIndex(region.combo.findData("hoerde_hombruch"))
    region.combo.activated.emit(region.combo.currentIndex())
    screen.part("next").click()


def fill_person(screen) -> None:
    form = screen.window.surface()._person.form
    screen.type("Jana Albers")
    form.input("employer").set_value("city")
    form.input("employer").edited.emit()
    screen.part("next").click()


def fill_secret(screen, first=SECRET, second=SECRET) -> None:
    screen.type(first)
    screen.key(Qt.Key.Key_Return)
    screen.type(second)
    screen.key(Qt.Key.Key_Return)


def to_the_sheet(screen) -> None:
    fill_office(screen)
    fill_person(screen)
    fill_secret(screen)
    screen.until(lambda: "Diesen Code sehen Sie nur jetzt" in screen.shown())


def test_the_region_proposes_name_code_and_partner(screen) -> None:
    form = screen.window.surface()._office.form
    region = form.input("region")
    region.set_value("hoerde_hombruch")
    region.edited.emit()
    assert form.input("name").value() == "Hörde/Hombruch"
    assert form.input("code").value()
    assert form.input("partner").value()


def test_another_region_leaves_what_the_person_wrote_and_renews_what_was_proposed(screen) -> None:
    form = screen.window.surface()._office.form
    region, name = form.input("region"), form.input("name")
    for code in ("hoerde_hombruch", "mengede_huckarde"):
        region.set_value(code)
        region.edited.emit()
    assert name.value() == "Mengede/Huckarde"
    name.control().selectAll()
    parts.type_text(name.control(), "Büro am Markt")
    proposed = form.input("code").value()
    region.set_value("hoerde_hombruch")
    region.edited.emit()
    assert name.value() == "Büro am Markt"
    assert form.input("code").value() != proposed


def test_a_step_says_what_is_missing_and_waits(screen) -> None:
    assert "Zielregion, Name und Kürzel werden gebraucht." in screen.shown()
    assert not screen.part("next").isEnabled()


def test_enter_in_a_field_goes_on_as_soon_as_the_step_is_complete(screen) -> None:
    screen.key(Qt.Key.Key_Return)
    assert "Zielregion" in screen.shown()
    fill_office(screen)
    screen.key(Qt.Key.Key_Escape)
    screen.window.surface()._office.form.input("name").setFocus()
    screen.key(Qt.Key.Key_Return)
    assert "Arbeitgeber" in screen.shown()


def test_two_different_passphrases_are_not_taken(screen, own_folder) -> None:
    fill_office(screen)
    fill_person(screen)
    fill_secret(screen, second="vier graue Kraniche gehen")
    assert "Die beiden Passphrasen stimmen noch nicht überein." in screen.shown()
    assert not own_folder.exists()


def test_the_name_of_the_person_is_no_passphrase(screen) -> None:
    fill_office(screen)
    fill_person(screen)
    fill_secret(screen, "Jana Albers Hörde", "Jana Albers Hörde")
    assert "zu leicht zu erraten" in screen.shown()


def test_escape_goes_one_step_back_and_from_the_first_to_the_first_screen(screen) -> None:
    fill_office(screen)
    screen.key(Qt.Key.Key_Escape)
    assert "Zielregion" in screen.shown()
    screen.key(Qt.Key.Key_Escape)
    assert screen.is_locked()


def test_the_office_is_made_with_its_sheet_and_opened(screen, ask, own_folder, tmp_path) -> None:
    to_the_sheet(screen)
    assert not screen.part("next").isEnabled()
    ask.expect("save_file", tmp_path / "blatt.pdf")
    screen.part("save_sheet").click()
    assert (tmp_path / "blatt.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "blatt.pdf").stat().st_mode & 0o077 == 0
    screen.part("sheet_is_safe").click()
    screen.part("next").click()
    assert screen.is_at_work()
    assert screen.desk.office.region == "hoerde_hombruch"
    assert [file.suffix for file in sorted(own_folder.glob("*.lwdb"))] == [".lwdb"]


def test_a_sheet_that_cannot_be_saved_is_told(screen, ask, tmp_path) -> None:
    to_the_sheet(screen)
    ask.expect("save_file", tmp_path / "not there" / "blatt.pdf")
    ask.expect("tell", None)
    screen.part("save_sheet").click()


def test_an_office_that_was_made_but_not_entered_is_closed_with_the_window(screen, own_folder) -> None:
    to_the_sheet(screen)
    screen.window.close()
    path = next(own_folder.glob("*.lwdb"))
    user = accounts.users(path)[0].id
    accounts.unlock(path, user, SECRET).close()


def test_closing_by_hand_without_the_sheet_asks_first(screen, ask) -> None:
    to_the_sheet(screen)
    ask.expect("confirm", False)
    assert screen.window.surface().holds_back(lambda: None)


def test_a_folder_in_a_cloud_is_taken_only_after_a_yes(screen, ask, tmp_path, monkeypatch) -> None:
    cloud = tmp_path / "cloud"
    monkeypatch.setattr(setting_up, "unsafe", lambda folder: "cloud" if folder == cloud else None)
    ask.expect("confirm", False)
    page = screen.window.surface()
    page._place.choose(cloud)
    assert page._place.folder != cloud
    ask.expect("confirm", True)
    page._place.choose(cloud)
    assert page._place.folder == cloud


def test_a_usual_folder_that_turns_out_unsafe_is_asked_about(screen, ask, own_folder, monkeypatch) -> None:
    monkeypatch.setattr(setting_up, "unsafe", lambda _folder: "network")
    ask.expect("confirm", True)
    page = screen.window.surface()
    page._failed(UnsafePlace(why="network"))
    assert page._place.anyway


def test_an_existing_office_is_never_replaced(screen, own_folder) -> None:
    own_folder.mkdir()
    (own_folder / "ho.lwdb").write_bytes(b"mine")
    to_the_sheet(screen)
    assert (own_folder / "ho.lwdb").read_bytes() == b"mine"
    assert (own_folder / "ho-2.lwdb").exists()
    assert office.PASSPHRASE not in screen.shown()


def test_tab_reads_the_sheet_from_top_to_bottom(screen) -> None:
    to_the_sheet(screen)
    screen.part("sheet_is_safe").click()
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget().text())
        screen.key(Qt.Key.Key_Tab)
    assert seen[:2] == ["Als PDF speichern …", "Drucken …"]
    assert seen[2].startswith("Das Blatt ist gedruckt")
    assert seen[3] == screen.part("next").text()


def test_a_file_to_save_is_offered_in_the_folder_of_documents(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    Dialogs().save_file(parent, "Speichern", "lwdesk-blatt.pdf", "PDF (*.pdf)", lambda _path: None)
    (dialog,) = parent.findChildren(QFileDialog)
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    assert Path(dialog.selectedFiles()[0]).parent == (documents if documents.is_dir() else Path.home())
    dialog.reject()
