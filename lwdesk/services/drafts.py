"""Forms that were begun and not yet saved; they survive a lock, a crash and a restart."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import RecordGone
from lwdesk.domain.rules import clean
from lwdesk.domain.values import Unreadable
from lwdesk.services.seat import Seat
from lwdesk.services.views import DraftView
from lwdesk.store.queries import drafts
from lwdesk.store.queries.drafts import Draft


@dataclass(frozen=True, slots=True)
class Begun:
    """What stood in a form, with when it was written down."""

    id: UUID
    payload: dict[str, Any]
    saved_at: datetime


class Drafts:
    """The drafts of the person who works here; nobody else sees them."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def save(self, identity: UUID, form: str, payload: dict[str, Any], title: str = "") -> DraftView:
        """Keep what stands in a form; the same id again replaces it."""
        draft = Draft(identity, form, clean(title), json.dumps(payload), clock.now())
        with self._seat.writing("", right=None) as transaction:
            drafts.keep(transaction, draft, self._seat.staff.id)
        return view(draft)

    def load(self, identity: UUID) -> dict[str, Any]:
        """Return what stood in the form; RecordGone when there is no such draft."""
        with self._seat.reading() as reader:
            draft = drafts.one(reader, identity, self._seat.staff.id)
        if draft is None:
            raise RecordGone(kind="draft")
        payload: dict[str, Any] = json.loads(draft.content)
        return payload

    def list(self, form: str | None = None) -> tuple[DraftView, ...]:
        """Return the drafts, the newest first."""
        with self._seat.reading() as reader:
            found = drafts.of(reader, self._seat.staff.id)
        return tuple(view(draft) for draft in found if form in (None, draft.form))

    def about(self, form: str, about: str) -> Begun | None:
        """Return the newest draft of a form that was begun about this very thing."""
        with self._seat.reading() as reader:
            found = drafts.of(reader, self._seat.staff.id)
        own = (draft for draft in found if draft.form == form)
        read = (Begun(draft.id, json.loads(draft.content), draft.saved_at) for draft in own)
        return next((begun for begun in read if begun.payload.get("about") == about), None)

    def latest(self, form: str) -> DraftView | None:
        return next(iter(self.list(form)), None)

    def discard(self, identity: UUID) -> None:
        with self._seat.writing("", right=None) as transaction:
            drafts.discard(transaction, identity, self._seat.staff.id)


def read[T](reading: Callable[[Mapping[str, Any]], T], payload: Mapping[str, Any]) -> T | None:
    """Return what a draft kept; nothing where this program cannot read it."""
    try:
        return reading(payload)
    except (KeyError, Unreadable, TypeError, ValueError, AttributeError):
        return None


def view(draft: Draft) -> DraftView:
    """Return what a list shows of a draft; on a card it was begun for one household."""
    household: UUID | None = None
    with suppress(ValueError, TypeError, KeyError):
        household = UUID(str(json.loads(draft.content)["household"]))
    return DraftView(draft.id, draft.form, draft.title, draft.saved_at, household)
