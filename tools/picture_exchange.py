"""The scenes of the exchange: what is due and what came, a package looked into, a difference decided."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lwdesk.base import clock
from lwdesk.services.desk import Desk
from lwdesk.store import vault
from lwdesk.ui.pages.exchange import ExchangePage
from lwdesk.ui.shell import Shell
from tests.gui import two_devices
from tools.picture_household import lay_over
from tools.picture_scenes import Set, settle

FORMER, HERE, THERE = "0171 39200 71", "0171 39200 17", "0176 04069 012"
STICK = "USB-Stick"


def exchange(stage: Set) -> None:
    """Show what is due beside packages that were confirmed, that wait, and that were refused."""
    _page(stage, taken=True)


def preview(stage: Set) -> None:
    """Look into the package of the laptop before anything of it is taken in."""
    page, paths = _page(stage, taken=False)
    page.look_into(paths)
    lay_over(stage)


def differences(stage: Set) -> None:
    """Choose the second side of the telephone number that both changed."""
    page, _paths = _page(stage, taken=True)
    page.context.wanted.emit("differences", None)
    settle()
    shell = stage.window.surface()
    assert isinstance(shell, Shell)
    QTest.keyClick(shell.page.focusWidget() or shell.page, Qt.Key.Key_2)
    settle()


def contents(stage: Set) -> None:
    page, _paths = _page(stage, taken=True)
    page.context.wanted.emit("package_contents", None)
    settle()


def log(stage: Set) -> None:
    page, _paths = _page(stage, taken=True)
    page.context.wanted.emit("exchange_log", "received")
    settle()


def nobody(stage: Set) -> None:
    """Show the page of a device that takes no part yet."""
    stage.enter().go("exchange")
    settle()


def _page(stage: Set, *, taken: bool) -> tuple[ExchangePage, tuple[Path, ...]]:
    """Let PC and laptop work apart, and show the page at the PC."""
    paths = _worked_apart(stage, taken=taken)
    shell = stage.enter()
    shell.go("exchange")
    settle()
    page = shell.page
    assert isinstance(page, ExchangePage)
    return page, paths


def _worked_apart(stage: Set, *, taken: bool) -> tuple[Path, ...]:
    stick = stage.folder / STICK
    stick.mkdir()
    with vault.using(vault.CHEAP):
        desk = stage.cast.open(stage.window.settings.files[0].path)
        with _on("2021-10-11"):
            laptop = two_devices.join(desk, stage.folder)
            two_devices.change(desk, stage.cast.family, phone=FORMER)
            _hand(desk, laptop, stick)
        with _on("2021-10-18"):
            desk.exchange.places.choose(stick)
            _hand(laptop, desk, stick)
        with _on("2021-10-26", 12):
            two_devices.change(desk, stage.cast.family, phone=HERE)
            desk.exchange.sending.export(stick)
        with _on("2021-10-28", 8):
            two_devices.change(laptop, stage.cast.family, phone=THERE)
            first = laptop.exchange.sending.export(stick).path
        broken = stick / "lwdesk-7d1f2a90.lwb"
        broken.write_bytes(first.read_bytes()[:-100])
        if taken:
            _take_both(desk, first, broken)
        laptop.close()
        desk.close()
    return first, broken


def _take_both(desk: Desk, first: Path, broken: Path) -> None:
    from lwdesk.base.errors import BundleRefused

    try:
        desk.exchange.receiving.take(broken)
    except BundleRefused:
        desk.exchange.receiving.take(first)


def _hand(sender: Desk, receiver: Desk, stick: Path) -> None:
    receiver.exchange.receiving.take(sender.exchange.sending.export(stick).path)


@contextmanager
def _on(day: str, hour: int = 9) -> Iterator[None]:
    moment = datetime.fromisoformat(f"{day}T{hour:02}:32:00").replace(tzinfo=UTC)
    with clock.using(clock.FixedClock(moment)):
        yield
