"""The screens of the papers: one with its preview, one that may not leave, and many at once."""

from datetime import date
from uuid import UUID

from lwdesk.domain.contact import Contact
from lwdesk.services.desk import Desk
from lwdesk.services.papers.batch import Several
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui.pages.paper.many import ManyPage
from lwdesk.ui.pages.paper.page import PaperPage
from tools.picture_scenes import Set, settle, until

DRAWN = 600  # milliseconds in which Qt paints the pages of a preview


def paper(stage: Set) -> None:
    """Look at the summary of a talk in the language of the family, which got one before."""
    shell = stage.enter()
    shell.context.jobs.run(
        shell,
        lambda desk: _issue_one(desk, stage.cast.family),
        lambda contact: shell.show_about("paper", Wish("summary", contact)),
    )
    until(lambda: isinstance(shell.page, PaperPage) and shell.page.preview.is_shown())
    settle(DRAWN)


def _issue_one(desk: Desk, family: UUID) -> UUID:
    with desk.seat.reading() as reader:
        talks = reader.all(Contact, household=family)
    contact = max(talks, key=lambda one: (str(one.at), one.id)).id
    desk.papers.issue(Wish("summary", contact), "printed", lambda _papers: ())
    return contact


def refused(stage: Set) -> None:
    """Look at a paper of a family whose data is restricted."""
    shell, family = stage.enter(), stage.cast.family

    def restrict(desk: Desk) -> None:
        before = desk.households.card(family).household
        desk.households.save(before.replace(restricted=True), before)

    wish = Wish("household_sheet", family)
    shell.context.jobs.run(shell, restrict, lambda _done: shell.show_about("paper", wish))
    until(lambda: isinstance(shell.page, PaperPage) and not shell.page.print.isEnabled())
    settle()


def many(stage: Set) -> None:
    """Look at the hours sheets of a month, all drawn."""
    shell = stage.enter()
    shell.context.jobs.run(
        shell, _month, lambda month: shell.show_about("papers", Several("hours_sheet", month))
    )
    page = shell.page
    assert isinstance(page, ManyPage)
    until(page.print.isEnabled)
    settle()


def _month(desk: Desk) -> date:
    """Return the fullest month of the year."""
    months = [date(2021, month, 1) for month in range(1, 12)]
    return max(months, key=lambda month: len(desk.hours_sheets.month(month)))
