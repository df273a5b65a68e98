"""The right side of a visit: notes, what they suggest, and the consent."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lwdesk.base import clock
from lwdesk.domain import consent_texts, topics
from lwdesk.services.visit_views import VisitView
from lwdesk.ui import dates, style
from lwdesk.ui.flow import Flow
from lwdesk.ui.marks import Badge, Token
from lwdesk.ui.pages.search_words import short_label
from lwdesk.ui.pages.visits import words
from lwdesk.ui.pages.visits.big import BigNotes, BigSecondary, big_text
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

PAUSE = 300


class Notebook(QWidget):
    """Notes are the largest area; their words become suggestions that can be taken away."""

    typed = Signal()
    refusing = Signal(object)  # the areas that the notes are not about
    text_wanted = Signal()
    signing_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.refused: set[str] = set()
        self.notes = BigNotes()
        self.notes.setObjectName("notes")
        self.notes.setAccessibleName(_("Notes"))
        self.notes.setAccessibleDescription(_("sorted after the visit"))
        self.tokens = Flow()
        self.badge = Badge("warn", "")
        self.read = BigSecondary("", icon="book-open")
        self.read.setObjectName("read_consent")
        self.sign = BigSecondary(_("Sign"), icon="signature")
        self.sign.setObjectName("sign_consent")
        self.read.clicked.connect(lambda _checked=False: self.text_wanted.emit())
        self.sign.clicked.connect(lambda _checked=False: self.signing_wanted.emit())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.suggest)
        self._build()
        self.notes.textChanged.connect(self._typed)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(8))

    def show_view(self, view: VisitView) -> None:
        if self.notes.toPlainText() != view.visit.notes and not self.notes.hasFocus():
            self.notes.blockSignals(True)
            self.notes.setPlainText(view.visit.notes)
            self.notes.blockSignals(False)
        self.refused = set(view.visit.refused)
        self.suggest()
        self.show_consent(view)

    def show_consent(self, view: VisitView) -> None:
        given = words.agreed(view, clock.today())
        if given is not None and given.given_on is not None:
            told = _("given on {day}", day=dates.day(given.given_on))
            self.badge.set_state("ok", told, "check")
        else:
            self.badge.set_state("warn", _("still open"), "clock")
        self.sign.setVisible(given is None)
        code = view.visit.language or view.household.advice_language
        shown = code if consent_texts.text(code) is not None else consent_texts.HOME
        self.read.setText(_("Text in {language}", language=short_label("language", shown)))
        self.read.updateGeometry()

    def text(self) -> str:
        return self.notes.toPlainText()

    def suggest(self) -> None:
        """Show which life areas the notes are about."""
        self.tokens.clear()
        found = [one for one in topics.suggestions(self.text()) if one.area not in self.refused]
        for one in found:
            area = short_label("life_area", one.area)
            token = Token(one.word, f"→ {area}", key=one.area)
            token.setAccessibleName(_("{word} belongs to {area}", word=one.word, area=area))
            token.removed.connect(lambda area=one.area: self._refuse(area))
            self.tokens.add(token)
        self.tokens.setVisible(bool(found))
        self.tokens.updateGeometry()

    def stop(self) -> None:
        self._timer.stop()

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, style.px(12), 0)
        head = QHBoxLayout()
        head.addWidget(Text(_("Notes"), "strong"))
        head.addStretch(1)
        head.addWidget(Text(_("sorted after the visit"), "help", token="text2"))
        self._column.addLayout(head)
        self._column.addWidget(self.notes, 1)
        self._column.addWidget(self.tokens)
        consent = QHBoxLayout()
        consent.setContentsMargins(0, style.px(12), 0, 0)
        consent.addWidget(Text(_("Consent"), "strong"))
        consent.addStretch(1)
        consent.addWidget(self.badge)
        self._column.addLayout(consent)
        self._column.addWidget(
            big_text(
                _("Read the text together, aloud if wished. Agreeing is voluntary, help is there without it.")
            )
        )
        self._column.addWidget(Flow(self.read, self.sign))

    def _typed(self) -> None:
        self._timer.start()
        self.typed.emit()

    def _refuse(self, area: str) -> None:
        self.refused.add(area)
        self.refusing.emit(tuple(sorted(self.refused)))
        self.suggest()
        self.notes.setFocus()
