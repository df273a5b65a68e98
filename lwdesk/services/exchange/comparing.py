"""A package beside a household that is here: value by value, and nothing is taken over by itself."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.base.texts import DEFAULT, N_, translator
from lwdesk.domain.codelists import fold
from lwdesk.domain.fields import Link, Record, Value
from lwdesk.domain.household import Dwelling
from lwdesk.domain.intake import Member
from lwdesk.domain.printed import printed
from lwdesk.services import cards, tidy
from lwdesk.services.exchange.documents import Handed
from lwdesk.services.exchange.transfer_views import Proposal
from lwdesk.services.merging import same_people
from lwdesk.services.papers.record_rows import Teller
from lwdesk.services.views import MemberView
from lwdesk.store.queries.cards import WholeHousehold

PROTECTED: Final = N_("protected")
OWN: Final = frozenset({"household", "person"})
NOT_COMPARED: Final = frozenset({"membership.main_contact", "household.target_group_since"})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a package would change: a field of a record, or records that are not here."""

    key: str
    title: str
    label: str
    mine: str
    theirs: str
    fits: bool
    record: Record | None = None
    field: str = ""
    value: Value = None
    added: tuple[Record, ...] = ()

    def proposal(self) -> Proposal:
        return Proposal(self.key, self.title, self.label, self.mine, self.theirs, self.fits)


def compared(
    whole: WholeHousehold, handed: Handed, today: date, language: str = DEFAULT
) -> tuple[Change, ...]:
    """Return what the package says and the household does not, or says otherwise."""
    return tuple(_Comparison(whole, handed, today, language).run())


def chosen(changes: Iterable[Change], keys: Collection[str]) -> Iterator[tuple[Record, Record | None]]:
    """Yield the records as they are after the choice, each with what it was; new ones have nothing."""
    wanted = [one for one in changes if one.key in keys]
    filled: dict[UUID, dict[str, Value]] = {}
    known: dict[UUID, Record] = {}
    for one in wanted:
        if one.record is not None:
            known[one.record.id] = one.record
            filled.setdefault(one.record.id, {})[one.field] = one.value
    for identity, values in filled.items():
        yield known[identity].replace(**values), known[identity]
    for one in wanted:
        for record in one.added:
            yield record, None


class _Comparison:
    """One package beside one household."""

    def __init__(self, whole: WholeHousehold, handed: Handed, today: date, language: str) -> None:
        self._whole, self._handed, self._today = whole, handed, today
        self._home = whole.household
        self._words = translator(language)
        self._names: dict[UUID, str] = {}

    def run(self) -> Iterator[Change]:
        here = tuple(
            one for one in cards.members(self._whole) if not cards.is_over(one.membership, self._today)
        )
        intake = self._handed.intake
        pairs = {theirs: mine for mine, theirs in same_people(here, map(_view, intake.members))}
        known = {one.person.id: one for one in here}
        people = {one.person.id: pairs.get(one.person.id, one.person.id) for one in intake.members}
        self._names = {people[one.person.id]: cards.shown_name(one.person) for one in intake.members}
        yield from self._fields(self._home, intake.household)
        yield from self._dwelling(intake.dwelling)
        for one in intake.members:
            mine = known.get(people[one.person.id])
            yield from self._somebody(one) if mine is None else self._same(mine, one)
        yield from self._hanging(intake.benefits, self._whole.benefits, people, "benefit")
        yield from self._hanging(intake.needs, self._whole.needs, people, "area")

    def _fields(self, mine: Record, theirs: Record, *, hidden: Collection[str] = ()) -> Iterator[Change]:
        """Yield what the package says of a record that is here: what fills a gap, and what differs."""
        for name, value in theirs.filled().items():
            declared, known = mine.by_name[name], mine.value(name)
            if isinstance(declared.kind, Link) or f"{mine.kind}.{name}" in NOT_COMPARED or known == value:
                continue
            empty = known == declared.empty
            shown = printed(declared, known, self._words)
            yield Change(
                f"{mine.id}.{name}",
                self._title(mine),
                self._words(declared.label),
                self._words(PROTECTED) if name in hidden and not empty else shown,
                printed(declared, value, self._words),
                empty,
                mine,
                name,
                value,
            )

    def _added(self, *records: Record, fits: bool = True, told: str = "") -> Change:
        """Return records that are not here as one thing to choose."""
        first = records[0]
        teller = Teller(self._names, language=self._words.language)
        text = told or "; ".join(row.text for row in teller.told(first) if row.name not in OWN)
        label = self._words(first.label)
        return Change(f"+{first.id}", self._title(first), label, "", text, fits, added=records)

    def _title(self, record: Record) -> str:
        person = (
            record.id if record.kind == "person" else record.by_name.get("person") and record.value("person")
        )
        return self._names.get(person, "") if isinstance(person, UUID) else ""

    def _dwelling(self, theirs: Dwelling) -> Iterator[Change]:
        if not tidy.says_something(theirs):
            return
        mine = cards.current(self._whole.dwellings, self._today)
        new = theirs.replace(household=self._home.id)
        if mine is None:
            yield self._added(new)
        elif theirs.street and _place(mine) != _place(theirs):
            yield self._added(new, fits=False)
        else:
            yield from self._fields(mine, theirs, hidden=cards.HIDDEN if self._home.address_protected else ())

    def _somebody(self, one: Member) -> Iterator[Change]:
        """Yield a person who is not here, with all that hangs on them."""
        membership = one.membership.replace(household=self._home.id, person=one.person.id, main_contact=False)
        records = replace(one, membership=membership).linked(self._home).records()
        kept = [
            each for each in records if each.kind in ("person", "membership") or tidy.says_something(each)
        ]
        yield self._added(*kept, told=cards.shown_name(one.person) or self._words(one.person.label))

    def _same(self, mine: MemberView, theirs: Member) -> Iterator[Change]:
        yield from self._fields(mine.person, theirs.person)
        yield from self._fields(mine.membership, theirs.membership)
        own = {"person": mine.person.id}
        names = {mine.person.given_name, mine.person.native_name, *(one.name for one in mine.names)}
        spoken = {one.language for one in mine.languages}
        held = {(one.title, one.valid_until) for one in mine.residences}
        for name in theirs.names:
            if name.name and name.name not in names:
                yield self._added(name.replace(**own))
        for skill in theirs.languages:
            if skill.language and skill.language not in spoken:
                yield self._added(skill.replace(**own))
        for stay in theirs.residences:
            if stay.title and (stay.title, stay.valid_until) not in held:
                yield self._added(stay.replace(**own))

    def _hanging(
        self, theirs: Iterable[Record], mine: Iterable[Record], people: dict[UUID, UUID], field: str
    ) -> Iterator[Change]:
        """Yield what hangs on the household: compared where both have it, else added."""
        known = {(one.value("person"), one.value(field)): one for one in mine}
        for one in theirs:
            person = one.value("person")
            whose = people.get(person) if isinstance(person, UUID) else None
            there = known.get((whose, one.value(field)))
            if there is not None:
                yield from self._fields(there, one)
            elif one.value(field):
                yield self._added(one.replace(household=self._home.id, person=whose))


def _place(dwelling: Dwelling) -> tuple[str, str]:
    return fold(dwelling.street), dwelling.postcode


def _view(one: Member) -> MemberView:
    return MemberView(one.person, one.membership, one.names, one.languages, one.residences)
