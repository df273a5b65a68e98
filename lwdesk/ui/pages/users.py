"""The people of the office: who opens the file, in which role and until when."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.services.changes import Changes
from lwdesk.services.colleagues import Colleague
from lwdesk.ui import style
from lwdesk.ui.buttons import Button, PrimaryButton, QuietButton, with_menu
from lwdesk.ui.context import Context, Page
from lwdesk.ui.dialogs import users as dialogs
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.pages import users_panel, users_rows
from lwdesk.ui.pages.users_panel import UserPanel
from lwdesk.ui.rows import RowTable
from lwdesk.ui.surface import Divider, EmptyState, PageHeader
from lwdesk.ui.tabs import Tabs
from lwdesk.ui.words import _

LOW, PANEL_FROM = 440, 118
TABS = (("in", N_("With an account")), ("over", N_("Ended")), ("all", N_("All")))
type Told = tuple[tuple[Colleague, ...], str, bool]


class UsersPage(Page):
    """All people at once, for they are few; what is done with one of them is asked in a dialog."""

    name = "users"
    heading = N_("Users")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._people: tuple[Colleague, ...] = ()
        self._me, self._leads, self._tab, self._stale = "", False, "in", True
        self.setAccessibleName(_("Users"))
        self.header = PageHeader(_("Users"), context.who.office, back_to=_("Back"))
        self.new_button = PrimaryButton(_("Add somebody …"), icon="user-plus")
        self.new_button.setObjectName("add_user")
        if not context.who.read_only:
            self.header.add_action(self.new_button)
        self.tabs = Tabs(tuple((key, _(title)) for key, title in TABS))
        self.tabs.choose("in")
        self.search = LineEdit(_("Search in this list"), icon="search")
        self.search.setObjectName("search_list")
        self.search.setAccessibleName(_("Search in this list"))
        self.table = RowTable(users_rows.columns())
        self.table.setObjectName("list")
        self.table.list.setAccessibleName(_("Users"))
        self.nothing = EmptyState("users", _("Nobody fits this search."))
        self.panel = UserPanel()
        self.ways = self._make_ways()
        self._arrange()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._tab_row.setContentsMargins(style.px(32), 0, style.px(32), 0)
        self._body.setSpacing(style.px(16))
        self._fit()

    def opened(self) -> None:
        if self._stale:
            self.reload()
        self.focus_first()

    def focus_first(self) -> None:
        self.table.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del initiator
        if changes.touches("staff"):
            self._stale = True
            if self.isVisible():
                self.reload()

    def primary(self) -> None:
        if not self.context.who.read_only:
            dialogs.AddDialog(self, self.context, leads=self._leads).open()

    def start_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def escape(self) -> bool:
        """Empty the search before leaving the page."""
        if self.search.text():
            self.search.clear()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def reload(self) -> None:
        self.context.jobs.run(
            self,
            lambda desk: (desk.colleagues.everybody(), str(desk.staff.id), desk.may("manage_leads")),
            self._take,
            lane="users",
        )

    def _make_ways(self) -> Button:
        """Return the button whose menu stands for the panel where that has no room."""
        button = QuietButton(_("Account"), icon="ellipsis", size="small")
        button.setObjectName("ways")
        menu = QMenu(button)
        for what, label in users_panel.WAYS:
            menu.addAction(_(label)).triggered.connect(lambda _on=False, what=what: self._do(what))
        return with_menu(button, menu)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        self._tab_row = QHBoxLayout()
        self._tab_row.addWidget(self.tabs)
        column.addLayout(self._tab_row)
        column.addWidget(Divider())
        self._body = QHBoxLayout()
        self._left = QVBoxLayout()
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.search)
        self._bar.addStretch(1)
        self._bar.addWidget(self.ways)
        self._left.addLayout(self._bar)
        self._left.addWidget(self.table, 1)
        self._left.addWidget(self.nothing, 1)
        self.nothing.hide()
        self._body.addLayout(self._left, 1)
        self._body.addWidget(self.panel)
        column.addLayout(self._body, 1)

    def _listen(self) -> None:
        self.header.back.connect(self.context.back_wanted)
        self.new_button.clicked.connect(self.primary)
        self.tabs.chosen.connect(self._tab_chosen)
        self.search.textChanged.connect(lambda _text: self._show())
        self.table.list.chosen.connect(self._chosen)
        self.table.list.opened.connect(lambda _key: self._do("change"))
        self.panel.wanted.connect(self._do)
        self.panel.show_nobody()

    def _fit(self) -> None:
        """Show the panel where the list keeps room beside it; else a button above the list leads there."""
        beside, low = self.width() >= style.characters(PANEL_FROM), self.height() < style.px(LOW)
        self.panel.setVisible(beside)
        self.ways.setVisible(not beside and not self.context.who.read_only)
        self.header.set_low(low)
        above, side = style.px(8 if low else 16), style.px(12)
        self._body.setContentsMargins(style.px(20), above, style.px(16 if beside else 20), above)
        self._bar.setContentsMargins(side, 0, side, 0)
        self._left.setSpacing(style.px(4 if low else 8))
        self.search.setMinimumWidth(style.px(200))
        self.search.setMaximumWidth(style.px(320))

    def _take(self, told: Told) -> None:
        people, me, leads = told
        self._people, self._me, self._stale = people, me, False
        if leads != self._leads:
            self._leads = leads
            self.panel.set_leads(leads=leads)
        inside = sum(one.is_in for one in people)
        self.tabs.set_counts({"in": inside, "over": len(people) - inside, "all": len(people)})
        self._show()

    def _show(self) -> None:
        wanted, today = self.search.text().strip().casefold(), clock.today()
        here = [one for one in self._people if self._tab == "all" or one.is_in == (self._tab == "in")]
        found = [users_rows.shown(one, today) for one in here]
        found = [row for row in found if wanted in row.sentence.casefold()]
        self.table.list.show_rows(found)
        self.table.setVisible(bool(found))
        self.nothing.setVisible(not found)
        key = self.table.list.current_key()
        if key is None and found:
            self.table.list.choose(found[0].key)
        self._chosen(self.table.list.current_key() or "")

    def _tab_chosen(self, tab: str) -> None:
        self._tab = tab
        self._show()

    def _current(self) -> Colleague | None:
        key = self.table.list.current_key()
        return next((one for one in self._people if str(one.staff.id) == key), None)

    def _chosen(self, _key: str) -> None:
        one = self._current()
        if one is None:
            self.panel.show_nobody()
        else:
            self.panel.show_colleague(one, me=str(one.staff.id) == self._me)

    def _do(self, what: str) -> None:
        one = self._current()
        if one is None or self.context.who.read_only:
            return
        if one.staff.role == "lead" and not self._leads:
            return
        me = str(one.staff.id) == self._me
        if me and what != "change":
            self.context.ask.tell(
                self, _("This is your own account."), _("Somebody else ends it or changes its role.")
            )
            return
        match what:
            case "change":
                dialogs.ChangeDialog(self, self.context, one, me=me, leads=self._leads).open()
            case "renew":
                dialogs.RenewDialog(self, self.context, one.staff).open()
            case _:
                dialogs.EndDialog(self, self.context, one.staff).open()
