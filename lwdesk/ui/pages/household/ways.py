"""The ways from a card to the other forms of the office, in the order in which they stand in its head."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.contact import Contact
from lwdesk.services.contacts import Talk
from lwdesk.services.rights import Right
from lwdesk.services.views import Card
from lwdesk.ui.context import Context
from lwdesk.ui.pages.contact.page import Wanted
from lwdesk.ui.pages.registry import ABOUT

BESIDE: Final[tuple[tuple[Right, str, str], ...]] = (
    ("ask_interpreter", "languages", N_("Interpreter")),
    ("refer", "corner-up-right", N_("Refer")),
    ("plan_visit", "footprints", N_("Plan a visit")),
)
"""Page of the registry, called as the right it needs, symbol and words; each opens with the household."""


def beside(may: Callable[[Right], bool]) -> tuple[tuple[Right, str, str], ...]:
    """Return the ways beside the contact that the person may go."""
    return tuple(way for way in BESIDE if way[0] in ABOUT and may(way[0]))


def go(context: Context, kind: str, household: UUID) -> None:
    context.wanted.emit(kind, household)


def write_contact(context: Context, card: Card) -> None:
    """Open the form of a contact with this household."""
    home = card.household
    contact = Contact(household=home.id, language=home.advice_language)
    context.wanted.emit("write_contact", Wanted(talk=Talk(contact)))
