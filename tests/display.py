"""A real display for the tests that ask for one: an X server and a window manager of its own."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def display(screen: str = "1366x768x24") -> Iterator[dict[str, str]]:
    """Yield the environment in which a started program opens its window on the display."""
    read, write = os.pipe()
    server_command = ["Xvfb", "-displayfd", str(write), "-screen", "0", screen, "-nolisten", "tcp"]
    with subprocess.Popen(server_command, pass_fds=(write,), stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        try:
            silent = subprocess.DEVNULL
            with subprocess.Popen(["openbox"], env=environment, stdout=silent, stderr=silent) as manager:
                try:
                    yield environment
                finally:
                    manager.terminate()
        finally:
            server.terminate()
