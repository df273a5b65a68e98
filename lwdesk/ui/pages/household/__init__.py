"""The card of a household."""

from lwdesk.ui.pages.household.page import HouseholdPage

__all__ = ["HouseholdPage"]
