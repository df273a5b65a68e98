"""Taking a decision of the timeline back: asked once, on the device that decided."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from lwdesk.services.exchange.views import Decided
from lwdesk.ui.context import Context
from lwdesk.ui.words import _


def ask_to_take_back(
    context: Context, page: QWidget, decided: Decided, otherwise: Callable[[], None]
) -> None:
    """Ask whether a decision is to be taken back; do something else where that is not possible here."""

    def ask(found: Decided) -> None:
        if found.save is None:
            otherwise()
            return
        context.ask.confirm(
            page,
            _("Take the decision back?"),
            _("What both devices wrote stands side by side again, here and with the next package there."),
            _("Take back"),
            lambda: take_back(found),
        )

    def take_back(found: Decided) -> None:
        context.jobs.run(
            page,
            lambda desk: desk.exchange.differences.take_back(found),
            lambda _changes: context.said.emit(_("Taken back"), False),
        )

    context.jobs.run(page, lambda desk: desk.exchange.differences.to_take_back(decided), ask)
