"""The exchange with other devices: one thing due in plain numbers, what went, what came, what to decide."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.messages import explain
from lwdesk.base.texts import N_
from lwdesk.services.changes import Changes
from lwdesk.services.exchange.views import Passage
from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton, SecondaryButton, with_menu
from lwdesk.ui.context import Context, Page
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.pages.exchange.cards import DifferencesCard, DueCard
from lwdesk.ui.pages.exchange.folder import SharedFolderCard
from lwdesk.ui.pages.exchange.overview import Overview, overview
from lwdesk.ui.pages.exchange.rows import PassageRows
from lwdesk.ui.pages.exchange.ways import WayOn, ways_on
from lwdesk.ui.pages.exchange.work import Work
from lwdesk.ui.pages.household.parts import column
from lwdesk.ui.progress_bar import WorkStrip
from lwdesk.ui.surface import EmptyState, PageHeader, SectionHeading, Skeleton
from lwdesk.ui.words import _, words

SUFFIX = ".lwb"
LOW = 440


class ExchangePage(Page):
    """Sends and takes in packages, by stick or folder, while the rest of the window stays usable."""

    name = "exchange"
    heading = N_("Exchange")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAccessibleName(_(self.heading))
        self.told: Overview | None = None
        self._wanted: tuple[Path, ...] = ()
        self.header = PageHeader(
            _(self.heading),
            _("Packages are encrypted and signed. Without a network: stick or shared folder."),
        )
        self.strip = WorkStrip()
        self.work = Work(self, self.strip, self.reload)
        self._make_actions()
        self.due = DueCard()
        self.differences = DifferencesCard()
        self._arrange()
        self._listen()
        self.setAcceptDrops(context.may("export"))
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._frame.setContentsMargins(side, 0, side, style.px(24))
        self._frame.setSpacing(style.px(16))
        self._fit()

    def opened(self) -> None:
        self.reload()
        self.focus_first()

    def focus_first(self) -> None:
        first = self._first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del changes, initiator
        if self.isVisible():
            self.reload()

    def primary(self) -> None:
        """Make the package, where one can be made."""
        if self.due.isVisibleTo(self) and self.due.make.isEnabled():
            self._send()

    def save_now(self) -> None:
        """Nothing is typed here."""

    def look_into(self, packages: tuple[Path, ...]) -> None:
        """Look into packages that were opened or dropped, as soon as the page knows where it is."""
        self._wanted = packages
        if self.told is not None:
            self._look_into_wanted()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped(event)
        if paths:
            event.acceptProposedAction()
            self.look_into(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def reload(self) -> None:
        sends = self.context.may("export")
        self.context.jobs.run(
            self, lambda desk: overview(desk, sends=sends), self._show, lane=f"exchange {id(self)}"
        )

    def _make_actions(self) -> None:
        self.more = QuietButton(_("More"))
        self.more.setObjectName("exchange_more")
        self.more.setAccessibleName(_("More ways of the exchange"))
        self._menu = QMenu(self)
        self._menu.setObjectName("exchange_menu")
        with_menu(self.more, self._menu)
        self.take = SecondaryButton(_("Take in a package …"), icon="package-open")
        self.take.setObjectName("take_in")
        for button in (self.more, self.take):
            self.header.add_action(button)
            button.hide()

    def _arrange(self) -> None:
        self.not_here = EmptyState(
            "arrow-down-up",
            _("This device does not exchange anything yet. Ask the coordination to let it in."),
            _("Devices") if "devices" in self._ways() else "",
            action_icon="laptop",
            title=_("Not enrolled yet"),
            primary=True,
        )
        self.not_mine = EmptyState("lock", _without(self.context))
        self._waiting = Skeleton(6)
        scroll = PageScroll()
        self._frame = scroll.column()
        self._frame.addWidget(self.strip)
        self._frame.addWidget(self._waiting)
        self._body = Columns(self._left(), self._right(), weights=(13, 7), ruled=False)
        self._frame.addWidget(self._body)
        self._frame.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(scroll, 1)
        for state in (self.not_here, self.not_mine):
            outer.addWidget(state, 1)
            state.hide()
        self._scroll = scroll
        self._body.hide()

    def _left(self) -> QWidget:
        heading = SectionHeading(_("Sent last"))
        self.all_sent = heading.add_action(_("Show all"), "", partial(self._open_log, "sent"))
        self.all_sent.setObjectName("all_sent")
        self.sent = PassageRows("sent", self.all_sent, stacked=False, open_one=self._open_one)
        return column(self.due, heading, self.sent, gap=16, stretch=True)

    def _right(self) -> QWidget:
        heading = SectionHeading(_("Packages taken in"))
        self.log = heading.add_action(_("Log"), "", partial(self._open_log, "received"))
        self.log.setObjectName("all_received")
        self.received = PassageRows("received", self.log, stacked=True, open_one=self._open_one)
        self.shared = SharedFolderCard(self.context)
        return column(self.differences, heading, self.received, self.shared, gap=16, stretch=True)

    def _listen(self) -> None:
        self.take.clicked.connect(lambda _checked=False: self.work.choose(self._folder()))
        self.due.wanted.connect(self._send)
        self.due.folder_wanted.connect(self.work.choose_folder)
        self.due.contents_wanted.connect(lambda: self.context.wanted.emit("package_contents", None))
        self.differences.wanted.connect(lambda: self.context.wanted.emit("differences", None))
        self.not_here.acted.connect(lambda: self.context.wanted.emit("devices", None))

    def _ways(self) -> dict[str, WayOn]:
        return {way.name: way for way in ways_on(self.context)}

    def _first(self) -> QWidget | None:
        told = self.told
        if told is None or not told.enrolled:
            return self.not_here.button
        if self.due.isVisibleTo(self) and self.due.make.isEnabled():
            return self.due.make
        return self.differences.go if self.differences.isVisibleTo(self) else self.take

    def _folder(self) -> Path | None:
        return self.told.folder if self.told is not None else None

    def _send(self) -> None:
        self.work.send(self._folder())

    def _show(self, told: Overview) -> None:
        first = self.told is None
        self.told = told
        self._waiting.hide()
        sends = self.context.may("export")
        shown = told.enrolled and (sends or told.differences > 0)
        self._scroll.setVisible(shown)
        self._body.setVisible(shown)
        self.not_here.setVisible(not told.enrolled)
        self.not_mine.setVisible(told.enrolled and not shown)
        for part in (self.take, self.due, self.sent, self.received, self.log, self.all_sent, self.shared):
            part.setVisible(told.enrolled and sends)
        self._offer_ways()
        self.differences.show_count(told.differences)
        if told.due is not None:
            self._show_packages(told)
        if told.trouble is not None and told.trouble.facts.get("why") != "not_enrolled":
            self.not_here.set_sentence(" ".join(explain(told.trouble, words.texts)))
        if first:
            self.focus_first()
            self._look_into_wanted()

    def _show_packages(self, told: Overview) -> None:
        assert told.due is not None
        today = clock.today()
        self.due.show_folder(told.folder, told.shared)
        self.due.show_due(told.due, today, late=told.late)
        self.shared.reload()
        self.sent.show_passages(told.sent, _("Nothing was sent yet."), today)
        self.received.show_passages(told.received, _("Nothing was taken in yet."), today)

    def _offer_ways(self) -> None:
        self._menu.clear()
        for way in ways_on(self.context):
            action = self._menu.addAction(way.label.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, go=way.go: go())
        self.more.setVisible(not self._menu.isEmpty())

    def _look_into_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ()
        if wanted and self.told is not None and self.told.enrolled and self.context.may("export"):
            self.work.look(wanted)

    def _open_one(self, passage: Passage) -> None:
        self.context.wanted.emit("exchange_log", passage)

    def _open_log(self, direction: str) -> None:
        self.context.wanted.emit("exchange_log", direction)

    def _fit(self) -> None:
        self.header.set_low(self.height() < style.px(LOW))


def _without(context: Context) -> str:
    if context.who.read_only:
        return _("This window only reads: the file is open in another one. Open the package there.")
    return _("The exchange is not part of your role. Ask the team lead.")


def _dropped(event: QDragEnterEvent | QDropEvent) -> tuple[Path, ...]:
    """Return the packages among what is being dropped."""
    urls = event.mimeData().urls() if event.mimeData() is not None else []
    paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return tuple(path for path in paths if path.suffix == SUFFIX)
