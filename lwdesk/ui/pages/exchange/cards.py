"""What is to be sent, in plain numbers and one button; and what is to be decided."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.services.exchange.views import Due
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.ground import Surface
from lwdesk.ui.pages.exchange import words
from lwdesk.ui.pages.exchange.rows import Coin
from lwdesk.ui.surface import Card, Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural

FIGURES = ("changes", "households", "devices")


class Figure(QWidget):
    """A number and below it what is counted, read as one."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(2))
        self._count = Text("", "name", tabular=True)
        self._caption = Text("", "help", token="text2")
        column.addWidget(self._count)
        column.addWidget(self._caption)

    def show_count(self, count: int, caption: str) -> None:
        self._count.setText(words.number(count))
        self._caption.setText(caption)
        self.setAccessibleName(f"{count} {caption}")


class DueCard(Surface):
    """What the other devices do not have, where it goes, and the button that makes the package."""

    fill = "subtle"
    margin = 24
    folder_wanted = Signal()
    contents_wanted = Signal()
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=20)
        self.setObjectName("due_card")
        self._coin = Coin("package", "neutral", 48)
        self.title = Text("", "section", wrap=True)
        self.detail = Text("", token="text2", wrap=True)
        self.figures = {name: Figure() for name in FIGURES}
        self.column.addLayout(_beside(self._coin, self.title, self.detail))
        self._numbers = Flow(*self.figures.values(), gap=40, line_gap=12)
        self.column.addWidget(self._numbers)
        shield = Text(
            _("Only your devices can open it. Not inside: drafts, passphrases, the trail."),
            token="text2",
            wrap=True,
        )
        self.column.addLayout(_beside(Sign("shield-check", "ok", 18), shield, gap=8))
        self._make_foot()

    def show_due(self, due: Due, today: date, *, late: bool) -> None:
        """Say what is new for the others; where nothing is, a package is a receipt."""
        new = due.changes > 0
        tone = "warn" if late else "ok" if due.is_nothing else "neutral"
        self._coin.set_look("package-check" if due.is_nothing else "package", tone)
        self.title.setText(_headline(due, late=late))
        detail = _told(due, today)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        captions = {
            "changes": (due.changes, plural("change", "changes", due.changes)),
            "households": (due.households, plural("household changed", "households changed", due.households)),
            "devices": (len(due.devices), plural("other device", "other devices", len(due.devices))),
        }
        for name, (count, caption) in captions.items():
            self.figures[name].show_count(count, caption)
        self._numbers.setVisible(new)
        self.contents.setVisible(new)
        self.make.set_blocked(_("There is nothing new for the other devices.") if due.is_nothing else "")

    def show_folder(self, folder: Path | None, shared: Path | None) -> None:
        """Say where the package goes, in the words of whoever looks for the stick."""
        if folder is None:
            told = _("No folder chosen yet")
        elif folder == shared:
            told = _("Shared folder")
        else:
            told = isolate(folder.name or str(folder))
        self.place.setText(told)
        self.place.setToolTip(str(folder) if folder else "")
        self.change.setText(_("Change") if folder else _("Choose …"))
        self.change.setAccessibleName(_("Change the folder") if folder else _("Choose the folder"))

    def set_blocked(self, reason: str) -> None:
        """Switch off what changes the file, and say why."""
        self.make.set_blocked(reason)
        self.change.set_blocked(reason)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fold()
        return super().event(event)

    def _make_foot(self) -> None:
        self.place = Text("", token="text2", shortens=True)
        self.change = QuietButton(_("Change"))
        self.change.setObjectName("change_folder")
        where = QWidget()
        row = QHBoxLayout(where)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        row.addWidget(Sign("folder", "text2", 18))
        row.addWidget(self.place, 0)
        row.addWidget(self.change)
        row.addStretch(1)
        self.contents = SecondaryButton(_("Look inside"))
        self.contents.setObjectName("look_inside")
        self.make = PrimaryButton(_("Make the package"), icon="package-check")
        self.make.setObjectName("make_package")
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(style.px(8))
        self._foot.addWidget(where, 1)
        self._buttons = Flow(self.contents, self.make)
        self._foot.addWidget(self._buttons)
        self.column.addLayout(self._foot)
        self.change.clicked.connect(lambda _checked=False: self.folder_wanted.emit())
        self.contents.clicked.connect(lambda _checked=False: self.contents_wanted.emit())
        self.make.clicked.connect(lambda _checked=False: self.wanted.emit())

    def _fold(self) -> None:
        """Set the buttons below the folder where both have no room in one line."""
        wanted = self._buttons.sizeHint().width() + self.change.sizeHint().width()
        wanted += style.px(2 * self.margin + 18 + 4 * 8 + 140)
        way = QBoxLayout.Direction
        now = way.TopToBottom if 0 < self.width() < wanted else way.LeftToRight
        if now != self._foot.direction():
            self._foot.setDirection(now)


class DifferencesCard(Card):
    """How many fields wait for a decision, and the way there."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=12)
        self.radius, self.margin = 12, 20
        self.setObjectName("differences_card")
        self.title = Text("", "strong", wrap=True)
        self.column.addLayout(_beside(Sign("git-compare", "accent_text", 20), self.title, gap=8))
        self.column.addWidget(
            Text(
                _("The same was changed on two devices. Nothing is lost until you decide."),
                token="text2",
                wrap=True,
            )
        )
        self.go = SecondaryButton(_("Resolve them"), icon="arrow-right")
        self.go.setObjectName("resolve_differences")
        self.go.clicked.connect(lambda _checked=False: self.wanted.emit())
        self.column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.restyle()
        self.hide()

    def show_count(self, count: int) -> None:
        self.title.setText(plural("{n} difference to resolve", "{n} differences to resolve", count))
        self.setVisible(count > 0)


def _headline(due: Due, *, late: bool) -> str:
    if late:
        return _("A package is due")
    if due.changes:
        return _("New for the other devices")
    return _("The others have everything")


def _told(due: Due, today: date) -> str:
    """Return since when something waits and for whom; without changes, what a package is still good for."""
    if due.changes:
        since = _("since {day}", day=words.at(due.since, today)) if due.since is not None else ""
        told = (since, _("for {devices}", devices=listed(due.devices)) if due.devices else "")
        return " · ".join(part for part in told if part)
    if due.answers:
        return _("{devices} waits for a receipt. A package would confirm it.", devices=listed(due.answers))
    if due.new_roster:
        return _("The list of devices has changed. A package would bring it to them.")
    return _("Nothing has changed here since.")


def listed(devices: tuple[str, ...]) -> str:
    """Return the names of the devices; of many the first two and how many more there are."""
    shown = [isolate(one) for one in devices[:2]]
    more = len(devices) - len(shown)
    if more > 0:
        shown.append(plural("{n} more", "{n} more", more))
    return ", ".join(shown)


def _beside(sign: QWidget, *lines: QWidget, gap: int = 16) -> QHBoxLayout:
    """Return a symbol with lines of words at its right."""
    row = QHBoxLayout()
    row.setSpacing(style.px(gap))
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter if len(lines) > 1 else Qt.AlignmentFlag.AlignTop)
    told = QVBoxLayout()
    told.setSpacing(style.px(4))
    for line in lines:
        told.addWidget(line)
    row.addLayout(told, 1)
    return row
