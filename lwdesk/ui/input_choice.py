"""Inputs one chooses from: segments, combo boxes, typed-ahead lists, chips, yes or no."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.domain.fields import Value
from lwdesk.ui import paint, style
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.flow import Flow, FlowLayout
from lwdesk.ui.input import Complaint, Input
from lwdesk.ui.marks import FilterChip, Token
from lwdesk.ui.option import Option
from lwdesk.ui.type_ahead import Find, TypeAhead
from lwdesk.ui.words import _

__all__ = [
    "ChipsInput",
    "Find",
    "Option",
    "SearchInput",
    "SegmentedInput",
    "YesNoInput",
]


class Segment(QAbstractButton):
    """One of a few options standing side by side."""

    def __init__(
        self, option: Option, number: int = 0, parent: QWidget | None = None, *, big: bool = False
    ) -> None:
        super().__init__(parent)
        self.option, self._number = option, number
        self._size, self._high = (16, 56) if big else (14, 36)
        self.setText(option.label)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def focus_radius(self) -> float:
        return 6

    def sizeHint(self) -> QSize:
        width = paint.width(self.text(), self._size, 600) + style.px(2 * self._size) + 1
        return QSize(round(width + (style.px(18) if self._number else 0)), style.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        rect, on = QRectF(self.rect()), self.isChecked()
        inset = style.px(3)
        inner = rect.adjusted(inset, inset, -inset, -inset)
        if on:
            paint.box(painter, inner, fill="accent" if self.isEnabled() else "sunken", radius=6)
        elif self.underMouse() and self.isEnabled():
            paint.box(painter, inner, fill="subtle", radius=6)
        ink = ("on_accent" if on else "text") if self.isEnabled() else "text3"
        x = rect.x() + style.px(self._size)
        if self._number:
            place = QRectF(x, 0, style.px(14), rect.height())
            paint.line(painter, place, str(self._number), size=12, weight=500, token=ink, tabular=True)
            x += style.px(18)
        place = QRectF(x, 0, rect.right() - x, rect.height())
        paint.line(painter, place, self.text(), size=self._size, weight=600 if on else 500, token=ink)
        painter.end()


class SegmentedInput(Input):
    """Two to five short options, all visible; arrows move, figures choose where they are shown."""

    def __init__(
        self,
        options: Sequence[Option],
        *,
        numbered: bool = False,
        optional: bool = False,
        big: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._numbered, self._optional = numbered, optional
        self._flow = FlowLayout(self, gap=0)
        self.segments: list[Segment] = []
        for n, option in enumerate(options, 1):
            segment = Segment(option, n if numbered else 0, big=big)
            segment.clicked.connect(self._chose)
            self.segments.append(segment)
            self._flow.addWidget(segment)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if self.segments:
            self.hold(self.segments[0])

    def value(self) -> Value:
        return next((s.option.key for s in self.segments if s.isChecked()), None)

    def set_value(self, value: Value) -> None:
        for segment in self.segments:
            segment.setAutoExclusive(False)
            segment.setChecked(segment.option.key == value)
            segment.setAutoExclusive(True)
            if segment.isChecked():
                self.setFocusProxy(segment)
        self.update()

    def setAccessibleName(self, name: str) -> None:
        QWidget.setAccessibleName(self, name)
        for segment in self.segments:
            segment.setAccessibleName(f"{name}: {segment.option.label}" if name else segment.option.label)

    def setAccessibleDescription(self, description: str) -> None:
        for segment in self.segments:
            segment.setAccessibleDescription(description)

    def show_problem(self, text: str | None) -> None:
        self.setAccessibleDescription(text or "")
        self.setProperty("problem", bool(text))
        self.update()

    def set_read_only(self, read_only: bool) -> None:
        for segment in self.segments:
            segment.setEnabled(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.text()
        if self._numbered and number.isdecimal() and 1 <= int(number) <= len(self.segments):
            self.segments[int(number) - 1].click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        wrong = bool(self.property("problem"))
        edge, width = ("danger", style.px(2)) if wrong else ("edge", style.border())
        paint.box(painter, QRectF(self.rect()), fill="sheet", edge=edge, width=width)
        for left, right in zip(self.segments, self.segments[1:], strict=False):
            if left.y() == right.y() and not left.isChecked() and not right.isChecked():
                x, d = right.x(), style.px(10)
                painter.fillRect(QRectF(x, right.y() + d, 1, right.height() - 2 * d), style.color("line"))
        painter.end()

    def _chose(self) -> None:
        self.update()
        for segment in self.segments:
            if segment.isChecked():
                self.setFocusProxy(segment)
        self.edited.emit()
        self.left.emit()


class SearchInput(Input):
    """One code of a long list, found while typing."""

    def __init__(
        self, find: Find, label_of: Callable[[str], str], placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edit = TypeAhead(find, placeholder)
        self._label_of = label_of
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit)
        self.hold(self.edit)
        self.edit.textEdited.connect(self.edited)
        self.edit.chosen.connect(self._chose)
        self.edit.emptied.connect(self._chose)
        self.edit.editingFinished.connect(self.left)

    def value(self) -> Value:
        return None if self.edit.unmatched() else self.edit.key()

    def is_empty(self) -> bool:
        return not self.edit.text().strip()

    def complaint(self) -> Complaint | None:
        return unmatched(self.edit)

    def set_value(self, value: Value) -> None:
        key = str(value) if value else None
        self.edit.set_chosen(key, self._label_of(key) if key else "")

    def set_read_only(self, read_only: bool) -> None:
        self.edit.setReadOnly(read_only)

    def _chose(self) -> None:
        self.edited.emit()
        self.left.emit()


def unmatched(edit: TypeAhead) -> Complaint | None:
    """Return what to do with a text that is no entry of the list; it is not taken away."""
    return Complaint(_("Please choose an entry of the list.")) if edit.unmatched() else None


class ChipsInput(Input):
    """Several of a list: short lists as chips to switch, long ones as tokens with a search beside them."""

    def __init__(
        self,
        options: Sequence[Option] = (),
        find: Find | None = None,
        label_of: Callable[[str], str] = str,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label_of = label_of
        self._keys: list[str] = []
        self.chips: dict[str, FilterChip] = {}
        self.tokens: dict[str, Token] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(8))
        self._flow = Flow()
        column.addWidget(self._flow)
        self.edit: TypeAhead | None = None
        if find is None:
            self._show_chips(options)
        else:
            self.edit = TypeAhead(find, placeholder or _("Add …"), keeps_text=False)
            self.edit.chosen.connect(self._add)
            self.edit.editingFinished.connect(self.left)
            column.addWidget(self.edit)
            self.hold(self.edit)

    def value(self) -> Value:
        return tuple(self._keys)

    def complaint(self) -> Complaint | None:
        return unmatched(self.edit) if self.edit is not None else None

    def set_value(self, value: Value) -> None:
        self._keys = [str(key) for key in value] if isinstance(value, tuple | list) else []
        if self.edit is None:
            for key, chip in self.chips.items():
                chip.setChecked(key in self._keys)
        else:
            self._show_tokens()

    def setAccessibleName(self, name: str) -> None:
        QWidget.setAccessibleName(self, name)
        if self.edit is not None:
            self.edit.setAccessibleName(name)
        for chip in self.chips.values():
            chip.setAccessibleName(f"{name}: {chip.text()}")

    def set_read_only(self, read_only: bool) -> None:
        for part in (*self.chips.values(), *self.tokens.values()):
            part.setEnabled(not read_only)
        if self.edit is not None:
            self.edit.setVisible(not read_only)

    def _show_chips(self, options: Sequence[Option]) -> None:
        for option in options:
            chip = FilterChip(option.label)
            chip.clicked.connect(self._switched)
            self.chips[option.key] = chip
            self._flow.add(chip)
        if self.chips:
            self.hold(next(iter(self.chips.values())))

    def _switched(self) -> None:
        self._keys = [key for key, chip in self.chips.items() if chip.isChecked()]
        self.edited.emit()
        self.left.emit()

    def _add(self, key: str) -> None:
        if key not in self._keys:
            self._keys.append(key)
            self._show_tokens()
            self.edited.emit()

    def _show_tokens(self) -> None:
        for key in [key for key in self.tokens if key not in self._keys]:
            token = self.tokens.pop(key)
            self._flow.flow.removeWidget(token)
            token.hide()
            token.deleteLater()
        for key in self._keys:
            if key not in self.tokens:
                token = self.tokens[key] = Token(self._label_of(key), key=key)
                token.removed.connect(self._removed)
                self._flow.add(token)
        self._flow.setVisible(bool(self.tokens))
        self._flow.updateGeometry()

    def _removed(self) -> None:
        token = self.sender()
        if isinstance(token, Token) and token.key in self._keys:
            self._keys.remove(str(token.key))
            self._show_tokens()
            self.control().setFocus()
            self.edited.emit()


class YesNoInput(Input):
    """A flag with its words beside the box."""

    says_label = True

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = CheckBox(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        self.box.clicked.connect(self._switched)
        self.hold(self.box)

    def set_text(self, text: str) -> None:
        self.box.setText(text)

    def value(self) -> Value:
        return self.box.isChecked()

    def set_value(self, value: Value) -> None:
        self.box.setChecked(bool(value))

    def _switched(self) -> None:
        self.edited.emit()
        self.left.emit()
