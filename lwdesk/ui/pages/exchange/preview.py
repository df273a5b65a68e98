"""What packages hold, before anything of them is taken in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.errors import LwError
from lwdesk.base.messages import explain
from lwdesk.services.exchange.views import Preview
from lwdesk.ui import style
from lwdesk.ui import words as speech
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.flow import PartScroll
from lwdesk.ui.pages.exchange import words
from lwdesk.ui.pages.exchange.rows import Coin
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural

WIDE, HIGHEST = 460, 320


@dataclass(frozen=True, slots=True)
class Looked:
    """A package that was looked into, or why it cannot be."""

    path: Path
    preview: Preview | None = None
    error: LwError | None = None

    @property
    def order(self) -> tuple[str, int, str]:
        """Return by what packages are taken in: those of one device as they were made."""
        if self.preview is None:
            return "", 0, self.path.name
        return self.preview.label, self.preview.number, self.path.name


class PreviewDialog(DialogFrame):
    """Tells of each package who made it, when, how much is new, and what is missing before it."""

    def __init__(self, looked: tuple[Looked, ...], parent: QWidget) -> None:
        self.readable = tuple(one for one in looked if one.preview is not None)
        question, consequence = _asked(len(looked), len(self.readable))
        super().__init__(question, consequence, parent)
        self.setModal(True)
        self.setObjectName("package_preview")
        self.add(told_in_scroll([_shown(one, clock.today()) for one in looked], self))
        self.close_button = QuietButton(_("Cancel") if self.readable else _("Close"))
        self.close_button.setObjectName("leave_package")
        self.add_button(self.close_button, default=not self.readable)
        if self.readable:
            self.take = PrimaryButton(_("Take in now"), icon="package-open")
            self.take.setObjectName("take_package")
            self.add_button(self.take, accepts=True, default=True)
        self.finished.connect(self.deleteLater)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = self.take if self.readable else self.close_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)


def told_in_scroll(parts: list[QWidget], dialog: DialogFrame) -> QWidget:
    """Return the parts below each other in a dialog; what is higher than a window allows scrolls."""
    host = dialog.parentWidget()
    room = host.window().width() - style.px(80) if host is not None else style.px(WIDE)
    wide = min(style.px(WIDE), room - 2 * style.px(24))
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, style.px(8), 0)
    column.setSpacing(style.px(16))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    scroll = PartScroll(body)
    high = column.totalHeightForWidth(wide - style.px(8)) if column.hasHeightForWidth() else 0
    scroll.setFixedHeight(min(style.px(HIGHEST), max(high, body.sizeHint().height())))
    scroll.setMinimumWidth(wide)
    dialog.setMinimumWidth(wide + 2 * style.px(24))
    return scroll


def block(icon: str, tone: str, title: str, *lines: tuple[str, str, str]) -> QWidget:
    """Return a symbol, a title and lines, each with a sign of its own, its colour and its words."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(style.px(12))
    row.addWidget(Coin(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    told = QVBoxLayout()
    told.setSpacing(style.px(4))
    told.addWidget(Text(title, "strong", wrap=True))
    for sign, token, text in lines:
        told.addLayout(_line(sign, token, text))
    row.addLayout(told, 1)
    made.setAccessibleName(". ".join((title, *(text for _sign, _token, text in lines))))
    return made


def _line(sign: str, token: str, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(style.px(6))
    if sign:
        row.addWidget(Sign(sign, token, 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(text, token=token if token in ("danger", "warn") else "text2", wrap=True), 1)
    return row


def _asked(count: int, readable: int) -> tuple[str, str]:
    if not readable:
        return plural("This package stays out", "These packages stay out", count), _("Nothing was changed.")
    question = plural("Take in this package?", "Take in {n} packages?", readable)
    return question, _("What is new comes to what you have. Nothing of yours is lost.")


def _shown(looked: Looked, today: date) -> QWidget:
    preview = looked.preview
    if preview is None:
        happened, now = explain(looked.error, speech.words.texts) if looked.error else ("", "")
        return block(
            "ban", "danger", looked.path.name, ("circle-alert", "danger", happened), ("", "text2", now)
        )
    whose = isolate(preview.label) or _("Unknown device")
    title = _("{whose} · No. {number}", whose=whose, number=preview.number)
    made = _("made {when}", when=words.at(preview.made_at, today))
    lines = [("", "text2", f"{made} · {_new(preview)}")]
    if preview.missing:
        gap = _("Before it is missing: {packages}. It waits for them.", packages=words.missing(preview))
        lines.append(("triangle-alert", "warn", gap))
    return block(words.SIGNS.get(preview.role, "laptop"), "accent", title, *lines)


def _new(preview: Preview) -> str:
    if not preview.changes:
        return _("all of it is here already") if preview.known else _("confirms what arrived")
    amount = words.amount(preview.changes, preview.households)
    if preview.known:
        return _("{amount} more than here already", amount=amount)
    return amount
