"""Households that may be the one at the counter, beside the form before anything is saved twice."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.domain.codelists import codelists
from lwdesk.services.views import Compared, Similar
from lwdesk.ui import icons, paint, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.surface import Card, Panel, Sign
from lwdesk.ui.text import Name, Text, isolate
from lwdesk.ui.words import _, plural, words

SIGNS = {
    "equal": ("check", "ok"),
    "similar": ("equal-approximately", "accent"),
    "different": ("x", "text2"),
}
LONGEST = 60
LEFT_TO_RIGHT = "\u200e"


def sentence(fact: Compared) -> str:
    """Return one compared fact as a line, both sides where they differ."""
    mine, theirs = _shown(fact, fact.mine), _shown(fact, fact.theirs)
    match fact.what, fact.how:
        case "phone", _how:
            return _("Phone {number}", number=theirs)
        case "address", _how:
            return _("Address {address}", address=theirs)
        case "name", how:
            return _name(how, mine, theirs, fact.document)
        case "born", how:
            return _born(how, mine, theirs)
        case _:
            return _("{theirs}, not {mine}", theirs=theirs, mine=mine)


def spoken(fact: Compared) -> str:
    """Return the line with its sign in words."""
    how = {"equal": _("same"), "similar": _("similar"), "different": _("different")}[fact.how]
    return f"{how}: {sentence(fact)}"


def _name(how: str, mine: str, theirs: str, document: str | None) -> str:
    paper = codelists().label("document", document, words.language) if document else ""
    behind = f" ({paper})" if paper else ""
    if how == "equal":
        return _("Same name: {name}", name=theirs) + behind
    if how == "different":
        return _("Other name: {name}", name=theirs) + behind
    return f"{LEFT_TO_RIGHT}{mine} ≈ {theirs}{behind}"


def _born(how: str, mine: str, theirs: str) -> str:
    if how == "different":
        return _("Born {theirs}, not {mine}", theirs=theirs, mine=mine)
    if how == "similar":
        return _("Born {theirs}, here {mine}", theirs=theirs, mine=mine)
    return _("Year of birth {year}", year=theirs) if len(theirs) == 4 else _("Born {day}", day=theirs)


def _shown(fact: Compared, value: str) -> str:
    if fact.what == "born":
        return ".".join(reversed(value.split("-")))
    if fact.what == "sex":
        return codelists().label("sex", value, words.language)
    short = value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
    return isolate(short) if fact.what == "name" else short


class Disc(QWidget):
    """A symbol in a grey circle, the middle of an empty panel."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(style.px(56), style.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect, inset = QRectF(self.rect()), style.px(15)
        paint.circle(painter, rect, fill="sunken")
        icons.paint(painter, self._icon, "text2", rect.adjusted(inset, inset, -inset, -inset))
        painter.end()


class SimilarCard(Card):
    """One known household with what speaks for and against it."""

    opened = Signal(UUID)
    refused = Signal(UUID)

    def __init__(self, similar: Similar) -> None:
        super().__init__(spacing=0)
        self.similar = similar
        self.add(Name(similar.name, similar.native_name))
        self.add(_as_line(Text(_line(similar), "help", token="text2", wrap=True)))
        self.column.addSpacing(style.px(4))
        for fact in similar.facts:
            self.column.addLayout(_fact(fact))
        differs = any(fact.how == "different" for fact in similar.facts)
        self.open = SecondaryButton(_("View") if differs else _("Open household"), size="small")
        self.open.setAccessibleName(f"{self.open.text()}: {similar.name}")
        self.open.setAccessibleDescription("; ".join(spoken(fact) for fact in similar.facts))
        self.open.clicked.connect(self._open)
        self.refuse = QuietButton(_("Not the same"), size="small")
        self.refuse.setAccessibleName(f"{self.refuse.text()}: {similar.name}")
        self.refuse.clicked.connect(self._refuse)
        self.column.addSpacing(style.px(9))
        self.add(Flow(self.open, self.refuse))

    def _open(self) -> None:
        self.opened.emit(self.similar.household)

    def _refuse(self) -> None:
        self.refused.emit(self.similar.household)


def _line(similar: Similar) -> str:
    district = codelists().label("district", similar.district, words.language) if similar.district else ""
    size = plural("{n} person", "{n} persons", similar.size)
    return " · ".join(part for part in (similar.case_number, district, size) if part)


def _as_line(text: Text) -> Text:
    """Give a line the height that the lines of every script have room in, so that they stand alike."""
    text.setMinimumHeight(style.px(18))
    return text


def _fact(fact: Compared) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(style.px(8))
    icon, token = SIGNS[fact.how]
    row.addWidget(Sign(icon, token, 14), 0, Qt.AlignmentFlag.AlignVCenter)
    text = Text(sentence(fact), "help", wrap=True)
    text.setAccessibleName(spoken(fact))
    row.addWidget(_as_line(text), 1)
    return row


class DuplicatesPanel(Panel):
    """At most three known households; says so while there is none."""

    opened = Signal(UUID)
    refused = Signal(UUID)
    rearranged = Signal()
    margin = 20

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=12)
        self.cards: list[SimilarCard] = []
        self._shown: tuple[Similar, ...] = ()
        self.found, self.empty = QWidget(), QWidget()
        self._fill_found()
        self._fill_empty()
        self.add(self.found, 1)
        self.add(self.empty, 1)
        self.found.hide()
        self.setAccessibleName(_("Perhaps known already"))

    def show_similar(self, similar: Sequence[Similar]) -> None:
        """Show these households, the likeliest first; what is shown already stays untouched."""
        if tuple(similar) == self._shown:
            return
        self._shown = tuple(similar)
        for card in self.cards:
            card.hide()
            self._list.removeWidget(card)
            card.deleteLater()
        self.cards = [SimilarCard(one) for one in similar]
        for card in self.cards:
            card.opened.connect(self.opened)
            card.refused.connect(self.refused)
            self._list.addWidget(card)
        self.count.setText(str(len(self.cards)))
        self.found.setVisible(bool(self.cards))
        self.empty.setVisible(not self.cards)
        if self.cards:
            announce(self, plural("{n} similar household", "{n} similar households", len(self.cards)))
        self.rearranged.emit()

    def shown(self) -> tuple[Similar, ...]:
        return self._shown

    def _fill_found(self) -> None:
        column = QVBoxLayout(self.found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(4))
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        self.count = Text("", "help", token="text2", tabular=True)
        head.addWidget(Sign("copy-check", "accent", 18))
        head.addWidget(Text(_("Perhaps known already"), "strong"), 1)
        head.addWidget(self.count)
        column.addLayout(head)
        column.addWidget(
            Text(_("Please compare before you create a new one."), "help", token="text2", wrap=True)
        )
        column.addSpacing(style.px(12))
        self._list = QVBoxLayout()
        self._list.setSpacing(style.px(12))
        column.addLayout(self._list)
        column.addStretch(1)
        foot = _("“Not the same” is remembered and holds everywhere.")
        column.addWidget(Text(foot, "help", token="text2", wrap=True))

    def _fill_empty(self) -> None:
        column = QVBoxLayout(self.empty)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(12))
        column.addStretch(1)
        column.addWidget(Disc("search"), 0, Qt.AlignmentFlag.AlignHCenter)
        title = Text(_("No similar households"), "strong", wrap=True)
        text = _("As soon as name, phone or address fit, the match appears here – before saving.")
        explained = Text(text, token="text2", wrap=True)
        for label in (title, explained):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(1)
