"""Which households go along, and what speaks against it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.household import Household
from lwdesk.domain.papers import PrivateNote
from lwdesk.domain.take_along import TakeAlong, state_on
from lwdesk.services import listing
from lwdesk.services.exchange.along_views import Candidate, SetOut, Warned
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import belonging, passages
from lwdesk.store.queries import visits
from lwdesk.store.queries.listing import homes
from lwdesk.store.transaction import Reader


def of_day(
    reader: Reader, seat: Seat, day: date, device: UUID | None, staff: UUID | None = None
) -> tuple[Candidate, ...]:
    """Return the households with a visit on a day, each once, in the order of the route.

    `staff` leaves those out to which somebody else goes.
    """
    names = listing.staff_names(reader)
    found: dict[UUID, Candidate] = {}
    every = visits.of_day(reader, seat.office.id, day)
    planned = [one for one in every if staff in (None, one.staff, one.second_staff)]
    known = _candidates(reader, seat, {one.household for one in planned if one.household}, device)
    for visit in planned:
        if visit.household in known and visit.household not in found:
            one = known[visit.household]
            who = names.get(visit.staff, "") if visit.staff else ""
            found[visit.household] = Candidate(
                one.household, one.number, one.name, visit.planned_at, visit.staff, who, one.warnings
            )
    return tuple(found.values())


def of(
    reader: Reader, seat: Seat, households: Collection[UUID], device: UUID | None
) -> tuple[Candidate, ...]:
    """Return these households, each with what speaks against taking it along."""
    known = _candidates(reader, seat, households, device)
    return tuple(known[one] for one in dict.fromkeys(households) if one in known)


def _candidates(
    reader: Reader, seat: Seat, households: Collection[UUID], device: UUID | None
) -> dict[UUID, Candidate]:
    """Return what lists may say of them; one that is hidden from this person is as if it were not there."""
    records = reader.many(Household, households)
    differing, out = _differing(reader), _out(reader)
    shown = homes(reader, households)
    found: dict[UUID, Candidate] = {}
    for identity, home in shown.items():
        if home.restricted and not seat.may("see_restricted"):
            continue
        told: list[Warned] = []
        if home.restricted:
            told.append("restricted")
        if seat.is_foreign(records[identity].office):
            told.append("foreign")
        if identity in differing:
            told.append("difference")
        told += ["out" if one == device else "elsewhere" for one in out.get(identity, ())]
        if home.address_protected:
            told.append("protected")
        found[identity] = Candidate(identity, home.case_number, home.name, warnings=tuple(told))
    return found


def _differing(reader: Reader) -> set[UUID]:
    """Return the households in which a difference is open."""
    connection = reader.connection
    numbers = [number for number, _col in passages.contested(connection)]
    by_kind: dict[str, set[int]] = defaultdict(set)
    kinds = "SELECT kind, id FROM entity WHERE id IN (SELECT value FROM json_each(:ids))"
    for row in reader.rows(kinds, {"ids": _json(numbers)}):
        by_kind[row.kind].add(row.id)
    found = belonging.households(connection, by_kind)
    eids = "SELECT eid FROM entity WHERE id IN (SELECT value FROM json_each(:ids))"
    return {UUID(bytes=row.eid) for row in reader.rows(eids, {"ids": _json(found)})}


def _json(numbers: Collection[int]) -> str:
    return f"[{','.join(map(str, numbers))}]"


def _out(reader: Reader) -> dict[UUID, list[UUID | None]]:
    """Return with which devices households are out; what came back, was erased or closed is not."""
    found: dict[UUID, list[UUID | None]] = defaultdict(list)
    for one in reader.all(TakeAlong, erased_at=None, returned_at=None, closed_at=None):
        for home in one.homes:
            found[home].append(one.device)
    return found


def protected(reader: Reader, households: Collection[UUID]) -> tuple[UUID, ...]:
    """Return those whose address stays in the office."""
    return tuple(one.household for one in homes(reader, households).values() if one.address_protected)


def private_notes(reader: Reader, households: Collection[UUID]) -> int:
    """Return how many private notes of this device concern the households."""
    return sum(len(reader.all(PrivateNote, household=one)) for one in households)


def sets_out(reader: Reader, seat: Seat, labels: Mapping[str, str]) -> tuple[SetOut, ...]:
    """Return the sets of the office, the latest first, with the names that this person may see."""
    told = [one for one in reader.all(TakeAlong) if not seat.is_foreign(one.office)]
    shown = homes(reader, {home for one in told for home in one.homes})
    may, names, today = seat.may("see_restricted"), listing.staff_names(reader), clock.today()
    told.sort(key=lambda one: one.packed_at.timestamp() if one.packed_at else 0, reverse=True)
    return tuple(
        SetOut(
            set=one.id,
            device=one.device,
            label=labels.get(one.device.hex, "") if one.device else "",
            packed_at=one.packed_at,
            staff_name=names.get(one.staff, "") if one.staff else "",
            until=one.until,
            state=state_on(one, today),
            households=tuple(
                shown[home].name
                for home in one.homes
                if home in shown and (may or not shown[home].restricted)
            ),
        )
        for one in told
    )
