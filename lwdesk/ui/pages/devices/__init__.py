"""The devices that belong together: who is in the list, and how one comes in or goes."""

from lwdesk.ui.pages.devices.page import DevicesPage

__all__ = ["DevicesPage"]
