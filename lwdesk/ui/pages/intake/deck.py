"""The steps of the form as widgets: each is made when it is first shown, one is seen at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from lwdesk.domain.fields import Record
from lwdesk.ui.pages.field_rows import Listed
from lwdesk.ui.pages.in_parts import InParts
from lwdesk.ui.pages.intake.begun import Begun, Spot
from lwdesk.ui.pages.intake.frame import Frame
from lwdesk.ui.pages.intake.household_form import HouseholdForm
from lwdesk.ui.pages.intake.layout import STEPS
from lwdesk.ui.pages.intake.steps import PersonsForm, StepForm
from lwdesk.ui.words import _

FORMS = {"household": HouseholdForm, "persons": PersonsForm}
BY_KEY = {step.key: step for step in STEPS}


class Deck(QObject):
    """Hands on what happens on any step."""

    edited = Signal(object, str, str)
    left = Signal(object, str)
    put = Signal(object)
    removed = Signal(object)
    added = Signal(str)
    member_chosen = Signal(int)
    member_removed = Signal()
    rearranged = Signal()

    def __init__(self, frame: Frame, begun: Callable[[], Begun], parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._begun = frame, begun
        self.forms: dict[str, StepForm] = {}
        self._in_parts = InParts(self)

    def shown(self) -> StepForm:
        return self.forms[self._begun().step]

    def household(self) -> HouseholdForm | None:
        form = self.forms.get("household")
        return form if isinstance(form, HouseholdForm) else None

    def begin(self, step: str) -> None:
        """Show the top of the step that is seen first; the rest comes in the following turns."""
        self._make(step)
        self.start_lists(step)
        self.forms[step].show_begun(self._begun())

    def build_rest(self, then: Callable[[], None]) -> None:
        form = self.shown()

        def complete() -> None:
            self._complete(form)
            self.rearranged.emit()
            then()

        self._in_parts.run(form.build(), complete)

    def stop(self) -> None:
        self._in_parts.stop()

    def show_step(self, step: str) -> None:
        """Bring a step to the front with what is written down now."""
        if step not in self.forms:
            self._make(step)
        self.start_lists(step)
        self._complete(self.forms[step])
        for key, form in self.forms.items():
            form.setVisible(key == step)
        self.forms[step].show_begun(self._begun())

    def take(self, record: Record) -> None:
        """Show what the program concluded on every step that shows it."""
        for form in self.forms.values():
            form.take(record)

    def jump(self, spot: Spot) -> None:
        """Put the cursor into a field of the shown step and bring it into view."""
        if self.shown().jump(spot) and (focused := self.shown().focusWidget()) is not None:
            self._frame.form.ensureWidgetVisible(focused)

    def start_lists(self, step: str) -> None:
        """Let each list of a step begin with one empty entry."""
        begun = self._begun()
        for part in BY_KEY[step].parts:
            if isinstance(part, Listed) and part.starts_with_one and not begun.of_kind(part.kind):
                begun.put(begun.fresh(part.kind))

    def say_phone_is_known(self, known: bool) -> None:
        """Point from the phone field to the households that have this number."""
        form = self.forms.get("persons")
        box = form.box("person.phone") if form is not None else None
        if box is not None:
            right = _("We know this number already, see right")
            where = _("We know this number already, see below") if self._frame.panel_is_below() else right
            box.set_help(where if known else "")

    def _complete(self, form: StepForm) -> None:
        if not form.whole:
            form.complete(self._begun())

    def _make(self, key: str) -> None:
        form = self.forms[key] = FORMS.get(key, StepForm)(BY_KEY[key])
        form.edited.connect(self.edited)
        form.left.connect(self.left)
        form.added.connect(self.added)
        form.put.connect(self.put)
        form.removed.connect(self.removed)
        form.member_chosen.connect(self.member_chosen)
        form.member_removed.connect(self.member_removed)
        form.rearranged.connect(self.rearranged)
        self._frame.add_form(form)


def first_field(kind: str) -> str:
    """Return the field in which an entry of a list begins."""
    parts = (part for step in STEPS for part in step.parts if isinstance(part, Listed))
    return next(part.rows[0][0].partition(".")[2] for part in parts if part.kind == kind)
