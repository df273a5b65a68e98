"""The scenes of the forms that stand in a dialog, and of what leads into them."""

from datetime import UTC, datetime
from uuid import UUID

from lwdesk.domain.appointment import Appointment
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.referral import Referral
from lwdesk.services.desk import Desk
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui.buttons import SecondaryButton
from lwdesk.ui.dialogs.question import QuestionDialog
from lwdesk.ui.pages.calendar.dialogs import AppointmentDialog
from lwdesk.ui.pages.hour import HourPage
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.pages.household.record_dialog import RecordDialog
from lwdesk.ui.pages.interpreting.page import InterpretingPage
from lwdesk.ui.pages.offers import OffersPage
from lwdesk.ui.pages.paper.review import ReviewPage
from lwdesk.ui.pages.referrals import ReferralsPage
from lwdesk.ui.pages.referrals.dialogs import ComeIn
from lwdesk.ui.pages.tasks.dialogs import NewTask
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.shell import Shell
from tools.picture_household import lay_over
from tools.picture_scenes import Set, day, settle, tasks, type_text, until
from tools.picture_visits import planned

MISSING = (
    ("childcare_school", "hoerde"),
    ("childcare_school", "hoerde"),
    ("health", "hombruch"),
    ("housing", "hoerde"),
)
FRIDAY = datetime(2021, 11, 5, 9, tzinfo=UTC)
TALKS = (
    "Mit Rana über den Kita-Platz für Lina gesprochen. Frau Kovalenko kennt die Leiterin.",
    "Mohammed bringt den Brief vom Jobcenter mit.",
)


def appointment(stage: Set) -> None:
    """Arrange an appointment at a time at which there is another one."""
    page = day(stage)
    home = stage.cast.family

    def taken(desk: Desk) -> UUID:
        first = Appointment(household=home, staff=desk.staff.id, sort="talk", at=FRIDAY, minutes=60)
        desk.appointments.save(first, anyway=True)
        return desk.staff.id

    page.context.jobs.run(page, taken)
    page.doing.arrange(page.on, home, "Familie Hamdan")
    settle()
    form = stage.find(AppointmentDialog).form
    _fill(form, at=FRIDAY.replace(minute=30), area="housing")
    type_text(form.input("title").control(), "Antrag auf Wohnberechtigungsschein")
    stage.press("save_appointment")
    lay_over(stage)


def task(stage: Set) -> None:
    tasks(stage).doing.add(stage.cast.family, "Familie Hamdan")
    settle()
    type_text(stage.find(NewTask).form.input("title").control(), "Bescheid des Jobcenters nachfragen")
    lay_over(stage)


def need(stage: Set) -> None:
    """Open the form of a need."""
    _card(stage).doing.add_need()
    lay_over(stage)


def member(stage: Set) -> None:
    page = _card(stage)
    card = page.doing.card
    assert card is not None
    page.doing.edit_member(card.members[0])
    lay_over(stage)


def why_address(stage: Set) -> None:
    """Ask why somebody wants to see a protected address."""
    _card(stage).doing.reveal()
    lay_over(stage)


def address(stage: Set) -> None:
    """Show the protected address once somebody said why."""
    _card(stage).doing.reveal()
    settle()
    stage.find(QuestionDialog).findChildren(SecondaryButton)[0].click()
    settle()


def gaps(stage: Set) -> OffersPage:
    """Show the needs for which there is no offer."""
    shell = stage.enter()

    def report(desk: Desk) -> None:
        for area, district in MISSING:
            talk = Contact(sort="phone", minutes=10, district=district, gap=True)
            desk.contacts.save(talk, [Reason(area=area, support="advice")])

    shell.context.jobs.run(shell, report)
    shell.go("offers")
    page = shell.page
    assert isinstance(page, OffersPage)
    page.tabs.tabs["gaps"].click()
    settle()
    return page


def offer(stage: Set) -> None:
    """Write an offer that fills a gap."""
    gaps(stage).doing.new_offer("childcare_school", "hoerde")
    lay_over(stage)


def come_in(stage: Set) -> None:
    """Write down whom another service sent."""
    shell = stage.enter()
    shell.go("referrals")
    page = shell.page
    assert isinstance(page, ReferralsPage)
    page.doing.enter()
    settle()
    _fill(stage.find(ComeIn).form, area="housing", urgency="normal")
    lay_over(stage)


def take_in(stage: Set) -> None:
    """Begin an intake with what another service told."""
    shell = stage.enter()
    sent = Referral(
        direction="in",
        source="Unterkunft Hermannstraße",
        source_name="Familie Haddad",
        area="housing",
        sort="data",
    )
    shell.show_about("take_in", sent)
    settle()
    settle()


def visit_change(stage: Set) -> None:
    shell = stage.enter()
    shell.context.wanted.emit("visit", planned(stage, shell))
    until(lambda: getattr(shell.page, "ready", False))
    settle()


def review(stage: Set) -> None:
    """Read the texts about others before somebody is told of their data."""
    shell = stage.enter()
    home = stage.cast.family

    def write(desk: Desk) -> None:
        for text in TALKS:
            desk.contacts.save(Contact(household=home, sort="phone", minutes=10, note=text), [])

    shell.context.jobs.run(shell, write)
    shell.show_household(home)
    shell.show_about("access_review", Wish("access_report", home))
    settle()
    page = shell.page
    assert isinstance(page, ReviewPage)
    while not page.names.isVisible() and page.after.isEnabled():
        page.after.click()
    settle()


def arrival(stage: Set) -> None:
    page = stage.enter().page
    assert isinstance(page, HourPage)
    stage.press("add_waiting")
    lay_over(stage)


def pool_member(stage: Set) -> None:
    """Open the form of somebody of the pool."""
    shell = stage.enter()
    shell.go("interpreting")
    page = shell.page
    assert isinstance(page, InterpretingPage)
    settle()
    page.people.add()
    settle()
    type_text(stage.find(RecordDialog).input("interpreter.name").control(), "Amira Haddad")
    lay_over(stage)


def _fill(form: RecordForm, **values: object) -> None:
    for name, value in values.items():
        form.input(name).set_value(value)
        form.input(name).edited.emit()


def _card(stage: Set) -> HouseholdPage:
    shell: Shell = stage.enter()
    shell.show_household(stage.cast.family)
    settle()
    page = shell.page
    assert isinstance(page, HouseholdPage)
    return page
