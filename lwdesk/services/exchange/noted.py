"""Noted packages as a desk sees them: with the names of devices, and with what their recipients answered."""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.services.exchange.views import Passage, PassageState
from lwdesk.store.exchange import passages
from lwdesk.store.exchange.parts import Vector
from lwdesk.store.exchange.passages import Needed, Noted
from lwdesk.store.exchange.trust import Peer
from lwdesk.sync.roster import Device, Roster

OVERDUE: Final = timedelta(days=10)

type Missing = tuple[tuple[str, int, int], ...]


def moment(unix_ms: int) -> datetime:
    return datetime.fromtimestamp(unix_ms / 1000, UTC)


def passage(told: Noted, roster: Roster | None, peers: dict[str, Peer]) -> Passage:
    """Return a package as the list shows it; one that went out bears the names of its recipients."""
    others = (told.device,) if told.direction == passages.RECEIVED else told.recipients
    devices = [found for one in others if (found := _device(roster, one)) is not None]
    state, facts = told.state, told.facts
    if told.direction == passages.SENT:
        return _shown(told, others, devices, _answered(told, devices, peers), facts)
    if state == passages.WAITING:
        facts = {**facts, "missing": [(_label(roster, one), *ends) for one, *ends in facts["missing"]]}
    return _shown(told, others, devices, _STATES[state], facts)


_STATES: Final[dict[str, PassageState]] = {
    passages.TAKEN: "taken",
    passages.KNOWN: "known",
    passages.WAITING: "waiting",
    passages.REFUSED: "refused",
}


def _shown(
    told: Noted,
    others: tuple[str, ...],
    devices: list[Device],
    state: PassageState,
    facts: dict[str, object],
) -> Passage:
    return Passage(
        bundle=str(UUID(hex=told.bundle)),
        direction="sent" if told.direction == passages.SENT else "received",
        device=UUID(hex=others[0]) if len(others) == 1 and others[0] else None,
        label=", ".join(one.label for one in devices),
        role=devices[0].role if devices else "",
        number=told.number,
        made_at=datetime.fromisoformat(told.made_at) if told.made_at else None,
        at=moment(told.at),
        changes=told.changes,
        households=told.households,
        conflicts=told.conflicts,
        state=state,
        reason=told.reason,
        facts=facts,
    )


def _answered(told: Noted, devices: list[Device], peers: dict[str, Peer]) -> PassageState:
    """Return whether everybody has it; a device that was withdrawn is not waited for."""
    vectors = [peers[one.id].acked if one.id in peers else {} for one in devices if one.is_active()]
    if all(
        vector.get(writer, 0) >= last for vector in vectors for writer, (_first, last) in told.logs.items()
    ):
        return "confirmed"
    return "overdue" if clock.now() - moment(told.at) >= OVERDUE else "unconfirmed"


def _device(roster: Roster | None, device: str) -> Device | None:
    return None if roster is None else roster.device(device)


def _label(roster: Roster | None, device: object) -> str:
    found = _device(roster, str(device))
    return "" if found is None else found.label


def missing(needed: Needed, known: Vector, roster: Roster | None) -> Missing:
    """Return what is missing: of which device, from which number to which."""
    return tuple(
        (_label(roster, device), known.get(writer, 0) + 1, last)
        for writer, (device, last) in sorted(needed.items())
        if known.get(writer, 0) < last
    )
