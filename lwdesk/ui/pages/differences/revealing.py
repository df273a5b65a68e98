"""A protected address in a difference is shown only to whoever says why."""

from collections.abc import Callable

from lwdesk.services.exchange.views import Difference
from lwdesk.ui.context import Page
from lwdesk.ui.words import _


def ask_to_reveal(page: Page, difference: Difference, then: Callable[[Difference], None]) -> None:
    """Ask for the reason, have it written down, and hand on the difference with its values."""

    def because(reason: str) -> None:
        page.context.jobs.run(page, lambda desk: desk.exchange.differences.reveal(difference, reason), then)

    page.context.ask.reason(
        page,
        _("Why do you need the address?"),
        _("The address is protected. Who looks, when and why is written down."),
        "reveal_reason",
        _("Show"),
        because,
    )
