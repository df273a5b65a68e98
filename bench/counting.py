"""How long each printed table takes, over the contacts of the whole city."""

import statistics as middle
import tempfile
import time
from pathlib import Path

from bench import machine

ROUNDS = 5


def main():
    from lwdesk.base.texts import translator
    from lwdesk.facts.working_day import TABLES, Asked
    from lwdesk.services import demo, statistics
    from lwdesk.services.demo.lists import numbers

    print(machine.told())
    rows = []
    with tempfile.TemporaryDirectory() as name:
        desk = demo.make(Path(name) / "city.lwdb", scale=1.0)
        asked = Asked(numbers().cut_offs[1])
        for table in TABLES:
            times = []
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                statistics.table(desk.seat.store, table, asked, translator())
                times.append(1000 * (time.perf_counter() - begun))
            rows.append((table, f"{middle.median(times):.0f}", f"{max(times):.0f}"))
        desk.close()
    machine.table(("40,756 contacts", "p50 ms", "max ms"), rows)
