"""What stands behind the name at the bottom left: switching the user, accounts, the trail, settings, help."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.ui.opening import Opened
    from lwdesk.ui.shell import Shell
    from lwdesk.ui.window import Window

type Way = tuple[str, Callable[[], None]] | None
"""A word and what it does; None is a line between."""


def attach(window: "Window", shell: "Shell", opened: "Opened") -> QMenu:
    """Let the name open a menu with the ways that this person may go."""
    who = shell.context.who
    pages: list[Way] = []
    if who.manages_users:
        pages.append((_("Users"), lambda: shell.show_page("users")))
    if who.changes_settings:
        pages.append((_("Devices"), lambda: shell.show_page("devices")))
    if who.reads_trail:
        pages.append((_("Trail"), lambda: shell.show_page("audit")))
    if who.changes_settings:
        pages.append((_("What the office agreed on …"), lambda: _rules(window, shell)))
        pages.append((_("Statements about data protection …"), lambda: _authority(window, shell)))
    if who.renews_recovery:
        pages.append((_("New recovery sheet …"), lambda: _renew(window, shell)))
    ways: tuple[Way, ...] = (
        (_("Switch user …"), lambda: ask_who_goes_on(window, shell, opened)),
        *pages,
        None,
        (_("Settings"), window.show_settings),
        (_("Help (F1)"), window.show_help),
    )
    anchor = shell.navigation.person
    menu = _menu(anchor, ways)
    shell.person_wanted.connect(lambda: menu.popup(_above(anchor, menu)))
    return menu


def _renew(window: "Window", shell: "Shell") -> None:
    from lwdesk.ui.dialogs.recovery import ask_for_new_sheet

    ask_for_new_sheet(window, shell.context)


def _rules(window: "Window", shell: "Shell") -> None:
    from lwdesk.ui.dialogs.office_rules import ask_for_rules

    ask_for_rules(window, shell.context)


def _authority(window: "Window", shell: "Shell") -> None:
    from lwdesk.ui.dialogs.authority import ask_for_authority

    ask_for_authority(window, shell.context)


def _menu(anchor: QWidget, ways: Sequence[Way]) -> QMenu:
    menu = QMenu(anchor)
    menu.setObjectName("person_menu")
    for way in ways:
        if way is None:
            menu.addSeparator()
            continue
        label, then = way
        menu.addAction(label.replace("&", "&&")).triggered.connect(lambda _on=False, then=then: then())
    return menu


def _above(anchor: QWidget, menu: QMenu) -> QPoint:
    return anchor.mapToGlobal(QPoint(0, -menu.sizeHint().height()))


def ask_who_goes_on(window: "Window", shell: "Shell", opened: "Opened") -> None:
    """Ask on top of the present work; whoever proves who they are goes on in the same file."""
    from lwdesk.ui.dialogs.switch_user import SwitchUserDialog

    desk = opened.desk
    dialog = SwitchUserDialog(window, shell.context, desk.path, str(desk.staff.id))
    dialog.proven.connect(lambda user, secret: go_on_as(window, user, secret))
    dialog.open()


def go_on_as(window: "Window", user: str, secret: str) -> None:
    """Put the present person's work away, and open the file for the other one."""
    from lwdesk.ui.pages.unlock import UnlockPage

    window.lock()
    page = window.surface()
    if isinstance(page, UnlockPage):
        page.sign_in(user, secret)
