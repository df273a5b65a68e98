"""What families do not want to be told, the steps that were walked with them, and what was passed on."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record
from lwdesk.domain.records import CaseStep, Disclosure, Household, Withholding
from lwdesk.services.demo.calendar import Calendar

SHARE, FEWEST = 0.03, 4
WHOM = ("Schule der Kinder", "früherer Vermieter", "Nachbarschaft", "Verein im Haus", "Bruder des Vaters")
KINDS = ((), ("address",), ("address", "phone"), ("income",), ("residence",))
RECIPIENTS = ("Mieterverein", "Familienbüro", "Kita in der Nähe", "Schuldnerberatung", "Sprachkursträger")
RESULTS = ("Beim ersten Gespräch", "In der Sprechstunde", "Beim Besuch", "Am Telefon", "")


def of_households(
    households: Sequence[Household], staff: tuple[UUID, ...], calendar: Calendar, random: Random
) -> Iterator[Record]:
    """Yield agreements of a few households, the same for the same seed."""
    wanted = min(len(households), max(FEWEST, round(len(households) * SHARE)))
    for number, household in enumerate(random.sample(list(households), wanted)):
        since = household.registered_on or calendar.today
        match number % 3:
            case 0:
                yield _withholding(household, since, random)
            case 1:
                yield from _steps(household, since, staff, calendar, random)
            case 2:
                yield _passed_on(household, since, staff, calendar, random)


def _withholding(household: Household, since: date, random: Random) -> Withholding:
    return Withholding(
        household=household.id,
        whom=random.choice(WHOM),
        data_kinds=random.choice(KINDS),
        why="auf Wunsch der Familie",
        since=since,
    )


def _steps(
    household: Household, since: date, staff: tuple[UUID, ...], calendar: Calendar, random: Random
) -> Iterator[CaseStep]:
    on = since
    for code in list(codelists()["nine_steps"])[: random.randint(2, 6)]:
        skipped = random.random() < 0.1
        yield CaseStep(
            household=household.id,
            step=code.code,
            on=min(on, calendar.today),
            staff=random.choice(staff),
            result="" if skipped else random.choice(RESULTS),
            skipped=skipped,
            skip_reason="schon bekannt" if skipped else "",
        )
        on += timedelta(days=random.randint(7, 40))


def _passed_on(
    household: Household, since: date, staff: tuple[UUID, ...], calendar: Calendar, random: Random
) -> Disclosure:
    on = min(since + timedelta(days=random.randint(1, 60)), calendar.today)
    return Disclosure(
        household=household.id,
        recipient=random.choice(RECIPIENTS),
        data_kinds=("name", "language"),
        at=datetime.combine(on, time(10, 30)).astimezone(),
        way=random.choice(("phone", "letter", "personal")),
        purpose="pass_on",
        staff=random.choice(staff),
    )
