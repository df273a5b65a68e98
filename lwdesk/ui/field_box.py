"""A field with its label above and its one message line below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.checks import GAP, SIDE
from lwdesk.ui.ground import Sign
from lwdesk.ui.input import Complaint, Input
from lwdesk.ui.text import Text, hide_unless
from lwdesk.ui.words import _


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
        self.optional = Text(_("optional"), "help", token="text2")
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        row.addWidget(self.label)
        row.addWidget(self.optional)
        row.addStretch(1)
        hide_unless(self.optional, optional)
        hide_unless(head, not getattr(field_input, "says_label", False))
        self._column.addWidget(head)
        self._column.addWidget(field_input)
        self._column.addWidget(self._make_message())
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

    def show_problem(self, text: str | None, remedy: Complaint | None = None) -> None:
        """Show the sentence in red with its symbol, or go back to the help line."""
        self.input.show_problem(text)
        self._complaint = remedy
        self.link.setVisible(bool(text and remedy and remedy.remedy))
        if remedy and remedy.remedy:
            self.link.setText(remedy.remedy)
        self._show_message(text or "", "danger" if text else "")

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
        return self.message.text() if self._tone == "danger" else ""

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
        if self._tone != "danger":
            return False
        wanted = self.message.fontMetrics().horizontalAdvance(self.message.text()) + style.px(14 + 6 + 4)
        if not self.link.isHidden():
            wanted += self.link.sizeHint().width() + style.px(6)
        return wanted > self.width()

    def put_message(self, layout: QVBoxLayout) -> None:
        """Let the message line stand where there is more room."""
        layout.addWidget(self._line)
        self.message.restyle()  # another parent brings other colours

    def take_message_back(self) -> None:
        """Put the message line below the field again."""
        if self._column.indexOf(self._line) < 0:
            self._column.insertWidget(self._column.indexOf(self.input) + 1, self._line)
            self.message.restyle()

    def _make_message(self) -> QWidget:
        self._line = QWidget()
        row = self._message_row = QHBoxLayout(self._line)
        beside = style.px(SIDE + GAP) if getattr(self.input, "says_label", False) else 0
        row.setContentsMargins(beside, 0, 0, 0)
        row.setSpacing(style.px(6))
        self._sign: Sign | None = None
        self.message = Text("", "help", token="text2", wrap=True)
        self.link = QuietButton("", size="small")
        self.link.clicked.connect(self._apply)
        self.link.hide()
        row.addWidget(self.message, 0)
        row.addWidget(self.link, 0)
        row.addStretch(1)
        return self._line

    def _make_sign(self) -> Sign:
        if self._sign is None:
            self._sign = Sign("circle-alert", "danger", 14)
            self._message_row.insertWidget(0, self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        return self._sign

    def _show_message(self, text: str, tone: str) -> None:
        self._tone = tone
        shown = text or self._help
        self.message.setText(shown)
        self.message.set_token({"danger": "danger", "ok": "ok"}.get(tone, "text2"))
        if tone:
            self._make_sign().set_sign({"danger": "circle-alert", "ok": "check"}[tone], tone)
        if self._sign is not None:
            self._sign.setVisible(bool(text and tone))
        self._line.setVisible(bool(shown))
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
