"""The full form of a contact: with whom, how, what about, what is missing, what comes next."""

from lwdesk.ui.pages.contact.page import ContactPage, Wanted

__all__ = ["ContactPage", "Wanted"]
