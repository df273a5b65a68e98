"""The directory of the demonstration, and referrals of a few households in every state."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from lwdesk.domain import forwarding
from lwdesk.domain.fields import Record
from lwdesk.domain.records import Consent, Household, Offer, OfferPlace, Provider, Referral
from lwdesk.services.demo.calendar import Calendar
from lwdesk.services.demo.lists import directory

SHARE, FEWEST, OLDEST = 0.06, 14, 60
OPENING: Final = ("Mo–Do 9–16 Uhr", "Di 16–18 Uhr", "Mi 9–12 Uhr", "nach Vereinbarung", "Do 14–17 Uhr")
STATES: Final = (
    "sent", "accepted", "appointment", "finished", "refused",
    "draft", "used", "not_used", "withdrawn", "received",
)  # fmt: skip
SENDERS: Final = ("MigraDo", "Jobcenter Dortmund", "Jugendamt", "Caritas Migrationsdienst")
REFUSALS: Final = ("full", "papers", "language", "not_responsible")
OUTCOMES: Final = ("solved", "partly", "not", "unclear")
LIMITED, SEASONAL, STALE, OVER = 7, 20, 5, 13


def records(
    households: Sequence[Household], staff: tuple[UUID, ...], calendar: Calendar, random: Random
) -> list[Record]:
    """Return the whole directory and the referrals that lead into it."""
    known = offers(calendar, random)
    return [*known, *of_households(households, known, staff, calendar, random)]


def offers(calendar: Calendar, random: Random) -> list[Record]:
    """Return providers and offers; a few offers are full, stale or over."""
    found: list[Record] = []
    number = 0
    for listed in directory():
        provider = Provider(
            name=listed["name"],
            sort=listed["sort"],
            district=listed["district"],
            city="Dortmund",
            source="Übungsdaten",
        )
        found.append(provider)
        for one in listed["offer"]:
            number += 1
            found.append(_offer(provider, one, number, calendar, random))
    return found


def _offer(
    provider: Provider, listed: dict[str, Any], number: int, calendar: Calendar, random: Random
) -> Offer:
    near = number % 3 == 0 and provider.district is not None
    checked = random.randint(400, 600) if number % STALE == 0 else random.randint(5, 300)
    return Offer(
        provider=provider.id,
        name=listed["name"],
        category=listed["category"],
        areas=tuple(listed["areas"]),
        languages=tuple(listed["languages"]),
        districts=(provider.district,) if near and provider.district else (),
        district=provider.district,
        opening=random.choice(OPENING),
        by_appointment=number % 4 == 0,
        free=listed["free"],
        capacity=SEASONAL if number % LIMITED == 0 else None,
        valid_until=calendar.today - timedelta(30) if number % OVER == 0 else None,
        checked_on=calendar.today - timedelta(checked),
    )


def of_households(
    households: Sequence[Household],
    known: Sequence[Record],
    staff: tuple[UUID, ...],
    calendar: Calendar,
    random: Random,
) -> Iterator[Record]:
    """Yield referrals of a few households, a consent where data went along, and places in courses."""
    valid = [one for one in known if isinstance(one, Offer) and one.valid_until is None]
    providers = {one.id: one for one in known if isinstance(one, Provider)}
    wanted = min(len(households), max(FEWEST, round(len(households) * SHARE)))
    for number, household in enumerate(random.sample(list(households), wanted)):
        offer = random.choice(valid)
        state = STATES[number % len(STATES)]
        if state == "received":
            yield _incoming(household, staff, calendar, random)
            continue
        provider = providers[offer.provider] if offer.provider else Provider()
        yield from _outgoing(household, offer, provider, (state, number), staff, calendar, random)
        if offer.capacity is not None and state in ("accepted", "used", "finished"):
            yield OfferPlace(household=household.id, offer=offer.id, state="place", since=calendar.today)


def _outgoing(
    household: Household,
    offer: Offer,
    provider: Provider,
    how: tuple[str, int],
    staff: tuple[UUID, ...],
    calendar: Calendar,
    random: Random,
) -> Iterator[Record]:
    state, number = how
    since = household.registered_on or calendar.today
    sent = max(since, calendar.today - timedelta(random.randint(3, OLDEST)))
    passes = number % 2 == 0 and state != "draft"
    consent = _consent(household, provider, sent) if passes else None
    if consent is not None:
        yield consent
    made = Referral(
        office=household.office,
        household=household.id,
        direction="out",
        state=state,
        state_since=sent,
        staff=random.choice(staff),
        area=offer.areas[0],
        subject=offer.name,
        urgency=random.choice(("normal", "normal", "soon")),
        sort="data" if passes else "information",
        offer=offer.id,
        provider=provider.id,
        language=household.advice_language,
        data_kinds=("name", "phone", "language", "need") if passes else (),
        consent=consent.id if consent else None,
    )
    reference = f"V-{household.case_number.partition('-')[0]}-{sent.year}-{number + 1:04}"
    yield made if state == "draft" else _on_its_way(made, reference, sent, calendar, random)


def _consent(household: Household, provider: Provider, sent: date) -> Consent:
    return Consent(
        household=household.id,
        purpose="pass_on",
        recipient=provider.name,
        provider=provider.id,
        data_kinds=("name", "phone", "language", "need"),
        given_on=sent,
        form="written",
        language=household.advice_language,
    )


def _on_its_way(made: Referral, reference: str, sent: date, calendar: Calendar, random: Random) -> Referral:
    """Return the referral with what its state brings along."""
    sent_one = made.replace(
        reference=reference,
        slip_code=forwarding.slip_code(random.getrandbits(20)),
        sent_on=sent,
        answer_due_on=forwarding.answer_due(made.urgency, sent),
    )
    answered = min(calendar.today, sent + timedelta(random.randint(1, 14)))
    at = datetime.combine(answered, time(10), tzinfo=UTC)
    ahead = datetime.combine(calendar.today + timedelta(random.randint(1, 14)), time(10), tzinfo=UTC)
    more: dict[str, dict[str, Any]] = {
        "sent": {"answered_on": None, "state_since": sent},
        "appointment": {"appointment_at": ahead},
        "used": {"appointment_at": at},
        "not_used": {"appointment_at": at},
        "refused": {"refusal": random.choice(REFUSALS)},
        "finished": {"outcome": random.choice(OUTCOMES), "feedback_on": answered, "feedback_channel": "slip"},
        "withdrawn": {"answered_on": None},
    }
    told = {"answered_on": answered, "state_since": answered, **more.get(made.state or "", {})}
    return sent_one.replace(**told)


def _incoming(household: Household, staff: tuple[UUID, ...], calendar: Calendar, random: Random) -> Referral:
    """Return somebody whom another service sent and whom nobody has joined to a household."""
    return Referral(
        office=household.office,
        direction="in",
        state="received",
        state_since=calendar.today - timedelta(random.randint(1, 10)),
        staff=random.choice(staff),
        area=random.choice(("housing", "livelihood", "childcare_school")),
        subject="Bitte um Beratung",
        sort="data",
        urgency="normal",
        source=random.choice(SENDERS),
        source_name=household.name,
    )
