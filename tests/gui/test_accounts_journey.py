"""Somebody comes, works under a role of their own, and goes: all of it at the window."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from lwdesk.base import clock
from lwdesk.domain.staff import Staff
from lwdesk.services import accounts
from lwdesk.services.settings import KnownFile
from lwdesk.store import vault
from lwdesk.ui.pages.audit import AuditPage
from lwdesk.ui.pages.intake import IntakePage
from lwdesk.ui.pages.users import UsersPage
from tests.gui import screens
from tests.unit import office

OWN = "sieben rote Reiher warten"
VERA = Staff(name="Vera Winter", employer="city", role="administration")


@pytest.fixture(autouse=True)
def cheap():
    with vault.using(vault.CHEAP):
        yield


@pytest.fixture
def file(tmp_path):
    found = office.place(tmp_path)
    with office.opened(found) as desk:
        desk.colleagues.add(VERA, OWN, own=True)
    return found


@pytest.fixture
def screen(qtbot, ask, file):
    shown = screens.opened(qtbot, ask, file)
    shown.unlock()
    return shown


def page(screen, kind):
    found = screen.window.surface().page
    assert isinstance(found, kind)
    return found


def press(screen, name) -> None:
    """Click a part as soon as it is there."""
    screen.until(lambda: any(one.isVisible() for one in screen.window.findChildren(QWidget, name)))
    screen.part(name).click()


def fill(screen, dialog_part, **values) -> None:
    form = screen.part(dialog_part).window().form
    for name, value in values.items():
        box = form.input(name)
        box.set_value(value)
        box.edited.emit()
        box.left.emit()


def names(screen) -> list[str]:
    return [row.cells[0].title for row in page(screen, UsersPage).table.list.rows.rows]


def users(screen) -> UsersPage:
    screen.way("Benutzer*innen")
    screen.until(lambda: bool(names(screen)))
    return page(screen, UsersPage)


def choose(screen, name) -> None:
    table = page(screen, UsersPage).table
    assert table.list.choose(next(row.key for row in table.list.rows.rows if row.cells[0].title == name))


def add(screen, **values) -> str:
    """Add somebody as the lead does, and return the passphrase for the start."""
    press(screen, "add_user")
    start = screen.part("start_passphrase").text()
    fill(screen, "go", **values)
    press(screen, "go")
    return start


def sign_in(screen, user, passphrase) -> None:
    box = screen.part("user")
    box.set_value(next(one.id for one in accounts.users(screen.window.surface().path) if one.name == user))
    box.edited.emit()
    screen.part("passphrase").setFocus()
    screen.type(passphrase)
    screen.key(Qt.Key.Key_Return)


def lock(screen) -> None:
    screen.to_front()
    screen.ctrl(Qt.Key.Key_L)
    screen.until(screen.is_locked)


def test_a_student_comes_with_an_end_date_chooses_a_passphrase_and_is_refused_after_it(screen) -> None:
    users(screen)
    start = add(screen, name="Tim Ohm", employer="city", role="assistant")
    screen.until(lambda: "Für diese Rolle ist ein Enddatum nötig." in screen.shown())
    fill(screen, "go", valid_until=date(2021, 11, 30))
    start = screen.part("start_passphrase").text()
    press(screen, "go")
    screen.until(lambda: "Tim Ohm" in names(screen))
    lock(screen)
    sign_in(screen, "Tim Ohm", start)
    screen.until(lambda: "Willkommen, Tim Ohm" in screen.shown())
    for name in ("new_passphrase", "repeat_passphrase"):
        screen.part(name).setFocus()
        screen.type(OWN)
    screen.key(Qt.Key.Key_Return)
    screen.until(screen.is_at_work)
    assert screen.desk.staff.name == "Tim Ohm"
    assert not [right for right in ("export", "print", "reveal_address") if screen.desk.may(right)]
    lock(screen)
    with clock.using(clock.FixedClock(datetime(2021, 12, 1, 8, tzinfo=UTC))):
        sign_in(screen, "Tim Ohm", OWN)
        screen.until(lambda: "Ihr Zugang ist abgelaufen. Es ist nichts verloren." in screen.shown())
    assert screen.is_locked()


def test_a_student_sees_neither_accounts_nor_the_trail(qtbot, ask, file) -> None:
    shown = screens.opened(qtbot, ask, file)
    sign_in(shown, office.OTHERS["assistant"], office.PASSPHRASE)
    shown.until(shown.is_at_work)
    who = shown.window.surface().context.who
    assert (who.manages_users, who.reads_trail) == (False, False)
    with pytest.raises(AssertionError):
        shown.way("Benutzer*innen")


def test_the_passphrase_for_the_start_is_no_passphrase_of_ones_own(screen) -> None:
    users(screen)
    start = add(screen, name="Selma Kaya", employer="awo", role="adviser")
    screen.until(lambda: "Selma Kaya" in names(screen))
    lock(screen)
    sign_in(screen, "Selma Kaya", start)
    screen.until(lambda: "Willkommen, Selma Kaya" in screen.shown())
    for name in ("new_passphrase", "repeat_passphrase"):
        screen.part(name).setFocus()
        screen.type(start)
    assert "Das ist noch die Startpassphrase." in screen.shown()
    screen.key(Qt.Key.Key_Escape)
    screen.until(screen.is_locked)


def test_who_ends_is_gone_from_the_first_screen_and_their_work_has_an_heir(screen) -> None:
    users(screen)
    choose(screen, "Murat Yildirim")
    press(screen, "end_user")
    screen.until(lambda: "Für diese Person ist nichts offen." in screen.shown())
    press(screen, "go")
    screen.until(lambda: "Murat Yildirim" not in names(screen))
    assert "Der Zugang ist beendet" in screen.window.surface()._toast.text()
    lock(screen)
    assert "Murat Yildirim" not in [one.name for one in accounts.users(screen.window.surface().path)]


def test_the_own_account_is_neither_ended_nor_given_another_role(screen) -> None:
    users(screen)
    choose(screen, office.SETUP.staff)
    screen.until(lambda: "Das ist Ihr eigener Zugang." in screen.shown())
    assert not [one for one in page(screen, UsersPage).panel.findChildren(QLabel) if one.text() == "Beenden"]
    press(screen, "change_user")
    form = screen.part("go").window().form
    assert form.input("role").control().isEnabled() is False or form.input("role").value() == "lead"
    fill(screen, "go", phone="0231 1234567")
    press(screen, "go")
    screen.until(lambda: "0231 1234567" in screen.shown())


def test_a_forgotten_passphrase_is_replaced_by_one_for_the_start(screen) -> None:
    users(screen)
    choose(screen, "Murat Yildirim")
    press(screen, "renew_user")
    start = screen.part("start_passphrase").text()
    press(screen, "go")
    screen.until(lambda: "Startpassphrase" in page(screen, UsersPage).table.list.rows.rows[2].sentence)
    lock(screen)
    sign_in(screen, "Murat Yildirim", start)
    screen.until(lambda: "Willkommen, Murat Yildirim" in screen.shown())


def test_somebody_else_goes_on_in_the_same_file_and_the_draft_stays(screen) -> None:
    screen.ctrl(Qt.Key.Key_N)
    screen.until(lambda: isinstance(screen.window.surface().page, IntakePage))
    screen.type("Kanarienvogel")
    screen.until(lambda: "Entwurf gesichert" in screen.shown())
    screen.way("Benutzer*in wechseln …")
    screen.to_front(screen.part("user"))
    sign = screen.part("user")
    sign.set_value(str(VERA.id))
    sign.edited.emit()
    secret = screen.part("passphrase")
    secret.setFocus()
    screen.until(secret.hasFocus)
    screen.type("falsch geraten hier")
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: "Das hat nicht gepasst." in screen.shown())
    assert screen.desk.staff.name == office.SETUP.staff
    screen.type(OWN)
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: screen.is_at_work() and screen.desk.staff.name == "Vera Winter")
    with screen.desk.seat.reading() as reader:
        assert len(reader.rows("SELECT id FROM draft")) == 1


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_the_user_is_switched_by_keys_alone(screen):
    screen.tab_to("person")
    screen.key(Qt.Key.Key_Space)
    (menu,) = screen.part("person").findChildren(QMenu, "person_menu")
    screen.until(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    screen.to_front(screen.part("user"))
    screen.until(screen.part("passphrase").hasFocus)
    screen.key(Qt.Key.Key_Backtab)
    while screen.part("user").value() != str(VERA.id):
        screen.key(Qt.Key.Key_Down)
    screen.key(Qt.Key.Key_Tab)
    screen.type(OWN)
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: screen.is_at_work() and screen.desk.staff.name == "Vera Winter")


def test_switching_is_given_up_with_escape_and_the_work_stays(screen) -> None:
    screen.way("Benutzer*in wechseln …")
    screen.to_front(screen.part("user"))
    screen.key(Qt.Key.Key_Escape)
    assert screen.is_at_work()
    assert screen.desk.staff.name == office.SETUP.staff


def lines(screen) -> list[str]:
    return [row.cells[1].title for row in page(screen, AuditPage).table.list.rows.rows]


def open_trail(screen, secret=OWN) -> None:
    screen.way("Protokoll")
    screen.ctrl(Qt.Key.Key_Return)
    screen.until(lambda: "Das Protokoll gemeinsam lesen?" in screen.shown())
    screen.to_front(screen.part("second_passphrase"))
    screen.part("second_passphrase").setFocus()
    screen.type(secret)
    screen.key(Qt.Key.Key_Return)


def test_two_open_the_trail_together_and_find_by_act_and_day(screen) -> None:
    screen.desk.households.take_in(office.hamdan())
    open_trail(screen)
    screen.until(lambda: bool(lines(screen)))
    assert lines(screen)[0] == "Protokoll gemeinsam gelesen"
    trail = page(screen, AuditPage)
    trail._act_chosen("create")
    screen.until(lambda: set(lines(screen)) == {"erfasst"})
    trail._act_chosen(None)
    screen.to_front()
    screen.part("case_number").setFocus()
    screen.type("HÖ-2021-0001")
    screen.until(lambda: lines(screen) == ["erfasst"])
    screen.key(Qt.Key.Key_Escape)
    screen.until(lambda: len(lines(screen)) > 1)
    trail.day.edit.setFocus()
    screen.type("01.10.2021")
    screen.key(Qt.Key.Key_Tab)
    screen.until(lambda: "Zu diesen Filtern passt keine Zeile." in screen.shown())


def test_a_wrong_passphrase_of_the_second_person_keeps_the_trail_closed(screen) -> None:
    open_trail(screen, "falsch geraten hier")
    screen.until(lambda: "Das hat nicht gepasst." in screen.shown())
    screen.key(Qt.Key.Key_Escape)
    assert lines(screen) == []


def test_the_trail_is_closed_again_when_its_page_was_left(screen) -> None:
    open_trail(screen)
    screen.until(lambda: bool(lines(screen)))
    screen.to_front()
    screen.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    screen.way("Protokoll")
    screen.until(lambda: "Zwei lesen es gemeinsam" in screen.shown())
    assert lines(screen) == []


def test_without_a_second_role_the_way_there_is_said(qtbot, ask, tmp_path) -> None:
    shown = screens.opened(qtbot, ask, KnownFile(office.place(tmp_path), office="Hörde"))
    shown.unlock()
    ask.expect("tell", None)
    shown.way("Protokoll")
    shown.ctrl(Qt.Key.Key_Return)
    shown.until(lambda: bool(ask.asked))
    assert "Verwaltung oder Datenschutz" in ask.asked[0]


def test_an_older_copy_is_said_in_a_banner_with_what_to_do(qtbot, ask, file) -> None:
    older = file.read_bytes()
    with office.opened(file) as desk:
        desk.households.take_in(office.hamdan())
    file.write_bytes(older)
    shown = screens.opened(qtbot, ask, file)
    shown.unlock()
    told = shown.shown()
    assert "Eine ältere Kopie liegt an der Stelle der Datei." in told
    assert "holen Sie die letzte Sicherung zurück" in told


def test_a_new_recovery_sheet_is_saved_and_the_old_one_opens_nothing(screen, ask, file, tmp_path) -> None:
    old = accounts.new_recovery(screen.desk)
    ask.expect("confirm", True)
    screen.way("Neues Wiederherstellungsblatt …")
    screen.until(lambda: any(one.isVisible() for one in screen.window.findChildren(QWidget, "save_sheet")))
    ask.expect("save_file", tmp_path / "blatt.pdf")
    screen.part("save_sheet").click()
    assert (tmp_path / "blatt.pdf").read_bytes().startswith(b"%PDF")
    assert not screen.part("sheet_done").isEnabled()
    screen.part("sheet_is_safe").click()
    screen.part("sheet_done").click()
    lock(screen)
    with pytest.raises(accounts.vault.WrongPassphrase):
        accounts.recover(file, old, str(VERA.id), OWN)
