"""Filter chips that open a menu: one choice of a list, or any; and one chip for several such menus."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from lwdesk.ui.marks import FilterChip
from lwdesk.ui.words import _

AT_ONCE = 14


class MenuChip(FilterChip):
    """A chip whose menu offers one choice or any; of a long list the rest stands in a menu of its own."""

    def __init__(self, title: str, chosen: Callable[[str | None], None]) -> None:
        super().__init__(title, opens_menu=True)
        self._title, self._chosen = title, chosen
        self._key: str | None = None
        self._options: tuple[tuple[str, str], ...] | None = None
        self.setAccessibleDescription(_("opens a menu"))
        self._menu = QMenu(title.replace("&", "&&"), self)
        self._rest: QMenu | None = None
        self.clicked.connect(
            lambda _checked=False: self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        )

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these choices; what is chosen stays chosen."""
        if self._options == tuple(options):
            return
        self._options = tuple(options)
        self._menu.clear()
        if self._rest is not None:
            self._rest.deleteLater()
            self._rest = None
        group = QActionGroup(self._menu)
        self._add(self._menu, group, None, _("any"))
        self._menu.addSeparator()
        for key, label in options[:AT_ONCE]:
            self._add(self._menu, group, key, label)
        if len(options) > AT_ONCE:
            self._rest = self._menu.addMenu(_("More …"))
            for key, label in sorted(options[AT_ONCE:], key=lambda option: option[1].casefold()):
                self._add(self._rest, group, key, label)

    def _add(self, to: QMenu, group: QActionGroup, key: str | None, label: str) -> None:
        action = QAction(label.replace("&", "&&"), to)
        action.setCheckable(True)
        action.setChecked(key == self._key)
        action.triggered.connect(lambda _checked=False: self._choose(key, label))
        group.addAction(action)
        to.addAction(action)

    def _choose(self, key: str | None, label: str) -> None:
        self._key = key
        self.set_chosen(label if key else "")
        self.setAccessibleName(f"{self._title}: {label}" if key else self._title)
        self._chosen(key)


def menu_chip(
    title: str, options: Sequence[tuple[str, str]], chosen: Callable[[str | None], None]
) -> MenuChip:
    """Return a chip whose menu offers the options."""
    chip = MenuChip(title, chosen)
    chip.offer(options)
    return chip


def chips_chip(title: str, *chips: FilterChip) -> FilterChip:
    """Return a chip with the menus of others, for where they have no room; it counts what filters."""
    chip = FilterChip(title, opens_menu=True)
    chip.setAccessibleDescription(_("opens a menu"))
    menu = QMenu(chip)

    def count() -> None:
        on = sum(bool(one.property("chosen")) for one in chips)
        chip.set_chosen(f"{title}: {on}" if on else "")
        chip.setAccessibleName(f"{title}: {on}" if on else title)

    for one in chips:
        for part in one.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            menu.addMenu(part)
            part.triggered.connect(lambda _action: count())
    chip.clicked.connect(lambda _checked=False: menu.popup(chip.mapToGlobal(QPoint(0, chip.height()))))
    return chip


class OneOf:
    """A chip that always shows one of its options; another value may be shown without being offered."""

    def __init__(self, title: str, options: Sequence[tuple[str, str]], chosen: Callable[[str], None]) -> None:
        self._title, self._chosen = title, chosen
        self.chip = FilterChip(title, opens_menu=True)
        self.chip.setAccessibleDescription(_("opens a menu"))
        menu = QMenu(title.replace("&", "&&"), self.chip)
        group = QActionGroup(menu)
        self._actions: dict[str, QAction] = {}
        for key, label in options:
            action = QAction(label.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, key=key: self._pick(key))
            group.addAction(action)
            menu.addAction(action)
            self._actions[key] = action
        self._labels = dict(options)
        below = self.chip
        below.clicked.connect(lambda: menu.popup(below.mapToGlobal(QPoint(0, below.height()))))

    def _pick(self, key: str) -> None:
        self.choose(key)
        self._chosen(key)

    def choose(self, key: str) -> None:
        """Show an option as the chosen one."""
        if key in self._actions:
            self._actions[key].setChecked(True)
        self.show(self._labels.get(key, key))

    def show(self, words: str) -> None:
        """Show a value in words; nothing shows the title."""
        self.chip.setText(words or self._title)
        self.chip.setAccessibleName(f"{self._title}: {words}" if words else self._title)
        self.chip.restyle()
