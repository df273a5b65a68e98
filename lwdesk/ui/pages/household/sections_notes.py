"""One's own notes about a household: shown to their author alone, written and deleted in a small dialog."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain.papers import PrivateNote
from lwdesk.services.changes import Changes
from lwdesk.services.views import Card
from lwdesk.ui import dates
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow
from lwdesk.ui.pages.dialog_draft import DialogDraft, Kept, form_told, show_told
from lwdesk.ui.pages.few_fields import FewFields
from lwdesk.ui.pages.household.parts import PressRow, column, offer, opens
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

FORM = "private_note"
LONGEST = 2000


class NoteDialog(FewFields):
    """The text of one note; one that is kept can be deleted here."""

    told = Signal(str)
    removing = Signal()

    def __init__(self, context: Context, note: PrivateNote, kept: Kept, parent: QWidget) -> None:
        form = RecordForm(PrivateNote, (("text",),), labels={"text": _("Only for me")})
        super().__init__(_("Own note"), _("Save"), form, parent, save="save_note")
        self.setObjectName("note_dialog")
        self._shown = note
        self.add(
            Text(_("Stays on this device and is seen by nobody else."), "help", token="text2", wrap=True)
        )
        if note.written_at is not None:
            remove = QuietButton(_("Delete …"), icon="trash-2", size="small")
            remove.setObjectName("remove_note")
            remove.clicked.connect(lambda _checked=False: self.removing.emit())
            self.add(Flow(remove))
        self.draft = DialogDraft(context, self, self.cancel, kept, self._written)
        self.draft.anew.connect(lambda: form.show_record(note))
        form.edited.connect(lambda _name: self.draft.touch())
        form.show_record(note)
        self.draft.started()
        show_told(form, note, self.draft.payload)

    def needed(self) -> tuple[str, ...]:
        return ("text",)

    def take(self) -> None:
        """Give the text; until it is saved, the draft stays."""
        self.draft.keeper.keep()
        self.told.emit(str(self.form.values()["text"] or ""))

    def _written(self) -> dict[str, Any]:
        return form_told(self.form, self._shown)


class NoteActions(QObject):
    """The ways of one's own notes on one card."""

    def __init__(self, context: Context, page: QWidget, shown: Callable[[], Card]) -> None:
        super().__init__(page)
        self._context, self._page, self._shown = context, page, shown
        self.own: tuple[PrivateNote, ...] = ()

    def write(self, note: PrivateNote | None = None) -> None:
        """Open a note, or an empty one."""
        household = self._shown().household.id
        note = note or PrivateNote(household=household)
        about = str(note.id) if note.written_at else str(household)

        def ask(kept: Kept) -> None:
            dialog = NoteDialog(self._context, note, kept, self._page)
            dialog.told.connect(lambda text: self._save(household, text, note, kept))
            dialog.removing.connect(lambda: self._ask(dialog, note, kept))
            dialog.open()

        self._context.jobs.run(self, lambda desk: Kept.of(desk, FORM, about, household), ask)

    def _save(self, household: UUID, text: str, note: PrivateNote, kept: Kept) -> None:
        known = note.id if note.written_at else None

        def work(desk: "Desk") -> Changes:
            saved = desk.private_notes.save(household, text, known)
            desk.drafts.discard(kept.draft)
            return saved

        self._run(work, _("Note saved"))

    def _ask(self, dialog: NoteDialog, note: PrivateNote, kept: Kept) -> None:
        def work(desk: "Desk") -> Changes:
            removed = desk.private_notes.remove(note.id)
            desk.drafts.discard(kept.draft)
            return removed

        def remove() -> None:
            dialog.draft.saved()
            dialog.close()
            self._run(work, _("Note deleted"))

        self._context.ask.confirm(
            dialog,
            _("Delete this note?"),
            _("It stands nowhere else and cannot be brought back."),
            _("Delete"),
            remove,
            danger=True,
        )

    def _run(self, work: Callable[["Desk"], Changes], said: str) -> None:
        self._context.jobs.run(self, work, lambda _changes: self._context.said.emit(said, False))


def notes(card: Card, do: NoteActions) -> QWidget | None:
    """Return one's own notes, the newest first; nothing where there are none."""
    if not do.own:
        return None
    heading = SectionHeading(_("Own notes"), str(len(do.own)))
    if card.editable:
        offer(heading, _("Note"), _("Write a note for oneself"), "add_note", do.write)
    made = column(heading, Text(_("Seen by you alone."), "help", token="text2", wrap=True), gap=4)
    box = made.layout()
    assert box is not None
    for note in do.own:
        box.addWidget(_note(card, note, do))
    return made


def _note(card: Card, note: PrivateNote, do: NoteActions) -> QWidget:
    at = note.written_at
    when = dates.when(at.astimezone().date(), at, clock.today()) if at else ""
    text = note.text[:LONGEST]
    row = PressRow(f"note_{note.id}", ", ".join(part for part in (when, text) if part))
    row.column.addWidget(Text(isolate(text), wrap=True))
    row.column.addWidget(Text(when, "help", token="text2"))
    opens(row, (lambda: do.write(note)) if card.editable else None)
    return row
