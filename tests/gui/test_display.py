"""The real display is one: a window gets the focus there, which it never does offscreen."""

import subprocess
import sys

from tests.display import display

WINDOW = """
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
line = QLineEdit()
line.show()
active = QTest.qWaitForWindowActive(line, 20000)
print(app.platformName(), active, line.screen().size().toTuple())
"""


def test_a_window_on_the_real_display_becomes_active() -> None:
    with display("1024x640x24") as environment:
        run = [sys.executable, "-c", WINDOW]
        answer = subprocess.run(run, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert answer.stdout.strip() == "xcb True (1024, 640)"
