"""Choosing a passphrase: twice, with a word on how hard it is to guess."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lwdesk.base.texts import N_
from lwdesk.services import setting_up
from lwdesk.ui import paint, style
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.secret import SecretInput
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

WORDS = (
    N_("very easy to guess"),
    N_("easy to guess"),
    N_("good"),
    N_("very good"),
    N_("excellent"),
)
WHY = {
    "short": N_("Longer is better: at least twelve characters."),
    "common": N_("Names of people and offices are guessed first."),
    "pattern": N_(
        "Known words and rows of keys are guessed first. Take four words that do not belong together."
    ),
    "good": N_("Nobody can reset it. Remember it well."),
}
ENOUGH, MOST = 2, 4


class NewSecret(QWidget):
    """Two fields that must agree; `changed` after each key."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._also: tuple[str, ...] = ()
        self._first, self._second = SecretInput(), SecretInput()
        self._first.edit.setObjectName("new_passphrase")
        self._second.edit.setObjectName("repeat_passphrase")
        self._bar = StrengthBar()
        self._why = Text("", "help", token="text2", wrap=True)
        self._repeat = FieldBox(_("Repeat the passphrase"), self._second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(8))
        for widget in (FieldBox(_("Passphrase"), self._first), self._bar, self._why):
            column.addWidget(widget)
        column.addSpacing(style.px(8))
        column.addWidget(self._repeat)
        for secret in (self._first, self._second):
            secret.edited.connect(self._judge)
        self._second.left.connect(self._compare)
        self._first.entered.connect(self._second.setFocus)
        self._second.entered.connect(self.entered)
        self._judge()

    def know(self, *names: str) -> None:
        """Tell the names somebody would try first."""
        self._also = names
        self._judge()

    def secret(self) -> str:
        return str(self._first.value())

    def blocked(self) -> str:
        """Return why this passphrase cannot be taken yet, nothing when it can."""
        if not self.secret():
            return _("Please choose a passphrase.")
        if setting_up.strength(self.secret(), self._also).score < ENOUGH:
            return _("The passphrase is still too easy to guess.")
        if self._second.value() != self.secret():
            return _("The two passphrases are not yet the same.")
        return ""

    def focus_first(self) -> None:
        self._first.setFocus()

    def _judge(self) -> None:
        judged = setting_up.strength(self.secret(), self._also)
        self._bar.set_score(judged.score if self.secret() else None)
        self._why.setText(_(WHY[judged.reason]))
        self.changed.emit()

    def _compare(self) -> None:
        differs = bool(self._second.value()) and self._second.value() != self.secret()
        self._repeat.show_problem(_("The two passphrases are not yet the same.") if differs else None)


class StrengthBar(QWidget):
    """Four strokes and a word; colour only helps."""

    def __init__(self) -> None:
        super().__init__()
        self._score: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        style.follow(self.updateGeometry)

    def set_score(self, score: int | None) -> None:
        self._score = score
        self.setAccessibleName(self.words())
        self.update()

    def words(self) -> str:
        return "" if self._score is None else _("Strength: {word}", word=_(WORDS[self._score]))

    def sizeHint(self) -> QSize:
        return QSize(style.px(200), style.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        score = self._score or 0
        tone = "ok" if score >= ENOUGH else "warn"
        wide, gap = style.px(32), style.px(4)
        for place in range(MOST):
            stroke = QRectF(place * (wide + gap), style.px(8), wide, style.px(4))
            filled = place < max(score, 1 if self._score is not None else 0)
            paint.box(painter, stroke, fill=tone if filled else "sunken", radius=2)
        left = MOST * (wide + gap) + style.px(8)
        paint.line(
            painter, QRectF(left, 0, self.width() - left, self.height()), self.words(), size=12, token="text2"
        )
        painter.end()
