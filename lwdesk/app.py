"""The program with its window: puts the parts together and starts them in the right order."""

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from lwdesk import __version__
from lwdesk.base import logs
from lwdesk.base.errors import LwError
from lwdesk.services import settings as device
from lwdesk.services.settings import DeviceSettings
from lwdesk.ui import style
from lwdesk.ui.ask import show_error
from lwdesk.ui.window import Window
from lwdesk.ui.words import words

HEAVY = (
    "lwdesk.ui.dialogs.question",
    "sqlcipher3.dbapi2",
    "cryptography.hazmat.primitives.ciphers.aead",
    "sqlalchemy",
    "lwdesk.services.accounts",
)


def make_app() -> QApplication:
    """Return the application object under its name, drawn the same way on every system.

    The style is named here: asked for later, Qt's bindings would describe all styles, which takes 5 ms.
    """
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName("lwdesk")
    app.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("lwdesk")
    words.switched.connect(lambda: speak_qt(app, words.language))
    return app


def speak_qt(app: QApplication, language: str) -> None:
    """Put Qt's own words (Copy, Paste, file dialogs) into the language too."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.setParent(None)
    translator = QTranslator(app)
    if translator.load(
        QLocale(language), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(translator)


def main(packages: tuple[Path, ...] = ()) -> int:
    """Open the window and work until it is closed; packages are looked into once a file is open."""
    settings = device.load()
    if packages and _handed_over(settings, packages):
        return 0
    return run(settings, packages=packages)


def _handed_over(settings: DeviceSettings, packages: tuple[Path, ...]) -> bool:
    """Give packages to the window that has one of the known files open, and say whether there is one."""
    from lwdesk.services import accounts

    return any(accounts.bring_to_front(known.path, packages) for known in accounts.known_files(settings))


def run(settings: DeviceSettings, chosen: Path | None = None, packages: tuple[Path, ...] = ()) -> int:
    app = make_app()
    window = Window(settings, device.save)
    window.from_outside.hold(packages)
    _catch_bugs(window)
    window.restore_place()
    window.first_painted.connect(partial(_warm_up, app, window))
    window.show_unlock(chosen)
    window.show()
    return app.exec()


def open_demo(folder: Path) -> int:
    """Open the window on the demo file, which is made on first use."""
    from lwdesk.services import demo

    made = demo.ensure(folder)
    known = device.KnownFile(made.path, office=made.office, user=made.user, practice=True)
    return run(device.load().opened(known), made.path)


def headless(folder: Path) -> int:
    """Do the demo's job without a screen and leave a picture of the card."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from lwdesk.ui.demonstration import demonstrate

    settings = DeviceSettings()
    app = make_app()
    speak_qt(app, settings.language)
    _show_focus(app)
    return demonstrate(folder, settings)


def _show_focus(app: QApplication) -> None:
    from lwdesk.ui import focus

    focus.install(app)


def _listen_for_the_end(app: QApplication, window: Window) -> None:
    from lwdesk.ui.ending import Ending

    app.aboutToQuit.connect(Ending(app, window).undo)


def _warm_up(app: QApplication, window: Window) -> None:
    """Load what comes after the first paint, one part per turn of the event loop, while the person types."""
    from lwdesk.ui import ahead

    parts: tuple[Callable[[], object], ...] = (
        partial(_show_focus, app),
        partial(speak_qt, app, words.language),
        partial(_listen_for_the_end, app, window),
        style.load_scripts,
        partial(logs.write_to, device.folder()),
        _sweep,
        *(partial(import_module, name) for name in HEAVY),
    )
    ends = (gc.freeze, gc.enable)  # what was loaded stays, and is not looked through again and again
    waiting = chain(parts, ahead.steps(), ends)

    def next_one() -> None:
        step = next(waiting, None)
        if step is not None:
            step()
            QTimer.singleShot(0, next_one)

    QTimer.singleShot(0, next_one)


def _sweep() -> None:
    """Remove papers that a program left behind which did not come to its end."""
    from lwdesk.services.papers import folder

    folder.sweep()


def _catch_bugs(window: Window) -> None:
    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        error.__traceback__ = trace
        if not isinstance(error, LwError):
            window.rescue()
        show_error(window.ask, window, error)

    sys.excepthook = caught
