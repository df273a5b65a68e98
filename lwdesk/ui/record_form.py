"""Forms of declared records: a box per field, rows by a written layout, values in and out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.domain.fields import Field, Record, Value
from lwdesk.ui import style
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input import Input
from lwdesk.ui.reading_order import come_in_turn
from lwdesk.ui.words import _

NARROW = 56  # characters of width below which the fields stand one below the other
type Layout = Sequence[Sequence[str]]


class FieldGrid(QWidget):
    """Rows of boxes, each as wide as its `share`; a row that does not fit is broken into several."""

    def __init__(
        self, rows: Iterable[Sequence[QWidget]], parent: QWidget | None = None, *, narrow: int = NARROW
    ) -> None:
        super().__init__(parent)
        self._narrow = narrow
        self._rows = [list(row) for row in rows]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lines: list[list[QWidget]] = []
        self._blocks: list[tuple[QVBoxLayout, QHBoxLayout]] = []
        self._boxes = [widget for row in self._rows for widget in row if isinstance(widget, FieldBox)]
        for box in self._boxes:
            box.told.connect(partial(self._give_room, box))
        for widget in (widget for row in self._rows for widget in row):
            policy = widget.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # else a long label widens its column
            widget.setSizePolicy(policy)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(16))
        self._lines = []
        self._arrange()

    def is_single(self) -> bool:
        return all(len(line) == 1 for line in self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        narrow = max((w.minimumSizeHint().width() for row in self._rows for w in row), default=0)
        return QSize(narrow, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        lines = [line for row in self._rows for line in self._split(row)]
        if lines == self._lines:
            return
        self._clear()
        self._lines = lines
        for line in lines:
            block, row = QVBoxLayout(), QHBoxLayout()
            block.setSpacing(style.px(4))
            row.setSpacing(style.px(16))
            for widget in line:
                row.addWidget(widget, _share(widget))
            block.addLayout(row)
            self._column.addLayout(block)
            self._blocks.append((block, row))
        for box in self._boxes:
            self._give_room(box)

    def _clear(self) -> None:
        """Take the boxes out first: one that is still in an old row would not tell the new one its height."""
        for box in self._boxes:
            box.take_message_back()
        for block, row in self._blocks:
            for widget in (widget for line in self._rows for widget in line):
                row.removeWidget(widget)
            self._column.removeItem(block)
            block.deleteLater()
        self._blocks = []

    def _give_room(self, box: FieldBox) -> None:
        """Let a long complaint use the width of the whole row, below all of its fields."""
        box.take_message_back()
        at = next((n for n, line in enumerate(self._lines) if box in line and len(line) > 1), None)
        if at is not None and box.needs_room():
            box.put_message(self._blocks[at][0])

    def _split(self, row: list[QWidget]) -> list[list[QWidget]]:
        if self.width() <= 0 or len(row) == 1:
            return [row]
        if self.width() < style.characters(self._narrow):
            return [[widget] for widget in row]
        if _fits(row, self.width()):
            return [row]
        widest = max(widget.minimumSizeHint().width() for widget in row)
        for count in range(len(row), 1, -1):
            if widest * count + style.px(16) * (count - 1) <= self.width():
                return [row[n : n + count] for n in range(0, len(row), count)]
        return [[widget] for widget in row]


def _share(widget: QWidget) -> int:
    return int(widget.property("share") or 1)


def _fits(row: list[QWidget], width: int) -> bool:
    """Tell whether each box of the row gets what it needs when the width is dealt out by shares."""
    part = (width - style.px(16) * (len(row) - 1)) / sum(_share(widget) for widget in row)
    return all(widget.minimumSizeHint().width() <= part * _share(widget) for widget in row)


class RecordForm(QWidget):
    """The form of one record type; the page writes the rows, the declaration brings the rest."""

    edited = Signal(str)

    def __init__(
        self,
        record_type: type[Record],
        layout: Layout,
        *,
        segments: Iterable[str] = (),
        help_texts: Mapping[str, str] | None = None,
        labels: Mapping[str, str] | None = None,
        mandatory: Iterable[str] = (),
        faces: Mapping[str, Input | Callable[[], Input]] | None = None,
        narrow: int = NARROW,
        parent: QWidget | None = None,
        in_parts: bool = False,
        later: bool = False,
    ) -> None:
        """Make the fields at once, `in_parts` by whoever calls `build`, or `later`, once it is shown."""
        self._waits = later
        super().__init__(parent)
        self.record_type = record_type
        self.boxes: dict[str, FieldBox] = {}
        self._record: Record | None = None
        self._reads_only = False
        self._prepared: dict[str, Callable[[Input], None]] = {}
        self.layout_rows, self._narrow, self._faces = layout, narrow, faces or {}
        self._segments, self._mandatory = frozenset(segments), frozenset(mandatory)
        self._labels, self._helps = labels or {}, help_texts or {}
        if later:
            self.hide()
        elif not in_parts:
            self._build_all()

    def build(self) -> Iterator[FieldBox]:
        """Make the fields one by one; a form that is made in parts is whole when nothing more comes."""
        for name in (name for row in self.layout_rows for name in row):
            self.boxes[name] = self._box(name)
            yield self.boxes[name]
        self.grid = FieldGrid(
            [[self.boxes[name] for name in row] for row in self.layout_rows], narrow=self._narrow
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)
        column.addStretch(1)

    def make(self) -> None:
        """Make the fields that were put off, with what the record says, in their turn of the Tab key."""
        if self._waits:
            self._waits = False
            self._build_all()
            for name, do in self._prepared.items():
                do(self.boxes[name].input)
            if self._record is not None:
                self.show_record(self._record)
            if self._reads_only:
                self.set_read_only(True)
            come_in_turn(self)

    def prepare(self, name: str, do: Callable[[Input], None]) -> None:
        """Do something with a field: now, or as soon as it is made."""
        if self._waits:
            self._prepared[name] = do
        else:
            do(self.boxes[name].input)

    def setVisible(self, visible: bool, /) -> None:
        if visible:
            self.make()
        super().setVisible(visible)

    def _build_all(self) -> None:
        for _box in self.build():
            pass

    def _box(self, name: str) -> FieldBox:
        from lwdesk.ui import inputs  # all kinds of inputs: more than the unlock screen's two fields need

        field = self.field(name)
        face = self._faces.get(name) or (inputs.build_segments if name in self._segments else inputs.build)(
            field
        )
        made = face if isinstance(face, Input) else face()
        made.setObjectName(name)
        made.edited.connect(self._edited)
        needed = field.required or name in self._mandatory or isinstance(made, inputs.YesNoInput)
        label = self._labels.get(name) or _(field.label)
        if isinstance(made, inputs.YesNoInput):
            made.set_text(label)
        return FieldBox(label, made, optional=not needed, help_text=self._helps.get(name, ""))

    def input(self, name: str) -> Input:
        self.make()
        return self.boxes[name].input

    def field(self, name: str) -> Field:
        return self.record_type.by_name[name]

    def show_record(self, record: Record) -> None:
        """Show a record; what somebody typed before is gone."""
        self._record = record
        for name, box in self.boxes.items():
            box.input.set_value(record.value(name))
            box.show_problem(None)

    def fill(self, values: Mapping[str, Value]) -> None:
        """Put values where nothing stands yet."""
        if self._waits:
            known = self.record()
            self.show_record(known.replace(**{n: v for n, v in values.items() if not known.value(n)}))
            return
        for name, value in values.items():
            if self.input(name).is_empty():
                self.input(name).set_value(value)

    def values(self) -> dict[str, Value]:
        """Return the value of each field on the form."""
        if self._waits:
            known = self._record or self.record_type()
            return {name: known.value(name) for row in self.layout_rows for name in row}
        return {name: self._value(name) for name in self.boxes}

    def typed(self) -> dict[str, str]:
        """Return what stands in fields without being a value yet, by field name."""
        return {name: text for name, box in self.boxes.items() if (text := box.input.typed())}

    def retype(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed without becoming a value, and say below the field what is wrong with it."""
        for name, text in typed.items():
            if self._has(name):
                self.input(name).retype(text)
                self.boxes[name].check()

    def record(self) -> Record:
        """Return the shown record, or a new one, with the values of the form."""
        base = self._record or self.record_type()
        return base.replace(**self.values())

    def changed(self) -> frozenset[str]:
        """Return the names of the fields that differ from the record shown."""
        base = self._record or self.record_type()
        return frozenset(name for name, value in self.values().items() if value != base.value(name))

    def problems(self) -> dict[str, str]:
        """Check every box by itself; return the sentences to be read below the fields."""
        for box in self.boxes.values():
            box.check()
        return {name: text for name, box in self.boxes.items() if (text := box.problem())}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show the sentences that rules found, by field name."""
        for name in problems:
            if self._has(name):
                self.make()
                self.boxes[name].show_problem(problems[name])

    def focus_problem(self) -> bool:
        """Put the cursor into the first field with a problem; tell whether there is one."""
        for box in self.boxes.values():
            if box.problem():
                box.input.setFocus()
                return True
        return False

    def set_read_only(self, read_only: bool) -> None:
        self._reads_only = read_only
        for box in self.boxes.values():
            box.input.set_read_only(read_only)

    def _has(self, name: str) -> bool:
        return any(name in row for row in self.layout_rows)

    def _value(self, name: str) -> Value:
        value = self.boxes[name].input.value()
        return self.field(name).empty if value is None else value

    def _edited(self) -> None:
        source = self.sender()
        name = source.objectName() if source is not None else ""
        self.edited.emit(name)
