"""The report of a lost device, to be printed, and as a file for the coordination."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from lwdesk.services.exchange import loss
from lwdesk.services.exchange.devices import Known
from lwdesk.ui import style
from lwdesk.ui.buttons import Button, PrimaryButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.dialogs.root_key import grow_with
from lwdesk.ui.file_patterns import LOSS, PDF
from lwdesk.ui.flow import Flow, PageScroll
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, words


def show_loss(parent: QWidget, context: Context, one: Known) -> None:
    """Fetch the report of a loss and show it."""
    context.jobs.run(
        parent,
        lambda desk: (
            told := desk.exchange.losses.report(one.id),
            loss.paper(told, desk.office.name, words.texts),
        ),
        lambda told: LossDialog(parent, context, *told).open(),
    )


class LossDialog(DialogFrame):
    """What was on a device, and what to do now; to be printed, and as a file for the coordination."""

    def __init__(self, parent: QWidget, context: Context, told: loss.Loss, pdf: bytes) -> None:
        super().__init__(_("Report of the loss of {name}", name=told.device.label), parent=parent.window())
        self.setModal(True)
        self._context, self._told, self._pdf = context, told, pdf
        area = PageScroll()
        area.column().setContentsMargins(0, 0, 0, 0)
        area.column().setSpacing(style.px(4))
        for section in loss.sections(told, words.texts):
            area.column().addWidget(Text(section.title, "strong"))
            for label, value in section.facts:
                area.column().addWidget(Text(f"{label}: {value}", wrap=True, selectable=True))
            for number, line in enumerate(section.lines, 1):
                area.column().addWidget(Text(f"{number}. {line}", wrap=True))
            area.column().addSpacing(style.px(12))
        area.column().addStretch(1)
        self._area = area
        self.body.addWidget(area, 1)
        pdf_button = _button("save_report", _("Save as PDF …"), self._save)
        self.add(Flow(pdf_button, _button("save_loss", _("File for the coordination …"), self._write)))
        self.add_button(PrimaryButton(_("Close")), default=True)
        self.finished.connect(self.deleteLater)

    def restyle(self) -> None:
        super().restyle()
        self.setMinimumWidth(min(style.px(560), 620))

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the report, as far as the window behind goes."""
        super().showEvent(event)
        grow_with(self, self._area)

    def _save(self) -> None:
        self._context.ask.save_file(self, _("Save the report"), "verlustmeldung.pdf", PDF, self._keep)

    def _keep(self, path: Path) -> None:
        from lwdesk.services.setting_up import write_sheet

        pdf = self._pdf
        self._context.jobs.run(self, lambda _desk: write_sheet(path, pdf), lambda _told: self._saved(path))

    def _write(self) -> None:
        self._context.ask.save_file(self, _("File for the coordination"), "verlust.lwloss", LOSS, self._tell)

    def _tell(self, path: Path) -> None:
        device = self._told.device.id
        self._context.jobs.run(
            self, lambda desk: desk.exchange.losses.write(device, path), lambda _told: self._saved(path)
        )

    def _saved(self, path: Path) -> None:
        self._context.said.emit(_("Saved as {name}.", name=path.name), False)


def _button(name: str, text: str, then: Callable[[], None]) -> Button:
    button = SecondaryButton(text, icon="download")
    button.setObjectName(name)
    button.clicked.connect(then)
    return button
