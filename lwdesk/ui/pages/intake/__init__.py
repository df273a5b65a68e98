"""A household is taken in: seven steps in any order, a draft that keeps itself, known families beside it."""

from lwdesk.ui.pages.intake.page import IntakePage

__all__ = ["IntakePage"]
