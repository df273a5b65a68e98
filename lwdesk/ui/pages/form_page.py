"""The page of a long form: read in a job, built in parts, kept as a draft, saved once."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base.texts import N_
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.rights import Right
from lwdesk.ui import style
from lwdesk.ui.buttons import Button, PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Context, Make, Page
from lwdesk.ui.pages.conflict import conflict_text
from lwdesk.ui.pages.in_parts import InParts
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.pages.status import Status
from lwdesk.ui.reading_order import come_in_turn
from lwdesk.ui.surface import Banner, BottomBar, Divider, PageHeader, Skeleton
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

SIDE = 32


class FormNotes(QWidget):
    """What stands above a form: that somebody else was first, that a draft goes on; made when needed."""

    keep_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self, clash: str, title: str) -> None:
        super().__init__()
        self._clash, self._title = clash, title
        self._goes_on = False
        self._column = QVBoxLayout(self)
        self.hide()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(SIDE)
        self._column.setContentsMargins(side, style.px(16), side, 0)
        self._column.setSpacing(style.px(8))

    @cached_property
    def conflict(self) -> Banner:
        banner = Banner("warn", self._clash)
        keep = SecondaryButton(_("Keep my entries"), size="small")
        return self._put(0, banner, keep, "keep_mine", self.keep_wanted)

    @cached_property
    def resumed(self) -> Banner:
        banner = Banner("accent", _("Gone on with your draft"), icon="pencil")
        drop = QuietButton(_("Discard"), size="small")
        drop.setAccessibleName(_("Discard the draft: {title}", title=self._title))
        return self._put(-1, banner, drop, "drop_draft", self.drop_wanted)

    def show_resumed(self, *, resumed: bool) -> None:
        """Say that the form goes on with a draft, with the way to begin anew."""
        if resumed or self._goes_on:
            self.resumed.setVisible(resumed)
        self._goes_on = resumed
        self.setVisible(resumed)

    def is_resumed(self) -> bool:
        return self._goes_on

    def show_conflict(self, conflicts: Conflicts) -> None:
        """Show both values of each field; overwriting is a decision."""
        self.conflict.text.setText(conflict_text(conflicts))
        self.conflict.text.show()
        self.conflict.show()
        self.show()
        self.conflict.findChildren(Button, "keep_mine")[0].setFocus()

    def hide_conflict(self) -> None:
        if not self.isHidden():
            self.conflict.hide()
            self.setVisible(self._goes_on)

    def _put(self, at: int, banner: Banner, way: Button, name: str, wanted: SignalInstance) -> Banner:
        way.setObjectName(name)
        way.clicked.connect(lambda _checked=False: wanted.emit())
        banner.add_action(way)
        self._column.insertWidget(at, banner)
        come_in_turn(self)
        return banner


class FormPage[T](Page):
    """Does what all long forms do alike; a page brings its parts, its record and its words."""

    drafts = ""
    """What its drafts are called in the file."""
    clash = N_("Somebody changed the same entries meanwhile.")
    needs: Right | None = None
    """The right without which the form is only read."""
    verb: PrimaryButton

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ready = self.busy = self._asked = self.built = False
        self._told: T | None = None
        self._conflicts: Conflicts | None = None
        self._first: dict[str, Any] = {}
        self._redo: Callable[[], None] = self.primary
        self.setAccessibleName(_(self.heading))
        self.header = PageHeader(_(self.heading))
        self.keeper = DraftKeeper(context.jobs, self.draft, self, self.drafts)
        self.in_parts = InParts(self)
        self.bar = BottomBar()
        self.notes = FormNotes(_(self.clash), _(self.heading))
        self.notes.keep_wanted.connect(self._keep_mine)
        self.notes.drop_wanted.connect(lambda: self._ask_to_discard(self._start_anew))
        self._body: QWidget = Skeleton(6)
        self._skeleton = self._body
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (self.header, Divider(), self.notes):
            self._column.addWidget(part)
        self._column.addWidget(self._body, 1)
        self._column.addWidget(self.bar)
        self.keeper.saved.connect(self._say_kept)
        self.keeper.failed.connect(lambda why: self.kept.say(why, "circle-alert"))

    # What a page brings.

    def make_foot(self) -> PrimaryButton:
        """Fill the foot of the page; return the button that saves."""
        raise NotImplementedError

    def build(self) -> Iterator[QWidget]:
        """Make the form in parts, each quickly made: first the whole, into which the others are put."""
        raise NotImplementedError

    def load(self) -> "Callable[[Desk], T]":
        """Return the work that reads what the form begins with."""
        raise NotImplementedError

    def begin(self, told: T) -> Iterator[object]:
        """Show what was read, in parts as well."""
        raise NotImplementedError

    def draft(self) -> tuple[UUID, dict[str, Any], str]:
        """Return the draft: whose it is, what stands in the form, its title."""
        raise NotImplementedError

    def is_touched(self) -> bool:
        """Tell whether leaving would lose something."""
        return self.notes.is_resumed() or self.draft()[1] != self._first

    def start_anew(self) -> None:
        """Forget the draft that was asked for by its name, before the form is read again."""

    def settle(self, conflicts: Conflicts) -> None:
        """Let what stands in the form win over what somebody else saved meanwhile."""
        raise NotImplementedError

    # What the window asks for.

    def opened(self) -> None:
        if not self._asked:
            self._asked = True
            self._read()
            self.in_parts.run(self._build_body(), self._begin)

    def _build_body(self) -> Iterator[QWidget]:
        """Make the form out of sight where it will stand; grey lines hold its place until it is filled in."""
        parts = self.build()
        whole = next(parts)
        whole.hide()
        self._column.insertWidget(self._column.indexOf(self.bar), whole, 1)
        yield from parts
        self.verb = self.make_foot()  # after the fields, so that Tab comes by in this order
        self.kept = Status()
        self.bar.add_status(self.kept)
        self.kept.say("", "")  # what is added is shown
        self._body, self.built = whole, True

    def save_now(self) -> None:
        self.keeper.keep()

    def keep_draft(self) -> None:
        if self.ready and not self.busy and not self.over:
            self.keeper.keep()

    def closed(self) -> None:
        self.in_parts.stop()
        self.keeper.stop()

    def again(self, make: Make) -> Make | None:
        """Come back with the draft, which is found by what the form is about."""
        return None if self.over else make

    # What a page uses.

    def add_button(self, button: Button, name: str, do: Callable[[], object]) -> None:
        """Add a button to the foot; the one that saves comes last."""
        button.setObjectName(name)
        button.clicked.connect(lambda _checked=False: do())
        self.bar.add_button(button)

    def edited(self) -> None:
        """Write down soon what somebody typed."""
        if self.ready and not self.over:
            self.keeper.touch()

    def is_open(self) -> bool:
        """Tell whether something can be saved at this moment."""
        return self.ready and not (self.busy or self.over or self.only_reads())

    def only_reads(self) -> bool:
        """Tell whether the role leaves out what the form is for."""
        return self.needs is not None and self.context.lacks(self.needs)

    def save[R: Changes](
        self,
        work: "Callable[[Desk], R | Conflicts]",
        said: Callable[[R], str],
        *,
        redo: Callable[[], None] | None = None,
    ) -> None:
        """Save in a job and go back; stay where somebody else changed the same fields.

        `redo` is what was asked for, to be done again once somebody decides to overwrite.
        """

        def then(result: R | Conflicts) -> None:
            self._set_busy(busy=False)
            if isinstance(result, Conflicts):
                self._show_conflict(result)
            else:
                self.finish(said(result))

        self._redo = redo or self.primary
        self._set_busy(busy=True)
        self.keeper.stop()
        self.context.jobs.run(self, work, then, failed=self._failed)

    def finish(self, told: str) -> None:
        """Go back and say what was done."""
        self.over = True
        self.context.back_wanted.emit()
        self.context.said.emit(told, True)

    def leave(self) -> None:
        """Go back and let the draft go; ask once before typed text is lost."""
        if self.ready and self.is_touched():
            self._ask_to_discard(self._discard)
        else:
            self._discard()

    def _read(self) -> None:
        self.context.jobs.run(self, self.load(), self._answered, lane=f"form {id(self)}")

    def _answered(self, told: T) -> None:
        self._told = told
        self._begin()

    def _begin(self) -> None:
        """Show what was read once the form is there."""
        if self.built and self._told is not None and not self.over:
            told, self._told = self._told, None
            self.in_parts.run(self._beginning(told), self._get_ready)

    def _beginning(self, told: T) -> Iterator[object]:
        yield from self.begin(told)
        self._skeleton.hide()
        self._body.show()
        yield self._body

    def _get_ready(self) -> None:
        self._first = self.draft()[1]
        self.ready = True
        if self.only_reads():
            reason = _("You lack the right for this. Ask the team lead.")
            self.verb.set_blocked(reason)
            self.kept.say(reason, "lock")
        self.focus_first()

    def _show_conflict(self, conflicts: Conflicts) -> None:
        self._conflicts = conflicts
        self.keeper.touch()
        self.notes.show_conflict(conflicts)

    def _keep_mine(self) -> None:
        """Overwrite on purpose, having read what would be lost."""
        if self._conflicts is not None:
            self.settle(self._conflicts)
            self.notes.hide_conflict()
            self._redo()

    def _failed(self, error: Exception) -> bool:
        """Keep the form as it is, and its draft; the window says what happened."""
        del error
        self._set_busy(busy=False)
        self.keeper.touch()
        return False

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.verb.set_busy(busy)

    def _ask_to_discard(self, then: Callable[[], None]) -> None:
        self.context.ask.confirm(
            self,
            _("Discard your changes?"),
            _("What you have just typed is lost."),
            _("Discard"),
            then,
            danger=True,
        )

    def _discard(self) -> None:
        """Go back without the draft."""
        self.over = True
        self.in_parts.stop()
        self.keeper.stop()
        if self.ready:
            draft = self.draft()[0]
            self.context.jobs.run(self.context, lambda desk: desk.drafts.discard(draft))
        self.context.back_wanted.emit()

    def _start_anew(self) -> None:
        """Let the draft go and read the form as it is without it."""
        draft = self.draft()[0]
        self.keeper.stop()
        self.ready = False
        self.notes.hide_conflict()
        self.start_anew()
        self.context.jobs.run(self.context, lambda desk: desk.drafts.discard(draft))
        self._read()

    def _say_kept(self, at: datetime) -> None:
        self.kept.say(_("Draft saved at {time}", time=at.astimezone().strftime("%H:%M:%S")), "")
