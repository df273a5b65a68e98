"""What the next package holds, household by household: looked at before it is made."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base.errors import BundleRefused
from lwdesk.base.texts import N_
from lwdesk.domain.fields import RECORDS
from lwdesk.services.changes import Changes
from lwdesk.services.exchange.views import Content
from lwdesk.ui import style
from lwdesk.ui.context import Context, Page
from lwdesk.ui.pages.exchange import words
from lwdesk.ui.rows import Cell, Column, Row, RowTable
from lwdesk.ui.surface import EmptyState, PageHeader
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, plural

LOW = 440


class ContentsPage(Page):
    """Rows by household and kind; Enter opens the household."""

    name = "exchange"
    heading = N_("What the package holds")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAccessibleName(_(self.heading))
        self.header = PageHeader(_(self.heading), back_to=_("Exchange"))
        columns = (
            Column(_("Household"), 6),
            Column(_("What was changed"), 5),
            Column(_("Entries"), 2, right=True),
        )
        self.table = RowTable(columns)
        self.table.setObjectName("contents")
        self.table.list.setAccessibleName(_(self.heading))
        self.nothing = EmptyState("package-check", _("The others have everything."))
        self.nothing.hide()
        self._column = QVBoxLayout()
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.nothing, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addLayout(self._column, 1)
        self.header.back.connect(context.back_wanted)
        self.table.list.opened.connect(self._open)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setContentsMargins(style.px(20), 0, style.px(20), style.px(8))

    def opened(self) -> None:
        self._load()
        self.focus_first()

    def focus_first(self) -> None:
        first = self.table.list if self.table.isVisibleTo(self) else self.header.back_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes, initiator: QObject | None) -> None:
        del changes, initiator
        if self.isVisible():
            self._load()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.set_low(self.height() < style.px(LOW))

    def _load(self) -> None:
        self.context.jobs.run(
            self,
            lambda desk: desk.exchange.contents.listed(),
            self._show,
            failed=self._failed,
            lane=f"contents {id(self)}",
        )

    def _show(self, found: tuple[Content, ...]) -> None:
        held = self.table.list.hasFocus()
        self.table.list.show_rows((_row(n, one) for n, one in enumerate(found)), chooses_first=True)
        self.table.setVisible(bool(found))
        self.nothing.setVisible(not found)
        homes = {one.household for one in found if one.household is not None}
        entries = sum(one.count for one in found)
        told = (words.households(len(homes)) if homes else "", _entries(entries))
        self.header.set_subtitle(", ".join(part for part in told if part) if found else "")
        if held and not found:
            self.focus_first()

    def _failed(self, error: Exception) -> bool:
        """Show nothing where this device has nobody to send anything to."""
        if isinstance(error, BundleRefused):
            self._show(())
        return isinstance(error, BundleRefused)

    def _open(self, key: str) -> None:
        at = self.table.list.rows.place_of(key)
        content = self.table.list.rows.rows[at].data if at >= 0 else None
        if isinstance(content, Content) and content.household is not None:
            self.context.household_wanted.emit(content.household)


def _row(number: int, content: Content) -> Row:
    name, kind = _name(content), _kind(content)
    own = content.native_name if content.name else ""
    cells = (
        Cell(name, content.case_number, own, strong=True, folded=kind),
        Cell(kind),
        Cell(str(content.count), tabular=True),
    )
    return Row(str(number), cells, f"{name}, {kind}, {_entries(content.count)}", data=content)


def _entries(count: int) -> str:
    return plural("{n} entry", "{n} entries", count)


def _name(content: Content) -> str:
    if content.is_hidden:
        return _("Restricted households")
    if content.household is None:
        return _("Belongs to no household")
    return isolate(content.name) or isolate(content.native_name) or _("without a name")


def _kind(content: Content) -> str:
    if content.is_hidden:
        return _("only for the team lead")
    cls = RECORDS.get(content.kind)
    return _(cls.label) if cls is not None else content.kind
