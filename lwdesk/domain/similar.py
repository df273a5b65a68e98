"""Weighs whether two people may be one; a suggestion says what is equal, similar and different."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from lwdesk.domain import names
from lwdesk.domain.names import Score, start_score
from lwdesk.domain.vague import Precision, VagueDay

MOST_SHOWN = 3
WORTH_SHOWING = 1.5

_ONE_NAME = 0.86
_ESTIMATE = 2


class Aspect(StrEnum):
    """What of two people is compared, the most telling first."""

    PHONE = "phone"
    NAME = "name"
    BORN = "born"
    ADDRESS = "address"
    SEX = "sex"


class Verdict(StrEnum):
    """What the comparison says."""

    EQUAL = "equal"
    SIMILAR = "similar"
    DIFFERENT = "different"


class _Known(IntEnum):
    YEAR = 4
    MONTH = 7
    DAY = 10


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a person's name and the document it comes from."""

    text: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What can be compared of a person; the address stays empty when it is protected."""

    spellings: tuple[Spelling, ...]
    born: VagueDay | None = None
    phone: str = ""
    address: str = ""
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a suggestion; birth dates are ISO and as long as both sides know them."""

    aspect: Aspect
    verdict: Verdict
    ours: str
    theirs: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for and against one person; the facts stand in the order in which they are shown."""

    score: float
    facts: tuple[Fact, ...]

    @property
    def worth_showing(self) -> bool:
        """Tell whether the office should look: enough speaks for it, or the phone is known."""
        known_phone = any(fact.aspect is Aspect.PHONE for fact in self.facts)
        return known_phone or self.score >= WORTH_SHOWING


type _Judged = tuple[float, Fact] | None


def weigh(ours: Profile, theirs: Profile, score: Score = start_score) -> Weighed:
    """Compare two people; what one side does not know says nothing."""
    judged = (
        _phone(ours.phone, theirs.phone),
        _name(ours.spellings, theirs.spellings, score),
        _born(ours.born, theirs.born),
        _address(ours.address, theirs.address),
        _sex(ours.sex, theirs.sex),
    )
    found = [one for one in judged if one is not None]
    facts = sorted((fact for _, fact in found), key=lambda fact: fact.verdict is Verdict.DIFFERENT)
    return Weighed(sum(weight for weight, _ in found), tuple(facts))


def ranked[K](
    ours: Profile,
    known: Iterable[tuple[K, Profile]],
    most: int = MOST_SHOWN,
    score: Score = start_score,
) -> tuple[tuple[K, Weighed], ...]:
    """Return the few people worth a look, the likeliest first."""
    weighed = [(key, weigh(ours, theirs, score)) for key, theirs in known]
    shown = [pair for pair in weighed if pair[1].worth_showing]
    return tuple(sorted(shown, key=lambda pair: -pair[1].score)[:most])


def _phone(ours: str, theirs: str) -> _Judged:
    key = names.phone_key(ours)
    if not key or key != names.phone_key(theirs):
        return None
    return 3.0, Fact(Aspect.PHONE, Verdict.EQUAL, ours, theirs)


def _name(ours: tuple[Spelling, ...], theirs: tuple[Spelling, ...], score: Score) -> _Judged:
    judged = [found for one in ours for other in theirs if (found := _spelling(one, other, score))]
    if not judged:
        return None
    weight, _, fact = max(judged, key=lambda found: found[:2])
    return weight, fact


def _spelling(ours: Spelling, theirs: Spelling, score: Score) -> tuple[float, float, Fact] | None:
    """Return the weight, the likeness that decides between equal weights, and the fact."""
    mine, other = names.words(ours.text), names.words(theirs.text)
    if not mine or not other:
        return None
    turned = (len(mine), _latin(mine)) > (len(other), _latin(other))
    likeness = names.name_score(*((other, mine) if turned else (mine, other)), score)
    verdict, weight = _judge(likeness)
    pairs = [(match.asked.text, match.found.text) for match in likeness.matches if match.score < 1]
    if verdict is not Verdict.SIMILAR:
        return weight, likeness.score, _fact(verdict, ours.text, theirs.text, theirs.document)
    asked, found = " ".join(one for one, _ in pairs), " ".join(one for _, one in pairs)
    shown = (found, asked) if turned else (asked, found)
    return weight, likeness.score, _fact(verdict, *shown, theirs.document)


def _judge(likeness: names.Likeness) -> tuple[Verdict, float]:
    scores = [match.score for match in likeness.matches]
    if min(scores) < _ONE_NAME:
        return Verdict.DIFFERENT, -1.0
    if len(scores) == 1:
        return Verdict.EQUAL if likeness.score == 1 else Verdict.SIMILAR, 1.5
    return (Verdict.EQUAL, 4.0) if min(scores) == 1 else (Verdict.SIMILAR, 3.0)


def _fact(verdict: Verdict, ours: str, theirs: str, document: str | None) -> Fact:
    return Fact(Aspect.NAME, verdict, names.clean(ours), names.clean(theirs), document)


def _latin(name: tuple[names.Word, ...]) -> tuple[str, ...]:
    return tuple(word.latin for word in name)


def _born(ours: VagueDay | None, theirs: VagueDay | None) -> _Judged:
    if ours is None or theirs is None:
        return None
    known = min(_known(ours), _known(theirs))
    mine, other = ours.on.isoformat()[:known], theirs.on.isoformat()[:known]
    verdict = _same_day(ours, theirs, mine, other)
    weights = {_Known.DAY: 3.0, _Known.MONTH: 2.0, _Known.YEAR: 1.5}
    weight = {Verdict.EQUAL: weights[known], Verdict.SIMILAR: 1.0, Verdict.DIFFERENT: -1.5}[verdict]
    return weight, Fact(Aspect.BORN, verdict, mine, other)


def _known(born: VagueDay) -> _Known:
    """The first of January is what offices write when nobody knows the day: only its year counts."""
    if born.precision is Precision.MONTH:
        return _Known.MONTH
    first_of_january = (born.on.month, born.on.day) == (1, 1)
    return _Known.YEAR if born.exact_year_only or first_of_january else _Known.DAY


def _same_day(ours: VagueDay, theirs: VagueDay, mine: str, other: str) -> Verdict:
    if mine == other:
        return Verdict.EQUAL
    estimated = Precision.ESTIMATED in (ours.precision, theirs.precision)
    if estimated and abs(ours.on.year - theirs.on.year) <= _ESTIMATE:
        return Verdict.SIMILAR
    swapped = len(mine) == _Known.DAY and mine[:4] == other[:4] and mine[5:7] == other[8:]
    return Verdict.SIMILAR if swapped and mine[8:] == other[5:7] else Verdict.DIFFERENT


def _address(ours: str, theirs: str) -> _Judged:
    key = names.address_key(ours)
    if not key or key != names.address_key(theirs):
        return None
    return 1.5, Fact(Aspect.ADDRESS, Verdict.EQUAL, ours, theirs)


def _sex(ours: str | None, theirs: str | None) -> _Judged:
    """Only the two plain entries contradict each other; papers differ in all others."""
    if {ours, theirs} != {"female", "male"}:
        return None
    return -1.5, Fact(Aspect.SEX, Verdict.DIFFERENT, str(ours), str(theirs))
