"""What stands beside the request while it is written: the rules of the pool, and who fits."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lwdesk.domain.codelists import codelists
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.matching import Match
from lwdesk.domain.pool import Finding
from lwdesk.services.interpreter_requests import Looked
from lwdesk.ui import paint, style
from lwdesk.ui.buttons import SecondaryButton
from lwdesk.ui.flow import Flow
from lwdesk.ui.inputs import YesNoInput
from lwdesk.ui.marks import Avatar, Badge
from lwdesk.ui.pages.household.parts import PressRow
from lwdesk.ui.pages.in_parts import InParts
from lwdesk.ui.pages.interpreting import words
from lwdesk.ui.pages.note_check import NoteCheck
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.steps import empty
from lwdesk.ui.surface import Divider, Sign
from lwdesk.ui.text import Text, isolate
from lwdesk.ui.words import _, plural

ALWAYS = ("phone", "other_day")
MOST = 20
SEEN = 5  # as many rows as stand in sight where the window is small


class RuleLine(QWidget):
    """One rule with its sign; what to do stands below it."""

    def __init__(self, level: str, title: str, detail: str = "") -> None:
        super().__init__()
        icon, token = words.LOOKS[level]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(10))
        row.addWidget(Sign(icon, token, 18), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(style.px(2))
        said.addWidget(Text(title, wrap=True))
        if detail:
            said.addWidget(
                Text(detail, "help", token=token if level in ("warn", "stop") else "text2", wrap=True)
            )
        row.addLayout(said, 1)
        self.setAccessibleName(", ".join(part for part in (title, detail) if part))


class RulesPane(QWidget):
    """The rules, live; a remedy and the ways on stand with them."""

    way = Signal(str)
    edited = Signal()
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(Text(_("Rules of the pool"), "section"))
        self.pool = Text("", "help", token="text2", wrap=True)
        self.column.addWidget(self.pool)
        self.lines = QVBoxLayout()
        self.column.addLayout(self.lines)
        self.urgent = RecordForm(
            InterpreterRequest,
            (("urgent",), ("urgent_reason",)),
            mandatory=("urgent_reason",),
        )
        urgent = self.urgent.input("urgent")
        if isinstance(urgent, YesNoInput):
            urgent.set_text(_("Mark as urgent"))
        self.urgent.edited.connect(self.edited)
        self.urgent.hide()
        self.column.addWidget(self.urgent)
        self.note = NoteCheck()
        self.note.edited.connect(self.confirmed)
        self.column.addWidget(self.note)
        self.column.addWidget(Divider())
        self.ways_title = Text(_("If nobody can"), "strong")
        self.column.addWidget(self.ways_title)
        self.ways = Flow()
        self.column.addWidget(self.ways)
        self.column.addStretch(1)
        self.buttons: dict[str, SecondaryButton] = {}
        self._offer(ALWAYS)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.column.setSpacing(style.px(12))
        self.lines.setSpacing(style.px(12))

    def show_record(self, request: InterpreterRequest) -> None:
        self.urgent.show_record(request)
        self._follow(request)

    def show_looked(self, looked: Looked, request: InterpreterRequest) -> None:
        """Show what the rules say of the request as it stands."""
        pool = codelists()["interpreter_pool"].get(request.pool or "")
        as_of = pool.text("as_of")
        name = short_label("interpreter_pool", pool.code)
        self.pool.setText(_("{pool}, as of {month}", pool=name, month=as_of) if as_of else name)
        empty(self.lines)
        for line in self._lines(looked, request):
            self.lines.addWidget(line)
        short = any(one.remedy == "urgent" for one in looked.findings)
        self.urgent.setVisible(short)
        self.note.show_note(looked.note)
        self._follow(request)
        stopped = [way for one in looked.findings if one.level in ("stop", "warn") for way in one.ways]
        self._offer(tuple(dict.fromkeys((*stopped, *ALWAYS))))

    def _lines(self, looked: Looked, request: InterpreterRequest) -> Iterable[RuleLine]:
        last = [one for one in looked.findings if one.rule == "lead"]
        for one in looked.findings:
            if one not in last:
                yield RuleLine(one.level, *words.finding(one))
        if not looked.told:
            yield RuleLine("ok", *words.finding(Finding("nameless", "ok")))
        for field, why in looked.told:
            yield RuleLine("stop", words.told(field, why))
        if request.household is not None:
            agreed = looked.consent is not None
            yield RuleLine(
                "ok" if agreed else "warn", *words.finding(Finding("consent", "ok" if agreed else "warn"))
            )
        for one in last:
            yield RuleLine(one.level, *words.finding(one))

    def _follow(self, request: InterpreterRequest) -> None:
        """Ask why only where somebody says that it is urgent."""
        self.urgent.boxes["urgent_reason"].setVisible(request.urgent)

    def _offer(self, ways: tuple[str, ...]) -> None:
        if tuple(self.buttons) == ways:
            return
        self.ways.clear()
        self.buttons = {}
        for way in ways:
            button = SecondaryButton(_(words.WAYS[way]), size="small")
            button.setObjectName(f"way_{way}")
            button.clicked.connect(lambda _checked=False, way=way: self.way.emit(way))
            self.buttons[way] = button
            self.ways.add(button)


class MatchRow(PressRow):
    """Somebody who could interpret; the chosen one is named as a wish."""

    def __init__(self, match: Match, request: InterpreterRequest) -> None:
        person = match.candidate.interpreter
        looks = words.badges(match, request)
        spoken = " · ".join(
            part for part in (words.spoken(match.candidate.skills), label("sex", person.sex)) if part
        )
        load = words.load(match.candidate.load)
        parts = (person.name, spoken, *(one.word for one in looks), words.near(match), load)
        self._row = QHBoxLayout()
        super().__init__(f"match_{person.id}", ", ".join(part for part in parts if part))
        self.match = match
        self.setCheckable(True)
        self.setEnabled(match.may_be_asked)
        self._row.addWidget(Avatar(person.name), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(style.px(2))
        head = QHBoxLayout()
        head.addWidget(Text(isolate(person.name), "strong", wrap=True), 1)
        head.addWidget(Text(words.near(match), "help", token="text2"))
        said.addLayout(head)
        line = QHBoxLayout()
        line.addWidget(Text(spoken, "help", token="text2", wrap=True), 1)
        line.addWidget(Text(load, "help", token="text2", tabular=True), 0, Qt.AlignmentFlag.AlignTop)
        said.addLayout(line)
        marks = Flow(*(Badge(one.tone, one.word, one.icon) for one in looks), gap=6, line_gap=4)
        marks.setContentsMargins(0, style.px(4), 0, 0)
        said.addWidget(marks)
        self._row.addLayout(said, 1)
        self.column.addLayout(self._row)
        self.finish()

    def restyle(self) -> None:
        super().restyle()
        side = style.px(12)
        self.column.setContentsMargins(side, style.px(10), side, style.px(10))
        self._row.setSpacing(side)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        if self.isChecked():
            edge = "accent" if style.theme.contrast else None
            paint.box(painter, QRectF(self.rect()), fill="accent_soft", edge=edge)
        elif self.isEnabled() and self.underMouse():
            paint.box(painter, QRectF(self.rect()), fill="subtle")
        painter.end()


class MatchesPane(QWidget):
    """Who fits, the best first; who is excluded stays in sight."""

    chosen = Signal(object)
    filled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.in_parts = InParts(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(Text(_("Who fits"), "section"), 1)
        self.hint = Text(_("Who is chosen is named as a wish"), "help", token="text2", wrap=True)
        head.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(head)
        self.people = QVBoxLayout()
        self.people.setSpacing(0)
        self.column.addLayout(self.people)
        self.nobody = Text("", token="text2", wrap=True)
        self.column.addWidget(self.nobody)
        self.column.addStretch(1)
        self.rows: list[MatchRow] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self.column.setSpacing(style.px(8))

    def show_matches(self, matches: tuple[Match, ...], request: InterpreterRequest) -> None:
        """Show who could come; the focus and the choice stay where they were."""
        focused = self.focusWidget()
        name = focused.objectName() if isinstance(focused, MatchRow) and focused.hasFocus() else ""
        empty(self.people)
        self.rows = []
        self.in_parts.run(self._fill(matches[:MOST], request, name), self.filled.emit, at_once=SEEN)
        self.nobody.setText(self._without(matches, request))
        self.nobody.setVisible(bool(self.nobody.text()))

    def _fill(self, matches: tuple[Match, ...], request: InterpreterRequest, name: str) -> Iterator[MatchRow]:
        """Make the rows one by one; the one of this name had the focus."""
        for match in matches:
            row = MatchRow(match, request)
            self.rows.append(row)
            row.setChecked(match.candidate.interpreter.id == request.wished)
            row.clicked.connect(lambda _checked=False, row=row: self._pressed(row))
            self.people.addWidget(row)
            if row.objectName() == name:
                row.setFocus(Qt.FocusReason.TabFocusReason)
            yield row

    def _without(self, matches: tuple[Match, ...], request: InterpreterRequest) -> str:
        if request.language is None:
            return _("Choose a language to see who interprets it.")
        if not matches:
            return _("Nobody in this pool interprets this language.")
        more = len(matches) - MOST
        return plural("{n} more in the pool", "{n} more in the pool", more) if more > 0 else ""

    def _pressed(self, row: MatchRow) -> None:
        identity: UUID = row.match.candidate.interpreter.id
        self.chosen.emit(identity if row.isChecked() else None)
