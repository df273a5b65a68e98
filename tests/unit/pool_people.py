"""An invented pool for the tests, and a request to it."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from lwdesk.domain.interpreting import Interpreter, InterpreterRequest, InterpreterSkill, InterpreterTime
from lwdesk.services.desk import Desk

TUESDAY = datetime(2021, 11, 2, 13, 14, tzinfo=UTC)
NEXT_FRIDAY = datetime(2021, 11, 12, 9, tzinfo=UTC)  # 10:00 on the wall
PAPERS = {
    "trained_on": date(2019, 5, 1),
    "confidential_on": date(2019, 5, 1),
    "certificate_on": date(2019, 4, 1),
    "certificate_until": date(2024, 4, 1),
    "consent_on": date(2019, 5, 1),
}


def person(desk: Desk, name: str, *, language: str = "ar", free: bool = True, **more: Any) -> UUID:
    """Put somebody into the pool who is free on Fridays."""
    fields = {
        "pool": "mia_do_ki",
        "sex": "female",
        "district": "hoerde",
        "price_model": "allowance",
        **PAPERS,
    }
    made = Interpreter(name=name, **{**fields, **more})
    parts: list[Any] = [made, InterpreterSkill(interpreter=made.id, language=language)]
    if free:
        parts.append(
            InterpreterTime(interpreter=made.id, weekday="fri", free_from=time(9), free_until=time(13))
        )
    desk.interpreters.save([(part, None) for part in parts])
    return made.id


def request(household: UUID | None = None, **more: Any) -> InterpreterRequest:
    fields = {
        "household": household,
        "pool": "mia_do_ki",
        "language": "ar",
        "at": NEXT_FRIDAY,
        "minutes": 60,
        "setting": "office",
        "place": "Büro Hörde, Am Markt 2",
        "topic": "housing",
        "legal": "no",
        "specialist_present": "yes",
        "gender_wish": "none",
    }
    return InterpreterRequest(**{**fields, **more})
