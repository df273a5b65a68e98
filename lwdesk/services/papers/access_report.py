"""Gathers what a person is told of the data about them, once somebody has read what may be about others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused, RecordGone, Restricted
from lwdesk.base.texts import N_, translator
from lwdesk.documents.access_report import AccessReport
from lwdesk.documents.access_report import render as drawn
from lwdesk.documents.kit.letter import Sender
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Dwelling, Household, Membership
from lwdesk.domain.person import Person
from lwdesk.services import cards
from lwdesk.services.changes import Changes
from lwdesk.services.papers import (
    access_parts,
    access_review,
    access_told,
    authority,
    household_sheet,
    office_lines,
)
from lwdesk.services.papers.access_records import Concerned, Found, concerned, records
from lwdesk.services.papers.access_review import Decision, NoteToReview
from lwdesk.services.papers.authority import Authority
from lwdesk.services.papers.kinds import Gathered, Options
from lwdesk.services.papers.record_rows import Teller, hidden_fields, names_of
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = "1"
PERSON: Final = "person"
ADDRESS: Final = "address"


@dataclass(frozen=True, slots=True)
class Subject:
    """A person with all that is known about them, and how it is put into words."""

    who: Concerned
    found: Found
    teller: Teller
    others: tuple[str, ...]
    authority: Authority

    def every(self) -> Iterator[Record]:
        for kept in self.found.values():
            yield from kept


def subject(desk: "Desk", person: UUID, *, revealed: bool = False) -> Subject:
    """Read all that concerns a person; Restricted and RecordGone as everywhere."""
    with desk.seat.reading() as reader:
        known = reader.get(Person, person)
        if known is None:
            raise RecordGone(kind="person")
        who = concerned(reader, known, clock.today())
        desk.seat.demand_visible(*who.households.values())
        found = records(reader, who)
        every = [one for kept in found.values() for one in kept]
        homes = who.households.keys() if len(who.households) == 1 else ()
        teller = Teller(
            names=names_of(reader, every, [known]),
            hidden=hidden_fields(protected=who.protected and not revealed),
            implied=frozenset({person, *homes}),
        )
        return Subject(who, found, teller, _others(reader, who), authority.read(reader))


def _others(reader: Reader, who: Concerned) -> tuple[str, ...]:
    """Return how the others of the household are called, so that their names are seen in a text."""
    homes = who.households
    ids = {one.person for home in homes for one in reader.all(Membership, household=home) if one.person}
    people = reader.many(Person, ids - {who.person.id}).values()
    told = {
        name for one in people for name in (cards.shown_name(one), one.given_name, one.native_name) if name
    }
    return tuple(sorted(told))


def notes_to_review(desk: "Desk", person: UUID) -> tuple[NoteToReview, ...]:
    """Return the texts that somebody reads before the print, each with what was decided of it."""
    about = subject(desk, person)
    decided = access_review.decisions(desk, person)
    return access_review.notes(about.every(), about.teller, about.others, decided)


def decide(desk: "Desk", person: UUID, key: str, decision: Decision | None) -> Changes:
    """Keep what becomes of one text, in the draft of whoever decides; an open paper is asked for anew."""
    access_review.decide(desk, person, key, decision)
    return Changes(frozenset({(access_review.FORM, person)}))


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:
    """Return the letter; PaperRefused while a text was not read."""
    person = UUID(options.get(PERSON) or choices(desk, about, PERSON)[0][0])
    reason = options.get(ADDRESS, "")
    try:
        told = subject(desk, person, revealed=bool(reason))
    except Restricted as error:
        raise PaperRefused(why="restricted") from error
    if about not in told.who.households:
        raise RecordGone(kind="person")
    decided = access_review.decisions(desk, person)
    notes = access_review.notes(told.every(), told.teller, told.others, decided)
    if any(note.decision is None for note in notes):
        raise PaperRefused(why="unread")
    if reason and told.who.protected:
        desk.households.reveal_address(about, reason)
    home = told.who.households[about]
    return Gathered(_report(desk, told, decided, home), home.id, gaps=told.authority.gaps())


def render(content: AccessReport, language: str, made_at: datetime) -> bytes:
    return drawn(content, language, made_at, TEMPLATE)


def choices(desk: "Desk", about: UUID, option: str) -> tuple[tuple[str, str], ...]:
    """Return who of a household may be told, the main contact first, and why a protected address is."""
    if option == ADDRESS:
        return household_sheet.reveal_reasons(desk, about)
    with desk.seat.reading() as reader:
        memberships = reader.all(Membership, household=about)
        people = reader.many(Person, [one.person for one in memberships if one.person])
    ordered = sorted(memberships, key=lambda one: not one.main_contact)
    ids = dict.fromkeys(one.person for one in ordered if one.person in people)
    return tuple((str(one), cards.shown_name(people[one])) for one in ids if one is not None)


def _report(desk: "Desk", about: Subject, decided: Mapping[str, Decision], home: Household) -> AccessReport:
    withholder = access_told.Withholder(about.teller, decided)
    tables = withholder.tables(about.found)
    told, name = about.authority, cards.shown_name(about.who.person)
    return AccessReport(
        sender=_sender(desk),
        name=name,
        address=_address(about, home),
        day=clock.today(),
        file_number=home.case_number,
        controller=told.lines("controller"),
        officer=told.lines("officer"),
        supervisor=told.lines("supervisor"),
        years=" ".join(told.lines("years")),
        bases=tuple(access_parts.bases(told, about.found)),
        sources=tuple(access_parts.sources(about.found)),
        received=access_parts.received(about.found),
        tables=access_told.printed(tables),
        left_out=access_told.left_out(),
        withheld=withholder.withheld,
        data=access_told.data(name, tables),
    )


def _sender(desk: "Desk") -> Sender:
    office = desk.office
    town = f"{office.postcode} {office.city}".strip()
    brand = office_lines.brand(office)
    return Sender(brand, office.name, office.street, town, office.phone, office.mail, desk.staff.name)


def _address(about: Subject, home: Household) -> tuple[str, ...]:
    """Return where the letter goes; to a protected door it goes by hand."""
    name = cards.shown_name(about.who.person)
    known = about.found["dwelling"]
    dwellings = [one for one in known if isinstance(one, Dwelling) and one.household == home.id]
    lives = cards.current(dwellings, clock.today())
    if lives is None or about.teller.hidden or home.id in about.who.left:
        return name, translator()(N_("to be handed over in person"))
    return name, lives.street, f"{lives.postcode} {lives.city}".strip()
