"""Somebody of any role who presses whatever a page offers, and what the services refuse them meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from unittest import mock

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from lwdesk.base.errors import NotAllowed
from lwdesk.domain.codelists import codelists
from lwdesk.domain.staff import Staff
from lwdesk.services.desk import open_desk
from lwdesk.services.settings import KnownFile
from lwdesk.store import file
from lwdesk.ui.context import Context, Page
from lwdesk.ui.input_choice import Segment
from lwdesk.ui.jobs import InlineExecutor, Jobs
from lwdesk.ui.marks import FilterChip, Token
from lwdesk.ui.opening import Opened
from lwdesk.ui.pages.hour_queue import Queue
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.row_paint import HeaderCell
from lwdesk.ui.rows import RowList
from lwdesk.ui.shell import Shell
from lwdesk.ui.tabs import Tab
from lwdesk.ui.words import words
from tests.gui import all_pages, families, parts, walk
from tests.gui.conftest import PASSPHRASE

MOST, ROWS = 80, 2
ONLY_SHOW = (FilterChip, HeaderCell, Segment, Token)
KEYS = ("primary", "save_now", "start_print")


class Agreeing:
    """Says yes to every question, gives the first reason, and names no file and no printer."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def confirm(self, parent, question, consequence, verb, then, *, danger=False) -> None:
        then()

    def reason(self, parent, question, consequence, codelist, verb, then) -> None:
        then(next(iter(codelists()[codelist])))

    def tell(self, parent, title, text, *, details="") -> None:
        self.told.append(f"{title} {details}")

    def open_file(self, *_asked: Any) -> None: ...
    def open_files(self, *_asked: Any, **_more: Any) -> None: ...
    def save_file(self, *_asked: Any) -> None: ...
    def folder(self, *_asked: Any) -> None: ...
    def printer(self, *_asked: Any) -> None: ...


@dataclass
class Refusals:
    """What was refused for want of a right, and what had been pressed before."""

    pressed: str = ""
    found: list[str] = field(default_factory=list)


@contextmanager
def refusals() -> Iterator[Refusals]:
    """Note each refusal for want of a right, whoever hears of it."""
    noted, usual = Refusals(), NotAllowed.__init__

    def noting(self: NotAllowed, **facts: Any) -> None:
        usual(self, **facts)
        if type(self) is NotAllowed:
            noted.found.append(f"{noted.pressed} wants {facts.get('right')}")

    with mock.patch.object(NotAllowed, "__init__", noting):
        yield noted


def press_all(
    shell: Shell, name: str, busy: Any, noted: Refusals, meet: Callable[[QDialog], object] | None = None
) -> list[str]:
    """Press everything that the opened page offers, each once, and return what it was.

    Dialogs are met by pressing their verbs, or in another way.
    """
    done: list[str] = []
    page = shell.page
    for _time in range(MOST):
        if shell.page is not page:
            page = begin(shell, name, busy)
        way = next(((what, do) for what, do in ways(page) if what not in done), None)
        if way is None:
            break
        done.append(way[0])
        noted.pressed = f"{name}: {way[0]}"
        way[1]()
        walk.settle()
        see_to_dialogs(noted, meet)
    for key in KEYS:
        if shell.page is not page:
            page = begin(shell, name, busy)
        noted.pressed = f"{name}: {key}"
        getattr(shell.page, key)()
        see_to_dialogs(noted, meet)
    return done


def begin(shell: Shell, name: str, busy: Any) -> Page:
    """Open a page on the record of its kind, straight from the first page."""
    while shell.pages.count() > 1:
        shell.back()
    all_pages.enter(shell, name, busy)
    if isinstance(shell.page, HouseholdPage):
        families.carded(shell.page)
    walk.settle()
    return shell.page


def see_to_dialogs(noted: Refusals, meet: Callable[[QDialog], object] | None) -> None:
    """Meet what was opened, and close it."""
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            meet(top) if meet else press_verbs(top, noted)
            if isValid(top) and top.isVisible():
                top.done(0)
        elif isValid(top) and isinstance(top, QMenu) and top.isVisible():
            top.close()


def press_verbs(dialog: QDialog, noted: Refusals) -> None:
    pressed = noted.pressed
    for what, do in list(buttons(dialog)):
        if isValid(dialog) and dialog.isVisible():
            noted.pressed = f"{pressed} → {type(dialog).__name__} {what}"
            do()


def ways(page: QWidget) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what can be pressed on a page, with words for it: of a row first, other lists last."""
    for table in page.findChildren(RowList):
        if table.isVisible():
            yield from rows(table)
    yield from buttons(page, but=Tab)
    yield from buttons(page, Tab)


def buttons(
    page: QWidget, kind: type[QAbstractButton] = QAbstractButton, but: type | tuple[()] = ()
) -> Iterator[tuple[str, Callable[[], object]]]:
    for button in page.findChildren(kind):
        shown = button.isVisible() and button.isEnabled()
        if shown and not isinstance(button, ONLY_SHOW) and not isinstance(button, but):
            yield f"{button.objectName()} {button.text()}".strip() or button.accessibleName(), button.click
            for menu in button.findChildren(QMenu):
                yield from actions(menu)


def actions(menu: QMenu) -> Iterator[tuple[str, Callable[[], object]]]:
    for action in menu.actions():
        if action.isEnabled() and action.isVisible() and not action.isSeparator() and not action.menu():
            yield f"menu {action.text()}", action.trigger


def rows(table: RowList) -> Iterator[tuple[str, Callable[[], object]]]:
    for row in table.rows.rows[:ROWS]:
        key = row.key
        yield f"row {key}", lambda key=key: table.choose(key)
        if row.action:
            yield f"row's {row.action}", lambda key=key: table.acted.emit(key)
        yield f"row opened {key}", lambda key=key: table.opened.emit(key)
        if isinstance(table, Queue):
            entry = table.entry(key)
            for what, _do in actions(table.menu(entry)):
                yield what, lambda entry=entry, what=what: dict(actions(table.menu(entry)))[what]()


@pytest.fixture
def at_work(qapp, qtbot, template, tmp_path) -> Iterator[Callable[[str], tuple[Shell, Any]]]:
    """Give a function that lets somebody of a role work in a furnished office."""
    made: list[Shell] = []

    def begun(role: str) -> tuple[Shell, Any]:
        path = template.copy_to(tmp_path)
        desk = open_desk(file.open_file(path, template.key), template.user)
        busy, user = all_pages.furnish(desk), _user(desk, role)
        desk.close()
        desk = open_desk(file.open_file(path, template.key), user)
        who = Opened(desk, InlineExecutor(), KnownFile(path), 10).who()
        made.append(Shell(Context(Jobs(desk, InlineExecutor()), Agreeing(), who)))
        qtbot.addWidget(made[0])
        made[0].resize(1366, 768)
        made[0].show()
        return made[0], busy

    words.switch("de")
    parts.dress()
    yield begun
    for shell in made:
        shell.close_down()


def _user(desk: Any, role: str) -> str:
    until = date(2099, 12, 31) if role == "assistant" else None
    one = Staff(name="Nora Nur", employer="city", role=role, valid_from=date(2017, 10, 1), valid_until=until)
    desk.colleagues.add(one, PASSPHRASE, own=True)
    with desk.seat.reading() as reader:
        return next(str(found.id) for found in reader.all(Staff) if found.name == one.name)
