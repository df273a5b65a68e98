"""Boxes bound to the records of the form: rows of fields, and lists of records with the same fields."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.domain import advice
from lwdesk.domain.fields import RECORDS, Record, Value
from lwdesk.domain.rules import Problem
from lwdesk.ui import style
from lwdesk.ui.buttons import IconButton, QuietButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.pages.field_rows import Listed, Rows, keys
from lwdesk.ui.pages.intake import faces
from lwdesk.ui.pages.intake.begun import shown_problems
from lwdesk.ui.record_form import FieldGrid
from lwdesk.ui.surface import Divider
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, words

type Typed = Mapping[tuple[UUID, str], str]
type People = Sequence[tuple[UUID, str]]


class Fields(QWidget):
    """Rows of boxes; each change hands on the whole record and what cannot be read of the field."""

    edited = Signal(object, str, str)
    left = Signal(object, str)

    def __init__(self, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, FieldBox] = {key: faces.box(key) for key in keys(rows)}
        self._records: dict[str, Record] = {}
        self._typed: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FieldGrid([[self.boxes[key] for key in row] for row in rows]))
        for key, box in self.boxes.items():
            box.input.edited.connect(partial(self._edit, key))
            box.input.left.connect(partial(self._leave, key))

    def show_records(self, records: dict[str, Record], typed: Typed, people: People = ()) -> None:
        """Show the records, which other rows share, and what was typed without becoming a value."""
        self._records = records
        for key, box in self.boxes.items():
            record, name = self._record_of(key)
            if isinstance(box.input, faces.MemberInput):
                box.input.set_named(people)
            box.input.set_value(record.value(name))
            box.show_problem(None)
            self._typed[key] = typed.get((record.id, name), "")
            if self._typed[key]:
                faces.retype(box.input, self._typed[key])
                box.check()
        for kind in {key.partition(".")[0] for key in self.boxes}:
            self._show_problems(records[kind])

    def take(self, record: Record) -> None:
        """Show a record that changed elsewhere; fields that show the same stay untouched."""
        if record.kind not in self._records or self._records[record.kind].id != record.id:
            return
        self._records[record.kind] = record
        for key, box in self.boxes.items():
            kind, name = key.split(".")
            if kind == record.kind and record.value(name) != self._value(key):
                box.input.set_value(record.value(name))

    def holds(self, record: UUID) -> bool:
        kinds = {key.partition(".")[0] for key in self.boxes}
        return any(self._records[kind].id == record for kind in kinds if kind in self._records)

    def _edit(self, key: str) -> None:
        record, name = self._record_of(key)
        new = record.replace(**{name: self._value(key)})
        self._records[record.kind] = new
        self._typed[key] = faces.typed(self.boxes[key].input)
        self.edited.emit(new, name, self._typed[key])

    def _leave(self, key: str) -> None:
        record, name = self._record_of(key)
        settled = faces.typed(self.boxes[key].input)
        if self._value(key) != record.value(name) or settled != self._typed.get(key, ""):
            self._edit(key)  # a field that settles on leaving says so only now
            record, name = self._record_of(key)
        self._show_problems(record)
        self.left.emit(record, name)

    def _value(self, key: str) -> Value:
        record, name = self._record_of(key)
        value = self.boxes[key].input.value()
        return record.by_name[name].empty if value is None else value

    def _show_problems(self, record: Record) -> None:
        found: dict[str, Problem] = {}
        for problem in shown_problems(record):
            found.setdefault(f"{record.kind}.{problem.field}", problem)
        for key, box in self.boxes.items():
            if key.partition(".")[0] != record.kind or box.input.complaint() is not None:
                continue
            problem_here = found.get(key)
            if problem_here is not None:
                box.show_problem(advice.sentence(problem_here, words.texts))
            elif box.problem():
                box.show_problem(None)

    def _record_of(self, key: str) -> tuple[Record, str]:
        kind, name = key.split(".")
        return self._records[kind], name


class Entry(QWidget):
    """One record of a list with the button that takes it away."""

    removed = Signal(object)

    def __init__(self, listed: Listed, record: Record, *, first: bool) -> None:
        super().__init__()
        self.record = record
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(12))
        if not first:
            column.addWidget(Divider())
        row = QHBoxLayout()
        row.setSpacing(style.px(8))
        self.fields = Fields(listed.rows)
        self.remove = IconButton("x", _("Remove {what}", what=_(RECORDS[listed.kind].label)), size="small")
        self.remove.clicked.connect(self._remove)
        row.addWidget(self.fields, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.fields.edited.connect(self._keep)

    def _keep(self, record: Record) -> None:
        self.record = record

    def _remove(self) -> None:
        self.removed.emit(self.record)


class Entries(QWidget):
    """All records of one kind, one below the other, and the button for one more."""

    edited = Signal(object, str, str)
    left = Signal(object, str)
    added = Signal(str)
    removed = Signal(object)

    def __init__(self, listed: Listed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listed = listed
        self.items: list[Entry] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(12))
        if listed.title:
            column.addWidget(Text(_(listed.title), "section"))
        self._holder = QVBoxLayout()
        self._holder.setSpacing(style.px(16))
        column.addLayout(self._holder)
        self.add = QuietButton(_(listed.add), icon="plus", size="small")
        self.add.clicked.connect(self._add)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_records(self, records: Iterable[Record], typed: Typed, people: People = ()) -> None:
        """Show these records; the widgets of those that stay are kept."""
        wanted = list(records)
        if [item.record.id for item in self.items] != [record.id for record in wanted]:
            self._rebuild(wanted)
        for item, record in zip(self.items, wanted, strict=True):
            item.record = record
            item.fields.show_records({record.kind: record}, typed, people)

    def _rebuild(self, wanted: list[Record]) -> None:
        for item in self.items:
            item.hide()
            self._holder.removeWidget(item)
            item.deleteLater()
        self.items = [Entry(self.listed, record, first=n == 0) for n, record in enumerate(wanted)]
        for item in self.items:
            item.fields.edited.connect(self.edited)
            item.fields.left.connect(self.left)
            item.removed.connect(self.removed)
            self._holder.addWidget(item)

    def _add(self) -> None:
        self.added.emit(self.listed.kind)
