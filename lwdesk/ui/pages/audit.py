"""The trail of who did what: closed until two open it together, found by day, act and case number."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.staff import Staff
from lwdesk.services.trail import ACTIONS, Asked, Slice, Trail
from lwdesk.ui import style
from lwdesk.ui.context import Context, Page
from lwdesk.ui.dialogs.trail import OpenTrailDialog
from lwdesk.ui.flow import Flow
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.input_text import DayInput
from lwdesk.ui.menus import menu_chip
from lwdesk.ui.pages import audit_rows
from lwdesk.ui.rows import RowTable
from lwdesk.ui.surface import Divider, EmptyState, PageHeader
from lwdesk.ui.words import _, plural

SLICE, LOW, INSET = 100, 440, 12


class AuditPage(Page):
    """Holds the opened trail only as long as it is shown; there is no view of one person's lines."""

    name = "audit"
    heading = N_("Trail")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._trail: Trail | None = None
        self.asked = Asked()
        self.setAccessibleName(_("Trail"))
        self.header = PageHeader(_("Trail"), context.who.office, back_to=_("Back"))
        self.closed_state = EmptyState(
            "lock",
            _("The trail tells who did what. It is read by two together: the lead and a second person."),
            _("Open together …"),
            action_icon="eye",
            primary=True,
        )
        self._make_filters()
        self.table = RowTable(audit_rows.columns())
        self.table.setObjectName("list")
        self.table.list.setAccessibleName(_("Trail"))
        self.nothing = EmptyState("history", _("No line fits these filters."))
        self._arrange()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._bar.setSpacing(style.px(8))
        self._bar.setContentsMargins(style.px(INSET), 0, 0, 0)
        self.case.setMinimumWidth(style.px(160))
        self.case.setMaximumWidth(style.px(264))
        self.day.setMaximumWidth(style.px(200))
        self._fit()

    def opened(self) -> None:
        self.focus_first()

    def focus_first(self) -> None:
        button = self.closed_state.button
        if self._trail is None and button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def primary(self) -> None:
        if self._trail is None:
            self.context.jobs.run(self, lambda desk: desk.audit.witnesses(), self._ask)

    def start_search(self) -> None:
        if self._trail is not None:
            self.case.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.case.selectAll()

    def escape(self) -> bool:
        """Empty the search before leaving the page."""
        if self.case.text():
            self.case.clear()
            return True
        return False

    def closed(self) -> None:
        """Close the trail with its page; the next look is opened by two again."""
        self._trail = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _make_filters(self) -> None:
        self.case = LineEdit(_("Case number"), icon="search")
        self.case.setObjectName("case_number")
        self.case.setAccessibleName(_("Case number"))
        self.day = DayInput(future=False)
        self.day.setObjectName("day")
        self.day.setAccessibleName(_("Day"))
        acts = tuple((key, _(word)) for key, word in ACTIONS.items())
        self.act = menu_chip(_("What was done"), acts, self._act_chosen)
        self.act.setObjectName("act")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Divider())
        column.addWidget(self.closed_state, 1)
        self._lines = QWidget()
        self._left = QVBoxLayout(self._lines)
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.case, 3)
        self._bar.addWidget(self.day, 3)
        self._bar.addWidget(Flow(self.act), 2, Qt.AlignmentFlag.AlignVCenter)
        self._left.addLayout(self._bar)
        self._left.addWidget(self.table, 1)
        self._left.addWidget(self.nothing, 1)
        self._lines.hide()
        self.nothing.hide()
        column.addWidget(self._lines, 1)

    def _listen(self) -> None:
        self.header.back.connect(self.context.back_wanted)
        self.closed_state.acted.connect(self.primary)
        self.case.textChanged.connect(lambda text: self._want(replace(self.asked, case_number=text.strip())))
        self.day.left.connect(self._day_chosen)
        self.day.edited.connect(self._day_typed)
        self.table.list.rows.more_wanted.connect(self._fetch)

    def _fit(self) -> None:
        low = self.height() < style.px(LOW)
        self.header.set_low(low)
        side, above = style.px(20), style.px(8 if low else 16)
        self._left.setContentsMargins(side, above, side, above)
        self._left.setSpacing(style.px(4 if low else 8))

    def _ask(self, witnesses: tuple[Staff, ...]) -> None:
        if not witnesses:
            self.context.ask.tell(
                self,
                _("Nobody can sit beside you yet."),
                _("Add somebody with the role administration or data protection first."),
            )
            return
        dialog = OpenTrailDialog(self, self.context, witnesses)
        dialog.granted.connect(self._granted)
        dialog.open()

    def _granted(self, trail: Trail) -> None:
        self._trail = trail
        self.closed_state.hide()
        self._lines.show()
        self._fetch(0)
        self.focus_first()

    def _want(self, asked: Asked) -> None:
        if asked != self.asked:
            self.asked = asked
            self._fetch(0)

    def _fetch(self, offset: int) -> None:
        trail, asked = self._trail, self.asked
        if trail is not None:
            work = trail.lines
            self.context.jobs.run(self, lambda _desk: work(asked, offset, SLICE), self._show, lane="trail")

    def _show(self, told: Slice) -> None:
        if told.asked != self.asked or self._trail is None:
            return
        today = clock.today()
        found = [audit_rows.shown(line, told.offset + n, today) for n, line in enumerate(told.lines)]
        if told.offset:
            self.table.list.rows.append(found)
            return
        self.table.list.show_rows(found, told.total)
        self.table.setVisible(bool(found))
        self.nothing.setVisible(not found)
        counted = plural("{n} line, the newest on top", "{n} lines, the newest on top", told.total)
        self.header.set_subtitle(counted)

    def _day_typed(self) -> None:
        if self.day.is_empty():
            self._want(replace(self.asked, since=None, until=None))
        else:
            self._day_chosen()

    def _day_chosen(self) -> None:
        day = self.day.value()
        if isinstance(day, date):
            self._want(replace(self.asked, since=day, until=day))

    def _act_chosen(self, act: str | None) -> None:
        self._want(replace(self.asked, action=act or ""))
