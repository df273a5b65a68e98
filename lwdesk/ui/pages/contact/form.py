"""The fields of a contact: forms, topics, people concerned, a task and a note for oneself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.fields import Value
from lwdesk.domain.need import Need
from lwdesk.domain.papers import PrivateNote
from lwdesk.domain.task import Task
from lwdesk.domain.values import from_plain, to_plain
from lwdesk.services.contacts import Talk
from lwdesk.ui import style
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Columns
from lwdesk.ui.input import Input
from lwdesk.ui.input_choice import ChipsInput
from lwdesk.ui.inputs import LinkInput
from lwdesk.ui.option import Option
from lwdesk.ui.pages.contact import layout
from lwdesk.ui.pages.contact.next_steps import NextSteps
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.quick.topics import Topics
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

type Named = Sequence[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class Around:
    """What the form offers to choose from: members of the household, colleagues, providers, outposts."""

    household_name: str = ""
    case_number: str = ""
    members: tuple[tuple[UUID, str], ...] = ()
    colleagues: tuple[tuple[UUID, str], ...] = ()
    providers: tuple[tuple[UUID, str], ...] = ()
    places: tuple[tuple[UUID, str], ...] = ()


class ContactForm(QWidget):
    """Shows a talk and gives it back; `edited` tells that somebody typed."""

    edited = Signal()
    household_changed = Signal(object)
    wanted = Signal(str)  # another form that the talk leads to, called as in the registry

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._talk = context, Talk(Contact())
        left, right = QWidget(), QWidget()
        self._left, self._right = QVBoxLayout(left), QVBoxLayout(right)
        for column in (self._left, self._right):
            column.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Columns(left, right, weights=(50, 50)))
        self._chips: ChipsInput | None = None
        style.follow(self.restyle)

    def restyle(self) -> None:
        for column in (self._left, self._right):
            column.setSpacing(style.px(16))

    def build(self) -> Iterator[QWidget]:
        """Make the fields part by part, each where it stands."""
        yield from self._build_left()
        yield from self._build_right()
        for column in (self._left, self._right):
            column.addStretch(1)
        self._listen()

    def _build_left(self) -> Iterator[QWidget]:
        self.about = RecordForm(Contact, layout.ABOUT, segments=("counterpart",), in_parts=True)
        yield from self.about.build()
        self.home = HouseholdInput(self._context)
        self.home_box = FieldBox(_("Household"), self.home, optional=False)
        yield from _put(self._left, self.about, self.home_box)
        self.other = RecordForm(Contact, layout.OTHER, later=True)
        yield from _put(self._left, self.other)
        self.talked = RecordForm(Contact, layout.TALK, in_parts=True)
        yield from self.talked.build()
        yield from _put(self._left, self.talked)
        self.gap = RecordForm(Contact, layout.GAP)
        yield from _put(self._left, self.gap)
        self.funding = RecordForm(Contact, layout.FUNDING)
        yield from _put(self._left, self.funding)
        self.forms = (self.about, self.other, self.talked, self.gap, self.funding)

    def _build_right(self) -> Iterator[QWidget]:
        self.topics = Topics()
        self.persons = QWidget()
        self._people = QVBoxLayout(self.persons)
        self._people.setContentsMargins(0, 0, 0, 0)
        self._people_heading = SectionHeading(_("Persons concerned"))
        yield from _put(self._right, SectionHeading(_("Topics")), self.topics)
        yield from _put(self._right, self._people_heading, self.persons)
        self.next = NextSteps(self._context)
        yield from _put(self._right, SectionHeading(_("What comes next")), self.next)
        yield from self.next.build()
        self.task, self.task_form = self.next.task, self.next.task_form
        self.private = RecordForm(PrivateNote, (("text",),), labels={"text": _("Only for me")})
        hint = _("Stays on this device and is seen by nobody else.")
        self._private_hint = Text(hint, "help", token="text2", wrap=True)
        yield from _put(self._right, SectionHeading(_("Private note")), self.private, self._private_hint)

    def show_talk(self, talk: Talk, around: Around) -> Iterator[object]:
        """Show a talk with what can be chosen around it, in parts."""
        self._talk = talk
        contact = talk.contact
        if contact.household is not None:
            self.home.set_household(contact.household, around.household_name, around.case_number)
        else:
            self.home.set_value(None)
        _offer(self.other, "provider", around.providers)
        _offer(self.funding, "place", around.places)
        _offer(self.task_form, "assigned", around.colleagues)
        for form in self.forms:
            form.show_record(contact)
            yield form
        self.topics.show_topics([(str(one.area), str(one.support)) for one in talk.reasons])
        self._show_people(around.members, talk.persons or ())
        self.next.show_talk(talk)
        self.private.show_record(PrivateNote(text=talk.private or ""))
        self._follow()

    def show_members(self, members: Named) -> None:
        """Offer the people of the household that was just chosen."""
        self._show_people(members, ())
        self._follow()

    def talk(self) -> Talk:
        """Return the talk with what stands here."""
        contact = self._talk.contact
        for form in self.forms:
            contact = contact.replace(**form.values())
        household = self.home.value() if contact.counterpart == "household" else None
        contact = contact.replace(household=household)
        task, need = self.next.told()
        note = self.private.values()["text"]
        return replace(
            self._talk,
            contact=contact,
            reasons=self._reasons(),
            persons=self._chosen(),
            task=task,
            need=need,
            private=str(note or "") if household else None,
        )

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields without being a value yet."""
        every = (*self.forms, self.task_form, self.next.need_form)
        return {f"{one.record_type.kind}.{name}": text for one in every for name, text in one.typed().items()}

    def retype(self, typed: Mapping[str, str]) -> None:
        """Put back what a draft kept without knowing what it means."""
        for form in (*self.forms, self.task_form, self.next.need_form):
            kind = f"{form.record_type.kind}."
            form.retype({key.removeprefix(kind): text for key, text in typed.items() if key.startswith(kind)})

    def settle(self, theirs: Mapping[str, Value]) -> None:
        """Count these values as read, so that what stands here wins over them."""
        if self._talk.base is not None:
            self._talk = replace(self._talk, base=self._talk.base.replace(**theirs))

    def problems(self) -> bool:
        """Check every field; tell whether one of them asks for a look, and put the cursor there."""
        wrong = [form for form in (*self.forms, *self.next.forms) if form.problems()]
        if wrong:
            wrong[0].focus_problem()
            return True
        if self.about.values()["counterpart"] == "household" and self.home.value() is None:
            self.home_box.show_problem(_("Please choose the household."))
            self.home.control().setFocus()
            return True
        return self.next.lacks_something()

    def _reasons(self) -> tuple[Reason, ...]:
        """Return the topics; one that was there keeps its identity."""
        known = {one.area: one for one in self._talk.reasons}
        return tuple(
            known.get(area, Reason(area=area)).replace(support=kind) for area, kind in self.topics.topics()
        )

    def _chosen(self) -> tuple[UUID, ...]:
        value = self._chips.value() if self._chips is not None else ()
        return tuple(UUID(str(key)) for key in value) if isinstance(value, tuple) else ()

    def _show_people(self, members: Named, chosen: Sequence[UUID]) -> None:
        if self._chips is not None:
            self._people.removeWidget(self._chips)
            self._chips.hide()
            self._chips.deleteLater()
        self._chips = ChipsInput([Option(str(person), name) for person, name in members])
        self._chips.setAccessibleName(_("Persons concerned"))
        self._chips.set_value(tuple(str(one) for one in chosen))
        self._chips.edited.connect(self.edited)
        self._people.addWidget(self._chips)
        self.persons.setVisible(bool(members))
        self._people_heading.setVisible(bool(members))

    def _listen(self) -> None:
        for form in (*self.forms, self.private):
            form.edited.connect(lambda _name: self._touched())
        self.topics.changed.connect(self._touched)
        self.next.edited.connect(self._touched)
        self.next.need.clicked.connect(self._propose)
        self.next.wanted.connect(self.wanted)
        self.home.edited.connect(self._household)

    def _household(self) -> None:
        self.home_box.show_problem(None)
        self.household_changed.emit(self.home.value())
        self._touched()

    def _touched(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        """Show what belongs to the other side, to a gap and to a task only where there is one."""
        other = self.about.values()["counterpart"]
        self.home_box.setVisible(other == "household")
        self.other.setVisible(other in ("partner", "other"))
        self.gap.boxes["gap_note"].setVisible(bool(self.gap.values()["gap"]))
        home = self.home.value() if other == "household" else None
        self.next.follow(self._talk.contact.replace(household=home))
        self.private.setEnabled(home is not None)

    def _propose(self) -> None:
        """Begin a need with the first topic."""
        if self.next.need.isChecked() and self.topics.topics():
            self.next.propose(self.topics.topics()[0][0])


def _put(column: QVBoxLayout, *parts: QWidget) -> Iterator[QWidget]:
    for part in parts:
        column.addWidget(part)
        yield part


def _offer(form: RecordForm, name: str, choices: Named) -> None:
    """Let a link be found among a few records by their names."""
    labels = {str(identity): label for identity, label in choices}

    def find(typed: str) -> Sequence[Option]:
        wanted = typed.casefold()
        return [Option(key, label) for key, label in labels.items() if wanted in label.casefold()]

    def let(field: Input) -> None:
        assert isinstance(field, LinkInput)
        field.set_source(find, labels)

    form.prepare(name, let)


def payload(talk: Talk) -> dict[str, Any]:
    """Return a talk as a draft keeps it."""
    return {
        "contact": to_plain(talk.contact),
        "reasons": [[one.area, one.support] for one in talk.reasons],
        "persons": [str(one) for one in talk.persons or ()],
        "task": to_plain(talk.task) if talk.task else None,
        "need": to_plain(talk.need) if talk.need else None,
        "private": talk.private,
        "queue": str(talk.queue) if talk.queue else None,
        "base": to_plain(talk.base) if talk.base else None,
    }


def from_payload(kept: Mapping[str, Any]) -> Talk:
    """Return the talk that a draft kept."""
    return Talk(
        from_plain(Contact, kept["contact"]),
        tuple(Reason(area=area, support=support) for area, support in kept["reasons"]),
        tuple(UUID(one) for one in kept["persons"]),
        from_plain(Task, kept["task"]) if kept["task"] else None,
        kept["private"],
        UUID(kept["queue"]) if kept["queue"] else None,
        from_plain(Contact, kept["base"]) if kept["base"] else None,
        need=from_plain(Need, kept["need"]) if kept.get("need") else None,
    )
