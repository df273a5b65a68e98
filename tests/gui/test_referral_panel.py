"""Beside the list of referrals it stands what went along, what stayed here, and who decided it."""

from PySide6.QtWidgets import QLabel

from lwdesk.domain.consent import Consent
from lwdesk.domain.referral import Referral
from lwdesk.ui.pages.referrals import ReferralsPage
from tests.gui import families


def test_the_panel_tells_what_went_along_and_what_stayed_here(desk, context, show, jobs):
    home = families.take_in(desk, families.hamdan()).household.id
    kinds = ("name", "phone")
    desk.consents.give(
        Consent(
            household=home, purpose="pass_on", recipient="Amt", data_kinds=kinds, form="written",
            signed_by="M. Hamdan",
        )
    )  # fmt: skip
    made = Referral(household=home, area="livelihood", sort="data", recipient="Amt", data_kinds=kinds)
    desk.referrals.send(made.replace(withheld=("health",)))
    page = show(ReferralsPage(context), 1366, 768)
    page.opened()
    families.settle()
    told = " ".join(one.text() for one in page.panel.findChildren(QLabel))
    assert "Mitgegeben: Name, Telefon, E-Mail" in told
    assert "Hier geblieben: Gesundheit" in told
    assert "zu zweit" not in told
    page.closed()
