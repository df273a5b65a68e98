"""What everybody who works in a file is bound by: shown in a dialog of its own, saved together, told."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class AgreedDialog(DialogFrame):
    """Shows fields below each other and gives back what was agreed on."""

    chosen = Signal(object)

    def show_fields(self, fields: Iterable[QWidget]) -> None:
        """Put the fields into the dialog, with the ways to save and to leave."""
        self.setModal(True)
        scroll = PageScroll()
        scroll.column().setContentsMargins(0, 0, style.px(16), 0)
        scroll.column().setSpacing(style.px(12))
        for field in fields:
            scroll.column().addWidget(field)
        scroll.column().addStretch(1)
        self.add(scroll)
        self.add_button(QuietButton(_("Cancel")))
        self.add_button(PrimaryButton(_("Save"), icon="check"), accepts=True)


def ask[T](
    window: QWidget,
    context: Context,
    load: "Callable[[Desk], T]",
    make: Callable[[QWidget, T], AgreedDialog],
    save: "Callable[[Desk, T], object]",
) -> None:
    """Show what holds and save what was changed."""

    def show(told: T) -> None:
        dialog = make(window, told)
        dialog.chosen.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def keep(told: T) -> None:
        context.jobs.run(
            context,
            lambda desk: save(desk, told),
            lambda _done: context.said.emit(_("Saved, in force from now on"), False),
        )

    context.jobs.run(context, load, show)
