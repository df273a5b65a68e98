"""The tables of the working day: what contacts were about, needs, barriers, districts, referrals, talks."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lwdesk.base.texts import N_, Texts
from lwdesk.domain.codelists import codelists
from lwdesk.facts import formats, tables
from lwdesk.facts.facts import OWN_WORDS, Counted, Facts, Population, chosen
from lwdesk.facts.tables import CONTACT_WORDS, WITH_WHOM, Cell, Column, Contacts, Sort, Table

TOTAL: Final = "total"
NOT_ASSIGNED: Final = N_("not assigned")
type Tally = Counter[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know: up to which day, which contacts, and about whom."""

    as_of: date
    contacts: Contacts = "households"
    population: Population = "all"


def reasons(facts: Facts, asked: Asked, words: Texts) -> Table:
    """Count the topics of contacts by life area and kind of support."""
    known = _chosen(facts, facts.reasons, asked)
    talks = (one for one in known if one.counterpart in WITH_WHOM[asked.contacts])
    spoken = formats.number(_contacts(facts, asked), words.language)
    return _of_codes(
        Codes(N_("Topics of contacts until {day}"), "life_area", N_("Life area"), "support_kind"),
        _tally((one.area, one.support, one.number) for one in talks),
        asked,
        words,
        words(CONTACT_WORDS[asked.contacts]),
        words(N_("A contact counts once, each of its topics for itself. Contacts: {n}."), n=spoken),
    )


def contacts(facts: Facts, asked: Asked, words: Texts) -> Table:
    """Count contacts by kind and office; a kind that the list no longer has keeps its row."""
    names = {one.office: one.name for one in tables.listed(facts, asked.as_of, facts.contacts)}
    tally: Tally = Counter()
    for one in _chosen(facts, facts.contacts, asked):
        if one.counterpart in WITH_WHOM[asked.contacts]:
            tally[one.sort, names[one.office]] += one.number
    return _cross(
        words(N_("Contacts by kind until {day}"), day=_day(asked, words)),
        _rows("contact_kind", N_("Kind of contact"), tally, words),
        [(name, name) for name in dict.fromkeys(names.values())],
        tally,
        (*_head(asked, words), words(CONTACT_WORDS[asked.contacts])),
        words,
    )


def needs(facts: Facts, asked: Asked, words: Texts) -> Table:
    """Count needs by life area and state."""
    return _of_codes(
        Codes(N_("Needs by life area until {day}"), "life_area", N_("Life area"), "need_state"),
        _tally((one.area, one.state, one.number) for one in _chosen(facts, facts.needs, asked)),
        asked,
        words,
        words(N_("The state is the present one.")),
    )


def barriers(facts: Facts, asked: Asked, words: Texts) -> Table:
    """Count what stands in the way of needs by the district in which the household lives."""
    tally: Tally = Counter()
    for one in _chosen(facts, facts.barriers, asked):
        tally[_known(one.district(asked.as_of)), one.barrier] += one.number
    own = [(OWN_WORDS, words(N_("in own words")))]
    known = [column for column in _columns("barrier", tally, words) if column[0] != OWN_WORDS]
    return _cross(
        words(N_("Barriers by district until {day}"), day=_day(asked, words)),
        _district_rows(words),
        known + own,
        tally,
        (*_head(asked, words), words(N_("A need may name one barrier and a further one in own words."))),
        words,
    )


def districts(facts: Facts, asked: Asked, words: Texts) -> Table:
    """Count households and their persons by the district in which they live on the day."""
    tally: Tally = Counter()
    for one in _chosen(facts, facts.households, asked):
        place = _known(one.district(asked.as_of))
        tally[place, "households"] += 1
        tally[place, "persons"] += one.persons(asked.as_of)
    rows = _district_rows(words)
    names = [("households", words(N_("Registered households"))), ("persons", words(N_("Persons")))]
    region = Column("region", words(N_("Region")), "text")
    return Table(
        title=words(N_("Households by district until {day}"), day=_day(asked, words)),
        columns=(rows.column, region, *(Column(name, label) for name, label in names)),
        rows=tuple(
            (label, _region(code, words), *(tally[code, name] for name, _ in names))
            for code, label in rows.labels
        ),
        totals=(words(N_("Total")), None, *(_sum(tally, name) for name, _ in names)),
        notes=(*_head(asked, words), words(N_("The district is that of the address on the cut-off date."))),
    )


def referrals(facts: Facts, asked: Asked, words: Texts) -> Table:
    """Count referrals by kind of provider, those sent and those that came from elsewhere."""
    kinds = N_("Kind of provider")
    return _of_codes(
        Codes(N_("Referrals by kind of provider until {day}"), "provider_kind", kinds, "referral_direction"),
        _tally((one.provider, one.direction, one.number) for one in _chosen(facts, facts.referrals, asked)),
        asked,
        words,
        words(N_("Drafts do not count.")),
    )


def hours(facts: Facts, asked: Asked, words: Texts) -> Table:
    """Count interpreted talks and their time by language, as the sheets of hours have them."""
    tally: Tally = Counter()
    for one in _chosen(facts, facts.talks, asked):
        tally[one.language, "talks"] += one.number
        tally[one.language, "minutes"] += one.minutes
    sorts: Mapping[str, Sort] = {"talks": "count", "minutes": "minutes"}
    labels = {"talks": words(N_("Talks")), "minutes": words(N_("Hours"))}
    spoken = {code for code, _ in tally}
    rows = _rows("language", N_("Language"), tally, words)
    return Table(
        title=words(N_("Interpreted hours by language until {day}"), day=_day(asked, words)),
        columns=(rows.column, *(Column(name, labels[name], sort) for name, sort in sorts.items())),
        rows=tuple(
            (label, *(tally[code, name] for name in sorts)) for code, label in rows.labels if code in spoken
        ),
        totals=(words(N_("Total")), *(_sum(tally, name) for name in sorts)),
        notes=(*_head(asked, words), words(N_("What stands on the interpreters' sheets of hours."))),
    )


def offices(facts: Facts, asked: Asked, words: Texts) -> Table:
    """List the offices with their beginning and their partner as both were on a day."""
    listed = tables.listed(facts, asked.as_of, facts.households)
    partners = codelists()["employer"]
    told = [(one, one.partner(asked.as_of)) for one in listed]
    return Table(
        title=words(N_("Offices and partners on {day}"), day=_day(asked, words)),
        columns=(
            Column("office", words(N_("Location")), "text"),
            Column("began", words(N_("Counted since")), "month"),
            Column("partner", words(N_("Partner")), "text"),
        ),
        rows=tuple(
            (one.name, one.began(asked.as_of), partners.label(code, words.language) if code else None)
            for one, code in told
        ),
        totals=(words(N_("Total")), None, formats.number(len(listed), words.language)),
        notes=_head(asked, words),
    )


def households(facts: Facts, asked: Asked, words: Texts) -> Table:
    """Count households, persons and contacts, office by office."""
    return tables.households(facts, asked.as_of, words, asked.contacts, asked.population)


TABLES: Final[Mapping[str, Callable[[Facts, Asked, Texts], Table]]] = {
    "households": households,
    "offices": offices,
    "districts": districts,
    "contacts": contacts,
    "reasons": reasons,
    "needs": needs,
    "barriers": barriers,
    "referrals": referrals,
    "hours": hours,
}
"""Every table that is printed, by its name."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The heading of the rows and their labels by code; what nobody assigned stands last."""

    column: Column
    labels: Sequence[tuple[str | None, str]]


def _rows(name: str, heading: str, tally: Tally, words: Texts) -> Rows:
    codes = codelists()[name]
    found = {code for code, _ in tally if code is not None}
    order = [code.code for code in codes]
    further = sorted(found - set(order))
    labels: list[tuple[str | None, str]] = [
        (code, codes.label(code, words.language)) for code in (*order, *further)
    ]
    return Rows(Column(name, words(heading), "text"), [*labels, (None, words(NOT_ASSIGNED))])


def _district_rows(words: Texts) -> Rows:
    codes = [code for code in codelists()["district"] if code.text("region")]
    labels: list[tuple[str | None, str]] = [(code.code, code.label(words.language)) for code in codes]
    return Rows(
        Column("district", words(N_("City district")), "text"), [*labels, (None, words(NOT_ASSIGNED))]
    )


def _columns(name: str, tally: Tally, words: Texts) -> list[tuple[str, str]]:
    """Return the codes of a list as columns, with those that only the records still know."""
    codes = codelists()[name]
    order = [code.code for code in codes]
    further = sorted({column for _, column in tally if column} - set(order))
    none = [("", words(NOT_ASSIGNED))] if any(column == "" for _, column in tally) else []
    return [(code, codes.get(code).short(words.language)) for code in (*order, *further)] + none


@dataclass(frozen=True, slots=True)
class Codes:
    """A table that sets the codes of one list against those of another; both columns are names of lists."""

    title: str
    rows: str
    heading: str
    columns: str


def _tally(found: Iterable[tuple[str | None, str | None, int]]) -> Tally:
    tally: Tally = Counter()
    for row, column, number in found:
        tally[row, column or ""] += number
    return tally


def _of_codes(codes: Codes, tally: Tally, asked: Asked, words: Texts, *notes: str) -> Table:
    return _cross(
        words(codes.title, day=_day(asked, words)),
        _rows(codes.rows, codes.heading, tally, words),
        _columns(codes.columns, tally, words),
        tally,
        (*_head(asked, words), *notes),
        words,
    )


def _cross(
    title: str,
    rows: Rows,
    columns: Iterable[tuple[str, str]],
    tally: Tally,
    notes: tuple[str, ...],
    words: Texts,
) -> Table:
    """Return a table of rows and columns with sums at both ends."""
    columns = list(columns)
    names = [name for name, _ in columns]

    def line(code: str | None) -> list[Cell]:
        cells = [tally[code, name] for name in names]
        return [*cells, sum(cells)]

    sums = [_sum(tally, name) for name in names]
    total = Column(TOTAL, words(N_("Total")))
    return Table(
        title=title,
        columns=(rows.column, *(Column(name or "none", label) for name, label in columns), total),
        rows=tuple((label, *line(code)) for code, label in rows.labels),
        totals=(total.label, *sums, sum(sums)),
        notes=notes,
    )


def _sum(tally: Tally, name: str) -> int:
    return sum(count for (_, column), count in tally.items() if column == name)


def _contacts(facts: Facts, asked: Asked) -> int:
    counted = _chosen(facts, facts.contacts, asked)
    return sum(one.number for one in counted if one.counterpart in WITH_WHOM[asked.contacts])


def _chosen[F: Counted](facts: Facts, some: Sequence[F], asked: Asked) -> list[F]:
    """Return what is counted of some facts, without offices that had not begun."""
    begun = {one.office for one in tables.listed(facts, asked.as_of, some)}
    return [one for one in chosen(some, asked.as_of, asked.population) if one.office in begun]


def _known(code: str | None) -> str | None:
    """Return a district that the city has; every other word for a place is assigned to none."""
    return code if code is not None and codelists()["district"].get(code).text("region") else None


def _region(code: str | None, words: Texts) -> str | None:
    if code is None:
        return None
    return codelists()["region"].label(codelists()["district"].get(code).text("region"), words.language)


def _head(asked: Asked, words: Texts) -> tuple[str, ...]:
    return tables.head(asked.as_of, words, asked.population)


def _day(asked: Asked, words: Texts) -> str:
    return formats.day(asked.as_of, words.language)
