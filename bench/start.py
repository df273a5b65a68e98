"""From the start of the process to a painted window: the unlock screen beside a bare window and others.

Every program runs in turn on one X display; a window counts as painted when its pixels are no longer uniform.
The unlock screen comes twice: on the first day, and with the form for a file that this computer knows.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import machine
from lwdesk.base import clock
from lwdesk.services import accounts, settings
from tests.display import display
from tests.unit import office

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 40
PATIENCE = 20.0
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv)
label = QLabel("bare")
label.setWindowTitle("bare")
label.resize(800, 600)
label.show()
app.exec()
"""
OURS = [sys.executable, "-m", "lwdesk"]
KNOWN = "lwdesk, unlock screen"


def programs(folder):
    found = {
        "bare PySide6 window": [sys.executable, "-c", BARE],
        "lwdesk, first day": OURS,
        KNOWN: OURS,
    }
    for name in ("keepassxc", "zim"):
        if shutil.which(name):
            found[name] = [name, "--standalone", str(notebook(folder))] if name == "zim" else [name]
    return found


def notebook(folder):
    """Return a notebook with one page, so that zim opens without asking."""
    place = folder / "notebook"
    place.mkdir(exist_ok=True)
    (place / "notebook.zim").write_text("[Notebook]\nname=bench\nhome=Home\n", encoding="utf-8")
    (place / "Home.txt").write_text("Content-Type: text/x-zim-wiki\n\nbench\n", encoding="utf-8")
    return place


def known_file(folder):
    """Return settings in which a file of an office is known, as on every day but the first."""
    path = office.place(folder)
    user = accounts.users(path)[0].id
    known = settings.KnownFile(path, office="Hörde/Hombruch", user=user, opened_at=clock.now())
    settings.save(settings.DeviceSettings(files=(known,)), folder / "lwdesk")
    return folder


def windows(environment):
    answer = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "."],
        env=environment,
        capture_output=True,
        check=False,
    )
    return answer.stdout.decode().split()


def painted(window, environment):
    """Tell whether the window shows anything: an image of one colour is not painted yet."""
    answer = subprocess.run(
        ["import", "-silent", "-window", window, "-resize", "64x64!", "-format", "%k", "info:-"],
        env=environment,
        capture_output=True,
        check=False,
    )
    return answer.stdout.strip().isdigit() and int(answer.stdout) > 1


def once(command, environment):
    before = set(windows(environment))
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while time.perf_counter() - begun < PATIENCE:
                for window in set(windows(environment)) - before:
                    seen = time.perf_counter() - begun
                    if painted(window, environment):
                        return seen
            return float("nan")
        finally:
            process.terminate()


def main():
    if not shutil.which("Xvfb"):
        print("Xvfb is not installed: not measured")
        return
    print(machine.told())
    temporary = tempfile.TemporaryDirectory
    with temporary() as folder, temporary() as everyday, display() as environment:
        home = {**environment, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        home.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code
        usual = {**home, "XDG_CONFIG_HOME": str(known_file(Path(everyday)))}
        started = [
            (name, command, usual if name == KNOWN else home)
            for name, command in programs(Path(folder)).items()
        ]
        for _, command, where in started:
            once(command, where)
        measured = {name: [] for name, _, _ in started}
        for _ in range(ROUNDS):
            for name, command, where in started:
                measured[name].append(once(command, where))
    floor = statistics.median(measured["bare PySide6 window"])
    rows = [
        (name, f"{1000 * statistics.median(times):.0f}", f"{1000 * min(times):.0f}-{1000 * max(times):.0f}",
         f"{statistics.median(times) / floor:.2f}")
        for name, times in measured.items()
    ]  # fmt: skip
    machine.table(("program", "painted ms, median", "min-max", "x bare window"), rows)
