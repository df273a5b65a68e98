"""What stands above the rows of a list: its search and its filters, or the ways for several chosen rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.codelists import codelists
from lwdesk.ui import style
from lwdesk.ui.buttons import Button
from lwdesk.ui.flow import Flow
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.marks import FilterChip
from lwdesk.ui.menus import MenuChip, chips_chip, menu_chip
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural, words

WIDEST = 264


@dataclass(frozen=True, slots=True)
class Filter:
    """A chip that narrows the list to one choice; without options here the slices bring them."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...] = ()


def codes(codelist: str) -> tuple[tuple[str, str], ...]:
    """Return the choices of a filter by a code list."""
    return tuple(
        (code.code, code.label(words.language)) for code in codelists()[codelist].choices(clock.today())
    )


class ListBar(QWidget):
    """One search and few chips; where it is narrow, one chip holds the menus of all."""

    filtered = Signal(str, object)

    def __init__(self, filters: Sequence[Filter], *, mine: bool) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self.search = LineEdit(_("Search in this list"), icon="search")
        self.search.setObjectName("search_list")
        self.search.setAccessibleName(_("Search in this list"))
        self.search.setClearButtonEnabled(False)
        self.mine = FilterChip(_("Mine"), parent=self)
        self.mine.setObjectName("mine")
        self.mine.setVisible(mine)
        self.by_name: dict[str, MenuChip] = {}
        for one in filters:
            chip = menu_chip(one.title, one.options, partial(self.filtered.emit, one.name))
            chip.setObjectName(one.name)
            self.by_name[one.name] = chip
        self.narrowed = chips_chip(_("Filter"), *self.by_name.values())
        self.narrowed.setObjectName("filter")
        shown: Sequence[QWidget] = (self.mine,) if mine else ()
        self.filters = Flow(*shown, *self.by_name.values(), self.narrowed)
        self._row.addWidget(self.search, 1)
        self._row.addWidget(self.filters)

    def fit(self, *, narrow: bool, right: int) -> None:
        self._row.setContentsMargins(style.px(12), 0, right, 0)
        self._row.setSpacing(style.px(8))
        self.filters.setContentsMargins(0, style.px(2), 0, 0)
        for chip in self.by_name.values():
            chip.setVisible(not narrow)
        self.narrowed.setVisible(narrow and bool(self.by_name))
        self.search.setMaximumWidth(16_000 if narrow else style.px(WIDEST))


class ChosenBar(QWidget):
    """Takes the place of search and filters while several rows are chosen, and says how many."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chosen")
        self._row = QHBoxLayout(self)
        self.words = Text("", "strong")
        self._ways = Flow()
        self._row.addWidget(self.words)
        self._row.addWidget(self._ways, 1)
        self.hide()

    def add(self, button: Button, name: str, do: Callable[[], object]) -> None:
        """Add a button for all chosen rows."""
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: do())
        self._ways.add(button)

    def tell(self, count: int) -> None:
        self.words.setText(plural("{n} chosen", "{n} chosen", count))
        self.setAccessibleName(self.words.text())

    def fit(self, *, right: int) -> None:
        self._row.setContentsMargins(style.px(12), 0, right, 0)
        self._row.setSpacing(style.px(12))
