"""Households handed to other offices, and taken over from them."""

from collections.abc import Collection
from pathlib import Path
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import RecordGone
from lwdesk.base.texts import DEFAULT
from lwdesk.domain.household import Household
from lwdesk.domain.transfer import Transfer, state_on
from lwdesk.services.consents import Consents
from lwdesk.services.exchange.arriving import Arriving
from lwdesk.services.exchange.departing import Departing, outside
from lwdesk.services.exchange.transfer_views import (
    Answered,
    Arrival,
    Decided,
    HandedOver,
    Offered,
    Prepared,
    Proposal,
    Recipient,
    TransferRow,
    Wish,
)
from lwdesk.services.exchange.trust import Trust
from lwdesk.services.search import Search
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import unnamed
from lwdesk.store.queries import listing


class Transfers:
    """What leaves for other offices by a person's decision, and what comes from them and waits for one."""

    def __init__(self, seat: Seat, trusted: Trust) -> None:
        self._seat = seat
        self._departing = Departing(seat, trusted, Consents(seat))
        self._arriving = Arriving(seat, trusted, Search(seat))

    def recipients(self) -> tuple[Recipient, ...]:
        """Return the other offices of the organisation that can read a package."""
        return self._departing.recipients()

    def outside(self, name: str, key: str) -> Recipient:
        """Return somebody who reads with a key of their own, as the case management (KIM) does."""
        return outside(name, key)

    def offered(self, household: UUID) -> Offered:
        """Return what a handing over of this household can be made of."""
        return self._departing.offered(household)

    def prepare(self, wish: Wish, language: str = DEFAULT) -> Prepared:
        """Return exactly what would leave, and what stands in the way."""
        return self._departing.prepare(wish, language)

    def send(self, wish: Wish, folder: Path) -> HandedOver:
        """Make the package; GateClosed where something has no consent, InvalidInput for what is missing."""
        return self._departing.send(wish, folder)

    def finish(self, path: Path) -> Path:
        """Name a package that is noted as sent and lies unfinished; return where it lies now."""
        return self._departing.finish(path)

    def scope(self, path: Path) -> str:
        """Return what a verified package is: `transfer`, `receipt`, `office` or another kind of log."""
        return self._arriving.scope(path)

    def look(self, path: Path, language: str = DEFAULT) -> Arrival:
        """Return what a package holds; nothing is changed."""
        return self._arriving.look(path, language)

    def proposals(self, path: Path, household: UUID, language: str = DEFAULT) -> tuple[Proposal, ...]:
        """Return a package beside a household that is here, value by value."""
        return self._arriving.proposals(path, household, language)

    def accept(self, path: Path, folder: Path) -> Decided:
        """Take the household in as a new one; the receipt lies in the folder."""
        return self._arriving.accept(path, folder)

    def join(self, path: Path, household: UUID, keys: Collection[str], folder: Path) -> Decided:
        """Join the package to a household that is here; `keys` are the proposals that were chosen."""
        return self._arriving.join(path, household, keys, folder)

    def decline(self, path: Path, reason: str, folder: Path) -> Decided:
        """Decline a package for a reason (a code); the receipt lies in the folder."""
        return self._arriving.decline(path, reason, folder)

    def answer_again(self, path: Path, folder: Path) -> Decided:
        """Make the receipt of a decided package once more."""
        return self._arriving.answer_again(path, folder)

    def receipt(self, path: Path) -> Answered:
        """Note what another office decided."""
        return self._arriving.receipt(path)

    def all(self) -> tuple[TransferRow, ...]:
        """Return every handing over of this office as it stands today, the newest first."""
        today, sees = clock.today(), self._seat.may("see_restricted")
        with self._seat.reading() as reader:
            found = reader.all(Transfer, office=self._seat.office.id)
            waiting = unnamed.all_of(reader.connection)
            homes = listing.homes(reader, {one.household for one in found if one.household})
        known = ((one, homes.get(one.household) if one.household else None) for one in found)
        rows = (
            TransferRow(one.replace(state=state_on(one, today)), home, one.bundle in waiting)
            for one, home in known
        )
        shown = (row for row in rows if sees or row.home is None or not row.home.restricted)
        return tuple(sorted(shown, key=lambda row: str(row.record.at), reverse=True))

    def listed(self, household: UUID) -> tuple[Transfer, ...]:
        """Return the handings over of a household as they stand today, the newest first."""
        with self._seat.reading() as reader:
            home = reader.get(Household, household)
            if home is None:
                raise RecordGone(kind=Household.kind)
            self._seat.demand_visible(home)
            found = reader.all(Transfer, household=household)
        today = clock.today()
        shown = (one.replace(state=state_on(one, today)) for one in found)
        return tuple(sorted(shown, key=lambda one: str(one.at), reverse=True))
