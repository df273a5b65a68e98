"""The page of one contact: written anew for a household, or opened again from where it is listed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.base.texts import N_
from lwdesk.domain.contact import Contact
from lwdesk.domain.intake import Member
from lwdesk.services import drafts
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.contacts import Talk
from lwdesk.services.papers.kinds import Wish
from lwdesk.ui import style
from lwdesk.ui.buttons import PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.pages.contact.form import Around, ContactForm, from_payload, payload
from lwdesk.ui.pages.form_page import SIDE, FormPage
from lwdesk.ui.pages.interpreting.begun import of_talk
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

    @property
    def about(self) -> str:
        """Return what a waiting draft is found by."""
        talk = self.talk or Talk(Contact())
        about = (self.contact, talk.queue, talk.appointment, talk.contact.household)
        return next((str(one) for one in about if one is not None), "")


@dataclass(frozen=True, slots=True)
class Told:
    """What the form begins with, what is around it, and what a draft brings back besides."""

    talk: Talk
    around: Around
    about: str
    draft: Mapping[str, Any] | None = None


class ContactPage(FormPage[Told]):
    """Everything that a quick contact leaves out."""

    name = "households"
    heading = N_("Contact")
    drafts = FORM
    needs = "edit"
    clash = N_("Somebody else changed this contact in the meantime.")
    form: ContactForm

    def __init__(self, context: Context, wanted: Wanted, parent: QWidget | None = None) -> None:
        self._wanted, self._about, self._subtitle = wanted, wanted.about, ""
        super().__init__(context, parent)

    def restyle(self) -> None:
        side = style.px(SIDE)
        self.paper.column().setContentsMargins(side, style.px(16), side, style.px(24))

    def make_foot(self) -> PrimaryButton:
        self.save_button = PrimaryButton(_("Save"), icon="check")
        self.remove_button = QuietButton(_("Remove as a mistake …"), icon="trash-2")
        self.add_button(self.remove_button, "remove_contact", self._ask_why)
        self.print_button = SecondaryButton(_("Print …"), icon="printer")
        self.print_button.setObjectName("print_contact")
        self.print_button.clicked.connect(lambda _checked=False: self.start_print())
        self.header.add_action(self.print_button)
        self.print_button.hide()
        self.add_button(QuietButton(_("Cancel")), "cancel_contact", self.leave)
        self.add_button(self.save_button, "save_contact", self.primary)
        self.remove_button.hide()
        return self.save_button

    def build(self) -> Iterator[QWidget]:
        self.paper = PageScroll()
        self.form = ContactForm(self.context)
        self.paper.column().addWidget(self.form, 1)
        self.form.edited.connect(self.edited)
        self.form.household_changed.connect(self._look_up)
        self.form.wanted.connect(self._lead_on)
        style.follow(self.restyle)
        yield self.paper
        yield from self.form.build()

    def load(self) -> "Callable[[Desk], Told]":
        wanted = self._wanted
        return lambda desk: _told(desk, wanted)

    def begin(self, told: Told) -> Iterator[object]:
        self._about, around = told.about, told.around
        self.remove_button.setVisible(self._wanted.contact is not None and self.context.may("edit"))
        self.print_button.setVisible(self._wanted.contact is not None and self.context.may("print"))
        self._subtitle = " · ".join(p for p in (around.household_name, around.case_number) if p)
        self.header.set_subtitle(self._subtitle)
        self.notes.show_resumed(resumed=told.draft is not None)
        yield from self.form.show_talk(told.talk, around)
        if told.draft is not None:
            self.form.retype(told.draft.get("typed", {}))
        self.form.setEnabled(not self.only_reads())

    def draft(self) -> tuple[UUID, dict[str, Any], str]:
        talk = self.form.talk()
        household = talk.contact.household
        kept = {
            **payload(talk),
            "typed": self.form.typed(),
            "about": self._about,
            "household": str(household) if household else None,
        }
        return talk.contact.id, kept, _(self.heading)

    def settle(self, conflicts: Conflicts) -> None:
        self.form.settle({one.field: one.theirs for one in conflicts.fields})

    def start_anew(self) -> None:
        if self._wanted.draft is not None:
            self._wanted = replace(self._wanted, draft=None)

    def focus_first(self) -> None:
        if self.ready:
            self.form.topics.setFocus(Qt.FocusReason.OtherFocusReason)

    def primary(self) -> None:
        """Save and go back, unless a field asks for a look first."""
        if not self.is_open() or self.form.problems():
            return
        talk = self.form.talk()

        def work(desk: "Desk") -> Changes | Conflicts:
            done = desk.contacts.save_talk(talk)
            if isinstance(done, Changes):
                desk.drafts.discard(talk.contact.id)
            return done

        count = len(talk.reasons)
        self.save(work, lambda _done: plural("Contact saved, {n} topic", "Contact saved, {n} topics", count))

    def start_print(self) -> None:
        """Lead to the papers about the contact as it is kept."""
        contact = self._wanted.contact
        if contact is None or not self.context.may("print"):
            return
        if self.is_touched():
            self.context.said.emit(_("Please save first. The paper shows what is saved."), False)
        else:
            self.context.wanted.emit("paper", Wish("summary", contact))

    def _look_up(self, household: UUID | None) -> None:
        if household is None:
            self.form.show_members(())
            return
        self.context.jobs.run(
            self, lambda desk: _members(desk, household), self.form.show_members, lane="members"
        )

    def _lead_on(self, kind: str) -> None:
        """Go to a request or a referral with what is known here; the contact stays as it stands."""
        if not self.is_open():
            return
        self.keep_draft()
        talk = self.form.talk()
        self.context.wanted.emit(kind, of_talk(talk) if kind == "ask_interpreter" else _referral_of(talk))

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
        contact = self._wanted.contact
        assert contact is not None

        def work(desk: "Desk") -> Changes:
            removed = desk.life.mistaken(desk.contacts.load(contact).contact, reason)
            desk.drafts.discard(contact)
            return removed

        self.save(work, lambda _changes: _("Contact removed"))


def _told(desk: "Desk", wanted: Wanted) -> Told:
    """Return what the form begins with: the draft that waits, the kept contact, or a new one."""
    if wanted.draft is not None:
        kept: Mapping[str, Any] | None = desk.drafts.load(wanted.draft)
    else:
        begun = desk.drafts.about(FORM, wanted.about)
        kept = begun.payload if begun else None
    talk = drafts.read(from_payload, kept) if kept else None
    if kept is None or talk is None:
        talk = _talk(desk, wanted)
        return Told(talk, _around(desk, talk.contact.household), wanted.about)
    return Told(talk, _around(desk, talk.contact.household), kept.get("about", wanted.about), kept)


def _talk(desk: "Desk", wanted: Wanted) -> Talk:
    if wanted.contact is not None:
        return desk.contacts.load(wanted.contact)
    talk = wanted.talk or Talk(Contact())
    contact = talk.contact
    fresh = contact.replace(
        at=contact.at or clock.now(),
        sort=contact.sort or "open_hours",
        counterpart=contact.counterpart or ("household" if contact.household else "anonymous"),
    )
    return replace(talk, contact=fresh)


def _referral_of(talk: Talk) -> object:
    """Return the referral that a talk leads to: for whom, from which talk, and what about."""
    from lwdesk.ui.pages.referral.begun import Wanted as Referred  # the card, which it knows, knows this page

    area = next((one.area for one in talk.reasons), None)
    return Referred(talk.contact.household, contact=talk.contact.id, area=area)


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
