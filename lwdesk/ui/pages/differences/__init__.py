"""What two devices wrote without knowing of each other, decided one field at a time."""

from lwdesk.ui.pages.differences.page import DifferencesPage

__all__ = ["DifferencesPage"]
