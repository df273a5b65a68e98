"""The scenes of referrals: the form at its closed and its open gate, the list, and the offers."""

from datetime import date

from PySide6.QtCore import Qt

from lwdesk.domain.consent import Consent
from lwdesk.domain.provider import Offer, Provider
from lwdesk.services.desk import Desk
from lwdesk.ui.pages.referral import ReferralPage
from lwdesk.ui.pages.referral.begun import USUAL, Wanted
from tools.picture_scenes import Set, settle, until

MIDDLE = Provider(name="Beratungsstelle Mitte", sort="debt_advice")
NORTH = Provider(name="Beratungsstelle Nord", sort="debt_advice")
OFFERS = (
    Offer(
        provider=MIDDLE.id,
        name="Beratung bei Schulden",
        category="advice",
        areas=("livelihood",),
        languages=("ar", "de"),
        districts=("hoerde",),
        opening="Mo–Do 9–16 Uhr",
        by_appointment=True,
        free=True,
        checked_on=date(2021, 10, 4),
    ),
    Offer(
        provider=NORTH.id,
        name="Budgetkurs: Schulden vermeiden",
        category="education",
        languages=("de",),
        opening="ab 18.11., 6 Abende",
        free=True,
        checked_on=date(2020, 8, 20),
    ),
)


def closed_gate(stage: Set) -> None:
    """Choose an offer without a consent: the two ways on stand there."""
    _form(stage).form.handing.focus_way()
    settle()


def open_gate(stage: Set) -> None:
    """Show the consent that lets it through, with its revocation beside it."""
    page = _form(stage)
    consent = Consent(
        household=stage.cast.family,
        purpose="pass_on",
        recipient=MIDDLE.name,
        provider=MIDDLE.id,
        data_kinds=USUAL,
        form="written",
        signed_by="Mohammed Hamdan",
        language="ar",
        given_on=date(2021, 11, 2),
        valid_until=date(2022, 5, 1),
    )
    page.context.jobs.run(page, lambda desk: desk.consents.give(consent))
    settle()


def referrals(stage: Set) -> None:
    stage.enter().go("referrals")
    settle()


def offers(stage: Set) -> None:
    stage.enter().go("offers")
    settle()


def _form(stage: Set) -> ReferralPage:
    shell = stage.enter()
    home = stage.cast.family

    def fill(desk: Desk) -> object:
        for record in (MIDDLE, NORTH, *OFFERS):
            desk.directory.save(record)
        return next(need for need in desk.households.card(home).needs if need.area == "livelihood")

    shell.context.jobs.run(shell, fill, lambda need: shell.show_about("refer", Wanted(home, need=need)))
    settle()
    page = shell.page
    assert isinstance(page, ReferralPage)
    until(lambda: page.ready)
    page.form.offers.search.setText("schulden")
    page.form.offers.look()
    until(lambda: OFFERS[0].id in {row.match.offer.id for row in page.form.offers.rows})
    settle()
    first = next(row for row in page.form.offers.rows if row.match.offer.id == OFFERS[0].id)
    first.click()
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    settle()
    return page
