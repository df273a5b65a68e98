"""One step of the form, put together from its written layout."""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.domain.fields import Record
from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.inputs import ChoiceInput, Option, SegmentedInput
from lwdesk.ui.pages.field_rows import Group, Listed
from lwdesk.ui.pages.intake.begun import Begun, Spot
from lwdesk.ui.pages.intake.fields import Entries, Fields
from lwdesk.ui.pages.intake.fold import Fold
from lwdesk.ui.pages.intake.layout import Step
from lwdesk.ui.pages.intake.spellings import SpellingsRow
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

SHORT_ROW = 4
NAME_LENGTH = 24


def person_name(begun: Begun, place: int) -> str:
    """Return how the form calls a person: by name, or by their number."""
    name = begun.intake.members[place].shown_name
    return shortened(name) if name else _("Person {n}", n=place + 1)


def shortened(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip()}…"


class StepForm(QWidget):
    """The parts of a step; what is edited is handed on record by record."""

    edited = Signal(object, str, str)
    left = Signal(object, str)
    added = Signal(str)
    put = Signal(object)
    removed = Signal(object)
    member_chosen = Signal(int)
    member_removed = Signal()
    rearranged = Signal()
    typing = Signal()

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        """Make what stands at the top; `build` makes the rest, `complete` shows it."""
        super().__init__(parent)
        self.step, self.whole = step, False
        self.fields: list[Fields] = []
        self.lists: list[Entries] = []
        self.folds: list[Fold] = []
        self._parts: list[Fields | Entries] = []
        self.spellings: SpellingsRow | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._below = QWidget(self)
        self._below.hide()
        self.under = QVBoxLayout(self._below)
        self.under.setContentsMargins(0, 0, 0, 0)
        self._add_head()
        first, *self._unmade = step.parts
        self._add_part(first, self.column)
        self.column.addWidget(self._below)
        self.column.addStretch(1)
        style.follow(self.restyle)

    def build(self) -> Iterator[object]:
        """Make the other parts one by one where nobody sees them yet."""
        while self._unmade:
            part = self._unmade.pop(0)
            self._add_part(part, self.under)
            yield part

    def complete(self, begun: Begun) -> None:
        """Make what is not made yet and show it all at once; what was there stays as somebody left it."""
        for _part in self.build():
            pass
        self.whole = True
        self._show_parts(begun, self._parts[1:])
        self._below.setVisible(self.under.count() > 0)

    def restyle(self) -> None:
        self.column.setSpacing(style.px(16))
        self.under.setSpacing(style.px(16))
        self.title.setMinimumHeight(style.px(28))  # as high as the button that stands beside it on one step

    def show_begun(self, begun: Begun) -> None:
        """Show what is written down so far, of the person chosen where the step is about one."""
        self._show_head(begun)
        self._show_parts(begun, self._parts if self.whole else self._parts[:1])

    def show_list(self, begun: Begun, kind: str) -> None:
        """Show the records of one list again after one came or went."""
        for entries in self.lists:
            if entries.listed.kind == kind:
                entries.show_records(begun.of_kind(kind), begun.typed, self._people(begun))
        if kind == "person_name" and self.spellings is not None:
            self.spellings.show_names(begun.shown_member().names)

    def take(self, record: Record) -> None:
        """Show a record that the page itself changed."""
        for fields in self.fields:
            fields.take(record)

    def box(self, key: str, record: UUID | None = None) -> FieldBox | None:
        """Return the box of a field, of this very record where a list has several."""
        for fields in self.every_fields():
            if key in fields.boxes and (record is None or fields.holds(record)):
                return fields.boxes[key]
        return None

    def jump(self, spot: Spot) -> bool:
        """Open what is folded and put the cursor into the field; tell whether it is on this step."""
        box = self.box(f"{spot.kind}.{spot.field}", spot.record)
        if box is None:
            return False
        for fold in self.folds:
            if fold.body.isAncestorOf(box):
                fold.set_open(wanted=True)
        box.show()
        box.input.control().setFocus()
        return True

    def every_fields(self) -> Iterator[Fields]:
        """Yield the rows of fields from top to bottom."""
        for part in self._parts:
            if isinstance(part, Fields):
                yield part
            else:
                yield from (item.fields for item in part.items)

    def focus_first(self) -> None:
        first = next(self.every_fields(), None)
        if first is not None:
            next(iter(first.boxes.values())).input.control().setFocus()

    def focused(self) -> str:
        """Return the field that has the cursor, as `kind.field` and the place in its list."""
        cursor = self.focusWidget()
        for n, fields in enumerate(self.every_fields()):
            for key, box in fields.boxes.items():
                if cursor is not None and box.input.isAncestorOf(cursor):
                    return f"{n}:{key}"
        return ""

    def focus_on(self, where: str) -> bool:
        """Put the cursor back where `focused` said it was."""
        place, _colon, key = where.partition(":")
        every = list(self.every_fields())
        if not place.isdecimal() or int(place) >= len(every) or key not in every[int(place)].boxes:
            return False
        box = every[int(place)].boxes[key]
        for fold in self.folds:
            if fold.body.isAncestorOf(box):
                fold.set_open(wanted=True)
        box.input.control().setFocus()
        return True

    def _show_parts(self, begun: Begun, parts: Iterable[Fields | Entries]) -> None:
        people = self._people(begun)
        shared = begun.single()
        for part in parts:
            if isinstance(part, Fields):
                part.show_records(shared, begun.typed, people)
            else:
                part.show_records(begun.of_kind(part.listed.kind), begun.typed, people)
        if self.spellings is not None:
            self.spellings.show_names(begun.shown_member().names)
        for fold in self.folds:
            if isinstance(fold.body, Fields) and _says_something(fold.body):
                fold.set_open(wanted=True)

    def _add_head(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(style.px(8))
        self.title = Text(_(self.step.title), "section")
        self._head.addWidget(self.title, 1)
        self.column.addLayout(self._head)
        self.switch = PersonSwitch()
        self.switch.chosen.connect(self.member_chosen)
        self.column.addWidget(self.switch)
        self.switch.hide()

    def _show_head(self, begun: Begun) -> None:
        if self.step.personal:
            names = [person_name(begun, place) for place in range(len(begun.intake.members))]
            self.switch.show_names(names, begun.member)

    def _add_part(self, part: object, column: QVBoxLayout) -> None:
        if isinstance(part, Group):
            self._add_group(part, column)
        elif isinstance(part, Listed):
            entries = Entries(part)
            entries.edited.connect(self.edited)
            entries.left.connect(self.left)
            entries.added.connect(self.added)
            entries.removed.connect(self.removed)
            self.lists.append(entries)
            self._parts.append(entries)
            column.addWidget(entries)
        else:
            self.spellings = SpellingsRow()
            self.spellings.added.connect(self.put)
            self.spellings.removed.connect(self.removed)
            self.spellings.typing.connect(self.typing)
            column.addWidget(self.spellings)

    def _add_group(self, group: Group, column: QVBoxLayout) -> None:
        fields = Fields(group.rows)
        fields.edited.connect(self.edited)
        fields.left.connect(self.left)
        self.fields.append(fields)
        self._parts.append(fields)
        if group.folded:
            fold = Fold(_(group.title), fields)
            fold.turned.connect(lambda _open: self.rearranged.emit())
            self.folds.append(fold)
            column.addWidget(fold)
            return
        if group.title:
            column.addWidget(Text(_(group.title), "section"))
        column.addWidget(fields)

    @staticmethod
    def _people(begun: Begun) -> list[tuple[UUID, str]]:
        return [(member.person.id, person_name(begun, n)) for n, member in enumerate(begun.intake.members)]


class PersonSwitch(QWidget):
    """Whom the step is about, shown when there are several."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self.input: SegmentedInput | ChoiceInput | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_names(self, names: list[str], place: int) -> None:
        if names != self._names:
            self._names = names
            self._rebuild([Option(str(n), name) for n, name in enumerate(names)])
        if self.input is not None:
            self.input.set_value(str(place))
        self.setVisible(len(names) > 1)

    def _rebuild(self, options: list[Option]) -> None:
        if self.input is not None:
            self.input.hide()
            self._column.removeWidget(self.input)
            self.input.deleteLater()
        make: Callable[[], SegmentedInput | ChoiceInput] = (
            (lambda: SegmentedInput(options))
            if len(options) <= SHORT_ROW
            else (lambda: ChoiceInput(options, optional=False))
        )
        self.input = make()
        self.input.setAccessibleName(_("Person"))
        self.input.edited.connect(self._chose)
        self._column.addWidget(self.input, 0, Qt.AlignmentFlag.AlignLeft)

    def _chose(self) -> None:
        if self.input is not None:
            self.chosen.emit(int(str(self.input.value())))


class PersonsForm(StepForm):
    """The step about one person after the other; the step list names them."""

    def _add_head(self) -> None:
        super()._add_head()
        self.remove = QuietButton(_("Remove person"), icon="user-x", size="small")
        self.remove.clicked.connect(self.member_removed)
        self._head.addWidget(self.remove)

    def _show_head(self, begun: Begun) -> None:
        count = len(begun.intake.members)
        self.title.setText(_("Person {n} of {all}", n=begun.member + 1, all=count))
        self.remove.setVisible(count > 1)
        if self.spellings is not None and not self.spellings.line.isHidden():
            self.spellings.line.hide()
            self.spellings.line.clear()


def _says_something(fields: Fields) -> bool:
    return any(not box.input.is_empty() for box in fields.boxes.values())
