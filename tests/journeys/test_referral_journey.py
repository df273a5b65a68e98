"""A referral by keyboard alone: held back by the gate, sent, refused, sent elsewhere, closed by its slip."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from lwdesk.base import clock
from lwdesk.domain.consent import Consent
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.referral import Referral
from lwdesk.services import accounts
from lwdesk.ui.pages.household.consent_dialog import ConsentDialog
from lwdesk.ui.pages.referral import ReferralPage
from lwdesk.ui.pages.referrals import ReferralsPage
from lwdesk.ui.pages.referrals.dialogs import StepDialog
from tests.gui import screens
from tests.gui.conftest import ScriptedAsk
from tests.unit import office

CONTROL = Qt.KeyboardModifier.ControlModifier
MIDDLE, NORTH = Provider(name="Beratungsstelle Mitte"), Provider(name="Beratungsstelle Nord")
CAFE = Provider(name="Treffpunkt Hörde")
MISSING = "Zum Vermitteln fehlt noch die Einwilligung."


def offers(today):
    return (
        Offer(provider=MIDDLE.id, name="Schuldnerberatung", category="advice", checked_on=today),
        Offer(provider=NORTH.id, name="Insolvenzberatung", category="advice", checked_on=today),
        Offer(
            provider=CAFE.id,
            name="Sprachcafé",
            category="meeting",
            languages=("ar",),
            districts=("hoerde",),
            checked_on=today,
        ),
        Offer(
            provider=CAFE.id,
            name="Sprachcafé am Abend",
            category="meeting",
            languages=("ar",),
            districts=("hoerde",),
            valid_until=today.replace(year=today.year - 1),
        ),
    )


@pytest.fixture
def screen(qtbot, tmp_path):
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        desk.households.take_in(office.hamdan(name="Hamdan", advice_language="ar"))
        for record in (MIDDLE, NORTH, CAFE, *offers(clock.today())):
            desk.directory.save(record)
    ask = ScriptedAsk()
    shown = screens.opened(qtbot, ask, path)
    user = next(user for user in accounts.users(path) if user.name == office.SETUP.staff)
    if hasattr(shown.window.surface(), "choose_user"):
        shown.window.surface().choose_user(user.id)
    shown.unlock()
    shown.until(shown.is_at_work)
    yield shown
    assert ask.unexpected == []


def page_of(screen, kind):
    """Wait until a page of this kind is shown, and return it."""
    screen.until(lambda: isinstance(screen.window.surface().page, kind))
    screen.until(lambda: getattr(screen.window.surface().page, "ready", True))
    return screen.window.surface().page


def asked(screen, shell, work):
    """Ask the file, on the thread that owns it."""
    told = []
    shell.context.jobs.run(shell, work, told.append)
    screen.until(lambda: bool(told))
    return told[0]


def every(screen, cls):
    def read(desk):
        with desk.seat.reading() as reader:
            return reader.all(cls)

    return asked(screen, screen.window.surface(), read)


def dialog_of(screen, kind):
    screen.until(lambda: isinstance(QApplication.activeWindow(), kind))
    return QApplication.activeWindow()


def the_list(screen) -> ReferralsPage:
    screen.part("nav_referrals").setFocus()
    screen.key(Qt.Key.Key_Space)
    page = page_of(screen, ReferralsPage)
    screen.until(lambda: not page._stale)
    return page


def new_form(screen) -> ReferralPage:
    the_list(screen)
    screen.key(Qt.Key.Key_Return, CONTROL)
    page = page_of(screen, ReferralPage)
    screen.until(page.form.concern.home.edit.hasFocus)
    screen.type("Hamdan")
    screen.until(page.form.concern.home.hits.isVisible)
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: page.form.around.card is not None)
    return page


def found(page) -> list[str]:
    return [row.match.offer.name for row in page.form.offers.rows]


def search(screen, page, text: str) -> None:
    screen.ctrl(Qt.Key.Key_F)
    screen.type(text)


def choose_first(screen, page, name: str) -> None:
    screen.until(lambda: found(page)[:1] == [name])
    screen.key(Qt.Key.Key_Return)
    screen.until(page.form.offers.rows[0].hasFocus)
    screen.key(Qt.Key.Key_Space)
    screen.until(lambda: page.form.offers.recipient() != "")


def closed(screen, dialog) -> None:
    """Wait until a dialog is gone; a window manager then gives the keyboard back to the window."""
    screen.until(lambda: not (isValid(dialog) and dialog.isVisible()))
    with screen.qtbot.waitActive(screen.window):
        screen.window.activateWindow()


def sign(screen) -> None:
    """Give the consent that the form asks for, on paper."""
    screen.until(lambda: any(one.isVisible() for one in _named(screen, "obtain_consent")))
    screen.tab_to("obtain_consent")
    screen.key(Qt.Key.Key_Return)
    dialog = dialog_of(screen, ConsentDialog)
    screen.tab_to("signed_on_paper")
    screen.key(Qt.Key.Key_Space)
    screen.until(lambda: dialog.consent().form == "written")
    screen.key(Qt.Key.Key_S, CONTROL)
    closed(screen, dialog)


def _named(screen, name):
    from PySide6.QtWidgets import QWidget

    return screen.window.findChildren(QWidget, name)


def about(screen, page, area: str) -> None:
    screen.tab_to("area")
    screen.type(area)
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: page.form.written().referral.area is not None)


def send(screen, page) -> None:
    screen.until(page.send_button.isEnabled)
    screen.key(Qt.Key.Key_Return, CONTROL)
    page_of(screen, ReferralsPage)


def test_what_a_caseworker_types_finds_and_what_is_over_stays_hidden(screen) -> None:
    page = new_form(screen)
    search(screen, page, "Sprachcafé Hörde arabisch")
    screen.until(lambda: found(page) == ["Sprachcafé"])


def send_with_consent(screen, page, name: str, provider) -> Referral:
    choose_first(screen, page, name)
    screen.until(lambda: page.send_button.blocked_reason() == MISSING)
    sign(screen)
    send(screen, page)
    return next(one for one in every(screen, Referral) if one.provider == provider.id)


def type_slip(screen, referral) -> ReferralsPage:
    listed = the_list(screen)
    screen.until(lambda: bool(listed.table.list.rows.rows))
    screen.tab_to("slip_code")
    screen.type(referral.slip_code)
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: listed.doing.slip == referral.id)
    return listed


def answer(screen, button: str, *keys) -> None:
    """Press an answer, say what its question asks for, and save."""
    screen.tab_to(button)
    screen.key(Qt.Key.Key_Return)
    dialog = dialog_of(screen, StepDialog)
    for key in keys:
        screen.type(key) if isinstance(key, str) else screen.key(key)
    screen.key(Qt.Key.Key_S, CONTROL)
    closed(screen, dialog)


def ask_elsewhere(screen) -> ReferralPage:
    listed = the_list(screen)
    listed.tabs.tabs["closed"].setFocus()
    screen.key(Qt.Key.Key_Space)
    screen.until(lambda: listed.wanted.tab == "closed" and bool(listed.table.list.rows.rows))
    screen.until(lambda: any(one.isVisible() for one in _named(screen, "elsewhere")))
    screen.tab_to("elsewhere")
    screen.key(Qt.Key.Key_Return)
    page = page_of(screen, ReferralPage)
    screen.until(lambda: bool(page.form.offers.rows))
    return page


def test_from_the_closed_gate_to_the_slip_that_closes_the_loop(screen) -> None:
    page = new_form(screen)
    about(screen, page, "Lebensunterhalt")
    search(screen, page, "schuldner")
    first = send_with_consent(screen, page, "Schuldnerberatung", MIDDLE)
    assert first.state == "sent"
    assert first.consent == every(screen, Consent)[0].id

    type_slip(screen, first)
    answer(screen, "refuse", "Papiere", Qt.Key.Key_Return)
    screen.until(lambda: _state(screen, first) == "refused")

    page = ask_elsewhere(screen)
    assert page.form.begun.referral.replaces == first.id
    search(screen, page, "insolvenz")
    second = send_with_consent(screen, page, "Insolvenzberatung", NORTH)
    assert (second.state, second.replaces) == ("sent", first.id)

    listed = the_list(screen)
    screen.until(lambda: bool(listed.table.list.rows.rows))
    screen.tab_to("accept")
    screen.key(Qt.Key.Key_Return)
    screen.until(lambda: _state(screen, second) == "accepted")
    type_slip(screen, second)
    answer(screen, "finish", Qt.Key.Key_Down)
    screen.until(lambda: _state(screen, second) == "finished")
    ended = next(one for one in every(screen, Referral) if one.id == second.id)
    assert (ended.outcome, ended.feedback_channel) == ("solved", "slip")


def test_a_closed_gate_lets_nothing_out(screen) -> None:
    page = new_form(screen)
    about(screen, page, "Lebensunterhalt")
    search(screen, page, "schuldner")
    choose_first(screen, page, "Schuldnerberatung")
    screen.until(lambda: page.send_button.blocked_reason() == MISSING)
    screen.key(Qt.Key.Key_Return, CONTROL)
    assert every(screen, Referral) == ()


def _state(screen, referral) -> str:
    return next(one for one in every(screen, Referral) if one.id == referral.id).state
