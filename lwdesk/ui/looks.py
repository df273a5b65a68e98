"""Language, colours and size of the type: kept on this computer, switched while the program runs."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from lwdesk.services.settings import LARGEST, SMALLEST, DeviceSettings
from lwdesk.ui import style
from lwdesk.ui.words import words

if TYPE_CHECKING:
    from lwdesk.ui.rescale import Distances

STEP = 25


class Looks(QObject):
    """The settings of this computer, and what they make of the window."""

    language_switched = Signal()

    def __init__(self, settings: DeviceSettings, keep: Callable[[DeviceSettings], None]) -> None:
        super().__init__()
        self.settings, self._keep = settings, keep
        self._percent: int | None = None  # at which size everything was built or last measured
        self.all_scripts = False  # their fonts are loaded after the first paint
        self._wearer: QWidget | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.follow_system)
        self.dress()

    def update(self, settings: DeviceSettings) -> None:
        """Take over the settings; a full disk does not keep anybody from working."""
        self.settings = settings
        try:
            self._keep(settings)
        except OSError as error:
            logging.getLogger("lwdesk").warning("settings not kept: %s", error.errno)

    def speak(self, language: str) -> None:
        """Speak another language at once; what is open is built again."""
        self._change(language=language)
        self.language_switched.emit()

    def wear(self, theme: str) -> None:
        self._change(theme=theme)

    def scale(self, percent: int) -> None:
        self._change(scale=max(SMALLEST, min(LARGEST, percent)))

    def step(self, step: int) -> None:
        """Make everything larger, smaller or, at 0, as large as usual."""
        self.scale(self.settings.scale + step * STEP if step else SMALLEST)

    def follow_system(self) -> None:
        if self.settings.theme == "system":
            self.dress()

    def dress(self) -> None:
        """Put everything into the language, colours and size of the settings."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        looks = self.settings
        if words.language != looks.language:
            words.switch(looks.language)
        former = style.theme.scale
        before = self._measured(app, looks.scale)
        style.apply(
            app,
            looks.theme,
            looks.scale / 100,
            looks.language,
            scripts=self.all_scripts,
            wearer=self._wearer,
        )
        if before:
            from lwdesk.ui import rescale

            rescale.follow(before, style.theme.scale / former)

    def _measured(self, app: QApplication, percent: int) -> "list[Distances]":
        """Return the distances that are to follow the size, where the size of what is built changes."""
        shown, self._percent = self._percent, percent
        if shown in (None, percent):
            return []
        from lwdesk.ui import rescale

        return rescale.measured(app)

    def put_on_sheet(self, window: QWidget) -> None:
        """Give a window the style sheet before it is shown: while a page is built it costs 10 ms more."""
        if self._wearer is None:
            self._wearer = window
            style.put_on_sheet(window)

    def _change(self, **changed: object) -> None:
        self.update(replace(self.settings, **changed))  # type: ignore[arg-type]  # the callers name fields
        self.dress()


class SystemLooks(QObject):
    """Tells the looks of a window that the system has put on other colours."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self._looks = looks

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.ThemeChange:
            self._looks.follow_system()
        return super().eventFilter(watched, event)
