"""Gathers the sheet of a household for its file; a protected address is on it only for a reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base.errors import RecordGone
from lwdesk.base.texts import N_, translator
from lwdesk.documents.household_sheet import HouseholdSheet
from lwdesk.documents.household_sheet import render as drawn
from lwdesk.documents.kit.records import Entry, Section
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record
from lwdesk.services import cards
from lwdesk.services.papers import office_lines
from lwdesk.services.papers.kinds import Gathered, Options
from lwdesk.services.papers.record_rows import Teller, hidden_fields, names_of
from lwdesk.services.views import MemberView
from lwdesk.store.queries.cards import WholeHousehold, whole

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = "1"
ADDRESS: Final = "address"
MASKED: Final = N_("do not print")


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:
    """Return what the file knows of a household."""
    with desk.seat.reading() as reader:
        found = whole(reader, about)
        if found is None:
            raise RecordGone(kind="household")
        records = list(_records(found))
        names = names_of(reader, records, found.persons)
    home = found.household
    reason = options.get(ADDRESS, "")
    masked = home.address_protected and not reason
    if home.address_protected and reason:
        desk.households.reveal_address(home.id, reason)
    teller = Teller(names, hidden_fields(protected=masked), frozenset({home.id}))
    content = HouseholdSheet(
        office=office_lines.brand(desk.office),
        household=home.name or home.native_name,
        sections=tuple(_sections(found, teller)),
        protected=masked,
        file_number=home.case_number,
    )
    return Gathered(content, home.id)


def render(content: HouseholdSheet, _language: str, made_at: datetime) -> bytes:
    return drawn(content, made_at, TEMPLATE)


def choices(desk: "Desk", about: UUID, option: str) -> tuple[tuple[str, str], ...]:
    """Return the reasons for which a protected address is printed; none where nothing is protected."""
    return reveal_reasons(desk, about) if option == ADDRESS else ()


def reveal_reasons(desk: "Desk", about: UUID) -> tuple[tuple[str, str], ...]:
    with desk.seat.reading() as reader:
        found = whole(reader, about)
    if found is None or not found.household.address_protected or not desk.seat.may("reveal_address"):
        return ()
    reasons = ((code.code, code.label()) for code in codelists()["reveal_reason"].codes)
    return (("", translator()(MASKED)), *reasons)


@dataclass(frozen=True, slots=True)
class _Maker:
    teller: Teller

    def entry(self, record: Record, title: str = "") -> Entry:
        rows = tuple((one.label, one.text) for one in self.teller.told(record))
        return Entry(title, rows, self.teller.empty(record))

    def several(self, records: Iterable[Record]) -> tuple[Entry, ...]:
        """Return records of one kind, numbered where there is more than one."""
        known = tuple(records)
        return tuple(
            self.entry(record, f"{translator()(record.label)} {number}" if len(known) > 1 else "")
            for number, record in enumerate(known, 1)
        )


def _sections(found: WholeHousehold, teller: Teller) -> Iterator[Section]:
    words, maker = translator(), _Maker(teller)
    yield Section(words(N_("Household")), (maker.entry(found.household),))
    for view in cards.members(found):
        yield Section(cards.shown_name(view.person), tuple(_member(maker, view)))
    for records in _hanging(found):
        if records:
            yield Section(words(records[0].label), maker.several(records))


def _member(maker: _Maker, view: MemberView) -> Iterator[Entry]:
    """Yield what hangs on a person; that it does is not repeated."""
    words = translator()
    own = _Maker(replace(maker.teller, implied=maker.teller.implied | {view.person.id}))
    yield own.entry(view.person)
    for record in (view.membership, *view.names, *view.languages, *view.residences):
        yield own.entry(record, words(record.label))


def _hanging(found: WholeHousehold) -> tuple[tuple[Record, ...], ...]:
    """Return what hangs on the household itself, in the order of the sheet."""
    return (
        found.dwellings, found.benefits, found.needs, found.consents, found.withholdings,
        found.exclusions, found.places, found.steps, found.tasks,
    )  # fmt: skip


def _records(found: WholeHousehold) -> Iterator[Record]:
    yield from (found.household, *found.memberships, *found.persons, *found.names)
    yield from (*found.languages, *found.residences, *chain.from_iterable(_hanging(found)))
