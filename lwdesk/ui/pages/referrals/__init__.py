"""The list of referrals: what is on its way, what is overdue, what came in."""

from lwdesk.ui.pages.referrals.page import ReferralsPage

__all__ = ["ReferralsPage"]
