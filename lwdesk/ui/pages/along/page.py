"""The page of take-along sets: a new one at the left, those on their way at the right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base.errors import BundleRefused
from lwdesk.base.texts import N_
from lwdesk.services.changes import Changes
from lwdesk.services.exchange.along_views import Candidate, Laptop, Packed, SetHere, SetOut
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.ground import EmptyState
from lwdesk.ui.pages.along import returning, words
from lwdesk.ui.pages.along.cards import HereCard, SetsOut
from lwdesk.ui.pages.along.packing import PackForm
from lwdesk.ui.pages.status import Status
from lwdesk.ui.surface import BottomBar, PageHeader, Skeleton
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from uuid import UUID

    from lwdesk.services.desk import Desk
    from lwdesk.services.exchange.sending import Sent

LOW = 440
CONCERNING = ("take_along", "visit", "household")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page shows: on a laptop the sets on it, in the office those that were packed."""

    enrolled: bool
    is_laptop: bool = False
    laptops: tuple[Laptop, ...] = ()
    out: tuple[SetOut, ...] = ()
    here: tuple[SetHere, ...] = ()


def standing(desk: "Desk") -> Standing:
    along = desk.exchange.along
    try:
        desk.exchange.trust.membership()
    except BundleRefused:
        return Standing(enrolled=False)
    if along.is_laptop:
        return Standing(enrolled=True, is_laptop=True, here=along.here())
    return Standing(enrolled=True, laptops=along.laptops(), out=along.listed())


class AlongPage(Page):
    """Packs a set in a few clicks; nothing leaves before the folder was chosen."""

    name = "exchange"
    heading = N_("Take-along sets")

    def __init__(self, context: Context, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAccessibleName(_(self.heading))
        self._told: Standing | None = None
        self.header = PageHeader(
            _(self.heading),
            _("A few households on a laptop, for a few days. Everything else stays in the office."),
            back_to=_("Back"),
        )
        self.form = PackForm(context)
        if day is not None:
            self.form.set_day(day)
        self.sets = SetsOut()
        self.pack = PrimaryButton(_("Pack the set …"), icon="luggage")
        self.pack.setObjectName("pack")
        self.status = Status()
        self._cards: list[HereCard] = []
        self._arrange()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._frame.setContentsMargins(side, style.px(8), side, style.px(24))
        self._frame.setSpacing(style.px(16))
        self.header.set_low(self.height() < style.px(LOW))

    def opened(self) -> None:
        self.reload()
        self.focus_first()

    def focus_first(self) -> None:
        if self._body.isVisibleTo(self):
            self.form.focus_first()
        elif self._cards:
            self._cards[0].setFocus()

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del initiator
        if changes.touches(*CONCERNING) and self.isVisible():
            self.reload()

    def primary(self) -> None:
        """Ask for the folder and pack what is ticked."""
        if not self.pack.isVisibleTo(self):
            return
        if reason := self.form.reason():
            self.status.say(reason, "info")
            return
        self.context.ask.folder(self, _("Where do you want to put the package?"), self._pack)

    def reload(self) -> None:
        self.context.jobs.run(self, standing, self._show, lane=f"along {id(self)}")

    def _arrange(self) -> None:
        scroll = PageScroll()
        self._frame = scroll.column()
        self._waiting = Skeleton(6)
        self._frame.addWidget(self._waiting)
        self._here = QVBoxLayout()
        self._here.setSpacing(style.px(12))
        self._frame.addLayout(self._here)
        self._body = Columns(self.form, self.sets, weights=(11, 9))
        self._frame.addWidget(self._body)
        self._frame.addStretch(1)
        self.nothing = EmptyState("luggage", "", "")
        self.bar = BottomBar()
        self.bar.add_status(self.status)
        self.bar.add_button(self.pack)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.nothing, 1)
        outer.addWidget(self.bar)
        self._scroll = scroll
        for part in (self._body, self.nothing, self.bar):
            part.hide()

    def _listen(self) -> None:
        self.header.back.connect(self.context.back_wanted)
        self.pack.clicked.connect(lambda _on=False: self.primary())
        self.form.day_changed.connect(self._propose)
        self.form.added.connect(self._propose)
        self.form.edited.connect(self._offer)
        self.sets.again.connect(self._again)
        self.sets.answer.connect(self._answer)
        self.sets.closing.connect(lambda name: returning.close(self, name))
        self.context.exchanged.connect(self._when_exchanged)

    def _when_exchanged(self) -> None:
        if self.isVisible():
            self.reload()

    def _show(self, told: Standing) -> None:
        first, self._told = self._told is None, told
        self._waiting.hide()
        reason = _why_empty(told)
        self.nothing.sentence.setText(reason)
        self.nothing.setVisible(bool(reason))
        self._scroll.setVisible(not reason)
        packs = told.enrolled and not told.is_laptop and not reason
        for part in (self._body, self.bar):
            part.setVisible(packs)
        self._show_here(told.here)
        if packs:
            self.form.show_laptops(told.laptops)
            self.sets.show_sets(told.out)
            self._propose()
        if first:
            self.focus_first()

    def _show_here(self, told: tuple[SetHere, ...]) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [HereCard(one) for one in told]
        for card in self._cards:
            card.back.connect(lambda: returning.give_back(self))
            card.erase.connect(lambda one: returning.erase(self, one))
            self._here.addWidget(card)

    def _propose(self) -> None:
        day, device, more = self.form.visit_day(), self.form.laptop(), self.form.by_hand()
        mine = self.form.mine.isChecked()

        def work(desk: "Desk") -> tuple[Candidate, ...]:
            along = desk.exchange.along
            found = along.propose(day, device, mine=mine) if day is not None else ()
            known = {one.household for one in found}
            return (*found, *along.candidates([one for one in more if one not in known], device))

        self.context.jobs.run(self, work, self.form.show_candidates, lane=f"propose {id(self)}")

    def _offer(self) -> None:
        reason = self.form.reason()
        self.pack.set_blocked(reason)
        told = _("Private notes and the contents of attachments stay in the office.")
        self.status.say(reason or told, "info" if reason else "shield-check")

    def _pack(self, folder: Path) -> None:
        homes, device, until = self.form.chosen(), self.form.laptop(), self.form.last_day()
        assert device is not None
        assert until is not None

        def done(packed: Packed) -> None:
            told = _(
                "Set with {households} packed: {name}",
                households=words.households(packed.households),
                name=isolate(Path(packed.path).name),
            )
            self.context.said.emit(told, False)
            self.reload()

        self.context.jobs.run(self, lambda desk: desk.exchange.along.pack(homes, device, until, folder), done)

    def _again(self, name: "UUID") -> None:
        self._write(lambda desk, folder: desk.exchange.along.again(name, folder))

    def _answer(self, device: "UUID") -> None:
        self._write(lambda desk, folder: desk.exchange.along.answer(device, folder))

    def _write(self, work: "Callable[[Desk, Path], Sent]") -> None:
        def done(sent: "Sent") -> None:
            self.context.said.emit(_("Package made: {name}", name=isolate(sent.path.name)), False)

        def chosen(folder: Path) -> None:
            self.context.jobs.run(self, lambda desk: work(desk, folder), done)

        self.context.ask.folder(self, _("Where do you want to put the package?"), chosen)


def _why_empty(told: Standing) -> str:
    if not told.enrolled:
        return _("This device does not exchange anything yet. Ask the coordination to let it in.")
    if told.is_laptop:
        return "" if told.here else _("There is no set on this device. Have one packed in the office.")
    if not told.laptops and not told.out:
        return _("No laptop takes sets along yet. The coordination takes one in on the page “Devices”.")
    return ""
