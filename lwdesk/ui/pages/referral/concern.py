"""The left side of the form: for whom, what it is about, how urgent, which kind of way, and the rest."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain.intake import Member
from lwdesk.domain.referral import Referral
from lwdesk.ui import style
from lwdesk.ui.context import Context
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_choice import ChipsInput
from lwdesk.ui.option import Option
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.intake.fold import Fold
from lwdesk.ui.pages.referral import layout
from lwdesk.ui.pages.referral.begun import Around, Begun
from lwdesk.ui.pages.referral.marks import KindInput
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _


class Concern(QWidget):
    """Who is passed on, and why."""

    edited = Signal()
    household_changed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.home = HouseholdInput(context)
        self.home.setObjectName("referral_household")
        self.home_box = FieldBox(_("Household"), self.home)
        self.people = QWidget()
        self._chips_box = QVBoxLayout(self.people)
        self._chips_box.setContentsMargins(0, 0, 0, 0)
        self.chips: ChipsInput | None = None
        self._people_box: FieldBox | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (SectionHeading(_("Concern")), self.home_box, self.people):
            self._column.addWidget(part)
        style.follow(self.restyle)

    def build(self) -> Iterator[QWidget]:
        """Make the fields part by part, each where it stands."""
        self.form = RecordForm(
            Referral,
            layout.CONCERN,
            segments=("urgency",),
            labels={"area": _("What is it about"), "subject": _("In a few words")},
            mandatory=("area", "urgency"),
            in_parts=True,
        )
        self._column.addWidget(self.form)
        yield from self.form.build()
        self.kinds = KindInput()
        self.kinds_box = FieldBox(_("Kind of referral"), self.kinds)
        self._column.addWidget(self.kinds_box)
        yield self.kinds_box
        self.more = RecordForm(Referral, layout.MORE, later=True)
        self.fold = Fold(_("Further details"), self.more)
        self.fold.button.setObjectName("more_details")
        self._column.addWidget(self.fold)
        self._column.addStretch(1)
        yield self.fold
        self._listen()

    def restyle(self) -> None:
        self._column.setSpacing(style.px(12))
        self.setMinimumWidth(style.px(240))

    def show_begun(self, begun: Begun, around: Around) -> None:
        """Show what stands in the form."""
        referral = begun.referral
        if referral.household is not None:
            number = around.card.household.case_number if around.card else ""
            self.home.set_household(referral.household, around.name(), number)
        self.home_box.setVisible(referral.household is None)
        self.form.show_record(referral)
        self.more.show_record(referral)
        self.kinds.set_value(referral.sort)
        self.fold.set_open(wanted=any(referral.value(n) for n in ("recipient_contact", "papers", "message")))
        self.show_people(around, begun.persons)

    def show_people(self, around: Around, chosen: tuple[UUID, ...]) -> None:
        """Offer the members of the household as those for whom it is."""
        if self._people_box is not None:
            self._chips_box.removeWidget(self._people_box)
            self._people_box.hide()
            self._people_box.deleteLater()
            self._people_box = self.chips = None
        views = around.card.members if around.card else ()
        options = [Option(str(v.person.id), _called(Member(v.person))) for v in views]
        self.people.setVisible(bool(options))
        if not options:
            return
        self.chips = ChipsInput(options)
        self.chips.setObjectName("for_whom")
        self.chips.set_value(tuple(str(one) for one in chosen))
        self.chips.edited.connect(self.edited)
        self._people_box = FieldBox(_("For whom"), self.chips)
        self._chips_box.addWidget(self._people_box)

    def fill(self, around: Around) -> None:
        """Take over what the chosen household says of language and interpreter, where nothing stands yet."""
        if around.card is not None:
            home = around.card.household
            self.more.fill({"language": home.advice_language, "interpreter": home.interpreter_needed})

    def persons(self) -> tuple[UUID, ...]:
        value = self.chips.value() if self.chips is not None else ()
        return tuple(UUID(str(key)) for key in value) if isinstance(value, tuple) else ()

    def put_into(self, referral: Referral) -> Referral:
        """Return the referral with what stands here."""
        household = self.home.value()
        return referral.replace(
            **self.form.values(), **self.more.values(), sort=self.kinds.value(), household=household
        )

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields without being a value yet."""
        return {**self.form.typed(), **self.more.typed()}

    def retype(self, typed: Mapping[str, str]) -> None:
        """Put back what a draft kept without knowing what it means."""
        for form in (self.form, self.more):
            form.retype(typed)

    def set_kind(self, kind: str) -> None:
        self.kinds.set_value(kind)
        self.edited.emit()

    def problems(self) -> bool:
        """Check every field; tell whether one asks for a look, and put the cursor there."""
        wrong = [form for form in (self.form, self.more) if form.problems()]
        if self.more in wrong:
            self.fold.set_open(wanted=True)
        return bool(wrong) and wrong[0].focus_problem()

    def focus_first(self) -> None:
        if self.home.value() is None:
            self.home.setFocus()
        elif self.form.input("area").is_empty():
            self.form.input("area").setFocus()
        elif self.chips is not None:
            self.chips.control().setFocus()

    def _listen(self) -> None:
        self.form.edited.connect(lambda _name: self.edited.emit())
        self.more.edited.connect(lambda _name: self.edited.emit())
        self.kinds.edited.connect(self.edited)
        self.home.edited.connect(lambda: self.household_changed.emit(self.home.value()))


def _called(member: Member) -> str:
    person = member.person
    return isolate(person.call_name or person.given_name or member.shown_name) or _("without a name")
