"""What the pages show: frozen values, put together in a few queries, free of Qt."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.household import Benefit, Dwelling, Household, Membership, Merger
from lwdesk.domain.interpreting import Exclusion
from lwdesk.domain.need import CaseStep, Need
from lwdesk.domain.office import OpeningHour
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.provider import OfferPlace
from lwdesk.domain.schooling import Stage
from lwdesk.domain.task import QueueEntry, Task
from lwdesk.services.exchange.views import Decided
from lwdesk.services.papers.kinds import Wish

type ReasonKind = Literal["same", "spelling", "script", "former", "phone", "address", "case_number"]


@dataclass(frozen=True, slots=True)
class Why:
    """One reason of a hit: what was typed, what stands in the file, and the paper it stands in."""

    kind: ReasonKind
    typed: str
    found: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One person that the search found."""

    person: UUID
    household: UUID
    name: str
    native_name: str
    household_name: str
    case_number: str
    district: str | None
    size: int
    address_protected: bool
    last_contact: date | None
    waiting: str | None
    strong: bool
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of the search: hits by strength, and how many there are in all."""

    query: str
    hits: tuple[Hit, ...]
    persons: int
    households: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact of a possible duplicate."""

    how: Literal["equal", "similar", "different"]
    what: str
    mine: str
    theirs: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Similar:
    """A household that may be the one at the counter."""

    household: UUID
    person: UUID
    name: str
    native_name: str
    case_number: str
    district: str | None
    size: int
    score: float
    facts: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member as the card shows them."""

    person: Person
    membership: Membership
    names: tuple[PersonName, ...] = ()
    languages: tuple[LanguageSkill, ...] = ()
    residences: tuple[Residence, ...] = ()


@dataclass(frozen=True, slots=True)
class StillTrue:
    """A fact that nobody confirmed for months: a phone number or the dwelling."""

    kind: Literal["phone", "dwelling"]
    record: UUID
    owner: str
    value: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline."""

    kind: str
    record: UUID
    on: date
    at: datetime | None
    code: str | None
    minutes: int | None
    note: str
    topics: tuple[tuple[str, str], ...] = ()
    state: Literal["planned", "today", "past"] = "past"
    line: str = ""  # the line of the timeline it came from, where that is not its kind
    again: Wish | None = None  # the paper that was issued, to be made once more
    decided: Decided | None = None  # which value of a difference won
    key: str = ""  # its moment as the timeline sorts it, where `at` is too coarse


@dataclass(frozen=True, slots=True)
class Card:
    """A household as its page shows it."""

    household: Household
    dwelling: Dwelling | None
    dwellings: tuple[Dwelling, ...]
    members: tuple[MemberView, ...]
    former_members: tuple[MemberView, ...]
    benefits: tuple[Benefit, ...]
    needs: tuple[Need, ...]
    consents: tuple[Consent, ...]
    still_true: tuple[StillTrue, ...]
    tasks: tuple[Task, ...]
    events: tuple[Event, ...]
    more_events: bool
    office_name: str
    foreign: bool
    editable: bool
    colleagues: tuple[tuple[UUID, str], ...] = ()
    withholdings: tuple[Withholding, ...] = ()
    controller: str = ""  # the employer of whoever took the household in, who answers for its data
    steps: tuple[CaseStep, ...] = ()
    mergers: tuple[tuple[Merger, str], ...] = ()  # with the number of the entry that went
    exclusions: tuple[tuple[Exclusion, str], ...] = ()  # with the name of who is not wished
    places: tuple[tuple[OfferPlace, str], ...] = ()  # with the name of the offer
    out_until: date | None = None  # the last day on which a laptop that has it along may open it


@dataclass(frozen=True, slots=True)
class Row:
    """One household in the list."""

    household: UUID
    name: str
    native_name: str
    case_number: str
    district: str | None
    size: int
    languages: tuple[str, ...]
    target_group: str | None
    status: str | None
    last_contact: date | None
    open_needs: int
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which households the list shall show, and in which order."""

    tab: Literal["active", "drafts", "dormant", "closed", "all"] = "active"
    text: str = ""
    mine: bool = False
    district: str | None = None
    target_group: str | None = None
    language: str | None = None
    look: str | None = None  # what the office has to see to: "school" or "quiet"
    sort: Literal["name", "case_number", "last_contact", "size", "district"] = "last_contact"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A slice of the list and the counts of its tabs."""

    wanted: Wanted
    offset: int
    total: int
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SchoolDue:
    """Somebody who has to go to school, or asked for a place, and whom nobody registered yet."""

    person: UUID
    household: UUID
    name: str
    native_name: str
    household_name: str
    case_number: str
    age: int
    stage: Stage
    school: str | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """A form that was begun and not yet saved."""

    id: UUID
    form: str
    title: str
    saved_at: datetime
    household: UUID | None = None  # whose card it was begun on


@dataclass(frozen=True, slots=True)
class Hour:
    """The consultation hour of a day: who waits, what is due."""

    queue: tuple[QueueEntry, ...]
    due: tuple[Task, ...]
    waiting: int
    longest_minutes: int | None
    contacts_today: int
    names: tuple[tuple[UUID, str, str], ...] = ()  # of the households named above, with their own script
    drafts: tuple[DraftView, ...] = ()  # of the person who works here
    opening: tuple[OpeningHour, ...] = ()  # of the day
    own_script: tuple[tuple[UUID, str], ...] = ()  # of the persons in the queue
    topics: tuple[tuple[UUID, int], ...] = ()  # how many each contact of the queue has
    due_count: int = 0  # of all that are due; `due` has the oldest of them


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers beside the navigation."""

    waiting: int = 0
    visits_today: int = 0
    tasks_due: int = 0
    differences: int = 0
    package_due: int = 0
