"""The pool of the demonstration and its requests: some open, some agreed, some to settle, some long done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from lwdesk.domain.allowances import allowance, price_model
from lwdesk.domain.fields import Record
from lwdesk.domain.records import (
    Assignment,
    Household,
    Interpreter,
    InterpreterRequest,
    InterpreterSkill,
    InterpreterTime,
)
from lwdesk.domain.workdays import is_working_day
from lwdesk.services.demo.calendar import Calendar

POOL: Final = "mia_do_ki"
PEOPLE: Final = (
    ("Nadia El-Sayed", "female", "hoerde", (("ar", "ar_levantine"), ("ar", "ar_egyptian"))),
    ("Samira Khalil", "female", "hombruch", (("ar", "ar_levantine"), ("kmr", None))),
    ("Karim Boutros", "male", "innenstadt_west", (("ar", "ar_levantine"),)),
    ("Omar Aziz", "male", "aplerbeck", (("ar", "ar_iraqi"),)),
    ("Leila Haddad", "female", "hoerde", (("ar", "ar_levantine"),)),
    ("Farid Noori", "male", "hoerde", (("prs", None), ("fa", None))),
    ("Saba Tekle", "female", "innenstadt_nord", (("ti", None), ("am", None))),
    ("Iryna Bondar", "female", "hombruch", (("uk", None), ("ru", None))),
    ("Elena Ionescu", "female", "innenstadt_nord", (("ro", None),)),
    ("Dimitar Petrov", "male", "eving", (("bg", None), ("tr", None))),
    ("Berivan Demir", "female", "scharnhorst", (("kmr", "kmr_syria"), ("tr", None))),
    ("Amina Warsame", "female", "innenstadt_ost", (("so", None), ("en", None))),
)
LAPSED, UNTRAINED = "Omar Aziz", "Dimitar Petrov"
WEEK: Final = ("mon", "tue", "wed", "thu", "fri")
TOPICS: Final = ("housing", "livelihood", "school", "language_course", "work", "family", "everyday")
STATES: Final = (
    "sent", "searching", "accepted", "confirmed", "held", "signed", "signed", "settled", "settled", "settled",
    "cancelled", "unfilled",
)  # fmt: skip
AHEAD: Final = frozenset({"sent", "searching", "accepted", "confirmed", "unfilled"})
PAID: Final = frozenset({"held", "signed", "settled"})
SAID: Final = {
    "accepted": "accepted", "confirmed": "accepted", "held": "held", "signed": "held", "settled": "held",
    "sent": "asked", "searching": "asked", "cancelled": "withdrawn", "unfilled": "declined",
}  # fmt: skip
MOST: Final = 60
ONE_IN: Final = 12


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose requests these are."""

    office: UUID
    staff: tuple[UUID, ...]
    calendar: Calendar


def records(
    office: UUID, households: Sequence[Household], staff: tuple[UUID, ...], calendar: Calendar, random: Random
) -> Iterator[Record]:
    """Yield the pool, and requests of some households whose language it speaks."""
    spoken: dict[str, list[UUID]] = {}
    for name, sex, district, skills in PEOPLE:
        person = _person(name, sex, district, calendar, random)
        yield person
        for language, dialect in skills:
            yield InterpreterSkill(
                interpreter=person.id, language=language, dialect=dialect, level="native", direction="both"
            )
            if name not in (LAPSED, UNTRAINED) and person.id not in spoken.setdefault(language, []):
                spoken[language].append(person.id)
        yield from _times(person.id, random)
    asking = [home for home in households if home.advice_language in spoken]
    count = min(len(asking), max(len(STATES), len(households) // ONE_IN), MOST)
    desk, numbers = Desk(office, staff, calendar), {}  # type: tuple[Desk, dict[int, int]]
    for place, home in enumerate(random.sample(asking, count)):
        people = spoken[home.advice_language or ""]
        yield from _request(desk, home, STATES[place % len(STATES)], people, numbers, random)


def _person(name: str, sex: str, district: str, calendar: Calendar, random: Random) -> Interpreter:
    began = calendar.today - timedelta(days=random.randint(400, 1500))
    lapse = -40 if name == LAPSED else random.randint(200, 900)
    return Interpreter(
        name=name,
        pool=POOL,
        sex=sex,
        phone=f"0231 50{random.randint(10000, 99999)}",
        district=district,
        settings=("office", "on_site", "phone") if random.random() < 0.7 else ("office", "phone", "video"),
        most_a_month=random.choice((6, 8, 10, 12)),
        trained_on=None if name == UNTRAINED else began,
        training="" if name == UNTRAINED else "Grundschulung Sprachmittlung",
        confidential_on=began,
        certificate_on=began - timedelta(days=20),
        certificate_until=calendar.today + timedelta(days=lapse),
        consent_on=began,
        price_model="allowance",
        valid_from=began,
    )


def _times(person: UUID, random: Random) -> Iterator[InterpreterTime]:
    for weekday in random.sample(WEEK, 3):
        first = random.choice((8, 9, 13))
        yield InterpreterTime(
            interpreter=person, weekday=weekday, free_from=time(first), free_until=time(first + 4)
        )


def _request(
    desk: Desk,
    home: Household,
    state: str,
    people: list[UUID],
    numbers: dict[int, int],
    random: Random,
) -> Iterator[Record]:
    day = _day(desk.calendar.today, random.randint(6, 20) if state in AHEAD else -random.randint(2, 60))
    at = datetime.combine(day, time(random.choice((8, 9, 10, 13)), random.choice((0, 30))), tzinfo=UTC)
    minutes = random.choice((60, 60, 90))
    sent = min(day - timedelta(days=random.randint(8, 14)), desk.calendar.today - timedelta(days=1))
    numbers[sent.year] = numbers.get(sent.year, 0) + 1
    made = InterpreterRequest(
        office=desk.office,
        household=home.id,
        reference=f"S-{home.case_number.partition('-')[0]}-{sent.year}-{numbers[sent.year]:04}",
        staff=random.choice(desk.staff),
        state=state,
        state_since=day if state in PAID else sent,
        pool=POOL,
        language=home.advice_language,
        at=at,
        minutes=minutes,
        setting="office" if random.random() < 0.6 else "phone",
        place="Willkommensbüro, Beratungsraum 2",
        occasion="advice",
        topic=random.choice(TOPICS),
        gender_wish="rather_woman" if random.random() < 0.2 else "none",
        specialist_present="yes",
        legal="no",
        sent_on=sent,
        unfilled="nobody_free" if state == "unfilled" else None,
        cancelled_by="client" if state == "cancelled" else None,
        **(_after(state, at, minutes, desk.calendar.today, random) if state in PAID else {}),
    )
    yield made
    yield from _asked(made, random.sample(people, min(len(people), 2)), sent)


def _after(state: str, at: datetime, minutes: int, today: date, random: Random) -> dict[str, Any]:
    """Return what was written down after a talk, as far as its way went."""
    really, kilometres = minutes + random.choice((-10, 0, 0, 15)), random.choice((0, 4, 8, 12))
    signed = min(at.date() + timedelta(days=3), today)
    settled = min(at.date() + timedelta(days=14), today)
    return {
        "held_from": at,
        "held_until": at + timedelta(minutes=really),
        "kilometres": kilometres,
        "understanding": "good" if random.random() < 0.8 else "partly",
        "again": "yes",
        "price_model": "allowance",
        "cents": allowance(price_model("allowance"), really, kilometres),
        "signed_on": signed if state in ("signed", "settled") else None,
        "settled_on": settled if state == "settled" else None,
    }


def _asked(made: InterpreterRequest, people: list[UUID], sent: date) -> Iterator[Assignment]:
    """Yield who was asked: where two speak the language, the first one often said no."""
    state = made.state or ""
    first_no = len(people) > 1 and state in ("searching", "confirmed", "settled", "unfilled")
    asked_at = datetime.combine(sent, time(9), tzinfo=UTC)
    for place, person in enumerate(people, 1):
        declined = first_no and place == 1
        current = place == (2 if first_no else 1)
        said = "declined" if declined else SAID[state] if current else "next"
        if said == "next" and state not in ("sent", "searching"):
            said = "withdrawn"
        answered = said in ("declined", "accepted", "held")
        yield Assignment(
            request=made.id,
            interpreter=person,
            position=place,
            state=said,
            asked_at=asked_at + timedelta(hours=place) if said != "next" else None,
            answered_at=asked_at + timedelta(hours=place + 3) if answered else None,
        )


def _day(today: date, ahead: int) -> date:
    """Return a working day about so many days from today."""
    day = today + timedelta(days=ahead)
    while not is_working_day(day):
        day += timedelta(days=1) if ahead > 0 else timedelta(days=-1)
    return day
