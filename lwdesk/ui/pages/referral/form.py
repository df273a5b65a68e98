"""The three parts of a referral beside each other: concern, offers, and what goes along."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent
from lwdesk.domain.fields import Value
from lwdesk.ui import style
from lwdesk.ui.context import Context
from lwdesk.ui.flow import PageScroll, PartScroll, Rule
from lwdesk.ui.pages.referral.begun import Around, Begun, look_around
from lwdesk.ui.pages.referral.concern import Concern
from lwdesk.ui.pages.referral.handing import Answer, HandingPanel
from lwdesk.ui.pages.referral.offers import OfferPicker
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

WIDE_FROM = 118  # characters of width from which all three stand side by side
ALONE_BELOW = 78  # and below which the panel has no room beside the others


class ReferralForm(QWidget):
    """Shows a referral and gives it back; asks the gate after each change."""

    edited = Signal()
    judged = Signal()  # the gate answered
    looked = Signal(object)  # what is around the household is known
    gap_wanted = Signal()
    consent_wanted = Signal()
    revoke_wanted = Signal(Consent)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.begun, self.around = Begun(), Around()
        self.concern = Concern(context)
        self.paper = PageScroll()
        self._rule, self._left = Rule(), PartScroll(self.concern)
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for part, weight in ((self._left, 45), (self._rule, 0)):
            self._inside.addWidget(part, weight)
        self.paper.column().setContentsMargins(0, 0, 0, 0)
        self.paper.column().addLayout(self._inside, 1)
        self._whole = False
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.paper, 1)

    def build(self) -> Iterator[QWidget]:
        """Make the three parts, each where it stands."""
        yield from self.concern.build()
        self.offers = OfferPicker(self._context)
        self._inside.addWidget(self.offers, 55)
        yield self.offers
        self.handing = HandingPanel()
        self._row.addWidget(self.handing)
        yield self.handing
        self._listen()
        self._whole = True
        style.follow(self.restyle)

    def _listen(self) -> None:
        self.concern.edited.connect(self._edited)
        self.concern.household_changed.connect(self._chose_household)
        self.offers.chosen.connect(self._edited)
        self.offers.typed.connect(self.edited)
        self.offers.gap_wanted.connect(self.gap_wanted)
        self.handing.edited.connect(self._edited)
        self.handing.consent_wanted.connect(self.consent_wanted)
        self.handing.information_wanted.connect(lambda: self.concern.set_kind("information"))
        self.handing.revoke_wanted.connect(self.revoke_wanted)

    def restyle(self) -> None:
        self._inside.setSpacing(style.px(24))
        self._row.setSpacing(style.px(8))
        if self.isVisible():
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._whole:
            self._fit()

    def show_begun(self, begun: Begun, around: Around) -> Iterator[object]:
        """Show what stands in the form, with what is around it, in parts."""
        self.begun, self.around = begun, around
        self.concern.show_begun(begun, around)
        yield self.concern
        self.handing.show_referral(begun.referral, around)
        yield self.handing
        self.offers.set_free(begun.referral.recipient)
        wish = around.wish(begun.referral, begun.persons)
        self.offers.begin(wish, begun.typed, around.offer, around.provider)
        self._ask_gate()

    def written(self) -> Begun:
        """Return the form with what stands in it."""
        referral = self.concern.put_into(self.begun.referral)
        referral = self.handing.put_into(self.offers.put_into(referral))
        persons, typed = self.concern.persons(), self.offers.search.text()
        return replace(self.begun, referral=referral, persons=persons, typed=typed)

    def reason(self) -> str:
        """Return why it cannot be sent yet, or nothing."""
        referral = self.begun.referral
        if referral.household is None:
            return _("Please choose the household first.")
        if not self.offers.recipient():
            return _("Please choose an offer first.")
        if not referral.area:
            return _("Please say what it is about.")
        return self.handing.hinders()

    def problems(self) -> bool:
        return self.concern.problems()

    def settle(self, theirs: Mapping[str, Value]) -> None:
        """Count these values as read, so that what stands here wins over them."""
        if self.begun.base is not None:
            self.begun = replace(self.begun, base=self.begun.base.replace(**theirs))

    def look_again(self) -> None:
        """Read anew what is around the household, and ask the gate."""
        self._look_around(self.begun.referral.household)

    def _fit(self) -> None:
        """Stand side by side, or the two halves below each other, or all three where it is very narrow."""
        wide, alone = (
            self.width() >= style.characters(WIDE_FROM),
            self.width() < style.characters(ALONE_BELOW),
        )
        way = QBoxLayout.Direction
        self._inside.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._rule.setFrameShape(Rule.Shape.VLine if wide else Rule.Shape.HLine)
        column = self.paper.column()
        if alone and column.indexOf(self.handing) < 0:
            column.addWidget(self.handing)
        elif not alone and self._row.indexOf(self.handing) < 0:
            self._row.addWidget(self.handing)
        margin = style.px(16)
        self._row.setContentsMargins(
            0, 0 if alone else margin, 0 if alone else margin, 0 if alone else margin
        )
        self._inside.setContentsMargins(style.px(32), margin if alone else 0, margin if alone else 8, 0)
        self.handing.fit(beside=not alone)
        self._left.set_scrolling(wanted=wide)
        self.offers.fit(scrolls=wide)

    def _edited(self) -> None:
        before, self.begun = self.begun, self.written()
        now, then = self.begun.referral, before.referral
        if (now.area, now.language, self.begun.persons) != (then.area, then.language, before.persons):
            self.offers.set_wish(self.around.wish(now, self.begun.persons))
        self.edited.emit()
        self._ask_gate()

    def _ask_gate(self) -> None:
        """Ask what may leave: of what is ticked, and of everything that could be."""
        begun = self.written()
        whole = begun.referral.replace(data_kinds=tuple(code.code for code in codelists()["data_kind"]))

        def work(desk: "Desk") -> Answer:
            if begun.referral.household is None:
                return Answer()
            asked = desk.referrals.gate(begun.referral, begun.persons)
            return Answer(asked, desk.referrals.gate(whole, begun.persons))

        self._context.jobs.run(self, work, self._show_answer, lane=f"gate {id(self)}")

    def _show_answer(self, answer: Answer) -> None:
        referral = self.written().referral
        self.handing.show_answer(referral, self.offers.recipient(), answer, self.around)
        self.begun = self.written()
        self.judged.emit()

    def _chose_household(self, household: UUID | None) -> None:
        self.begun = self.written()
        self.edited.emit()
        self._look_around(household, people=True)

    def _look_around(self, household: UUID | None, *, people: bool = False) -> None:
        def then(around: Around) -> None:
            self.around = around
            self.looked.emit(around)
            if people:
                first = tuple(v.person.id for v in around.card.members[:1]) if around.card else ()
                self.concern.show_people(around, first)
                self.concern.fill(around)
                self.begun = self.written()
            self.offers.set_wish(around.wish(self.begun.referral, self.begun.persons))
            self._ask_gate()

        self._context.jobs.run(
            self, lambda desk: look_around(desk, household), then, lane=f"around {id(self)}"
        )
