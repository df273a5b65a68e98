"""The screens of a visit: planned, on the route, at the table, sorted."""

from datetime import timedelta
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.consent import Consent
from lwdesk.services.changes import Changes
from lwdesk.ui.pages.visits.mode import VisitModePage
from lwdesk.ui.pages.visits.plan import PlanPage
from lwdesk.ui.shell import Shell
from tools.picture_scenes import Set, settle, until

DONE, HELP, DROPPED = (0, 1, 2, 4), {3: "Strom noch nicht angemeldet", 5: "Platz für 4-Jährige"}, (9,)
NOTES = (
    "Warmwasser fällt seit einer Woche aus, Vermieter reagiert nicht.\n\n"
    "Frau Al-Khatib möchte Deutsch lernen, braucht Kinderbetreuung."
)


def visits(stage: Set) -> None:
    """Show the list with the visits of today."""
    shell = stage.enter()
    planned(stage, shell)
    shell.go("visits")
    settle()


def plan(stage: Set) -> None:
    """Plan a visit for two at a time at which there is another one."""
    shell = stage.enter()
    planned(stage, shell)
    shell.context.wanted.emit("plan_visit", stage.cast.family)
    page = shell.page
    assert isinstance(page, PlanPage)
    until(lambda: page.ready)
    settle()
    for name, value in (("planned_at", clock.now() + timedelta(minutes=75)), ("in_pairs", True)):
        page.form.input(name).set_value(value)
        page.form.input(name).edited.emit()
        page.form.input(name).left.emit()
    page.form.input("staff").left.emit()
    settle()


def route(stage: Set) -> None:
    shell = stage.enter()
    planned(stage, shell)
    shell.context.wanted.emit("route", clock.today())
    settle()


def alone(stage: Set) -> None:
    """Begin a visit that nobody makes alone."""
    shell = stage.enter()
    shell.context.wanted.emit("visit_mode", planned(stage, shell, in_pairs=True))
    settle()


def visit(stage: Set) -> VisitModePage:
    """Stand in the middle of a visit, the consent still open."""
    shell = stage.enter()
    _revoke(stage, shell)
    shell.context.wanted.emit("visit_mode", planned(stage, shell))
    page = shell.page
    assert isinstance(page, VisitModePage)
    settle()
    tiles = page.table.tiles.tiles
    for place in DONE:
        tiles[place].marked.emit(tiles[place], "done")
    for place, remark in HELP.items():
        tiles[place].marked.emit(tiles[place], "help")
        tiles[place].remarked.emit(tiles[place], remark)
    for place in DROPPED:
        tiles[place].marked.emit(tiles[place], "dropped")
    for chip in list(page.table.chips.values())[:2]:
        chip.click()
    page.notebook.notes.setPlainText(NOTES)
    settle(1200)
    page.save_now()
    page.notebook.suggest()
    page.focus_first()
    settle()
    return page


def consent(stage: Set) -> None:
    visit(stage).notebook.read.click()
    settle()


def not_met(stage: Set) -> None:
    visit(stage).result.segments[1].click()
    settle()


def sorting(stage: Set) -> None:
    visit(stage).finish.click()
    settle()


def planned(stage: Set, shell: Shell, **fields: bool) -> UUID:
    """Plan a visit of the family for this afternoon."""
    made: list[UUID] = []
    family = stage.cast.family

    def work(desk: object) -> UUID:
        visits = desk.visits  # type: ignore[attr-defined]  # the desk of the shell
        visit = visits.fresh(family).visit.replace(planned_at=clock.now() + timedelta(minutes=30), **fields)
        done = visits.plan(visit)
        assert isinstance(done, Changes)
        return UUID(str(visit.id))

    shell.context.jobs.run(shell, work, made.append)
    settle()
    return made[0]


def _revoke(stage: Set, shell: Shell) -> None:
    family = stage.cast.family

    def work(desk: object) -> None:
        card = desk.households.card(family)  # type: ignore[attr-defined]
        for one in card.consents:
            assert isinstance(one, Consent)
            if one.purpose == "store":
                desk.consents.revoke(one.id)  # type: ignore[attr-defined]

    shell.context.jobs.run(shell, work)
    settle()
