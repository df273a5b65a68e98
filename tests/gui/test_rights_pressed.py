"""Whoever presses everything that is offered to their role is refused nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from lwdesk.domain.staff import Staff
from lwdesk.services.desk import open_desk
from lwdesk.services.settings import KnownFile
from lwdesk.store import file
from lwdesk.ui.context import NEEDS, Context
from lwdesk.ui.jobs import InlineExecutor, Jobs
from lwdesk.ui.opening import Opened
from lwdesk.ui.pages.registry import ABOUT, PAGES
from lwdesk.ui.shell import Shell
from lwdesk.ui.words import words
from tests.gui import all_pages, parts, pressing
from tests.gui.conftest import PASSPHRASE

LISTS = ("hour", "visits", "interpreting", "referrals", "offers", "tasks", "day")
LACKING = "Dazu fehlt Ihnen das Recht. Fragen Sie die Leitung."


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
        made.append(Shell(Context(Jobs(desk, InlineExecutor()), pressing.Agreeing(), who)))
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


def refused(shell: Shell, busy: Any, names: tuple[str, ...]) -> list[str]:
    """Press everything on these pages, one of each kind, and return what was refused."""
    seen: set[type] = set()
    with pressing.refusals() as noted:
        for name in names:
            if shell.context.may_go(name.removesuffix(" …")):
                page = pressing.begin(shell, name, busy)
                if type(page) not in seen:
                    pressing.press_all(shell, name, busy, noted)
                seen.add(type(page))
    return noted.found


def test_who_only_reads_is_refused_nothing_on_any_page(at_work):
    shell, busy = at_work("reader")
    assert refused(shell, busy, all_pages.EVERY) == []


@pytest.mark.slow
@pytest.mark.parametrize("role", ["assistant", "administration"])
def test_a_role_is_refused_nothing_in_any_list(at_work, role):
    shell, busy = at_work(role)
    assert refused(shell, busy, LISTS) == []


def test_a_page_of_no_use_is_not_entered_and_the_window_says_whom_to_ask(at_work):
    shell, busy = at_work("reader")
    said = []
    shell.context.said.connect(lambda text, _undo: said.append(text))
    home = shell.page
    for page in NEEDS:
        if page in ABOUT:
            all_pages.enter(shell, f"{page} …", busy)
    shell.show_intake()
    shell.undo()
    shell.quick()
    assert shell.page is home
    assert set(said) == {LACKING}


def test_who_only_reads_sees_a_contact_and_why_nothing_can_be_saved(at_work):
    shell, busy = at_work("reader")
    all_pages.enter(shell, "contact …", busy)
    assert shell.page.save_button.blocked_reason() == LACKING
    assert shell.page.kept.words.text() == LACKING


def test_every_page_that_needs_a_right_is_there():
    assert {page for page in NEEDS if page not in {**PAGES, **ABOUT}} == {"intake"}
