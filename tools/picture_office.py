"""The scenes of running an office: its people, the trail, and what stands behind the name."""

from datetime import date, time
from unittest import mock

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from lwdesk.domain.office import OpeningHour
from lwdesk.domain.staff import Staff
from lwdesk.services.desk import Desk
from lwdesk.store import vault
from lwdesk.ui.pages.users import UsersPage
from lwdesk.ui.pages.users_rows import Person
from lwdesk.ui.shell import Shell
from lwdesk.ui.words import _
from tools.picture_household import lay_over
from tools.picture_scenes import Set, settle, type_text

SECRET = "hafen laterne siebzehn moos"
START = "rukibo-felaso-42"
ADVISER, STUDENT, NEW, WITNESS = "Murat Yildirim", "Jonas Weber", "Leyla Demirtas", "Katrin Sommer"
WEEK = (
    ("mon", time(9), time(12, 30)),
    ("tue", time(9), time(12, 30)),
    ("tue", time(14), time(16, 30)),
    ("thu", time(14), time(18)),
)


def users(stage: Set) -> UsersPage:
    """Show the people of the office, one chosen whose account ends soon."""
    shell = _staffed(stage)
    shell.show_page("users")
    settle()
    page = shell.page
    assert isinstance(page, UsersPage)
    page.table.list.choose(str(_person(page, STUDENT).staff.id))
    settle()
    return page


def adding(stage: Set) -> None:
    shell = stage.enter()
    shell.show_page("users")
    settle()
    with mock.patch("lwdesk.ui.dialogs.users.start_passphrase", return_value=START):
        shell.page.primary()
    lay_over(stage)


def ending(stage: Set) -> None:
    page = users(stage)
    page.do(_person(page, ADVISER), "end")
    lay_over(stage)


def asked(stage: Set) -> None:
    """Ask for the second person, without whom nobody reads the trail."""
    _ask_for_trail(stage)
    lay_over(stage)


def trail(stage: Set) -> None:
    _ask_for_trail(stage)
    type_text(stage.find(QWidget, "second_passphrase"), SECRET)
    with vault.using(vault.CHEAP):
        stage.press("open_trail")
    settle()


def menu(stage: Set) -> None:
    """Open what stands behind the name at the bottom left."""
    shell = stage.enter()
    (ways,) = shell.navigation.person.findChildren(QMenu, "person_menu")
    shown = QLabel(stage.window)
    ways.ensurePolished()
    ways.resize(ways.sizeHint())
    shown.setPixmap(ways.grab())
    shown.adjustSize()
    anchor = shell.navigation.person
    corner = anchor.mapTo(stage.window, QPoint(0, 0))
    shown.move(corner.x(), max(0, corner.y() - shown.height()))
    shown.show()
    settle()


def switching(stage: Set) -> None:
    """Ask who goes on at this computer."""
    _choose(_staffed(stage), _("Switch user …"))
    lay_over(stage)


def settings(stage: Set) -> None:
    stage.enter()
    stage.window.show_settings()
    lay_over(stage)


def passphrase(stage: Set) -> None:
    stage.enter()
    stage.window.show_settings()
    settle()
    stage.press("change_passphrase")
    lay_over(stage)


def opening_hours(stage: Set) -> None:
    """Plan the week of the office."""
    shell = stage.enter()
    plan = [OpeningHour(weekday=day, opens=opens, closes=closes) for day, opens, closes in WEEK]
    shell.context.jobs.run(shell, lambda desk: desk.hours.save_plan(plan))
    stage.window.show_settings()
    settle()
    stage.press("opening_hours")
    lay_over(stage)


def agreed(stage: Set) -> None:
    _choose(stage.enter(), _("What the office agreed on …"))
    lay_over(stage)


def statements(stage: Set) -> None:
    _choose(stage.enter(), _("Statements about data protection …"))
    lay_over(stage)


def _ask_for_trail(stage: Set) -> None:
    shell = _staffed(stage)
    shell.show_page("audit")
    settle()
    shell.page.primary()
    settle()


def _choose(shell: Shell, words: str) -> None:
    """Choose a way of the menu behind the name."""
    (ways,) = shell.navigation.person.findChildren(QMenu, "person_menu")
    next(action for action in ways.actions() if action.text() == words).trigger()


def _person(page: UsersPage, name: str) -> Person:
    people = [row.data for row in page.table.list.rows.rows]
    return next(one for one in people if isinstance(one, Person) and one.staff.name == name)


def _staffed(stage: Set) -> Shell:
    """Let the colleagues in: with a passphrase of their own, for the start, or until an early end."""
    shell = stage.enter()

    def fill(desk: Desk) -> None:
        here = {one.staff.name: one.staff for one in desk.colleagues.everybody()}
        adviser = here[ADVISER]
        vault.add_user(desk.path, desk.file.key, str(adviser.id), adviser.name, SECRET)
        desk.colleagues.renew(here[NEW].id, START)
        for staff in (
            Staff(name=WITNESS, employer="city", role="administration", phone="0231 50-2 47 11"),
            Staff(
                name=STUDENT,
                employer="awo",
                role="assistant",
                valid_from=date(2021, 4, 1),
                valid_until=date(2021, 11, 30),
                mail="j.weber@awo.example",
            ),
        ):
            desk.colleagues.add(staff, SECRET, own=True)

    with vault.using(vault.CHEAP):
        shell.context.jobs.run(shell, fill)
    settle()
    return shell
