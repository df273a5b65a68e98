"""The scenes of devices: who belongs, taking one in, a set that goes along, the first day of a laptop."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lwdesk.domain.visit import Visit
from lwdesk.services.desk import Desk
from lwdesk.services.exchange import joining
from lwdesk.services.exchange.along_views import Packed
from lwdesk.services.exchange.device_files import Asked
from lwdesk.services.exchange.devices import Grant, Known, Role
from lwdesk.services.exchange.joining import Joining
from lwdesk.services.settings import KnownFile
from lwdesk.store import vault
from lwdesk.ui.dialogs.devices import EnrolDialog, RevokeDialog
from lwdesk.ui.digits import DigitsPanel
from lwdesk.ui.input_choice import SegmentedInput
from lwdesk.ui.input_text import LineInput
from lwdesk.ui.jobs import InlineExecutor
from lwdesk.ui.opening import Opened
from lwdesk.ui.pages.along.page import AlongPage
from lwdesk.ui.pages.devices import DevicesPage
from lwdesk.ui.pages.joining.steps import ListStep, RequestStep
from lwdesk.ui.pages.visits.page import VisitsPage
from lwdesk.ui.shell import Shell
from tests.gui.two_devices import LAPTOP, ROOT_SECRET
from tools.picture_household import lay_over
from tools.picture_office import SECRET
from tools.picture_scenes import Set, settle, type_text, until

TOMORROW = datetime(2021, 11, 3, 9, tzinfo=UTC)
DIGITS = "52813 07746 91530 28864 40197 63325"


def devices(stage: Set) -> DevicesPage:
    """Show the PC and the laptop, the laptop chosen."""
    shell = stage.enter()
    with _taken_in(stage, shell) as laptop:
        laptop.close()
    shell.show_page("devices")
    settle()
    page = shell.page
    assert isinstance(page, DevicesPage)
    page.table.list.choose(str(_other(shell).id))
    settle()
    _same_digits(stage)
    return page


def alone(stage: Set) -> None:
    stage.enter().show_page("devices")
    settle()


def enrolling(stage: Set) -> None:
    """Compare the digits of a device that asks to belong."""
    page = devices(stage)
    path = stage.folder / "anfrage.lwenroll"
    with vault.using(vault.CHEAP):
        blue = joining.prepare(stage.folder / "blau.lwdb", "Laptop Blau", SECRET, anyway=True)
        digits = blue.write_request(path)
        blue.close()

    def show(told: tuple[Asked, tuple[Known, ...]]) -> None:
        EnrolDialog(page, page.context, *told, page.reload).open()

    page.context.jobs.run(
        page, lambda desk: (desk.exchange.devices.read_request(path), desk.exchange.devices.listed()), show
    )
    settle()
    type_text(stage.find(QWidget, "digits"), digits[:17])
    stage.find(LineInput, "digits").set_value(DIGITS[:17])
    lay_over(stage)


def revoking(stage: Set) -> None:
    """Lock a lost device out."""
    page = devices(stage)
    RevokeDialog(page, page.context, _other(stage.window.surface()), page.reload).open()
    settle()
    stage.find(SegmentedInput, "reason").set_value("lost")
    lay_over(stage)


def packing(stage: Set) -> AlongPage:
    """Pack a set for the visits of tomorrow, with one on its way already."""
    shell = stage.enter()
    shell.context.jobs.run(shell, lambda desk: _visit(stage, desk))
    with _taken_in(stage, shell, "laptop") as laptop:
        laptop.close()
    shell.context.jobs.run(shell, lambda desk: _packed(stage, desk, other=True))
    shell.show_about("along", TOMORROW.date())
    settle()
    page = shell.page
    assert isinstance(page, AlongPage)
    return page


def banner(stage: Set) -> None:
    """Show at the laptop how long its set may stay."""
    shell = _at_laptop(stage)
    shell.go("visits")
    page = shell.page
    assert isinstance(page, VisitsPage)
    page.tabs.tabs["planned"].click()
    settle()


def set_here(stage: Set) -> None:
    _at_laptop(stage).show_about("along", None)
    settle()


def request(stage: Set) -> None:
    """Ask to belong: the request is saved, its digits are read out on the phone."""
    stage.window.show_joining()
    stage.show()
    type_text(stage.find(LineInput, "device").control(), LAPTOP)
    stage.press("next")
    for name in ("new_passphrase", "repeat_passphrase"):
        type_text(stage.find(QWidget, name), SECRET)
    settle()
    with vault.using(vault.CHEAP):
        stage.press("next")
        until(lambda: _shown(stage, "save_request"))
    settle()
    stage.find(RequestStep).wanted.emit(stage.folder / "anfrage.lwenroll")
    until((stage.folder / "anfrage.lwenroll").exists)
    settle()
    _same_digits(stage)


def device_list(stage: Set) -> None:
    """Compare the digits of the root, at the step of the device list."""
    office = stage.window.settings.files[0].path
    request(stage)
    stage.press("next")
    desk = stage.cast.open(office)
    with vault.using(vault.CHEAP):
        devices = desk.exchange.devices
        root = devices.found(stage.folder / "stadt.lwroot", ROOT_SECRET).root
        asked = devices.read_request(stage.folder / "anfrage.lwenroll")
        devices.enrol(asked, asked.fingerprint, root, Grant("office", desk.office.id))
        devices.write_roster(stage.folder / "liste.lwroster")
    desk.close()
    stage.find(ListStep).wanted.emit(stage.folder / "liste.lwroster")
    until(lambda: _shown(stage, "digits"))
    settle()


def _at_laptop(stage: Set) -> Shell:
    """Let the laptop join with the set that was packed for it, and work there."""
    desk = stage.cast.open(stage.window.settings.files[0].path)
    with vault.using(vault.CHEAP):
        _visit(stage, desk)
        with _enrolled(stage, desk, "laptop") as laptop:
            root = laptop.look(stage.folder / "liste.lwroster")
            laptop.accept(root, root.fingerprint)
            laptop.take(Path(_packed(stage, desk).path))
            me = next(one for one in laptop.standing().people if one.id != desk.staff.id)
            there = laptop.finish(me.id, SECRET)
        desk.close()
    known = KnownFile(there.path, there.office.name, user=str(there.staff.id))
    stage.window.show_desk(Opened(there, InlineExecutor(), known, 10))
    stage.show()
    shell = stage.window.surface()
    assert isinstance(shell, Shell)
    return shell


def _visit(stage: Set, desk: Desk) -> None:
    """Plan a visit of the family for tomorrow."""
    desk.visits.plan(
        Visit(household=stage.cast.family, sort="first", planned_at=TOMORROW, staff=desk.staff.id)
    )


def _packed(stage: Set, desk: Desk, *, other: bool = False) -> Packed:
    along = desk.exchange.along
    home = stage.cast.family
    if other:
        home = next(hit.household for hit in desk.search.find("rezai").hits)
    return along.pack([home], along.laptops()[0].id, TOMORROW.date() + timedelta(days=2), stage.folder)


@contextmanager
def _taken_in(stage: Set, shell: Shell, role: str = "office") -> Iterator[Joining]:
    """Take a laptop into the office of the open file."""
    made: list[Desk] = []
    shell.context.jobs.run(shell, made.append)
    with vault.using(vault.CHEAP), _enrolled(stage, made[0], role) as laptop:
        yield laptop


@contextmanager
def _enrolled(stage: Set, desk: Desk, role: Role) -> Iterator[Joining]:
    devices = desk.exchange.devices
    root = devices.found(stage.folder / "stadt.lwroot", ROOT_SECRET).root
    laptop = joining.prepare(stage.folder / "laptop.lwdb", LAPTOP, SECRET, anyway=True)
    asked = stage.folder / "bitte.lwenroll"
    digits = laptop.write_request(asked)
    devices.enrol(devices.read_request(asked), digits, root, Grant(role, desk.office.id))
    devices.write_roster(stage.folder / "liste.lwroster")
    yield laptop


def _other(shell: QWidget | None) -> Known:
    """Return the device that is not this one."""
    assert isinstance(shell, Shell)
    found: list[Known] = []
    shell.context.jobs.run(
        shell,
        lambda desk: desk.exchange.devices.listed(),
        lambda all_of_them: found.extend(one for one in all_of_them if not one.is_own),
    )
    settle()
    return found[0]


def _same_digits(stage: Set) -> None:
    """Show the same digits in each picture; the keys behind them are new each time."""
    for panel in stage.window.findChildren(DigitsPanel):
        panel.show_digits(DIGITS)
    settle()


def _shown(stage: Set, name: str) -> bool:
    return any(one.isVisible() for one in stage.window.findChildren(QWidget, name))
