"""What a letter tells of a household: one text for each kind of data that may leave, and nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from lwdesk.base.texts import N_, Texts, translator
from lwdesk.documents.kit.letter import LANGUAGE
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Record
from lwdesk.domain.gate import is_minor
from lwdesk.domain.person import Person, Residence
from lwdesk.domain.printed import printed
from lwdesk.domain.referral import Referral
from lwdesk.services import cards
from lwdesk.services.papers.drawable import is_drawable
from lwdesk.services.views import MemberView
from lwdesk.store.queries.cards import WholeHousehold

type Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A household as it is now, and who of it the letter is about."""

    whole: WholeHousehold
    members: tuple[MemberView, ...]
    named: tuple[MemberView, ...]
    referral: Referral
    today: date

    @property
    def words(self) -> Texts:
        return translator(LANGUAGE)


def told(whole: WholeHousehold, referral: Referral, persons: Iterable[object], today: date) -> Told:
    """Return who lives there now; who names nobody means all of them."""
    there = tuple(one for one in cards.members(whole) if not cards.is_over(one.membership, today))
    wanted = frozenset(persons)
    named = tuple(one for one in cards.members(whole) if one.person.id in wanted) or there
    return Told(whole, there, named, referral, today)


def facts(about: Told, kinds: Iterable[str]) -> Facts:
    """Return the rows of the kinds that may leave, in the order of the code list; empty ones are left out."""
    allowed = frozenset(kinds)
    rows = []
    for code in codelists()["data_kind"]:
        tell = TELLS.get(code.code)
        if code.code in allowed and tell is not None and (text := tell(about)):
            rows.append((code.label(LANGUAGE), text))
    return tuple(rows)


def _each(about: Told, tell: Callable[[MemberView], str]) -> str:
    """Return a line for each person; where there are several, each begins with the given name."""
    found = [(one.person, text) for one in about.named if (text := tell(one))]
    if len(about.named) == 1:
        return "\n".join(text for _person, text in found)
    return "\n".join(f"{person.call_name or person.given_name}: {text}" for person, text in found)


def _said(record: Record, *names: str) -> str:
    """Return fields that are known, with their labels."""
    words = translator(LANGUAGE)
    known = [name for name in names if record.value(name) != record.by_name[name].empty]
    return ", ".join(_labelled(record, name, words) for name in known)


def _labelled(record: Record, name: str, words: Texts) -> str:
    field = record.by_name[name]
    return f"{words(field.label)}: {printed(field, record.value(name), words)}"


def _values(record: Record, *names: str) -> str:
    words = translator(LANGUAGE)
    known = [name for name in names if record.value(name) != record.by_name[name].empty]
    return ", ".join(printed(record.by_name[name], record.value(name), words) for name in known)


def _names(about: Told) -> str:
    """Return a line for each person; a name in a script that paper cannot show is told in Latin letters."""
    lines = [_name(one.person) for one in about.named if cards.shown_name(one.person)]
    return "\n".join(lines) or about.whole.household.name


def _name(person: Person) -> str:
    name, native = cards.shown_name(person), person.native_name
    return f"{name} ({native})" if native and native != name and is_drawable(native) else name


def _births(about: Told) -> str:
    return _each(about, lambda one: _values(one.person, "born"))


def _nationalities(about: Told) -> str:
    return _each(about, lambda one: _values(one.person, "nationality", "second_nationality"))


def _phones(about: Told) -> str:
    return _each(about, lambda one: _values(one.person, "phone", "second_phone", "mail"))


def _address(about: Told) -> str:
    lived = cards.current(about.whole.dwellings, about.today)
    lines = (lived.street, f"{lived.postcode} {lived.city}".strip()) if lived else ()
    return "\n".join(line for line in lines if line)


def _languages(about: Told) -> str:
    referral, home = about.referral, about.whole.household
    language = referral.language or home.advice_language
    parts = [codelists().label("language", language, LANGUAGE)] if language else []
    if "yes" in (referral.interpreter, home.interpreter_needed):
        parts.append(about.words(N_("interpreting is needed")))
    return " – ".join(parts)


def _household(about: Told) -> str:
    """Return how many live there; as long as an age is unknown, nobody is called an adult."""
    words, born = about.words, [one.person.born for one in about.members]
    young = sum(1 for day in born if is_minor(day, about.today))
    children = words.plural("{n} child", "{n} children", young) if young else ""
    if None in born:
        people = words.plural("{n} person", "{n} persons", len(born))
        told = words(N_("{people}, of them {children}"), people=people, children=children)
        return told if children else people
    grown = len(born) - young
    adults = words.plural("{n} adult", "{n} adults", grown) if grown else ""
    return ", ".join(part for part in (adults, children) if part)


def _residences(about: Told) -> str:
    def tell(one: MemberView) -> str:
        here = [stay for stay in one.residences if not _is_past(stay.valid_until, about.today)]
        return "; ".join(_stay(stay, about.words) for stay in here)

    return _each(about, tell)


def _education(about: Told) -> str:
    names = ("school", "school_type", "school_class", "school_certificate", "vocational", "activity")
    return _each(about, lambda one: _said(one.person, *names))


def _income(about: Told) -> str:
    here = [one for one in about.whole.benefits if not _is_past(one.ends_on, about.today)]
    return "\n".join(_values(one, "benefit", "state", "authority") for one in here)


def _housing(about: Told) -> str:
    lived = cards.current(about.whole.dwellings, about.today)
    return _said(lived, "housing", "rooms", "area", "rent", "permit") if lived else ""


def _need(about: Told) -> str:
    return _values(about.referral, "area", "subject")


def _health(about: Told) -> str:
    return _each(about, lambda one: one.person.health.strip())


def _papers(about: Told) -> str:
    return about.referral.papers


def _is_past(day: date | None, today: date) -> bool:
    return day is not None and day < today


def _stay(stay: Residence, words: Texts) -> str:
    title, until = _values(stay, "title"), stay.valid_until
    return words(N_("{title} until {day}"), title=title, day=f"{until:%d.%m.%Y}") if until else title


TELLS: Final[dict[str, Callable[[Told], str]]] = {
    "name": _names,
    "birth": _births,
    "nationality": _nationalities,
    "phone": _phones,
    "address": _address,
    "language": _languages,
    "household": _household,
    "residence": _residences,
    "education": _education,
    "income": _income,
    "housing": _housing,
    "need": _need,
    "health": _health,
    "papers": _papers,
}
"""How each kind of data is told; what was said in talks goes with the message to the recipient alone."""
