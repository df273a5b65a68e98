"""The text of a request exactly as it is sent, to be read and copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from lwdesk.services.request_text import RequestText
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, SecondaryButton
from lwdesk.ui.input_text import NoteEdit
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.words import _

WIDE, LINES = 560, 16


class Preview(DialogFrame):
    """Shows the text; nothing else leaves the office."""

    def __init__(self, text: RequestText, parent: QWidget) -> None:
        super().__init__(
            _("This text is sent"), _("It names neither the family nor anybody who belongs to it."), parent
        )
        self.setModal(True)
        self.setObjectName("preview")
        self._text = text
        self.words = NoteEdit(lines=LINES)
        self.words.setPlainText(text.whole)
        self.words.setReadOnly(True)
        self.words.setAccessibleName(_("Text of the request"))
        self.words.setTabChangesFocus(True)
        self.add(self.words)
        copy = SecondaryButton(_("Copy"), icon="copy")
        copy.setObjectName("copy_text")
        copy.clicked.connect(self._copy)
        self.buttons.addWidget(copy)
        done = PrimaryButton(_("Close"))
        done.setObjectName("close_preview")
        self.add_button(done, accepts=True, default=True)
        self.finished.connect(self.deleteLater)
        self.resize(style.px(WIDE), self.sizeHint().height())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.whole)
