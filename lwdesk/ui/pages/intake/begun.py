"""What stands in the form so far, free of widgets: the records, and what was typed but cannot be read yet."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from lwdesk.base import ids
from lwdesk.domain import names, rules
from lwdesk.domain.fields import RECORDS, Link, Record
from lwdesk.domain.household import Dwelling, Household
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.referral import Referral
from lwdesk.domain.rules import Problem, problems
from lwdesk.domain.values import Unreadable
from lwdesk.ui.pages.intake.layout import STEP_OF

OF_HOUSEHOLD: Final = {"benefit": "benefits", "need": "needs", "consent": "consents"}
OF_MEMBER: Final = {"person_name": "names", "language_skill": "languages", "residence": "residences"}
APART: Final = "\x1f"  # between what was typed for a birth date and its precision
UNREADABLE: Final = "unreadable"
LONGEST_NAME: Final = 200
STOPPING: Final = frozenset({UNREADABLE, "required", "too_long", "out_of_range"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the form to look at."""

    code: str
    step: str
    record: UUID
    kind: str
    field: str
    member: int | None = None

    @property
    def stops(self) -> bool:
        """Tell whether creating now would lose what was typed."""
        return self.code in STOPPING

    def problem(self) -> Problem:
        return Problem(self.code, self.field, self.record, self.kind)


@dataclass
class Begun:
    """The household as far as it is written down."""

    id: UUID = field(default_factory=ids.new)
    intake: Intake = field(default_factory=lambda: Intake(members=(Member(),)))
    typed: dict[tuple[UUID, str], str] = field(default_factory=dict)
    named: bool = False
    step: str = "household"
    member: int = 0
    focus: str = ""
    referral: UUID | None = None  # by which another service sent the household here

    def put(self, record: Record) -> None:
        """Take over a record in place of the one with its id, or add it where it belongs."""
        intake = self.intake
        if isinstance(record, Household):
            self.intake = replace(intake, household=record)
        elif isinstance(record, Dwelling):
            self.intake = replace(intake, dwelling=record)
        elif record.kind in OF_HOUSEHOLD:
            name = OF_HOUSEHOLD[record.kind]
            self.intake = _set(intake, name, _with(getattr(intake, name), record))
        else:
            self.intake = replace(intake, members=tuple(_taking(member, record) for member in intake.members))

    def drop(self, record: Record) -> None:
        """Let go of a record of a list and of what was typed in it."""
        if name := OF_HOUSEHOLD.get(record.kind):
            kept = tuple(one for one in getattr(self.intake, name) if one.id != record.id)
            self.intake = _set(self.intake, name, kept)
        else:
            members = tuple(_leaving(member, record) for member in self.intake.members)
            self.intake = replace(self.intake, members=members)
        self._forget({record.id})

    def note(self, record: Record, name: str, text: str) -> None:
        """Keep what was typed and cannot be read as a value; an empty text forgets it."""
        if text:
            self.typed[record.id, name] = text
        else:
            self.typed.pop((record.id, name), None)

    def add_member(self) -> int:
        """Add an empty person and return their place."""
        self.intake = replace(self.intake, members=(*self.intake.members, Member()))
        return len(self.intake.members) - 1

    def drop_member(self, place: int) -> None:
        """Let a person go; the last one leaves an empty page."""
        members = list(self.intake.members)
        self._forget({record.id for record in members.pop(place).records()})
        self.intake = replace(self.intake, members=tuple(members) or (Member(),))
        self.member = min(self.member, len(self.intake.members) - 1)

    def shown_member(self) -> Member:
        return self.intake.members[self.member]

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """Return the records of a list as the form shows them now."""
        owner, name = self.intake, OF_HOUSEHOLD.get(kind)
        found: tuple[Record, ...] = (
            getattr(owner, name) if name else getattr(self.shown_member(), OF_MEMBER[kind])
        )
        return found

    def fresh(self, kind: str) -> Record:
        """Return a new record of a list, linked to the person shown where it is theirs."""
        made = RECORDS[kind]()
        return made.replace(person=self.shown_member().person.id) if kind in OF_MEMBER else made

    def single(self) -> dict[str, Record]:
        """Return the records of which the form shows one at a time."""
        member = self.shown_member()
        shown = (self.intake.household, self.intake.dwelling, member.person, member.membership)
        return {record.kind: record for record in shown}

    def propose_name(self) -> bool:
        """Name the household after its first person until somebody names it; tell whether that changed it."""
        household, proposed = self.intake.household, self.intake.proposed_name
        if self.named or household.name == proposed:
            return False
        self.put(household.replace(name=proposed))
        return True

    def all(self) -> Iterator[tuple[Record, int | None]]:
        """Yield every record with the place of its person."""
        yield self.intake.household, None
        yield self.intake.dwelling, None
        for place, member in enumerate(self.intake.members):
            for record in member.records():
                yield record, place
        for name in OF_HOUSEHOLD.values():
            for record in getattr(self.intake, name):
                yield record, None

    def filled(self) -> int:
        """Count the fields that somebody filled in; a proposed name is not one of them."""
        own = sum(len(_told(record)) for record, _ in self.all())
        proposed = bool(self.intake.household.name) and not self.named
        return own - proposed + sum(bool(readable(text)) for text in self.typed.values())

    def filled_steps(self) -> frozenset[str]:
        """Return the steps on which something stands."""
        names = {f"{record.kind}.{name}" for record, _ in self.all() for name in _told(record)}
        if not self.intake.household.target_group:
            names = {name for name in names if STEP_OF.get(name) != "household"}
        return frozenset(STEP_OF[name] for name in names if name in STEP_OF)

    def spots(self) -> tuple[Spot, ...]:
        """Return what to look at, in the order of the form's records."""
        return tuple(spot for record, place in self.all() for spot in self._spots(record, place))

    def may_be_created(self) -> bool:
        return self.intake.may_be_created() and not any(spot.stops for spot in self.spots())

    def payload(self) -> dict[str, Any]:
        """Return everything as JSON knows it, so that the draft brings back also what cannot be read."""
        return {
            "intake": self.intake.to_plain(),
            "typed": [[str(record), name, text] for (record, name), text in self.typed.items()],
            "named": self.named,
            "at": {"step": self.step, "member": self.member, "focus": self.focus},
            "referral": str(self.referral) if self.referral else "",
        }

    @classmethod
    def from_payload(cls, identity: UUID, raw: Mapping[str, Any]) -> "Begun":
        """Read what `payload` gave; parts that are missing or broken stay empty."""
        try:
            intake = Intake.from_plain(raw.get("intake", {}))
        except (Unreadable, ValueError, TypeError, AttributeError):
            intake = Intake()
        if not intake.members:
            intake = replace(intake, members=(Member(),))
        at = raw.get("at", {})
        begun = cls(
            identity,
            intake,
            {(UUID(record), name): text for record, name, text in raw.get("typed", ())},
            named=bool(raw.get("named")),
            focus=str(at.get("focus", "")),
            referral=UUID(str(raw["referral"])) if raw.get("referral") else None,
        )
        begun.step = at.get("step", "household") if at.get("step") in STEP_OF.values() else "household"
        begun.member = min(int(at.get("member", 0)), len(intake.members) - 1)
        return begun

    def renewed(self) -> "Begun":
        """Return the same form with new ids: what was taken back the file takes in no second time."""
        told = json.dumps(self.payload())
        for record, _place in self.all():
            told = told.replace(str(record.id), str(ids.new()))
        return Begun.from_payload(self.id, json.loads(told))

    def _spots(self, record: Record, place: int | None) -> Iterator[Spot]:
        def spot(code: str, name: str) -> Spot:
            step = STEP_OF.get(f"{record.kind}.{name}", "household")
            return Spot(code, step, record.id, record.kind, name, place)

        unreadable = {
            name for (owner, name), text in self.typed.items() if owner == record.id and readable(text)
        }
        yield from (spot(UNREADABLE, name) for name in record.by_name if name in unreadable)
        for found in shown_problems(record):
            if found.field not in unreadable:
                yield spot(found.code, found.field)

    def _forget(self, records: set[UUID]) -> None:
        self.typed = {key: text for key, text in self.typed.items() if key[0] not in records}


def shown_problems(record: Record) -> tuple[Problem, ...]:
    """Return the problems a person can see to; links and the state of the household are set when saving."""
    if not _told(record):
        return ()
    return tuple(
        found
        for found in problems(record)
        if found.code != "required"
        or (record.kind != "household" and not isinstance(record.by_name[found.field].kind, Link))
    )


def readable(text: str) -> str:
    """Return what was typed without the precision that is kept beside it."""
    return text.partition(APART)[0].strip()


def _told(record: Record) -> tuple[str, ...]:
    return tuple(name for name in record.filled() if not isinstance(record.by_name[name].kind, Link))


def _set[T: Intake | Member](whole: T, name: str, value: object) -> T:
    change: dict[str, Any] = {name: value}
    return replace(whole, **change)


def _with(records: Iterable[Record], new: Record) -> tuple[Record, ...]:
    old = tuple(records)
    if any(one.id == new.id for one in old):
        return tuple(new if one.id == new.id else one for one in old)
    return (*old, new)


def _taking(member: Member, record: Record) -> Member:
    if record.kind in ("person", "membership"):
        same = getattr(member, record.kind).id == record.id
        return _set(member, record.kind, record) if same else member
    if record.value("person") != member.person.id:
        return member
    name = OF_MEMBER[record.kind]
    return _set(member, name, _with(getattr(member, name), record))


def _leaving(member: Member, record: Record) -> Member:
    name = OF_MEMBER[record.kind]
    return _set(member, name, tuple(one for one in getattr(member, name) if one.id != record.id))


def beginning(about: str | Referral, draft: UUID | None) -> Begun:
    """Return the form a page begins with: a draft still to be loaded, a referral or what was typed."""
    if draft is not None:
        return Begun(draft)
    return _sent(about) if isinstance(about, Referral) else started(about)


def _sent(referral: Referral) -> Begun:
    """Return a form for who was sent here: it begins with the name and the phone as they were told."""
    begun = started(referral.source_name)
    begun.referral = referral.id
    if referral.source_phone:
        begun.put(begun.shown_member().person.replace(phone=referral.source_phone))
    return begun


def started(text: str) -> Begun:
    """Return a form that begins with what was searched for: a name in any script, or a phone number."""
    begun = Begun()
    words = rules.clean(text)[:LONGEST_NAME].split()
    if not words:
        return begun
    person = begun.shown_member().person
    whole = " ".join(words)
    if rules.PHONE.fullmatch(whole):
        begun.put(person.replace(phone=whole[:60]))
    elif names.script(whole) not in ("", "LATIN"):
        begun.put(person.replace(native_name=whole))
    elif len(words) > 1:
        begun.put(person.replace(given_name=" ".join(words[:-1]), family_name=words[-1]))
    else:
        begun.put(person.replace(given_name=whole))
    begun.propose_name()
    return begun
