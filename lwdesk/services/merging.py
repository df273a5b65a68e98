"""Two entries for one household: compared, merged, and taken apart again at any time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import InvalidInput, RecordGone, UndoTooLate
from lwdesk.domain import doubles
from lwdesk.domain.doubles import Choice, Moved, Step
from lwdesk.domain.fields import RECORDS, Record, Value
from lwdesk.domain.household import Dwelling, Household, Membership, Merger
from lwdesk.domain.intake import Intake, Member
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.similar import Aspect, Profile, Spelling, Verdict, weigh
from lwdesk.services import audit, cards
from lwdesk.services.changes import Changes
from lwdesk.services.saving import Saving
from lwdesk.services.search import Search
from lwdesk.services.seat import Seat
from lwdesk.services.views import MemberView, Similar
from lwdesk.store.queries import cards as queries
from lwdesk.store.queries import merging as found
from lwdesk.store.transaction import Reader, Transaction

type Same = tuple[UUID, UUID]
LIKE_ENOUGH = 1.5


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries, as it stands beside the other."""

    household: Household
    dwelling: Dwelling | None
    members: tuple[MemberView, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """One fact on which two entries do not agree; `record` is the one of the kept entry."""

    kind: str
    record: UUID
    field: str
    kept: Value
    gone: Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entries side by side, who may be the same person, and where they differ."""

    kept: Side
    gone: Side
    same: tuple[Same, ...]
    facts: tuple[Differing, ...]


@dataclass(frozen=True, slots=True)
class Unmerged(Changes):
    """What was changed since a merger and stays, and what was added and nobody can sort by itself."""

    left: tuple[Step, ...] = ()
    unsorted: tuple[tuple[str, UUID], ...] = ()


class Merging:
    """The mergers of households."""

    def __init__(self, seat: Seat, search: Search) -> None:
        self._seat, self._search = seat, search

    def candidates(self, household: UUID) -> tuple[Similar, ...]:
        """Return the households that may be this one."""
        with self._seat.reading() as reader:
            whole = _whole(reader, household)
        views = cards.members(whole)
        today = clock.today()
        intake = Intake(
            whole.household,
            cards.current(whole.dwellings, today) or Dwelling(household=household),
            tuple(_member(view) for view in views if not cards.is_over(view.membership, today)),
        )
        return self._search.similar(intake)

    def compare(self, kept: UUID, gone: UUID, same: Collection[Same] | None = None) -> Comparison:
        """Return two entries side by side; who is the same person is proposed unless it is told."""
        with self._seat.reading() as reader:
            wholes = _whole(reader, kept), _whole(reader, gone)
            self._seat.demand_visible(*(whole.household for whole in wholes))
            hidden = any(whole.household.address_protected for whole in wholes)  # it may be the same door
            sides = tuple(_side(reader, whole, hidden=hidden) for whole in wholes)
        pairs = tuple(same_people(sides[0].members, sides[1].members) if same is None else same)
        return Comparison(sides[0], sides[1], pairs, tuple(_facts(sides[0], sides[1], pairs)))

    def merge(
        self, kept: UUID, gone: UUID, same: Iterable[Same] = (), chosen: Iterable[Choice] = ()
    ) -> Changes:
        """Put one entry under the other; `chosen` are facts that come from the one that goes."""
        with self._seat.writing("merge", "merge") as transaction:
            homes = self._mergeable(transaction, kept), self._mergeable(transaction, gone)
            if kept == gone:
                raise InvalidInput(kind="merger", fields="gone")
            work = _Merge(transaction, *homes, tuple(same), frozenset(chosen))
            moved = work.run()
            by = self._seat.staff.id
            merger = Merger(
                kept=kept, gone=gone, merged_by=by, merged_on=clock.today(), moved=moved.written()
            )
            transaction.save(merger)
            audit.note(transaction, by, "change", "household", kept, count=len(moved.steps), reason="merge")
            audit.note(transaction, by, "change", "household", gone, reason="merged")
            return Changes(frozenset(transaction.touched), "merge")

    def of(self, household: UUID) -> tuple[tuple[Merger, Household], ...]:
        """Return the entries that were merged into a household, the newest first."""
        with self._seat.reading() as reader:
            mergers = found.mergers(reader, household)
            homes = reader.many(Household, [one.gone for one in mergers if one.gone])
            self._seat.demand_visible(*homes.values())
        return tuple((one, homes[one.gone]) for one in mergers if one.gone in homes)

    def undo(self, merger: UUID) -> Unmerged:
        """Take a merger apart: what was moved goes back, what was changed since stays and is told."""
        with self._seat.writing("unmerge", "merge") as transaction:
            kept = transaction.get(Merger, merger)
            if kept is None or kept.undone_on is not None or kept.kept is None or kept.gone is None:
                raise RecordGone(kind="merger")
            saving = Saving(self._seat, transaction, clock.today())
            saving.demand_editable(_there(transaction.get(Household, kept.gone)))
            self._mergeable(transaction, kept.kept)
            unsorted = found.added_since(transaction, merger, kept.kept)
            left = _take_back(transaction, Moved.read(kept.moved))
            transaction.save(kept.replace(undone_on=clock.today()))
            by = self._seat.staff.id
            audit.note(transaction, by, "change", "household", kept.kept, reason="unmerge")
            audit.note(transaction, by, "change", "household", kept.gone, reason="unmerge")
            return Unmerged(frozenset(transaction.touched), "unmerge", left, unsorted)

    def _mergeable(self, transaction: Transaction, household: UUID) -> Household:
        """Return a household that may be changed and is not merged into another one itself."""
        kept = _there(transaction.get(Household, household))
        Saving(self._seat, transaction, clock.today()).demand_editable(kept)
        if kept.merged_into is not None:
            raise UndoTooLate(kind="household")
        return kept


class _Merge:
    """One merger: looks at everything first, then writes."""

    def __init__(
        self,
        transaction: Transaction,
        kept: Household,
        gone: Household,
        same: tuple[Same, ...],
        chosen: frozenset[Choice],
    ) -> None:
        self._transaction, self._kept, self._gone = transaction, kept, gone
        self._chosen = chosen
        self._here = transaction.all(Membership, household=kept.id)
        self._there = transaction.all(Membership, household=gone.id)
        self._same = self._checked(same)
        self._steps: list[Step] = []
        self._removed: list[Record] = []
        self._spellings: list[PersonName] = []

    def run(self) -> Moved:
        self._steps += doubles.taken_over(self._kept, self._gone, self._chosen)
        self._steps.append(Step("household", self._gone.id, "merged_into", None, self._kept.id))
        self._move("household", self._gone.id, self._kept.id)
        for membership in self._there:
            self._move_member(membership)
        for kept, gone in self._same.items():
            self._merge_people(kept, gone)
        _apply(self._transaction, ((step, step.after) for step in self._steps))
        self._transaction.save_all(self._spellings)
        for record in self._removed:
            self._transaction.remove(record)
        return Moved(
            tuple(self._steps),
            tuple((record.kind, record.id) for record in self._removed),
            tuple((spelling.id, spelling.name) for spelling in self._spellings),
            tuple(self._same.items()),
        )

    def _checked(self, same: tuple[Same, ...]) -> dict[UUID, UUID]:
        """Return each person of the kept entry with the one of the other; nobody is two others."""
        pairs = {kept: gone for kept, gone in same if kept != gone}
        here, there = {one.person for one in self._here}, {one.person for one in self._there}
        fits = here.issuperset(pairs) and there.issuperset(pairs.values())
        if not fits or len({*pairs.values()}) != len(pairs) or len(pairs) != len(same):
            raise InvalidInput(kind="merger", fields="person")
        return pairs

    def _move(self, kind: str, before: UUID, after: UUID, leave: frozenset[UUID] = frozenset()) -> None:
        for record, field in found.hanging(self._transaction, kind, before):
            if record.id not in leave:
                self._steps.append(Step(record.kind, record.id, field, before, after))

    def _move_member(self, membership: Membership) -> None:
        """Take somebody along; who belongs to both entries already does so once."""
        others = {gone: kept for kept, gone in self._same.items()}
        person = others.get(membership.person, membership.person) if membership.person else None
        mine = next((one for one in self._here if one.person == person), None)
        if mine is not None:
            self._steps += doubles.taken_over(mine, membership, self._chosen)
            self._removed.append(membership)
            return
        self._steps.append(
            Step("membership", membership.id, "household", self._gone.id, self._kept.id),
        )
        if membership.main_contact and any(one.main_contact for one in self._here):
            self._steps.append(Step("membership", membership.id, "main_contact", True, False))

    def _merge_people(self, kept: UUID, gone: UUID) -> None:
        mine, theirs = (_there(self._transaction.get(Person, one)) for one in (kept, gone))
        steps = doubles.taken_over(mine, theirs, self._chosen)
        self._steps += steps
        final = mine.replace(**{step.field: step.after for step in steps})
        names = self._transaction.all(PersonName, person=kept)
        self._move("person", gone, kept, self._known_already(kept, gone, names))
        moving = self._transaction.all(PersonName, person=gone)
        self._spellings += doubles.spellings(final, mine, theirs, (*names, *moving))
        for membership in self._transaction.all(Membership, person=gone):
            if membership.household != self._gone.id:
                self._steps.append(Step("membership", membership.id, "person", gone, kept))
        self._removed.append(theirs)

    def _known_already(self, kept: UUID, gone: UUID, names: tuple[PersonName, ...]) -> frozenset[UUID]:
        """Return what the kept person has already: it stays with the one who goes."""
        get = self._transaction.all
        written = {one.name for one in names}
        spoken = {one.language for one in get(LanguageSkill, person=kept)}
        held = {(one.title, one.valid_until) for one in get(Residence, person=kept)}
        return frozenset(
            [one.id for one in get(PersonName, person=gone) if one.name in written]
            + [one.id for one in get(LanguageSkill, person=gone) if one.language in spoken]
            + [one.id for one in get(Residence, person=gone) if (one.title, one.valid_until) in held]
        )


def _apply(transaction: Transaction, steps: Iterable[tuple[Step, Value]]) -> None:
    """Write fields, each record once."""
    wanted: dict[str, dict[UUID, dict[str, Value]]] = {}
    for step, value in steps:
        wanted.setdefault(step.kind, {}).setdefault(step.record, {})[step.field] = value
    for kind, records in wanted.items():
        there = transaction.many(RECORDS[kind], records)
        transaction.save_all(there[one].replace(**values) for one, values in records.items() if one in there)


def _take_back(transaction: Transaction, moved: Moved) -> tuple[Step, ...]:
    """Undo what still is as the merger left it; return what is not."""
    for kind, record in moved.removed:
        transaction.bring_back(RECORDS[kind], record)
    back, left = [], []
    for step in moved.steps:
        now = transaction.get(RECORDS[step.kind], step.record)
        if now is not None and now.value(step.field) == step.after:
            back.append((step, step.before))
        elif now is None or now.value(step.field) != step.before:
            left.append(step)
    _apply(transaction, back)
    for identity, name in moved.spellings:
        spelling = transaction.get(PersonName, identity)
        if spelling is not None and spelling.name == name:
            transaction.remove(spelling)
    return tuple(left)


def _side(reader: Reader, whole: queries.WholeHousehold, *, hidden: bool) -> Side:
    kept, today = whole.household, clock.today()
    dwelling = cards.current(whole.dwellings, today)
    if dwelling is not None and hidden:
        dwelling = cards.masked(dwelling)
    counts: dict[str, int] = {}
    for record, _field in found.hanging(reader, "household", kept.id):
        counts[record.kind] = counts.get(record.kind, 0) + 1
    return Side(kept, dwelling, cards.members(whole), tuple(sorted(counts.items())))


def _facts(kept: Side, gone: Side, same: Iterable[Same]) -> Iterable[Differing]:
    yield from _differing(kept.household, gone.household)
    mine, theirs = ({view.person.id: view for view in side.members} for side in (kept, gone))
    for one, other in same:
        if one in mine and other in theirs:
            yield from _differing(mine[one].person, theirs[other].person)
            yield from _differing(mine[one].membership, theirs[other].membership)


def _differing(kept: Record, gone: Record) -> Iterable[Differing]:
    for name in doubles.differing(kept, gone):
        yield Differing(kept.kind, kept.id, name, kept.value(name), gone.value(name))


def same_people(kept: Iterable[MemberView], gone: Iterable[MemberView]) -> Iterable[Same]:
    """Yield who may be the same person, the likeliest first, everybody once."""
    there = tuple(gone)
    weighed = sorted(
        (
            (_likeness(mine, theirs), mine.person.id, theirs.person.id)
            for mine in kept
            for theirs in there
            if mine.person.id != theirs.person.id
        ),
        key=lambda one: -one[0],
    )
    taken: set[UUID] = set()
    for score, mine, theirs in weighed:
        if score >= LIKE_ENOUGH and not taken & {mine, theirs}:
            taken |= {mine, theirs}
            yield mine, theirs


def _likeness(mine: MemberView, theirs: MemberView) -> float:
    """Return how much speaks for one person: the name has to be alike, and nothing may contradict it."""
    weighed = weigh(_profile(mine), _profile(theirs))
    named = any(
        fact.aspect is Aspect.NAME and fact.verdict is not Verdict.DIFFERENT for fact in weighed.facts
    )
    against = any(fact.verdict is Verdict.DIFFERENT for fact in weighed.facts)
    return weighed.score if named and not against else 0.0


def _profile(view: MemberView) -> Profile:
    person = view.person
    written = (f"{person.given_name} {person.family_name}".strip(), person.native_name)
    spelled = (*(Spelling(text) for text in written if text), *(Spelling(one.name) for one in view.names))
    return Profile(spelled, person.born, person.phone, "", person.sex)


def _member(view: MemberView) -> Member:
    return Member(view.person, view.membership, view.names, view.languages, view.residences)


def _whole(reader: Reader, household: UUID) -> queries.WholeHousehold:
    whole = queries.whole(reader, household)
    if whole is None:
        raise RecordGone(kind="household")
    return whole


def _there[R: Record](found_: R | None) -> R:
    if found_ is None:
        raise RecordGone(kind="household")
    return found_
