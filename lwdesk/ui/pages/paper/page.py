"""One paper before it leaves: how it will look, what can be chosen, printed or saved."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused
from lwdesk.base.texts import N_
from lwdesk.services.changes import Changes
from lwdesk.services.papers import folder
from lwdesk.services.papers.check import Refusal
from lwdesk.services.papers.issue import Deliver, Issued, Look, Way
from lwdesk.services.papers.kinds import KINDS, Kind, Wish
from lwdesk.ui import printing, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import PrimaryButton, SecondaryButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.file_patterns import PDF
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.pages.paper.options import OptionSide
from lwdesk.ui.pages.paper.sheets import Preview
from lwdesk.ui.surface import BottomBar, PageHeader
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from lwdesk.services.desk import Desk

REVIEW = "access_review"
SIDE, LOWEST, ONE_COLUMN_BELOW = 30, 420, 84


@dataclass(frozen=True, slots=True)
class Told:
    """What the page shows: the papers about the same thing, the choices, and the paper if it may be made."""

    kinds: tuple[Kind, ...]
    look: Look
    pdf: bytes = b""
    gaps: tuple[str, ...] = ()


class PaperPage(Page):
    """The options at the left, the paper at the right; what is printed is what is shown."""

    name = "paper"
    heading = N_("Paper")

    def __init__(self, context: Context, wish: Wish, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wish = wish
        self._look: Look | None = None
        self._refusal, self._drawn = "", False
        self.setAccessibleName(KINDS[wish.kind].label(words.language))
        self.header = PageHeader("", back_to=_("Back"))
        self.header.back.connect(context.back_wanted)
        self.side, self.preview = OptionSide(), Preview()
        self.said = Text("", "help", token="text2", wrap=True)
        self.read = SecondaryButton(_("Read the texts …"))
        self.read.setObjectName("read_texts")
        self.read.hide()
        self.save = SecondaryButton(_("Save …"), icon="download")
        self.save.setObjectName("save_paper")
        self.print = PrimaryButton(_("Print …"), icon="printer")
        self.print.setObjectName("print_paper")
        self._arrange()
        self.side.chosen.connect(self._chose)
        self.side.note.edited.connect(self._block)
        self.read.clicked.connect(lambda _checked=False: context.wanted.emit(REVIEW, self.side.wish()))
        self.save.clicked.connect(lambda _checked=False: self.save_now())
        self.print.clicked.connect(lambda _checked=False: self.primary())
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._box.setContentsMargins(side, style.px(4), side, style.px(16))
        self._box.setSpacing(style.px(24))
        self._fold()

    def opened(self) -> None:
        self._ask(self._wish)
        self.focus_first()

    def focus_first(self) -> None:
        first = next(self.side.stops(), None) or self.print
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del initiator
        if changes.touched and self._look is not None:
            self._ask(self.side.wish())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def primary(self) -> None:
        """Ask for the printer, then issue the paper and print exactly that."""
        if self.print.isEnabled():
            self.context.ask.printer(self, self._print)

    def start_print(self) -> None:
        self.primary()

    def save_now(self) -> None:
        if self.save.isEnabled():
            name = folder.neutral_name(self._wish.kind, clock.today())
            self.context.ask.save_file(self, _("Save the paper"), name, PDF, self._save)

    def _arrange(self) -> None:
        content = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._box.addWidget(self.side)
        self._box.addWidget(self.preview, 1)
        bar = BottomBar()
        bar.add_status(self.said)
        bar.add_button(self.read)
        bar.add_button(self.save)
        bar.add_button(self.print)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(PageScroll(content), 1)
        outer.addWidget(bar)

    def _fold(self) -> None:
        """Set the options above the paper where both side by side would be narrow."""
        narrow = self.width() < style.characters(ONE_COLUMN_BELOW)
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        widest = self.width() if narrow else int(style.characters(SIDE))
        self.preview.setMinimumHeight(style.px(LOWEST if narrow else LOWEST // 2))
        self.side.setMinimumWidth(0 if narrow else widest)
        self.side.setMaximumWidth(widest)

    def _chose(self) -> None:
        self._ask(self.side.wish())

    def _ask(self, wish: Wish) -> None:
        """Ask what may be chosen, then for the paper itself; only the newest wish is answered."""
        self._wish = wish
        self.preview.wait()
        self.context.jobs.run(self, lambda desk: _looked(desk, wish), self._show, lane="paper")

    def _show(self, told: Told) -> None:
        look, pdf = told.look, told.pdf
        if self._look is None:
            self.side.offer(told.kinds, look.wish)
        self._look, self._wish = look, look.wish
        title = look.kind.label(words.language)
        self.setAccessibleName(title)
        self.header.set_title(title)
        home = look.home
        self.header.set_subtitle(" · ".join(filter(None, (home.name, home.case_number))) if home else "")
        self.side.show_look(look)
        self.side.show_gaps(told.gaps)
        refusal = look.refusal.sentence(words.texts) if look.refusal else ""
        self.read.setVisible(look.refusal is not None and look.refusal.why == "unread")
        if pdf:
            self.preview.show_pdf(pdf, title)
        else:
            self.preview.refuse(refusal)
            announce(self, refusal)
        self._refusal, self._drawn = refusal, bool(pdf)
        self._block()

    def _block(self) -> None:
        """Say why it may not leave, or not yet."""
        unread = self.side.note.hinders()
        self.said.setText((unread or self.preview.pages()) if self._drawn else "")
        for button in (self.save, self.print):
            button.set_blocked(self._refusal or unread)

    def _print(self, printer: "QPrinter") -> None:
        self._issue("printed", printing.onto(printer), lambda _done: _("Printed and written down."))

    def _save(self, path: Path) -> None:
        target = path if path.suffix else path.with_suffix(".pdf")
        self._issue(
            "saved",
            folder.into_file(target),
            lambda done: _("Saved as {name}. The file is not encrypted.", name=done.name),
        )

    def _issue(self, way: Way, deliver: Deliver, told: Callable[[Issued], str]) -> None:
        wish, read = self._wish, self.side.note.read()
        self.context.jobs.run(
            self,
            lambda desk: desk.papers.issue(wish, way, deliver, read),
            lambda done: self.context.said.emit(_with_handing_out(told(done), done), done.handed_out),
        )


def _with_handing_out(told: str, done: Issued) -> str:
    """Add that the household is noted as informed; this alone can be taken back."""
    return " ".join((told, _("The sheet counts as handed out."))) if done.handed_out else told


def _looked(desk: "Desk", wish: Wish) -> Told:
    """Return the kinds about the same thing, what may be chosen, and the paper; none where it is refused."""
    look = desk.papers.look(wish)
    kinds = desk.papers.offered(wish.about)
    if look.refusal is not None:
        return Told(kinds, look)
    try:
        sheet = desk.papers.sheet(look.wish)
        return Told(kinds, look, sheet.draw(), sheet.paper.gaps)
    except PaperRefused as error:
        return Told(kinds, replace(look, refusal=Refusal(str(error.facts["why"]))))
