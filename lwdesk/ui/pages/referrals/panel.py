"""The panel beside the referrals: the chain of the way, the code of the slip, the answers, the ways on."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.referral import Referral
from lwdesk.services.referrals import ReferralRow
from lwdesk.services.views import DraftView
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import Button, QuietButton, SecondaryButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Flow
from lwdesk.ui.input_text import LineInput
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.list_panel import ListPanel
from lwdesk.ui.pages.referrals import rows
from lwdesk.ui.pages.referrals.actions import ReferralActions
from lwdesk.ui.pages.referrals.chain import Chain
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _

LONGEST_CODE, LONGEST_NOTE = 20, 2000
type Way = tuple[str, str, Callable[[], object]]


class ReferralPanel(ListPanel):
    """How far a referral has come, and what comes next."""

    nothing = N_("Choose a referral to see how far it has come.")
    coded = Signal(str)
    continued = Signal(UUID)
    discarded = Signal(UUID)

    def __init__(self, doing: ReferralActions, *, refers: bool) -> None:
        super().__init__()
        self._doing, self._refers = doing, refers
        self.answering = QWidget()
        box = QVBoxLayout(self.answering)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(8))
        self.code = LineInput(_("Code from the slip, such as 7K-204"), LONGEST_CODE)
        self.code.edit.setObjectName("slip_code")
        self.code.edit.returnPressed.connect(lambda: self.coded.emit(self.code.edit.text().strip()))
        self.code_box = FieldBox(
            _("Note an answer"), self.code, help_text=_("Or without code: choose the answer")
        )
        self.answers = Flow()
        box.addWidget(self.code_box)
        box.addWidget(self.answers)
        self.column.insertWidget(self.column.count() - 1, self.answering)
        self.answering.setVisible(refers)

    def show_row(self, row: object) -> None:
        self.clear()
        self.shown = row
        match row:
            case ReferralRow():
                self._show_referral(row)
            case DraftView():
                self._show_draft(row)

    def clear(self) -> None:
        super().clear()
        self.answers.clear()
        self.answers.hide()

    def say_code(self, problem: str) -> None:
        """Say below the code why it leads nowhere; nothing empties the line."""
        self.code_box.show_problem(problem or None)
        if not problem:
            self.code.edit.clear()

    def focus_answers(self) -> None:
        """Put the focus on the first answer."""
        first = next(iter(self.answers.findChildren(Button)), None)
        if first is not None:
            first.setFocus()

    def _show_referral(self, row: ReferralRow) -> None:
        referral, today = row.record, clock.today()
        self.set_title(rows.subject(referral))
        line = (isolate(rows.whose(row)), referral.reference, isolate(rows.other_side(row)))
        self.told.addWidget(Text(" · ".join(part for part in line if part), "help", token="text2", wrap=True))
        look = rows.look(referral, today)
        self.told.addWidget(Flow(Badge(look.tone, look.word, look.icon)))
        self.told.addWidget(Chain(tuple(rows.chain(row, today))))
        self._tell(referral)
        self.told.addStretch(1)
        if self._refers:
            self._add_answers(referral)
            self._add_ways(row)
        if self._doing.may_print(referral):
            letter = SecondaryButton(_("Print …"), icon="printer")
            self.way(letter, "print_referral", lambda: self._doing.print_letter(referral))
        if self._refers and referral.state not in ("used", "refused", "finished", "withdrawn"):
            self.way(QuietButton(_("Withdraw …")), "withdraw", lambda: self._doing.withdraw(referral))
        if row.home is not None:
            self.way(
                QuietButton(_("Open household")), "open_household", lambda: self._doing.open_household(row)
            )

    def _tell_handing(self, referral: Referral) -> None:
        """Tell what went along and what stayed here, and that two decided it where nobody agreed."""
        gone, kept = (
            ", ".join(label("data_kind", kind) for kind in kinds)
            for kinds in (referral.data_kinds, referral.withheld)
        )
        if referral.sent_on is None or not gone:
            return
        self.tell("send", _("Went along: {kinds}", kinds=gone))
        if kept:
            self.tell("shield", _("Stayed here: {kinds}", kinds=kept))
        if referral.override_by is not None:
            self.tell("users", _("Without a consent, decided by two"))

    def _tell(self, referral: Referral) -> None:
        self._tell_handing(referral)
        if referral.refusal_note:
            self.told.addWidget(Text(isolate(referral.refusal_note), token="text2", wrap=True))
        if referral.gap:
            self.tell("flag", _("Reported as a gap"))
        if referral.client_view:
            said = _("The family says: {text}", text=isolate(referral.client_view))
            self.told.addWidget(Text(said, token="text2", wrap=True))
        if referral.direction == "in" and referral.message:
            self.told.addWidget(Text(referral.message[:LONGEST_NOTE], wrap=True, selectable=True))
        if referral.feedback_channel:
            self.tell("inbox", label("feedback_channel", referral.feedback_channel))

    def _add_answers(self, referral: Referral) -> None:
        """Offer what may come next as small buttons."""
        for words, name, do in self._answers(referral):
            button = SecondaryButton(words, size="small")
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, do=do: do())
            self.answers.add(button)
            self.answers.show()

    def _answers(self, referral: Referral) -> tuple[Way, ...]:
        doing, state = self._doing, referral.state
        yes: Way = (_("It was accepted"), "accept", lambda: doing.step(referral, "accepted"))
        no: Way = (_("Refused …"), "refuse", lambda: doing.ask(referral, "refused"))
        when: Way = (_("Appointment …"), "appoint", lambda: doing.ask(referral, "appointment"))
        end: Way = (_("Outcome …"), "finish", lambda: doing.ask(referral, "finished"))
        kept: Way = (_("Appointment kept"), "kept", lambda: doing.step(referral, "used"))
        missed: Way = (_("Missed"), "missed", lambda: doing.step(referral, "not_used"))
        if referral.direction == "in" and referral.household is None:
            return (no,) if state == "received" else ()
        return {
            "sent": (yes, no, when, end),
            "received": (yes, no, when),
            "accepted": (when, end),
            "appointment": (kept, missed, when, no),
            "used": (end,),
            "not_used": (when, end),
        }.get(state or "draft", ())

    def _add_ways(self, row: ReferralRow) -> None:
        referral, doing = row.record, self._doing
        if referral.state in (None, "draft"):
            self.way(SecondaryButton(_("Continue the draft")), "continue", lambda: doing.go_on(referral))
        if referral.direction == "in" and referral.household is None and referral.state == "received":
            take_in = SecondaryButton(_("Take in the household"), icon="user-plus")
            self.way(take_in, "take_in", lambda: doing.take_in(referral))
            self.way(SecondaryButton(_("Join a household …")), "join", lambda: doing.join(referral))
        if referral.state == "refused" and referral.direction != "in":
            ask = SecondaryButton(_("Ask somebody else"), icon="corner-up-right")
            self.way(ask, "elsewhere", lambda: doing.elsewhere(referral))

    def _show_draft(self, draft: DraftView) -> None:
        self.set_title(draft.title or _("without a name"))
        saved = dates.when(draft.saved_at.astimezone().date(), draft.saved_at, clock.today())
        self.told.addWidget(Text(_("Draft, saved {when}", when=saved), "help", token="text2", wrap=True))
        self.told.addStretch(1)
        self.way(SecondaryButton(_("Continue the draft")), "continue", lambda: self.continued.emit(draft.id))
        self.way(QuietButton(_("Discard")), "discard", lambda: self.discarded.emit(draft.id))
