"""Fills an office with every kind of record of the working day: one of each, or many thousands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import batched
from random import Random
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.fields import Record
from lwdesk.domain.records import (
    Appointment,
    Assignment,
    ChecklistItem,
    Contact,
    Interpreter,
    InterpreterRequest,
    InterpreterSkill,
    Offer,
    Provider,
    QueueEntry,
    Reason,
    Referral,
    Task,
    Visit,
)
from lwdesk.services.desk import Desk

AREAS = ("housing", "livelihood", "authorities", "childcare_school", "work", "health")
LANGUAGES = ("ar", "ti", "ro", "bg", "fa", "uk")
DISTRICTS = ("hoerde", "hombruch", "brackel", "eving", "huckarde")
VISIT_STATES = ("proposed", "planned", "to_sort", "done", "not_met", "cancelled")
REFERRAL_STATES = ("draft", "sent", "accepted", "appointment", "refused", "finished")
REQUEST_STATES = ("draft", "sent", "searching", "accepted", "held", "settled", "unfilled")
TALKS = ("mohammed", "schulden", "mahnung", "wohnung", "kita", "anerkennung")
PART = 20_000


@dataclass(frozen=True, slots=True)
class Busy:
    """What there is of each kind, so that a page can be opened on it."""

    household: UUID
    visit: UUID
    referral: UUID
    request: UUID
    appointment: UUID
    contact: UUID
    task: UUID


def fill(desk: Desk, households: Sequence[UUID], each: int = 1) -> Busy:
    """Write records around today for these households of the own office, and name one of each kind."""
    town = Town(desk, each)
    providers = town.directory()
    pool = town.pool()
    _save(desk, [*providers, *pool])
    people = [one for one in pool if isinstance(one, Interpreter)]
    made = [record for home in households for record in town.household(home, providers, people)]
    for some in batched(made, PART):
        _save(desk, some)
    return Busy(
        households[0],
        *(
            next(one.id for one in made if isinstance(one, kind))
            for kind in (Visit, Referral, InterpreterRequest, Appointment, Contact, Task)
        ),
    )


def _save(desk: Desk, records: Sequence[Record]) -> None:
    with desk.seat.store.writing("demo", None) as transaction:
        transaction.save_all(records)


class Town:
    """Draws the records; the same each time."""

    def __init__(self, desk: Desk, each: int) -> None:
        self._office, self._staff = desk.office.id, desk.staff.id
        self._each, self._random, self._count = each, Random(3), 0

    def directory(self) -> list[Record]:
        providers = [
            Provider(name=f"Beratung {number:04}", sort="special_advice", district=self._any(DISTRICTS))
            for number in range(3 * self._each)
        ]
        offers = [
            Offer(
                provider=one.id,
                name=f"Sprachcafé {one.name}",
                category="meeting",
                areas=(self._any(AREAS),),
                languages=(self._any(LANGUAGES),),
                districts=(self._any(DISTRICTS),),
                free=True,
            )
            for one in providers
        ]
        return [*providers, *offers]

    def pool(self) -> list[Record]:
        people = [
            Interpreter(name=f"Sprachmittlung {number:03}", pool="mia_do_ki")
            for number in range(20 * self._each)
        ]
        skills = [InterpreterSkill(interpreter=one.id, language=self._any(LANGUAGES)) for one in people]
        return [*people, *skills]

    def household(
        self, home: UUID, directory: Sequence[Record], people: Sequence[Interpreter]
    ) -> Iterator[Record]:
        """Yield a visit, a referral, a request, an appointment, a contact and a task, each so many times."""
        providers = [one for one in directory if isinstance(one, Provider)]
        for _ in range(self._each):
            self._count += 1
            yield from self._visit(home)
            yield self._referral(home, self._random.choice(providers))
            yield from self._request(home, self._random.choice(people))
            yield self._appointment(home)
            yield from self._contact(home)
            yield Task(
                **self._about(home),
                title=f"Nachfragen: {self._any(TALKS)}",
                due_on=self._day(),
                assigned=self._staff,
                state="open",
                origin="own",
            )

    def waiting(self, home: UUID, name: str) -> QueueEntry:
        return QueueEntry(
            office=self._office, household=home, shown_name=name, state="waiting", arrived_at=clock.now()
        )

    def _visit(self, home: UUID) -> Iterator[Record]:
        visit = Visit(
            **self._about(home),
            sort="first",
            state="planned" if self._count == 1 else self._any(VISIT_STATES),
            planned_at=self._moment(),
            minutes=60,
            where="home",
            staff=self._staff,
            language=self._any(LANGUAGES),
        )
        yield visit
        yield ChecklistItem(visit=visit.id, item="understanding", state="open", position=1)

    def _referral(self, home: UUID, provider: Provider) -> Referral:
        state = self._any(REFERRAL_STATES)
        sent = state != "draft"
        return Referral(
            **self._about(home),
            reference=f"V-HÖ-2021-{self._count:05}" if sent else "",
            direction="out",
            state=state,
            state_since=self._day(),
            staff=self._staff,
            area=self._any(AREAS),
            subject=self._any(TALKS),
            sort="address",
            provider=provider.id,
            sent_on=self._day() if sent else None,
            answer_due_on=self._day() if sent else None,
        )

    def _request(self, home: UUID, who: Interpreter) -> Iterator[Record]:
        request = InterpreterRequest(
            **self._about(home),
            reference=f"S-HÖ-2021-{self._count:05}",
            staff=self._staff,
            state=self._any(REQUEST_STATES),
            state_since=self._day(),
            pool="mia_do_ki",
            language=self._any(LANGUAGES),
            at=self._moment(),
            minutes=60,
            setting="office",
            topic="housing",
            legal="no",
        )
        yield request
        yield Assignment(request=request.id, interpreter=who.id, position=1, state="asked")

    def _appointment(self, home: UUID) -> Appointment:
        return Appointment(
            **self._about(home),
            staff=self._staff,
            sort="talk",
            at=self._moment(),
            minutes=30,
            area=self._any(AREAS),
            state="planned",
        )

    def _contact(self, home: UUID) -> Iterator[Record]:
        contact = Contact(
            **self._about(home),
            staff=self._staff,
            counterpart="household",
            at=clock.now() - timedelta(minutes=self._random.randrange(200_000)),
            sort="phone",
            minutes=15,
            result=self._any(TALKS),
        )
        yield contact
        yield Reason(contact=contact.id, area=self._any(AREAS), support="advice")

    def _about(self, home: UUID) -> dict[str, UUID]:
        return {"office": self._office, "household": home}

    def _any(self, some: Sequence[str]) -> str:
        return self._random.choice(some)

    def _day(self) -> date:
        return clock.today() - timedelta(days=self._random.randrange(0, 400))

    def _moment(self) -> datetime:
        """Return a time on a working day of the year around today, the first one this afternoon."""
        away = 0 if self._count == 1 else self._random.randrange(-180, 180)
        on = clock.today() + timedelta(days=away)
        return datetime.combine(on, time(9 + self._random.randrange(8))).astimezone()
