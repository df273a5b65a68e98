"""What the file knows around a request: the family, its secrets, where the talk is, and who could come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import RecordGone
from lwdesk.domain import gate as gates
from lwdesk.domain import matching
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.discretion import Secrets
from lwdesk.domain.gate import Handing
from lwdesk.domain.household import Benefit, Dwelling, Household, Membership
from lwdesk.domain.interpreting import Exclusion, Interpreter, InterpreterRequest
from lwdesk.domain.matching import Candidate, Match
from lwdesk.domain.office import Place
from lwdesk.domain.person import Person
from lwdesk.domain.visit import Visit
from lwdesk.services import cards
from lwdesk.services.saving import Saving
from lwdesk.services.seat import Seat
from lwdesk.store.queries import interpreting as queries
from lwdesk.store.queries import known, listing
from lwdesk.store.queries.cards import midnight
from lwdesk.store.queries.interpreting import Span
from lwdesk.store.queries.listing import Home
from lwdesk.store.transaction import Reader, Transaction

CHILD: Final = 18
USUAL_MINUTES: Final = 60
USUAL_POOL: Final = "mia_do_ki"


@dataclass(frozen=True, slots=True)
class TalkRequests:
    """The surroundings of requests, read together."""

    seat: Seat

    def begin(
        self, reader: Reader, household: UUID | None, visit: UUID | None, appointment: UUID | None
    ) -> InterpreterRequest:
        """Return a request filled with what is known; it is at the office unless the visit is elsewhere."""
        made = InterpreterRequest(
            office=self.seat.office.id,
            staff=self.seat.staff.id,
            state="draft",
            pool=USUAL_POOL,
            minutes=USUAL_MINUTES,
            setting="office",
            place=_address(self.seat),
            specialist_present="yes",
            gender_wish="none",
        )
        if visit is not None and (kept := reader.get(Visit, visit)):
            at_home = kept.where in (None, "home", "other")
            made = made.replace(
                visit=visit,
                at=kept.planned_at,
                minutes=kept.minutes or USUAL_MINUTES,
                setting="on_site" if at_home else "office",
                place="" if at_home else made.place,
                occasion="welcome_visit",
                topic="everyday",
            )
            household = kept.household
        if appointment is not None and (met := reader.get(Appointment, appointment)):
            made = made.replace(
                appointment=appointment,
                at=met.at,
                minutes=met.minutes or USUAL_MINUTES,
                place=met.place or made.place,
                setting="on_site" if met.place else "office",
                occasion="advice",
            )
            household = met.household
        return self._with_family(reader, made, household) if household else made

    def _with_family(self, reader: Reader, made: InterpreterRequest, household: UUID) -> InterpreterRequest:
        home = reader.get(Household, household)
        if home is None:
            raise RecordGone(kind="household")
        self.seat.demand_visible(home)
        today = clock.today()
        there = [one for one in reader.all(Membership, household=household) if not cards.is_over(one, today)]
        people = reader.many(Person, [one.person for one in there if one.person]).values()
        children = sum(1 for one in people if one.born and one.born.age(today) < CHILD)
        return made.replace(
            household=household,
            language=home.advice_language,
            persons=len(there) or None,
            children=children or None,
        )

    def demand_visible(self, reader: Reader, request: InterpreterRequest) -> None:
        if request.household and (home := reader.get(Household, request.household)):
            self.seat.demand_visible(home)

    def demand_editable(self, transaction: Transaction, request: InterpreterRequest) -> None:
        if request.household and (home := transaction.get(Household, request.household)):
            Saving(self.seat, transaction, clock.today()).demand_editable(home)

    def home(self, reader: Reader, request: InterpreterRequest) -> Home | None:
        found = listing.homes(reader, [request.household]) if request.household else {}
        return found.get(request.household) if request.household else None

    def link(self, transaction: Transaction, sent: InterpreterRequest) -> None:
        """Let the visit or the appointment know which request it has."""
        if sent.visit and (visit := transaction.get(Visit, sent.visit)):
            transaction.save(visit.replace(interpreting=sent.id))
        if sent.appointment and (met := transaction.get(Appointment, sent.appointment)):
            transaction.save(met.replace(interpreting=sent.id))

    def matches(self, reader: Reader, request: InterpreterRequest) -> tuple[Match, ...]:
        """Return who of the chosen pool could interpret, with who is excluded still in sight."""
        if request.pool is None or request.language is None:
            return ()
        people = reader.all(Interpreter, pool=request.pool)
        named = [one.id for one in people]
        skills, times = queries.skills(reader, named), queries.times(reader, named)
        loads, busy = self._taken(reader, request)
        out = self.excluded(reader, request, people)
        candidates = [
            Candidate(
                one,
                tuple(skill for skill in skills if skill.interpreter == one.id),
                tuple(free for free in times if free.interpreter == one.id),
                loads.get(one.id, 0),
                one.id in out,
                one.id in busy,
            )
            for one in people
        ]
        return matching.matches(request, candidates, self.districts(reader, request))

    def _taken(self, reader: Reader, request: InterpreterRequest) -> tuple[dict[UUID, int], frozenset[UUID]]:
        loads = queries.loads(
            reader, month_of(request.at.astimezone().date() if request.at else clock.today())
        )
        if request.at is None:
            return loads, frozenset()
        until = request.at + timedelta(minutes=request.minutes or 1)
        return loads, queries.busy(reader, Span(request.at, until), request.id)

    def excluded(
        self, reader: Reader, request: InterpreterRequest, people: Iterable[Interpreter]
    ) -> frozenset[UUID]:
        """Return whom the family does not want, or must not be told anything."""
        home = reader.get(Household, request.household) if request.household else None
        if home is None:
            return frozenset()
        out = {one.interpreter for one in reader.all(Exclusion, household=home.id)}
        withholdings = reader.all(Withholding, household=home.id)
        on = request.at.astimezone().date() if request.at else clock.today()
        kept_out = (
            [one.id for one in people if _is_kept_from(home, one, withholdings, on)] if withholdings else []
        )
        return frozenset({one for one in (*out, *kept_out) if one is not None})

    def consent(self, reader: Reader, request: InterpreterRequest, today: date) -> UUID | None:
        """Return the consent of the family to interpreters, where there is one in force."""
        home = reader.get(Household, request.household) if request.household else None
        if home is None:
            return None
        handing = Handing("interpreter", "", None, None, (), (), today)
        found = gates.gate(home, handing, reader.all(Consent, household=home.id), ())
        return found.consent.id if found.consent else None

    def districts(self, reader: Reader, request: InterpreterRequest) -> frozenset[str]:
        """Return in which districts the talk may be: of the dwelling, or of the office's region."""
        if request.setting == "on_site" and request.household:
            lived = cards.current(reader.all(Dwelling, household=request.household), clock.today())
            if lived is not None and lived.district:
                return frozenset({lived.district})
        region = self.seat.office.region
        return frozenset(code.code for code in codelists()["district"] if code.text("region") == region)

    def secrets(self, reader: Reader, request: InterpreterRequest) -> Secrets:
        """Return everything that would tell who the family is."""
        return family_secrets(reader, self.seat, request.household)


def family_secrets(reader: Reader, seat: Seat, household: UUID | None) -> Secrets:
    """Return everything that would tell who a family is."""
    home = reader.get(Household, household) if household else None
    if home is None:
        return Secrets()
    members = [one.person for one in reader.all(Membership, household=home.id) if one.person]
    told = known.people(reader, members, [home.id], clock.today())
    people = tuple(told.persons.values())
    spellings = [one.name for names in told.names.values() for one in names]
    dwellings = reader.all(Dwelling, household=home.id)
    places = reader.all(Place, office=seat.office.id)
    return Secrets(
        names=(home.name, home.native_name, *_names(people), *spellings),
        phones=tuple(number for one in people for number in (one.phone, one.second_phone)),
        addresses=tuple(one.street for one in dwellings),
        marks=(
            home.case_number,
            *(one.reference for one in reader.all(Benefit, household=home.id)),
            *(one.mail for one in people),
        ),
        places=(seat.office.street, *(one.street for one in places)),
    )


def month_of(day: date) -> Span:
    """Return the month of a day, as the office's calendar has it."""
    first = day.replace(day=1)
    return Span(midnight(first), midnight((first + timedelta(days=31)).replace(day=1)))


def _names(people: Iterable[Person]) -> Iterable[str]:
    for one in people:
        yield from (one.given_name, one.family_name, one.native_name, one.call_name)


def _is_kept_from(
    home: Household, person: Interpreter, withholdings: tuple[Withholding, ...], on: date
) -> bool:
    """Tell whether the family keeps something from somebody: who interprets, hears all of it."""
    every = tuple(code.code for code in codelists()["data_kind"])
    handing = Handing("interpreter", person.name, None, person.id, (), every, on)
    found = gates.gate(home, handing, (), withholdings)
    return found.stop == "withheld" or any(why == "withheld" for _kind, why in found.withheld)


def _address(seat: Seat) -> str:
    office = seat.office
    town = f"{office.postcode} {office.city}".strip()
    return ", ".join(part for part in (office.name, office.street, town) if part)
