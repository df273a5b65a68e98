"""Many papers at once: what may be made, how far a child process is, then printed or saved together."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base.texts import N_
from lwdesk.services.papers import batch, folder
from lwdesk.services.papers.batch import Many, Several
from lwdesk.services.papers.issue import Deliver, Issued, Way
from lwdesk.services.papers.kinds import KINDS
from lwdesk.ui import dates, printing, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import PrimaryButton, SecondaryButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.progress_bar import ProgressBar
from lwdesk.ui.rows import Cell, Column, Row, RowTable
from lwdesk.ui.surface import BottomBar, EmptyState, PageHeader
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural, words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from lwdesk.services.desk import Desk

LAST_WAIT = 2000  # milliseconds for a child that was ended


class ManyPage(Page):
    """One line for each paper; nothing is written down before all are drawn and delivered."""

    name = "papers"
    heading = N_("Papers")
    drawn = Signal()

    def __init__(self, context: Context, several: Several, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._several = several
        self.many, self._done = Many(), 0
        title = KINDS[several.kind].label(words.language)
        self.setAccessibleName(title)
        month = dates.month(several.month) if several.month else ""
        self.header = PageHeader(title, month, back_to=_("Back"))
        self.header.back.connect(context.back_wanted)
        self.bar = ProgressBar()
        self.table = RowTable((Column(_("For whom"), 6), Column(_("State"), 8)))
        self.table.setObjectName("papers")
        self.table.list.setAccessibleName(title)
        self.nothing = EmptyState("files", _("There is nothing to print."), "")
        self.said = Text("", "help", token="text2", wrap=True)
        self.stop = SecondaryButton(_("Cancel"), icon="x")
        self.save = SecondaryButton(_("Save all …"), icon="download")
        self.print = PrimaryButton(_("Print all …"), icon="printer")
        for button, name in ((self.stop, "stop"), (self.save, "save_all"), (self.print, "print_all")):
            button.setObjectName(name)
        self.process = QProcess(self)
        self._arrange()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._box.setContentsMargins(side, style.px(4), side, style.px(8))
        self._box.setSpacing(style.px(12))

    def opened(self) -> None:
        if not self.many.sheets:
            self._block(_("The papers are being drawn."))
            self.context.jobs.run(self, lambda desk: _gathered(desk, self._several), self._start)
        self.focus_first()

    def focus_first(self) -> None:
        first = self.stop if self.stop.isVisibleTo(self) else self.print
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def primary(self) -> None:
        if self.print.isEnabled():
            self.context.ask.printer(self, self._print)

    def start_print(self) -> None:
        self.primary()

    def save_now(self) -> None:
        if self.save.isEnabled():
            self.context.ask.folder(self, _("Folder for the papers"), self._save)

    def closed(self) -> None:
        """End the child and take away what it has drawn."""
        self.process.blockSignals(True)
        self._end_child()
        batch.discard(self.many)

    def _arrange(self) -> None:
        body = QWidget()
        self._box = QVBoxLayout(body)
        self._box.addWidget(self.bar)
        self._box.addWidget(self.table, 1)
        self._box.addWidget(self.nothing, 1)
        self.nothing.hide()
        bar = BottomBar()
        bar.add_status(self.said)
        for button in (self.save, self.print):
            bar.add_button(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.header.add_action(self.stop)
        outer.addWidget(self.header)
        outer.addWidget(body, 1)
        outer.addWidget(bar)

    def _listen(self) -> None:
        self.stop.clicked.connect(lambda _checked=False: self._stop())
        self.save.clicked.connect(lambda _checked=False: self.save_now())
        self.print.clicked.connect(lambda _checked=False: self.primary())
        self.process.readyReadStandardOutput.connect(self._read)
        self.process.finished.connect(lambda _code, _status: self._ended())
        self.process.errorOccurred.connect(lambda _error: self._ended())

    def _start(self, told: tuple[Many, bytes]) -> None:
        """Show every paper and let the child draw those that may be made."""
        self.many, parcel = told
        empty = not self.many.sheets and not self.many.refused
        self.nothing.setVisible(empty)
        self.table.setVisible(not empty)
        self.bar.setRange(0, max(1, len(self.many.sheets)))
        self._show()
        if not self.many.sheets:
            self._ended()
            return
        program, *rest = batch.command()
        self.process.start(program, rest)
        self.process.write(parcel)
        self.process.closeWriteChannel()

    def _read(self) -> None:
        """Take the last whole line: it says how many are drawn."""
        lines = bytes(self.process.readAllStandardOutput().data()).split()
        if lines:
            self._done = int(lines[-1])
            self._show()

    def _show(self) -> None:
        self.bar.setValue(self._done)
        self.table.list.show_rows([*self._sheets(), *self._refused()])
        count = len(self.many.sheets)
        self.said.setText(_("{done} of {count} drawn", done=self._done, count=count) if count else "")

    def _sheets(self) -> list[Row]:
        ready, waits = BadgeLook(_("Ready"), "ok", "check"), BadgeLook(_("Waits"), "neutral", "clock")
        return [
            _row(str(place), name, ready if place < self._done else waits)
            for place, name in enumerate(self.many.names)
        ]

    def _refused(self) -> list[Row]:
        return [
            _row(f"refused {place}", name, BadgeLook(_("Not made"), "warn", "ban"), why.sentence(words.texts))
            for place, (name, why) in enumerate(self.many.refused)
        ]

    def _ended(self) -> None:
        """Offer what is drawn; a child that was stopped or failed leaves nothing to offer."""
        whole = bool(self.many.sheets) and self._done == len(self.many.sheets)
        self.stop.hide()
        self._block("" if whole else _("There is nothing to print."))
        if whole:
            announce(self, plural("{n} paper is ready.", "{n} papers are ready.", self._done))
            self.print.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.many.sheets:
            batch.discard(self.many)
            self.said.setText(_("Stopped. Nothing was printed or saved."))
        self.drawn.emit()

    def _stop(self) -> None:
        self._done = 0
        self._end_child()

    def _end_child(self) -> None:
        if self.process.state() != QProcess.ProcessState.NotRunning:
            self.process.kill()
            self.process.waitForFinished(LAST_WAIT)

    def _block(self, reason: str) -> None:
        for button in (self.save, self.print):
            button.set_blocked(reason)

    def _print(self, printer: "QPrinter") -> None:
        self._issue("printed", printing.onto(printer))

    def _save(self, target: Path) -> None:
        self._issue("saved", folder.into_folder(target))

    def _issue(self, way: Way, deliver: Deliver) -> None:
        many = self.many
        self._block(_("The papers are on their way."))
        self.context.jobs.run(
            self, lambda desk: batch.issue(desk, many, way, deliver), self._issued, failed=self._failed
        )

    def _issued(self, done: tuple[Issued, ...]) -> None:
        self.many = Many()
        self.context.jobs.changed.emit(done[0], self)
        self.context.back_wanted.emit()
        told = plural("{n} paper issued and written down.", "{n} papers issued and written down.", len(done))
        self.context.said.emit(told, False)

    def _failed(self, _error: Exception) -> bool:
        self._block("")
        return False


def _gathered(desk: "Desk", several: Several) -> tuple[Many, bytes]:
    many = batch.gather(desk, batch.wanted(desk, several))
    return many, batch.parcel(many)


def _row(key: str, name: str, look: BadgeLook, why: str = "") -> Row:
    cells = (Cell(name, strong=True), Cell(why, badge=look))
    return Row(key, cells, ", ".join(part for part in (name, look.word, why) if part))
