"""A field with its label above and its one message line below."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.checks import GAP, SIDE
from lwdesk.ui.ground import Sign
from lwdesk.ui.input import Complaint, Input
from lwdesk.ui.text import Text, hide_unless
from lwdesk.ui.words import _


class MessageLine(QWidget):
    """One line below a field: a symbol, a sentence and, where there is one, the way to mend it."""

    def __init__(self, beside: int) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(beside, 0, 0, 0)
        self._row.setSpacing(style.px(6))
        self._sign: Sign | None = None
        self.link: QuietButton | None = None
        self.text = Text("", "help", token="text2", wrap=True)
        self._row.addWidget(self.text, 0)
        self._row.addStretch(1)

    def say(self, text: str, tone: str) -> None:
        self.text.setText(text)
        self.text.set_token({"danger": "danger", "ok": "ok"}.get(tone, "text2"))
        if tone and self._sign is None:
            self._sign = Sign("circle-alert", "danger", 14)
            self._row.insertWidget(0, self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        if self._sign is not None:
            if tone:
                self._sign.set_sign({"danger": "circle-alert", "ok": "check"}[tone], tone)
            self._sign.setVisible(bool(text and tone))

    def offer(self, remedy: str, after: QWidget, do: Callable[[], None]) -> None:
        """Show the way to mend it, which Tab reaches after the field; without a remedy take it away."""
        if remedy and self.link is None:
            self.link = QuietButton("", size="small")
            self.link.clicked.connect(lambda _checked=False: do())
            self._row.insertWidget(self._row.count() - 1, self.link, 0)
            QWidget.setTabOrder(_last_of(after), self.link)
        if self.link is not None:
            self.link.setText(remedy or self.link.text())
            self.link.setVisible(bool(remedy))

    def room(self) -> int:
        """Return how wide it would be on one line."""
        wanted = self.text.fontMetrics().horizontalAdvance(self.text.text()) + style.px(14 + 6 + 4)
        if self.link is not None and not self.link.isHidden():
            wanted += self.link.sizeHint().width() + style.px(6)
        return wanted


def _last_of(field: QWidget) -> QWidget:
    """Return the last part of a field that Tab reaches."""
    last, part = field, field.nextInFocusChain()
    while part is not None and field.isAncestorOf(part):
        last, part = part, part.nextInFocusChain()
    return last


class FieldBox(QWidget):
    """Label above, input, one message line below: help, error with symbol and sentence, or a good word."""

    told = Signal()

    def __init__(
        self,
        label: str,
        field_input: Input,
        *,
        optional: bool = False,
        help_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.input, self._help, self._remedy = field_input, help_text, None
        self._complaint: Complaint | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.label = Text(label, "label")
        self.label.setBuddy(field_input.control())
        hide_unless(self.label, not getattr(field_input, "says_label", False))
        self._head = QHBoxLayout()
        self._head.setSpacing(style.px(8))
        self._head.addWidget(self.label)
        self._head.addStretch(1)
        self._hint: Text | None = None
        if optional:
            self.set_hint(_("optional"))
        self._column.addLayout(self._head)
        self._column.addWidget(field_input)
        self.line: MessageLine | None = None
        below: QWidget | None = getattr(field_input, "below", None)
        if below is not None:
            self._column.addWidget(below)
        self._column.addStretch(1)
        field_input.setAccessibleName(label)
        field_input.left.connect(self.check)
        field_input.edited.connect(self._calm)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._show_message("", "")
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(4))

    def set_hint(self, text: str) -> None:
        """Put a quiet word beside the label."""
        if self._hint is None:
            self._hint = Text("", "help", token="text2")
            hide_unless(self._hint, not getattr(self.input, "says_label", False))
            self._head.insertWidget(1, self._hint)
        self._hint.setText(text)

    def show_problem(self, text: str | None, remedy: Complaint | None = None) -> None:
        """Show the sentence in red with its symbol, or go back to the help line."""
        self.input.show_problem(text)
        self._complaint = remedy
        self._show_message(text or "", "danger" if text else "")
        if self.line is not None:
            wanted = remedy.remedy if text and remedy else ""
            self.line.offer(wanted, self.input, self._apply)

    def show_note(self, text: str) -> None:
        """Show a good or neutral word below the field."""
        self._show_message(text, "ok" if text else "")

    def set_help(self, text: str) -> None:
        """Change the quiet line that stands below the field while there is nothing to complain about."""
        if text != self._help:
            self._help = text
            if self._tone != "danger":
                self._show_message("", "")

    def problem(self) -> str:
        return self.line.text.text() if self.line is not None and self._tone == "danger" else ""

    def check(self) -> bool:
        """Check what stands in the field by itself; tell whether it can be read."""
        complaint = self.input.complaint()
        if complaint is not None:
            self.show_problem(complaint.text, complaint)
        elif self._complaint is not None:
            self.show_problem(None)
        return complaint is None

    def needs_room(self) -> bool:
        """Tell whether what is wrong would be broken into several lines below the field alone."""
        return self._tone == "danger" and self.line is not None and self.line.room() > self.width()

    def put_message(self, layout: QVBoxLayout) -> None:
        """Let the message line stand where there is more room."""
        if self.line is not None:
            layout.addWidget(self.line)
            self.line.text.restyle()  # another parent brings other colours

    def take_message_back(self) -> None:
        """Put the message line below the field again."""
        if self.line is not None and self._column.indexOf(self.line) < 0:
            self._column.insertWidget(self._column.indexOf(self.input) + 1, self.line)
            self.line.text.restyle()

    def _message(self) -> MessageLine:
        """Return the line, which is made when there is first something to say."""
        if self.line is None:
            beside = style.px(SIDE + GAP) if getattr(self.input, "says_label", False) else 0
            self.line = MessageLine(beside)
            self.take_message_back()
        return self.line

    def _show_message(self, text: str, tone: str) -> None:
        self._tone = tone
        shown = text or self._help
        if shown or self.line is not None:
            self._message().say(shown, tone)
            self._message().setVisible(bool(shown))
        if not text:
            self.input.setAccessibleDescription(self._help)
        self.told.emit()

    def _calm(self) -> None:
        """Take a complaint away while somebody mends it; it is checked again on leaving."""
        if self._tone == "danger":
            self.show_problem(None)

    def _apply(self) -> None:
        complaint = self._complaint
        if complaint and complaint.apply:
            self.input.setFocus()
            complaint.apply()
