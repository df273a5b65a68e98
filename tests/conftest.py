"""The ground of every test: one fixed environment, no leftovers, the same examples on every machine."""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.abc import MetaPathFinder

import pytest
from hypothesis import HealthCheck, settings

from tests import leftovers

SCRATCH = tempfile.TemporaryDirectory(prefix="lwdesk-tests-")
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "Europe/Berlin",
    "QT_QPA_PLATFORM": "offscreen",  # a test of the real window starts the program on a display of its own
    "XDG_RUNTIME_DIR": SCRATCH.name,
    "XDG_CONFIG_HOME": f"{SCRATCH.name}/config",
    "XDG_DATA_HOME": f"{SCRATCH.name}/data",
    "XDG_STATE_HOME": f"{SCRATCH.name}/state",
    "XDG_CACHE_HOME": f"{SCRATCH.name}/cache",
}
os.environ.update(ENVIRONMENT)
if hasattr(time, "tzset"):
    time.tzset()

# Nothing is asked of the clock: another program that is at work must not make a test fail.
settings.register_profile("timeless", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("timeless"), derandomize=True, max_examples=100)
settings.register_profile("soak", settings.get_profile("timeless"), max_examples=1500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

BLOCK_QT = bool(os.environ.get("LWDESK_BLOCK_QT"))


class NoQt(MetaPathFinder):
    """Refuses the window's library, so that a test proves its subject runs without a screen."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{fullname} is blocked")


if BLOCK_QT:
    sys.meta_path.insert(0, NoQt())


def pytest_addoption(parser: pytest.Parser) -> None:
    if BLOCK_QT:  # pytest-qt stays at home then, its settings are still in pyproject.toml
        parser.addini("qt_api", "unused")
        parser.addini("qt_log_level_fail", "unused")
        parser.addini("qt_log_ignore", "unused", type="linelist")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    seed = config.getoption("randomly_seed", None)
    terminalreporter.write_line(f"random order: --randomly-seed={seed}")


def pytest_collection_finish() -> None:
    gc.freeze()  # what the imports made is no leftover of a test


@pytest.fixture(scope="session", autouse=True)
def cheap_keys() -> Iterator[None]:
    """Make every slot of a key file at the cost of a test; a test of the true cost says `vault.Cost()`."""
    from lwdesk.store import vault

    with vault.using(vault.CHEAP):
        yield


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread, a running timer or a window to the next one."""
    before = leftovers.Scene.now()
    yield
    if left := leftovers.since(before):
        pytest.fail(f"left behind: {', '.join(left)}", pytrace=False)
