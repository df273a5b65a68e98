"""The scenes of handing over: a household on its way to another office, one that came, all of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lwdesk.base import clock
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.need import Need
from lwdesk.domain.person import LanguageSkill, Person
from lwdesk.store import vault
from lwdesk.ui.shell import Shell
from tests.unit import two_offices
from tests.unit.two_offices import Offices
from tools.picture_scenes import Set, settle, until

GIVEN = ("name", "birth", "language", "household", "need", "notes")
THERE = "nord"


def handing_over(stage: Set) -> None:
    """Hand the family over that agreed to it, their protected address apart."""
    with _offices(stage) as both:
        both.agree(*GIVEN, signed_by="Mohammed Hamdan", language="ar", interpreter="Nadia Rahimi")
    shell = stage.enter()
    shell.show_about("hand_over", stage.cast.family)
    until(lambda: getattr(shell.page, "ready", False))
    QTest.keyClick(shell.page.focusWidget() or shell.page, Qt.Key.Key_Down)
    settle()


def arrived(stage: Set) -> None:
    """Look at a household that another office hands over."""
    path = _came(stage)
    shell = stage.enter()
    shell.show_about("handed_over", path)
    settle()


def listed(stage: Set) -> None:
    with _offices(stage) as both:
        both.agree(*GIVEN, signed_by="Mohammed Hamdan")
        both.send(*GIVEN, message="Zieht zum 1. Dezember um.")
    shell: Shell = stage.enter()
    shell.show_about("transfers", None)
    settle()


def _came(stage: Set) -> Path:
    """Let the other office hand a household over to this one."""
    home = Household(target_group="other", advice_language="ro", interpreter_needed="yes")
    mother = Person(given_name="Elena", family_name="Munteanu", phone="0171 39200 44", nationality="ro")
    child = Person(given_name="Sorin", family_name="Munteanu", nationality="ro")
    family = Intake(
        home,
        Dwelling(street="Ostwall 7", postcode="44135", city="Dortmund", rooms=2, housing="own_tenancy"),
        (
            Member(mother, Membership(role="reference"), languages=(LanguageSkill(language="ro"),)),
            Member(child, Membership(role="son")),
        ),
        needs=(Need(area="housing", level=3), Need(area="childcare_school", level=2)),
    )
    with _offices(stage) as both, _on("2021-11-01"):
        both.there.households.take_in(family)
        back = Offices(both.there, both.here, both.folder, both.key, both.public, both.roster, home.id)
        back.agree(*GIVEN, "phone", "address", "housing", signed_by="Elena Munteanu")
        return back.send(*GIVEN, "phone", message="Die Tochter geht ab Dezember in Hörde zur Schule.")


@contextmanager
def _offices(stage: Set) -> Iterator[Offices]:
    """Open this office and another one of the same organisation, with a stick between them."""
    for name in (THERE, "stick"):
        (stage.folder / name).mkdir()
    with vault.using(vault.CHEAP), two_offices.opened_there(stage.folder / THERE) as there:
        here = stage.cast.open(stage.window.settings.files[0].path)
        try:
            yield two_offices.together(here, there, stage.folder / "stick", stage.cast.family)
        finally:
            here.close()


@contextmanager
def _on(day: str) -> Iterator[None]:
    moment = datetime.fromisoformat(f"{day}T09:30:00").replace(tzinfo=UTC)
    with clock.using(clock.FixedClock(moment)):
        yield
