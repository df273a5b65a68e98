"""What a saved contact costs beside a bare SQLCipher transaction that writes the same rows."""

import statistics
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from bench import machine

ROUNDS = 200
TOPICS = (("livelihood", "advice"), ("authorities", "accompaniment"), ("health", "information"))


def bare(folder):
    """Return a function that writes contact, three topics and an audit row in one transaction of its own."""
    import os

    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(folder / "bare.db"), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{os.urandom(48).hex()}'\"")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "cache_size=-64000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE contact(id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT) STRICT")
    connection.execute("CREATE TABLE reason(id INTEGER PRIMARY KEY, contact INT, a TEXT, b TEXT) STRICT")
    connection.execute("CREATE TABLE audit(id INTEGER PRIMARY KEY, at TEXT, what TEXT, chain TEXT) STRICT")

    def save():
        connection.execute("BEGIN IMMEDIATE")
        row = (str(uuid4()), "2021-11-02T13:14:05.000+00:00", "open_hour", "household")
        number = connection.execute("INSERT INTO contact(a, b, c, d) VALUES(?, ?, ?, ?)", row).lastrowid
        topics = [(number, area, support) for area, support in TOPICS]
        connection.executemany("INSERT INTO reason(contact, a, b) VALUES(?, ?, ?)", topics)
        connection.execute("INSERT INTO audit(at, what, chain) VALUES(?, ?, ?)", (row[1], "create", "0" * 64))
        connection.execute("COMMIT")

    return save, connection.close


def ours(folder):
    from lwdesk.domain.records import Contact, Reason
    from lwdesk.services import demo

    desk = demo.make(folder / "ours.lwdb", scale=1.0, only_own_office=True)
    household = desk.households.page(wanted(), 0, 1).rows[0].household

    def save():
        contact = Contact(household=household, sort="open_hour", minutes=12)
        desk.contacts.save(contact, [Reason(area=area, support=support) for area, support in TOPICS])

    return save, desk.close


def wanted():
    from lwdesk.services.views import Wanted

    return Wanted(tab="all")


def timed(save):
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        save()
        times.append(1000 * (time.perf_counter() - begun))
    return sorted(times[ROUNDS // 10 :])


def main():
    print(machine.told())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measured = {}
        for title, make in (("bare SQLCipher transaction", bare), ("lwdesk, saved contact", ours)):
            save, close = make(folder)
            measured[title] = timed(save)
            close()
    floor = statistics.median(measured["bare SQLCipher transaction"])
    rows = [
        (title, f"{statistics.median(times):.2f}", f"{times[int(0.95 * len(times))]:.2f}",
         f"{statistics.median(times) / floor:.2f}")
        for title, times in measured.items()
    ]  # fmt: skip
    machine.table(("what", "p50 ms", "p95 ms", "x bare"), rows)
