"""What a saved contact costs beside a bare SQLCipher transaction that writes the same rows."""

import statistics
import tempfile
import time
from pathlib import Path

from bench import machine
from lwdesk.domain.records import Contact, Reason
from lwdesk.services import demo
from lwdesk.services.views import Wanted
from lwdesk.store import file

ROUNDS = 200
TOPICS = (("livelihood", "advice"), ("authorities", "accompaniment"), ("health", "information"))
ROWS = {"contact": 1, "reason": 3, "audit_entry": 1}


def bare(desk, folder):
    """Return a function that writes the rows of a save into the same tables: no log, no ids, no triggers."""
    copy = folder / "bare.lwdb"
    desk.file.copy_to(copy)
    connection = file.connection(copy, desk.file.key)
    connection.execute("PRAGMA foreign_keys=OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    rows = [newest(connection, kind, count) for kind, count in ROWS.items()]
    number = connection.execute("SELECT max(id) FROM entity").fetchone()[0]

    def save():
        nonlocal number
        connection.execute("BEGIN IMMEDIATE")
        for statement, listed in rows:
            connection.executemany(statement, [(number + place, *row[1:]) for place, row in listed])
        connection.execute("COMMIT")
        number += sum(ROWS.values())

    return save, connection.close


def newest(connection, kind, count):
    """Return what writes the newest rows of a kind once more: a statement, and rows with their places."""
    rows = connection.execute(f"SELECT * FROM {kind} ORDER BY id DESC LIMIT {count}").fetchall()
    marks = ", ".join("?" * len(rows[0]))
    first = 1 + sum(ROWS[before] for before in list(ROWS)[: list(ROWS).index(kind)])
    return f"INSERT INTO {kind} VALUES ({marks})", list(enumerate(rows, first))


def ours(desk):
    household = desk.households.page(Wanted(tab="all"), 0, 1).rows[0].household

    def save():
        contact = Contact(household=household, sort="open_hour", minutes=12)
        desk.contacts.save(contact, [Reason(area=area, support=support) for area, support in TOPICS])

    return save


def timed(saves):
    """Return the times of each, taken in turn, so that a busy disk is busy for all of them."""
    times = [[] for _ in saves]
    for _ in range(ROUNDS):
        for save, spent in zip(saves, times, strict=True):
            begun = time.perf_counter()
            save()
            spent.append(1000 * (time.perf_counter() - begun))
    return [sorted(spent[ROUNDS // 10 :]) for spent in times]


def main():
    print(machine.told())
    titles = ("bare SQLCipher transaction", "lwdesk, saved contact")
    with tempfile.TemporaryDirectory() as name:
        desk = demo.make(Path(name) / "ours.lwdb", scale=1.0, only_own_office=True)
        save = ours(desk)
        save()
        floor, close = bare(desk, Path(name))
        measured = dict(zip(titles, timed((floor, save)), strict=True))
        close()
        desk.close()
    floor = statistics.median(measured[titles[0]])
    rows = [
        (title, f"{statistics.median(times):.2f}", f"{times[int(0.95 * len(times))]:.2f}",
         f"{statistics.median(times) / floor:.2f}")
        for title, times in measured.items()
    ]  # fmt: skip
    machine.table(("what", "p50 ms", "p95 ms", "x bare"), rows)
