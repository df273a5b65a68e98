"""The audit trail as two people read it: newest first, by record, day and kind of act, never by person."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from lwdesk.base.texts import N_, Texts
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import RECORDS
from lwdesk.services.seat import Seat
from lwdesk.store.queries import trail
from lwdesk.store.queries.cards import midnight

ACTIONS: Final = {
    "create": N_("entered"),
    "change": N_("changed"),
    "delete": N_("removed"),
    "undo": N_("taken back"),
    "export": N_("exported"),
    "import": N_("read in"),
    "print": N_("printed"),
    "reveal": N_("protected address shown"),
    "unlock": N_("unlocked"),
    "back_up": N_("backup made"),
    "restore": N_("backup brought back"),
    "read": N_("trail read together"),
}
KINDS: Final = {
    "audit_entry": N_("Trail"),
    "bundle": N_("Package"),
    "passphrase": N_("Passphrase"),
    "recovery": N_("Recovery sheet"),
    "root": N_("Root of the organisation"),
    "setting": N_("Settings"),
    "staff": N_("Account"),
}
REASONS: Final = {
    "alone": N_("alone instead of two"),
    "deadline": N_("for a day that is near"),
    "difference": N_("a difference was decided"),
    "ended": N_("account ended"),
    "closed": N_("closed in the office"),
    "erased_again": N_("was erased before"),
    "hand_over": N_("handed over"),
    "history": N_("was written over long ago"),
    "joined": N_("joined an office"),
    "merge": N_("two entries made one"),
    "merged": N_("made part of another entry"),
    "override": N_("without consent, by two"),
    "older_copy": N_("an older copy was found"),
    "own_household": N_("household of their own"),
    "recovery": N_("with the recovery sheet"),
    "retention": N_("kept long enough"),
    "revoke": N_("revoked"),
    "start": N_("for the start"),
    "transfer": N_("handed over"),
    "unmerge": N_("parted again"),
    "visit": N_("after a visit"),
}

LISTS: Final = {"reveal": "reveal_reason", "print": "paper_kind"}
"""The code list that names the reason of an act, where there is one."""

STATES: Final = {
    "assignment": "assignment_state",
    "interpreter_request": "request_state",
    "referral": "referral_state",
    "transfer": "transfer_state",
}
"""The code list of the states into which a record of this kind was brought."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is shown; `case_number` is that of the household the record belongs to."""

    at: datetime
    who: str
    action: str
    reason: str
    kind: str
    record: UUID | None
    case_number: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are wanted."""

    since: date | None = None
    until: date | None = None
    action: str = ""
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the lines, and how many there are in all."""

    asked: Asked
    offset: int
    lines: tuple[Line, ...]
    total: int


class Trail:
    """The opened trail; only `Audit.open` hands it out."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def lines(self, asked: Asked, offset: int = 0, limit: int = 100) -> Slice:
        sieve = trail.Sieve(
            since=midnight(asked.since).astimezone(UTC) if asked.since else None,
            until=midnight(asked.until + timedelta(days=1)).astimezone(UTC) if asked.until else None,
            action=asked.action,
            case_number=asked.case_number.strip(),
        )
        with self._seat.reading() as reader:
            found = trail.lines(reader, sieve, offset, limit)
            total = trail.count(reader, sieve)
            subjects = [UUID(bytes=row[4]) for row in found if row[4] is not None]
            numbers = trail.case_numbers(reader, subjects)
        return Slice(asked, offset, tuple(_line(row, numbers) for row in found), total)


def _line(
    row: tuple[str, str | None, str, str | None, bytes | None, int | None], numbers: dict[UUID, str]
) -> Line:
    at, who, told, kind, subject, count = row
    action, _, reason = told.partition(".")
    record = UUID(bytes=subject) if subject is not None else None
    number = numbers.get(record, "") if record else ""
    return Line(datetime.fromisoformat(at), who or "", action, reason, kind or "", record, number, count)


def act(line: Line, words: Texts) -> str:
    """Return what was done, and why where a reason was given."""
    done = words(ACTIONS[line.action]) if line.action in ACTIONS else line.action
    return f"{done} ({reason(line, words)})" if line.reason else done


def reason(line: Line, words: Texts) -> str:
    for named in (LISTS.get(line.action), STATES.get(line.kind)):
        if named and line.reason in codelists()[named]:
            return codelists().label(named, line.reason, words.language)
    return words(REASONS[line.reason]) if line.reason in REASONS else line.reason


def kind(line: Line, words: Texts) -> str:
    """Return what it was done to, without a name."""
    if line.kind in KINDS:
        return words(KINDS[line.kind])
    return words(RECORDS[line.kind].label) if line.kind in RECORDS else line.kind
