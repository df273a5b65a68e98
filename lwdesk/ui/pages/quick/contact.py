"""The line at the bottom of the consultation hour: who, how, how long, about what – and saved."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.codelists import codelists
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.ui import style
from lwdesk.ui.accessible import announce
from lwdesk.ui.buttons import IconButton, PrimaryButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import KeyHint, Token
from lwdesk.ui.menus import OneOf
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.pages.quick.beside import Beside
from lwdesk.ui.pages.quick.rest import RestLine
from lwdesk.ui.pages.quick.talk import ANONYMOUS, QuickTalk, Subject, from_payload
from lwdesk.ui.pages.quick.topics import Topics
from lwdesk.ui.surface import Panel
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.views import DraftView

FORM = "quick_contact"
MINUTES = (5, 10, 15, 20, 30, 45, 60, 90)
TICK = 15_000
NARROW = 110  # characters of width below which the hint makes room


class QuickContact(Panel):
    """Writes one talk; at rest a single line, opened by F2 or by going into it."""

    saved = Signal()
    search_wanted = Signal()
    resized = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=12)
        self._context, self._busy, self._open = context, False, False
        self.talk = QuickTalk()
        self._draft: UUID | None = None
        self.setObjectName("quick_contact")
        self.setAccessibleName(_("Quick contact"))
        self.keeper = DraftKeeper(context.jobs, self._told, self, FORM)
        self._make_head()
        self.rest = RestLine()
        self.topics = Topics()
        self.beside = Beside()
        self.save_button = PrimaryButton(_("Save"), icon="check")
        self.save_button.setObjectName("save_quick")
        self._arrange()
        self._listen()
        self._show_talk()
        self.set_open(wanted=False)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self._show_minutes)
        self._tick.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.state.setVisible(self.width() >= style.characters(NARROW))

    def height_for(self, width: int) -> int:
        """Return how high the line wants to be at a width."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height())

    def is_open(self) -> bool:
        return self._open

    def start(self, subject: Subject | None = None) -> None:
        """Open the line and put the cursor where topics are typed."""
        if subject is not None:
            self.set_subject(subject)
        self.set_open(wanted=True)
        self.topics.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_subject(self, subject: Subject) -> bool:
        """Say with whom the talk is; a talk with somebody else that is not saved yet stays."""
        if subject != self.talk.subject and not self.talk.is_empty() and self.talk.subject != ANONYMOUS:
            return False
        self._set(replace(self.talk, subject=subject))
        self._show_talk()
        return True

    def set_open(self, *, wanted: bool) -> None:
        self._open = wanted
        for part in (self.topics, self.beside, self.close_button):
            part.setVisible(wanted)
        self.rest.setVisible(not wanted)
        self._place_save()
        self._show_state()
        self.resized.emit()

    def escape(self) -> bool:
        """Fold the line; what stands in it stays."""
        was_open = self._open
        if was_open:
            self.set_open(wanted=False)
        return was_open

    def save(self) -> None:
        """Save the talk; without a topic nothing happens."""
        if self._busy or self._problem():
            announce(self.topics.entry, self._problem() or _("Please wait"))
            return
        self._busy = True
        self.save_button.set_busy(True)
        self.keeper.stop()
        talk, draft = self.talk.made(clock.now()), self._draft

        def work(desk: "Desk") -> Changes | Conflicts:
            done = desk.contacts.save_talk(talk)
            if draft is not None:
                desk.drafts.discard(draft)
            return done

        self._context.jobs.run(self, work, self._saved, failed=self._failed)

    def load_draft(self) -> None:
        """Go on with what was typed before a lock or a crash."""
        if self.talk.is_empty():
            self._context.jobs.run(self, _latest, self._resume, lane=FORM)

    def closed(self) -> None:
        self._tick.stop()
        self.keeper.keep()

    def _make_head(self) -> None:
        self.person = Token(_("Anonymous"), icon="user")
        self.person.setObjectName("quick_person")
        self.nobody = SecondaryButton(_("Anonymous"), icon="user", size="small")
        self.nobody.setObjectName("quick_anonymous")
        self.nobody.setToolTip(_("Search for the person"))
        self.nobody.setAccessibleDescription(_("Search for the person"))
        kinds = [(code.code, code.short(words.language)) for code in codelists()["contact_kind"].choices()]
        self.kind = OneOf(_("Kind of contact"), kinds, self._choose_kind)
        minutes = [(str(n), _("{n} min", n=n)) for n in MINUTES]
        self.minutes = OneOf(_("Minutes"), minutes, self._choose_minutes)
        self.state = Text("", "help", token="text2")
        self.close_button = IconButton("x", _("Fold the quick contact"))
        title = QWidget()
        row = QHBoxLayout(title)
        row.setContentsMargins(0, style.px(6), 0, style.px(6))
        row.setSpacing(style.px(8))
        row.addWidget(Text(_("Quick contact"), "strong"))
        row.addWidget(KeyHint("F2"))
        self._who = Flow(title, self.person, self.nobody, self.kind.chip, self.minutes.chip)
        self._head = QHBoxLayout()
        self._head.addWidget(self._who, 1)
        self._head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self.close_button)

    def _arrange(self) -> None:
        self.column.addLayout(self._head)
        self.column.addWidget(self.rest)
        self.column.addWidget(self.topics)
        self.column.addWidget(self.beside)

    def _place_save(self) -> None:
        """Keep one button for both shapes of the line."""
        (self.beside if self._open else self.rest).hold(self.save_button)

    def _listen(self) -> None:
        self.person.removed.connect(self._leave_person)
        self.person.clicked.connect(self.search_wanted)
        self.nobody.clicked.connect(self.search_wanted)
        self.close_button.clicked.connect(self.escape)
        self.rest.entered.connect(self._type)
        self.rest.removed.connect(self._remove)
        self.topics.changed.connect(self._take_topics)
        self.beside.changed.connect(self._take_beside)
        self.save_button.clicked.connect(self.save)

    def _type(self, text: str) -> None:
        self.start()
        self.topics.entry.insert(text)
        self.topics.entry.textEdited.emit(self.topics.entry.text())

    def _leave_person(self) -> None:
        self._set(replace(self.talk, subject=ANONYMOUS))
        self._show_talk()
        self.nobody.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_kind(self, key: str) -> None:
        self._set(replace(self.talk, sort=key))

    def _choose_minutes(self, key: str) -> None:
        self._set(replace(self.talk, minutes=int(key)))

    def _remove(self, area: str) -> None:
        self._set(replace(self.talk, topics=tuple(one for one in self.talk.topics if one[0] != area)))
        self._show_talk()

    def _take_topics(self) -> None:
        self._set(replace(self.talk, topics=self.topics.topics()))
        self.rest.show_topics(self.talk.topics)
        self.resized.emit()

    def _take_beside(self) -> None:
        self._set(self.beside.told(self.talk, clock.today()))
        self.beside.show_talk(self.talk)
        self.resized.emit()

    def _set(self, talk: QuickTalk) -> None:
        self.talk = talk
        if not talk.is_empty():
            self._draft = self._draft or talk.contact
            self.keeper.touch()
        self._show_state()

    def _show_talk(self) -> None:
        subject = self.talk.subject
        named = subject != ANONYMOUS
        self.person.setVisible(named)
        self.nobody.setVisible(not named)
        self.person.set_text(isolate(subject.name) if subject.name else _("Anonymous"))
        self.kind.choose(self.talk.sort)
        self._show_minutes()
        self.topics.show_topics(self.talk.topics)
        self.rest.show_topics(self.talk.topics)
        self.beside.show_talk(self.talk)
        self._place_save()
        self._show_state()

    def _show_minutes(self) -> None:
        minutes = self.talk.minutes_now(clock.now())
        self.minutes.show(_("{n} min", n=minutes) if minutes is not None else "")

    def _show_state(self) -> None:
        problem = self._problem()
        self.save_button.set_blocked(problem)
        if self._open:
            self.state.setText(_("Enter topic · 1–4 kind · Ctrl+Enter saves"))
        else:
            self.state.setText("" if self.talk.is_empty() else _("Draft, saved as you type"))

    def _problem(self) -> str:
        if self._context.who.read_only:
            return _("The file is open for reading only.")
        return "" if self.talk.topics else _("A topic is missing")

    def _saved(self, result: Changes | Conflicts) -> None:
        count = len(self.talk.topics)
        self._busy = False
        self.save_button.set_busy(False)
        if isinstance(result, Conflicts):
            return
        self.talk, self._draft = QuickTalk(), None
        self._show_talk()
        self.set_open(wanted=False)
        self._context.said.emit(plural("Contact saved, {n} topic", "Contact saved, {n} topics", count), True)
        self.saved.emit()

    def _failed(self, error: Exception) -> bool:
        """Keep the line filled; the window says what happened."""
        del error
        self._busy = False
        self.save_button.set_busy(False)
        self._show_state()
        self.keeper.touch()
        return False

    def _told(self) -> tuple[UUID, dict[str, Any], str]:
        identity = self._draft or self.talk.contact
        return identity, self.talk.payload(), self.talk.subject.name

    def _resume(self, told: "tuple[DraftView, dict[str, Any]] | None") -> None:
        if told is None or not self.talk.is_empty():
            return
        view, payload = told
        self.talk, self._draft = from_payload(payload), view.id
        self._show_talk()


def _latest(desk: "Desk") -> "tuple[DraftView, dict[str, Any]] | None":
    view = desk.drafts.latest(FORM)
    return (view, desk.drafts.load(view.id)) if view else None
