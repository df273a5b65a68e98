"""The demonstration without a screen: unlock, take in, find by the name in its own script, show the card."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from lwdesk.base import clock, ids
from lwdesk.base.errors import RecordGone
from lwdesk.domain.consent import Consent
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.domain.vague import Precision, VagueDay
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui.ask import Dialogs
from lwdesk.ui.jobs import InlineExecutor
from lwdesk.ui.opening import Opened
from lwdesk.ui.pages.hour import HourPage
from lwdesk.ui.pages.household import HouseholdPage
from lwdesk.ui.shell import Shell
from lwdesk.ui.text import isolate
from lwdesk.ui.window import Window
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.demo import DemoFile
    from lwdesk.services.desk import Desk

HOUSEHOLDS = UUID("6f1f1f7a-6d3e-4c39-9d5c-2f6a8f0e2b11")
PICTURE = "card.png"
ASKED = "سلمى الحداد"
WIDTH, HEIGHT = 1366, 768
TURNS = 20  # of the event loop; each brings the layout one level further


def demonstrate(folder: Path, settings: DeviceSettings) -> int:
    """Do the whole job in `folder`, say what was done, and return the exit code."""
    from lwdesk.services import demo

    made = demo.ensure(folder)
    window = _window(made, settings)
    try:
        shell = window.surface()
        assert isinstance(shell, Shell)
        _say(_("Unlocked: {file}, as {name}", file=made.path.resolve(), name=made.user_name))
        household = _take_in(shell)
        _find(shell, household)
        picture = folder / PICTURE
        _settle()
        if not window.grab().save(str(picture)):
            raise OSError(str(picture))
        _say(_("Card drawn: {file}", file=picture.resolve()))
    finally:
        window.close()
        window.deleteLater()
        _settle()
    return 0


def _window(made: "DemoFile", settings: DeviceSettings) -> Window:
    from lwdesk.services import accounts

    desk = accounts.unlock(made.path, made.user, made.passphrase)
    known = KnownFile(made.path, office=made.office, user=made.user)
    window = Window(settings, lambda _settings: None, Dialogs())
    window.resize(WIDTH, HEIGHT)
    window.show_desk(Opened(desk, InlineExecutor(), known, desk.settings.idle_minutes))
    window.show()
    _settle()
    return window


def _take_in(shell: Shell) -> Household:
    """Take the household in, unless an earlier run did."""
    household = salma().household
    told: list[bool] = []

    def work(desk: "Desk") -> bool:
        try:
            desk.households.card(household.id)
        except RecordGone:
            desk.households.take_in(salma())
            return True
        return False

    shell.context.jobs.run(shell, work, told.append)
    took_in = bool(told and told[0])
    name = f"{household.name} {isolate(household.native_name)}"
    _say(_("Taken in: family {name}", name=name) if took_in else _("Already there: family {name}", name=name))
    return household


def _find(shell: Shell, household: Household) -> None:
    """Type the Arabic name into the search and open what it finds."""
    page = shell.page
    assert isinstance(page, HourPage)
    page.search.edit.setText(ASKED)
    _settle()
    hit = page.search.popup.current()
    if hit is None or hit.household != household.id:
        raise RecordGone(kind="household")
    _say(
        _(
            "Found by {asked}: {name}, {number}",
            asked=isolate(ASKED),
            name=isolate(hit.name),
            number=hit.case_number,
        )
    )
    page.search.popup.choose_current()
    _settle()
    assert isinstance(shell.page, HouseholdPage)


def salma() -> Intake:
    """Return the invented household of the demonstration, the same in every run."""
    today = clock.today()
    household = Household(
        id=ids.derived(HOUSEHOLDS, "demonstration", ASKED),
        name="Al-Haddad",
        native_name="عائلة الحداد",
        target_group="refugee",
        interpreter_needed="yes",
        advice_language="ar",
        registered_on=today,
        information_on=today,
        information_language="ar",
    )
    mother = Member(
        Person(
            given_name="Salma",
            family_name="Al-Haddad",
            native_name=ASKED,
            born=VagueDay(date(1991, 1, 1), Precision.PAPERS),
            phone="0231 555 0142",
        ),
        Membership(role="reference", main_contact=True),
        languages=(LanguageSkill(language="ar", preferred=True),),
    )
    son = Member(
        Person(
            given_name="Yusuf",
            family_name="Al-Haddad",
            native_name="يوسف الحداد",
            born=VagueDay(date(2015, 6, 2)),
        ),
        Membership(role="son"),
    )
    return Intake(
        household,
        Dwelling(street="Lindenallee 14", postcode="44263", city="Dortmund", rooms=3, moved_in_on=today),
        (mother, son),
        needs=(Need(area="childcare_school", level=3, state="open", next_step="Schulplatz für Yusuf"),),
        consents=(Consent(purpose="store", given_on=today, language="ar"),),
    )


def _settle() -> None:
    """Let the event loop turn until layouts and pictures have come to rest."""
    for _turn in range(TURNS):
        QTimer.singleShot(0, QApplication.exit)
        QApplication.exec()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
