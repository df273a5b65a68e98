"""The page of the devices: who belongs, and every way in and out, with files as they travel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from lwdesk.base import clock
from lwdesk.services.exchange import joining, trust
from lwdesk.services.exchange.devices import Grant
from lwdesk.store import vault
from lwdesk.sync import roster
from lwdesk.ui.context import Context, Who
from lwdesk.ui.pages.devices import DevicesPage
from tests.gui import hostile, parts, screens, walk
from tests.unit import office
from tests.unit.device_kit import SECRET, enrolled, found, handed, joined

LAPTOP = "Laptop Blau"


@pytest.fixture(autouse=True)
def cheap():
    with vault.using(vault.CHEAP):
        yield


@pytest.fixture
def page(context, show):
    made = show(DevicesPage(context))
    made.opened()
    return made


@pytest.fixture
def laptop(tmp_path):
    made = joining.prepare(tmp_path / "laptop" / "neu.lwdb", LAPTOP, SECRET, anyway=True)
    yield made
    made.close()


def shown(widget: QWidget) -> str:
    walk.settle()
    return "\n".join(one.text() for one in widget.window().findChildren(QLabel) if one.isVisible())


def dialog(page) -> QDialog:
    found = [one for one in page.window().findChildren(QDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def part(widget: QWidget, name: str) -> QWidget:
    walk.settle()
    (one,) = [one for one in widget.findChildren(QWidget, name) if one.isVisible()]
    return one


def do(page, label: str) -> None:
    """Choose something in the menu of the page."""
    actions = {action.text(): action for action in page.more.menu().actions()}
    actions[label].trigger()


def sign(asking: QDialog, ask, folder) -> None:
    """Choose the file of the root, and type its passphrase."""
    ask.expect("open_file", folder / "stadt.lwroot")
    part(asking, "choose_root").click()
    parts.type_text(part(asking, "root_passphrase"), SECRET)


def test_alone_the_page_offers_the_three_ways_to_belong(page) -> None:
    assert "Dieses Gerät steht bisher allein" in shown(page)
    assert [part(page, f"first_{name}").isEnabled() for name in ("request", "accept", "found")] == [True] * 3


def test_the_root_is_made_and_its_sheet_asks_to_be_kept(page, ask, tmp_path) -> None:
    ask.expect("save_file", tmp_path / "stadt.lwroot")
    part(page, "first_found").click()
    asking = dialog(page)
    parts.type_text(part(asking, "new_passphrase"), SECRET)
    parts.type_text(part(asking, "repeat_passphrase"), SECRET)
    part(asking, "go").click()
    sheet = dialog(page)
    assert "Blatt zum Hauptschlüssel" in shown(sheet)
    assert not part(sheet, "sheet_done").isEnabled()
    ask.expect("save_file", tmp_path / "blatt.pdf")
    part(sheet, "save_sheet").click()
    assert (tmp_path / "blatt.pdf").read_bytes().startswith(b"%PDF")
    part(sheet, "sheet_is_safe").click()
    part(sheet, "sheet_done").click()
    assert (tmp_path / "stadt.lwroot").exists()
    assert "dieses Gerät" in shown(page)


def test_a_request_is_saved_and_its_digits_are_shown_to_be_read_out(page, ask, tmp_path) -> None:
    ask.expect("save_file", tmp_path / "anfrage.lwenroll")
    part(page, "first_request").click()
    told = dialog(page)
    assert "Lesen Sie diese Ziffern am Telefon vor" in shown(told)
    digits = page.context.jobs._desk.exchange.devices.fingerprint().split()
    assert "   ".join(digits[:3]) in shown(told)


def asked_to_take_in(page, desk, ask, laptop, folder):
    """Open the request of the laptop; return the dialog, and the digits that are heard on the phone."""
    found(desk, folder)
    page.reload()
    digits = laptop.write_request(folder / "anfrage.lwenroll")
    ask.expect("open_file", folder / "anfrage.lwenroll")
    part(page, "enrol").click()
    return dialog(page), digits


def test_a_device_is_taken_in_with_the_digits_heard_and_the_list_is_saved(
    page, desk, ask, laptop, tmp_path
) -> None:
    asking, digits = asked_to_take_in(page, desk, ask, laptop, tmp_path)
    assert digits not in shown(asking)
    parts.type_text(part(asking, "digits").edit, digits)
    sign(asking, ask, tmp_path)
    ask.expect("save_file", tmp_path / "liste.lwroster")
    part(asking, "go").click()
    assert {one.label for one in desk.exchange.devices.listed()} >= {LAPTOP}
    assert laptop.look(tmp_path / "liste.lwroster").roster.version == 2


def test_nothing_is_signed_while_a_group_of_digits_differs(page, desk, ask, laptop, tmp_path) -> None:
    asking, digits = asked_to_take_in(page, desk, ask, laptop, tmp_path)
    wrong = "1" if digits[0] != "1" else "2"
    parts.type_text(part(asking, "digits").edit, wrong + digits[1:])
    sign(asking, ask, tmp_path)
    assert "Gruppe 1 weicht ab" in shown(asking)
    assert not part(asking, "go").isEnabled()


def test_a_wrong_passphrase_of_the_root_is_told_in_the_dialog(page, desk, ask, laptop, tmp_path) -> None:
    asking, digits = asked_to_take_in(page, desk, ask, laptop, tmp_path)
    parts.type_text(part(asking, "digits").edit, digits)
    sign(asking, ask, tmp_path)
    parts.type_text(part(asking, "root_passphrase"), "x")
    part(asking, "go").click()
    assert "Das hat nicht gepasst." in shown(asking)
    assert len(desk.exchange.devices.listed()) == 1


def choose(page, label: str) -> None:
    """Go down the list by keyboard until this device is chosen."""
    page.focus_first()
    one = next(one for one in page._devices if one.label == label)
    keys = [str(known.id) for known in page._devices]
    for _step in range(keys.index(str(one.id))):
        QTest.keyClick(page.table.list, Qt.Key.Key_Down)
    assert page.table.list.current_key() == str(one.id)


def test_a_device_is_locked_out_for_a_reason(page, desk, ask, laptop, tmp_path) -> None:
    enrolled(desk, laptop, tmp_path)
    page.reload()
    choose(page, LAPTOP)
    part(page, "revoke_device").click()
    asking = dialog(page)
    assert "gilt nirgends" in shown(asking)
    sign(asking, ask, tmp_path)
    assert not part(asking, "go").isEnabled()
    reason = part(asking, "reason")
    reason.set_value("lost")
    reason.edited.emit()
    assert not part(asking, "go").isEnabled()
    part(asking, "wrote_nothing").click()
    ask.expect("save_file", tmp_path / "neu.lwroster")
    part(asking, "go").click()
    assert "gesperrt: verloren" in shown(page)
    assert "Zurück kommt es nur als neues Gerät." in shown(page)


def test_a_report_that_comes_later_lets_more_of_the_work_count(page, desk, ask, laptop, tmp_path) -> None:
    signer, working = joined(desk, laptop, tmp_path)
    handed(working, desk, tmp_path)
    lost = working.device.id
    desk.exchange.devices.revoke(lost, "retired", signer)
    before = desk.exchange.trust.roster().device(lost.hex)
    (writer,) = before.cut
    report = roster.Loss(lost.hex, {writer: before.cut[writer] + 3}, clock.today())
    (tmp_path / "verlust.lwloss").write_bytes(roster.loss(report, desk.exchange.trust.own().key))
    page.reload()
    choose(page, LAPTOP)
    ask.expect("open_file", tmp_path / "verlust.lwloss")
    part(page, "report_device").click()
    asking = dialog(page)
    assert "verlust.lwloss" in shown(asking)
    sign(asking, ask, tmp_path)
    ask.expect("save_file", tmp_path / "neu.lwroster")
    part(asking, "go").click()
    assert "gesperrt: außer Betrieb" in shown(page)
    after = desk.exchange.trust.roster().device(lost.hex)
    assert (after.cut[writer], after.reason) == (before.cut[writer] + 3, "retired")
    working.close()


def test_a_loss_is_reported_on_paper_and_to_the_coordination(page, desk, ask, laptop, tmp_path) -> None:
    enrolled(desk, laptop, tmp_path)
    page.reload()
    choose(page, LAPTOP)
    part(page, "lost_device").click()
    told = dialog(page)
    assert "Haushalt: 0" in shown(told)
    ask.expect("save_file", tmp_path / "verlust.pdf")
    part(told, "save_report").click()
    ask.expect("save_file", tmp_path / "verlust.lwloss")
    part(told, "save_loss").click()
    assert (tmp_path / "verlust.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "verlust.lwloss").stat().st_size > 100


def test_the_own_device_renews_its_keys_and_is_never_locked_out(page, desk, ask, tmp_path) -> None:
    found(desk, tmp_path)
    page.reload()
    assert not page.panel.findChildren(QWidget, "revoke_device")
    ask.expect("save_file", tmp_path / "neu.lwenroll")
    part(page, "rotate_device").click()
    assert "Lesen Sie diese Ziffern am Telefon vor" in shown(dialog(page))
    assert desk.exchange.devices.read_request(tmp_path / "neu.lwenroll").renews


def test_the_own_device_continues_under_a_new_name_when_asked(page, desk, ask, tmp_path) -> None:
    found(desk, tmp_path)
    page.reload()
    before = logs(desk)
    ask.expect("confirm", False)
    part(page, "renew_device").click()
    assert logs(desk) == before
    ask.expect("confirm", True)
    part(page, "renew_device").click()
    walk.settle()
    assert logs(desk) == before + 1


def logs(desk) -> int:
    with desk.seat.reading() as reader:
        return len(reader.rows("SELECT wid FROM writer WHERE scope='office'"))


def test_the_first_list_is_compared_before_it_counts(page, desk, ask, laptop, tmp_path) -> None:
    """The laptop of the test is the coordination here, and the desk joins it."""
    del laptop
    desk.exchange.devices.write_request(tmp_path / "anfrage.lwenroll")
    (tmp_path / "andere").mkdir()
    with office.opened(office.place(tmp_path / "andere")) as coordination:
        signer = found(coordination, tmp_path)
        devices = coordination.exchange.devices
        asked = devices.read_request(tmp_path / "anfrage.lwenroll")
        devices.enrol(asked, asked.fingerprint, signer, Grant("office"))
        devices.write_roster(tmp_path / "liste.lwroster")
    ask.expect("open_file", tmp_path / "liste.lwroster")
    part(page, "first_accept").click()
    asking = dialog(page)
    assert not part(asking, "go").isEnabled()
    parts.type_text(part(asking, "digits").edit, signer.fingerprint)
    part(asking, "go").click()
    assert len(desk.exchange.devices.listed()) == 2
    assert "dieses Gerät" in shown(page)


@pytest.mark.parametrize(("width", "height"), [(1160, 744), (760, 600)])
def test_everybody_gets_along_with_the_page(page, desk, laptop, tmp_path, width, height) -> None:
    enrolled(desk, laptop, tmp_path)
    page.window().resize(width, height)
    page.reload()
    assert walk.faults(page) == []
    assert walk.stateless(page) == []
    assert QApplication.focusWidget() is not None


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("what", ["enrol", "revoke", "lost", "found"])
def test_everybody_gets_along_with_the_dialogs(page, desk, ask, laptop, tmp_path, what, scale) -> None:
    parts.dress("light", scale)
    signer = found(desk, tmp_path)
    digits = laptop.write_request(tmp_path / "anfrage.lwenroll")
    if what == "enrol":
        ask.expect("open_file", tmp_path / "anfrage.lwenroll")
    elif what == "found":
        ask.expect("save_file", tmp_path / "neu.lwroot")
    else:
        asked = desk.exchange.devices.read_request(tmp_path / "anfrage.lwenroll")
        desk.exchange.devices.enrol(asked, digits, signer, Grant("office", desk.office.id))
    page.reload()
    if what in ("revoke", "lost"):
        choose(page, LAPTOP)
    page._do(what)
    assert walk.faults(dialog(page)) == []
    assert walk.stateless(dialog(page)) == []
    assert hostile.paste(dialog(page), hostile.WORST) or what == "lost"
    assert hostile.not_plain(dialog(page)) == []


def test_behind_the_name_at_the_bottom_left_stands_the_way_to_the_devices(qtbot, ask, tmp_path) -> None:
    (tmp_path / "pc").mkdir()
    screen = screens.opened(qtbot, ask, office.place(tmp_path / "pc"))
    screen.unlock()
    screen.way("Geräte")
    screen.rest()
    assert "Dieses Gerät steht bisher allein" in screen.shown()
    assert screen.part("first_request").hasFocus()


def test_a_withdrawn_device_is_told_so_and_sends_nothing(page, desk, ask, laptop, tmp_path) -> None:
    signer = enrolled(desk, laptop, tmp_path)
    own = desk.exchange.trust.own().device
    told = desk.exchange.trust.roster()
    newer = trust.revoke(told, own, {}, "lost")
    document = roster.write(newer)
    path = tmp_path / "neu.lwroster"
    path.write_bytes(roster.file(document, roster.signed(document, signer.key)))
    page.reload()
    ask.expect("open_file", path)
    do(page, "Eine Geräteliste einlesen …")
    choose(page, desk.device.name)
    assert "gesperrt: verloren" in shown(page)
    assert not page.panel.findChildren(QWidget, "rotate_device")


def test_a_file_that_is_only_read_offers_nothing_to_do(desk, jobs, ask, show, tmp_path) -> None:
    found(desk, tmp_path)
    parts.dress()
    page = show(DevicesPage(Context(jobs, ask, Who("Hörde", "Jana Albers", "", "", read_only=True))))
    page.opened()
    assert "dieses Gerät" in shown(page)
    for name in ("enrol", "more", "rotate_device"):
        assert not [one for one in page.findChildren(QWidget, name) if one.isVisible()]
