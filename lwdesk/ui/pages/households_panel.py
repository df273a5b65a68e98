"""The panel beside the list: what one household is about, and the next step."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from lwdesk.base import clock
from lwdesk.services.views import DraftView, Row
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import Button, QuietButton, SecondaryButton
from lwdesk.ui.flow import Flow, PageScroll
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages import households_rows
from lwdesk.ui.pages.household.parts import fact
from lwdesk.ui.pages.search_words import label, persons
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Panel
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

WIDE = 328


class HouseholdPanel(Panel):
    """Summary of the chosen row."""

    opened = Signal(UUID)
    continued = Signal(UUID)
    discarded = Signal(UUID)

    def __init__(self) -> None:
        super().__init__(wide=WIDE)
        self.setObjectName("panel")
        self.setAccessibleName(_("Details"))
        self._scroll = PageScroll()
        self._told = self._scroll.column()
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(style.px(8))
        self.add(self._scroll, 1)
        self._ways = QVBoxLayout()
        self.column.addLayout(self._ways)
        self.shown: Row | DraftView | None = None

    def show_nothing(self) -> None:
        self._clear()
        self.shown = None
        words = Text(_("Choose a household to see what it is about."), token="text2", wrap=True)
        self._told.addWidget(words)
        self._told.addStretch(1)

    def show_row(self, row: Row) -> None:
        self._clear()
        self.shown = row
        name, own = row.name or row.native_name or _("without a name"), row.native_name if row.name else ""
        self._title(name, own, row.case_number)
        marks = [households_rows.flag_look(flag) for flag in row.flags]
        if marks:
            self._told.addWidget(Flow(*(Badge(look.tone, look.word, look.icon) for look in marks)))
        today = clock.today()
        here = dates.ago(row.last_contact, today) if row.last_contact else _("not here yet")
        facts = (
            ("map-pin", label("district", row.district)),
            ("languages", ", ".join(label("language", code) for code in row.languages)),
            ("users", persons(row.size)),
            ("tag", label("target_group", row.target_group)),
            ("flag", households_rows.open_needs(row.open_needs) if row.open_needs else _("no open need")),
            ("clock", _("last here {ago}", ago=here) if row.last_contact else here),
        )
        for icon, text in facts:
            if text:
                self._told.addWidget(fact(icon, text))
        self._told.addStretch(1)
        self._way(
            SecondaryButton(_("Open household")), "open_household", lambda: self.opened.emit(row.household)
        )

    def show_draft(self, draft: DraftView) -> None:
        self._clear()
        self.shown = draft
        self._title(draft.title or _("without a name"), "")
        saved = dates.when(draft.saved_at.astimezone().date(), draft.saved_at, clock.today())
        self._told.addWidget(Text(_("Draft, saved {when}", when=saved), "help", token="text2", wrap=True))
        self._told.addStretch(1)
        self._way(SecondaryButton(_("Continue the draft")), "continue", lambda: self.continued.emit(draft.id))
        self._way(QuietButton(_("Discard")), "discard", lambda: self.discarded.emit(draft.id))

    def _title(self, name: str, own: str, number: str = "") -> None:
        head = QVBoxLayout()
        head.setSpacing(style.px(2))
        head.addWidget(Text(isolate(name), "section", wrap=True, selectable=True))
        self._told.addLayout(head)
        if own:
            native = Text(isolate(own), token="text2", script=True, wrap=True, selectable=True)
            native.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            head.addWidget(native)
        if number:
            head.addWidget(Text(number, "help", token="text2", selectable=True))

    def _way(self, button: Button, name: str, do: Callable[[], None]) -> None:
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: do())
        self._ways.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _clear(self) -> None:
        empty(self._told)
        empty(self._ways)
