"""The years of a family by keyboard alone: a consent and its end, two entries, a grown child."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from lwdesk.base import clock
from lwdesk.domain.gate import Handing
from lwdesk.domain.referral import Referral
from lwdesk.services.settings import KnownFile
from lwdesk.ui.pages.hour import HourPage
from lwdesk.ui.pages.household import HouseholdPage
from tests.gui import families, screens
from tests.gui.conftest import MOMENT, ScriptedAsk
from tests.gui.screens import Screen
from tests.unit import office

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Morning:
    """A window on an office with a family that was written down twice."""

    screen: Screen
    ask: ScriptedAsk
    path: Path
    home: Any
    other: Any

    def page(self) -> HouseholdPage:
        page = self.screen.window.surface().page
        assert isinstance(page, HouseholdPage)
        return page

    def shows(self, text: str) -> None:
        """Wait until a text can be read."""
        self.screen.until(lambda: text in self.screen.shown())

    def back_at_card(self) -> None:
        """Be in the window again after a dialog, as a window manager sees to it."""
        self.screen.window.activateWindow()
        self.screen.until(lambda: QApplication.activeWindow() is self.screen.window)
        families.settle()

    def open_card(self, asked: str) -> None:
        """Find the family at the search of the first page and open its card."""
        screen = self.screen
        screen.ctrl(Qt.Key.Key_K)
        screen.type(asked)
        surface = screen.window.surface()
        assert isinstance(surface.page, HourPage)
        popup = surface.page.search.popup
        screen.until(lambda: popup.isVisible() and bool(popup.rows))
        screen.key(Qt.Key.Key_Return)
        screen.until(lambda: isinstance(surface.page, HouseholdPage) and surface.page.card is not None)
        families.settle()

    def rare(self, entry: str) -> None:
        """Open the menu of rare actions and choose an entry with the arrow keys."""
        self.screen.tab_to("more")
        self.screen.key(Qt.Key.Key_Space)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)
            chosen = menu.activeAction()
            if chosen is not None and chosen.text().replace("&", "") == entry:
                QTest.keyClick(menu, Qt.Key.Key_Return)
                families.settle()
                return
        raise AssertionError(entry)


@pytest.fixture
def morning(qtbot, tmp_path) -> Iterator[Morning]:
    with clock.using(clock.FixedClock(MOMENT)):
        path = office.place(tmp_path)
        other = families.household(
            "Hamdan",
            families.member("Mohamed", "Hamdan", "محمد حمدان", role="reference", main=True),
            families.member("Yousef", "Hamdan", role="son"),
            advice_language="ku",
        )
        with office.opened(path) as desk:
            home = families.take_in(desk, families.hamdan())
            families.take_in(desk, other)
            user = str(desk.staff.id)
        ask = ScriptedAsk()
        screen = screens.opened(qtbot, ask, KnownFile(path, office="Hörde", user=user))
        screen.unlock()
        screen.until(screen.is_at_work)
        yield Morning(screen, ask, path, home.household.id, other.household.id)
        screen.window.close()
        assert ask.unexpected == []


def gate(path: Path, home: Any) -> Any:
    handing = Handing("pass_on", "Mieterverein", None, None, (), ("name",), date(2021, 11, 2))
    with office.opened(path) as desk:
        return desk.consents.gate(home, handing)


def give_consent(morning: Morning) -> None:
    screen = morning.screen
    screen.tab_to("obtain_pass_on")
    screen.key(Qt.Key.Key_Space)
    families.settle()
    screen.tab_to("recipient")
    screen.type("Mieterverein")
    screen.tab_to("signed_on_paper")
    screen.key(Qt.Key.Key_Space)
    screen.ctrl(Qt.Key.Key_Return)
    morning.shows("Weitergabe an Dritte: Mieterverein")
    morning.back_at_card()


def test_a_consent_is_signed_used_and_revoked(morning):
    morning.open_card("HÖ-2021-0001")
    give_consent(morning)
    (consent,) = [one for one in morning.page().card.consents if one.purpose == "pass_on"]
    sent: list[Referral] = []

    def pass_on(desk: Any) -> None:
        made = Referral(
            office=desk.office.id, household=morning.home, area="housing", sort="data", state="sent",
            direction="out", consent=consent.id,
        )  # fmt: skip
        with desk.seat.writing("refer") as transaction:
            transaction.save(made)
        sent.append(made)

    morning.page().context.jobs.run(morning.page(), pass_on)
    morning.screen.until(lambda: bool(sent))
    morning.ask.expect("tell", None)
    morning.screen.tab_to(f"revoke_{consent.id}")
    morning.screen.key(Qt.Key.Key_Space)
    morning.shows("widerrufen am 02.11.2021")
    assert "1 Vermittlung wurde zurückgezogen." in morning.ask.asked[-1]
    morning.screen.window.close()
    assert gate(morning.path, morning.home).stop == "revoked"
    with office.opened(morning.path) as desk, desk.seat.reading() as reader:
        assert reader.get(Referral, sent[0].id).state == "withdrawn"


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard")
def test_two_entries_are_merged_and_taken_apart(morning):
    screen = morning.screen
    morning.open_card("HÖ-2021-0001")
    morning.rare("Mit anderem Eintrag zusammenführen …")
    screen.type("HÖ-2021-0002")
    screen.until(lambda: screen.window.findChild(QWidget, f"hit_{morning.other}") is not None)
    families.settle()
    screen.tab_to(f"hit_{morning.other}")
    screen.key(Qt.Key.Key_Space)
    morning.shows("Dieselbe Person?")
    screen.tab_to("merge")
    screen.key(Qt.Key.Key_Return)
    morning.shows("Mit einem anderen Eintrag zusammengeführt")
    morning.back_at_card()
    assert sorted(v.person.given_name for v in morning.page().card.members) == ["Lina", "Mohammed", "Yousef"]
    ((merger, number),) = morning.page().card.mergers
    assert number == "HÖ-2021-0002"
    screen.tab_to(f"apart_{merger.id}")
    screen.key(Qt.Key.Key_Space)
    screen.until(lambda: len(morning.page().card.members) == 2)
    screen.window.close()
    with office.opened(morning.path) as desk:
        assert [v.person.given_name for v in desk.households.card(morning.other).members] == [
            "Mohamed",
            "Yousef",
        ]


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing the keyboard")
def test_a_grown_child_gets_an_own_household(morning):
    screen = morning.screen
    morning.open_card("HÖ-2021-0001")
    morning.rare("Eigener Haushalt …")
    screen.key(Qt.Key.Key_End)
    screen.tab_to("life_verb")
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: morning.page().card is not None and morning.page().household != morning.home)
    morning.back_at_card()
    (own,) = morning.page().card.members
    assert own.person.given_name == "Lina"
    assert morning.page().card.household.case_number == "HÖ-2021-0003"
    screen.ctrl(Qt.Key.Key_Z)
    morning.shows("Dieser Haushalt ist nicht mehr in der Datei.")
