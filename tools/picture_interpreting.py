"""The screens of the interpreter requests: the form as its reference shows it, list, pool, hours."""

from datetime import UTC, date, datetime, time

from lwdesk.domain.interpreting import Exclusion, Interpreter, InterpreterTime
from lwdesk.services.desk import Desk
from lwdesk.ui.pages.interpreting.begun import Wanted
from lwdesk.ui.pages.interpreting.hours import HoursPage
from lwdesk.ui.pages.interpreting.page import InterpretingPage
from lwdesk.ui.pages.interpreting.request import RequestPage
from tools.picture_scenes import Set, settle, until

YEAR = 2021
FRIDAY = datetime(2021, 11, 5, 9, tzinfo=UTC)
FREE = "Nadia El-Sayed"
UNKNOWN = ("Samira Khalil", "Karim Boutros")
OUT = "Leila Haddad"


def request(stage: Set) -> None:
    """Ask for somebody for Friday: too short a notice for the pool, and one whom the family does not wish."""
    shell = stage.enter()
    shell.context.jobs.run(shell, lambda desk: _prepare(desk, stage))
    shell.show_about("ask_interpreter", Wanted(household=stage.cast.family))
    settle()
    page = shell.page
    assert isinstance(page, RequestPage)
    until(lambda: page.ready)
    chosen = {
        "language": "ar",
        "dialect": "ar_levantine",
        "at": FRIDAY,
        "setting": "on_site",
        "place": "Haltestelle Clarenberg, Ausgang Süd",
        "topic": "housing",
        "legal": "no",
        "gender_wish": "rather_woman",
        "occasion": "welcome_visit",
    }
    for name, value in chosen.items():
        page.form.choose(name, value)
    page.look()
    page.matches.rows[0].click()
    page.look()
    settle()


def requests(stage: Set) -> None:
    _tab(stage, "open")


def pool(stage: Set) -> None:
    _tab(stage, "pool")


def hours(stage: Set) -> None:
    shell = stage.enter()
    shell.show_about("hours_sheets", date(2021, 10, 1))
    settle()
    page = shell.page
    assert isinstance(page, HoursPage)
    while page.sheet() is None and page.month.year == YEAR:
        page.before.click()
        settle()


def _tab(stage: Set, name: str) -> None:
    shell = stage.enter()
    shell.go("interpreting")
    page = shell.page
    assert isinstance(page, InterpretingPage)
    page.tabs.tabs[name].click()
    settle()


def _prepare(desk: Desk, stage: Set) -> None:
    """Let the people of the pool be free as the reference has it."""
    names = {name: one for one, name in desk.interpreters.names()}
    for name in (FREE, *UNKNOWN):
        view = desk.interpreters.load(names[name])
        person: Interpreter = view.record.replace(
            settings=("office", "on_site", "phone"), certificate_until=date(2024, 5, 1), most_a_month=12
        )
        free = InterpreterTime(interpreter=person.id, weekday="fri", free_from=time(9), free_until=time(13))
        desk.interpreters.save([(person, view.record), *([(free, None)] if name == FREE else [])], view.times)
    desk.interpreters.exclude(Exclusion(household=stage.cast.family, interpreter=names[OUT]))
