"""The page of one contact: written anew for a household, or opened again from where it is listed."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.contact import Contact
from lwdesk.domain.intake import Member
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.contacts import Talk
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context, Page
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.pages.contact.form import Around, ContactForm, from_payload, payload
from lwdesk.ui.pages.intake.draft import DraftKeeper
from lwdesk.ui.surface import Banner, BottomBar, PageHeader
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, plural

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

FORM = "contact"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which contact the page is about: one that is kept, a new one, or a draft that goes on."""

    contact: UUID | None = None
    talk: Talk | None = None
    draft: UUID | None = None


class ContactPage(Page):
    """Everything that a quick contact leaves out."""

    name = "households"
    heading = N_("Contact")

    def __init__(self, context: Context, wanted: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted, self._busy, self._shown = wanted, False, False
        self._identity: UUID | None = wanted.draft
        self._subtitle = ""
        self.setAccessibleName(_("Contact"))
        self.header = PageHeader(_("Contact"), "")
        self.form = ContactForm(context)
        self.keeper = DraftKeeper(context.jobs, self._told, self, FORM)
        self.conflict = Banner("warn", _("Somebody else changed this contact in the meantime."), "")
        self.conflict.hide()
        self.kept = Text("", "help", token="text2")
        self.save_button = PrimaryButton(_("Save"), icon="check")
        self.save_button.setObjectName("save_contact")
        self.remove_button = QuietButton(_("Remove as a mistake …"), icon="trash-2")
        self.remove_button.setObjectName("remove_contact")
        self.remove_button.hide()
        self._arrange()
        self.form.edited.connect(self._edited)
        self.form.household_changed.connect(self._look_up)
        self.keeper.saved.connect(self._say_kept)
        self.keeper.failed.connect(self.kept.setText)
        self.save_button.clicked.connect(self.primary)
        self.remove_button.clicked.connect(self._ask_why)
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self.paper.column().setContentsMargins(side, style.px(16), side, style.px(24))

    def opened(self) -> None:
        if not self._shown:
            self.context.jobs.run(self, _work(self._wanted), self._show, lane=FORM)

    def focus_first(self) -> None:
        self.form.topics.setFocus(Qt.FocusReason.OtherFocusReason)

    def primary(self) -> None:
        """Save and go back, unless a field asks for a look first."""
        if self._busy or self.form.problems():
            return
        talk, draft = self.form.talk(), self._identity
        self._set_busy(busy=True)
        self.keeper.stop()

        def work(desk: "Desk") -> Changes | Conflicts:
            done = desk.contacts.save_talk(talk)
            if draft is not None and isinstance(done, Changes):
                desk.drafts.discard(draft)
            return done

        self.context.jobs.run(self, work, self._saved, failed=self._failed)

    def save_now(self) -> None:
        self.keeper.keep()

    def keep_draft(self) -> None:
        if not self._busy and not self.over:
            self.keeper.keep()

    def closed(self) -> None:
        self.keeper.stop()

    def _arrange(self) -> None:
        self.paper = PageScroll()
        inside = self.paper.column()
        inside.addWidget(self.conflict)
        inside.addWidget(self.form, 1)
        bar = BottomBar()
        bar.add_status(self.kept)
        cancel = QuietButton(_("Cancel"))
        cancel.setObjectName("cancel_contact")
        cancel.clicked.connect(self._leave)
        bar.add_button(self.remove_button)
        bar.add_button(cancel)
        bar.add_button(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.paper, 1)
        column.addWidget(bar)

    def _show(self, told: tuple[Talk, Around]) -> None:
        talk, around = told
        self._shown = True
        self.remove_button.setVisible(self._wanted.contact is not None and self.context.may("edit"))
        self.form.show_talk(talk, around)
        self._subtitle = " · ".join(p for p in (around.household_name, around.case_number) if p)
        self.header.set_subtitle(self._subtitle)
        self.focus_first()

    def _look_up(self, household: UUID | None) -> None:
        if household is None:
            self.form.show_members(())
            return
        self.context.jobs.run(
            self, lambda desk: _members(desk, household), self.form.show_members, lane="members"
        )

    def _edited(self) -> None:
        self._identity = self._identity or self.form.talk().contact.id
        self.keeper.touch()

    def _saved(self, result: Changes | Conflicts) -> None:
        self._set_busy(busy=False)
        if isinstance(result, Conflicts):
            self.conflict.show()
            self.keeper.touch()
            return
        self.over = True
        count = len(self.form.topics.topics())
        self.context.said.emit(plural("Contact saved, {n} topic", "Contact saved, {n} topics", count), True)
        self.context.back_wanted.emit()

    def _failed(self, error: Exception) -> bool:
        del error
        self._set_busy(busy=False)
        self.keeper.touch()
        return False

    def _ask_why(self) -> None:
        self.context.ask.reason(
            self,
            _("Remove this contact as a mistake?"),
            _("The contact no longer counts. It stays in the log."),
            "mistake_reason",
            _("Remove"),
            self._remove,
        )

    def _remove(self, reason: str) -> None:
        """Take out the contact as it is kept, and with it what was begun on this page."""
        contact, draft = self._wanted.contact, self._identity
        assert contact is not None
        self._set_busy(busy=True)
        self.keeper.stop()

        def work(desk: "Desk") -> Changes:
            removed = desk.life.mistaken(desk.contacts.load(contact).contact, reason)
            if draft is not None:
                desk.drafts.discard(draft)
            return removed

        def then(_changes: Changes) -> None:
            self._set_busy(busy=False)
            self.over = True
            self.context.said.emit(_("Contact removed"), True)
            self.context.back_wanted.emit()

        self.context.jobs.run(self, work, then, failed=self._failed)

    def _leave(self) -> None:
        if not self.form.is_touched():
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
        if (draft := self._identity) is not None:
            self.context.jobs.run(self.context, lambda desk: desk.drafts.discard(draft))
        self.context.back_wanted.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.save_button.set_busy(busy)

    def _told(self) -> tuple[UUID, dict[str, Any], str]:
        talk = self.form.talk()
        return self._identity or talk.contact.id, payload(talk), self._subtitle

    def _say_kept(self, at: datetime) -> None:
        self.kept.setText(_("Draft saved at {time}", time=at.astimezone().strftime("%H:%M:%S")))


def _work(wanted: Wanted) -> Any:  # noqa: ANN401 - work of a job
    def work(desk: "Desk") -> tuple[Talk, Around]:
        talk = _talk(desk, wanted)
        return talk, _around(desk, talk.contact.household)

    return work


def _talk(desk: "Desk", wanted: Wanted) -> Talk:
    if wanted.draft is not None:
        return from_payload(desk.drafts.load(wanted.draft))
    if wanted.contact is not None:
        return desk.contacts.load(wanted.contact)
    talk = wanted.talk or Talk(Contact())
    contact = talk.contact
    fresh = contact.replace(
        at=contact.at or clock.now(),
        sort=contact.sort or "open_hours",
        counterpart=contact.counterpart or ("household" if contact.household else "anonymous"),
    )
    return Talk(fresh, talk.reasons, talk.persons, talk.task, talk.private, talk.queue)


def _around(desk: "Desk", household: UUID | None) -> Around:
    card = desk.households.card(household, 1) if household else None
    return Around(
        card.household.name if card else "",
        card.household.case_number if card else "",
        _members(desk, household) if household else (),
        desk.tasks.colleagues(),
        tuple((one.id, one.name) for one in desk.directory.providers()),
        desk.hours.places(),
    )


def _members(desk: "Desk", household: UUID) -> tuple[tuple[UUID, str], ...]:
    card = desk.households.card(household, 1)
    return tuple((view.person.id, Member(view.person).shown_name) for view in card.members)
