"""Whoever presses everything that is offered to their role is refused nothing."""

from typing import Any

import pytest

from lwdesk.ui.context import NEEDS
from lwdesk.ui.pages.registry import ABOUT, PAGES
from lwdesk.ui.shell import Shell
from tests.gui import all_pages, pressing
from tests.gui.pressing import at_work  # noqa: F401 - a fixture

# ruff: noqa: F811

LISTS = ("hour", "visits", "interpreting", "referrals", "offers", "tasks", "day")
LACKING = "Dazu fehlt Ihnen das Recht. Fragen Sie die Leitung."


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
