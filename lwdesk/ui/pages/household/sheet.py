"""The fields of one form of the card: open sections, folded ones, and lists that grow."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain.fields import Record
from lwdesk.ui import style
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.pages.field_rows import Group, Listed, keys
from lwdesk.ui.pages.household import layouts
from lwdesk.ui.pages.household.change import Change
from lwdesk.ui.pages.intake import faces
from lwdesk.ui.pages.intake.fields import Entries, Fields
from lwdesk.ui.pages.intake.fold import Fold
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural

type Named = Sequence[tuple[UUID, str]]


class LaterFold(Fold):
    """A fold whose fields are made when they are first needed: a form opens with what it shows."""

    keys: frozenset[str] = frozenset()
    make: Callable[[], None] | None = None

    def fill(self) -> None:
        make, self.make = self.make, None
        if make is not None:
            make()

    def set_open(self, *, wanted: bool) -> None:
        if wanted:
            self.fill()
        super().set_open(wanted=wanted)


class RecordSheet(QWidget):
    """Shows a change and writes into it; `edited` tells that somebody typed."""

    edited = Signal()

    def __init__(self, change: Change, people: Named, colleagues: Named) -> None:
        super().__init__()
        self._change, self._people, self._colleagues = change, people, colleagues
        self.fields: list[Fields] = []
        self.lists: list[Entries] = []
        self.folds: list[LaterFold] = []
        self._shared = change.single()  # one for all rows, so that each sees what another one changed
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for section in layouts.FORMS[change.form].sections:
            self._add(section)
        self.column.addStretch(1)
        self._follow()
        self._unfold_changed()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.column.setSpacing(style.px(16))

    def box(self, key: str, record: UUID | None = None) -> FieldBox | None:
        """Return the box of a field, of this very record where a list has several."""
        for fold in self.folds:
            if key in fold.keys:
                fold.fill()
        for fields in self.every_fields():
            if key in fields.boxes and (record is None or fields.holds(record)):
                return fields.boxes[key]
        return None

    def every_fields(self) -> Iterator[Fields]:
        yield from self.fields
        for entries in self.lists:
            yield from (item.fields for item in entries.items)

    def first_unreadable(self) -> FieldBox | None:
        """Check what every field reads by itself; return the first one that cannot."""
        wrong = [box for fields in self.every_fields() for box in fields.boxes.values() if not box.check()]
        return wrong[0] if wrong else None

    def jump(self, box: FieldBox) -> None:
        """Open what is folded and put the cursor into the field."""
        self._unfold(box)
        box.input.setFocus()

    def focus_first(self) -> None:
        first = next((box for fields in self.every_fields() for box in fields.boxes.values()), None)
        if first is not None:
            first.input.setFocus()

    def add(self, kind: str) -> None:
        """Put an empty entry below the others, ready to be typed into."""
        for fold in self.folds:
            if any(key.startswith(f"{kind}.") for key in fold.keys):
                fold.set_open(wanted=True)
        fresh = self._change.fresh(kind)
        self._change.put(fresh)
        for entries in self.lists:
            if entries.listed.kind == kind:
                self._show_list(entries)
                entries.items[-1].show()  # else it would be too late for the cursor
                next(iter(entries.items[-1].fields.boxes.values())).input.setFocus()

    def _unfold_changed(self) -> None:
        """Show what a draft brought back and what differs from the file."""
        for identity, name in self._change.touched():
            record = self._change.records.get(identity) or self._change.opened[identity]
            if (box := self.box(f"{record.kind}.{name}", identity)) is not None:
                self._unfold(box)

    def _unfold(self, box: FieldBox) -> None:
        for fold in self.folds:
            if fold.body.isAncestorOf(box):
                fold.set_open(wanted=True)

    def _add(self, section: layouts.Section) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(16))
        if not section.folded:
            self._fill(section, column)
            self.column.addWidget(body)
            return
        count = _filled(self._change, section)
        told = f"{_(section.title)} · {plural('{n} detail', '{n} details', count)}" if count else ""
        fold = LaterFold(told or _(section.title), body)
        fold.keys = frozenset(key for part in section.parts for key in keys(part.rows))
        fold.make = partial(self._fill, section, column)
        self.folds.append(fold)
        self.column.addWidget(fold)

    def _fill(self, section: layouts.Section, column: QVBoxLayout) -> None:
        """Make the fields of a section and show in them what stands there now."""
        for part in section.parts:
            if part.title:
                column.addWidget(Text(_(part.title), "section"))
            if isinstance(part, Listed):
                entries = self._list(part)
                self._show_list(entries)
                column.addWidget(entries)
            else:
                fields = self._rows(part)
                fields.show_records(self._shared, self._change.typed, self._people)
                column.addWidget(fields)

    def _rows(self, group: Group) -> Fields:
        fields = Fields(group.rows)
        for box in fields.boxes.values():
            if isinstance(box.input, faces.StaffInput):
                box.input.set_named(self._colleagues)
        fields.edited.connect(self._edited)
        self.fields.append(fields)
        return fields

    def _list(self, listed: Listed) -> Entries:
        untitled = Listed(listed.kind, "", listed.add, listed.rows)
        entries = Entries(untitled)
        entries.edited.connect(self._edited)
        entries.added.connect(self.add)
        entries.removed.connect(self._removed)
        self.lists.append(entries)
        return entries

    def _show_list(self, entries: Entries) -> None:
        entries.show_records(self._change.of_kind(entries.listed.kind), self._change.typed, self._people)

    def _edited(self, record: Record, name: str, typed: str) -> None:
        self._change.put(record)
        self._change.note(record, name, typed)
        self._follow()
        self.edited.emit()

    def _removed(self, record: Record) -> None:
        self._change.drop(record)
        for entries in self.lists:
            if entries.listed.kind == record.kind:
                self._show_list(entries)
                entries.add.setFocus()
        self.edited.emit()

    def _follow(self) -> None:
        """Ask for the reason of a protection only where there is one."""
        if (reason := self.box("household.protection_reason")) is not None:
            household = self._change.single()["household"]
            reason.setVisible(bool(household.value("address_protected")))


def _filled(change: Change, section: layouts.Section) -> int:
    """Count what is known in a section: a list counts its records."""
    shared, count = change.single(), 0
    for part in section.parts:
        if isinstance(part, Listed):
            count += len(change.of_kind(part.kind))
        else:
            pairs = (key.split(".") for key in keys(part.rows))
            count += sum(name in shared[kind].filled() for kind, name in pairs)
    return count
