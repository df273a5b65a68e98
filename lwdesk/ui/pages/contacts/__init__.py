"""All talks of the office: those of today, those without a household, those with partners."""

from lwdesk.ui.pages.contacts.page import ContactsPage

__all__ = ["ContactsPage"]
