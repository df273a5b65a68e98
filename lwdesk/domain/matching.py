"""Who of a pool fits a request: reasons for and against, and the order in which people are asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, Literal

from lwdesk.base.errors import Fact
from lwdesk.domain.codelists import codelists
from lwdesk.domain.interpreting import Interpreter, InterpreterRequest, InterpreterSkill, InterpreterTime
from lwdesk.domain.pool import OUTSIDE

type Verdict = Literal["fits", "maybe", "warning", "no", "excluded"]
type Near = Literal["same", "next", "other"]

ORDER: Final[tuple[Verdict, ...]] = ("fits", "maybe", "warning", "no", "excluded")
ASKED_BY_ITSELF: Final[frozenset[Verdict]] = frozenset({"fits", "maybe"})
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORST: Final[dict[str, Verdict]] = {
    "excluded": "excluded",
    "wish_must": "no",
    "setting": "no",
    "topic": "no",
    "busy": "no",
    "certificate": "warning",
    "training": "warning",
    "confidential": "warning",
    "data_consent": "warning",
    "full": "warning",
    "not_free": "warning",
    "one_way": "warning",
    "far": "warning",
    "wish": "maybe",
    "time_open": "maybe",
    "other_dialect": "maybe",
    "other_language": "maybe",
}
"""What a sign makes of somebody at best."""
POINTS: Final[dict[str, int]] = {
    "wished": 20, "dialect": 8, "free": 6, "same": 3, "next": 1,
    "other_language": -12, "other_dialect": -8, "wish": -12, "time_open": -3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the pool with what the office knows of them."""

    interpreter: Interpreter
    skills: tuple[InterpreterSkill, ...] = ()
    times: tuple[InterpreterTime, ...] = ()
    load: int = 0
    excluded: bool = False
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason for or against somebody, as a code with its facts."""

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """How somebody fits a request."""

    candidate: Candidate
    verdict: Verdict
    signs: tuple[Sign, ...]
    near: Near | None = None
    score: int = 0

    @property
    def may_be_asked(self) -> bool:
        return self.verdict not in ("no", "excluded")


def matches(
    request: InterpreterRequest, candidates: Iterable[Candidate], districts: frozenset[str]
) -> tuple[Match, ...]:
    """Return who interprets the language, by fit and then by load; who is excluded stands last, in sight."""
    found = [one for candidate in candidates if (one := match(request, candidate, districts)) is not None]
    return tuple(sorted(found, key=_order))


def _order(one: Match) -> tuple[int, int, int, str]:
    return ORDER.index(one.verdict), -one.score, one.candidate.load, one.candidate.interpreter.name


def match(request: InterpreterRequest, candidate: Candidate, districts: frozenset[str]) -> Match | None:
    """Return how somebody fits; None who is not active in this pool or does not interpret the language."""
    person = candidate.interpreter
    if person.pool != request.pool or not _is_active(person, request.at):
        return None
    language = tuple(_language(request, candidate.skills))
    if not language:
        return None
    near = _near(request, person, districts)
    signs = (
        *_when("excluded", candidate.excluded),
        *_when("wished", request.wished == person.id),
        *language,
        *_about(request, person),
        *_time(request, candidate),
        *lacking_papers(person, request.at),
        *_when("far", _is_far(request, person, districts)),
    )
    codes = [sign.code for sign in signs]
    worst = max((ORDER.index(WORST.get(code, "fits")) for code in codes), default=0)
    score = sum(POINTS.get(code, 0) for code in (*codes, near or ""))
    verdict = ORDER[worst]
    shown = tuple(sign for sign in signs if sign.code != "language")
    return Match(candidate, verdict, shown[:1] if verdict == "excluded" else shown, near, score)


def _when(code: str, applies: bool) -> tuple[Sign, ...]:  # noqa: FBT001 - a condition, not a switch
    return (Sign(code),) if applies else ()


def _is_active(person: Interpreter, at: datetime | None) -> bool:
    if at is None:
        return person.valid_until is None
    day = at.astimezone().date()
    return (person.valid_from is None or person.valid_from <= day) and (
        person.valid_until is None or day <= person.valid_until
    )


def _language(request: InterpreterRequest, skills: Iterable[InterpreterSkill]) -> Iterator[Sign]:
    """Yield how well somebody's best skill answers; nothing where there is none."""
    skills = tuple(skills)
    spoken = [one for one in skills if one.language == request.language]
    if not spoken:
        spoken = [one for one in skills if one.language and one.language == request.other_language]
        if not spoken:
            return
        yield Sign("other_language")
    elif request.dialect and any(one.dialect == request.dialect for one in spoken):
        spoken = [one for one in spoken if one.dialect == request.dialect]
        yield Sign("dialect")
    elif request.dialect and all(one.dialect for one in spoken):
        yield Sign("other_dialect")
    yield Sign("language")
    if all(one.direction not in (None, "both") for one in spoken):
        yield Sign("one_way")


def _about(request: InterpreterRequest, person: Interpreter) -> Iterator[Sign]:
    wish = codelists()["gender_wish"].get(request.gender_wish or "")
    if wish.text("sex") and wish.text("sex") != person.sex:
        yield Sign("wish_must" if wish.flag("must") else "wish")
    if person.settings and request.setting not in person.settings:
        yield Sign("setting")
    if request.topic in person.refused_topics:
        yield Sign("topic")


def _time(request: InterpreterRequest, candidate: Candidate) -> Iterator[Sign]:
    if candidate.busy:
        yield Sign("busy")
    if request.at is not None:
        yield _free(request, candidate.times)
    most = candidate.interpreter.most_a_month
    if most is not None and candidate.load >= most:
        yield Sign("full", (("count", candidate.load),))


def _free(request: InterpreterRequest, times: tuple[InterpreterTime, ...]) -> Sign:
    """Tell whether somebody usually is free then."""
    assert request.at is not None
    begins = request.at.astimezone()
    ends = begins + timedelta(minutes=request.minutes or 0)
    weekday = DAYS[begins.weekday()]
    if not times:
        return Sign("time_open", (("day", weekday),))
    same_day = ends.date() == begins.date()
    for one in times:
        if one.weekday == weekday and same_day and _covers(one, begins.time(), ends.time()):
            return Sign(
                "free", (("day", weekday), ("first", _hour(one.free_from)), ("last", _hour(one.free_until)))
            )
    return Sign("not_free", (("day", weekday),))


def _covers(free: InterpreterTime, begins: time, ends: time) -> bool:
    return bool(free.free_from and free.free_until and free.free_from <= begins and ends <= free.free_until)


def _hour(at: time | None) -> str:
    assert at is not None
    return f"{at:%H:%M}" if at.minute else str(at.hour)


def lacking_papers(person: Interpreter, at: datetime | None) -> Iterator[Sign]:
    """Yield the papers that somebody lacks at a moment: certificate, training, undertaking, consent."""
    until = person.certificate_until
    if person.certificate_on is None and until is None:
        yield Sign("certificate")
    elif until is not None and at is not None and until < at.astimezone().date():
        yield Sign("certificate", (("day", f"{until:%d.%m.%Y}"),))
    if person.trained_on is None:
        yield Sign("training")
    if person.confidential_on is None:
        yield Sign("confidential")
    if person.consent_on is None:
        yield Sign("data_consent")


def _near(request: InterpreterRequest, person: Interpreter, districts: frozenset[str]) -> Near | None:
    """Tell how near somebody lives, by district; on the phone it does not matter."""
    if request.setting not in OUTSIDE or person.district is None or not districts:
        return None
    if person.district in districts:
        return "same"
    around = codelists()["district"].get(person.district).texts("neighbours")
    return "next" if districts & set(around) else "other"


def _is_far(request: InterpreterRequest, person: Interpreter, districts: frozenset[str]) -> bool:
    comes = request.setting in OUTSIDE
    return bool(comes and districts and person.districts and not districts & set(person.districts))
