"""The panel beside the list: what one household is about, and the next step."""

from uuid import UUID

from PySide6.QtCore import Signal

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.services.views import DraftView, Row
from lwdesk.ui import dates
from lwdesk.ui.buttons import QuietButton, SecondaryButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages import households_rows
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.search_words import label, persons
from lwdesk.ui.text import Text
from lwdesk.ui.words import _


class HouseholdPanel(ListPanel):
    """Summary of the chosen row."""

    nothing = N_("Choose a household to see what it is about.")
    opened = Signal(UUID)
    continued = Signal(UUID)
    discarded = Signal(UUID)

    def show_row(self, row: object) -> None:
        self.clear()
        self.shown = row
        match row:
            case Row():
                self._show_household(row)
            case DraftView():
                self._show_draft(row)

    def _show_household(self, row: Row) -> None:
        name, own = row.name or row.native_name or _("without a name"), row.native_name if row.name else ""
        self.set_title(name, own, row.case_number)
        marks = [households_rows.flag_look(flag) for flag in row.flags]
        if marks:
            self.told.addWidget(Flow(*(Badge(look.tone, look.word, look.icon) for look in marks)))
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
            self.tell(icon, text)
        self.told.addStretch(1)
        self.way(
            SecondaryButton(_("Open household")), "open_household", lambda: self.opened.emit(row.household)
        )

    def _show_draft(self, draft: DraftView) -> None:
        self.set_title(draft.title or _("without a name"))
        saved = dates.when(draft.saved_at.astimezone().date(), draft.saved_at, clock.today())
        self.told.addWidget(Text(_("Draft, saved {when}", when=saved), "help", token="text2", wrap=True))
        self.told.addStretch(1)
        self.way(SecondaryButton(_("Continue the draft")), "continue", lambda: self.continued.emit(draft.id))
        self.way(QuietButton(_("Discard")), "discard", lambda: self.discarded.emit(draft.id))
