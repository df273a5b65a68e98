"""The directory: providers and offers, which of them fit, their places, and needs without an offer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, NotAllowed, RecordGone
from lwdesk.domain import fitting
from lwdesk.domain.fields import Record
from lwdesk.domain.fitting import Fit, Narrow, Wish
from lwdesk.domain.provider import Offer, OfferPlace, Provider
from lwdesk.services import audit, listing, tidy
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat, changes
from lwdesk.store.entities import listed
from lwdesk.store.queries import directory as queries
from lwdesk.store.transaction import Reader, Transaction

EVERYTHING: Final = Narrow()
EVERYWHERE: Final = "*"
"""Stands for all districts: an offer that names none is for the whole city."""


@dataclass(frozen=True, slots=True)
class Match:
    """An offer with who offers it, how it fits, and how many of its places are taken."""

    offer: Offer
    provider: Provider
    fit: Fit
    taken: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """A life area in a district with needs that no valid offer meets, or that somebody reported."""

    area: str
    district: str | None
    needs: int
    reported: int


class Directory:
    """Who offers what; shared by all offices of the file, kept by those who may."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def save(self, record: Provider | Offer, base: Provider | Offer | None = None) -> Changes | Conflicts:
        """Save a provider or an offer; Conflicts when somebody changed the same field since `base`."""
        record = tidy.tidied(record)
        with self._seat.writing("save_offer", "manage_offers") as transaction:
            saving = Saving(self._seat, transaction, clock.today())
            now = transaction.get(type(record), record.id)
            if base is not None and now is None:
                raise RecordGone(kind=record.kind)
            if base is not None and (found := saving.conflicts(record, base)):
                return found
            if now is not None and base is not None:
                record = _carried(now, base, record)
            tidy.refuse_new_problems(now, record)
            transaction.save(record)
            self._note(transaction, "change" if now else "create", record)
            return changes(transaction, "save_offer")

    def remove(self, record: Provider | Offer) -> Changes:
        """Take away what was entered by mistake; NotAllowed while something uses it."""
        with self._seat.writing("remove_offer", "manage_offers") as transaction:
            if isinstance(record, Provider) and transaction.all(Offer, provider=record.id):
                raise NotAllowed(right="remove_used")
            if isinstance(record, Offer) and transaction.all(OfferPlace, offer=record.id):
                raise NotAllowed(right="remove_used")
            transaction.remove(record)
            self._note(transaction, "delete", record)
            return changes(transaction, "remove_offer")

    def check(self, offer: UUID) -> Changes:
        """Say that somebody looked today and all of the offer is as it stands here."""
        with self._seat.writing("check_offer", "manage_offers") as transaction:
            kept = _offer(transaction, offer)
            transaction.save(kept.replace(checked_on=clock.today(), checked_by=self._seat.staff.id))
            self._note(transaction, "change", kept)
            return changes(transaction, "check_offer")

    def search(
        self, typed: str, wish: Wish, limit: int = 50, narrow: Narrow = EVERYTHING
    ) -> tuple[tuple[Match, ...], int]:
        """Return the valid offers that the words name, the best fitting first, and how many there are."""
        with self._seat.reading() as reader:
            known = queries.valid(reader, wish.on)
            said = {identity for _number, identity in queries.offers_said(reader, typed)}
            fitting_ones = [
                (offer, provider)
                for offer, provider in known
                if offer.id in said and fitting.passes(offer, narrow)
            ]
            taken = queries.taken_places(reader, [offer.id for offer, _provider in fitting_ones])
        found = [
            Match(offer, provider, fitting.fit(offer, wish, taken.get(offer.id, 0)), taken.get(offer.id, 0))
            for offer, provider in fitting_ones
        ]
        found.sort(key=lambda match: (-match.fit.score, match.offer.name.casefold(), match.offer.id))
        return tuple(found[:limit]), len(known)

    def load(self, offer: UUID) -> Match:
        """Return one offer with what the directory knows about it."""
        with self._seat.reading() as reader:
            kept = _offer(reader, offer)
            provider = reader.get(Provider, kept.provider) if kept.provider else None
            taken = queries.taken_places(reader, [offer]).get(offer, 0)
            waiting = len(queries.waiting(reader, offer))
        fit = fitting.fit(kept, Wish(clock.today()), taken)
        return Match(kept, provider or Provider(), fit, taken, waiting)

    def providers(self) -> tuple[Provider, ...]:
        """Return all providers by name."""
        with self._seat.reading() as reader:
            found = reader.all(Provider)
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def page(self, asked: Asked) -> Slice[Match]:
        """Return a slice of the list of offers."""
        with self._seat.reading() as reader:
            said = _said(asked, lambda typed: queries.offers_said(reader, typed))
            found = listing.slice_of(reader, self._seat, queries.OFFERS, said)
            offers = [row.record for row in found.rows]
            providers = reader.many(Provider, {offer.provider for offer in offers if offer.provider})
            taken = queries.taken_places(reader, [offer.id for offer in offers])
            waiting = queries.taken_places(reader, [offer.id for offer in offers], "waiting")
        today = Wish(clock.today())
        rows = tuple(
            Match(
                offer,
                providers.get(offer.provider, Provider()) if offer.provider else Provider(),
                fitting.fit(offer, today, taken.get(offer.id, 0)),
                taken.get(offer.id, 0),
                waiting.get(offer.id, 0),
            )
            for offer in offers
        )
        return Slice(asked, rows, found.total, found.counts)

    def providers_page(self, asked: Asked) -> Slice[listing.Listed[Provider]]:
        """Return a slice of the list of providers."""
        with self._seat.reading() as reader:
            said = _said(asked, lambda typed: queries.providers_said(reader, typed))
            return replace(listing.slice_of(reader, self._seat, queries.PROVIDERS, said), asked=asked)

    def take_place(self, place: OfferPlace) -> Changes:
        """Give somebody a place of an offer, or put them on its waiting list when it is full."""
        with self._seat.writing("take_place", "refer") as transaction:
            assert place.offer is not None
            offer = _offer(transaction, place.offer)
            taken = queries.taken_places(transaction, [offer.id]).get(offer.id, 0)
            full = offer.capacity is not None and taken >= offer.capacity
            kept = place.replace(
                state="waiting" if full else "place", since=place.since or clock.today(), until=None
            )
            Saving(self._seat, transaction, clock.today()).save(kept, None)
            return changes(transaction, "take_place")

    def leave_place(self, place: UUID, on: date | None = None) -> Changes:
        """End somebody's part in an offer on a day; whoever waited longest gets the place today."""
        today = clock.today()
        until = on or today
        with self._seat.writing("leave_place", "refer") as transaction:
            kept = transaction.get(OfferPlace, place)
            if kept is None or kept.offer is None:
                raise RecordGone(kind="offer_place")
            if kept.state == "left" or not (kept.since or until) <= until <= today:
                raise InvalidInput(kind="offer_place", fields="until")
            Saving(self._seat, transaction, today).save(kept.replace(state="left", until=until), kept)
            if kept.state == "place" and (queue := queries.waiting(transaction, kept.offer)):
                transaction.save(queue[0].replace(state="place", since=today))
            return changes(transaction, "leave_place")

    def gaps(self) -> tuple[Gap, ...]:
        """Return the needs of the office that no valid offer meets, the most frequent first."""
        today = clock.today()
        with self._seat.reading() as reader:
            needs = queries.open_needs(reader, self._seat.office.id, today)
            reported = queries.reported_gaps(reader, self._seat.office.id, today)
            offered = _offered(offer for offer, _provider in queries.valid(reader, today))
        counted = {
            (area, district): (count, 0)
            for area, district, count in needs
            if offered.isdisjoint({(area, EVERYWHERE), (area, district)})
        }
        for area, district, count in reported:
            counted[area, district] = (counted.get((area, district), (0, 0))[0], count)
        found = [Gap(area, district, *both) for (area, district), both in counted.items()]
        return tuple(sorted(found, key=lambda gap: (-gap.needs - gap.reported, gap.area, gap.district or "")))

    def _note(self, transaction: Transaction, action: audit.Action, record: Record) -> None:
        audit.note(transaction, self._seat.staff.id, action, record.kind, record.id)


def _said(asked: Asked, find: Callable[[str], tuple[queries.Number, ...]]) -> Asked:
    """Return what is asked with the numbers of those that the typed words name, in place of the words."""
    if not asked.text:
        return asked
    numbers = [number for number, _identity in find(asked.text)]
    return replace(asked, text="", filters=(*asked.filters, ("said", listed(numbers))))


def _offer(reader: Reader, identity: UUID) -> Offer:
    found = reader.get(Offer, identity)
    if found is None:
        raise RecordGone(kind="offer")
    return found


def _offered(offers: Iterable[Offer]) -> frozenset[tuple[str, str | None]]:
    """Return for which life areas there is an offer in which districts."""
    return frozenset(
        (area, district)
        for offer in offers
        for area in offer.areas
        for district in offer.districts or (EVERYWHERE,)
    )


def _carried[R: Record](now: R, base: Record, mine: Record) -> R:
    """Return what stands in the file with what the form changed."""
    return now.replace(
        **{name: mine.value(name) for name in mine.by_name if mine.value(name) != base.value(name)}
    )
