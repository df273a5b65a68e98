"""A device joins an existing office: its name and passphrase, its request, then list, package and person."""

from lwdesk.ui.pages.joining.page import JoinPage

__all__ = ["JoinPage"]
