"""The page of a package that came: who sends whom and why, what it says, and what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base.errors import LwError, PackageUnfinished
from lwdesk.base.messages import explain
from lwdesk.base.texts import N_
from lwdesk.domain.transfer import Transfer
from lwdesk.services.changes import Changes
from lwdesk.services.exchange.transfer_views import Answered, Arrival, Decided
from lwdesk.ui import style
from lwdesk.ui import words as speech
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.pages.status import Status
from lwdesk.ui.pages.transfer import words
from lwdesk.ui.pages.transfer.decision import ACCEPT, DECLINE, DecisionPanel
from lwdesk.ui.pages.transfer.shown import PartsView
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Banner, BottomBar, Divider, PageHeader, SectionHeading, Skeleton
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

CONCERNING = ("household", "person", "transfer")
RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Came:
    """A package that hands a household over, an answer to one that left, or why it stays closed."""

    arrival: Arrival | None = None
    answered: Answered | None = None
    error: LwError | None = None


class ArrivalPage(Page):
    """Nothing is taken in before a person decides; the answer goes back as a receipt."""

    name = "exchange"
    heading = N_("Household handed over")

    def __init__(self, context: Context, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.path = path
        self.arrival: Arrival | None = None
        self.busy = False
        self.setAccessibleName(_(self.heading))
        self.header = PageHeader(_(self.heading), back_to=_("Back"))
        self.header.back.connect(context.back_wanted)
        self.notes = QWidget()
        self._notes = QVBoxLayout(self.notes)
        self._notes.setContentsMargins(0, 0, 0, 0)
        self.parts = PartsView(_("There is nothing in it."))
        self.decision = DecisionPanel(context, path)
        self.decision.edited.connect(self._show_verb)
        self._arrange()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._column.setContentsMargins(side, style.px(16), side, style.px(24))
        self._column.setSpacing(style.px(16))
        self._notes.setSpacing(style.px(8))

    def opened(self) -> None:
        self._ask()

    def focus_first(self) -> None:
        if self.decision.isVisibleTo(self):
            self.decision.focus_first()
        else:
            self.header.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        if initiator is not self and not self.over and changes.touches(*CONCERNING):
            self._ask()

    def primary(self) -> None:
        """Carry out the decision; the receipt needs a place first."""
        if self.busy or self.arrival is None or self.arrival.known is not None:
            return
        if reason := self.decision.reason():
            self.status.say(reason, "info")
            self.decision.focus_first()
            return
        self.context.ask.folder(self, _("Where do you want to put the receipt?"), self._decide)

    def _arrange(self) -> None:
        scroll = PageScroll()  # the head scrolls along: with large letters the page needs its room
        whole = scroll.column()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        for part in (self.header, Divider(), inner):
            whole.addWidget(part)
        whole.addStretch(1)
        self.body = self._make_body()
        self.waiting = Skeleton(5)
        for part in (self.notes, self.waiting, self.body):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.body.hide()
        self.bar = BottomBar()
        self.status = Status()
        self.bar.add_status(self.status)
        self.verb = PrimaryButton(_("Take in …"), icon="package-open")
        self.verb.setObjectName("decide")
        self.verb.clicked.connect(lambda _checked=False: self.primary())
        self.bar.add_button(self.verb)
        self.bar.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.bar)

    def _make_body(self) -> QWidget:
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(SectionHeading(_("What the package says")))
        beside.addWidget(self.parts)
        beside.addStretch(1)
        return Columns(left, self.decision, weights=(1, 1), ruled=False)

    def _ask(self) -> None:
        path = self.path
        self.context.jobs.run(self, lambda desk: _looked(desk, path), self._show, lane=f"arrival {id(self)}")

    def _show(self, came: Came) -> None:
        self.waiting.hide()
        empty(self._notes)
        if came.error is not None:
            happened, now = explain(came.error, speech.words.texts)
            self._only(Banner("danger", happened, now, icon="ban"))
        elif came.answered is not None and (sent := came.answered.transfer) is not None:
            self._only(self._answer(sent))
        elif came.arrival is not None:
            self._show_arrival(came.arrival)
        self.notes.setVisible(self._notes.count() > 0)
        self.focus_first()

    def _answer(self, sent: Transfer) -> Banner:
        """Return what the other office decided about a household that was handed to it."""
        tone = "warn" if sent.state == "declined" else "ok"
        banner = Banner(tone, _("An answer to a handing over"), words.before(sent), icon="package-check")
        return self._with_way(banner, sent.household)

    def _only(self, banner: Banner) -> None:
        """Show nothing but this."""
        self._notes.addWidget(banner)
        self.body.hide()
        self.bar.hide()

    def _show_arrival(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self.header.set_title(_("Handed over by {office}", office=isolate(arrival.sender)))
        self.header.set_subtitle(words.from_whom(arrival))
        self.parts.show_parts(arrival.parts)
        self._show_notes(arrival)
        self.decision.show_arrival(arrival)
        known = arrival.known is not None
        self.decision.setVisible(not known)
        self.bar.setVisible(not known)
        self.body.show()
        self._show_verb()

    def _show_notes(self, arrival: Arrival) -> None:
        if arrival.known is not None:
            self._notes.addWidget(self._decided_before(arrival.known))
        if arrival.left_out:
            told = words.left_out(arrival.left_out)
            self._notes.addWidget(Banner("warn", _("Some of it was not understood and stays out"), told))

    def _decided_before(self, known: Transfer) -> Banner:
        banner = Banner("ok", words.decided(known), _("Nothing is taken in a second time."))
        self._with_way(banner, known.household)
        again = QuietButton(_("Make the receipt again …"), size="small")
        again.setObjectName("receipt_again")
        again.clicked.connect(lambda _checked=False: self._answer_again())
        banner.add_action(again)
        return banner

    def _with_way(self, banner: Banner, household: UUID | None) -> Banner:
        """Lead to the household, where there is one."""
        if household is not None:
            show = SecondaryButton(_("Open the household"), size="small")
            show.setObjectName("open_household")
            show.clicked.connect(lambda _checked=False: self.context.household_wanted.emit(household))
            banner.add_action(show)
        return banner

    def _show_verb(self) -> None:
        self.decision.put_in_order(self.header.back_button, self.verb)
        choice = self.decision.choice()
        text = {ACCEPT: _("Take in as new …"), DECLINE: _("Decline …")}.get(choice, _("Join …"))
        self.verb.setText(text if choice else _("Take in …"))
        reason = self.decision.reason()
        self.verb.set_blocked(reason)
        self.status.say(reason or _("The sender gets a receipt without names."), "info" if reason else "mail")

    def _decide(self, folder: Path) -> None:
        path, choice = self.path, self.decision.choice()
        keys, refusal = self.decision.keys(), self.decision.refusal()

        def work(desk: "Desk") -> Decided:
            transfers = desk.exchange.transfers
            if choice == ACCEPT:
                return transfers.accept(path, folder)
            if choice == DECLINE:
                return transfers.decline(path, refusal, folder)
            return transfers.join(path, UUID(choice), keys, folder)

        self._run(work)

    def _answer_again(self) -> None:
        path = self.path

        def again(folder: Path) -> None:
            self._run(lambda desk: desk.exchange.transfers.answer_again(path, folder))

        self.context.ask.folder(self, _("Where do you want to put the receipt?"), again)

    def _run(self, work: "Callable[[Desk], Decided]") -> None:
        def then(done: Decided) -> None:
            self.busy = False
            self.verb.set_busy(busy=False)
            self.over = done.what != "answer_transfer"
            if self.over:
                self.context.back_wanted.emit()
                if done.household is not None:
                    self.context.household_wanted.emit(done.household)
            self.context.said.emit(_("Receipt made: {name}", name=isolate(Path(done.receipt).name)), False)

        def failed(error: Exception) -> bool:
            self.busy = False
            self.verb.set_busy(busy=False)
            if isinstance(error, PackageUnfinished):
                self._ask()  # it is decided; the receipt can be made again
            return False

        self.busy = True
        self.verb.set_busy(busy=True)
        self.context.jobs.run(self, work, then, failed=failed)


def _looked(desk: "Desk", path: Path) -> Came:
    transfers = desk.exchange.transfers
    try:
        if transfers.scope(path) == RECEIPT:
            return Came(answered=transfers.receipt(path))
        return Came(transfers.look(path))
    except LwError as error:
        return Came(error=error)
