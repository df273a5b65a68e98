"""How fast the list of households answers, and the likeness beside the form, in a file of a large office.

Every question is asked right after something was saved, when nothing that was kept holds any more, and
then again, as when a person scrolls or comes back.
"""

import random
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from bench import machine
from bench.search import made_up_words

HOUSEHOLDS = 50_000
BATCH = 5000
ROUNDS = 5
SORTS = ("last_contact", "name", "case_number", "size", "district")
TABS = ("active", "dormant", "closed", "all")
DISTRICTS = ("hoerde", "hombruch", "brackel", "eving", "huckarde")
NOTE = "What was said, what was agreed and what comes next. " * 4
COLUMNS = {
    "household": "id, office, case_number, name, target_group, advice_language, registered_on, status, note",
    "dwelling": "id, household, street, postcode, district, moved_in_on",
    "person": "id, given_name, family_name, born, phone",
    "membership": "id, household, person, role, main_contact",
    "language_skill": "id, person, language, preferred",
    "contact": "id, office, household, at, sort, minutes, note",
    "need": "id, household, area, state",
}


class Town:
    """Households written straight into the tables: lists and search read them, not the log."""

    def __init__(self, connection, office):
        self.connection, self.chance = connection, random.Random(5)
        self.office = self.numbered("SELECT id FROM entity WHERE eid=?", office)
        self.number = self.numbered("SELECT max(id) FROM entity")
        self.words = made_up_words(self.chance, 9000)
        self.rows = {kind: [] for kind in COLUMNS}

    def numbered(self, query, *params):
        return self.connection.exec_driver_sql(query, params).scalar_one()

    def add(self, kind, *values):
        self.number += 1
        self.rows[kind].append((self.number, *values))
        return self.number

    def household(self, place):
        chance = self.chance
        family = chance.choice(self.words)
        status = chance.choices(("active", "dormant", "closed"), (7, 2, 1))[0]
        group = chance.choice(("refugees", "eu_mobility", "unclear"))
        listed = f"B-{place:06}", family, group, "ar", "2024-01-02", status, NOTE
        home = self.add("household", self.office, *listed)
        street = f"{chance.choice(self.words[:1200])}straße {chance.randrange(1, 120)}"
        self.add("dwelling", home, street, "44137", chance.choice(DISTRICTS), "2023-05-01")
        for member in range(chance.choice((1, 3, 5))):
            self.person(home, family, member)
        for _ in range(chance.choice((0, 4, 8))):
            at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(1_000_000))
            told = at.isoformat(timespec="milliseconds"), "open_hour", 15, NOTE
            self.add("contact", self.office, home, *told)
        self.add("need", home, "housing", chance.choice(("open", "solved")))

    def person(self, home, family, member):
        born = f"{self.chance.randrange(1950, 2024)}-0{self.chance.randrange(1, 10)}-15"
        person = self.add("person", self.chance.choice(self.words), family, born, f"0171 {self.number:07}")
        self.add("membership", home, person, "adult" if member < 2 else "child", int(not member))
        if member < 2:
            self.add("language_skill", person, self.chance.choice(("ar", "ro", "bg")), 1)

    def flush(self):
        for kind, rows in self.rows.items():
            entities = [(row[0], self.chance.randbytes(16), kind) for row in rows]
            self.send("INSERT INTO entity (id, eid, kind, state) VALUES (?, ?, ?, 0)", entities)
        for kind, rows in self.rows.items():
            marks = ", ".join("?" * (1 + COLUMNS[kind].count(",")))
            self.send(f"INSERT INTO {kind} ({COLUMNS[kind]}) VALUES ({marks})", rows)
            rows.clear()

    def send(self, statement, rows):
        if rows:
            self.connection.exec_driver_sql(statement, list(rows))


def made(folder, households=HOUSEHOLDS):
    """Return an open desk with this many households beside those of the demonstration."""
    from lwdesk.services import demo
    from lwdesk.store import search

    desk = demo.make(folder / "lists.lwdb", scale=0.1, only_own_office=True)
    with desk.file.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sync_ctl SET applying=1")
        town = Town(connection, desk.office.id.bytes)
        for place in range(households):
            town.household(place)
            if place % BATCH == BATCH - 1:
                town.flush()
        town.flush()
        connection.exec_driver_sql("UPDATE sync_ctl SET applying=0")
        search.rebuild(connection)
    return desk


def questions(desk):
    """Yield what is asked of the list, with how it is asked."""
    from lwdesk.services.views import Wanted

    def ask(offset=0, **wanted):
        return lambda: desk.households.page(Wanted(**wanted), offset, 100)

    for sort in SORTS:
        for tab in TABS:
            yield f"{tab}, by {sort}", ask(tab=tab, sort=sort)
        yield f"all, by {sort}, from row 20,000", ask(20_000, tab="all", sort=sort, descending=True)
    yield "all, a district", ask(tab="all", district="hoerde")
    yield "all, a language", ask(tab="all", language="ro")
    yield "all, part of a name", ask(tab="all", text="zai")


def intakes(desk):
    """Return forms that describe households of the file, at another address."""
    from lwdesk.domain.household import Dwelling, Household
    from lwdesk.domain.intake import Intake, Member
    from lwdesk.services.views import Wanted

    listed = desk.households.page(Wanted(tab="all", sort="name"), 10_000, 500).rows
    cards = [desk.households.card(row.household) for row in listed[::25]]
    return [
        Intake(
            household=Household(name=card.household.name),
            dwelling=Dwelling(street="Lindenallee 5", postcode="44137"),
            members=tuple(
                Member(replace(one.person, id=UUID(int=place))) for place, one in enumerate(card.members)
            ),
        )
        for card in cards
    ]


def timed(work, rounds=ROUNDS):
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begun))
    return times


def asked(desk, work):
    """Return the times right after a save, and those of the same question again."""
    first, again = [], []
    for _ in range(ROUNDS):
        desk.audit.note("print")
        first += timed(work, 1)
        again += timed(work, 1)
    return first, again


def main():
    print(machine.told())
    with tempfile.TemporaryDirectory() as name:
        desk = made(Path(name))
        measured = [(title, *asked(desk, work)) for title, work in questions(desk)]
        alike = [
            spent
            for intake in intakes(desk)
            for spent in timed(lambda one=intake: desk.search.similar(one), 2)
        ]
        desk.close()
    measured.append(("likeness beside the form", alike[::2], alike[1::2]))
    rows = [
        (title, *(f"{figure:.1f}" for times in both for figure in (statistics.median(times), max(times))))
        for title, *both in measured
    ]
    header = ("after a save, p50 ms", "max ms", "again, p50 ms", "max ms")
    machine.table((f"{HOUSEHOLDS} households", *header), rows)
