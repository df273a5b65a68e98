"""What opens below the search: the hits in two groups, and the way to a new household."""

from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.services.views import Found, Hit
from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.flow import Flow, PageScroll
from lwdesk.ui.marks import KeyHint
from lwdesk.ui.pages import search_words
from lwdesk.ui.pages.search_hits import HitRow
from lwdesk.ui.popups import SHADOW, Popup
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Divider
from lwdesk.ui.text import Text, hide_unless
from lwdesk.ui.words import _

LONGEST_ECHO = 40


class SearchPopup(Popup):
    """The hits; the focus stays in the field above them."""

    chosen = Signal(object)
    new_wanted = Signal()

    def __init__(self, parent: QWidget, *, takes_in: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("hits")
        self.setAccessibleName(_("Search results"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: list[HitRow] = []
        self._at = 0
        self.count = Text("", "help", token="text2")
        self._scripts = Text(_("also in other scripts and spellings"), "help", token="text2", shortens=True)
        self._add_head()
        self._scroll = PageScroll()
        self._list = self._scroll.column()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.column.addWidget(self._scroll, 1)
        self._rule = Divider()
        self.column.addWidget(self._rule)
        self._foot = SearchFoot(takes_in=takes_in)
        self._foot.new_wanted.connect(self.new_wanted)
        self.column.addWidget(self._foot)

    def show_found(self, found: Found) -> None:
        """Show the hits, the strong ones first; the first is chosen."""
        empty(self._list)
        self.rows = []
        self.count.setText(search_words.counted(found))
        self._add_group(found, strong=True)
        if any(not hit.strong for hit in found.hits):
            self._add_similar(alone=not self.rows)
            self._add_group(found, strong=False)
        self._list.addStretch(1)
        self._foot.show_text(found.query, found=bool(self.rows))
        self._choose(0)

    def open_at(self, anchor: QWidget) -> None:
        """Open below the field, no higher than the page has room."""
        host = self.parentWidget()
        assert host is not None
        for row in self.rows:
            row.fit(anchor.width() - style.px(16))
        self._foot.fit(anchor.width() - style.px(16))
        both = self.count.sizeHint().width() + self._scripts.sizeHint().width() + style.px(64)
        self._scripts.setVisible(bool(self.rows) and both < anchor.width())
        top = anchor.mapTo(host, QPoint(0, anchor.height())).y() + style.px(16)
        self.open_below(anchor, height=self._height(host.height() - top - style.px(SHADOW)))

    def move_choice(self, steps: int) -> None:
        if self.rows:
            self._choose((self._at + steps) % len(self.rows))

    def choose_current(self) -> None:
        """Open the chosen hit; without any, take in a new household."""
        if self.rows:
            self.chosen.emit(self.rows[self._at].hit.household)
        else:
            self.new_wanted.emit()

    def current(self) -> Hit | None:
        return self.rows[self._at].hit if self.rows else None

    def sentence(self) -> str:
        hit = self.current()
        return search_words.sentence(hit) if hit else ""

    def _choose(self, at: int) -> None:
        self._at = at
        for n, row in enumerate(self.rows):
            row.set_chosen(n == at)
        if self.rows:
            self._scroll.ensureWidgetVisible(self.rows[at], 0, 0)

    def _point(self, at: int) -> None:
        """Choose what the pointer is over, once it moves there."""
        if at != self._at:
            self._choose(at)

    def _add_head(self) -> None:
        self._head = head = QHBoxLayout()
        head.setContentsMargins(style.px(12), style.px(6), style.px(12), 0)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self._scripts)
        self.column.addLayout(head)

    def _add_group(self, found: Found, *, strong: bool) -> None:
        for hit in found.hits:
            if hit.strong == strong:
                row, at = HitRow(hit), len(self.rows)
                row.clicked.connect(lambda _checked=False, home=hit.household: self._clicked(home))
                row.pointed.connect(lambda at=at: self._point(at))
                self.rows.append(row)
                self._list.addWidget(row)

    def _add_similar(self, *, alone: bool) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, style.px(4), 0, style.px(2))
        if not alone:
            column.addWidget(Divider())
        words = Text(_("Similar, address only"), "help", token="text2")
        words.setContentsMargins(style.px(12), style.px(2), 0, 0)
        column.addWidget(words)
        self._list.addWidget(holder)

    def _clicked(self, household: UUID) -> None:
        self.chosen.emit(household)

    def _height(self, room: int) -> int:
        """Return the height of what is shown: all rows, or as many whole ones as there is room for."""
        sides = self.column.contentsMargins()
        around = sum(one.sizeHint().height() for one in (self._head, self._rule, self._foot))
        around += 3 * self.column.spacing() + sides.top() + sides.bottom() - style.px(SHADOW + 12)
        shown = 0
        for place in range(self._list.count()):
            item = self._list.itemAt(place)
            part = item.widget() if item is not None else None
            high = max(part.sizeHint().height(), part.minimumHeight()) if part is not None else 0
            if shown and around + shown + high > room:
                break
            shown += high
        return around + shown


class SearchFoot(QWidget):
    """The keys that work here, and the way to take in whom nobody knows yet."""

    new_wanted = Signal()

    def __init__(self, *, takes_in: bool) -> None:
        super().__init__()
        self._found = False
        self._flow = Flow(gap=12)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.px(12), style.px(4), style.px(8), style.px(4))
        row.addWidget(self._flow, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self._keys = (
            hint(("↑↓",), _("to choose")),
            hint((_("Enter"),), _("to open")),
            hint((_("Esc"),), _("to close")),
        )
        for widget in self._keys:
            self._flow.add(widget)
        self.button = QuietButton("", icon="plus", size="small")
        self.button.setObjectName("take_in")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.new_wanted)
        row.addWidget(self.button)
        self._new_keys = hint((_("Ctrl"), "N"), "")
        row.addWidget(self._new_keys)
        for part in (self.button, self._new_keys):
            hide_unless(part, takes_in)

    def show_text(self, text: str, *, found: bool) -> None:
        self._found = found
        shown = text if len(text) <= LONGEST_ECHO else f"{text[: LONGEST_ECHO - 1]}…"
        self.button.setText(_("Take in “{text}”", text=shown.replace("&", "&&")))

    def fit(self, width: int) -> None:
        """Leave the key hints out where nothing can be chosen, or where there is only room for the way on."""
        keys = sum(widget.sizeHint().width() + style.px(12) for widget in self._keys)
        ways = self.button.sizeHint().width() + self._new_keys.sizeHint().width() + style.px(48)
        self._flow.setVisible(self._found and keys + ways <= width)


def hint(keys: tuple[str, ...], meaning: str) -> QWidget:
    """Return keys and what they do, side by side."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(style.px(6))
    for key in keys:
        row.addWidget(KeyHint(key))
    if meaning:
        row.addWidget(Text(meaning, "help", token="text2"))
    return made
