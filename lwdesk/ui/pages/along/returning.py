"""Giving sets back, erasing and closing them, wherever the window offers it."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lwdesk.services.exchange.along_views import SetHere, WouldLose
from lwdesk.ui.context import Page
from lwdesk.ui.exchanging import everything
from lwdesk.ui.pages.along import words
from lwdesk.ui.pages.exchange.work import Ended
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.exchange.sending import Sent


def give_back(page: Page) -> None:
    """Ask for the folder and write the package that brings the sets back."""
    context = page.context

    def told(sent: "Sent") -> None:
        context.said.emit(
            _("Package made: {name}. Bring it to the office.", name=isolate(sent.path.name)), False
        )
        context.exchanged.emit()

    def chosen(folder: Path) -> None:
        context.jobs.run(page, lambda desk: desk.exchange.along.give_back(folder), told)

    context.ask.folder(page, _("Where do you want to put the package?"), chosen)


def erase(page: Page, told: SetHere) -> None:
    """Erase a set after saying what would be lost with it."""
    context = page.context

    def ask(loss: WouldLose) -> None:
        context.ask.confirm(
            page,
            _("Erase the set from this device?"),
            words.loss(loss),
            _("Erase"),
            lambda: _erase(page, told.set),
            danger=True,
        )

    context.jobs.run(page, lambda desk: desk.exchange.along.loss(told.set), ask)


def close(page: Page, name: UUID) -> None:
    """Close a set that does not come back, after saying what that means."""
    page.context.ask.confirm(
        page,
        _("Close this set?"),
        _(
            "Its households do not count as out any more. The laptop hears nothing of it: what lies there"
            " stays until the last day. What still comes back is taken in as ever. Block a lost laptop on the"
            " page “Devices”."
        ),
        _("Close the set"),
        lambda: _close(page, name),
    )


def _close(page: Page, name: UUID) -> None:
    context = page.context

    def done(_ended: Ended) -> None:
        context.said.emit(_("The set is closed. Its households do not count as out any more."), False)

    def work(desk: "Desk") -> Ended:
        desk.exchange.along.close(name)
        return Ended(everything(), "close_set")

    context.jobs.run(page, work, done)


def _erase(page: Page, name: UUID) -> None:
    context = page.context

    def done(_ended: Ended) -> None:
        context.said.emit(_("The set is erased. The office hears of it with the next package."), False)

    def work(desk: "Desk") -> Ended:
        desk.exchange.along.forget(name, confirmed=True)
        return Ended(everything(), "erase_set")

    context.jobs.run(page, work, done)
