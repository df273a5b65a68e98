"""A neutral face for the window while somebody stands beside the desk; it hides, it does not lock."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.services import accounts
from lwdesk.ui import style
from lwdesk.ui.context import Context
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.ground import RoundSign
from lwdesk.ui.pages.unlock_form import SignIn
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.ui.shell import Shell

LIFTING = (Qt.Key.Key_F9, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Cover(QWidget):
    """Stands in the place of everything else until a key or the mouse lifts it."""

    lifted = Signal()

    def __init__(self) -> None:
        super().__init__()
        words = self.told()
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column = self.paper()
        self.column.setSpacing(style.px(16))
        self.column.addStretch(1)
        self.column.addWidget(RoundSign("coffee"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(Text("lwdesk", "title"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(Text(words, token="text2"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(1)

    def paper(self) -> QVBoxLayout:
        return QVBoxLayout(self)

    def told(self) -> str:
        return _("Covered. F9 or Enter shows the page again.")

    def focus_first(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def lift(self) -> None:
        self.lifted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in LIFTING:
            self.lift()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.lift()


class GuardedCover(Cover):
    """Comes off only for whoever is at work: the device stays on the table of a family."""

    def __init__(self, context: Context, path: Path, me: str) -> None:
        super().__init__()
        self._context, self._path = context, path
        self._form = SignIn()
        self._form.leave_out_forgotten()
        self._form.ask(path, tuple(user for user in accounts.users(path) if user.id == me), me)
        self._form.tried.connect(self._try)
        self.column.insertWidget(self.column.count() - 1, self._form, 0, Qt.AlignmentFlag.AlignHCenter)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._form.setFixedWidth(style.px(400))
        self._form.setMinimumHeight(self._form.sizeHint().height())

    def paper(self) -> QVBoxLayout:
        """Let the form scroll where the window is too low for it."""
        self._scroll = PageScroll()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        return self._scroll.column()

    def told(self) -> str:
        return _("Covered. Your passphrase shows the page again.")

    def focus_first(self) -> None:
        self._form.focus_first()
        self._scroll.ensureWidgetVisible(self._form)

    def lift(self) -> None:
        """Lead to the passphrase, without which nothing is lifted."""
        self.focus_first()

    def close_down(self) -> None:
        self._form.stop()

    def _try(self, user: str, secret: str) -> None:
        path = self._path
        self._form.set_busy(True)
        self._context.jobs.run(
            self,
            lambda _desk: accounts.proves(path, user, secret),
            lambda _none: self._proven(),
            failed=self._form.refuse,
        )

    def _proven(self) -> None:
        self._form.stop()
        self._form.clear()
        self.lifted.emit()


def cover_for(shell: "Shell", desk: "Desk") -> Cover:
    """Return the cover that the page asks for."""
    if shell.page.guarded:
        return GuardedCover(shell.context, desk.path, str(desk.staff.id))
    return Cover()
