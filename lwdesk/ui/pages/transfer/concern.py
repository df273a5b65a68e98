"""To whom a household goes, what for, who of it, until when, and a few words with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.services.exchange.transfer_views import Recipient
from lwdesk.services.views import MemberView
from lwdesk.ui import style
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_choice import ChipsInput
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.input_text import DayInput, LineInput, NoteInput
from lwdesk.ui.inputs import options
from lwdesk.ui.option import Option
from lwdesk.ui.pages.transfer.begun import OUTSIDE, Around, Begun
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _


class Concern(QWidget):
    """The left side of the form."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(SectionHeading(_("To whom and what for")))
        self.persons: ChipsInput | None = None
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(12))

    def build(self) -> Iterator[QWidget]:
        """Make the fields one after the other."""
        self.recipient = ChoiceInput((), optional=False)
        self.name = LineInput(longest=120)
        self.key = LineInput("age1…", longest=200)
        self.purpose = ChoiceInput(options("transfer_purpose"))
        self.until = DayInput()
        self.message = NoteInput(4)
        named = (
            ("recipient", self.recipient), ("outside_name", self.name), ("outside_key", self.key),
            ("purpose", self.purpose), ("until", self.until), ("message", self.message),
        )  # fmt: skip
        for name, made in named:
            made.setObjectName(name)
            made.control().setObjectName(f"{name}_field")
        yield from self._boxes()
        for each in (self.name, self.key, self.purpose, self.until, self.message):
            each.edited.connect(self.edited)
        self.recipient.edited.connect(self._chose)

    def _boxes(self) -> Iterator[QWidget]:
        self.name_box = FieldBox(_("Who is it"), self.name)
        self.key_box = FieldBox(
            _("Key for encrypting"),
            self.key,
            help_text=_("The other side sends it to you. Compare it by phone. No answer comes back."),
        )
        self._people = QWidget()
        self._people_column = QVBoxLayout(self._people)
        self._people_column.setContentsMargins(0, 0, 0, 0)
        help_text = _("Goes along word for word. It needs a consent for “contents of advice”.")
        for box in (
            FieldBox(_("Recipient"), self.recipient),
            self.name_box,
            self.key_box,
            FieldBox(_("Purpose"), self.purpose),
            self._people,
            FieldBox(_("Can be taken in until"), self.until),
            FieldBox(_("Message"), self.message, optional=True, help_text=help_text),
        ):
            self._column.addWidget(box)
            yield box

    def show_begun(self, begun: Begun, around: Around) -> None:
        """Show what stands in the form."""
        self.offer(around.offered.recipients)
        self.recipient.set_value(begun.recipient or None)
        self.name.set_value(begun.name)
        self.key.set_value(begun.key)
        self.purpose.set_value(begun.purpose)
        self.until.set_value(begun.expires)
        self.message.set_value(begun.message)
        self._show_people(around.offered.members, begun.persons)
        self._show_outside()

    def offer(self, recipients: tuple[Recipient, ...]) -> None:
        """Offer the offices, and somebody with a key of their own."""
        offices = (Option(one.office, isolate(one.name)) for one in recipients)
        outside = Option(OUTSIDE, _("Somebody outside with a key (KIM)"))
        choices = (Option("", _("Please choose")), *offices, outside)
        self.recipient.set_options(choices, optional=False)

    def put_into(self, begun: Begun) -> Begun:
        """Return what stands here."""
        until, purpose = self.until.value(), self.purpose.value()
        people = self.persons.value() if self.persons is not None else ()
        return replace(
            begun,
            recipient=str(self.recipient.value() or ""),
            name=str(self.name.value()),
            key=str(self.key.value()),
            purpose=str(purpose) if purpose else None,
            persons=tuple(UUID(one) for one in people) if isinstance(people, tuple) else (),
            expires=until if isinstance(until, date) else None,
            message=str(self.message.value()),
        )

    def show_key_problem(self, *, wrong: bool) -> None:
        told = _("This is no key. It begins with “age1”.")
        self.key_box.show_problem(told if wrong else None)

    def focus_first(self) -> None:
        first = self.purpose if self.recipient.value() else self.recipient
        first.setFocus()

    def _chose(self) -> None:
        self._show_outside()
        self.edited.emit()

    def _show_outside(self) -> None:
        outside = self.recipient.value() == OUTSIDE
        for box in (self.name_box, self.key_box):
            box.setVisible(outside)

    def _show_people(self, members: tuple[MemberView, ...], chosen: tuple[UUID, ...]) -> None:
        if self.persons is not None:
            return
        choices = [Option(str(one.person.id), _called(one)) for one in members]
        self._people.setVisible(bool(choices))
        self.persons = ChipsInput(choices)
        self.persons.setObjectName("persons")
        self.persons.set_value(tuple(str(one) for one in chosen))
        self.persons.edited.connect(self.edited)
        self._people_column.addWidget(FieldBox(_("Who of the household"), self.persons))


def _called(view: MemberView) -> str:
    person = view.person
    named = person.call_name or person.given_name or person.family_name or person.native_name
    return isolate(named) or _("without a name")
