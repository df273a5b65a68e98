"""The draft of a dialog: whatever closes it, what was typed waits until the same is opened again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from lwdesk.base import ids
from lwdesk.domain.fields import Record
from lwdesk.domain.values import from_plain, to_plain
from lwdesk.services import drafts
from lwdesk.services.drafts import Begun
from lwdesk.ui.buttons import Button, QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.surface import Banner
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Kept:
    """What a dialog is about, and what was begun about the same before."""

    form: str
    about: str
    household: UUID | None = None
    begun: Begun | None = None
    fresh: UUID = field(default_factory=ids.new)

    @classmethod
    def of(cls, desk: "Desk", form: str, about: str, household: UUID | None = None) -> Self:
        return cls(form, about, household, desk.drafts.about(form, about))

    @property
    def draft(self) -> UUID:
        return self.begun.id if self.begun else self.fresh


class DialogDraft(QObject):
    """Keeps a dialog as it stands; the one button that cancels lets it go."""

    anew = Signal()

    def __init__(
        self,
        context: Context,
        dialog: DialogFrame,
        cancel: Button,
        kept: Kept,
        told: Callable[[], dict[str, Any]],
    ) -> None:
        super().__init__(dialog)
        self._context, self._dialog, self._kept, self._told = context, dialog, kept, told
        self._first: dict[str, Any] = {}
        self.keeper = DraftKeeper(context.jobs, self._draft, self, kept.form)
        self.resumed = Banner("accent", _("Gone on with your draft"), icon="pencil")
        self.resumed.setVisible(kept.begun is not None)
        self.drop = QuietButton(_("Discard"), size="small")
        self.drop.setObjectName("drop_draft")
        self.drop.setAccessibleName(_("Discard the draft: {title}", title=dialog.question.text()))
        self.drop.clicked.connect(lambda _checked=False: self._ask(self._begin_anew))
        self.resumed.add_action(self.drop)
        dialog.body.insertWidget(0, self.resumed)
        cancel.clicked.disconnect()
        cancel.clicked.connect(lambda _checked=False: self.leave())
        dialog.rejected.connect(self.keeper.keep)

    @property
    def payload(self) -> dict[str, Any]:
        """Return what waited, nothing where nothing did."""
        return self._kept.begun.payload if self._kept.begun else {}

    @property
    def identity(self) -> UUID:
        return self._kept.draft

    def started(self) -> None:
        """Note how the dialog stands before anybody types into it."""
        self._first = self._told()

    def touch(self) -> None:
        self.keeper.touch()

    def saved(self) -> None:
        """Stop: what was typed is in the file, and its draft is gone with the save."""
        self.keeper.stop()

    def leave(self) -> None:
        """Close and let the draft go; ask once before typed text is lost."""
        if self._told() != self._first or self.resumed.isVisibleTo(self._dialog):
            self._ask(self._discard)
        else:
            self._discard()

    def _draft(self) -> tuple[UUID, dict[str, Any], str]:
        household = self._kept.household
        about = {"about": self._kept.about, "household": str(household) if household else None}
        return self.identity, {**self._told(), **about}, self._dialog.question.text()

    def _ask(self, then: Callable[[], None]) -> None:
        self._context.ask.confirm(
            self._dialog,
            _("Discard your changes?"),
            _("What you have just typed is lost."),
            _("Discard"),
            then,
            danger=True,
        )

    def _discard(self) -> None:
        self._drop()
        self._dialog.reject()

    def _begin_anew(self) -> None:
        self._drop()
        self.resumed.hide()
        self.anew.emit()
        self.started()

    def _drop(self) -> None:
        self.keeper.stop()
        draft = self.identity
        self._context.jobs.run(self._context, lambda desk: desk.drafts.discard(draft))


def form_told(form: RecordForm, shown: Record) -> dict[str, Any]:
    """Return a form as a draft keeps it, with the record that it was opened with."""
    return {"record": to_plain(form.record()), "shown": to_plain(shown), "typed": form.typed()}


def show_told(form: RecordForm, shown: Record, kept: dict[str, Any]) -> bool:
    """Show what somebody changed in a draft on top of the record as it is; tell whether there was anything.

    What others changed meanwhile, and what the dialog proposes anew, stays.
    """
    mine = drafts.read(lambda raw: from_plain(type(shown), raw["record"]), kept)
    then = drafts.read(lambda raw: from_plain(type(shown), raw["shown"]), kept)
    if mine is None or then is None:
        return False
    names = (name for name in mine.by_name if mine.value(name) != then.value(name))
    changed = {name: mine.value(name) for name in names}
    form.show_record(shown.replace(**changed))
    form.retype(kept.get("typed", {}))
    return True
