"""The scenes of the card beyond its first look: a consent, the nine steps, a small question, two entries."""

from datetime import date

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QLabel

from lwdesk.domain.consent import Withholding
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import CaseStep
from lwdesk.domain.person import Person
from lwdesk.services.desk import Desk
from lwdesk.ui import style
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.household.merge_dialog import MergeDialog
from tools.picture_scenes import Set, settle

STEPS = (("meet", "Beim Sprachkurs getroffen"), ("clear", ""), ("assess", "Gespräch mit Rana und Mohammed"))


def consent(stage: Set) -> None:
    """Ask for a consent to pass something on."""
    page = _card(stage)
    page.doing.agreements.add("pass_on")
    lay_over(stage)


def agreements(stage: Set) -> None:
    """Show whom not to tell, and the nine steps, at the foot of the card."""
    page = _card(stage)
    home = stage.cast.family

    def fill(desk: Desk) -> object:
        for n, (code, result) in enumerate(STEPS):
            step = CaseStep(household=home, step=code, on=date(2021, 9, 6 + 7 * n), result=result)
            skipped = {"skipped": True, "skip_reason": "schon bekannt"} if not result else {}
            desk.households.save(step.replace(staff=desk.staff.id, **skipped))
        return desk.households.save(
            Withholding(household=home, whom="Schule der Kinder", data_kinds=("address",))
        )

    page.context.jobs.run(page, fill)
    settle()
    bar = page.paper.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()


def moving_out(stage: Set) -> None:
    """Ask who moves out, when and why."""
    _card(stage).doing.life.leave()
    lay_over(stage)


def merging(stage: Set) -> None:
    """Hold two entries of one family beside each other."""
    page = _card(stage)
    other = Intake(
        Household(name="Hamdan", target_group="refugee", registered_on=date(2021, 6, 14)),
        Dwelling(street="Lindenallee 3", postcode="44263", city="Dortmund"),
        (
            Member(
                Person(given_name="Mohamed", family_name="Hamdan", native_name="محمد حمدان"),
                Membership(role="reference"),
            ),
            Member(Person(given_name="Yousef", family_name="Hamdan"), Membership(role="son")),
        ),
    )
    page.context.jobs.run(page, lambda desk: desk.households.take_in(other))
    page.doing.merging.look_for_other()
    settle()
    settle()
    stage.find(MergeDialog).compare(other.household.id)
    lay_over(stage)


def lay_over(stage: Set) -> None:
    """Put the open dialog into the picture, with an edge: as a window of its own it would be left out."""
    settle()
    dialog = stage.find(QDialog)
    shown = QLabel(stage.window)
    made = dialog.grab()
    painter = QPainter(made)
    painter.setPen(style.color("edge"))
    painter.drawRect(made.rect().adjusted(0, 0, -1, -1))
    painter.end()
    shown.setPixmap(made)
    dialog.hide()
    shown.adjustSize()
    shown.move(stage.window.rect().center() - shown.rect().center())
    shown.show()
    shown.raise_()


def _card(stage: Set) -> HouseholdPage:
    shell = stage.enter()
    shell.show_household(stage.cast.family)
    settle()
    page = shell.page
    assert isinstance(page, HouseholdPage)
    return page
