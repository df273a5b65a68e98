"""The exchange with other devices: what is to be sent, what came in, what is to be decided."""

from lwdesk.ui.pages.exchange.page import ExchangePage

__all__ = ["ExchangePage"]
