"""How fast and how well are people found? Per size: time, and whether the planted person is among 20.

    python bench/search.py [people ...]        30000 and 300000 by default

People are made up; a fifth of their names comes from tests/data/search, spelled at random. A planted person
bears the one spelling of two pairs, the query holds the other; somebody written exactly alike counts too.
"""

import os
import random
import statistics
import sys
import tempfile
import time
import tomllib
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench import machine  # noqa: E402
from lwdesk.domain import names  # noqa: E402
from lwdesk.store import file, migrate, search  # noqa: E402

PLANTED = 150
LIMIT = 20
BATCH = 20_000
STREETS = 1200
ONSETS = "b ch d dh f g gh h j k kh l m n p q r s sh t ts v w y z zh br dr kr st tr sch".split()  # noqa: SIM905
VOWELS = "a a a e i o u aa ai ou ia".split()  # noqa: SIM905
ENDS = ["", "", "", "n", "r", "d", "m", "l", "s", "t", "h", "zai", "ev", "enko", "oglu", "escu", "i", "ov"]


def pairs(half):
    listed = tomllib.loads((ROOT / "tests/data/search" / f"pairs_{half}.toml").read_text(encoding="utf-8"))
    return {language: [tuple(pair) for pair in found] for language, found in listed.items()}


def made_up_words(chance, amount):
    found = set()
    while len(found) < amount:
        syllables = [
            chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.choice((1, 2, 2, 3)))
        ]
        found.add(("".join(syllables) + chance.choice(ENDS)).capitalize())
    return sorted(found)


class Town:
    """A population written straight into the tables: the search reads them, not the log."""

    def __init__(self, people, chance):
        self.chance = chance
        self.amount = people
        self.made_up = made_up_words(chance, min(50_000, 5000 + people // 6))
        chance.shuffle(self.made_up)
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(len(self.made_up))))
        self.listed = [
            spelling for half in ("tuning", "held_out") for found in pairs(half).values() for pair in found
            for spelling in pair
        ]  # fmt: skip
        self.streets = [f"{word}straße" for word in made_up_words(chance, STREETS - 1)] + ["Lindenallee"]
        self.planted = {half: self.plant(half) for half in ("tuning", "held_out")}

    def plant(self, half):
        """Return (written in the file, asked) twice from the pairs of one language."""
        languages = list(pairs(half).items())
        found = []
        for _ in range(PLANTED):
            _, listed = self.chance.choice(languages)
            first, last = self.chance.sample(listed, 2)
            turned = self.chance.random() < 0.5
            found.append(((first[turned], last[turned]), (first[not turned], last[not turned])))
        return found

    def name(self):
        if self.chance.random() < 0.2:
            return self.chance.choice(self.listed)
        return self.chance.choices(self.made_up, cum_weights=self.weights)[0]

    def everybody(self):
        for half in self.planted.values():
            yield from (written for written, _ in half)
        for _ in range(self.amount - 2 * PLANTED):
            yield self.name(), self.name()

    def write(self, connection):
        connection.exec_driver_sql("UPDATE sync_ctl SET applying=1")
        rows = {"person": [], "household": [], "membership": [], "dwelling": [], "person_name": []}
        number = 0
        for place, (given, family) in enumerate(self.everybody()):
            if place % 3 == 0:
                number += 1
                household = number
                rows["household"].append((number, f"HÖ-2026-{place:06}", int(place % 60 == 0)))
                number += 1
                street = f"{self.chance.choice(self.streets)} {self.chance.randrange(1, 120)}"
                rows["dwelling"].append((number, household, street, "44137"))
            number += 1
            person = number
            rows["person"].append((number, given, family, f"0171 {place:07}"))
            number += 1
            rows["membership"].append((number, household, person))
            if self.chance.random() < 0.2:
                number += 1
                rows["person_name"].append((number, person, f"{self.name()} {family}"))
            if len(rows["person"]) >= BATCH:
                self.flush(connection, rows)
        self.flush(connection, rows)
        connection.exec_driver_sql("UPDATE sync_ctl SET applying=0")

    def flush(self, connection, rows):
        columns = {
            "household": "id, case_number, address_protected", "person": "id, given_name, family_name, phone",
            "dwelling": "id, household, street, postcode", "membership": "id, household, person",
            "person_name": "id, person, name",
        }  # fmt: skip
        for kind, found in rows.items():
            if not found:
                continue
            entities = [(row[0], row[0].to_bytes(16), kind, 0) for row in found]
            connection.exec_driver_sql(
                "INSERT INTO entity (id, eid, kind, state) VALUES (?, ?, ?, ?)", entities
            )
        for kind in ("household", "person", "dwelling", "membership", "person_name"):
            if rows[kind]:
                marks = ", ".join("?" * len(rows[kind][0]))
                connection.exec_driver_sql(
                    f"INSERT INTO {kind} ({columns[kind]}) VALUES ({marks})", list(rows[kind])
                )
            rows[kind].clear()


def slip(chance, word):
    """Return the word with one slip of the keyboard."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return chance.choice((word[:at] + word[at + 1 :], swapped, word[:at] + "e" + word[at:]))


def questions(town):
    """Return per kind of question the queries with the name that is meant."""
    chance = town.chance

    def ask(words):
        return " ".join(words if chance.random() < 0.7 else reversed(words))

    both = [*town.planted["tuning"], *town.planted["held_out"]]
    return {
        "same spelling": [(ask(written), written) for written, _ in both],
        "other spelling, tuning": [(ask(asked), written) for written, asked in town.planted["tuning"]],
        "other spelling, held out": [(ask(asked), written) for written, asked in town.planted["held_out"]],
        "one slip": [(ask((slip(chance, written[0]), written[1])), written) for written, _ in both],
        "half typed": [
            (f"{written[0]} {written[1][: max(2, len(written[1]) - 2)]}", written) for written, _ in both
        ],
        "one name": [(asked[1], None) for _, asked in both],
        "first letters": [(asked[0][: chance.choice((2, 3, 4))], None) for _, asked in both],
        "name and street": [(f"{asked[0]} linden", None) for _, asked in both],
        "street": [(f"{street[:7]} {chance.randrange(1, 99)}", None) for street in town.streets[:150]],
        "phone": [(f"+49171{chance.randrange(town.amount):07}", None) for _ in range(150)],
        "nobody": [(f"{slip(chance, 'Qwertzuiop')} Xxyzqa{n}", None) for n in range(50)],
    }


def written_as(connection, hits):
    numbers = [int.from_bytes(hit.person.bytes) for hit in hits if hit.person]
    rows = connection.exec_driver_sql(
        "SELECT given_name, family_name FROM person WHERE id IN (SELECT value FROM json_each(?))",
        (str(numbers),),
    )
    return {names.romanise(f"{given} {family}") for given, family in rows}


def measure(connection, town):
    spent = f"{'p50 ms':>7} | {'p95 ms':>7} | {'max ms':>7}"
    print(f"| {'question':26} | {'asked':>5} | {spent} | among 20 | first |")
    print(f"|{'-' * 28}|{'-' * 7}|{'-' * 9}|{'-' * 9}|{'-' * 9}|{'-' * 10}|{'-' * 7}|")
    every = []
    for kind, asked in questions(town).items():
        times, among, first = [], 0, 0
        for text, written in asked:
            start = time.perf_counter()
            hits = search.find(connection, text, LIMIT)
            times.append(1000 * (time.perf_counter() - start))
            if written:
                among += names.romanise(" ".join(written)) in written_as(connection, hits)
                first += names.romanise(" ".join(written)) in written_as(connection, hits[:1])
        every += times
        found = (
            f"{among / len(asked):8.3f} | {first / len(asked):5.3f}" if asked[0][1] else f"{'':8} | {'':5}"
        )
        line(kind, times, found)
    line("all", every, f"{'':8} | {'':5}")


def line(kind, times, found):
    times = sorted(times)
    p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
    spent = f"{statistics.median(times):7.1f} | {p95:7.1f} | {times[-1]:7.1f}"
    print(f"| {kind:26} | {len(times):5} | {spent} | {found} |")


def upkeep(connection):
    """Tell what the index costs: to build, to check, and per saved person."""
    start = time.perf_counter()
    search.rebuild(connection)
    built = time.perf_counter() - start
    numbers = [row[0] for row in connection.exec_driver_sql("SELECT id FROM person LIMIT 200")]
    start = time.perf_counter()
    for number in numbers:
        search.refresh(connection, {"person": [number]})
    saved = (time.perf_counter() - start) / len(numbers)
    start = time.perf_counter()
    sound = search.check(connection)
    checked = time.perf_counter() - start
    print(
        f"build {built:.1f} s, one saved person {1000 * saved:.2f} ms, check {checked:.1f} s ({sound})",
        end=", ",
    )
    words = connection.exec_driver_sql("SELECT count(*) FROM search_word").scalar()
    print(f"{words} different words")


def main(sizes):
    print(machine.told())
    for people in [int(size) for size in sizes] or [30_000, 300_000]:
        with tempfile.TemporaryDirectory() as folder:
            data_file = file.create(Path(folder) / "bench.lwdesk", os.urandom(48))
            town = Town(people, random.Random(7))
            with data_file.engine.begin() as connection:
                migrate.prepare(connection)
                town.write(connection)
            print(f"\n{people} people: ", end="")
            with data_file.engine.begin() as connection:
                upkeep(connection)
            with data_file.engine.connect() as connection:
                measure(connection, town)
            data_file.close()


if __name__ == "__main__":
    main(sys.argv[1:])
