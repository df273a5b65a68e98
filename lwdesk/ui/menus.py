"""Filter chips that open a menu: one choice of a list, or any; and one chip for several such menus."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from lwdesk.ui.marks import FilterChip
from lwdesk.ui.words import _

AT_ONCE = 14


def menu_chip(
    title: str, options: Sequence[tuple[str, str]], chosen: Callable[[str | None], None]
) -> FilterChip:
    """Return a chip whose menu offers the options; of a long list the rest stands in a menu of its own."""
    chip = FilterChip(title, opens_menu=True)
    chip.setAccessibleDescription(_("opens a menu"))
    menu = QMenu(title.replace("&", "&&"), chip)
    group = QActionGroup(menu)

    def choose(key: str | None, label: str) -> None:
        chip.set_chosen(label if key else "")
        chip.setAccessibleName(f"{title}: {label}" if key else title)
        chosen(key)

    def add(to: QMenu, key: str | None, label: str) -> QAction:
        action = QAction(label.replace("&", "&&"), to)
        action.setCheckable(True)
        action.triggered.connect(lambda _checked=False: choose(key, label))
        group.addAction(action)
        to.addAction(action)
        return action

    add(menu, None, _("any")).setChecked(True)
    menu.addSeparator()
    for key, label in options[:AT_ONCE]:
        add(menu, key, label)
    if len(options) > AT_ONCE:
        rest = menu.addMenu(_("More …"))
        for key, label in sorted(options[AT_ONCE:], key=lambda option: option[1].casefold()):
            add(rest, key, label)
    chip.clicked.connect(lambda _checked=False: menu.popup(chip.mapToGlobal(QPoint(0, chip.height()))))
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
