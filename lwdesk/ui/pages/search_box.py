"""The one search: a field, and below it the people it may mean, each with the reason."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.services.views import Found
from lwdesk.ui import paint, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import IconButton
from lwdesk.ui.context import Context
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.marks import KeyHint
from lwdesk.ui.pages import search_words
from lwdesk.ui.pages.search_popup import SearchPopup
from lwdesk.ui.words import _

SHORTEST, MOST, LANE = 2, 8, "search"
LONGEST = 500


class SearchBox(QWidget):
    """Searches from the second character on; arrows choose, Enter opens, Esc closes."""

    opening = Signal()
    quick_wanted = Signal(object)
    queue_wanted = Signal(object)

    def __init__(self, context: Context, host: QWidget) -> None:
        super().__init__(host)
        self._context, self._host = context, host
        self.edit = SearchEdit(self)
        self._opened: SearchPopup | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._typed)
        self.edit.left.connect(self._left)
        self.edit.installEventFilter(self)

    @property
    def popup(self) -> SearchPopup:
        """Return what shows the hits, made with the first search: the hour opens without."""
        if self._opened is None:
            self._opened = SearchPopup(self._host, takes_in=self._context.may_go("intake"))
            self._opened.chosen.connect(self._open)
            self._opened.new_wanted.connect(self._take_in)
        return self._opened

    def is_showing(self) -> bool:
        return self._opened is not None and self._opened.isVisible()

    def text(self) -> str:
        return self.edit.text()

    def start(self) -> None:
        """Take the focus and mark what stands there, so that typing replaces it."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        if len(self.text().strip()) >= SHORTEST and not self.is_showing():
            self._typed(self.text())

    def close_popup(self) -> bool:
        """Close the hits; tell whether they were open."""
        was_open = self.is_showing()
        if was_open:
            self.popup.close_popup()
        return was_open

    def clear(self) -> None:
        self.edit.clear()
        self.close_popup()

    def follow(self) -> None:
        """Keep the hits below the field when the page moved."""
        if self.is_showing():
            self.popup.open_at(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_showing():
            self.popup.open_at(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and self._pressed(event):
            return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        """Tell whether a key that means something everywhere means something of its own here."""
        if _is_new(event):
            return bool(self.text().strip())
        return _is_enter(event) and self.is_showing() and self.popup.current() is not None

    def _sent_on(self, event: QKeyEvent) -> bool:
        """Take the chosen hit into the quick contact or into the queue."""
        hit = self.popup.current() if self.is_showing() else None
        way = WAYS.get(event.modifiers()) if _is_enter(event) else None
        if hit is None or way is None:
            return False
        self.clear()
        (self.quick_wanted if way == "quick" else self.queue_wanted).emit(hit)
        return True

    def _pressed(self, event: QKeyEvent) -> bool:
        if self._sent_on(event):
            return True
        key, showing = event.key(), self.is_showing()
        if _is_new(event) and self.text().strip():
            self._take_in()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and showing:
            self.popup.move_choice(1 if key == Qt.Key.Key_Down else -1)
            announce(self.edit, self.popup.sentence())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and showing and not event.modifiers():
            self.popup.choose_current()
        elif key == Qt.Key.Key_Escape and showing:
            self.popup.close_popup()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        wanted = text.strip()[:LONGEST]
        if len(wanted) < SHORTEST:
            self.close_popup()
            return
        self._context.jobs.run(self, lambda desk: desk.search.find(wanted, MOST), self._show, lane=LANE)

    def _show(self, found: Found) -> None:
        if found.query != self.text().strip()[:LONGEST] or not self.edit.isVisible():
            return
        self.popup.show_found(found)
        self.opening.emit()
        self.popup.open_at(self)
        announce(self.edit, search_words.counted(found))

    def _open(self, household: object) -> None:
        self.clear()
        self._context.household_wanted.emit(household)

    def _take_in(self) -> None:
        text = self.text().strip()
        self.clear()
        self._context.intake_wanted.emit(text)

    def _left(self) -> None:
        self.close_popup()


WAYS = {Qt.KeyboardModifier.ControlModifier: "quick", Qt.KeyboardModifier.AltModifier: "queue"}


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _is_new(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class SearchEdit(LineEdit):
    """The field with its symbol, the keys that lead to it, and a cross that empties it."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(height=48, icon="search", parent=parent)
        self.setObjectName("search")
        self.setAccessibleName(_("Search people"))
        self.setMaxLength(LONGEST)
        self._keys = QWidget(self)
        row = QHBoxLayout(self._keys)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(6))
        for key in (_("Ctrl"), "K"):
            row.addWidget(KeyHint(key))
        self._cross = IconButton("x", _("Empty the search"), size="small", parent=self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.clear)
        self.textChanged.connect(self._place)
        style.follow(self._place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._place()
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Show the keys while the field rests, the cross while something stands in it."""
        if not hasattr(self, "_cross"):
            return
        filled = bool(self.text())
        self._cross.setVisible(filled)
        self._keys.adjustSize()
        hints = not filled and not self.hasFocus() and self.width() > style.characters(60)
        self._keys.setVisible(hints)
        right = self.width() - style.px(12)
        for part in (self._cross, self._keys):
            part.adjustSize()
            part.move(right - part.width(), (self.height() - part.height()) // 2)
        self.setTextMargins(style.px(36), 0, style.px(40), 0)
        self._say_what_it_finds()

    def _say_what_it_finds(self) -> None:
        whole = _("Name, phone, address or case number – in any script")
        room = self.width() - style.px(48 + 40 + 24) - (self._keys.width() if self._keys.isVisible() else 0)
        fits = paint.width(whole, 16) < room
        self.setPlaceholderText(whole if fits else _("Search people"))
