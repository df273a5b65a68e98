"""The navigation at the left: where one is, what waits, who works here; a rail of symbols when narrow."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lwdesk.base.texts import N_
from lwdesk.services.views import Counts
from lwdesk.ui import icons, paint, style
from lwdesk.ui.buttons import IconButton, Pressable
from lwdesk.ui.context import Who
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.marks import Avatar, Badge
from lwdesk.ui.surface import Divider, Sign
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

WIDE, RAIL = 208, 48
PRACTICE_SIGN = "graduation-cap"
BEHIND_NAME = frozenset({"users", "devices", "audit"})
"""The pages that are reached over the name at the bottom left."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of the navigation; `count` names what is counted beside it, `due` what makes it due."""

    page: str
    label: str
    icon: str
    count: str = ""
    due: str = ""
    divided: bool = False


ENTRIES = (
    Entry("hour", N_("Consultation hour"), "door-open", "waiting"),
    Entry("households", N_("Households"), "users"),
    Entry("visits", N_("Visits"), "footprints", "visits_today"),
    Entry("referrals", N_("Referrals"), "corner-up-right"),
    Entry("interpreting", N_("Interpreting"), "languages"),
    Entry("tasks", N_("Tasks"), "circle-check", "tasks_due"),
    Entry("offers", N_("Offers"), "map", divided=True),
    Entry("exchange", N_("Exchange"), "arrow-down-up", "differences", "package_due"),
)


class NavButton(Pressable):
    """An entry: symbol, word and count; the chosen one is a white card."""

    letter: int | None = None

    def __init__(self, entry: Entry, key: str) -> None:
        super().__init__()
        self.entry, self._count, self._due, self._rail = entry, 0, False, False
        self.setCheckable(True)
        self.setText(_(entry.label))
        self.setShortcut(key)
        self.setObjectName(f"nav_{entry.page}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        style.follow(self.updateGeometry)

    def set_count(self, count: int, *, due: bool = False) -> None:
        """Show what waits: its number, or the word that something is due."""
        self._count, self._due = count, due
        told = (self.text(), str(count) if count else "", _("due") if due else "")
        self.setAccessibleName(", ".join(part for part in told if part))
        self.update()

    def set_rail(self, rail: bool) -> None:
        self._rail = rail
        self.setToolTip(self.text() if rail else "")
        self.updateGeometry()
        self.update()

    def is_rail(self) -> bool:
        return self._rail

    def focus_radius(self) -> float:
        return 8

    def sizeHint(self) -> QSize:
        return QSize(style.px(40), style.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        chosen, hover = self.isChecked(), self.underMouse()
        area = QRectF(self.rect())
        if chosen or hover:
            fill, edge = ("sheet", "line") if chosen else ("subtle", None)
            paint.box(painter, area, fill=fill, edge=edge, radius=8)
        ink = "text" if chosen else "text2"
        size = style.px(18)
        left = (area.width() - size) / 2 if self._rail else style.px(12)
        symbol = icons.pixmap(self.entry.icon, "accent_text" if chosen else "text2", 18)
        painter.drawPixmap(round(left), round((area.height() - size) / 2), symbol)
        if not self._rail:
            self._paint_words(painter, area, ink)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF, ink: str) -> None:
        painter.setPen(style.color(ink))
        painter.setFont(style.font(14, 600 if self.isChecked() else 500))
        wide = self._paint_due(painter, area) if self._due and not self._count else style.px(34)
        words = area.adjusted(style.px(42), 0, -wide, 0)
        flag, marked = paint.lettered(self.text(), self.letter)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | flag
        painter.drawText(words, flags, marked)
        if self._count:
            painter.setFont(style.font(13, 500, tabular=True))
            counts = area.adjusted(0, 0, -style.px(11), 0)
            painter.drawText(
                counts, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._count)
            )

    def _paint_due(self, painter: QPainter, area: QRectF) -> float:
        """Say that something is due; return how much room that takes."""
        word = _("due")
        wide, high = paint.width(word, 12, 500) + style.px(18), style.px(22)
        place = QRectF(area.right() - wide - style.px(9), area.center().y() - high / 2, wide, high)
        paint.box(painter, place, fill="warn_soft", edge="text" if style.theme.contrast else None, radius=6)
        centre = Qt.AlignmentFlag.AlignHCenter
        paint.line(painter, place, word, size=12, weight=500, token="warn", align=centre)
        return wide + style.px(12)


class Navigation(QWidget):
    """Logo and office, the ways, the time of the last save, the person and the lock."""

    chosen = Signal(str)
    locked = Signal()
    person_wanted = Signal()

    def __init__(self, who: Who) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(_("Navigation"))
        self._rail = False
        self._column = QVBoxLayout(self)
        self._words: list[QWidget] = []
        self._practice: Badge | None = None
        self._add_head(who)
        if who.practice:
            self._add_practice()
        self.buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self._ways = PageScroll()
        for place, entry in enumerate(ENTRIES, 1):
            self._add_entry(entry, f"Ctrl+{place}")
        self._ways.column().addStretch(1)
        self._ways.column().setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._ways, 1)
        self._more = Sign("chevron-down", "text2", 16)
        self._more.setObjectName("more_below")
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        bar = self._ways.verticalScrollBar()
        for moved in (bar.valueChanged, bar.rangeChanged):
            moved.connect(lambda *_told: self._hint_at_more())
        self._hint_at_more()
        self._add_saved()
        self._foot_rule = Divider()
        self._column.addWidget(self._foot_rule)
        self._add_person(who)
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(4 if self._rail else 12)
        self.setFixedWidth(style.px(RAIL if self._rail else WIDE))
        self._column.setContentsMargins(side, style.px(8 if self._rail else 22), side, style.px(8))
        self._head.setContentsMargins(
            style.px(4 if self._rail else 8), 0, 0, style.px(8 if self._rail else 26)
        )
        self._column.setSpacing(style.px(4))
        self._ways.column().setSpacing(style.px(4))
        inset = 9 if self._rail else 12
        self._saved_line.setContentsMargins(style.px(inset), 0, style.px(inset), style.px(4))

    def set_rail(self, rail: bool) -> None:
        """Show symbols only, when the window is too narrow for words."""
        if rail == self._rail:
            return
        self._rail = rail
        for button in self.buttons.values():
            button.set_rail(rail)
        for widget in self._words:
            widget.setVisible(not rail)
        self._hint_at_more()
        policy = Qt.ScrollBarPolicy  # a bar would take a third of the rail
        self._ways.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if rail else policy.ScrollBarAsNeeded)
        self.person.set_rail(rail)
        if self._practice is not None:
            self._practice.set_state("warn", "" if rail else _("Practice data"), PRACTICE_SIGN)
        way = QBoxLayout.Direction
        self._foot.setDirection(way.TopToBottom if rail else way.LeftToRight)
        self.restyle()

    def _hint_at_more(self) -> None:
        """Show in the rail, which has no bar, that there are more symbols below."""
        bar = self._ways.verticalScrollBar()
        self._more.setVisible(self._rail and bar.value() < bar.maximum())

    def choose(self, page: str) -> None:
        """Mark an entry, or the name for a page behind it; other pages leave the mark where it is."""
        behind = page in BEHIND_NAME
        if not behind and page not in self.buttons:
            return
        self._group.setExclusive(False)
        for name, button in self.buttons.items():
            button.setChecked(name == page)
        self._group.setExclusive(True)
        self.person.set_here(behind)
        if not behind:
            self._ways.ensureWidgetVisible(self.buttons[page])

    def focus_chosen(self) -> None:
        chosen = self._group.checkedButton() or (self.person if self.person.is_here else None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def set_counts(self, counts: Counts) -> None:
        for button in self.buttons.values():
            entry = button.entry
            if entry.count:
                due = bool(getattr(counts, entry.due)) if entry.due else False
                button.set_count(getattr(counts, entry.count), due=due)

    def set_saved(self, at: datetime) -> None:
        self._saved.setText(_("Saved {time}", time=at.astimezone().strftime("%H:%M")))
        self._saved_row.setToolTip(self._saved.text())
        self._saved_row.setVisible(True)

    def _add_head(self, who: Who) -> None:
        row = QHBoxLayout()
        row.setSpacing(style.px(12))
        logo = Sign("app", "accent", 32)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text("lwdesk", "strong"))
        column.addWidget(Text(who.office, "help", token="text2"))
        self._words.append(words)
        row.addWidget(logo)
        row.addWidget(words, 1)
        self._head = row
        self._column.addLayout(row)

    def _add_practice(self) -> None:
        """Say all the time that nobody in this file is real; the rail keeps the sign."""
        self._practice = Badge("warn", _("Practice data"), PRACTICE_SIGN)
        self._practice.setObjectName("practice")
        self._practice.setAccessibleName(_("Practice data"))
        self._practice.setToolTip(_("All people in this file are invented."))
        self._column.addWidget(self._practice)
        self._column.addSpacing(style.px(8))

    def _add_entry(self, entry: Entry, key: str) -> None:
        if entry.divided:
            self._ways.column().addSpacing(style.px(8))
            self._ways.column().addWidget(Divider())
            self._ways.column().addSpacing(style.px(8))
        button = NavButton(entry, key)
        button.clicked.connect(lambda: self.chosen.emit(entry.page))
        self._group.addButton(button)
        self.buttons[entry.page] = button
        self._ways.column().addWidget(button)

    def _add_saved(self) -> None:
        self._saved_row = QWidget()
        row = self._saved_line = QHBoxLayout(self._saved_row)
        row.setSpacing(style.px(8))
        self._saved = Text("", "help", token="text3")
        self._words.append(self._saved)
        row.addWidget(Sign("hard-drive", "text3", 14))
        row.addWidget(self._saved, 1)
        self._saved_row.hide()
        self._column.addWidget(self._saved_row)

    def _add_person(self, who: Who) -> None:
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(style.px(8))
        self.person = PersonButton(who)
        self.person.clicked.connect(self.person_wanted)
        lock = IconButton("lock", _("Lock (Ctrl+L)"), size="small")
        lock.setObjectName("lock")
        lock.clicked.connect(self.locked)
        self._foot.addWidget(self.person, 1)
        self._foot.addWidget(lock, 0, Qt.AlignmentFlag.AlignCenter)
        self._column.addLayout(self._foot)


class PersonButton(Pressable):
    """The name at the bottom left: settings, help and switching the user stand behind it."""

    def __init__(self, who: Who) -> None:
        super().__init__()
        self.setObjectName("person")
        self.setText(who.staff)
        self.setAccessibleName(_("{name}, settings and help", name=who.staff))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.px(4), style.px(6), 0, style.px(6))
        row.setSpacing(style.px(8))
        self._tip, self.is_here = who.staff, False
        avatar = Avatar(who.staff, size=32)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(Text(who.staff, "label", shortens=True))
        words.addWidget(Text(who.employer, "help", token="text2", shortens=True))
        row.addWidget(avatar)
        row.addWidget(self._words, 1)
        for part in (self._words, *self.findChildren(QLabel)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_here(self, here: bool) -> None:
        """Say whether one is on a page behind the name."""
        self.is_here = here
        self.update()

    def set_rail(self, rail: bool) -> None:
        self._words.setVisible(not rail)
        self.setToolTip(self._tip if rail else "")

    def focus_radius(self) -> float:
        return 8

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_here or self.underMouse():
            painter = paint.begin(self)
            fill, edge = ("sheet", "line") if self.is_here else ("subtle", None)
            paint.box(painter, QRectF(self.rect()), fill=fill, edge=edge, radius=8)
            painter.end()
