"""The quick contact: a talk written down in a few key strokes while the next person waits."""

from lwdesk.ui.pages.quick.contact import QuickContact

__all__ = ["QuickContact"]
