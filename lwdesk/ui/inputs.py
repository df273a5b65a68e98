"""The face of every kind of field: `build` makes the input that a declared field asks for."""

from collections.abc import Sequence
from functools import singledispatch
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain.codelists import Code, codelists
from lwdesk.domain.fields import (
    Choice,
    Choices,
    Day,
    Field,
    Kind,
    Link,
    Mail,
    Moment,
    NativeText,
    Note,
    Number,
    Phone,
    Text,
    TimeOfDay,
    Vague,
    Value,
    YesNo,
)  # fmt: skip
from lwdesk.ui.combo import Combo
from lwdesk.ui.input import Complaint, Input
from lwdesk.ui.input_birth import VagueInput
from lwdesk.ui.input_choice import ChipsInput, SearchInput, SegmentedInput, YesNoInput
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.input_line import LineEdit
from lwdesk.ui.input_text import (
    DayInput,
    LineInput,
    MailInput,
    MomentInput,
    NativeInput,
    NoteInput,
    NumberInput,
    PhoneInput,
    TimeInput,
)  # fmt: skip
from lwdesk.ui.option import Option
from lwdesk.ui.type_ahead import Find, TypeAhead
from lwdesk.ui.words import _, words

__all__ = [
    "ChipsInput", "ChoiceInput", "Combo", "Complaint", "DayInput", "Find", "Input", "LineEdit",
    "LineInput", "LinkInput", "MailInput", "MomentInput", "NativeInput", "NoteInput", "NumberInput",
    "Option", "PhoneInput", "SearchInput", "SegmentedInput", "TimeInput", "TypeAhead", "VagueInput",
    "YesNoInput", "build", "build_segments", "finder", "labeller", "options",
]  # fmt: skip
SHORT_LIST = 7


class LinkInput(SearchInput):
    """Another record, found by what the page gives as `find`; until then nothing is found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._labels: dict[str, str] = {}
        self._search: Find = lambda _text: ()
        super().__init__(self._found, lambda key: self._labels.get(key, key), parent=parent)

    def value(self) -> Value:
        chosen = super().value()
        return UUID(str(chosen)) if chosen else None

    def set_source(self, find: Find, labels: dict[str, str] | None = None) -> None:
        """Give the search and the labels of what may already be chosen."""
        self._search = find
        self._labels.update(labels or {})

    def _found(self, text: str) -> Sequence[Option]:
        found = self._search(text)
        self._labels.update({option.key: option.label for option in found})
        return found


def build(field: Field, parent: QWidget | None = None) -> Input:
    """Return the input for a declared field, named by its label."""
    made = _face(field.kind)
    if parent is not None:
        made.setParent(parent)
    label = _(field.label)
    made.setObjectName(field.name)
    if isinstance(made, YesNoInput):
        made.set_text(label)
    made.setAccessibleName(label)
    return made


def build_segments(field: Field) -> Input:
    """Return a choice of two to five short options with all of them visible."""
    assert isinstance(field.kind, Choice), field.name
    made = SegmentedInput(options(field.kind.codelist))
    made.setObjectName(field.name)
    made.setAccessibleName(_(field.label))
    return made


def options(codelist: str) -> tuple[Option, ...]:
    """Return what can be chosen today, in the language of the window."""
    listed = codelists()[codelist].choices(clock.today())
    return tuple(Option(code.code, code.label(words.language)) for code in listed)


def labeller(codelist: str, key: str) -> str:
    return codelists().label(codelist, key, words.language)


def finder(codelist: str) -> Find:
    """Return the search over a code list: labels first, then other words, shown beside the label."""

    def find(text: str) -> Sequence[Option]:
        found = codelists()[codelist].find(text, words.language, on=clock.today())
        return [Option(code.code, code.label(words.language), _synonyms(code)) for code in found]

    return find


def _synonyms(code: Code) -> str:
    return ", ".join((*code.words, *code.aliases)[:3])


@singledispatch
def _face(kind: Kind) -> Input:
    raise NotImplementedError(type(kind).__name__)


@_face.register
def _text(kind: Text) -> Input:
    return LineInput(longest=kind.longest)


@_face.register
def _note(_kind: Note) -> Input:
    return NoteInput()


@_face.register
def _native(kind: NativeText) -> Input:
    return NativeInput(kind.longest)


@_face.register
def _day(kind: Day) -> Input:
    return DayInput(future=kind.future)


@_face.register
def _vague(_kind: Vague) -> Input:
    return VagueInput()


@_face.register
def _moment(_kind: Moment) -> Input:
    return MomentInput()


@_face.register
def _time_of_day(_kind: TimeOfDay) -> Input:
    return TimeInput()


@_face.register
def _number(kind: Number) -> Input:
    return NumberInput(kind.low, kind.high)


@_face.register
def _yes_no(_kind: YesNo) -> Input:
    return YesNoInput()


@_face.register
def _choice(kind: Choice) -> Input:
    listed = options(kind.codelist)
    if len(listed) <= SHORT_LIST:
        return ChoiceInput(listed)
    return SearchInput(finder(kind.codelist), lambda key: labeller(kind.codelist, key))


@_face.register
def _choices(kind: Choices) -> Input:
    listed = options(kind.codelist)
    if len(listed) <= SHORT_LIST:
        return ChipsInput(listed)
    return ChipsInput(find=finder(kind.codelist), label_of=lambda key: labeller(kind.codelist, key))


@_face.register
def _phone(kind: Phone) -> Input:
    return PhoneInput(kind.longest)


@_face.register
def _mail(kind: Mail) -> Input:
    return MailInput(kind.longest)


@_face.register
def _link(_kind: Link) -> Input:
    return LinkInput()
