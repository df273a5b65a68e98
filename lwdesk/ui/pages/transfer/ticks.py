"""What goes along: a tick for each kind of data, and below them each field by itself."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain import handing_over
from lwdesk.domain.gate import Gate
from lwdesk.ui import style
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.pages.intake.fold import Fold
from lwdesk.ui.pages.referral import words as said
from lwdesk.ui.pages.referral.marks import DataTick
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.pages.transfer import words
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import Text
from lwdesk.ui.words import _


class Ticks(QWidget):
    """Holds the fields that were chosen; what the gate keeps here cannot be ticked."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: frozenset[str] = frozenset()
        self._known: frozenset[str] = frozenset()
        self.kinds: dict[str, DataTick] = {}
        self.boxes: dict[str, CheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(SectionHeading(_("What is passed on")))

    def build(self) -> Iterator[QWidget]:
        for kind in words.kinds():
            tick = DataTick(kind)
            tick.switched.connect(lambda kind=kind: self._switch(kind))
            self.kinds[kind] = tick
            self._column.addWidget(tick)
            yield tick
        body = QWidget()
        self._singles = QVBoxLayout(body)
        self._singles.setContentsMargins(style.px(4), 0, 0, 0)
        self._singles.setSpacing(0)
        self.fold = Fold(_("Choose single fields"), body)
        self.fold.button.setObjectName("single_fields")
        self._column.addWidget(self.fold)
        yield self.fold

    def show_fields(self, fields: frozenset[str], known: frozenset[str]) -> None:
        """Show what was chosen, and of the single fields those of which something is known."""
        self.fields, self._known = fields, known
        if not self.boxes:
            self._make_boxes()
        self._show()

    def show_gate(self, possible: Gate) -> None:
        """Keep here what may not leave whatever is ticked, and say why."""
        whole = possible.stop in ("restricted", "withheld")  # the panel says so, and keeps what was ticked
        for kind, tick in self.kinds.items():
            tick.lock("" if whole else said.lock_reason(kind, possible))
        kept = {kind for kind, tick in self.kinds.items() if tick.locked}
        held = {name for name in self.fields if handing_over.KIND_OF[name] in kept}
        if held:
            self.fields -= held
            self._show()

    def focus_first(self) -> None:
        next(iter(self.kinds.values())).box.setFocus()

    def _make_boxes(self) -> None:
        for kind in self.kinds:
            names = [name for name in handing_over.FIELDS[kind] if name in self._known]
            if not names:
                continue
            self._singles.addWidget(Text(label("data_kind", kind), "label"))
            for name in names:
                box = CheckBox(_single(name))
                box.setObjectName(f"field_{name}")
                box.clicked.connect(lambda checked=False, name=name: self._switch_one(name, checked=checked))
                self.boxes[name] = box
                self._singles.addWidget(box)

    def _switch(self, kind: str) -> None:
        own = frozenset(handing_over.FIELDS[kind])
        chosen = self.kinds[kind].box.isChecked()
        self.fields = self.fields - own | (handing_over.usual((kind,)) if chosen else frozenset())
        self._show()
        self.edited.emit()

    def _switch_one(self, name: str, *, checked: bool) -> None:
        self.fields = self.fields | {name} if checked else self.fields - {name}
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        chosen = handing_over.kinds_of(self.fields)
        for kind, tick in self.kinds.items():
            tick.box.setChecked(kind in chosen)
        for name, box in self.boxes.items():
            box.setChecked(name in self.fields)
            box.setEnabled(not self.kinds[handing_over.KIND_OF[name]].locked)


def _single(name: str) -> str:
    """Return the name of a field with what it belongs to, and whether somebody has to read it first."""
    told = f"{words.record_name(name)}: {words.field_name(name)}"
    if handing_over.is_read_first(name):
        return _("{field} (read it first: it may be about others)", field=told)
    return told
