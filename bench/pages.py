"""How soon each page stands there in a file of a whole city, and how long the window ever stands still.

    python bench/pages.py [--judge] [FILE [PAGE …]]  without FILE: forty thousand made-up households

A FILE is made by `lwdesk demo FILE --scale 12 --seed 1`; its first run writes some thousands of every kind
of record into it and names one of each in FILE.busy, so that later runs find them.

*Read* is the work on the file's thread, *painted* what follows its answer until the painting has ended;
*opening*, *scrolling*, *searching* and *sorting* are the longest time between two beats of a timer of ten
milliseconds. Each is told twice: the processor time that its thread took, which a busy machine
hardly changes, and in brackets the time by the clock, at the beats without those ten milliseconds.

Every page is opened several times and the least of each figure counts, as the work itself takes that long:
what another time takes more, the machine took from it. On a shared one the same loop lasts between 10 and 17.

At its end stands which pages are painted for more than a hundred milliseconds or let the window stand still
for more than fifty, in processor time; with --judge the command then ends with 1 if there is any.
"""

import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from importlib import import_module
from pathlib import Path
from unittest import mock
from uuid import UUID

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench import machine  # noqa: E402

SCALE = 12.0
EACH = 1
ROUNDS = 3
BEAT = 10
QUIET = 0.12
CALM = 5
PATIENCE = 10.0
LETTERS = "hamdan"
PAGES_DOWN = 25
SOON, STILL = 100, 50
JUDGE = "--judge"


def main(*asked):
    judge, (place, *wanted) = JUDGE in asked, [word for word in asked if word != JUDGE] or [None]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(machine.told())
    with tempfile.TemporaryDirectory() as name:
        path = Path(place) if place else made(Path(name) / "city.lwdb")
        rows = measured(path, wanted)
    header = ("page", "read ms", "painted ms", "opening", "scrolling", "searching", "sorting")
    machine.table(header, [row.words() for row in rows])
    late = list(verdict(rows))
    print("\n".join(late) or f"all {len(rows)} pages within {SOON} ms, and no stall over {STILL} ms")
    return 1 if judge and late else 0


def verdict(rows) -> Iterator:
    """Yield a line for each page that is painted too long or lets the window stand still."""
    for row in rows:
        painted, longest = row.painted[0], max(used for used, _clock in row.stalls)
        if painted > SOON or longest > STILL:
            yield f"misses: {row.title}: painted for {painted:.0f} ms, still for {longest:.0f} ms"


@dataclass(frozen=True)
class Row:
    """What one page took, each as processor time and as time by the clock."""

    title: str
    read: tuple
    painted: tuple
    stalls: tuple

    def words(self):
        told = [words(pair) for pair in (self.read, self.painted, *self.stalls)]
        return (self.title, *told, *["–"] * (4 - len(self.stalls)))


def least(rounds):
    """Return what a page took without what the machine took from it."""
    stalls = zip(*(row.stalls for row in rounds), strict=True)
    return Row(
        rounds[0].title,
        min(row.read for row in rounds),
        min(row.painted for row in rounds),
        tuple(min(each) for each in stalls),
    )


def made(path):
    from lwdesk.services import demo

    begun = time.perf_counter()
    demo.make(path, scale=SCALE).close()
    size = path.stat().st_size / 2**20
    print(f"a file of scale {SCALE:g} in {time.perf_counter() - begun:.0f} s, {size:.0f} MiB")
    return path


def measured(path, wanted=()):
    from lwdesk import app as program
    from lwdesk.services.settings import DeviceSettings, KnownFile
    from lwdesk.ui.ask import Dialogs
    from lwdesk.ui.opening import Opened
    from lwdesk.ui.window import Window

    app = program.make_app()
    app.setQuitOnLastWindowClosed(False)
    warm_up(app)
    executor = ThreadPoolExecutor(1, thread_name_prefix="desk")
    desk = executor.submit(opened, path).result()
    busy = executor.submit(busy_records, desk, path.with_suffix(".busy")).result()
    window = Window(DeviceSettings("light", "de", 100), lambda _settings: None, Dialogs())
    window.resize(1366, 768)
    with mock.patch("lwdesk.ui.jobs.Jobs", timed_jobs()):
        window.show_desk(Opened(desk, executor, KnownFile(path, "Hörde", user=str(desk.staff.id)), 60))
    window.show()
    watch = Watch(window)
    shell = window.surface()
    try:
        watch.rest()
        chosen = [way for way in ways(shell, busy) if not wanted or way[0].split()[0] in wanted]
        every = [[watch.page(title, shell, enter) for title, enter in chosen] for _round in range(ROUNDS)]
        return [least(rounds) for rounds in zip(*every, strict=True)]
    finally:
        watch.stop()
        shell.close_down()
        window.hide()
        window.deleteLater()


def warm_up(app):
    """Load what the program itself has loaded by the time that a file is open."""
    from lwdesk.app import HEAVY
    from lwdesk.ui import ahead, focus, style

    focus.install(app)
    style.load_scripts()
    for name in HEAVY:
        import_module(name)
    for step in ahead.steps():
        step()
    gc.freeze()


def opened(path):
    from lwdesk.services import accounts, demo

    user = next(user for user in accounts.users(path) if user.name == demo.USER)
    return accounts.unlock(path, user.id, demo.PASSPHRASE)


def busy_records(desk, names):
    """Return one record of each kind, after the first run has written some thousands of each."""
    from lwdesk.services.views import Wanted
    from tools import busy_office

    if names.exists():
        return busy_office.Busy(*map(UUID, json.loads(names.read_text(encoding="utf-8"))))

    homes = [row.household for row in desk.households.page(Wanted(tab="active"), 0, 1000).rows]
    begun = time.perf_counter()
    busy = busy_office.fill(desk, homes, EACH)
    print(f"{len(homes) * EACH} records of each kind in {time.perf_counter() - begun:.0f} s", flush=True)
    names.write_text(json.dumps([str(one) for one in astuple(busy)]), encoding="utf-8")
    return busy


def ways(shell, busy) -> Iterator:
    """Yield every page that there is with the way that opens it."""
    from tools import every_page

    for name in every_page.EVERY:
        yield name, lambda name=name: every_page.enter(shell, name, busy)


def timed_jobs():
    """Return the jobs of the window, telling the watch when work was done and when its answer comes."""
    from lwdesk.ui.jobs import Jobs

    class Timed(Jobs):
        watch = None

        def run(self, owner, work, *rest, **more):
            def timed(desk):
                begun = Moment()
                try:
                    return work(desk)
                finally:
                    if self.watch is not None:
                        used, clock = Moment() - begun
                        self.watch.read = self.watch.read[0] + used, self.watch.read[1] + clock

            super().run(owner, timed, *rest, **more)

        def waits(self):
            return bool(self._unheard)

        def _deliver(self, done):
            if self.watch is not None:
                self.watch.heard(done.owner)
            super()._deliver(done)

    return Timed


class Moment:
    """A point in time, by the clock and by the processor time of this thread."""

    def __init__(self):
        self.clock, self.used = time.perf_counter(), time.thread_time()

    def __sub__(self, earlier):
        """Return the milliseconds since an earlier moment: processor time, time by the clock."""
        return 1000 * (self.used - earlier.used), 1000 * (self.clock - earlier.clock)


def words(pair):
    """Return processor time and time by the clock in words."""
    used, clock = pair
    return f"{max(0, used):.0f} ({max(0, clock):.0f})"


class Watch:
    """Listens to the answers, the paintings and the beat of one window."""

    def __init__(self, window):
        from PySide6.QtCore import QEvent, QObject, Qt, QTimer

        watch = self

        class Paintings(QObject):
            def eventFilter(self, _window, event):
                if event.type() == QEvent.Type.UpdateRequest:
                    QTimer.singleShot(0, watch.note_painted)  # its turn comes once the painting is done
                return False

        self.window, self.longest, self.read = window, (0.0, 0.0), (0.0, 0.0)
        self.answered = self.painted = self.touched = self.beaten = Moment()
        self._paintings = Paintings()
        window.installEventFilter(self._paintings)
        self._jobs = window.surface().context.jobs
        self._jobs.watch = self
        self._beat = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT)
        self._beat.timeout.connect(self._beaten)
        self._beat.start()

    def heard(self, owner):
        self.touched = Moment()
        if owner is self.window.surface().page:
            self.answered = self.touched

    def note_painted(self):
        self.painted = self.touched = Moment()

    def stop(self):
        self._beat.stop()
        self.window.removeEventFilter(self._paintings)

    def _beaten(self):
        now = Moment()
        used, clock = now - self.beaten
        self.longest = max(self.longest[0], used), max(self.longest[1], clock - BEAT)
        self.beaten = now

    def rest(self):
        """Let the window work until nothing is asked for and nothing was painted for a while."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, begun, calm = QEventLoop(), Moment(), 0
        self.touched = begun

        def look():
            nonlocal calm  # several turns of the loop: on a busy machine one alone may have lasted as long
            now = Moment()
            idle = not self._jobs.waits() and now.clock - self.touched.clock > QUIET
            calm = calm + 1 if idle else 0
            if calm == CALM or now.clock - begun.clock > PATIENCE:
                loop.quit()

        timer = QTimer(interval=20)
        timer.timeout.connect(look)
        timer.start()
        loop.exec()
        timer.stop()

    def stall(self, action):
        """Return the longest time the window stood still while something was done and until it rested."""
        self.longest, self.beaten = (0.0, 0.0), Moment()
        action()
        self.rest()
        return self.longest

    def page(self, title, shell, enter):
        """Open a page, use its list if it has one, and return what it took."""
        from lwdesk.ui.rows import RowTable

        self.read = (0.0, 0.0)
        asked = Moment()
        stalls = [self.stall(enter)]
        first = max(self.answered, asked, key=lambda moment: moment.clock)
        read, painted = self.read, self.painted - first
        table = getattr(shell.page, "table", None)
        if isinstance(table, RowTable):
            stalls += [self.stall(act) for act in uses(shell.page, table)]
        shell.page.escape()
        shell.back()
        self.rest()
        row = Row(title, read, painted, tuple(stalls))
        print("  " + " ".join(row.words()), file=sys.stderr, flush=True)
        return row


def uses(page, table):
    """Yield what is done with a list: scroll to its end and back, search letter by letter, sort each way."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtTest import QTest

    def steps(actions):
        waiting, loop = list(actions), QEventLoop()

        def one():
            if waiting:
                waiting.pop(0)()
            else:
                loop.quit()

        timer = QTimer(interval=30)
        timer.timeout.connect(one)
        timer.start()
        loop.exec()
        timer.stop()

    def down():
        bar = table.list.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep())

    def typed(sign):
        return lambda: QTest.keyClick(page.search, sign)

    yield lambda: steps([down] * PAGES_DOWN)
    searching = [*map(typed, LETTERS), page.search.clear] if hasattr(page, "search") else []
    yield lambda: steps(searching)
    names = [column.name for column in page.columns() if column.sorts] if hasattr(page, "columns") else []
    yield lambda: steps([lambda name=name: table.sorted.emit(name, False) for name in names])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
