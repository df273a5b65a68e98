"""The list of referrals: open, overdue, begun, incoming and closed."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lwdesk.base.errors import InvalidInput, RecordGone
from lwdesk.base.texts import N_
from lwdesk.domain.referral import Referral
from lwdesk.services.listing import Asked, Slice
from lwdesk.services.papers.batch import Several
from lwdesk.services.referrals import Forwarding, ReferralRow
from lwdesk.services.views import DraftView
from lwdesk.ui import rows
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.pages.list_bar import Filter, codes
from lwdesk.ui.pages.list_page import Fetch, ListPage, add_new, discard_draft, may_add
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.referral.begun import FORM, Wanted
from lwdesk.ui.pages.referrals import rows as referral_rows
from lwdesk.ui.pages.referrals.actions import ReferralActions
from lwdesk.ui.pages.referrals.panel import ReferralPanel
from lwdesk.ui.rows import Column
from lwdesk.ui.words import _, plural

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

CLOSED = frozenset({"refused", "finished", "withdrawn"})


class ReferralsPage(ListPage):
    """Where households were passed on to, and what came back."""

    name = "referrals"
    heading = N_("Referrals")
    states = (
        ("open", N_("Still open")),
        ("overdue", N_("Overdue")),
        ("drafts", N_("Drafts")),
        ("incoming", N_("Incoming")),
        ("closed", N_("Closed")),
    )
    order = ("age", True)
    concerning = ("referral", "household", "provider", "consent")
    new_label, new_name = N_("New referral"), "new_referral"
    new_right = "refer"
    empty_icon = "corner-up-right"
    has_mine = True

    def __init__(self, context: Context, referral: UUID | None = None, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted_first = referral
        if may_add(self):
            come_in = QuietButton(_("Somebody was sent to us …"), icon="inbox")
            come_in.setObjectName("come_in_button")
            come_in.clicked.connect(lambda _checked=False: self.doing.enter())
            self.header.add_action(come_in, first=True)
        if context.may("print"):
            remind = QuietButton(_("All reminders …"), icon="printer")
            remind.setObjectName("remind_all")
            remind.clicked.connect(lambda _checked=False: context.wanted.emit("papers", Several("reminder")))
            self.header.add_action(remind, first=True)

    def opened(self) -> None:
        super().opened()
        wanted, self._wanted_first = self._wanted_first, None
        if wanted is not None:
            self.context.jobs.run(self, lambda desk: desk.referrals.load(wanted), self.go_to)

    def columns(self) -> tuple[Column, ...]:
        return referral_rows.columns()

    def chips(self) -> tuple[Filter, ...]:
        return (Filter("provider", _("Provider")), Filter("area", _("Concern"), codes("life_area")))

    def panel_of(self) -> ListPanel:
        self.doing = ReferralActions(self.context, self)
        self.details = ReferralPanel(self.doing, refers=self.context.may("refer"))
        self.details.coded.connect(self._coded)
        self.details.continued.connect(self._continue)
        self.details.discarded.connect(partial(discard_draft, self))
        return self.details

    def fetch(self, asked: Asked) -> Fetch:
        return lambda desk: _with_begun(desk, asked)

    def cells(self, row: ReferralRow | DraftView, today: date) -> rows.Row:
        if isinstance(row, DraftView):
            return referral_rows.shown_draft(row, today)
        return referral_rows.shown(row, today)

    def open_row(self, row: ReferralRow | DraftView) -> None:
        if isinstance(row, DraftView):
            self._continue(row.id)
        elif row.record.state in (None, "draft") and self.context.may_go("refer"):
            self.doing.go_on(row.record)
        else:
            self.doing.open_household(row)

    def primary(self) -> None:
        add_new(self, self.doing.new)

    def told(self, total: int) -> str:
        return plural("{n} referral", "{n} referrals", total)

    def why_empty(self, asked: Asked) -> str:
        if asked.narrowed:
            return _("No referral fits this search and these filters.")
        return {
            "open": _("No referral is on its way."),
            "overdue": _("No answer is overdue."),
            "drafts": _("No draft is waiting."),
            "incoming": _("Nobody was sent to us."),
            "closed": _("No referral is closed yet."),
        }[asked.tab]

    def go_to(self, found: Forwarding) -> None:
        """Show a referral: its row where it stands in the list, else its tab narrowed to its number."""
        key, tab = str(found.referral.id), tab_of(found.referral)
        if self.wanted.tab == tab and self.table.list.choose(key):
            return
        self.search.blockSignals(True)
        self.search.setText(found.referral.reference)
        self.search.blockSignals(False)
        self.tabs.choose(tab)
        self.want(replace(self.wanted, tab=tab, text=found.referral.reference, mine=False, filters=()))
        self.table.list.choose(key)

    def _coded(self, code: str) -> None:
        def found(whole: Forwarding) -> None:
            self.details.say_code("")
            self.doing.slip = whole.referral.id
            self.go_to(whole)
            self.details.focus_answers()

        def failed(error: Exception) -> bool:
            if not isinstance(error, InvalidInput | RecordGone):
                return False
            gone = _("No referral of this office has this code.")
            self.details.say_code(gone if isinstance(error, RecordGone) else _("This is no code of a slip."))
            return True

        self.context.jobs.run(self, lambda desk: desk.referrals.by_slip(code), found, failed=failed)

    def _continue(self, draft: UUID) -> None:
        self.context.wanted.emit("refer", Wanted(draft=draft))


def tab_of(referral: Referral) -> str:
    """Return in which tab a referral stands."""
    if referral.state in CLOSED:
        return "closed"
    if referral.direction == "in":
        return "incoming"
    return "drafts" if referral.state in (None, "draft") else "open"


def _with_begun(desk: "Desk", asked: Asked) -> Slice[ReferralRow | DraftView]:
    """Return a slice of the list; begun forms stand above the drafts of the office."""
    begun = desk.drafts.list(FORM)
    kept = desk.referrals.known(one.id for one in begun)
    fresh = tuple(one for one in begun if one.id not in kept)
    if asked.tab != "drafts":
        page = desk.referrals.page(asked)
        return Slice(asked, page.rows, page.total, _counted(page.counts, len(fresh)), page.options)
    first = fresh[asked.offset : asked.offset + asked.limit] if not asked.narrowed else ()
    above = 0 if asked.narrowed else len(fresh)
    rest = replace(asked, offset=max(0, asked.offset - above), limit=asked.limit - len(first))
    page = desk.referrals.page(rest)
    counts = _counted(page.counts, len(fresh))
    return Slice(asked, (*first, *page.rows), page.total + above, counts, page.options)


def _counted(counts: tuple[tuple[str, int], ...], begun: int) -> tuple[tuple[str, int], ...]:
    return tuple((tab, count + begun if tab == "drafts" else count) for tab, count in counts)
