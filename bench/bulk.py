"""What the signed log costs when ten thousand records are saved at once, beside the same rows unlogged."""

import os
import statistics
import tempfile
import time
from pathlib import Path

from bench import machine
from lwdesk.domain.records import Person
from lwdesk.store import file, migrate
from lwdesk.store.transaction import Store

RECORDS = 10_000
ROUNDS = 3


def opened(folder):
    data = file.create(folder / f"{os.urandom(4).hex()}.lwdb", os.urandom(48))
    with data.engine.begin() as connection:
        migrate.prepare(connection)
    store = Store(data.engine)
    store.after_seal.clear()  # the search has a question of its own
    return data, store


def timed(store, records, *, logged):
    begun = time.perf_counter()
    with store.writing("import", None) as transaction:
        transaction.connection.exec_driver_sql(f"UPDATE sync_ctl SET applying={int(not logged)}")
        transaction.save_all(records)
        transaction.connection.exec_driver_sql("UPDATE sync_ctl SET applying=0")
    return 1000 * (time.perf_counter() - begun)


def once(folder, *, logged):
    data, store = opened(folder)
    people = [
        Person(given_name=f"Given {n}", family_name=f"Family {n}", phone=str(n)) for n in range(RECORDS)
    ]
    inserted = timed(store, people, logged=logged)
    changed = [person.replace(note="changed", mail="a@b.de") for person in people]
    updated = timed(store, changed, logged=logged)
    data.close()
    return inserted, updated


def main():
    print(machine.told())
    with tempfile.TemporaryDirectory() as name:
        runs = [(once(Path(name), logged=False), once(Path(name), logged=True)) for _ in range(ROUNDS)]
    rows = []
    for place, title in enumerate(("inserted", "updated")):
        bare, logged = (statistics.median(run[side][place] for run in runs) for side in (0, 1))
        rows.append((f"{RECORDS} records {title}", f"{bare:.0f}", f"{logged:.0f}", f"{logged / bare:.2f}"))
    machine.table(("what", "without log, ms", "with log, ms", "x"), rows)
