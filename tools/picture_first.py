"""The scenes before a file is open, beyond the usual one: lost, brought back, new, covered."""

from lwdesk.services import accounts
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.store import vault
from lwdesk.ui.jobs import InlineExecutor
from lwdesk.ui.opening import Opened
from lwdesk.ui.window import Window
from tests.unit.two_offices import THERE
from tools.picture_scenes import Set, settle


def new_computer(stage: Set) -> None:
    """Show the first screen where no file is known."""
    before = stage.window
    settings = DeviceSettings(stage.variant.theme, "de", stage.variant.scale)
    stage.window = Window(settings, lambda _settings: None)
    stage.window.resize(before.size())
    before.deleteLater()
    stage.window.show_unlock()
    stage.show()


def recover(stage: Set) -> None:
    """Come back with the code of the recovery sheet."""
    stage.window.show_recovery(stage.window.settings.files[0].path, stage.cast.user)
    stage.show()


def restore(stage: Set) -> None:
    path = stage.window.settings.files[0].path
    stage.window.show_restore(path, accounts.users(path))
    stage.show()


def own_passphrase(stage: Set) -> None:
    """Choose a passphrase of one's own at the first unlock."""
    stage.window.show_own_passphrase(stage.window.settings.files[0].path, stage.cast.user, "rukibo-felaso-42")
    stage.show()


def cover(stage: Set) -> None:
    stage.enter()
    stage.window.cover()
    settle()


def empty_day(stage: Set) -> None:
    """Show the consultation hour on the first day of an office."""
    folder = stage.folder / "nord"
    folder.mkdir()
    with vault.using(vault.CHEAP):
        desk = accounts.set_up(folder / "nord.lwdb", THERE, anyway=True).desk
    known = KnownFile(desk.path, desk.office.name, user=str(desk.staff.id))
    stage.window.show_desk(Opened(desk, InlineExecutor(), known, 10))
    stage.show()
