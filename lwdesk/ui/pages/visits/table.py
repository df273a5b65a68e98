"""The left side of a visit: who is there, and what is talked about."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.services.visit_views import VisitView
from lwdesk.ui import style
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Flow
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.inputs import NumberInput
from lwdesk.ui.pages.visits import words
from lwdesk.ui.pages.visits.big import BigChip, BigQuiet
from lwdesk.ui.pages.visits.tiles import Tile, Tiles
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural

MOST_CHILDREN = 30
TOUCHED = 48


class Table(QWidget):
    """Says what somebody did with a chip or a tile; the page writes it down."""

    came = Signal(object, bool)  # the ids of the people, and whether they are there
    others_told = Signal(str)
    children_told = Signal(object)
    point_added = Signal(str)
    marked = Signal(object, str)
    remarked = Signal(object, str)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[tuple[UUID, ...], BigChip] = {}
        self._present = Flow()
        self._guests = QWidget()
        self.others = LineEdit(_("Who else is there?"), height=48)
        self.others.setObjectName("others")
        self.others.setAccessibleName(_("Who else is there?"))
        self.others.setMaxLength(200)
        self.child_count = NumberInput(0, MOST_CHILDREN)
        self.child_count.setObjectName("children_present")
        self.child_count.setAccessibleName(_("Children present"))
        self.child_count.left.connect(self._tell_children)
        self.others.editingFinished.connect(lambda: self.others_told.emit(self.others.text().strip()))
        self.more = BigQuiet(_("Others"), icon="plus")
        self.more.setObjectName("more_people")
        self.more.clicked.connect(lambda _checked=False: self._ask_others())
        self.count = Text("", "help", token="text2")
        self.tiles = Tiles()
        for name in ("marked", "remarked", "dropped"):
            getattr(self.tiles, name).connect(getattr(self, name))
        self.own = BigQuiet(_("Own point"), icon="plus")
        self.own.setObjectName("own_point")
        self.own.clicked.connect(lambda _checked=False: self._ask_point())
        self.point = LineEdit(_("What else is to be talked about? Enter adds it"), height=48)
        self.point.setObjectName("new_point")
        self.point.setAccessibleName(_("Own point"))
        self.point.setMaxLength(200)
        self.point.returnPressed.connect(self._add_point)
        self.point.hide()
        self._build()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(12))
        self._count_box.setMaximumWidth(style.px(200))
        self.child_count.edit.setMinimumHeight(style.px(TOUCHED))

    def show_view(self, view: VisitView) -> None:
        self._show_people(view)
        self.others.setText(view.visit.others_present)
        self.child_count.set_value(view.visit.children_present)
        told = bool(view.visit.others_present) or view.visit.children_present is not None
        self._guests.setVisible(told)
        self.tiles.show_items(view.items)
        self.count_points()
        spoken = words.interpreting(view)
        self.spoken.setText(spoken)
        self._spoken_sign.setVisible(bool(spoken))

    def count_points(self) -> None:
        done, every = self.tiles.talked_about(), len(self.tiles.tiles)
        self.count.setText(_("{done} of {every} talked about", done=done, every=every))

    def focus_first(self) -> None:
        """Put the focus on the first point that is still open."""
        tiles = self.tiles.tiles
        first: QWidget | None = next((one for one in tiles if one.state == "open"), None)
        first = first or next(iter(tiles), None) or next(iter(self.chips.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tile(self, item: UUID) -> Tile | None:
        return next((one for one in self.tiles.tiles if one.item.id == item), None)

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._build_guests()
        self._column.setContentsMargins(0, 0, style.px(12), 0)
        who = QHBoxLayout()
        who.setSpacing(style.px(12))
        title = Text(_("Present"), "strong")
        who.addWidget(title, 0, Qt.AlignmentFlag.AlignVCenter)
        who.addWidget(self._present, 1)
        self._spoken_sign = Sign("languages", "accent_text", 18)
        self.spoken = Text("", "medium", token="accent_text")
        who.addWidget(self._spoken_sign)
        who.addWidget(self.spoken)
        self._column.addLayout(who)
        self._column.addWidget(self._guests)
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(Text(_("Checklist"), "strong"))
        head.addWidget(self.count)
        hint = Text(_("Tap: done · H: help needed · E: does not apply"), "help", token="text2", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(hint, 1)
        self._column.addLayout(head)
        self._column.addWidget(self.tiles)
        self._column.addWidget(self.own, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.point)
        self._column.addStretch(1)

    def _build_guests(self) -> None:
        """Make what is asked of others and of the children, hidden while nobody told of them."""
        guests = QVBoxLayout(self._guests)
        guests.setContentsMargins(0, 0, 0, 0)
        guests.addWidget(self.others)
        self._count_box = FieldBox(_("Children present"), self.child_count)
        guests.addWidget(self._count_box)
        self._guests.hide()

    def _show_people(self, view: VisitView) -> None:
        """Show a chip for each grown-up and one for the children together."""
        self._present.flow.removeWidget(self.more)
        self._present.clear()
        self.chips = {}
        for one in view.people:
            if not one.minor:
                self._chip((one.person.id,), words.called(one.person, view.household), on=one.here)
        children = [one for one in view.people if one.minor]
        if children:
            told = plural("{n} child", "{n} children", len(children))
            ids = tuple(one.person.id for one in children)
            self._chip(ids, told, on=all(one.here for one in children))
        self._present.add(self.more)

    def _chip(self, people: tuple[UUID, ...], name: str, *, on: bool) -> None:
        chip = BigChip(isolate(name))
        chip.setObjectName(f"present_{people[0]}")
        chip.setAccessibleName(_("Present: {name}", name=name))
        chip.setChecked(on)
        chip.toggled.connect(lambda here, people=people: self.came.emit(people, here))
        self.chips[people] = chip
        self._present.add(chip)

    def _ask_others(self) -> None:
        self._guests.show()
        self.others.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_children(self) -> None:
        if self._count_box.check():
            self.children_told.emit(self.child_count.value())

    def _ask_point(self) -> None:
        self.point.show()
        self.point.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_point(self) -> None:
        text = self.point.text().strip()
        self.point.clear()
        self.point.hide()
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self.point_added.emit(text)
