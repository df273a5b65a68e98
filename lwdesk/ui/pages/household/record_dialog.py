"""One dialog for every form of the card: its fields, what is wrong with them, its draft, and one save."""

from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lwdesk.domain import advice
from lwdesk.domain.fields import Value
from lwdesk.domain.rules import Problem
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.input import Input
from lwdesk.ui.pages.household import layouts
from lwdesk.ui.pages.household.change import Change
from lwdesk.ui.pages.household.changes_fold import ChangesFold
from lwdesk.ui.pages.household.sheet import Named, RecordSheet
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, words

FORM = "record"  # the drafts of the card; they wait there and not in the list of households begun
WIDE, HIGH = 720, 640


class RecordDialog(DialogFrame):
    """Edits records; closes when they are saved, stays when something is to be looked at.

    Whatever closes it from outside leaves the draft; only the person lets it go.
    """

    save_wanted = Signal()

    def __init__(
        self, context: Context, change: Change, people: Named, colleagues: Named, parent: QWidget
    ) -> None:
        super().__init__(_(layouts.FORMS[change.form].title), parent=parent)
        self.setModal(True)
        self.setObjectName("record_dialog")
        self._context, self.change, self._busy = context, change, False
        self.sheet = RecordSheet(change, people, colleagues)
        self.keeper = DraftKeeper(context.jobs, self._told, self, FORM)
        self.sheet.edited.connect(self.keeper.touch)
        self._scroll = PageScroll()
        column = self._scroll.column()
        column.setContentsMargins(0, 0, style.px(16), 0)
        column.addWidget(self.sheet)
        self.body.addWidget(self._scroll)
        told = layouts.FORMS[change.form].told
        for record in (one for one in change.opened.values() if told and one.id in change.saved):
            self.add_below(ChangesFold(context, record, told))
        self.kept = Text("", "help", token="text2", wrap=True)
        self.buttons.insertWidget(0, self.kept, 1)
        self.cancel = QuietButton(_("Cancel"))
        self.cancel.clicked.connect(self.leave)
        self.save_button = PrimaryButton(_("Save"), icon="check")
        self.save_button.setObjectName("save_record")
        self.save_button.clicked.connect(self._pressed)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.save_button)
        self.keeper.saved.connect(self._say_kept)
        self.keeper.failed.connect(self.kept.setText)
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(key), self).activated.connect(self._pressed)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(context.lock_wanted)

    def sizeHint(self) -> QSize:
        """Be as large as a form needs and the window behind it allows."""
        host = self.parentWidget()
        window = host.window() if host is not None else self
        grows = bool(self.sheet.folds or self.sheet.lists)
        inner = style.px(HIGH) if grows else self._scroll.body.sizeHint().height() + style.px(160)
        return QSize(
            min(style.px(WIDE), window.width() - style.px(32)),
            min(max(inner, style.px(240)), style.px(HIGH), window.height() - style.px(32)),
        )

    def open(self) -> None:
        self.resize(self.sizeHint())
        super().open()
        self.sheet.focus_first()

    def input(self, key: str, record: UUID | None = None) -> Input:
        box = self.sheet.box(key, record)
        assert box is not None, key
        return box.input

    def fill(self, key: str, value: Value) -> None:
        """Put a value into a field as if somebody had typed it."""
        shown = self.input(key)
        if shown.value() != value:
            shown.set_value(value)
            shown.edited.emit()

    def add_below(self, widget: QWidget) -> None:
        """Put something below the fields."""
        self.sheet.column.insertWidget(self.sheet.column.count() - 1, widget)

    def go_to(self, key: str, record: UUID) -> None:
        """Put the cursor into a field of one record and bring it into view."""
        if (box := self.sheet.box(key, record)) is not None:
            self._show(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Treat the cross of the window like Esc."""
        event.ignore()
        self.leave()

    def reject(self) -> None:
        """Close and leave what was typed as a draft, as before a lock."""
        self.keep_draft()
        self.keeper.stop()
        super().reject()

    def keep_draft(self) -> None:
        """Write down now what is not written yet."""
        if not self._busy:
            self.keeper.keep()

    def leave(self) -> None:
        """Close and let the draft go; ask once before more than one typed field is lost."""
        if len(self.change.touched()) <= 1:
            self._discard()
            return
        self._context.ask.confirm(
            self,
            _("Discard your changes?"),
            _("What you have just typed is lost."),
            _("Discard"),
            self._discard,
            danger=True,
        )

    def failed(self, error: Exception) -> bool:
        """Keep the form as it is, and its draft; the window says what happened."""
        del error
        self._stay()
        return False

    def saved(self, result: Changes | Conflicts) -> None:
        """Close after a save; stay where somebody else changed the same fields."""
        if isinstance(result, Conflicts):
            self._stay()
            return
        self._set_busy(busy=False)
        self.accept()

    def _pressed(self) -> None:
        """Save, unless a field asks for a look first."""
        if self._busy or self._asks_for_a_look():
            return
        if not self.change.touched():
            self._discard()
            return
        self.save()

    def save(self) -> None:
        """Ask for the save; until it is answered nothing more can be asked."""
        self._set_busy(busy=True)
        self.keeper.stop()
        self.save_wanted.emit()

    def _asks_for_a_look(self) -> bool:
        """Show the sentences below the fields and put the cursor into the first of them."""
        first = self.sheet.first_unreadable()
        for problem in self._problems():
            box = self.sheet.box(f"{problem.kind}.{problem.field}", problem.record)
            if box is not None:
                box.show_problem(advice.sentence(problem, words.texts))
                first = first or box
        if first is not None:
            self._show(first)
        return first is not None

    def _problems(self) -> tuple[Problem, ...]:
        """Return what stands in the way of a save; a form of its own may add to it."""
        return self.change.problems()

    def _show(self, box: FieldBox) -> None:
        self.sheet.jump(box)
        self._scroll.ensureWidgetVisible(box)

    def _discard(self) -> None:
        self.keeper.stop()
        identity = self.change.id
        self._context.jobs.run(self._context, lambda desk: desk.drafts.discard(identity))
        super().reject()

    def _stay(self) -> None:
        self._set_busy(busy=False)
        self.keeper.touch()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.save_button.set_busy(busy)

    def _told(self) -> tuple[UUID, dict[str, Any], str]:
        return self.change.id, self.change.payload(), self.question.text()

    def _say_kept(self, at: datetime) -> None:
        self.kept.setText(_("Draft saved at {time}", time=at.astimezone().strftime("%H:%M:%S")))
