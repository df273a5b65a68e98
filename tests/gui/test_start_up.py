"""The first paint waits for nothing heavy, and a second start finds the first one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lwdesk import app
from lwdesk.services import accounts, settings
from lwdesk.services.settings import DeviceSettings, KnownFile
from tests.unit import office

COSTLY = ("QAbstractItemView", "QAccessible", "QFileDialog", "QGradient", "QIcon", "QKeySequence", "QStyle")
HEAVY = (
    "sqlalchemy", "alembic", "reportlab", "uharfbuzz", "numpy", "cryptography", "sqlcipher3", "_hashlib",
)  # fmt: skip
START = """
import enum, json, sys
from PySide6.QtWidgets import QApplication
from lwdesk import app
from lwdesk.ui.window import Window

def below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from below(one)

def report(*_):
    loaded = sorted({name.partition(".")[0] for name in sys.modules})
    described = sorted({one.__qualname__.partition(".")[0] for one in below(enum.Enum)})
    print(json.dumps([loaded, described]), flush=True)
    QApplication.instance().quit()

def painted(self, event, before=Window.paintEvent):
    before(self, event)
    if self.surface() is not None:
        report()

Window.paintEvent = painted
sys.exit(app.main())
"""
AT_WORK = """
import sys
import lwdesk.app, lwdesk.services.desk, lwdesk.ui.shell, lwdesk.ui.pages.household, lwdesk.ui.pages.hour
paper = ("reportlab", "uharfbuzz", "lwdesk.documents", "PySide6.QtPdf", "PySide6.QtPrintSupport")
print(*(name for name in sys.modules if name.startswith(paper)))
"""
HOLD = """
import sys
from pathlib import Path
from lwdesk.services import accounts
path = Path(sys.argv[1])
desk = accounts.unlock(path, sys.argv[2], sys.argv[3])
desk.file.lock.on_front(lambda packages: print("asked", *packages, flush=True))
print("open", flush=True)
sys.stdin.read()
desk.close()
"""
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from lwdesk import app
from lwdesk.services.settings import DeviceSettings, KnownFile
from lwdesk.ui.window import Window

class Reader:
    def confirm(self, parent, question, consequence, verb, then, *, danger=False):
        print(consequence, flush=True)
        QTimer.singleShot(0, then)

made = app.make_app()
window = Window(DeviceSettings(files=(KnownFile(Path(sys.argv[1])),)), lambda _: None, Reader())
window.show_unlock()
window.show()
window.surface()._open(sys.argv[2], sys.argv[3])

def look():
    if type(window.surface()).__name__ == "Shell":
        print("read only", window._opened.desk.read_only, flush=True)
        window.close()
        made.quit()

timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
made.exec()
"""


def environment(home: Path) -> dict[str, str]:
    private = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **private}


def start(home: Path) -> tuple[list[str], list[str]]:
    """Return the modules that a start has loaded, and the kinds of Qt whose enumerations it has made."""
    answer = subprocess.run(
        [sys.executable, "-c", START],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded, described = json.loads(answer.stdout.splitlines()[0])
    return loaded, described


def known_file(home: Path) -> None:
    path = office.place(home)
    user = accounts.users(path)[0].id
    settings.save(DeviceSettings(files=(KnownFile(path, user=user),)), home / "config" / "lwdesk")


@pytest.mark.parametrize("prepare", [lambda _: None, known_file], ids=["first day", "known file"])
def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path, prepare) -> None:
    prepare(tmp_path)
    loaded, described = start(tmp_path)
    assert "PySide6" in loaded
    assert [name for name in HEAVY if name in loaded] == []
    assert "Qt" in described
    assert [name for name in COSTLY if name in described] == []


def test_what_draws_paper_is_not_loaded_with_the_working_window() -> None:
    done = subprocess.run([sys.executable, "-c", AT_WORK], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_package_opened_while_the_file_is_open_goes_to_that_window(monkeypatch, tmp_path) -> None:
    path = office.place(tmp_path)
    handed = []
    with office.opened(path) as desk:
        desk.file.lock.on_front(handed.append)
        known = DeviceSettings(files=(KnownFile(tmp_path / "gone.lwdesk"), KnownFile(path)))
        monkeypatch.setattr(app.device, "load", lambda: known)
        assert app.main((tmp_path / "lwdesk-1.lwb",)) == 0
    assert handed == [(tmp_path / "lwdesk-1.lwb",)]


def test_a_second_start_asks_the_first_to_the_front_and_may_read(tmp_path) -> None:
    path = office.place(tmp_path)
    with office.opened(path) as desk:
        user = str(desk.staff.id)
    given = [str(path), user, office.PASSPHRASE]
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, *given],
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout.readline() == "open\n"
        second = subprocess.run(
            [sys.executable, "-c", SECOND, *given],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert first.stdout.readline() == "asked\n"
        first.stdin.close()
    assert second.stdout.splitlines() == [
        "Die Datei ist schon in einem anderen Fenster offen. Es ist jetzt vorn.",
        "read only True",
    ]
