"""Small parts of the form: an offer as a choice, a kind as a choice with its hint, a tick with its reason."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Value
from lwdesk.domain.fitting import Wish
from lwdesk.services.directory import Match
from lwdesk.ui import paint, style
from lwdesk.ui.checks import CheckBox, RadioButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.input import Input
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.household.parts import PressRow
from lwdesk.ui.pages.referral import words as said
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import words


class OfferRow(PressRow):
    """One offer with its reasons and warnings; of all rows one is chosen."""

    def __init__(self, match: Match, wish: Wish) -> None:
        super().__init__(f"offer_{match.offer.id}", said.match_sentence(match, wish))
        self.match = match
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.column.addWidget(Text(isolate(match.offer.name), "strong", wrap=True))
        if line := said.second_line(match):
            self.column.addWidget(Text(line, "help", token="text2", wrap=True))
        if ticks := said.reasons(match, wish):
            self.column.addWidget(Flow(*(Badge(b.tone, b.word, b.icon) for b in ticks), gap=4, line_gap=2))
        if warned := said.warnings(match, wish.on):
            self.column.addWidget(Flow(*(Badge(b.tone, b.word, b.icon) for b in warned), gap=4, line_gap=2))
        self.finish()

    def restyle(self) -> None:
        super().restyle()
        side, above = style.px(12), style.px(8)
        self.column.setContentsMargins(side, above, style.px(36), above)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect = QRectF(self.rect())
        if self.isChecked():
            paint.box(painter, rect, fill="accent_soft", edge="accent" if style.theme.contrast else None)
            side = style.px(18)
            spot = QRectF(rect.right() - style.px(12) - side, style.px(10), side, side)
            paint.tick(painter, spot, "accent_text")
        elif self.underMouse():
            paint.box(painter, rect, fill="subtle")
        painter.end()


class KindInput(Input):
    """The kinds of referral below each other, each with a word on what it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, RadioButton] = {}
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for code in codelists()["referral_kind"].choices(clock.today()):
            hint = str(code.attributes.get(f"hint_{words.language}", code.attributes.get("hint_de", "")))
            button = RadioButton(code.label(words.language))
            button.setObjectName(f"kind_{code.code}")
            button.setAccessibleName(", ".join(part for part in (button.text(), hint) if part))
            button.clicked.connect(lambda _checked=False: self.edited.emit())
            self.buttons[code.code] = button
            self._group.addButton(button)
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(button, 1)
            row.addWidget(Text(hint, "help", token="text2"), 0, Qt.AlignmentFlag.AlignVCenter)
            box.addWidget(line)
        self.hold(next(iter(self.buttons.values())))

    def value(self) -> Value:
        return next((code for code, button in self.buttons.items() if button.isChecked()), None)

    def set_value(self, value: Value) -> None:
        self._group.setExclusive(False)
        for code, button in self.buttons.items():
            button.setChecked(code == value)
        self._group.setExclusive(True)

    def setAccessibleName(self, name: str) -> None:
        QWidget.setAccessibleName(self, name)


class DataTick(QWidget):
    """A kind of data that goes along or not; where it must stay, the reason stands beside it."""

    switched = Signal()

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind, self.locked = kind, ""
        self.box = CheckBox(said.kind_name(kind))
        self.box.setObjectName(f"data_{kind}")
        self.box.clicked.connect(lambda _checked=False: self.switched.emit())
        self.reason = Text("", "help", token="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self.reason, 0, Qt.AlignmentFlag.AlignVCenter)

    def lock(self, reason: str) -> None:
        """Keep the kind here and say why; no reason lets the person decide again."""
        self.locked = reason
        self.reason.setText(reason)
        self.box.setEnabled(not reason)
        self.box.setAccessibleDescription(reason)
        if reason:
            self.box.setChecked(False)
