"""The middle of the form: offers found while one types, each with what speaks for and against it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.fitting import Narrow, Wish
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.referral import Referral
from lwdesk.services.directory import Match
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow, PartScroll
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.marks import FilterChip
from lwdesk.ui.menus import chips_chip, menu_chip
from lwdesk.ui.pages.in_parts import InParts
from lwdesk.ui.pages.list_bar import codes
from lwdesk.ui.pages.referral.marks import OfferRow
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

MOST: Final = 20
PAUSE: Final = 120
FIRST: Final = 3  # what is there at once; the others come turn by turn
BEST: Final = 6  # and these when somebody wants to see more than the best
LONGEST: Final = 200


class OfferPicker(QWidget):
    """Where it goes: one of the offers, or somebody without one."""

    chosen = Signal()
    typed = Signal()
    gap_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wish, self._district = Wish(clock.today()), ""
        self._offer: Offer | None = None
        self._provider: Provider | None = None
        self._category: str | None = None
        self._language: str | None = None
        self.rows: list[OfferRow] = []
        self._in_parts = InParts(self)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PAUSE)
        self.timer.timeout.connect(self.look)
        self._make_bar()
        self._make_list()
        self._arrange()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(8))
        self._list.setSpacing(style.px(4))
        self.setMinimumWidth(style.px(260))

    def begin(self, wish: Wish, typed: str, offer: Offer | None, provider: Provider | None) -> None:
        """Show what was chosen before, and look for what fits."""
        self._offer, self._provider = offer, provider
        self.search.setText(typed)
        self._set_district(wish.district)
        self.set_wish(wish)

    def set_wish(self, wish: Wish) -> None:
        """Look again when what would fit is another."""
        if wish.district != self._wish.district:
            self._set_district(wish.district)
        self._wish = wish
        self.look()

    def look(self) -> None:
        """Ask for the offers that the words name."""
        self.timer.stop()
        typed, wish, narrow = self.search.text().strip(), self._wish, self._narrow()

        def work(desk: "Desk") -> tuple[str, tuple[Match, ...], int]:
            found, known = desk.directory.search(typed, wish, MOST, narrow)
            return typed, found, known

        self._context.jobs.run(self, work, self._show, lane=f"offers {id(self)}")

    def put_into(self, referral: Referral) -> Referral:
        """Return the referral with where it goes."""
        if self._offer is not None:
            return referral.replace(offer=self._offer.id, provider=self._offer.provider, recipient="")
        if self._provider is not None and not self.free.text().strip():
            return referral.replace(offer=None, provider=self._provider.id, recipient="")
        return referral.replace(offer=None, provider=None, recipient=self.free.text().strip())

    def recipient(self) -> str:
        """Return who receives it, in words."""
        if self._offer is not None or (self._provider is not None and not self.free.text().strip()):
            return self._provider.name if self._provider else ""
        return self.free.text().strip()

    def set_free(self, recipient: str) -> None:
        self.free.setText(recipient)
        self.free_box.setVisible(bool(recipient))

    def stop(self) -> None:
        self.timer.stop()
        self._in_parts.stop()

    def fit(self, *, scrolls: bool) -> None:
        """Scroll by itself beside other columns; as one of several below each other be as high as needed."""
        self._scroll.set_scrolling(wanted=scrolls)

    def _make_bar(self) -> None:
        self.heading = SectionHeading(_("Offer"))
        self.search = LineEdit(_("What is needed, where, in which language"), icon="search")
        self.search.setObjectName("offer_search")
        self.search.setAccessibleName(_("Search for an offer"))
        self.search.setMaxLength(LONGEST)
        self.search.textEdited.connect(self._typing)
        self.search.returnPressed.connect(self._to_first)
        self.near = FilterChip(_("city-wide"))
        self.near.setObjectName("near")
        self.near.setChecked(True)
        self.free_only = FilterChip(_("free of charge"))
        self.free_only.setObjectName("free_only")
        for chip in (self.near, self.free_only):
            chip.clicked.connect(lambda _checked=False: self.look())
        category = menu_chip(_("Category"), codes("map_category"), self._set_category)
        language = menu_chip(_("Language"), codes("language"), self._set_language)
        category.setParent(self)
        language.setParent(self)
        category.hide()
        language.hide()
        self.filter = chips_chip(_("Filter"), category, language)
        self.filter.setObjectName("offer_filter")
        self._bar = Flow(self.near, self.free_only, self.filter)

    def _make_list(self) -> None:
        self._scroll = PartScroll()
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._list = self._scroll.column()
        self._list.setContentsMargins(0, 0, 0, 0)
        self.nothing = Text("", token="text2", wrap=True)
        self.gap = SecondaryButton(_("Report as a gap"), icon="flag")
        self.gap.setObjectName("report_gap")
        self.gap.clicked.connect(lambda _checked=False: self.gap_wanted.emit())
        self.other = QuietButton(_("Somebody without an offer …"), icon="plus", size="small")
        self.other.setObjectName("other_recipient")
        self.other.clicked.connect(lambda _checked=False: self._ask_free())
        self.free_box = QWidget()
        box = QVBoxLayout(self.free_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(4))
        self.free = LineEdit(_("Name of the office or person"))
        self.free.setObjectName("free_recipient")
        self.free.setAccessibleName(_("Recipient without an offer"))
        self.free.setMaxLength(LONGEST)
        self.free.textEdited.connect(lambda _text: self._freely())
        box.addWidget(Text(_("Recipient without an offer"), "label"))
        box.addWidget(self.free)
        self.free_box.hide()

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.heading, self.search, self._bar, self.nothing):
            self._column.addWidget(part)
        self._column.addWidget(self.gap, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._scroll, 1)
        self._column.addWidget(self.free_box)
        self._column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.nothing.hide()
        self.gap.hide()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(style.px(300), style.px(400)))

    def _typing(self, _text: str) -> None:
        self.timer.start()
        self.typed.emit()

    def _show(self, told: tuple[str, tuple[Match, ...], int]) -> None:
        typed, found, known = told
        if typed != self.search.text().strip():
            return
        focused = next((row.match.offer.id for row in self.rows if row.hasFocus()), None)
        empty(self._list)
        self.rows = []
        best, others = found[:BEST], found[BEST:]
        self._in_parts.run(self._fill(best, focused), lambda: self._offer_more(others), at_once=FIRST)
        self.heading.set_count(_("{n} of {all}", n=len(found), all=known))
        none = not found
        self.nothing.setText(_("No offer fits these words and filters."))
        self.nothing.setVisible(none)
        self.gap.setVisible(none)
        self._scroll.setVisible(not none)
        if self.search.hasFocus():
            announce(self.search, plural("{n} offer", "{n} offers", len(found)))

    def _fill(self, found: tuple[Match, ...], focused: UUID | None = None) -> Iterator[OfferRow]:
        """Make the rows one by one; the one with the focus has it again."""
        for match in found:
            row = self._row(match)
            self.rows.append(row)
            self._list.addWidget(row)
            row.show()  # the layout would show it later, too late for the focus
            if match.offer.id == focused:
                row.setFocus(Qt.FocusReason.TabFocusReason)
            yield row

    def _offer_more(self, others: tuple[Match, ...]) -> None:
        """End the list with the way to what fits less well."""
        if others:
            more = QuietButton(plural("Show {n} more", "Show {n} more", len(others)), size="small")
            more.setObjectName("more_offers")
            more.clicked.connect(lambda _checked=False: self._show_others(more, others))
            self._list.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.addStretch(1)

    def _show_others(self, more: QuietButton, others: tuple[Match, ...]) -> None:
        """Put the others in the place of the button, and the focus on the first of them."""
        self._list.takeAt(self._list.count() - 1)  # the stretch
        self._list.removeWidget(more)
        fill = self._fill(others, others[0].offer.id)
        self._in_parts.run(fill, lambda: self._list.addStretch(1), at_once=FIRST)
        more.hide()
        more.deleteLater()

    def _row(self, match: Match) -> OfferRow:
        row = OfferRow(match, self._wish)
        row.setChecked(self._offer is not None and match.offer.id == self._offer.id)
        row.clicked.connect(lambda _checked=False, row=row: self._choose(row.match))
        return row

    def _choose(self, match: Match) -> None:
        self._offer, self._provider = match.offer, match.provider
        self.set_free("")
        self.chosen.emit()

    def _freely(self) -> None:
        self._offer = self._provider = None
        for row in self.rows:
            row.setAutoExclusive(False)
            row.setChecked(False)
            row.setAutoExclusive(True)
        self.chosen.emit()

    def _ask_free(self) -> None:
        self.free_box.show()
        self.free.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_first(self) -> None:
        """Look at once, and go to the first row where the words are settled."""
        if self.timer.isActive():
            self.look()
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _narrow(self) -> Narrow:
        return Narrow(
            self._wish.district if self.near.isChecked() else None,
            self.free_only.isChecked(),
            self._category,
            self._language,
        )

    def _set_category(self, code: str | None) -> None:
        self._category = code
        self.look()

    def _set_language(self, code: str | None) -> None:
        self._language = code
        self.look()

    def _set_district(self, district: str | None) -> None:
        self.near.setVisible(district is not None)
        if district is not None:
            self.near.setText(_("{district}, city-wide", district=label("district", district)))
            self.near.restyle()
