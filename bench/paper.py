"""How long a summary in two languages takes, warm and two hundred in a row, beside WeasyPrint and Typst.

The peers set the same texts in the same faces, tagged as PDF/UA-1; they are no packages of the program.
A Python with them is named by LWDESK_BENCH_PEERS, else they are installed into a folder that is thrown
away, else their rows stay empty. WeasyPrint wants the library harfbuzz-subset, without which it is slow.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

from bench import machine

WARM, BATCH = 40, 200
LIMIT_MS, LIMIT_S = 25, 6
PEERS = ("weasyprint", "typst")
HERE = Path(__file__).resolve().parent


def main():
    from lwdesk.documents import summary
    from lwdesk.documents.kit.phrases import LANGUAGES
    from tests.unit.family_sheets import MADE

    print(machine.told())
    abroad = LANGUAGES[1:]
    jobs = [(content(number), abroad[number % len(abroad)]) for number in range(BATCH)]

    def ours(job):
        return summary.render(job[0], job[1], made_at=MADE)

    floor, _busy = timed(lambda _n: count(), range(WARM))
    timed(ours, [(content(number), "ar") for number in range(2000, 2000 + WARM)])
    warm, busy = timed(ours, [(content(1000 + number), "ar") for number in range(WARM)])
    begun = time.perf_counter()
    size = sum(len(ours(job)) for job in jobs)
    spent = time.perf_counter() - begun
    rows = [("lwdesk", *told(warm, busy, spent, size / BATCH, median(warm)))]
    with tempfile.TemporaryDirectory() as folder:
        rows += peers(Path(folder), jobs, median(warm))
    machine.table(("engine", "warm ms", "p95 ms", "busy ms", f"{BATCH} in s", "mean kB", "ratio"), rows)
    print(
        f"\nlimits: {LIMIT_MS} ms warm, {BATCH} in {LIMIT_S} s; "
        f"a loop of 300,000 steps took {median(floor):.0f} ms"
    )


def content(number):
    """Return the example with words and days of its own, so that nothing of it is remembered."""
    from lwdesk.documents.kit.phrases import Quoted
    from tests.unit.family_sheets import SUMMARY

    day = timedelta(days=number % 300)
    talk = SUMMARY.talks[0]
    said = Quoted(f"{talk.result.text} Vorgang{number} liegt Nr{number * 7} noch bei Frau Muster{number}.")
    steps = tuple(replace(step, text=Quoted(f"{step.text.text} Blatt{number}")) for step in SUMMARY.steps)
    meeting = replace(SUMMARY.meeting, at=SUMMARY.meeting.at + day)
    return replace(
        SUMMARY,
        talks=(replace(talk, on=talk.on + day, result=said),),
        name=f"Rana Al-Khatib{number}",
        file_number=f"2026-{number:04}",
        meeting=meeting,
        steps=steps,
    )


def count():
    total = 0
    for number in range(300_000):
        total += number * number % 7
    return total


def timed(work, jobs):
    """Return how long each job took, and how long the processor was busy with it."""
    times, busy = [], []
    for job in jobs:
        begun, idle = time.perf_counter(), time.process_time()
        work(job)
        times.append(1000 * (time.perf_counter() - begun))
        busy.append(1000 * (time.process_time() - idle))
    return times, busy


def told(warm, busy, batch, size, ours):
    ordered = sorted(warm)
    middle = median(warm)
    p95 = ordered[int(0.95 * len(ordered))]
    worked = f"{median(busy):.1f}"
    return f"{middle:.1f}", f"{p95:.1f}", worked, f"{batch:.1f}", f"{size / 1024:.0f}", f"{middle / ours:.2f}"


def peers(folder, jobs, ours):
    python = found(folder)
    if python is None:
        return [(name, "not to be had here", "", "", "", "", "") for name in PEERS]
    first = [(content(1000 + number), "ar") for number in range(WARM)]
    texts = folder / "texts.json"
    asked = {"warm": [plain(job) for job in first], "batch": [plain(job) for job in jobs]}
    texts.write_text(json.dumps(asked), "utf-8")
    rows = []
    for name in PEERS:
        done = subprocess.run(
            [python, HERE / "paper_peers.py", name, texts], capture_output=True, text=True, check=False
        )
        if done.returncode:
            rows.append((name, f"failed: {done.stderr.strip().splitlines()[-1]}", "", "", "", "", ""))
        else:
            answer = json.loads(done.stdout.splitlines()[-1])
            rows.append((name, *told(answer["warm"], answer["busy"], answer["batch"], answer["size"], ours)))
    return rows


def found(folder):
    """Return a Python that has the peers, or nothing where they cannot be had."""
    if named := os.environ.get("LWDESK_BENCH_PEERS"):
        return named
    venv.create(folder / "peers", with_pip=True)
    python = folder / "peers" / "bin" / "python"
    try:
        subprocess.run(
            [python, "-m", "pip", "install", "-q", *PEERS], check=True, capture_output=True, timeout=300
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return python


def plain(job):
    """Return what the sheet says, row by row: kind and texts of each block, in both languages."""
    from lwdesk.documents.kit.voice import voices
    from lwdesk.documents.summary import _rows

    spoken = voices("summary", job[1])
    rows = [[[block for one in side for block in flat(one)] for side in (row.german, row.translated)]
            for row in _rows(job[0], spoken)]  # fmt: skip
    titles = [voice.phrases("title").text for voice in spoken]
    return {"language": job[1], "titles": titles, "rows": rows}


def flat(block):
    from lwdesk.documents.tagged.blocks import Entry, Items, Language, Text

    if isinstance(block, Language):
        for one in block.blocks:
            yield from flat(one)
    elif isinstance(block, Items):
        items = [
            " – ".join(text for one in item.blocks for _kind, text in flat(one))
            for item in block.items
            if isinstance(item, Entry)
        ]
        yield "list", items
    elif isinstance(block, Text):
        kind = "heading" if str(block.kind) == "H2" else "text"
        yield (
            kind,
            "".join(part.text for part in block.parts) if not isinstance(block.parts, str) else block.parts,
        )


if __name__ == "__main__":
    sys.exit(main())
