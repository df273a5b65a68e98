"""What each file of a shared folder is: by its outside and by what the data file knows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lwdesk.base import clock
from lwdesk.base.errors import BundleDamaged, BundleRefused
from lwdesk.base.texts import N_
from lwdesk.services.exchange import shared_files
from lwdesk.services.exchange.shared_files import Found, Outside, State
from lwdesk.services.exchange.trust import Membership
from lwdesk.store.exchange.shared import Memory, Seen

type States = Callable[[list[str]], dict[str, str]]
"""How far packages of these names got, as the data file has it."""


TROUBLES = {
    "gone": N_("The shared folder cannot be reached at the moment. Nothing is lost."),
    "full": N_("There is no room left in the shared folder. Packages are still taken in from it."),
    "protected": N_("Nothing may be written into the shared folder. Packages are still taken in from it."),
    "here": N_("This computer has no room left, or its disk failed. Nothing is lost."),
    "outside": N_("This device does not belong to the exchange any more. Ask the coordination."),
}
KEPT: tuple[State, ...] = ("half", "refused", "others", "asked", "taken")
"""What is remembered of a file while it does not change."""
_STATES: dict[str, State] = {name: name for name in KEPT}


@dataclass(frozen=True, slots=True)
class Lying:
    """A package in the folder, or what wants to be one."""

    found: Found
    state: State
    bundle: str = ""
    label: str = ""  # of the device that says to have written it, unproven
    reason: str = ""  # the name of the error it was refused for

    @property
    def name(self) -> str:
        """Return the name as it may be shown."""
        return shared_files.shown(self.found.path.name)


@dataclass(frozen=True, slots=True)
class Look:
    """What lies in the folder; `trouble` says why nothing could be seen or written."""

    folder: Path | None = None
    files: tuple[Lying, ...] = ()
    foreign: int = 0
    trouble: str = ""  # gone, full, protected, here, outside
    again_at: datetime | None = None
    looked_at: datetime | None = None

    def of(self, *states: State) -> tuple[Lying, ...]:
        return tuple(one for one in self.files if one.state in states)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What was found of a file before anybody asked the data file about it."""

    outside: Outside | None = None
    state: State | None = None
    reason: str = ""


class Classes:
    """Says of each file what it is."""

    def __init__(self, memory: Memory, mine: Membership, states: States) -> None:
        self._memory, self._mine, self._states = memory, mine, states
        self._met: set[str] = set()

    def of(self, files: tuple[Found, ...]) -> tuple[Lying, ...]:
        judged = {one: self._judged(one) for one in files}
        names = {told.outside.bundle for told in judged.values() if told.outside is not None}
        known = self._states(sorted(names))
        # a copy is judged after the plain names: by then it is known what it may be a copy of
        order = sorted(files, key=lambda one: one.is_copy)
        done = {one: self._lying(one, judged[one], known) for one in order}
        return tuple(done[one] for one in files)

    def _judged(self, one: Found) -> _Judged:
        if one.is_begun:
            return _Judged(state="half")
        try:
            outside = shared_files.outside(one)
        except (BundleDamaged, OSError):  # it is cut, another program holds it, or it went
            return _Judged(state="half")
        except BundleRefused as error:
            return _Judged(state="refused", reason=type(error).__name__)
        seen = self._memory.seen.get(one.key)
        if seen is not None and _stands(seen, one):
            return _Judged(outside, _STATES[seen.state], seen.reason)
        return _Judged(outside)

    def _lying(self, one: Found, judged: _Judged, known: dict[str, str]) -> Lying:
        outside = judged.outside
        if outside is None:
            return Lying(one, judged.state or ("odd" if one.is_copy else "new"), reason=judged.reason)
        state = judged.state or self._state(one, outside, known.get(outside.bundle, ""))
        if state not in ("odd", "half", "refused"):
            self._met.add(outside.bundle)
        signer = self._mine.roster.signer(outside.key_id)
        label = "" if signer is None else signer[0].label
        return Lying(one, state, outside.bundle, label, judged.reason)

    def _state(self, one: Found, outside: Outside, known: str) -> State:
        if outside.bundle in self._met or (one.is_copy and known):
            return "copy"
        if known == "sent":
            return "own"
        if known:
            return "waiting" if known == "waiting" else "taken"
        return "odd" if one.is_copy else "new"


def _stands(seen: Seen, one: Found) -> bool:
    """Tell whether what was found of a file before still holds."""
    is_same = (seen.size, seen.changed) == (one.size, one.changed) and seen.state in _STATES
    return is_same and not (seen.again and clock.unix_ms() >= seen.again)
