"""What can be done with a request: each step asks what it needs, is saved, and says what happened."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.domain import pool
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.matching import Match
from lwdesk.services.assignments import Held
from lwdesk.services.changes import Changes
from lwdesk.services.interpreter_requests import RequestView
from lwdesk.ui.context import Context
from lwdesk.ui.pages.interpreting.begun import Wanted
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class RequestActions(QObject):
    """The steps of a request, wherever its panel stands."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def go_on(self, view: RequestView) -> None:
        """Go on with a draft."""
        self._context.wanted.emit("ask_interpreter", Wanted(request=view.record.id))

    def discard(self, view: RequestView) -> None:
        identity = view.record.id
        self._run(lambda desk: desk.interpreting.discard(identity), _("Draft discarded"))

    def answer(self, view: RequestView, *, accepted: bool) -> None:
        """Note what whoever is asked, or had said yes, says now."""
        one = self._current(view)
        if one is not None:
            said = _("Talks accepted") if accepted else _("Declined, the next one is asked")
            self._run(lambda desk: desk.assignments.answer(one, accepted=accepted), said)

    def no_answer(self, view: RequestView) -> None:
        one = self._current(view)
        if one is not None:
            self._run(lambda desk: desk.assignments.no_answer(one), _("No answer, the next one is asked"))

    def accept_without_name(self, view: RequestView) -> None:
        identity = view.record.id
        self._run(lambda desk: desk.assignments.accept_without_name(identity), _("Talks accepted"))

    def confirm(self, view: RequestView) -> None:
        identity = view.record.id
        self._run(lambda desk: desk.assignments.confirm(identity), _("Confirmed to both"))

    def after(self, view: RequestView) -> None:
        """Write down what really was, in one short form."""
        from lwdesk.ui.pages.interpreting.held import HeldDialog

        dialog = HeldDialog(view.record, self._page)
        dialog.told.connect(lambda told: self._held(view.record.id, told))
        dialog.open()

    def sign(self, view: RequestView) -> None:
        identity = view.record.id
        self._run(lambda desk: desk.assignments.sign(identity), _("Signed sheet noted"))

    def settle(self, view: RequestView) -> None:
        identity = view.record.id
        self._run(lambda desk: desk.assignments.settle([identity]), _("Settled"))

    def cancel(self, view: RequestView) -> None:
        identity = view.record.id
        self._context.ask.reason(
            self._page,
            _("Call this talk off?"),
            _("Whoever is asked is asked no longer. Calling off late costs one unit."),
            "cancelled_by",
            _("Call off"),
            lambda by: self._run(lambda desk: desk.assignments.cancel(identity, by), _("Called off")),
        )

    def no_show(self, view: RequestView) -> None:
        identity = view.record.id
        self._context.ask.reason(
            self._page,
            _("Who did not come?"),
            _("Where it was not the interpreter, one unit is paid."),
            "cancelled_by",
            _("Note"),
            lambda by: self._run(lambda desk: desk.assignments.no_show(identity, by), _("Noted")),
        )

    def give_up(self, view: RequestView) -> None:
        identity = view.record.id
        self._context.ask.reason(
            self._page,
            _("Nobody was found?"),
            _("The reason is counted. You can still ask somebody later."),
            "unfilled_reason",
            _("Note"),
            lambda why: self._run(lambda desk: desk.assignments.give_up(identity, why), _("Noted")),
        )

    def again(self, view: RequestView, way: str) -> None:
        """Begin a like request another way: by phone, on another day, with sworn interpreters."""
        kept = view.record
        like = InterpreterRequest(
            **{name: kept.value(name) for name in COPIED},  # type: ignore[arg-type]  # the record's own values
            state="draft",
            setting="phone" if way == "phone" else kept.setting,
            pool=pool.SWORN if way == "sworn" else kept.pool,
            at=None if way == "other_day" else kept.at,
        )
        self._context.wanted.emit("ask_interpreter", Wanted(like=like))

    def choose(self, view: RequestView) -> None:
        """Show who could be asked by hand."""
        record = view.record
        self._context.jobs.run(
            self, lambda desk: desk.interpreting.look(record).matches, lambda found: self._pick(view, found)
        )

    def preview(self, view: RequestView) -> None:
        from lwdesk.ui.pages.interpreting.preview import Preview

        record = view.record
        self._context.jobs.run(
            self, lambda desk: desk.interpreting.text(record), lambda text: Preview(text, self._page).open()
        )

    def _pick(self, view: RequestView, matches: tuple[Match, ...]) -> None:
        from lwdesk.ui.pages.interpreting.pick import PickDialog

        identity = view.record.id
        dialog = PickDialog(view.record, matches, self._page)
        dialog.told.connect(
            lambda who: self._run(lambda desk: desk.assignments.ask(identity, who), _("Asked"))
        )
        dialog.open()

    def _held(self, identity: UUID, told: Held) -> None:
        self._run(lambda desk: desk.assignments.held(identity, told), _("Talk noted"))

    def _current(self, view: RequestView) -> UUID | None:
        return next((one.id for one, _who in view.asked if one.state in ("asked", "accepted")), None)

    def _run(self, work: "Callable[[Desk], Changes]", said: str) -> None:
        self._context.jobs.run(self, work, lambda _changes: self._context.said.emit(said, True))


COPIED = (
    "office", "household", "staff", "visit", "appointment", "language", "dialect", "other_language",
    "minutes", "place", "access", "occasion", "topic", "persons", "children", "gender_wish",
    "specialist_present", "legal", "medical", "ongoing", "private_client",
)  # fmt: skip
