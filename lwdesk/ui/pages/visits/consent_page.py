"""The consent text in German and in the family's language, and below it the signature."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain import consent_texts
from lwdesk.domain.consent import Consent
from lwdesk.domain.consent_texts import ConsentText
from lwdesk.services.visit_views import VisitView
from lwdesk.ui import style
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.flow import Columns, Flow, PageScroll
from lwdesk.ui.inputs import LineInput
from lwdesk.ui.marks import Badge, FilterChip
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.pages.visits import words
from lwdesk.ui.pages.visits.big import BigPrimary, BigSecondary
from lwdesk.ui.signature import SignatureField
from lwdesk.ui.surface import BottomBar
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

RIGHT_TO_LEFT = "\u200f"  # a paragraph may begin with a Latin name


class ConsentPage(QWidget):
    """Full window, two languages side by side; signed on the screen or on paper."""

    left = Signal()
    given = Signal(object, object)  # the consent, and the picture of the signature
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: VisitView | None = None
        self.reading = PageScroll()
        self.signature = SignatureField()
        self.signed_by = FieldBox(_("Who signs?"), LineInput())
        self.signed_by.input.setObjectName("signed_by")
        self.interpreter = FieldBox(_("Who interprets?"), LineInput())
        self.interpreter.input.setObjectName("interpreter_present")
        for typed in (self.signed_by.input, self.interpreter.input, self.signature):
            typed.edited.connect(self.edited)
        self.people, self.interpreters = Flow(), Flow()
        self.back = BigSecondary(_("Back to the visit"), icon="chevron-left")
        self.back.setObjectName("back_to_visit")
        self.back.clicked.connect(lambda _checked=False: self.left.emit())
        self.save = BigPrimary(_("Save the consent"), icon="check")
        self.save.setObjectName("save_consent")
        self.save.clicked.connect(lambda _checked=False: self.give())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.reading, 1)
        bar = BottomBar(height=88)
        bar.add_button(self.back)
        bar.add_button(self.save)
        column.addWidget(bar)
        self._paper = self.reading.column()
        self._shown: QWidget | None = None
        self._signing = self._make_signing()
        self._paper.addWidget(self._signing)
        self._paper.addStretch(1)
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._paper.setContentsMargins(side, style.px(24), side, style.px(24))
        self._paper.setSpacing(style.px(24))

    def show_view(self, view: VisitView) -> None:
        """Show the texts of this family; an agreed text is only read."""
        self._view = view
        if self._shown is not None:
            self._paper.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        texts = [text for text in (consent_texts.text(consent_texts.HOME), self._other(view)) if text]
        self._shown = _side_by_side(texts)
        self._paper.insertWidget(0, self._shown)
        signs = words.agreed(view, clock.today()) is None and view.editable
        self._signing.setVisible(signs)
        self.save.setVisible(signs)
        self._offer_people(view)
        self._offer_interpreters(view)

    def written(self) -> dict[str, Any]:
        """Return who signs and how, as a draft keeps it."""
        return {
            "signed_by": str(self.signed_by.input.value()),
            "interpreter": str(self.interpreter.input.value()),
            "signature": self.signature.numbers(),
            "on_paper": self.signature.is_on_paper(),
        }

    def show_written(self, kept: Mapping[str, Any]) -> None:
        """Show what waited in a draft."""
        self.signed_by.input.set_value(str(kept.get("signed_by", "")))
        self.interpreter.input.set_value(str(kept.get("interpreter", "")))
        self.signature.draw(kept.get("signature"))
        self.signature.set_on_paper(wanted=bool(kept.get("on_paper")))

    def focus_text(self) -> None:
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reading.verticalScrollBar().setValue(0)

    def focus_signature(self) -> None:
        self.signed_by.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self._paper.activate()  # where the texts were exchanged just now, nothing has its place yet
        self.reading.ensureWidgetVisible(self._signing)
        self.reading.ensureWidgetVisible(self.signed_by)  # where both do not fit

    def give(self) -> None:
        """Hand the consent over once it is said who signs and interprets, and signed, drawn or on paper."""
        view, picture = self._view, self.signature.picture()
        if view is None or self._lacks_a_name():
            return
        if picture is None and not self.signature.is_on_paper():
            self.signature.show_problem(_("Please sign, or say that it is signed on paper."))
            return
        other = self._other(view)
        german = consent_texts.text(consent_texts.HOME)
        consent = Consent(
            household=view.household.id,
            purpose=words.STORE,
            given_on=clock.today(),
            language=other.language if other else consent_texts.HOME,
            form="electronic" if picture else "written",
            text_version=german.version if german else "",
            interpreter=str(self.interpreter.input.value()),
            signed_by=str(self.signed_by.input.value()),
        )
        self.given.emit(consent, picture)

    def _lacks_a_name(self) -> bool:
        """Say at the first field who is missing, and put the cursor there."""
        for box, missing in (
            (self.signed_by, _("Please say who signs.")),
            (self.interpreter, _("Please say who interprets, or that nobody does.")),
        ):
            if not box.input.value():
                box.show_problem(missing)
                box.input.setFocus()
                return True
        return False

    def _other(self, view: VisitView) -> ConsentText | None:
        code = view.visit.language or view.household.advice_language
        return consent_texts.text(code) if code != consent_texts.HOME else None

    def _make_signing(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(12))
        column.addWidget(self.signed_by)
        column.addWidget(self.people)
        column.addWidget(self.interpreter)
        column.addWidget(self.interpreters)
        column.addWidget(self.signature)
        made.setMaximumWidth(style.px(640))
        return made

    def _offer_people(self, view: VisitView) -> None:
        """Offer the grown-ups of the household, so that nobody has to type a name."""
        self.people.clear()
        for one in view.people:
            if not one.minor:
                name = words.person_name(one.person)
                self.people.add(self._chip(self.signed_by, name, _("{name} signs", name=name)))

    def _offer_interpreters(self, view: VisitView) -> None:
        """Name whoever said yes to this visit, and offer that nobody interprets."""
        self.interpreters.clear()
        nobody, typed = _("nobody"), self.interpreter.input
        if not typed.value():
            typed.set_value(view.interpreter)
        if view.interpreter:
            told = _("{name} interprets", name=view.interpreter)
            self.interpreters.add(self._chip(self.interpreter, view.interpreter, told))
        self.interpreters.add(self._chip(self.interpreter, nobody, _("Nobody interprets")))

    def _chip(self, box: FieldBox, name: str, told: str) -> FilterChip:
        """Return what fills a name in, so that nobody has to type it."""
        chip = FilterChip(name)
        chip.setCheckable(False)
        chip.setAccessibleName(told)
        chip.clicked.connect(lambda _checked=False: self._fill(box, name))
        return chip

    def _fill(self, box: FieldBox, name: str) -> None:
        box.input.set_value(name)
        box.show_problem(None)
        self.edited.emit()


def _side_by_side(texts: Sequence[ConsentText]) -> QWidget:
    return Columns(*(_column(text) for text in texts))


def _column(text: ConsentText) -> QWidget:
    """Return one language as it is read, from right to left where it is written so."""
    made = QWidget()
    made.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if text.right_to_left else Qt.LayoutDirection.LeftToRight
    )
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(style.px(12))
    script = text.language != consent_texts.HOME
    column.addWidget(Text(text.title, "own_title" if script else "section", wrap=True, script=script))
    for paragraph in (*text.paragraphs, text.agreement):
        start = RIGHT_TO_LEFT if text.right_to_left else ""
        line = Text(start + paragraph, "own_title", wrap=True, script=script)
        line.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        column.addWidget(line)
    if not text.reviewed:
        told = _("{language}: not yet checked by a native speaker", language=label("language", text.language))
        mark = Badge("warn", told, "triangle-alert")
        mark.setObjectName("not_reviewed")
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeading)
    column.addStretch(1)
    return made
