"""The printed tables: one function for each, counted from facts and nothing else."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from lwdesk.base.texts import N_, Texts
from lwdesk.facts import formats
from lwdesk.facts.facts import Counted, Facts, OfficeFact, Population, chosen

type Cell = str | int | date | None
type Contacts = Literal["households", "all"]
type Sort = Literal["text", "month", "count", "minutes"]

WITH_WHOM: Mapping[Contacts, frozenset[str]] = {
    "households": frozenset({"household"}),
    "all": frozenset({"household", "anonymous", "partner"}),
}
CONTACT_WORDS: Mapping[Contacts, str] = {
    "households": N_("Contacts: to households."),
    "all": N_("Contacts: to people seeking advice and to cooperation partners."),
}
POPULATION_WORDS: Mapping[Population, str] = {
    "all": N_("Population: refugees and other people seeking advice."),
    "refugee": N_(
        "Population: refugees only, by the present target group; contacts without a household are left out."
    ),
    "other": N_(
        "Population: other people seeking advice, with households that are not yet clear;"
        " contacts without a household are counted here."
    ),
    "eu2": N_("Population: newcomers from the EU (EU2) only; what belongs to no household is left out."),
}
RULES = (
    N_("Households are counted once per office, from the day of registration on, closed ones too."),
    N_("Persons are the members of these households on the cut-off date, without those who live elsewhere."),
    N_("Offices that had not begun by the cut-off date are not in the table."),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name for machines, its heading, and how its cells are printed."""

    name: str
    label: str
    sort: Sort = "count"

    @property
    def is_number(self) -> bool:
        return self.sort in ("count", "minutes")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a paper prints it; counts stay numbers until they are printed."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]
    notes: tuple[str, ...]

    def printed(self, language: str) -> list[list[str]]:
        """Return headings, rows and totals as text in the formats of a language."""
        lines = [[column.label for column in self.columns]]
        return lines + [self._line(row, language) for row in (*self.rows, self.totals)]

    def _line(self, row: tuple[Cell, ...], language: str) -> list[str]:
        return [
            formats.cell(value, column.sort, language)
            for value, column in zip(row, self.columns, strict=True)
        ]


def households(
    facts: Facts,
    as_of: date,
    words: Texts,
    contacts: Contacts = "households",
    population: Population = "all",
) -> Table:
    """Count households, persons in them and contacts, office by office, up to and including a day."""
    counted = _count(facts, as_of, contacts, population)
    rows = tuple(
        (office.name, office.began(as_of), *(tally[office.office] for tally in counted))
        for office in listed(facts, as_of, facts.households)
    )
    sums = (sum(column) for column in zip(*(row[2:] for row in rows), strict=True)) if rows else (0, 0, 0)
    day = formats.day(as_of, words.language)
    return Table(
        title=words(N_("Households, persons and contacts until {day}"), day=day),
        columns=_columns(words),
        rows=rows,
        totals=(words(N_("Total")), None, *sums),
        notes=(*head(as_of, words, population), words(CONTACT_WORDS[contacts]), *map(words, RULES)),
    )


def head(as_of: date, words: Texts, population: Population) -> tuple[str, ...]:
    """Return what stands over every table: the day and who is counted."""
    day = formats.day(as_of, words.language)
    return words(N_("Cut-off date: {day}."), day=day), words(POPULATION_WORDS[population])


def _columns(words: Texts) -> tuple[Column, ...]:
    return (
        Column("office", words(N_("Location")), "text"),
        Column("began", words(N_("Counted since")), "month"),
        Column("households", words(N_("Registered households"))),
        Column("persons", words(N_("Persons in these households"))),
        Column("contacts", words(N_("Contacts"))),
    )


def _count(facts: Facts, as_of: date, contacts: Contacts, population: Population) -> list[Counter[UUID]]:
    registered: Counter[UUID] = Counter()
    persons: Counter[UUID] = Counter()
    talks: Counter[UUID] = Counter()
    for household in chosen(facts.households, as_of, population):
        registered[household.office] += 1
        persons[household.office] += household.persons(as_of)
    for contact in chosen(facts.contacts, as_of, population):
        if contact.counterpart in WITH_WHOM[contacts]:
            talks[contact.office] += contact.number
    return [registered, persons, talks]


def listed(facts: Facts, as_of: date, at_work: Iterable[Counted]) -> list[OfficeFact]:
    """Return the offices that had begun, by beginning and then by region.

    One whose beginning nobody entered comes last, as soon as it has something to count.
    """
    busy = {one.office for one in at_work if one.on <= as_of}
    shown = [
        (office.began(as_of) or date.max, office)
        for office in facts.offices
        if (office.began(as_of) or date.max) <= as_of or (not office.beginnings and office.office in busy)
    ]
    return [office for _, office in sorted(shown, key=lambda pair: (pair[0], pair[1].rank, pair[1].name))]
