"""The quiet ways on from the exchange: what has a page of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from lwdesk.base.texts import N_
from lwdesk.services.rights import Right
from lwdesk.ui.context import Context
from lwdesk.ui.words import _

WAYS: tuple[tuple[str, str, Right], ...] = (
    ("devices", N_("Devices"), "settings"),
    ("along", N_("Take-along sets"), "export"),
    ("transfers", N_("Handings over"), "export"),
)


@dataclass(frozen=True, slots=True)
class WayOn:
    """A page that belongs to the exchange, its words, and how to get there."""

    name: str
    label: str
    go: Callable[[], None]


def ways_on(context: Context) -> Iterator[WayOn]:
    """Yield the pages that are there and that this person may see."""
    from lwdesk.ui.pages.registry import ABOUT  # the registry knows this page, too

    for name, label, right in WAYS:
        if name in ABOUT and context.may(right):
            yield WayOn(name, _(label), partial(context.wanted.emit, name, None))
