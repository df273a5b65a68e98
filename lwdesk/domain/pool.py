"""A request to a pool of interpreters: its rules as data, its way, and the way of everybody who is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from lwdesk.base.errors import Fact
from lwdesk.domain.codelists import Code, codelists
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.rules import Problem
from lwdesk.domain.workdays import working_days

type Level = Literal["ok", "open", "warn", "stop"]

REQUEST_STEPS: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"sent", "cancelled"}),
    "sent": frozenset({"searching", "accepted", "unfilled", "cancelled"}),
    "searching": frozenset({"accepted", "unfilled", "cancelled"}),
    "accepted": frozenset({"confirmed", "searching", "unfilled", "cancelled"}),
    "confirmed": frozenset({"held", "no_show", "searching", "unfilled", "cancelled"}),
    "held": frozenset({"signed"}),
    "signed": frozenset({"settled"}),
    "unfilled": frozenset({"searching", "accepted", "cancelled"}),
    "settled": frozenset(),
    "cancelled": frozenset(),
    "no_show": frozenset(),
}
"""What may follow; a request that found nobody can be taken up again."""
ASSIGNMENT_STEPS: Final[dict[str, frozenset[str]]] = {
    "next": frozenset({"asked", "withdrawn"}),
    "asked": frozenset({"accepted", "declined", "no_answer", "withdrawn"}),
    "accepted": frozenset({"declined", "held", "no_show", "withdrawn"}),
    "declined": frozenset(),
    "no_answer": frozenset(),
    "withdrawn": frozenset(),
    "held": frozenset(),
    "no_show": frozenset(),
}
UNDER_WAY: Final = frozenset({"sent", "searching", "accepted", "confirmed"})
OUTSIDE: Final = frozenset({"office", "on_site"})
"""Settings for which somebody has to come."""
SWORN: Final = "professional"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule of the pool: kept, still open, kept with a remedy, or broken; `ways` are the ways on."""

    rule: str
    level: Level
    facts: tuple[tuple[str, Fact], ...] = ()
    remedy: str = ""
    remedied: bool = False
    ways: tuple[str, ...] = ()

    @property
    def holds_back(self) -> bool:
        return self.level == "stop" or (bool(self.remedy) and not self.remedied)


def may_follow(now: str | None, then: str) -> bool:
    return then in REQUEST_STEPS.get(now or "draft", frozenset())


def may_become(now: str | None, then: str) -> bool:
    """Tell whether somebody who was asked may come to another state."""
    return then in ASSIGNMENT_STEPS.get(now or "next", frozenset())


def pool_of(request: InterpreterRequest) -> Code:
    return codelists()["interpreter_pool"].get(request.pool or "")


def check(request: InterpreterRequest, today: date) -> tuple[Finding, ...]:
    """Return what each rule of the chosen pool says of a request, in the order in which they are shown."""
    pool = pool_of(request)
    rules = (_institution, _legal, _specialist, _medical, _ongoing, _setting, _topic, _lead)
    return tuple(finding for rule in rules for finding in rule(request, pool, today))


def _institution(request: InterpreterRequest, pool: Code, _today: date) -> Iterator[Finding]:
    if pool.flag("institutions_only"):
        yield Finding("institution", "stop" if request.private_client else "ok")


def _legal(request: InterpreterRequest, pool: Code, _today: date) -> Iterator[Finding]:
    if not pool.flag("no_legal"):
        return
    topic = codelists()["topic_class"].get(request.topic or "")
    if request.legal == "yes":
        yield Finding("legal", "stop", ways=("sworn",))
    elif request.legal == "unclear":
        yield Finding("legal_unclear", "warn", ways=("sworn",))
    elif request.legal == "no" and topic.flag("legal"):
        yield Finding("legal_topic", "warn", ways=("sworn",))
    else:
        yield Finding("legal", "ok" if request.legal == "no" else "open")


def _specialist(request: InterpreterRequest, pool: Code, _today: date) -> Iterator[Finding]:
    if not pool.flag("specialist"):
        return
    if request.specialist_present == "no":
        yield Finding("specialist", "stop", ways=("specialist",))
    else:
        yield Finding("specialist", "ok" if request.specialist_present == "yes" else "open")


def _medical(request: InterpreterRequest, pool: Code, _today: date) -> Iterator[Finding]:
    if pool.flag("no_medical"):
        topic = codelists()["topic_class"].get(request.topic or "")
        medical = request.medical == "yes" or topic.flag("medical")
        yield Finding("medical", "stop", ways=("other_pool",)) if medical else Finding("medical", "ok")


def _ongoing(request: InterpreterRequest, pool: Code, _today: date) -> Iterator[Finding]:
    if pool.flag("no_ongoing"):
        yield (
            Finding("ongoing", "stop", ways=("other_pool",)) if request.ongoing else Finding("ongoing", "ok")
        )


def _setting(request: InterpreterRequest, pool: Code, _today: date) -> Iterator[Finding]:
    if request.setting == "on_site" and pool.attributes.get("home_visits") is False:
        yield Finding("home_visits", "stop", ways=("office", "phone"))


def _topic(request: InterpreterRequest, pool: Code, _today: date) -> Iterator[Finding]:
    if request.topic and request.topic in pool.texts("refused_topics"):
        yield Finding("topic", "stop", ways=("sworn",))


def _lead(request: InterpreterRequest, pool: Code, today: date) -> Iterator[Finding]:
    if request.at is None:
        return
    day = request.at.astimezone().date()
    if day < today:
        yield Finding("past", "stop", ways=("other_day",))
        return
    wanted = int(str(pool.attributes.get("lead_days", 0)))
    there = working_days(today, day)
    if there >= wanted:
        yield Finding("lead", "ok")
        return
    urgent = request.urgent and bool(request.urgent_reason.strip())
    facts = (("days", there), ("wanted", wanted))
    yield Finding("lead", "warn", facts, remedy="urgent", remedied=urgent, ways=("phone", "other_day"))


def is_late(request: InterpreterRequest, at: datetime) -> bool:
    """Tell whether calling off now comes so late that the pool is owed a unit."""
    hours = int(str(pool_of(request).attributes.get("late_hours", 0)))
    return request.at is not None and at > request.at - timedelta(hours=hours)


def lacking(request: InterpreterRequest, to: str) -> tuple[Problem, ...]:
    """Return what a step needs and does not have."""
    wanted: tuple[str, ...] = ()
    if to == "sent" and request.setting in OUTSIDE:
        wanted = ("place", "minutes")
    elif to == "sent":
        wanted = ("minutes",)
    elif to == "held":
        wanted = ("held_from", "held_until")
    elif to in ("cancelled", "no_show"):
        wanted = ("cancelled_by",)
    elif to == "unfilled":
        wanted = ("unfilled",)
    return tuple(
        Problem("required", name, request.id, request.kind)
        for name in wanted
        if request.value(name) in (None, "")
    )
