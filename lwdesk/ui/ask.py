"""The one seam for questions: real dialogs for people, scripted answers for tests."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.base import logs
from lwdesk.base.errors import Cancelled, LwError
from lwdesk.base.messages import UNEXPECTED, explain
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Ask(Protocol):
    """Questions are answered later, through `then`; nothing waits inside."""

    def confirm(
        self,
        parent: QWidget,
        question: str,
        consequence: str,
        verb: str,
        then: Callable[[], None],
        *,
        danger: bool = False,
    ) -> None: ...

    def reason(
        self,
        parent: QWidget,
        question: str,
        consequence: str,
        codelist: str,
        verb: str,
        then: Callable[[str], None],
    ) -> None: ...

    def tell(self, parent: QWidget, title: str, text: str, *, details: str = "") -> None: ...

    def open_file(self, parent: QWidget, title: str, pattern: str, then: Callable[[Path], None]) -> None: ...

    def open_files(
        self, parent: QWidget, title: str, pattern: str, then: Callable[[list[Path]], None], folder: str = ""
    ) -> None: ...

    def save_file(
        self, parent: QWidget, title: str, proposed: str, pattern: str, then: Callable[[Path], None]
    ) -> None: ...

    def folder(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None: ...

    def printer(self, parent: QWidget, then: Callable[["QPrinter"], None]) -> None: ...


def show_error(ask: Ask, parent: QWidget, error: BaseException) -> None:
    """Say what happened and what to do now; an unexpected error gets a number to pass on."""
    if isinstance(error, Cancelled):
        return
    if isinstance(error, LwError):
        happened, now = explain(error, words.texts)
        ask.tell(parent, happened, now, details=str(error))
        return
    number = logs.bug(error)
    ask.tell(
        parent, _(UNEXPECTED[0]), _(UNEXPECTED[1], number=number), details=f"{type(error).__name__} {number}"
    )


class Dialogs(QObject):
    """Asks people."""

    def confirm(
        self,
        parent: QWidget,
        question: str,
        consequence: str,
        verb: str,
        then: Callable[[], None],
        *,
        danger: bool = False,
    ) -> None:
        from lwdesk.ui.dialogs.question import QuestionDialog

        dialog = QuestionDialog(question, consequence, verb, danger=danger, parent=parent)
        dialog.accepted.connect(then)
        dialog.open()

    def reason(
        self,
        parent: QWidget,
        question: str,
        consequence: str,
        codelist: str,
        verb: str,
        then: Callable[[str], None],
    ) -> None:
        from lwdesk.ui.dialogs.question import QuestionDialog

        dialog = QuestionDialog(question, consequence, verb, codelist=codelist, parent=parent)
        dialog.accepted.connect(lambda: then(dialog.chosen()))
        dialog.open()

    def tell(self, parent: QWidget, title: str, text: str, *, details: str = "") -> None:
        from lwdesk.ui.dialogs.question import QuestionDialog

        QuestionDialog(title, text, "", details=details, parent=parent).open()

    def open_file(self, parent: QWidget, title: str, pattern: str, then: Callable[[Path], None]) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(parent, title, "", pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def open_files(
        self, parent: QWidget, title: str, pattern: str, then: Callable[[list[Path]], None], folder: str = ""
    ) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(parent, title, folder, pattern)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
        dialog.open()

    def save_file(
        self, parent: QWidget, title: str, proposed: str, pattern: str, then: Callable[[Path], None]
    ) -> None:
        from PySide6.QtCore import QStandardPaths
        from PySide6.QtWidgets import QFileDialog

        usual = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        folder = usual if usual.is_dir() else Path.home()
        dialog = QFileDialog(parent, title, str(folder / proposed), pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def folder(self, parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(parent, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def printer(self, parent: QWidget, then: Callable[["QPrinter"], None]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        from PySide6.QtWidgets import QDialog

        from lwdesk.ui import printing

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printing.prepare(printer)
        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        dialog.accepted.connect(lambda: then(printer))
        QDialog.open(dialog)  # the dialog's own open wants a receiver by name
