"""Setting up an office: the office, the first person, the passphrase, and the sheet for the safe."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lwdesk.base.errors import UnsafePlace
from lwdesk.base.texts import N_
from lwdesk.domain.staff import Staff
from lwdesk.services import accounts, setting_up
from lwdesk.ui import style
from lwdesk.ui.ask import Ask, show_error
from lwdesk.ui.buttons import ENTER, PrimaryButton, QuietButton
from lwdesk.ui.folder_choice import FolderChoice
from lwdesk.ui.new_secret import NewSecret
from lwdesk.ui.opening import Opened, Opener
from lwdesk.ui.pages.setup_office import OfficeStep
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.recovery_step import RecoveryStep
from lwdesk.ui.steps import Step, StepList
from lwdesk.ui.text import Text
from lwdesk.ui.two_halves import TwoHalves
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the wizard."""

    key: str
    title: str


STAGES = (
    Stage("office", N_("Office")),
    Stage("person", N_("You")),
    Stage("secret", N_("Passphrase")),
    Stage("sheet", N_("Recovery sheet")),
)
PERSON_ROWS = (("name",), ("employer",))
FIRST_ROLE = "lead"  # whoever sets an office up leads it; the others are added afterwards


class SetupPage(QWidget):
    """Four steps; nothing is written before the third is finished."""

    opened = Signal(object)
    left = Signal()
    joining_wanted = Signal()

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask, self._opener = ask, Opener(self)
        self._opened: Opened | None = None
        self._sheet: RecoveryStep | None = None
        self._stage = 0
        self._shown_steps: list[Step] = []
        self._office = OfficeStep()
        lead = _("Whoever sets up the office leads it. Colleagues are added afterwards.")
        self._person = RecordForm(Staff, PERSON_ROWS, help_texts={"name": lead})
        self._secret = NewSecret()
        self._place = FolderChoice(ask)
        self._halves = TwoHalves()
        self._make_left()
        self._make_right()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._halves)
        self._listen()
        self._show(0)

    def focus_first(self) -> None:
        self._office.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Ctrl+Enter in any field goes on, as it does at the passphrase."""
        if event.key() in ENTER and STAGES[self._stage].key != "secret":
            self.next()
        else:
            super().keyPressEvent(event)

    def escape(self) -> None:
        """One step back; from the first one back to the first screen."""
        if STAGES[self._stage].key != "sheet" and not self._next.is_busy():
            self.back()

    def next(self) -> None:
        """Go on, make the office after the passphrase, or begin to work."""
        key = STAGES[self._stage].key
        if not self._next.isEnabled() or self._next.is_busy():
            return
        if key == "secret":
            self._set_up()
        elif key == "sheet":
            opened, self._opened = self._opened, None
            self.opened.emit(opened)
        else:
            self._show(self._stage + 1)

    def back(self) -> None:
        if self._stage == 0:
            self.left.emit()
        else:
            self._show(self._stage - 1)

    def close_down(self) -> None:
        """Let go of the thread; an office that was made but not entered is closed."""
        self._next.set_busy(False)
        self._opener.stop()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def holds_back(self, leave: Callable[[], None]) -> bool:
        """Ask before the window closes while the code is shown; say whether it has to wait for the answer."""
        if self._sheet is None or not self._sheet.blocked():
            return False
        self._ask.confirm(
            self,
            _("Close without the recovery sheet?"),
            _("The code is shown only now. Without it nobody helps when every passphrase is forgotten."),
            _("Close"),
            leave,
            danger=True,
        )
        return True

    def _make_left(self) -> None:
        left = self._halves.left
        left.addWidget(Text(_("Set up an office"), "title"))
        left.addWidget(
            Text(
                _("Takes three minutes. Everything is encrypted from the first letter on."),
                token="text2",
                wrap=True,
            )
        )
        left.addSpacing(style.px(16))
        self._steps = StepList()
        self._steps.chosen.connect(self._jump)
        left.addWidget(self._steps)
        left.addStretch(1)
        self._fill_steps()  # before what stands below them, so that Tab comes by first
        self._join = QuietButton(_("This device belongs to an existing office …"), icon="laptop")
        self._join.setObjectName("join")
        self._join.clicked.connect(self.joining_wanted)
        left.addWidget(self._join, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_right(self) -> None:
        self._title = Text("", "title")
        self._pages = QStackedWidget()
        for widget in (self._office, self._person, self._secret_page()):
            self._pages.addWidget(_top(widget))
        self._back = QuietButton(_("Back"))
        self._back.clicked.connect(self.back)
        self._next = PrimaryButton(_("Next"), icon="arrow-right")
        self._next.setObjectName("next")
        self._next.clicked.connect(self.next)
        self._reason = Text("", "help", token="text2", wrap=True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(self._next)
        right = self._halves.right
        right.addWidget(self._title)
        right.addSpacing(style.px(8))
        right.addWidget(self._pages, 1)
        right.addSpacing(style.px(8))
        right.addWidget(self._reason)
        right.addLayout(buttons)

    def _secret_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(12))
        column.addWidget(self._secret)
        column.addWidget(self._place)
        return page

    def _listen(self) -> None:
        self._office.changed.connect(self._refresh)
        self._person.edited.connect(lambda _name: self._refresh())
        self._secret.changed.connect(self._refresh)
        self._secret.entered.connect(self.next)

    def _jump(self, key: str) -> None:
        wanted = next(n for n, stage in enumerate(STAGES) if stage.key == key)
        if wanted < self._stage and STAGES[self._stage].key != "sheet":
            self._show(wanted)

    def _show(self, stage: int) -> None:
        self._stage = stage
        self._title.setText(_(STAGES[stage].title))
        self._pages.setCurrentIndex(stage)
        self._secret.know(str(self._person.input("name").value()), self._office.office().name)
        self._refresh()
        key = STAGES[stage].key
        if key == "person":
            self._person.input("name").setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == "sheet" and self._sheet is not None:
            self._sheet.focus_first()
        else:
            (self._office if key == "office" else self._secret).focus_first()

    def _refresh(self) -> None:
        self._show_steps()
        words_of_next = {"secret": _("Set up the office"), "sheet": _("Start working")}
        key = STAGES[self._stage].key
        self._next.setText(words_of_next.get(key, _("Next")))
        self._back.setText(_("Cancel") if self._stage == 0 else _("Back"))
        self._back.setVisible(key != "sheet")
        self._join.setVisible(self._stage == 0)
        reason = self._blocked()
        self._next.set_blocked(reason)
        self._reason.setText(reason)

    def _show_steps(self) -> None:
        if self._fill_steps():
            QWidget.setTabOrder(self._steps.buttons[STAGES[-1].key], self._join)
            self._halves.order()

    def _fill_steps(self) -> bool:
        """Show how far it is; where nothing changed, whoever stands on a step keeps their place."""
        steps = [Step(s.key, _(s.title), self._state(n)) for n, s in enumerate(STAGES)]
        if steps == self._shown_steps:
            return False
        self._shown_steps = steps
        self._steps.set_steps(steps)
        return True

    def _state(self, number: int) -> str:
        if number == self._stage:
            return "current"
        return "done" if number < self._stage else "open"

    def _blocked(self) -> str:
        key = STAGES[self._stage].key
        if key == "office":
            return self._office.blocked()
        if key == "person":
            return "" if all(self._person.values().values()) else _("Name and employer are needed.")
        if key == "secret":
            return self._secret.blocked()
        return self._sheet.blocked() if self._sheet else ""

    def _set_up(self) -> None:
        office, staff = self._office.office(), self._person.record()
        assert isinstance(staff, Staff)
        wanted = accounts.Setup(
            region=office.region or "",
            device=self._office.device(),
            staff=staff.name,
            employer=staff.employer or "",
            role=FIRST_ROLE,
            passphrase=self._secret.secret(),
            office=office.name,
            code=office.code,
            partner=office.partner or "",
        )
        folder, anyway = self._place.folder, self._place.anyway
        made: list[str] = []

        def work() -> "Desk":
            path = setting_up.free_name(folder, wanted.code)
            done = accounts.set_up(path, wanted, anyway=anyway)
            made.append(done.recovery_code)
            return done.desk

        self._next.set_busy(True)
        self._opener.run(work, lambda opened: self._made(opened, made[0]), self._failed)

    def _made(self, opened: Opened, code: str) -> None:
        self._next.set_busy(False)
        self._opened = opened
        pdf = setting_up.recovery_sheet(code, opened.desk.office.name, opened.known.path, words.texts)
        self._sheet = RecoveryStep(self._ask, pdf, code)
        self._sheet.changed.connect(self._refresh)
        self._pages.addWidget(_top(self._sheet))
        for one, following in pairwise((*self._sheet.stops(), self._back, self._next)):
            QWidget.setTabOrder(one, following)  # it was made after the buttons that stand below it
        self._show(len(STAGES) - 1)

    def _failed(self, error: Exception) -> bool:
        self._next.set_busy(False)
        if isinstance(error, UnsafePlace):
            self._place.choose(self._place.folder)
        else:
            show_error(self._ask, self, error)
        return True


def _top(widget: QWidget) -> QWidget:
    """Return the widget standing at the top of a page of its own."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return page
