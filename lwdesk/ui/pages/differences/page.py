"""Deciding differences between devices: the open ones at the left, one of them at the right."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base.errors import DifferenceSettled
from lwdesk.base.texts import N_
from lwdesk.services.changes import Changes
from lwdesk.services.exchange.views import Decided, Difference, Merged
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import IconButton, PrimaryButton, QuietButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.pages.differences import words
from lwdesk.ui.pages.differences.hints import Hints
from lwdesk.ui.pages.differences.revealing import ask_to_reveal
from lwdesk.ui.pages.differences.together import Settled, Together
from lwdesk.ui.pages.differences.view import DifferenceView
from lwdesk.ui.reading_order import arrange
from lwdesk.ui.rows import Cell, Row, RowList
from lwdesk.ui.surface import BottomBar, Divider, EmptyState, PageHeader
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

LOW = 440
ROWS, FEW_ROWS = 8, 1  # of the list: beside the difference, and above it
NARROW = 76
RECENT = 5  # packages of which it is told what came together, and decisions that are offered to go back


@dataclass(frozen=True, slots=True)
class Told:
    """What is open, what needed nobody, and what was decided."""

    open: tuple[Difference, ...]
    merged: tuple[Merged, ...] = ()
    decided: tuple[Decided, ...] = ()


class DifferencesPage(Page):
    """One field at a time; choosing is free until it is taken over, and then it can be taken back."""

    name = "exchange"
    heading = N_("Resolve differences")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAccessibleName(_(self.heading))
        self.told: Told | None = None
        self._next = ""
        self.header = PageHeader(
            _(self.heading), _("Nothing is lost until you decide."), back_to=_("Exchange")
        )
        self._make_steps()
        self.list = RowList()
        self.list.setObjectName("differences")
        self.list.setAccessibleName(_("Still open"))
        self.list.installEventFilter(self)
        self.together, self.settled = Together(), Settled()
        self.view = DifferenceView()
        self.nothing = EmptyState(
            "check-check",
            _("What the devices changed fits together."),
            title=_("No differences open"),
        )
        self._make_foot()
        self._arrange()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._frame.setContentsMargins(side, style.px(16), side, style.px(16))
        self._fit()

    def opened(self) -> None:
        self.reload()
        self.focus_first()

    def focus_first(self) -> None:
        if self.view.isVisibleTo(self):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.header.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del changes, initiator
        if self.isVisible():
            self.reload()

    def primary(self) -> None:
        """Take the decision over and go on to the next difference."""
        difference, choice = self.view.difference, self.view.choice()
        if self.take.is_busy() or difference is None or not self.view.isVisibleTo(self):
            return
        if choice is None:
            self.view.complain()
            return
        reason, self._next = self.view.told_reason(), self._after(words.key(difference))
        self.take.set_busy(busy=True)
        self.context.jobs.run(
            self,
            lambda desk: desk.exchange.differences.decide(difference, choice, reason),
            self._decided,
            failed=self._failed,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a side by its number, wherever no text is typed."""
        if event.modifiers() or not self.view.isVisibleTo(self) or not self.view.sides.choose(event.text()):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Take numbers from the list, which would search for them."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers()
            return plain and event.text().isdecimal() and self.view.sides.choose(event.text())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def reload(self) -> None:
        self.context.jobs.run(self, _read, self._show, lane=f"differences {id(self)}")

    def _make_steps(self) -> None:
        self.place = Text("", "strong", tabular=True)
        self.up = IconButton("arrow-up", _("Difference before"))
        self.down = IconButton("arrow-down", _("Next difference"))
        for part, name in ((self.place, "place"), (self.up, "previous"), (self.down, "next")):
            part.setObjectName(f"difference_{name}")
            self.header.add_action(part)

    def _make_foot(self) -> None:
        self.bar = BottomBar()
        self.hints = Hints()
        self.later = QuietButton(_("Decide later"))
        self.later.setObjectName("decide_later")
        self.take = PrimaryButton(_("Take over and go on"), icon="check")
        self.take.setObjectName("take_over")

    def _arrange(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(8))
        self._open_title = Text(_("Still open"), "help_strong", token="text2")
        for part in (self._open_title, self.list, self.together, self.settled):
            column.addWidget(part)
        column.addStretch(1)
        scroll = PageScroll()
        self._frame = scroll.column()
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.view)
        beside.addWidget(self.nothing)
        self._columns = Columns(left, right, weights=(27, 73), narrow=NARROW)
        self._frame.addWidget(self._columns, 1)
        self.bar.add_status(self.hints)
        for button in (self.later, self.take):
            self.bar.add_button(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(Divider())
        outer.addWidget(scroll, 1)
        outer.addWidget(self.bar)
        hidden: tuple[QWidget, ...] = (self._columns, self.nothing, self.bar, self.header.action_box)
        for one in hidden:
            one.hide()

    def _listen(self) -> None:
        self.header.back.connect(self.context.back_wanted)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _key: self.view.focus_first())
        self.up.clicked.connect(lambda _checked=False: self._step(-1))
        self.down.clicked.connect(lambda _checked=False: self._step(1))
        self.view.household_wanted.connect(self.context.household_wanted)
        self.view.reveal_wanted.connect(self._ask_to_reveal)
        self.settled.wanted_back.connect(self._take_back)
        self.view.remade.connect(lambda: arrange(self.list, self.settled, self.view, self.later, self.take))
        self.later.clicked.connect(lambda _checked=False: self._later())
        self.take.clicked.connect(lambda _checked=False: self.primary())

    def _show(self, told: Told) -> None:
        first = self.told is None
        self.told = told
        some = bool(told.open)
        self._columns.show()
        self.together.show_merged(told.merged)
        self.settled.show_decided(told.decided)
        for part in (self.view, self._open_title, self.list, self.bar, self.header.action_box):
            part.setVisible(some)
        self.nothing.setVisible(not some)
        if not some:
            self.view.difference = None
            self.list.show_rows(())
            announce(self, _("No differences open"))
        else:
            self._show_open(told.open)
        if first or not some:
            self.focus_first()

    def _show_open(self, found: tuple[Difference, ...]) -> None:
        self.list.show_rows((_row(one) for one in found), chooses_first=True)
        if self._next:
            self.list.choose(self._next)
            self._next = ""
        self._fit()
        self._chosen(self.list.current_key() or "")

    def _chosen(self, key: str) -> None:
        difference = self._of(key)
        if difference is None:
            return
        shown = self.view.difference
        if shown is None or shown.found != difference.found:
            self.view.show_difference(difference)
            self.hints.show_sides(difference)
        at, count = self.list.rows.place_of(key), len(self.list.rows.rows)
        self.place.setText(_("{n} of {count}", n=at + 1, count=count))
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < count - 1)

    def _of(self, key: str) -> Difference | None:
        found = self.told.open if self.told is not None else ()
        return next((one for one in found if words.key(one) == key), None)

    def _after(self, key: str) -> str:
        """Return which difference comes when this one is decided."""
        rows = self.list.rows.rows
        at = self.list.rows.place_of(key)
        following = rows[at + 1 :] or rows[:at]
        return following[0].key if following else ""

    def _step(self, way: int) -> None:
        rows, at = self.list.rows.rows, self.list.rows.place_of(self.list.current_key() or "")
        if 0 <= at + way < len(rows):
            self.list.choose(rows[at + way].key)

    def _later(self) -> None:
        """Leave this one open and go on; after the last one, go back."""
        rows, at = self.list.rows.rows, self.list.rows.place_of(self.list.current_key() or "")
        if at < len(rows) - 1:
            self._step(1)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.context.back_wanted.emit()

    def _decided(self, changes: Changes) -> None:
        del changes
        self.take.set_busy(busy=False)
        self.context.said.emit(_("Decision saved"), True)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, decided: Decided) -> None:
        """Let what stood side by side do so again."""
        self._next = words.key_of(decided)
        self.context.jobs.run(
            self,
            lambda desk: desk.exchange.differences.take_back(decided),
            lambda _changes: self.context.said.emit(_("Taken back"), False),
        )

    def _failed(self, error: Exception) -> bool:
        self.take.set_busy(busy=False)
        if isinstance(error, DifferenceSettled):
            self.reload()
        return False

    def _ask_to_reveal(self) -> None:
        if self.view.difference is not None:
            ask_to_reveal(self, self.view.difference, self.view.reveal)

    def _fit(self) -> None:
        low = self.height() < style.px(LOW)
        self.header.set_low(low)
        self.hints.setVisible(self.width() >= style.characters(80))
        self.list.fit_height(FEW_ROWS if self._columns.is_single() else ROWS)


def _row(difference: Difference) -> Row:
    name, what = words.home(difference), words.subject(difference)
    return Row(words.key(difference), (Cell(name, what, strong=True),), f"{name}, {what}", data=difference)


def _read(desk: "Desk") -> Told:
    exchange = desk.exchange
    found, decided = exchange.differences.open(), exchange.differences.decided(RECENT)
    recent = exchange.passages.listed("received", RECENT)
    merged = [
        line for one in recent if one.state == "taken" for line in exchange.differences.merged(one.bundle)
    ]
    return Told(found, tuple(dict.fromkeys(merged)), decided)
