"""What an entry of the timeline opens: its page, its form on the card, else all that it says."""

from collections.abc import Callable, Iterable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain.fields import Record
from lwdesk.services.views import Card, Event
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household import decided_words, event_words, issued_words
from lwdesk.ui.pages.household.actions import CardActions
from lwdesk.ui.pages.household.taking_back import ask_to_take_back
from lwdesk.ui.pages.registry import RECORDS

KINDS: Final = {"visit": "contact", "visiting": "visit", "interpreting": "interpreter_request"}
"""The kind of record that an entry tells of, where it is called otherwise; a talk at a visit is a contact."""


class HistoryWays(QObject):
    """The ways from the timeline of one card."""

    def __init__(self, context: Context, page: QWidget, doing: CardActions) -> None:
        super().__init__(page)
        self._context, self._page, self._doing = context, page, doing
        self._forms: dict[str, Callable[[Card, UUID], bool]] = {
            "need": self._need,
            "levelled": self._need,
            "intake": self._household,
            "moved": self._dwelling,
            "joined": self._member,
            "left": self._member,
            "consent": self._consent,
            "revoked": self._consent,
            "step": self._step,
        }

    def open(self, event: Event) -> None:
        """Open the record of an entry, or say what is known where nothing is to be changed."""
        kind, card = KINDS.get(event.kind, event.kind), self._doing.card
        if kind in RECORDS:
            self._context.wanted.emit(kind, event.record)
        elif event.decided is not None and card is not None and card.editable:
            ask_to_take_back(self._context, self._page, event.decided, lambda: self._tell(event, card))
        elif event.again is not None and self._context.may("print"):
            self._context.wanted.emit("paper", event.again)
        elif not (card and card.editable and kind in self._forms and self._forms[kind](card, event.record)):
            self._tell(event, card)

    def _tell(self, event: Event, card: Card | None) -> None:
        shown = event_words.entry(event, clock.today())
        lines = (shown.when, shown.text, *(badge.word for badge in shown.badges))
        more = decided_words.more(event) if event.decided else issued_words.more(event, card)
        self._context.ask.tell(self._page, shown.title, "\n".join(line for line in (*lines, *more) if line))

    def _need(self, card: Card, record: UUID) -> bool:
        return _with(card.needs, record, self._doing.edit_need)

    def _household(self, card: Card, _record: UUID) -> bool:
        del card
        self._doing.edit_household()
        return True

    def _dwelling(self, card: Card, record: UUID) -> bool:
        """Open a dwelling; of a protected household only what leads to no door."""
        if card.dwelling is not None and card.dwelling.id == record:
            self._doing.edit_dwelling()
            return True
        form = "dwelling_protected" if card.household.address_protected else "dwelling"
        return _with(card.dwellings, record, lambda one: self._doing.edits.begin(form, one.id, [one]))

    def _member(self, card: Card, membership: UUID) -> bool:
        views = (*card.members, *card.former_members)
        found = next((view for view in views if view.membership.id == membership), None)
        if found is not None:
            self._doing.edit_member(found)
        return found is not None

    def _consent(self, card: Card, record: UUID) -> bool:
        return _with(card.consents, record, self._doing.agreements.edit)

    def _step(self, card: Card, record: UUID) -> bool:
        return _with(card.steps, record, lambda step: self._doing.agreements.walk_step(step.step or ""))


def _with[R: Record](records: Iterable[R], identity: UUID, do: Callable[[R], object]) -> bool:
    """Do something with the record of this id; tell whether it is there."""
    found = next((one for one in records if one.id == identity), None)
    if found is not None:
        do(found)
    return found is not None
