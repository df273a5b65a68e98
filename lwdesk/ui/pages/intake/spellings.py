"""Further spellings of a name, as papers write it: tokens, and one line that adds another."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.domain import names
from lwdesk.domain.codelists import codelists
from lwdesk.domain.person import PersonName
from lwdesk.ui import inputs, style
from lwdesk.ui.buttons import IconButton, SecondaryButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Token
from lwdesk.ui.record_form import FieldGrid
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, words


class SpellingLine(QWidget):
    """Spelling, kind and paper; Enter adds it and leaves the line ready for the next one."""

    written = Signal(object)
    closed = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        fields = PersonName.by_name
        self.name = inputs.LineInput(longest=200)
        self.sort = inputs.build(fields["sort"])
        self.document = inputs.build(fields["document"])
        boxes = [
            FieldBox(_("Spelling"), self.name),
            FieldBox(_("Document"), self.document),
            FieldBox(_("Kind of name"), self.sort),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(12))
        column.addWidget(FieldGrid([boxes]))
        row = QHBoxLayout()
        row.setSpacing(style.px(8))
        self.add = SecondaryButton(_("Add"), icon="plus", size="small")
        self.add.clicked.connect(self.take)
        row.addWidget(self.add)
        row.addStretch(1)
        column.addLayout(row)
        self.name.edited.connect(self.edited)
        for part in (self.name, self.document, self.sort):
            part.control().installEventFilter(self)

    def pending(self) -> str:
        """Return a spelling that was typed but not added yet."""
        return self.name.edit.text().strip()

    def take(self) -> None:
        """Hand on the spelling and empty the line."""
        if text := self.pending():
            made = PersonName(name=text, script=_script(text)).replace(
                sort=self.sort.value() or "spelling", document=self.document.value()
            )
            self.clear()
            self.written.emit(made)
        self.name.edit.setFocus()

    def clear(self) -> None:
        self.name.set_value("")
        self.document.set_value(None)
        self.sort.set_value(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                return self._entered(watched)
            if event.key() == Qt.Key.Key_Escape and not self._list_open():
                self.closed.emit()
                return True
        return False

    def _entered(self, watched: QObject) -> bool:
        if self._list_open():
            return False  # Enter takes the marked row of the list first
        del watched
        self.take()
        return True

    def _list_open(self) -> bool:
        edits = (getattr(part, "edit", None) for part in (self.document, self.sort))
        return any(isinstance(edit, inputs.TypeAhead) and edit.is_open() for edit in edits)


class SpellingsRow(QWidget):
    """The tokens of a person's further spellings."""

    added = Signal(object)
    removed = Signal(object)
    typing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tokens: list[Token] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(6))
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(Text(_("Further spellings"), "label"))
        head.addWidget(Text(_("as in the papers"), "help", token="text2"))
        head.addStretch(1)
        column.addLayout(head)
        self._flow = Flow()
        column.addWidget(self._flow)
        self.plus = IconButton("plus", _("Add a spelling"), size="small")
        self.plus.ink = "accent_text"
        self.plus.clicked.connect(self._open)
        self._flow.add(self.plus)
        self.line = SpellingLine()
        column.addWidget(self.line)
        self.line.hide()
        self.line.written.connect(self.added)
        self.line.closed.connect(self.close_line)
        self.line.edited.connect(self.typing)

    def show_names(self, shown: Sequence[PersonName]) -> None:
        if [token.key for token in self.tokens] == list(shown):
            return
        self._flow.flow.removeWidget(self.plus)
        for token in self.tokens:
            self._flow.flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        self.tokens = [self._token(name) for name in shown]
        self._flow.add(self.plus)
        self._flow.updateGeometry()

    def close_line(self) -> None:
        self.line.clear()
        self.line.hide()
        self.plus.setFocus()

    def _open(self) -> None:
        self.line.show()
        self.line.name.edit.setFocus()

    def _token(self, name: PersonName) -> Token:
        paper = codelists().label("document", name.document, words.language) if name.document else ""
        token = Token(isolate(name.name[:60]), paper, key=name)
        token.removed.connect(self._removed)
        self._flow.add(token)
        return token

    def _removed(self) -> None:
        token = self.sender()
        if isinstance(token, Token):
            self.removed.emit(token.key)
            self.plus.setFocus()


def _script(text: str) -> str | None:
    """Return the code of the letters' script where the list has one."""
    found = names.script(text).casefold()
    code = {"cjk": "chinese", "hiragana": "japanese", "katakana": "japanese", "hangul": "korean"}.get(
        found, found
    )
    return code if code in codelists()["script"] else None
