"""The notes of a visit sentence by sentence: one key makes a need or a task of each."""

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge, KeyHint
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

NEED, TASK = "need", "task"
KEYS: Final = {NEED: "B", TASK: "A"}
MOST, LONGEST, SPOKEN = 40, 2000, 80
SHORT_FORMS: Final = frozenset(
    {
        "z.b.",
        "u.a.",
        "d.h.",
        "o.ä.",
        "fr.",
        "hr.",
        "dr.",
        "str.",
        "ca.",
        "nr.",
        "bzw.",
        "evtl.",
        "tel.",
        "geb.",
    }
)
SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„])")


def sentences(notes: str) -> tuple[str, ...]:
    """Return the lines of the notes cut into sentences; what is left of very many stands in the last one."""
    found = [part for line in notes.splitlines() for part in _cut(line)]
    return tuple(found[: MOST - 1]) + ((" ".join(found[MOST - 1 :])[:LONGEST],) if found[MOST - 1 :] else ())


def _cut(line: str) -> Iterator[str]:
    """Yield the sentences of a line; an abbreviation ends none."""
    begun = ""
    for part in SENTENCE.split(line.strip()):
        begun = f"{begun} {part}".strip()
        if begun and begun.split()[-1].casefold() not in SHORT_FORMS:
            yield begun[:LONGEST]
            begun = ""
    if begun:
        yield begun[:LONGEST]


class NoteLine(QWidget):
    """One sentence with its two ways; their letters work while one of them has the focus."""

    wanted = Signal(str, str)  # need or task, and the words

    def __init__(self, words: str, *, sorts: bool) -> None:
        super().__init__()
        self.words = words
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(2))
        box.addWidget(Text(isolate(words), wrap=True, selectable=True))
        self.marks: dict[str, Badge] = {}
        if sorts:
            box.addWidget(self._ways())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the letters that the buttons leave alone."""
        kind = next((kind for kind, key in KEYS.items() if event.text().upper() == key), None)
        if kind is None or not self.marks or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        else:
            self._sort(kind)

    def _ways(self) -> Flow:
        row = Flow()
        for kind, text, done in (
            (NEED, _("As a need"), _("taken as a need")),
            (TASK, _("As a task"), _("taken as a task")),
        ):
            button = QuietButton(text, size="small")
            button.setObjectName(f"note_{kind}")
            button.setAccessibleName(f"{text}: {self.words[:SPOKEN]}")
            button.clicked.connect(lambda _checked=False, kind=kind: self._sort(kind))
            hint = KeyHint(KEYS[kind])
            self.marks[kind] = Badge("ok", done, "check")
            for part in (button, hint):
                row.add(part)
        for mark in self.marks.values():
            row.add(mark)
            mark.hide()
        return row

    def _sort(self, kind: str) -> None:
        """Say once where the words go; a second press does nothing."""
        if self.marks[kind].isHidden():
            self.marks[kind].show()
            self.wanted.emit(kind, self.words)

    def take_back(self, kind: str) -> None:
        self.marks[kind].hide()


class SortingNotes(QWidget):
    """All notes of a visit; each sentence is sorted where it stands, and the focus stays there."""

    wanted = Signal(str, str)

    def __init__(self, notes: str, *, sorts: bool) -> None:
        super().__init__()
        self.setObjectName("visit_notes")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        style.follow(self.restyle)
        self.lines = [NoteLine(words, sorts=sorts) for words in sentences(notes)]
        for line in self.lines:
            line.wanted.connect(self.wanted)
            self._column.addWidget(line)
        if not self.lines:
            self._column.addWidget(Text(_("Nothing was written down."), wrap=True))

    def restyle(self) -> None:
        self._column.setSpacing(style.px(12))

    def take_back(self, kind: str, words: str) -> None:
        """Let a sentence be sorted again whose need or task was taken away."""
        for line in self.lines:
            if line.words == words:
                line.take_back(kind)
