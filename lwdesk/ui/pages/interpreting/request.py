"""The form of a request: what is asked, what the pool says to it, who fits, and the text before it leaves."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base.texts import N_
from lwdesk.domain import advice, pool
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.interpreter_requests import Looked
from lwdesk.ui import dates, style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Context, Make, Page
from lwdesk.ui.flow import Columns, PageScroll
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.pages.intake.reading_order import arrange
from lwdesk.ui.pages.interpreting import words as said
from lwdesk.ui.pages.interpreting.begun import FORM, Begun, Wanted
from lwdesk.ui.pages.interpreting.form import RequestForm
from lwdesk.ui.pages.interpreting.preview import Preview
from lwdesk.ui.pages.interpreting.side import MatchesPane, RulesPane
from lwdesk.ui.surface import Banner, BottomBar, Divider, PageHeader
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


class RequestPage(Page):
    """Writes a request; everything beside it follows what is typed, a moment later."""

    name = "interpreting"
    heading = N_("Ask for an interpreter")

    def __init__(self, context: Context, wanted: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted, self._busy, self._begun = wanted, False, None  # type: tuple[Wanted, bool, Begun | None]
        self.looked: Looked | None = None
        self.setAccessibleName(_(self.heading))
        self.header = PageHeader(_(self.heading))
        self.state = Badge("neutral", _("Draft"), "pencil", high=True)
        self.header.add_action(self.state)
        self.form, self.rules, self.matches = RequestForm(context), RulesPane(), MatchesPane()
        self.keeper = DraftKeeper(context.jobs, self._told, self, FORM)
        self.conflict = Banner("warn", _("Somebody else changed this request in the meantime."))
        self.conflict.hide()
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE)
        self.pause.timeout.connect(self.look)
        self._arrange()
        self._listen()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self.paper.column().setContentsMargins(side, style.px(16), side, style.px(16))

    def opened(self) -> None:
        if self._begun is None:
            wanted = self._wanted
            self.context.jobs.run(self, lambda desk: Begun.of(desk, wanted), self._show, lane=f"{FORM} form")

    def focus_first(self) -> None:
        self.form.talk.input("language").setFocus(Qt.FocusReason.OtherFocusReason)

    def request(self) -> InterpreterRequest:
        """Return the request as it stands in the fields."""
        assert self._begun is not None
        base = self._begun.request
        household = base.household or self.form.household()
        urgent = self.rules.urgent.values()
        return base.replace(**self.form.values(), **urgent, household=household, wished=self._wished)

    def primary(self) -> None:
        """Send, unless a field or a rule asks for a look first."""
        if self._busy or self._begun is None or self._asks_for_a_look():
            return
        request, draft = self.request(), self._begun.draft
        self._run(
            lambda desk: desk.interpreting.send(request, draft), _("Request sent, answer noted as a task")
        )

    def save_now(self) -> None:
        """Put the request away as a draft that the list shows."""
        if self._busy or self._begun is None or self.form.problems():
            return
        request, base, draft = self.request(), self._begun.base, self._begun.draft
        self._run(lambda desk: desk.interpreting.save_draft(request, base, draft), _("Draft put away"))

    def keep_draft(self) -> None:
        if not self._busy and not self.over:
            self.keeper.keep()

    def closed(self) -> None:
        self.pause.stop()
        self.keeper.stop()

    def again(self, make: Make) -> Make | None:
        return None if self.over else make

    def look(self) -> None:
        """Ask what the rules say and who fits, off the window's thread."""
        self.pause.stop()
        if self._begun is not None:
            request = self.request()
            self.context.jobs.run(
                self,
                lambda desk: (request, desk.interpreting.look(request)),
                self._show_looked,
                lane=f"{FORM} look",
            )

    def _arrange(self) -> None:
        self.paper = PageScroll()
        self.paper.column().addWidget(self.conflict)
        self.columns = Columns(self.form, self.rules, self.matches, weights=(34, 27, 39))
        self.paper.column().addWidget(self.columns, 1)
        self.why, self.kept = (Text("", "help", token="text2", wrap=wraps) for wraps in (True, False))
        self.preview = QuietButton(_("Preview"), size="small")
        self.send_button = PrimaryButton(_("Send request"), icon="send")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = _bar(self)
        for part, stretch in ((self.header, 0), (Divider(), 0), (self.paper, 1), (self.bar, 0)):
            column.addWidget(part, stretch)

    def _listen(self) -> None:
        self.form.edited.connect(self._edited)
        self.form.household_chosen.connect(self._family_chosen)
        self.rules.edited.connect(self._edited)
        self.rules.way.connect(self._go)
        self.matches.chosen.connect(self._wish)
        self.preview.clicked.connect(self._show_text)
        self.keeper.saved.connect(self._say_kept)
        self.keeper.failed.connect(self.kept.setText)

    def _show(self, begun: Begun) -> None:
        self._begun = begun
        self._wished: UUID | None = begun.request.wished
        fixed = not self._wanted.from_the_list
        self.form.show_request(begun.request, begun.family, fixed=fixed)
        self.rules.show_record(begun.request)
        self.header.set_subtitle(_subtitle(begun))
        if begun.resumed:
            self.kept.setText(_("Gone on with your draft"))
        self.look()
        self.focus_first()

    def _edited(self, _name: str = "") -> None:
        if self._begun is None:
            return
        self.rules.urgent.boxes["urgent_reason"].setVisible(bool(self.rules.urgent.values()["urgent"]))
        self.keeper.touch()
        self.pause.start()

    def _wish(self, interpreter: UUID | None) -> None:
        self._wished = interpreter
        self._edited()

    def _family_chosen(self, household: UUID | None) -> None:
        """Take over what the file knows of the family, where nothing else was typed yet."""
        self._edited()
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
        arrange(self.paper, self.bar)
        reason = said.reason(self.looked)
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

    def _run(self, work: "Callable[[Desk], Changes | Conflicts]", text: str) -> None:
        self._set_busy(busy=True)
        self.keeper.stop()

        def then(result: Changes | Conflicts) -> None:
            self._set_busy(busy=False)
            if isinstance(result, Conflicts):
                self.conflict.show()
                self.keeper.touch()
                return
            self.over = True
            self.context.back_wanted.emit()
            self.context.said.emit(text, True)

        self.context.jobs.run(self, work, then, failed=self._failed)

    def _failed(self, error: Exception) -> bool:
        del error
        self._set_busy(busy=False)
        self.keeper.touch()
        return False

    def leave(self) -> None:
        """Go back; ask once before typed text is lost."""
        if self._begun is None or self.request() == self._begun.request:
            self._discard()
            return
        self.context.ask.confirm(
            self,
            _("Discard your changes?"),
            _("What you have just typed is lost."),
            _("Discard"),
            self._discard,
            danger=True,
        )

    def _discard(self) -> None:
        self.keeper.stop()
        self.over = True
        if self._begun is not None:
            draft = self._begun.draft
            self.context.jobs.run(self.context, lambda desk: desk.drafts.discard(draft))
        self.context.back_wanted.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.send_button.set_busy(busy)

    def _told(self) -> tuple[UUID, dict[str, Any], str]:
        assert self._begun is not None
        payload = self._begun.payload(self.request(), self._wanted.about)
        return self._begun.draft, payload, _(self.heading)

    def _say_kept(self, at: datetime) -> None:
        self.kept.setText(_("Draft saved at {time}", time=at.astimezone().strftime("%H:%M:%S")))


def _bar(page: RequestPage) -> BottomBar:
    bar = BottomBar()
    page.preview.setObjectName("preview_text")
    nameless = Text(_("Text without the name of the family"), "help", token="text2")
    for status in (nameless, page.preview, page.why, page.kept):
        bar.add_status(status)
    buttons = (
        (QuietButton(_("Cancel")), "cancel_request", page.leave),
        (SecondaryButton(_("Put away as a draft")), "keep_request", page.save_now),
        (page.send_button, "send_request", page.primary),
    )
    for button, name, do in buttons:
        button.setObjectName(name)
        button.clicked.connect(do)
        bar.add_button(button)
    return bar


def _subtitle(begun: Begun) -> str:
    request, (name, number) = begun.request, begun.family
    what = ""
    if request.at and (request.visit or request.appointment):
        day = dates.long_day(request.at.astimezone().date())
        visit = bool(request.visit)
        text = N_("For the welcome visit on {day}") if visit else N_("For the appointment on {day}")
        what = _(text, day=day)
    return " · ".join(part for part in (what, isolate(name), number) if part)
