"""The inputs of the intake: those of the declarations, and the few that this form needs otherwise."""

from collections.abc import Sequence
from uuid import UUID

from lwdesk.domain.fields import RECORDS, Value
from lwdesk.domain.vague import Precision
from lwdesk.ui import inputs
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input import Input
from lwdesk.ui.inputs import ChoiceInput, Option, SegmentedInput, VagueInput
from lwdesk.ui.pages.intake.begun import APART
from lwdesk.ui.pages.intake.layout import HELPS, HINTS, PLAIN_DAYS, SEGMENTS, SHARES
from lwdesk.ui.words import _

LEVELS = range(5)


class LevelInput(SegmentedInput):
    """How much help is needed: 0 to 4, all visible."""

    def __init__(self) -> None:
        super().__init__([Option(str(level), str(level)) for level in LEVELS])

    def value(self) -> Value:
        chosen = super().value()
        return int(chosen) if isinstance(chosen, str) else None

    def set_value(self, value: Value) -> None:
        super().set_value(None if value is None else str(value))


class NamedInput(ChoiceInput):
    """One of a few records that the form knows by name, or none of them."""

    def __init__(self) -> None:
        super().__init__(())

    def set_named(self, named: Sequence[tuple[UUID, str]]) -> None:
        """Offer the records as they are called now; the choice stays."""
        chosen = self.value()
        self.set_options([Option(str(identity), name) for identity, name in named])
        self.set_value(chosen)

    def value(self) -> Value:
        chosen = super().value()
        return UUID(str(chosen)) if chosen else None

    def set_value(self, value: Value) -> None:
        super().set_value(str(value) if value else None)


class MemberInput(NamedInput):
    """One of the persons on the form, or the whole household."""


class StaffInput(NamedInput):
    """One of the people who work in this office."""


FACES = {
    "need.level": LevelInput,
    "need.person": MemberInput,
    "benefit.person": MemberInput,
    "consent.person": MemberInput,
    "need.responsible": StaffInput,
    "household.information_by": StaffInput,
    "case_step.staff": StaffInput,
}


def box(key: str) -> FieldBox:
    """Return the labelled box of a field named `kind.field`."""
    kind, name = key.split(".")
    field = RECORDS[kind].by_name[name]
    made = FACES[key]() if key in FACES else _declared(key)
    made.setObjectName(name)
    if not isinstance(made, SegmentedInput):
        made.setFocusProxy(None)  # type: ignore[arg-type]  # Tab would find the frame as well as the field in it
    shown = FieldBox(_(field.label), made, optional=key in HINTS, help_text=_(HELPS.get(key, "")))
    if key in HINTS:
        shown.set_hint(_(HINTS[key]))
    if key in SHARES:
        shown.setProperty("share", SHARES[key])
    if key in PLAIN_DAYS and isinstance(made, VagueInput):
        made.papers.hide()
    return shown


def _declared(key: str) -> Input:
    kind, name = key.split(".")
    field = RECORDS[kind].by_name[name]
    return inputs.build_segments(field) if key in SEGMENTS else inputs.build(field)


def typed(shown: Input) -> str:
    """Return what stands in a field and cannot be read as its value, nothing where the value says it all."""
    if not isinstance(shown, VagueInput):
        return shown.typed()
    if shown.value() is not None:
        return ""
    text = shown.edit.text()
    precision = Precision.PAPERS if shown.papers.isChecked() else shown.precision.value()
    return f"{text}{APART}{precision}" if text.strip() or precision != Precision.DAY else ""


def retype(shown: Input, text: str) -> None:
    """Put back what was typed and could not be read."""
    plain, _apart, precision = text.partition(APART)
    if not isinstance(shown, VagueInput):
        shown.retype(text)
        return
    shown.edit.setText(plain)
    papers = precision == Precision.PAPERS
    shown.papers.setChecked(papers)
    shown.precision.set_value(Precision.DAY if papers or not precision else precision)
    shown.precision.set_read_only(papers)
