"""The shared folder in the page of the exchange: which one it is, how it goes, what waits there and why."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.services.exchange.shared_look import TROUBLES, Look, Lying
from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.exchanging import came_by_itself, told
from lwdesk.ui.flow import Flow
from lwdesk.ui.pages.exchange import words
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Card, Sign
from lwdesk.ui.text import Text, hide_unless, isolate
from lwdesk.ui.words import _, plural

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.exchange.shared_turn import Turn

NAMES = 3
LONG = timedelta(days=1)


class SharedFolderCard(Card):
    """Chooses the folder, changes it, ends it, and tells what lies there that nobody took in."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=8)
        self.radius, self.margin = 12, 20
        self.context, self.shown = context, Look()
        self.setObjectName("shared_folder_card")
        self.title = Text(_("Shared folder"), "strong", wrap=True)
        self.place = Text("", shortens=True)
        self.place.hide()
        self.state = Text("", token="text2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(Sign("folder", "accent_text", 20), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.place)
        self.column.addWidget(self.state)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, style.px(4), 0, style.px(4))
        self._lines.setSpacing(style.px(12))
        self.column.addLayout(self._lines)
        self._make_buttons()
        self.restyle()
        hide_unless(self, context.may("export"))
        context.exchanged.connect(self.reload)

    def reload(self) -> None:
        """Look again at what lies there; nothing is taken in."""
        if self.context.may("export"):
            lane = f"shared folder {id(self)}"
            self.context.jobs.run(self, lambda desk: desk.exchange.shared.look(), self.show_look, lane=lane)

    def show_look(self, look: Look) -> None:
        self.shown = look
        folder = look.folder
        self.place.setText(isolate(folder.name or str(folder)) if folder else "")
        self.place.setToolTip(str(folder) if folder else "")
        self.place.setVisible(folder is not None)
        self.state.setText(_state(look, clock.today()))
        self.state.set_token("warn" if look.trouble else "text2")
        self.choose.flush = folder is None  # then it stands alone below the words
        self.choose.setText(_("Change") if folder else _("Choose a folder …"))
        self.choose.setAccessibleName(
            _("Change the shared folder") if folder else _("Choose a shared folder …")
        )
        for button in (self.now, self.end):
            button.setVisible(folder is not None)
        empty(self._lines)
        for icon, token, sentence, names in _told(look, clock.now()):
            self._lines.addWidget(_line(icon, token, sentence, names))

    def _make_buttons(self) -> None:
        self.now = SecondaryButton(_("Look now"), icon="refresh-cw", size="small")
        self.choose = QuietButton(_("Choose a folder …"), size="small")
        self.choose.flush = True
        self.end = QuietButton(_("End"), size="small")
        self.end.setAccessibleName(_("End the exchange through this folder"))
        buttons: tuple[tuple[SecondaryButton | QuietButton, str, Callable[[], None]], ...] = (
            (self.now, "look_now", self._turn),
            (self.choose, "choose_shared", self._choose),
            (self.end, "end_shared", self._ask_to_end),
        )
        for button, name, then in buttons:
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, then=then: then())
        for button in (self.now, self.end):
            button.hide()
        self.column.addWidget(Flow(self.now, self.choose, self.end))

    def _choose(self) -> None:
        self.context.ask.folder(self, _("Which folder do your devices share?"), self._chosen)

    def _chosen(self, folder: Path) -> None:
        self._take(folder, lambda _none: self._turn())

    def _ask_to_end(self) -> None:
        self.context.ask.confirm(
            self,
            _("End the exchange through this folder?"),
            _("What lies there stays there. Packages then go by stick or by hand again."),
            _("End it"),
            lambda: self._take(None, lambda _none: self.reload()),
        )

    def _take(self, folder: Path | None, then: Callable[[None], None]) -> None:
        self.context.jobs.run(self, lambda desk: desk.exchange.shared.choose(folder), then)

    def _turn(self) -> None:
        """Look at once, whatever pause was kept before, and say what came of it."""
        self.now.set_blocked(_("Looking into the folder …"))
        self.context.jobs.run(self, _turned, self._turned, failed=self._failed)

    def _failed(self, error: Exception) -> bool:
        del error
        self.now.set_blocked("")
        return False

    def _turned(self, turn: "Turn") -> None:
        self.now.set_blocked("")
        self.show_look(turn.look)
        came = came_by_itself(turn)
        if came is not None and came.packages:
            self.context.said.emit(told(came), False)
        elif not turn.look.trouble:
            self.context.said.emit(_said(turn), False)
        if came is not None:
            self.context.jobs.changed.emit(came, self)
        self.context.exchanged.emit()


def _turned(desk: "Desk") -> "Turn":
    return desk.exchange.shared.turn(at_once=True)


def _said(turn: "Turn") -> str:
    if turn.sent is not None:
        return _("Put into the folder: {amount}", amount=words.changed(turn.sent.records))
    return _("There is nothing new in the folder")


def _state(look: Look, today: date) -> str:
    """Return how it goes, in a sentence or two."""
    if look.folder is None:
        return _(
            "Your devices hand each other packages by themselves while the program runs: "
            "through a network drive or a folder that a cloud keeps alike."
        )
    if look.trouble:
        again = look.again_at
        later = _("The next try is at {time}.", time=_time(again)) if again is not None else ""
        return " ".join(part for part in (_(TROUBLES[look.trouble]), later) if part)
    if look.looked_at is None:
        return _("The folder is looked into in a moment.")
    return _("Looked into last {when}.", when=words.at(look.looked_at, today))


def _time(moment: datetime) -> str:
    return moment.astimezone().strftime("%H:%M")


type _Told = tuple[str, str, str, Sequence[Lying]]
"""A symbol, its colour, what there is to say, and the files of which it is said."""


def _told(look: Look, now: datetime) -> Iterator[_Told]:
    """Yield what lies there and was not taken in, what needs somebody first."""
    return (one for one in (*_to_do(look), *_on_the_way(look, now)) if one[-1])


def _to_do(look: Look) -> Iterator[_Told]:
    files = look.of("odd")
    sentence = plural(
        "{n} file is called a second copy, and nobody knows what it holds. Open it or delete it.",
        "{n} files are called second copies, and nobody knows what they hold. Open or delete them.",
        len(files),
    )
    yield "circle-help", "warn", sentence, files
    files = look.of("refused")
    sentence = plural(
        "{n} package was refused. Nothing of it was taken in.",
        "{n} packages were refused. Nothing of them was taken in.",
        len(files),
    )
    yield "ban", "danger", sentence, files
    files = look.of("asked")
    sentence = plural(
        "{n} package hands over a household. Open it to decide.",
        "{n} packages hand over households. Open them to decide.",
        len(files),
    )
    yield "user-plus", "accent_text", sentence, files
    files = look.of("copy")
    sentence = plural(
        "{n} file is a second copy of what is here anyway. It can be deleted.",
        "{n} files are second copies of what is here anyway. They can be deleted.",
        len(files),
    )
    yield "copy", "text2", sentence, files


def _on_the_way(look: Look, now: datetime) -> Iterator[_Told]:
    files: Sequence[Lying] = look.of("waiting")
    sentence = plural(
        "{n} package waits for an earlier one. It is then taken in by itself.",
        "{n} packages wait for an earlier one. They are then taken in by themselves.",
        len(files),
    )
    yield "hourglass", "warn", sentence, files
    old = [one for one in look.of("half") if now - one.found.changed_at > LONG]
    sentence = plural(
        "{n} package has not arrived whole since yesterday. It can be deleted, the next one holds all.",
        "{n} packages have not arrived whole since yesterday. They can be deleted, the next one holds all.",
        len(old),
    )
    yield "clock", "warn", sentence, old
    files = [one for one in look.of("half") if one not in old]
    sentence = plural(
        "{n} package is still on its way. It is taken in as soon as it is whole.",
        "{n} packages are still on their way. They are taken in as soon as they are whole.",
        len(files),
    )
    yield "clock", "text2", sentence, files


def _line(icon: str, token: str, sentence: str, files: Sequence[Lying]) -> QWidget:
    """Return a symbol with what is to be said, and below it the names of the files."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(style.px(8))
    row.addWidget(Sign(icon, token, 18), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(style.px(2))
    column.addWidget(Text(sentence, wrap=True))
    for one in files[:NAMES]:
        column.addWidget(Text(_name(one), "help", token="text2", shortens=True))
    if len(files) > NAMES:
        column.addWidget(Text(plural("{n} more", "{n} more", len(files) - NAMES), "help", token="text2"))
    row.addLayout(column, 1)
    return made


def _name(one: Lying) -> str:
    parts = (
        isolate(one.name),
        isolate(one.label),
        _(words.REASONS[one.reason]) if one.reason in words.REASONS else "",
    )
    return " · ".join(part for part in parts if part)
