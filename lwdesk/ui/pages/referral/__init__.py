"""The form of a referral: whom it is for, where it goes, and what of the household goes along."""

from lwdesk.ui.pages.referral.page import ReferralPage

__all__ = ["ReferralPage"]
