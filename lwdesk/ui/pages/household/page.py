"""The household's page: the family known in ten seconds, and everything about it in reach."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.errors import RecordGone
from lwdesk.base.texts import N_
from lwdesk.domain.household import Dwelling
from lwdesk.domain.papers import PrivateNote
from lwdesk.services.changes import Changes
from lwdesk.services.views import Card, Event
from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.pages.household import agreement_sections, sections, sections_notes
from lwdesk.ui.pages.household.actions import CardActions
from lwdesk.ui.pages.household.edits import Waiting, waiting
from lwdesk.ui.pages.household.head import Head
from lwdesk.ui.pages.household.history import History
from lwdesk.ui.pages.household.history_ways import HistoryWays
from lwdesk.ui.pages.household.merge_actions import mergers
from lwdesk.ui.pages.household.parts import column
from lwdesk.ui.pages.in_parts import InParts, laid_out
from lwdesk.ui.pages.quick.talk import Subject
from lwdesk.ui.surface import Divider, EmptyState, Skeleton
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Told = tuple[Card, bool, tuple[Waiting, ...], date | None, tuple[PrivateNote, ...]]
EVENTS = 20
SEEN = 10  # of them until somebody wants older ones
CONCERNING = frozenset(
    {"household", "dwelling", "membership", "person", "person_name", "language_skill", "residence"}
    | {
        "benefit",
        "need",
        "contact",
        "reason",
        "consent",
        "task",
        "referral",
        "withholding",
        "case_step",
        "merger",
    }
    | {"appointment", "visit", "exclusion", "offer_place", "issued_paper", "transfer", "private_note"}
)


class HouseholdPage(Page):
    """Shows one household; every part opens its record."""

    name = "households"
    heading = N_("Household")

    def __init__(self, context: Context, household: UUID, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.household = household
        self.card: Card | None = None
        self._events: tuple[Event, ...] = ()
        self._more, self._filter, self._stale, self._lifts = False, "all", True, False
        self._at_first: int | None = SEEN
        self.doing = CardActions(context, self)
        self.doing.revealed.connect(self._revealed)
        self.doing.edits.closed.connect(self._load)
        self._opening = HistoryWays(context, self, self.doing)
        self.setAccessibleName(_("Household"))
        self.paper = PageScroll()
        self._in_parts = InParts(self)
        self._made: QWidget | None = None  # what is not shown yet
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.paper)
        self._view: QWidget = Skeleton(8)
        self.paper.column().addWidget(self._view)
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self.paper.column().setContentsMargins(side, style.px(12), side, style.px(24))
        if self.card is not None:
            self._rebuild()

    def opened(self) -> None:
        if self._stale:
            self._load()
        self.focus_first()

    def focus_first(self) -> None:
        first = next(iter(self._confirming()), None) or self.findChild(QWidget, "back")
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def subject(self) -> Subject | None:
        card = self.doing.card  # known a moment before it is shown
        if card is None or not card.editable:
            return None
        home = card.household
        name = home.name or home.native_name or home.case_number
        return Subject(name, home.id, language=home.advice_language, since=clock.now())

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del initiator
        if changes.touches(*CONCERNING, record=self.household):
            self._stale = True
            if self.isVisible():
                self._load()

    def start_print(self) -> None:
        if self.doing.card is not None and self.context.may("print"):
            self.doing.print_paper()

    def keep_draft(self) -> None:
        self.doing.edits.keep_draft()

    def closed(self) -> None:
        self.doing.edits.put_away()

    def _load(self) -> None:
        household, count = self.household, max(EVENTS, len(self._events))

        def work(desk: "Desk") -> Told:
            card = desk.households.card(household, count)
            begun = waiting(desk, card.household.id) if card.editable else ()
            home = card.household.id
            quiet, own = desk.life.quiet_since(home), desk.private_notes.own(home)
            return card, desk.may("see_restricted"), begun, quiet, own

        self.context.jobs.run(self, work, self._show, failed=self._failed, lane=f"card {household}")

    def _show(self, told: Told) -> None:
        card, self._lifts, begun, self.doing.quiet, self.doing.notes.own = told
        self._stale, self.household = False, card.household.id  # of a merged one the one that was kept
        self.doing.show_card(card, begun)
        self._events, self._more = card.events, card.more_events
        if self.card is not None:
            self.card = card
            self._rebuild()
        else:
            self._in_parts.run(self._make_view(card), lambda: self._show_first(card))

    def _show_first(self, card: Card) -> None:
        """Put the card in the place of its outline, all at once, once every part of it is made."""
        self.card = card
        self._put_made()
        if self.isVisible():
            self.focus_first()

    def _failed(self, error: Exception) -> bool:
        if not isinstance(error, RecordGone):
            return False
        self._in_parts.stop()
        self._put(EmptyState("user-x", _("This household is no longer in the file.")))
        return True

    def _rebuild(self) -> None:
        """Build the card anew; the focus and the place on the page stay where they were."""
        assert self.card is not None
        focused = self.window().focusWidget()  # also while a dialog has the keyboard
        inside = focused is not None and self.paper.isAncestorOf(focused)
        key = focused.objectName() if focused is not None and inside else ""
        at = self.paper.verticalScrollBar().value()
        for _part in self._make_view(self.card):
            pass
        self._put_made()
        if inside:
            target = self.findChild(QWidget, key) if key else None
            if target is None and key.startswith("still_"):
                target = next(iter(self._confirming()), None)
            target = target or self.findChild(QWidget, "back")
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
        self.paper.verticalScrollBar().setValue(at)

    def _confirming(self) -> list[QWidget]:
        found = self.findChild(sections.Doubts)
        return [button for button, _fact in found.buttons] if found is not None else []

    def _put_made(self) -> None:
        made, self._made = self._made, None
        assert made is not None
        self._put(made)

    def _put(self, view: QWidget) -> None:
        old, self._view = self._view, view
        self.paper.column().removeWidget(old)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        self.paper.column().addWidget(view, 1)
        view.show()

    def _make_view(self, card: Card) -> Iterator[object]:
        """Make the card out of sight, part by part, and dress each part before anybody waits for it."""
        if self._made is not None:
            self._made.deleteLater()
        self._made = made = QWidget(self.paper.body)
        made.hide()
        made.setGeometry(self.paper.column().contentsRect())
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(20))
        box.addWidget(Head(card, self.doing, self._back(), role_lifts=self._lifts))
        box.addWidget(Divider())
        yield made
        columns: list[QWidget] = []
        for make in (partial(self._people, card), partial(self._wants, card), self._make_history):
            columns.append(make())
            columns[-1].setParent(made)  # so that it goes with the page if that is left meanwhile
            yield made
        self.columns = Columns(*columns, weights=(31, 30, 38))
        box.addWidget(self.columns, 1)
        yield from laid_out(made)

    def _people(self, card: Card) -> QWidget:
        parts = [sections.members(card, self.doing)]
        if card.still_true:
            parts += [sections.rule(), sections.Doubts(card, self.doing)]
        parts += [sections.rule(), sections.dwelling(card, self.doing)]
        if card.benefits:
            parts += [sections.rule(), sections.benefits(card, self.doing)]
        if places := sections.places(card, self.doing):
            parts += [sections.rule(), places]
        if own := sections_notes.notes(card, self.doing.notes):
            parts += [sections.rule(), own]
        if merged := mergers(card, self.doing.merging):
            parts += [sections.rule(), merged]
        return column(*parts, gap=16, stretch=True)

    def _wants(self, card: Card) -> QWidget:
        agreed = agreement_sections
        parts = (
            agreed.consents(card, self.doing),
            agreed.withholdings(card, self.doing),
            agreed.exclusions(card, self.doing),
            agreed.steps(card, self.doing),
        )
        ruled = [widget for part in parts if part is not None for widget in (sections.rule(), part)]
        return column(sections.needs(card, self.doing), *ruled, gap=16, stretch=True)

    def _make_history(self) -> QWidget:
        self.history = History(self._filter, self._at_first)
        self.history.filtered.connect(self._filtered)
        self.history.older_wanted.connect(self._older)
        self.history.opened.connect(self._opening.open)
        self.history.show_events(self._events, more=self._more)
        return self.history

    def _filtered(self, key: str) -> None:
        self._filter = key

    def _older(self) -> None:
        self._at_first = None
        if not self._more:
            return
        household, last = self.household, self._events[-1]
        self.context.jobs.run(
            self,
            lambda desk: desk.households.more_events(household, last, EVENTS),
            self._show_older,
            lane=f"events {household}",
        )

    def _show_older(self, told: tuple[tuple[Event, ...], bool]) -> None:
        self._events, self._more = (*self._events, *told[0]), told[1]
        self.history.show_events(self._events, more=self._more)

    def _revealed(self, dwelling: Dwelling | None) -> None:
        del dwelling
        self._rebuild()

    def _back(self) -> QuietButton:
        button = QuietButton(self._came_from(), icon="chevron-left", size="small")
        button.setObjectName("back")
        button.clicked.connect(self.context.back_wanted)
        return button

    def _came_from(self) -> str:
        """Return the heading of the page before this one."""
        pages = self.parentWidget()
        if isinstance(pages, QStackedWidget):
            before = [pages.widget(place) for place in range(pages.indexOf(self))]
            ways = [page for page in before if isinstance(page, Page) and not page.over]
            if ways and ways[-1].heading:
                return _(ways[-1].heading)
        return _("Back")
