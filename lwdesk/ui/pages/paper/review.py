"""Texts that may be about other people, read one after the other before a person is told of their data."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base.texts import N_
from lwdesk.services.papers.access_review import Decision, How, NoteToReview
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Flow, PageScroll
from lwdesk.ui.input_text import NoteInput
from lwdesk.ui.surface import Banner, BottomBar, Card, PageHeader
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

DECIDED: Final[dict[How, str]] = {
    "print": N_("Decided: it is printed as it stands."),
    "withhold": N_("Decided: it is left out."),
    "redact": N_("Decided: the shortened text is printed."),
}
PERSON: Final = "person"


@dataclass(frozen=True, slots=True)
class ToRead:
    """Whose data it is, and the texts."""

    name: str
    person: UUID
    notes: tuple[NoteToReview, ...]


class ReviewPage(Page):
    """One text at a time, with the names of others that it has; a decision leads to the next open one."""

    name = "access_review"
    heading = N_("Read the texts")

    def __init__(self, context: Context, wish: Wish, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wish, self._told, self._place = wish, ToRead("", wish.about, ()), 0
        self.setAccessibleName(_(self.heading))
        self.header = PageHeader(_(self.heading), back_to=_("Back"))
        self.header.back.connect(context.back_wanted)
        self.count = Text("", "section")
        self.where = Text("", "strong", wrap=True)
        self.text = Text("", wrap=True)
        self.text.setObjectName("text_to_read")
        self.names = Banner("warn", _("Other people are named in it"))
        self.redaction = NoteInput(4)
        self.redaction.control().setObjectName("redaction")
        self.shorter = FieldBox(
            _("Shortened text"), self.redaction, help_text=_("What is printed instead, without the others.")
        )
        self.state = Text("", "help", token="text2", wrap=True)
        self.before = QuietButton(_("Previous"), icon="chevron-left")
        self.after = QuietButton(_("Next"))
        self.withhold = SecondaryButton(_("Leave out"))
        self.redact = SecondaryButton(_("Shortened"))
        self.print = PrimaryButton(_("Print as it stands"), icon="check")
        self._arrange()
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._column.setContentsMargins(side, style.px(4), side, style.px(16))
        self._column.setSpacing(style.px(16))

    def opened(self) -> None:
        self._ask()

    def focus_first(self) -> None:
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def primary(self) -> None:
        if self.print.isEnabled():
            self._decide("print")

    def _arrange(self) -> None:
        card = Card(spacing=8)
        for part in (self.where, self.text):
            card.add(part)
        scroll = PageScroll()
        self._column = scroll.column()
        ways = Flow(self.before, self.after)
        for whole in (self.count, card, self.names, self.shorter, self.state, ways):
            self._column.addWidget(whole)
        self._column.addStretch(1)
        bar = BottomBar()
        for name, button in self._buttons():
            button.setObjectName(name)
        for button in (self.withhold, self.redact, self.print):
            bar.add_button(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(scroll, 1)
        outer.addWidget(bar)
        self.before.clicked.connect(lambda _checked=False: self._go(self._place - 1))
        self.after.clicked.connect(lambda _checked=False: self._go(self._place + 1))
        self.withhold.clicked.connect(lambda _checked=False: self._decide("withhold"))
        self.redact.clicked.connect(lambda _checked=False: self._decide("redact"))
        self.print.clicked.connect(lambda _checked=False: self.primary())

    def _buttons(self) -> "Iterator[tuple[str, QuietButton | SecondaryButton | PrimaryButton]]":
        yield "previous_text", self.before
        yield "next_text", self.after
        yield "withhold_text", self.withhold
        yield "redact_text", self.redact
        yield "print_text", self.print

    def _ask(self) -> None:
        wish = self._wish
        self.context.jobs.run(self, lambda desk: _to_read(desk, wish), self._show)

    def _show(self, told: ToRead) -> None:
        self._told = told
        self.header.set_subtitle(told.name)
        open_ones = [place for place, one in enumerate(told.notes) if one.decision is None]
        self._go(open_ones[0] if open_ones else 0)
        self.focus_first()

    def _go(self, place: int) -> None:
        """Show one text; nothing to read says so."""
        notes = self._told.notes
        left = sum(one.decision is None for one in notes)
        self._place = min(max(place, 0), max(len(notes) - 1, 0))
        told = _("Text {n} of {all}, {left} still to read", n=self._place + 1, all=len(notes), left=left)
        self.count.setText(told if left else _("All texts are read. The paper can be printed."))
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place + 1 < len(notes))
        for button in (self.withhold, self.redact, self.print):
            button.setEnabled(bool(notes))
        if notes:
            self._show_note(notes[self._place])
        announce(self, self.count.text())

    def _show_note(self, note: NoteToReview) -> None:
        self.where.setText(f"{note.record} · {note.label}")
        self.text.setText(note.text)
        self.names.text.setText(", ".join(note.names))
        self.names.text.setVisible(bool(note.names))
        self.names.setVisible(bool(note.names))
        decision = note.decision
        shortened = decision.text if decision and decision.how == "redact" else note.text
        self.redaction.set_value(shortened)
        self.shorter.show_problem(None)
        self.state.setText(_(DECIDED[decision.how]) if decision else _("Not decided yet."))

    def _decide(self, how: How) -> None:
        note = self._told.notes[self._place]
        text = str(self.redaction.value()) if how == "redact" else ""
        if how == "redact" and text in ("", note.text):
            self.shorter.show_problem(_("Please take out what is about others."))
            self.redaction.control().setFocus()
            return
        from lwdesk.services.papers import access_report

        decision, person = Decision(how, text), self._told.person
        self.context.jobs.run(
            self,
            lambda desk: access_report.decide(desk, person, note.key, decision),
            lambda _changes: self._decided(note, decision),
        )

    def _decided(self, note: NoteToReview, decision: Decision) -> None:
        """Go on to the next text that is open, or back to the paper with the last one."""
        notes = tuple(
            replace(one, decision=decision) if one.key == note.key else one for one in self._told.notes
        )
        self._told = replace(self._told, notes=notes)
        later = [*range(self._place + 1, len(notes)), *range(self._place + 1)]
        following = next((place for place in later if notes[place].decision is None), None)
        if following is None:
            self._go(self._place)
            self.context.said.emit(_("All texts are read. The paper can be printed."), False)
            self.context.back_wanted.emit()
            return
        self._go(following)
        self.focus_first()


def _to_read(desk: "Desk", wish: Wish) -> ToRead:
    """Return the texts about the person whom the wish names, or whom the paper would propose."""
    from lwdesk.services.papers import access_report

    among = dict(access_report.choices(desk, wish.about, PERSON))
    person = wish.options.get(PERSON) or next(iter(among))
    notes = access_report.notes_to_review(desk, UUID(person))
    return ToRead(among.get(person, ""), UUID(person), notes)
