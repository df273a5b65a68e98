"""The recovery code on the screen, until it is on paper."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lwdesk.base.errors import LwError
from lwdesk.services import setting_up
from lwdesk.ui import printing
from lwdesk.ui.accessible import announce
from lwdesk.ui.ask import Ask, show_error
from lwdesk.ui.buttons import SecondaryButton
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.file_patterns import PDF
from lwdesk.ui.flow import Flow
from lwdesk.ui.surface import Banner, Panel
from lwdesk.ui.text import Text
from lwdesk.ui.wizard import WizardStep
from lwdesk.ui.words import _


class RecoveryStep(WizardStep):
    """Shows the code, makes the sheet, and asks whether it is in a safe place."""

    def __init__(
        self, ask: Ask, pdf: bytes, code: str, *, use: str = "", file: str = "lwdesk-blatt.pdf"
    ) -> None:
        """`use` says what the code is for, unless it opens the data file."""
        super().__init__()
        self._ask, self._pdf, self._file = ask, pdf, file
        self.column.addWidget(
            Banner(
                "warn",
                _("This code is shown only now"),
                use or _("With it you get in when every passphrase is forgotten. Nobody else can help."),
            )
        )
        panel = Panel(spacing=4)
        groups = code.replace("-", " ").split()
        half = (len(groups) + 1) // 2
        for part in (groups[:half], groups[half:]):
            panel.add(Text("  ".join(part), "section", tabular=True, selectable=True))
        panel.setAccessibleName(_("Recovery code: {code}", code=" ".join(groups)))
        self.column.addWidget(panel)
        self._save_button = SecondaryButton(_("Save as PDF …"), icon="download")
        self._save_button.setObjectName("save_sheet")
        self._save_button.clicked.connect(self._save)
        self._paper = SecondaryButton(_("Print …"), icon="printer")
        self._paper.clicked.connect(self._print)
        self.column.addWidget(Flow(self._save_button, self._paper))
        self._saved = Text("", "help", token="ok", wrap=True)
        self.column.addWidget(self._saved)
        self._safe = CheckBox(_("The sheet is printed or written down and lies in a safe place."))
        self._safe.setObjectName("sheet_is_safe")
        self._safe.toggled.connect(lambda _on: self.changed.emit())
        self.column.addWidget(self._safe)
        self.column.addStretch(1)

    def blocked(self) -> str:
        return "" if self._safe.isChecked() else _("Please put the sheet in a safe place first.")

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab stops at, from top to bottom."""
        return (self._save_button, self._paper, self._safe)

    def focus_first(self) -> None:
        self._save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        self._ask.save_file(self, _("Save the recovery sheet"), self._file, PDF, self._write)

    def _write(self, path: Path) -> None:
        try:
            setting_up.write_sheet(path, self._pdf)
        except LwError as error:
            show_error(self._ask, self, error)
            return
        self._saved.setText(_("Saved as {name}. Print it and delete the file.", name=path.name))
        announce(self, self._saved.text())

    def _print(self) -> None:
        self._ask.printer(self, lambda printer: printing.draw(printer, self._pdf))
