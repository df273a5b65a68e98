"""The list of offers: who offers what, what is to be checked, and what nobody offers."""

from lwdesk.ui.pages.offers.page import OffersPage

__all__ = ["OffersPage"]
