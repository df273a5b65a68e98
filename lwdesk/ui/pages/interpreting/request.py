"""The form of a request: what is asked, what the pool says to it, who fits, and the text before it leaves."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from lwdesk.base.texts import N_
from lwdesk.domain import advice, pool
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.services.changes import Conflicts
from lwdesk.services.interpreter_requests import Looked
from lwdesk.ui import dates, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.form_page import SIDE, FormPage
from lwdesk.ui.pages.interpreting import words as said
from lwdesk.ui.pages.interpreting.begun import FORM, Begun, Wanted
from lwdesk.ui.pages.interpreting.form import RequestForm
from lwdesk.ui.pages.interpreting.preview import Preview
from lwdesk.ui.pages.interpreting.side import MatchesPane, RulesPane
from lwdesk.ui.reading_order import arrange
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

PAUSE: Final = 250
WAYS: Final = {
    "phone": ("setting", "phone"),
    "office": ("setting", "office"),
    "specialist": ("specialist_present", "yes"),
}


class RequestPage(FormPage[Begun]):
    """Writes a request; everything beside it follows what is typed, a moment later."""

    name = "interpreting"
    heading = N_("Ask for an interpreter")
    drafts = FORM
    clash = N_("Somebody else changed this request in the meantime.")

    def __init__(self, context: Context, wanted: Wanted, parent: QWidget | None = None) -> None:
        self._wanted, self._begun = wanted, Begun(InterpreterRequest())
        self._wished: UUID | None = None
        super().__init__(context, parent)
        self.looked: Looked | None = None
        self.state = Badge("neutral", _("Draft"), "pencil", high=True)
        self.header.add_action(self.state)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE)
        self.pause.timeout.connect(self.look)

    def restyle(self) -> None:
        side = style.px(SIDE)
        self.paper.column().setContentsMargins(side, style.px(16), side, style.px(16))

    def make_foot(self) -> PrimaryButton:
        nameless = Text(_("Text without the name of the family"), "help", token="text2")
        self.preview = QuietButton(_("Preview"), size="small")
        self.preview.setObjectName("preview_text")
        self.preview.clicked.connect(self._show_text)
        self.why = Text("", "help", token="text2", wrap=True)
        for status in (nameless, self.preview, self.why):
            self.bar.add_status(status)
        self.send_button = PrimaryButton(_("Send request"), icon="send")
        self.add_button(QuietButton(_("Cancel")), "cancel_request", self.leave)
        self.add_button(SecondaryButton(_("Put away as a draft")), "keep_request", self.save_now)
        self.add_button(self.send_button, "send_request", self.primary)
        return self.send_button

    def build(self) -> Iterator[QWidget]:
        self.paper = PageScroll()
        self.form, self.rules, self.matches = RequestForm(self.context), RulesPane(), MatchesPane()
        self.columns = Columns(self.form, self.rules, self.matches, weights=(34, 27, 39))
        self.paper.column().addWidget(self.columns, 1)
        style.follow(self.restyle)
        yield self.paper
        yield from self.form.build()
        self.form.edited.connect(self._typed)
        self.form.household_chosen.connect(self._family_chosen)
        self.rules.edited.connect(self._typed)
        self.rules.confirmed.connect(self._show_reason)
        self.rules.way.connect(self._go)
        self.matches.chosen.connect(self._wish)
        self.matches.filled.connect(lambda: arrange(self.paper, self.bar))

    def load(self) -> "Callable[[Desk], Begun]":
        wanted = self._wanted
        return lambda desk: Begun.of(desk, wanted)

    def begin(self, told: Begun) -> Iterator[object]:
        self._begun, self._wished = told, told.request.wished
        self.notes.show_resumed(resumed=told.resumed)
        self.header.set_subtitle(_subtitle(told))
        self.form.show_request(told.request, told.family, fixed=not self._wanted.from_the_list)
        yield self.form
        self.form.retype(told.typed)
        self.rules.show_record(told.request)
        self.look()

    def draft(self) -> tuple[UUID, dict[str, Any], str]:
        payload = self._begun.payload(self.request(), self._wanted.about, self.form.typed())
        return self._begun.draft, payload, _(self.heading)

    def settle(self, conflicts: Conflicts) -> None:
        if self._begun.base is not None:
            theirs = {one.field: one.theirs for one in conflicts.fields}
            self._begun = replace(self._begun, base=self._begun.base.replace(**theirs))

    def focus_first(self) -> None:
        if self.ready:
            self.form.talk.input("language").setFocus(Qt.FocusReason.OtherFocusReason)

    def request(self) -> InterpreterRequest:
        """Return the request as it stands in the fields."""
        base = self._begun.request
        household = base.household or self.form.household()
        urgent = self.rules.urgent.values()
        return base.replace(**self.form.values(), **urgent, household=household, wished=self._wished)

    def primary(self) -> None:
        """Send, unless a field or a rule asks for a look first."""
        if not self.is_open() or self._asks_for_a_look():
            return
        request, draft, read = self.request(), self._begun.draft, self.rules.note.read()
        self.save(
            lambda desk: desk.interpreting.send(request, draft, read),
            lambda _changes: _("Request sent, answer noted as a task"),
        )

    def save_now(self) -> None:
        """Put the request away as a draft that the list shows."""
        if not self.is_open() or self.form.problems():
            return
        request, base, draft = self.request(), self._begun.base, self._begun.draft
        self.save(
            lambda desk: desk.interpreting.save_draft(request, base, draft),
            lambda _changes: _("Draft put away"),
            redo=self.save_now,
        )

    def closed(self) -> None:
        super().closed()
        self.pause.stop()
        if self.built:
            self.matches.in_parts.stop()

    def look(self) -> None:
        """Ask what the rules say and who fits, off the window's thread."""
        self.pause.stop()
        if self.built:
            request = self.request()
            self.context.jobs.run(
                self,
                lambda desk: (request, desk.interpreting.look(request)),
                self._show_looked,
                lane=f"{FORM} look",
            )

    def _typed(self, _name: str = "") -> None:
        self.rules.urgent.boxes["urgent_reason"].setVisible(bool(self.rules.urgent.values()["urgent"]))
        self.edited()
        self.pause.start()

    def _wish(self, interpreter: UUID | None) -> None:
        self._wished = interpreter
        self._typed()

    def _family_chosen(self, household: UUID | None) -> None:
        """Take over what the file knows of the family, where nothing else was typed yet."""
        self._typed()
        if household is not None and self.form.talk.input("language").is_empty():
            self.context.jobs.run(
                self,
                lambda desk: desk.interpreting.begin(household),
                lambda known: self.form.choose("language", known.language),
                lane=f"{FORM} family",
            )

    def _go(self, way: str) -> None:
        """Take one of the ways on that the rules offer."""
        if way == "other_day":
            self.form.go_to("at")
        elif way in ("sworn", "other_pool"):
            self.form.fold.set_open(wanted=True)
            self.form.choose("pool", pool.SWORN)
        else:
            self.form.choose(*WAYS[way])
        self.look()

    def _show_looked(self, told: tuple[InterpreterRequest, Looked]) -> None:
        request, self.looked = told
        self.rules.show_looked(self.looked, request)
        self.matches.show_matches(self.looked.matches, request)
        self._show_reason()

    def _show_reason(self) -> None:
        """Say why it cannot be sent yet, if so."""
        reason = (said.reason(self.looked) if self.looked else "") or self.rules.note.hinders()
        if reason != self.send_button.blocked_reason():
            self.send_button.set_blocked(reason)
            self.why.setText(reason)
            if reason:
                announce(self.send_button, reason)

    def _show_text(self) -> None:
        if self.looked is not None:
            Preview(self.looked.text, self).open()

    def _asks_for_a_look(self) -> bool:
        """Check the fields and what sending needs; put the cursor where something is missing."""
        if self.form.problems():
            return True
        missing = {
            one.field: advice.sentence(one, words.texts) for one in pool.lacking(self.request(), "sent")
        }
        if missing:
            self.form.talk.show_problems(missing)
            return self.form.talk.focus_problem()
        return not self.send_button.isEnabled()


def _subtitle(begun: Begun) -> str:
    request, (name, number) = begun.request, begun.family
    what = ""
    if request.at and (request.visit or request.appointment):
        day = dates.long_day(request.at.astimezone().date())
        visit = bool(request.visit)
        text = N_("For the welcome visit on {day}") if visit else N_("For the appointment on {day}")
        what = _(text, day=day)
    return " · ".join(part for part in (what, isolate(name), number) if part)
