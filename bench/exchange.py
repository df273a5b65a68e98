"""What a large bundle costs to make and to take in, beside the bare work on the same bytes.

A change is one record of the log: a record as the demonstration makes it (households, people, stays,
languages, contacts with their topics), saved for the first time, or one to three fields of it saved again.
Of ten changes six are new records and four are edits of any of them, a thousand to a save. Each program
that is measured runs in a process of its own, which tells its time and its largest memory, three times on
a fresh copy: the least time counts, and the most memory.
"""

import gc
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import count, islice, pairwise
from pathlib import Path

import msgspec
import zstandard

from bench import machine
from lwdesk.domain.records import Contact, Household, Person
from lwdesk.services.demo.calendar import Calendar
from lwdesk.services.demo.population import Identities, Population, Wanted
from lwdesk.store import file
from lwdesk.sync import archive, lines, seal
from tests.unit import devices
from tests.unit.data_files import KEY, opened, place

FILE = "desk.lwdb"
ROOT = Path(__file__).resolve().parents[1]
SIZES = {"40k": 40_000, "400k": 400_000}
LIMITS = {  # twice the prototype: seconds to make, seconds to take in, MiB
    "40k": (0.52, 2.8, 200),
    "400k": (4.8, 35.2, 200),
}
NEW = 0.6
SAVE = 1000
ROUNDS = 3
TICK = 5
WAIT = 50
DAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def people():
    """Yield the records of one invented city after the other."""
    calendar = Calendar.of(DAY, up_to_today=True)
    for seed in count(1):
        for part in Population(Wanted(calendar, 1.0, seed), Identities(seed)).parts():
            yield from part


def edited(record, chance):
    """Return a record with other content in some of its fields, as a person would have typed it."""
    told = f"Rückruf am {chance.randrange(1, 29)}.{chance.randrange(1, 13)}. vereinbart"
    if isinstance(record, Person):
        return record.replace(phone=f"0231 {chance.randrange(10**7)}", note=told)
    if isinstance(record, Household):
        return record.replace(note=told)
    return record.replace(minutes=chance.randrange(5, 120), result=told)


def fill(store, changes):
    """Save so many changes, edits among new records."""
    chance, source = random.Random(1), people()
    known, written = [], 0
    while written < changes:
        new = list(islice(source, min(round(SAVE * NEW), changes - written)))
        known += [record for record in new if isinstance(record, Person | Household | Contact)]
        save(store, new)
        wanted = min(SAVE - len(new), changes - written - len(new), len(known))
        again = chance.sample(range(len(known)), wanted)
        for number in again:
            known[number] = edited(known[number], chance)
        save(store, [known[number] for number in again])
        written += len(new) + len(again)


def save(store, records):
    with store.writing("bench", None) as transaction:
        transaction.save_all(records)


def prepare(folder, changes):
    """Make the files of two devices that trust each other; one of them has everything to tell."""
    with devices.machines(folder, "pc", "laptop") as (_organisation, (pc, _laptop)):
        fill(pc.store, changes)


def export(folder):
    return lambda: with_machine(folder, "pc", lambda pc: pc.sending.export(folder))


def take(folder):
    (bundle,) = folder.glob("*.lwb")
    return lambda: with_machine(folder, "laptop", lambda laptop: laptop.receiving.take(bundle))


def with_machine(folder, name, act):
    own = folder / name
    with opened(own / FILE) as store:
        one = devices.machine(store, own, name)
        return timed(lambda: act(one))


def window(folder):
    """Take the bundle into a copy through the jobs of a window; return its longest wait, in seconds."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    from lwdesk.ui.jobs import Jobs

    (bundle,) = folder.glob("*.lwb")
    own = folder / "window"
    shutil.copytree(folder / "laptop", own)
    application, shown, ticks = QApplication(["bench"]), QWidget(), []
    shown.show()
    gc.collect()
    gc.freeze()  # as the program does when it has started
    tick = QTimer(interval=TICK)
    tick.timeout.connect(lambda: ticks.append(time.perf_counter()))
    with opened(own / FILE) as store:
        one = devices.machine(store, own, "laptop")
        jobs = Jobs(store)
        jobs.failed.connect(lambda error: sys.exit(repr(error)))
        tick.start()
        jobs.run(shown, lambda _desk: one.receiving.take(bundle), lambda _done: application.quit())
        busy = timed(application.exec)[1]
    return lambda: (max(after - before for before, after in pairwise(ticks)) - TICK / 1000, busy)


def timed(act):
    begun, busy = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - begun, time.process_time() - busy


def payload(folder):
    """Return what is sealed in the bundle, and the key of one who may open it."""
    (bundle,) = folder.glob("*.lwb")
    with opened(folder / "laptop" / FILE) as store:
        identity = devices.machine(store, folder, "laptop").trust.own().age_identity
    with bundle.open("rb") as source:
        outside = archive.read(source, bundle.stat().st_size)
        return b"".join(archive.pieces(source, outside.payload)), identity


def unpacked(sealed, identity):
    parts = []
    unpacker = zstandard.ZstdDecompressor().decompressobj()
    seal.unlock(io.BytesIO(sealed), lambda packed: parts.append(unpacker.decompress(packed)), identity)
    return b"".join(parts)


def bare_export(folder):
    """Read the rows of the log, pack and seal them and bring them to the disk."""
    data = file.connection(folder / "pc" / FILE, KEY, read_only=True)
    keys = [seal.recipient(seal.new_identity()) for _device in range(2)]

    def packed():
        packer = zstandard.ZstdCompressor(level=lines.LEVEL).compressobj()
        rows = data.execute("SELECT CAST(hdr AS BLOB), salt, CAST(body AS BLOB) FROM log ORDER BY wid, seq")
        while some := rows.fetchmany(1000):
            yield packer.compress(b"\n".join(b"\t".join(row) for row in some))
        yield packer.flush()

    def work():
        with (folder / "bare").open("wb") as target:
            seal.lock(packed(), target, keys)
            target.flush()
            os.fsync(target.fileno())

    return lambda: timed(work)


def bare_import(folder):
    """Unpack, decode, and put the rows that came of it into an empty file, in one transaction."""
    sealed, identity = payload(folder)
    tables = taken_in(folder)
    empty = folder / "bare.lwdb"
    place(folder).rename(empty)
    data = file.connection(empty, KEY)
    data.execute("PRAGMA foreign_keys=OFF")
    for (name,) in data.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
        data.execute(f"DROP TRIGGER {name}")

    def work():
        for line in unpacked(sealed, identity).split(b"\n")[1:-2]:
            hdr, _salt, body = line.split(b"\t")
            msgspec.json.decode(hdr)
            msgspec.json.decode(body)
        data.execute("BEGIN IMMEDIATE")
        for name, rows in tables.items():
            data.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        data.execute("COMMIT")

    return lambda: timed(work)


def taken_in(folder):
    """Return the rows of log, entities and records that the bundle became."""
    data = file.connection(folder / "laptop after" / FILE, KEY, read_only=True)
    kinds = [kind for (kind,) in data.execute("SELECT DISTINCT kind FROM entity").fetchall()]
    found = {name: data.execute(f"SELECT * FROM {name}").fetchall() for name in ("log", "entity", *kinds)}
    data.close()
    return {name: rows for name, rows in found.items() if rows}


PROGRAMS = {
    "export": export,
    "window": window,
    "import": take,
    "bare export": bare_export,
    "bare import": bare_import,
}


def child(name, folder):
    """Do one thing and tell what it cost."""
    spent, busy = PROGRAMS[name](Path(folder))()
    print(json.dumps({"spent": spent, "busy": busy, "memory": peak()}))


def peak():
    """Return the most memory this program ever had, in MiB; what started it is not in there."""
    rows = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("VmHWM"))


def measured(name, folder):
    command = [sys.executable, "-m", "bench.exchange", name, str(folder)]
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def least(name, folder):
    """Return the least that a program cost: what another time takes more, the machine took from it."""
    rounds = []
    for _round in range(ROUNDS):
        with tempfile.TemporaryDirectory() as own:
            copy = shutil.copytree(folder, Path(own) / "copy")
            rounds.append(measured(name, copy))
            if name == "export" and not list(folder.glob("*.lwb")):
                shutil.copy(next(copy.glob("*.lwb")), folder)
            if name == "import":
                shutil.rmtree(folder / "laptop after", ignore_errors=True)
                shutil.copytree(copy / "laptop", folder / "laptop after")
    worst = max if name == "window" else min  # a window's longest wait, a program's own time
    return {
        "spent": worst(each["spent"] for each in rounds),
        "busy": min(each["busy"] for each in rounds),
        "memory": max(each["memory"] for each in rounds),
    }


def of(size):
    """Return the rows of one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begun = time.perf_counter()
        prepare(folder, SIZES[size])
        print(f"{size}: prepared in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        costs = {title: least(title, folder) for title in PROGRAMS}
        (bundle,) = folder.glob("*.lwb")
        print(f"{size}: bundle of {bundle.stat().st_size / 1e6:.1f} MB", file=sys.stderr)
    waited = 1000 * costs["window"]["spent"]
    print(f"{size}: while it was taken in, a window waited {waited:.0f} ms at most (limit {WAIT})")
    for which, title in enumerate(("export", "import")):
        ours, bare = costs[title], costs[f"bare {title}"]
        yield (
            f"{title} {size}", f"{ours['spent']:.2f}", f"{ours['busy']:.2f}", f"{LIMITS[size][which]:.2f}",
            f"{bare['busy']:.2f}", f"{ours['busy'] / bare['busy']:.2f}",
            f"{ours['memory']:.0f}", f"{bare['memory']:.0f}",
        )  # fmt: skip


def main(wanted=("40k",)):
    print(machine.told())
    rows = [row for size in wanted for row in of(size)]
    header = ("what", "wall s", "cpu s", "limit s", "bare cpu s", "x bare", "peak MiB", "bare MiB")
    machine.table(header, rows)
    print("\nlimit: twice the prototype's time, and 200 MiB; bare: the same bytes packed and sealed,")
    print("or unpacked and put into an empty encrypted file, with no check of anything.")


if __name__ == "__main__":
    if sys.argv[1] in PROGRAMS:
        child(*sys.argv[1:])
    else:
        main(sys.argv[1:])
