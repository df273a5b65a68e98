"""What can be chosen for a paper, and what was issued before: the side beside the preview."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain.issued_paper import IssuedPaper
from lwdesk.services.papers.issue import Look
from lwdesk.services.papers.kinds import HOME, Kind, Wish
from lwdesk.ui import dates, style
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input import Input
from lwdesk.ui.input_choice import YesNoInput
from lwdesk.ui.input_combo import ChoiceInput
from lwdesk.ui.option import Option
from lwdesk.ui.pages.note_check import NoteCheck
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.surface import SectionHeading
from lwdesk.ui.text import Text
from lwdesk.ui.words import _, words

SHOWN_BEFORE = 5


class OptionSide(QWidget):
    """Which paper, in which language, with which options; `chosen` wants the paper drawn anew."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wish: Wish | None = None
        self._inputs: dict[str, Input] = {}
        self._offered: object = None
        self.kind = ChoiceInput((), optional=False)
        self.language = ChoiceInput((), optional=False)
        self.kind.combo.setObjectName("paper_kind")
        self.language.combo.setObjectName("paper_language")
        self.kind_box = FieldBox(_("Paper"), self.kind)
        self.language_box = FieldBox(_("Language beside German"), self.language)
        self.lacking = Text("", "help", token="warn", wrap=True)
        self.gaps = Text("", "help", token="warn", wrap=True)
        self.note = NoteCheck()
        self._more = QVBoxLayout()
        self.heading = SectionHeading(_("Issued before"))
        self.before = Text("", "help", token="text2", wrap=True)
        self._column = QVBoxLayout(self)
        for part in (self.kind_box, self.language_box, self.lacking):
            self._column.addWidget(part)
        self._column.addLayout(self._more)
        self._column.addWidget(self.gaps)
        self._column.addWidget(self.note)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.before)
        self._column.addStretch(1)
        for one in (self.kind, self.language):
            one.edited.connect(self.chosen)
        self.lacking.hide()
        self.gaps.hide()
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(style.px(16))
        self._more.setSpacing(style.px(12))

    def offer(self, kinds: Sequence[Kind], wish: Wish) -> None:
        """Let the person choose between the papers that there are about the same thing."""
        self.kind.set_options([Option(one.key, one.label(words.language)) for one in kinds], optional=False)
        self.kind.set_value(wish.kind)
        self.kind_box.setVisible(len(kinds) > 1)

    def show_look(self, look: Look) -> None:
        """Show languages and options of a kind; what was chosen for the same kind stays."""
        self._wish = look.wish
        languages = [Option(code, _language(code)) for code in _by_name(look)]
        self.language.set_options(languages, optional=False)
        self.language.set_value(look.wish.language)
        self.language_box.setVisible(len(languages) > 1)
        self.note.show_note("" if look.refusal else look.note)
        self._show_lacking(look)
        self._show_options(look)
        self._show_before(look.before)

    def show_gaps(self, gaps: Sequence[str]) -> None:
        """Say what is printed as an empty line, because the office did not enter it yet."""
        self.gaps.setText(_("Left empty on the paper: {what}", what=", ".join(gaps)) if gaps else "")
        self.gaps.setVisible(bool(gaps))

    def wish(self) -> Wish:
        """Return what is chosen; of another kind nothing yet, so that it proposes its own."""
        assert self._wish is not None
        kind = str(self.kind.value() or self._wish.kind)
        if kind != self._wish.kind:
            return Wish(kind, self._wish.about, self._wish.language)
        options = {**self._wish.options, **{name: _told(one) for name, one in self._inputs.items()}}
        return replace(self._wish, language=str(self.language.value() or ""), options=options)

    def stops(self) -> Iterator[QWidget]:
        """Yield what Tab stops at, from top to bottom."""
        for box in (self.kind_box, self.language_box):
            if not box.isHidden():
                yield box.input.control()
        yield from (one.control() for one in self._inputs.values())
        if not self.note.isHidden():
            yield self.note.confirm

    def _show_lacking(self, look: Look) -> None:
        lacks = bool(look.spoken) and look.spoken not in look.kind.languages and len(look.kind.languages) > 1
        self.lacking.setText(
            _("There is no text in {language} yet.", language=label("language", look.spoken)) if lacks else ""
        )
        self.lacking.setVisible(lacks)

    def _show_options(self, look: Look) -> None:
        """Show the options of a kind; those that are shown already keep the focus."""
        if (look.kind.key, look.choices) == self._offered:
            return
        self._offered = look.kind.key, look.choices
        self._clear()
        among = dict(look.choices)
        for option in look.kind.options:
            if not option.shown or (option.asks and not among.get(option.name)):
                continue
            told = look.wish.options.get(option.name, "")
            if option.asks:
                choices = among.get(option.name, ())
                field: Input = ChoiceInput([Option(*one) for one in choices], optional=False)
                field.set_value(told or (choices[0][0] if choices else None))
            else:
                field = YesNoInput(_(option.label))
                field.set_value(told == "yes")
            field.control().setObjectName(f"option_{option.name}")
            field.edited.connect(self.chosen)
            self._inputs[option.name] = field
            help_text = _(option.help) if option.help else ""
            self._more.addWidget(FieldBox(_(option.label), field, help_text=help_text))

    def _clear(self) -> None:
        self._inputs.clear()
        while (item := self._more.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()

    def _show_before(self, before: tuple[IssuedPaper, ...]) -> None:
        self.before.setText("\n".join(_line(one) for one in before[:SHOWN_BEFORE]))
        for part in (self.heading, self.before):
            part.setVisible(bool(before))


def _told(field: Input) -> str:
    value = field.value()
    return "yes" if value is True else str(value or "")


def _by_name(look: Look) -> list[str]:
    """Return the languages by name, the household's own and German alone on top."""
    others = sorted(set(look.kind.languages) - {HOME, look.spoken}, key=lambda one: _language(one).casefold())
    own = [look.spoken] if look.spoken in look.kind.languages and look.spoken != HOME else []
    return [*own, HOME, *others]


def _language(code: str) -> str:
    return _("German only") if code == HOME else label("language", code)


def _line(one: IssuedPaper) -> str:
    """Say when a paper left, in what language, and for whom."""
    when = dates.when(one.at.astimezone().date(), one.at, clock.today()) if one.at else ""
    language = "" if one.language in (None, HOME) else label("language", one.language)
    nameless = _("Without names") if one.anonymous else ""
    parts = (
        when,
        label("paper_kind", one.sort),
        language,
        nameless,
        label("paper_way", one.way),
        one.recipient,
    )
    return " · ".join(part for part in parts if part)
