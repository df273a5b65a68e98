"""What was on a device that is gone: told from its last receipt, as a report of a loss needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import RecordGone
from lwdesk.base.texts import N_, Texts
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import RECORDS
from lwdesk.domain.take_along import TakeAlong
from lwdesk.services.exchange.device_files import write
from lwdesk.services.exchange.devices import Devices, Known
from lwdesk.services.exchange.trust import Trust
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import holding, trust
from lwdesk.store.exchange.parts import Vector
from lwdesk.store.transaction import Reader
from lwdesk.sync import roster

FIRST: Final = ("household", "person", "contact", "attachment")
"""What a report names even where there is none."""
type Basis = Literal["receipt", "given", "packed"]
BASES: Final[dict[str, str]] = {
    "receipt": N_("What the device confirmed to have, and what it wrote itself."),
    "packed": N_("The take-along sets that it has not reported as erased, and what it wrote itself."),
    "given": N_("The device has never confirmed anything. This is the most that it can have been given."),
}
ROLE_WORDS: Final = {
    "office": N_("office computer: everything of its office"),
    "coordination": N_("coordination: everything of its office"),
    "laptop": N_("laptop: take-along sets only"),
}
STEPS: Final = (
    N_("Withdraw it on the page “Devices”, or have the coordination do it with the file of this report."),
    N_("Tell the data protection officer today. The supervisory authority is told within 72 hours."),
    N_("Report a theft to the police."),
    N_("Delete packages that lie on sticks and in the shared folder: the keys of the device open them."),
    N_("Write down whether its disk was encrypted and who knew the passphrase."),
)


@dataclass(frozen=True, slots=True)
class Loss:
    """A device at its last known state, in numbers; nobody is named."""

    device: Known
    basis: Basis
    counts: tuple[tuple[str, int], ...]
    attachments: tuple[tuple[str, int], ...]
    protected: int
    sets: tuple[TakeAlong, ...]
    """The take-along sets that it has not erased."""
    ends: dict[str, int]
    made_at: datetime


class Losses:
    """Tells what a loss means, and lets the coordination know how far the logs of the device go."""

    def __init__(self, seat: Seat, trusted: Trust, devices: Devices) -> None:
        self._seat, self._trust, self._devices = seat, trusted, devices

    def report(self, device: UUID) -> Loss:
        """Return what was on the device when it was last heard of."""
        self._seat.demand("settings")
        found = next((one for one in self._devices.listed() if one.id == device), None)
        told = self._trust.membership().roster.device(device.hex)
        if found is None or told is None:
            raise RecordGone(kind="device")
        with self._seat.reading() as reader:
            connection = reader.connection
            sets = tuple(one for one in reader.all(TakeAlong, device=device) if one.erased_at is None)
            peer = trust.peers(connection).get(device.hex)
            ends = holding.ends(connection, device.hex)
            basis, has = _basis(reader, told, peer, sets)
            has |= ends
            counts = holding.held(connection, has)
            attachments = holding.attachments(connection, has)
            protected = holding.protected(connection, has)
        return Loss(
            found,
            basis,
            _personal(counts),
            tuple(attachments.items()),
            protected,
            sets,
            ends,
            clock.now(),
        )

    def write(self, device: UUID, path: Path) -> None:
        """Write the file from which the coordination learns how far the logs of the device count."""
        told = roster.Loss(device.hex, self.report(device).ends, clock.today())
        write(path, roster.loss(told, self._trust.own().key))


def _basis(
    reader: Reader, told: roster.Device, peer: trust.Peer | None, sets: Sequence[TakeAlong]
) -> tuple[Basis, Vector]:
    """Return how far the logs reach that lie on the device, and from what that is known."""
    if not any(scope.startswith("office:") for scope in told.scopes):
        scopes = [*told.scopes, *(f"set:{one.id.hex}" for one in sets)]
        return "packed", holding.everything(reader.connection, scopes)
    if peer is not None and peer.acked:
        return "receipt", dict(peer.acked)
    return "given", holding.everything(reader.connection, ("office",))


def _personal(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """Return the kinds that tell of people, the most important first."""
    others = sorted(
        kind for kind, count in counts.items() if count and kind not in FIRST and _tells_of_people(kind)
    )
    return tuple((kind, counts.get(kind, 0)) for kind in (*FIRST, *others))


def _tells_of_people(kind: str) -> bool:
    return kind in RECORDS and any(field.personal for field in RECORDS[kind].fields)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the report with its lines, or with labels and what is known."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()


def sections(told: Loss, words: Texts) -> tuple[Section, ...]:
    """Return the report in the words of a language: for the screen, for paper, for a terminal."""
    return (
        Section(words(N_("The device")), _about(told, words)),
        Section(
            words(N_("What was on it")),
            (*_held(told, words), *_sets(told, words), (words(N_("Based on")), words(BASES[told.basis]))),
        ),
        Section(words(N_("What to do")), lines=tuple(words(step) for step in STEPS)),
    )


def _about(told: Loss, words: Texts) -> tuple[tuple[str, str], ...]:
    device, never = told.device, words(N_("never"))
    return (
        (words(N_("Name of the device")), device.label),
        (words(N_("Office")), device.office_name),
        (words(N_("Taken in as")), words(ROLE_WORDS.get(device.role, device.role))),
        (words(N_("Check digits")), device.fingerprint),
        (words(N_("Last heard of")), _moment(device.heard) if device.heard else never),
        (words(N_("Last package")), _package(device, words) or never),
        (words(N_("State of the device")), _state(device, words)),
        (words(N_("Report made")), _moment(told.made_at)),
    )


def _package(device: Known, words: Texts) -> str:
    return words(N_("No. {number}"), number=device.last_number) if device.last_number else ""


def _state(device: Known, words: Texts) -> str:
    if device.state == "active":
        return words(N_("not withdrawn yet"))
    why = codelists().label("device_state", device.reason, words.language) if device.reason else ""
    return words(N_("withdrawn: {why}"), why=why) if why else words(N_("withdrawn"))


def _held(told: Loss, words: Texts) -> tuple[tuple[str, str], ...]:
    counts = [(words(RECORDS[kind].label), str(count)) for kind, count in told.counts]
    language = words.language
    sorts = [
        (words(N_("Attachment: {sort}"), sort=_sort(sort, language) or "–"), str(count))
        for sort, count in told.attachments
    ]
    return (*counts, *sorts, (words(N_("Households with a protected address")), str(told.protected)))


def _sets(told: Loss, words: Texts) -> tuple[tuple[str, str], ...]:
    label = words(N_("Take-along set"))
    held = N_("packed {packed}, {n} households, until {until}")
    return tuple(
        (
            label,
            words(
                held,
                packed=_moment(one.packed_at) if one.packed_at else "–",
                n=len(one.homes),
                until=one.until.strftime("%d.%m.%Y") if one.until else "–",
            ),
        )
        for one in told.sets
    )


def _sort(sort: str, language: str) -> str:
    return codelists().label("attachment_kind", sort, language) if sort else ""


def _moment(at: datetime) -> str:
    return at.astimezone().strftime("%d.%m.%Y %H:%M")


def paper(told: Loss, office: str, words: Texts) -> bytes:
    """Return the report as PDF."""
    from lwdesk.documents.loss_report import Chapter, render

    chapters = [Chapter(one.title, one.facts, one.lines) for one in sections(told, words)]
    return render(office, chapters, told.made_at, words)


def text(told: Loss, words: Texts) -> str:
    """Return the report as plain text."""
    parts = [words(N_("Report of a lost device"))]
    for one in sections(told, words):
        facts = [f"{label}: {value}" for label, value in one.facts]
        lines = [f"{number}. {line}" for number, line in enumerate(one.lines, 1)]
        parts.append("\n".join((one.title, *facts, *lines)))
    return "\n\n".join(parts) + "\n"
