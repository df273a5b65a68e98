"""One dialog for every record of the card: its form, what is wrong with it, and one save."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lwdesk.domain import advice
from lwdesk.domain.fields import Record
from lwdesk.domain.rules import problems
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.record_form import Layout, RecordForm
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, words

WIDE, HIGH = 640, 620
LINKS = {"household", "person"}


@dataclass(frozen=True, slots=True)
class Part:
    """One record on the dialog with the fields that are shown of it."""

    record: Record
    layout: Layout
    heading: str = ""
    mandatory: Iterable[str] = field(default=())
    may_stay_empty: bool = False


type Save = Callable[[tuple[Record, ...], Callable[[Changes | Conflicts], None]], None]


class RecordDialog(DialogFrame):
    """Edits records; closes when they are saved, stays when something is to be looked at."""

    def __init__(
        self, context: Context, title: str, parts: Sequence[Part], save: Save, parent: QWidget
    ) -> None:
        super().__init__(title, parent=parent)
        self.setModal(True)
        self.setObjectName("record_dialog")
        self._context, self._parts, self._save, self._busy = context, tuple(parts), save, False
        self.forms: list[RecordForm] = []
        self._scroll = PageScroll()
        column = self._scroll.column()
        column.setContentsMargins(style.px(4), style.px(4), style.px(16), style.px(4))
        column.setSpacing(style.px(16))
        for part in self._parts:
            if part.heading:
                column.addWidget(Text(part.heading, "strong"))
            form = RecordForm(type(part.record), part.layout, mandatory=part.mandatory)
            form.show_record(part.record)
            self.forms.append(form)
            column.addWidget(form)
        column.addStretch(1)
        self.body.addWidget(self._scroll)
        self.cancel = QuietButton(_("Cancel"))
        self.cancel.clicked.connect(self.leave)
        self.save_button = PrimaryButton(_("Save"), icon="check")
        self.save_button.setObjectName("save_record")
        self.save_button.clicked.connect(self._pressed)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.save_button)
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(key), self).activated.connect(self._pressed)

    def sizeHint(self) -> QSize:
        """Be as large as a form needs and the window behind it allows."""
        host = self.parentWidget()
        window = host.window() if host is not None else self
        inner = self._scroll.body.sizeHint().height() + style.px(160)
        return QSize(
            min(style.px(WIDE), window.width() - style.px(32)),
            min(max(inner, style.px(240)), style.px(HIGH), window.height() - style.px(32)),
        )

    def open(self) -> None:
        self.resize(self.sizeHint())
        super().open()
        self.forms[0].input(next(iter(self.forms[0].boxes))).setFocus(Qt.FocusReason.OtherFocusReason)

    def is_changed(self) -> bool:
        return any(form.changed() for form in self.forms)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Close; ask once before typed words are lost."""
        if not self.is_changed():
            self.reject()
            return
        self._context.ask.confirm(
            self,
            _("Discard your changes?"),
            _("What you have just typed is lost."),
            _("Discard"),
            self.reject,
            danger=True,
        )

    def records(self) -> tuple[Record, ...]:
        return tuple(form.record() for form in self.forms)

    def _pressed(self) -> None:
        """Save, unless a field asks for a look first."""
        if self._busy or not self._is_sound():
            return
        if not self.is_changed() and not self._is_new():
            self.accept()
            return
        self._set_busy(busy=True)
        self._save(self.records(), self._saved)

    def failed(self, error: Exception) -> bool:
        """Keep the form as it is; the window says what happened."""
        del error
        self._set_busy(busy=False)
        return False

    def _is_new(self) -> bool:
        return not any(part.record.filled().keys() - LINKS for part in self._parts)

    def _is_sound(self) -> bool:
        sound = True
        for form, part in zip(self.forms, self._parts, strict=True):
            if part.may_stay_empty and not form.changed():
                continue
            bad = form.problems()
            shown = [p for p in problems(form.record()) if p.field in form.boxes and p.field not in bad]
            form.show_problems({problem.field: advice.sentence(problem, words.texts) for problem in shown})
            if (bad or shown) and sound:
                sound = False
                form.focus_problem()
        return sound

    def _saved(self, result: Changes | Conflicts) -> None:
        self._set_busy(busy=False)
        if isinstance(result, Changes):
            self.accept()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.save_button.set_busy(busy)
