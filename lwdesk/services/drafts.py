"""Forms that were begun and not yet saved; they survive a lock, a crash and a restart."""

import json
from contextlib import suppress
from typing import Any
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import RecordGone
from lwdesk.domain.rules import clean
from lwdesk.services.seat import Seat
from lwdesk.services.views import DraftView
from lwdesk.store.queries import drafts
from lwdesk.store.queries.drafts import Draft


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

    def latest(self, form: str) -> DraftView | None:
        return next(iter(self.list(form)), None)

    def discard(self, identity: UUID) -> None:
        with self._seat.writing("", right=None) as transaction:
            drafts.discard(transaction, identity, self._seat.staff.id)


def view(draft: Draft) -> DraftView:
    """Return what a list shows of a draft; on a card it was begun for one household."""
    household: UUID | None = None
    with suppress(ValueError, TypeError, KeyError):
        household = UUID(str(json.loads(draft.content)["household"]))
    return DraftView(draft.id, draft.form, draft.title, draft.saved_at, household)
