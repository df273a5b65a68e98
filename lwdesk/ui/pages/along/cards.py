"""A set as a card: in the office where it is, on the laptop how long it may stay."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.services.exchange.along_views import SetHere, SetOut
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.along import words
from lwdesk.ui.surface import Banner, Card, SectionHeading, Sign
from lwdesk.ui.text import Text
from lwdesk.ui.words import _


class OutCard(Card):
    """One set of the office: which laptop, until when, who is in it."""

    again = Signal(object)
    answer = Signal(object)
    closing = Signal(object)

    def __init__(self, told: SetOut) -> None:
        super().__init__(spacing=8)
        self.setObjectName(f"set_{told.set}")
        tone, word, icon = words.STATES[told.state]
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(Sign("luggage", "text2", 18))
        head.addWidget(Text(told.label or _("Unknown device"), "strong", shortens=True), 1)
        head.addWidget(Badge(tone, _(word), icon))
        self.column.addLayout(head)
        self.column.addWidget(Text(words.names(told.households) or "–", wrap=True))
        parts = [words.until(told.until)]
        if told.packed_at is not None:
            on = dates.day(told.packed_at.astimezone().date())
            parts.append(_("packed on {day}", day=on))
        parts.append(told.staff_name)
        self.column.addWidget(Text(" · ".join(filter(None, parts)), "help", token="text2", wrap=True))
        if told.state != "erased":
            self.column.addWidget(self._ways(told))

    def _ways(self, told: SetOut) -> QWidget:
        answer = QuietButton(_("Answer to the laptop …"), size="small")
        answer.setObjectName("answer")
        answer.setToolTip(_("Says what has arrived in the office, so that the laptop may erase the set."))
        answer.clicked.connect(lambda _on=False: self.answer.emit(told.device))
        if told.state == "closed":
            return Flow(answer)
        once_more = QuietButton(_("Package once more …"), size="small")
        once_more.setObjectName("again")
        once_more.clicked.connect(lambda _on=False: self.again.emit(told.set))
        if told.state == "back":
            return Flow(once_more, answer)
        close = QuietButton(_("Close the set …"), size="small")
        close.setObjectName("close_set")
        close.setToolTip(_("For a set that does not come back: its households are not out any more."))
        close.clicked.connect(lambda _on=False: self.closing.emit(told.set))
        return Flow(once_more, answer, close)


class SetsOut(QWidget):
    """The sets of the office, those on their way first."""

    again = Signal(object)
    answer = Signal(object)
    closing = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.px(12))
        self._column.addWidget(SectionHeading(_("Packed sets")))
        self._nothing = Text(_("No set was packed yet."), token="text2", wrap=True)
        self._column.addWidget(self._nothing)
        self._cards: list[OutCard] = []
        self._column.addStretch(1)

    def show_sets(self, told: tuple[SetOut, ...]) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = []
        order = sorted(told, key=lambda one: one.state in ("closed", "erased"))
        for place, one in enumerate(order):
            card = OutCard(one)
            card.again.connect(self.again)
            card.answer.connect(self.answer)
            card.closing.connect(self.closing)
            self._cards.append(card)
            self._column.insertWidget(2 + place, card)
        self._nothing.setVisible(not told)


class HereCard(Banner):
    """A set on this device, with the way back and the way out."""

    back = Signal()
    erase = Signal(object)

    def __init__(self, told: SetHere) -> None:
        tone, title, sentence = words.standing(told)
        super().__init__(tone, title, sentence, icon="lock" if told.is_locked else "luggage")
        self.setObjectName(f"here_{told.set}")
        back = SecondaryButton(_("Give the set back …"), icon="package")
        back.setObjectName("give_back")
        back.clicked.connect(lambda _on=False: self.back.emit())
        erase = QuietButton(_("Erase from this device …"), icon="trash-2")
        erase.setObjectName("erase")
        erase.clicked.connect(partial(self._erase, told))
        self.add_action(back)
        self.add_action(erase)

    def set_low(self, low: bool) -> None:
        """Keep the first line alone where there is little room; the ways stand on the page of the sets."""
        self.margin = 4 if low else type(self).margin
        self.restyle()
        self.text.setVisible(not low)
        self.ways.setVisible(not low)

    def _erase(self, told: SetHere, _on: bool = False) -> None:  # noqa: FBT002 - Qt's own signature
        self.erase.emit(told)
