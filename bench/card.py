"""How long a household's card takes from the file, and how long its page takes to be built and painted."""

import os
import random
import statistics
import tempfile
import time
from pathlib import Path

from bench import machine

CARDS = 100


def main():
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from lwdesk.services import demo
    from lwdesk.services.views import Wanted

    print(machine.told())
    with tempfile.TemporaryDirectory() as name:
        desk = demo.make(Path(name) / "cards.lwdb", scale=1.0)
        listed = desk.households.page(Wanted(tab="all"), 0, 1000).rows
        chosen = [row.household for row in random.Random(3).sample(listed, min(CARDS, len(listed)))]
        reading = [timed(lambda one=one: desk.households.card(one)) for one in chosen]
        listing = [timed(lambda at=at: desk.households.page(Wanted(), at, 100)) for at in range(0, 300, 10)]
        painting = pages(desk, chosen[:30])
        desk.close()
    rows = [
        (title, *told(times))
        for title, times in (
            ("card from the file", reading),
            ("list, 100 rows", listing),
            ("card, read and painted", painting),
        )
    ]
    machine.table(("what", "p50 ms", "p95 ms"), rows)


def pages(desk, chosen):
    from PySide6.QtWidgets import QApplication, QWidget

    from lwdesk.services.rights import RIGHTS
    from lwdesk.ui import style
    from lwdesk.ui.ask import Dialogs
    from lwdesk.ui.context import Context, Who
    from lwdesk.ui.jobs import InlineExecutor, Jobs
    from lwdesk.ui.pages.registry import household_page

    app = QApplication.instance() or QApplication([])
    window = QWidget()
    style.apply(app, "light", 1.0, "de", wearer=window)
    context = Context(
        Jobs(desk, InlineExecutor()),
        Dialogs(),
        Who("Hörde/Hombruch", "Jana Albers", "", "", rights=RIGHTS["lead"]),
    )

    def open_page(household):
        page = household_page(context, household)
        page.setParent(window)
        page.resize(1150, 750)
        page.opened()
        page.show()
        window.show()
        app.processEvents()
        page.closed()
        page.deleteLater()

    open_page(chosen[0])
    return [timed(lambda one=one: open_page(one)) for one in chosen]


def timed(work):
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def told(times):
    times = sorted(times)
    return f"{statistics.median(times):.1f}", f"{times[int(0.95 * len(times))]:.1f}"
