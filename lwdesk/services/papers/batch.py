"""Many papers at once: checked and gathered here, drawn by a child process, written down together.

The child is handed plain values through its input; it knows no file and no key. It says a line for each
paper it has drawn, and whoever started it may end it at any time.
"""

import pickle
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused
from lwdesk.services.papers.check import Refusal
from lwdesk.services.papers.issue import Deliver, Issued, Sheet, Way
from lwdesk.services.papers.kinds import HOME, Wish
from lwdesk.store.queries import referrals

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

CHILD: Final = "lwdesk.services.papers.child"


@dataclass(frozen=True, slots=True)
class Several:
    """Which papers are wanted together: all hours sheets of a month, or all reminders."""

    kind: str
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper of many, and by which number or name a person knows it."""

    wish: Wish
    known_as: str


@dataclass(frozen=True, slots=True)
class Many:
    """Papers that may be made, and those that may not be, with the reason."""

    sheets: tuple[Sheet, ...] = ()
    names: tuple[str, ...] = ()  # by which the sheets are known, in the same order
    refused: tuple[tuple[str, Refusal], ...] = ()
    folder: Path = Path()

    def places(self) -> Iterator[Path]:
        """Yield where the child puts the papers, one after the other."""
        return (self.folder / f"{place:04}.pdf" for place in range(len(self.sheets)))


def wanted(desk: "Desk", several: Several) -> tuple[Wanted, ...]:
    """Return the papers one by one."""
    return hours(desk, several.month) if several.month is not None else reminders(desk)


def hours(desk: "Desk", month: date) -> tuple[Wanted, ...]:
    """Return the sheets of everybody who interpreted in a month."""
    options = {"month": f"{month:%Y-%m}"}
    sheets = [one for one in desk.hours_sheets.month(month) if one.rows]
    return tuple(Wanted(Wish("hours_sheet", one.interpreter, HOME, options), one.name) for one in sheets)


def reminders(desk: "Desk") -> tuple[Wanted, ...]:
    """Return a reminder for each referral whose answer should be here by now."""
    with desk.seat.reading() as reader:
        late = referrals.overdue(reader, desk.office.id, clock.today())
    return tuple(Wanted(Wish("reminder", one.id, HOME), one.reference) for one in late)


def gather(desk: "Desk", papers: Iterable[Wanted]) -> Many:
    """Check and gather every paper; one that may not be made does not hold up the others."""
    sheets: list[Sheet] = []
    names: list[str] = []
    refused: list[tuple[str, Refusal]] = []
    for one in papers:
        try:
            sheet = desk.papers.sheet(one.wish)
        except PaperRefused as error:
            refused.append((one.known_as, Refusal(str(error.facts["why"]))))
            continue
        if sheet.note:
            refused.append((one.known_as, Refusal("note")))
        else:
            sheets.append(sheet)
            names.append(one.known_as)
    folder = desk.papers.folder.path if sheets else Path()
    return Many(tuple(sheets), tuple(names), tuple(refused), folder)


def command() -> list[str]:
    """Return how the child is started: isolated from the folder it is started in."""
    return [sys.executable, "-I", "-m", CHILD]


def parcel(many: Many) -> bytes:
    """Return what the child reads from its input."""
    parts = [
        (sheet.kind.key, sheet.paper.content, sheet.wish.language, sheet.made_at, str(place))
        for sheet, place in zip(many.sheets, many.places(), strict=True)
    ]
    return pickle.dumps(parts)


def issue(desk: "Desk", many: Many, way: Way, deliver: Deliver) -> tuple[Issued, ...]:
    """Deliver all of them and write down that they left; the drawn files are gone then."""
    drawn = [(sheet, place.read_bytes()) for sheet, place in zip(many.sheets, many.places(), strict=True)]
    done = desk.papers.issue_drawn(drawn, way, deliver)
    discard(many)
    return done


def discard(many: Many) -> None:
    """Remove what the child has drawn so far."""
    for place in many.places():
        place.unlink(missing_ok=True)
