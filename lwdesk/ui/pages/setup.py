"""Setting up an office: the office, the first person, the passphrase, and the sheet for the safe."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lwdesk.base.errors import LwError
from lwdesk.base.texts import N_
from lwdesk.domain.codelists import codelists
from lwdesk.domain.office import Office
from lwdesk.domain.staff import Staff
from lwdesk.services import accounts, setting_up
from lwdesk.ui import style
from lwdesk.ui.ask import Ask, show_error
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.input_text import LineInput
from lwdesk.ui.new_secret import NewSecret
from lwdesk.ui.opening import Opened, Opener
from lwdesk.ui.record_form import FieldBox, RecordForm
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
OFFICE_ROWS = (("region",), ("name", "code"), ("partner",))
PERSON_ROWS = (("name",), ("employer", "role"))


class SetupPage(QWidget):
    """Four steps; nothing is written before the third is finished."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask, self._opener = ask, Opener(self)
        self._opened: Opened | None = None
        self._sheet: RecoveryStep | None = None
        self._stage = 0
        self._office = RecordForm(Office, OFFICE_ROWS, mandatory=("region", "partner"))
        self._person = RecordForm(Staff, PERSON_ROWS)
        self._device = LineInput()
        self._secret = NewSecret()
        self._folder, self._anyway = setting_up.usual_folder(), False
        self._halves = TwoHalves()
        self._make_left()
        self._make_right()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._halves)
        self._listen()
        self._show(0)

    def focus_first(self) -> None:
        self._office.input("region").setFocus(Qt.FocusReason.OtherFocusReason)

    def next(self) -> None:
        """Go on, make the office after the passphrase, or begin to work."""
        key = STAGES[self._stage].key
        if key == "secret":
            self._set_up()
        elif key == "sheet":
            self.opened.emit(self._opened)
        else:
            self._show(self._stage + 1)

    def back(self) -> None:
        if self._stage == 0 or STAGES[self._stage].key == "sheet":
            self.left.emit()
        else:
            self._show(self._stage - 1)

    def close_down(self) -> None:
        """Let go of the thread; an office that was made but not entered is closed."""
        self._opener.stop()

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

    def _make_right(self) -> None:
        self._title = Text("", "title")
        self._pages = QStackedWidget()
        for widget in (self._office_page(), self._person, self._secret_page()):
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
        right.addWidget(self._reason)
        right.addLayout(buttons)

    def _office_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(16))
        column.addWidget(self._office)
        self._device.set_value(_("Office computer"))
        column.addWidget(FieldBox(_("Name of the device"), self._device))
        return page

    def _secret_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.px(12))
        column.addWidget(self._secret)
        self._place = Text("", "help", token="text2", wrap=True)
        choose = QuietButton(_("Another folder …"), icon="folder-open", size="small")
        choose.clicked.connect(
            lambda: self._ask.folder(self, _("Where the data shall lie"), self._choose_folder)
        )
        column.addWidget(self._place)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _listen(self) -> None:
        self._office.edited.connect(self._office_edited)
        self._person.edited.connect(lambda _name: self._refresh())
        self._secret.changed.connect(self._refresh)
        self._device.edited.connect(self._refresh)

    def _office_edited(self, name: str) -> None:
        if name == "region":
            self._propose(str(self._office.input("region").value() or ""))
        self._refresh()

    def _propose(self, region: str) -> None:
        """Fill name, short code and partner from the region, where the list knows them."""
        if not region:
            return
        code = codelists()["region"][region]
        employers = [employer for employer in code.texts("employers") if employer != "city"]
        record = Office(
            name=code.label(words.language),
            code=code.text("office"),
            region=region,
            partner=employers[0] if employers else None,
        )
        self._office.show_record(record)

    def _jump(self, key: str) -> None:
        wanted = next(n for n, stage in enumerate(STAGES) if stage.key == key)
        if wanted < self._stage and STAGES[self._stage].key != "sheet":
            self._show(wanted)

    def _show(self, stage: int) -> None:
        self._stage = stage
        self._title.setText(_(STAGES[stage].title))
        self._pages.setCurrentIndex(stage)
        self._secret.know(str(self._person.input("name").value()), str(self._office.input("name").value()))
        self._refresh()
        first = (self._office.input("region"), self._person.input("name"))
        if stage < len(first):
            first[stage].setFocus(Qt.FocusReason.OtherFocusReason)
        elif STAGES[stage].key == "secret":
            self._secret.focus_first()

    def _refresh(self) -> None:
        self._steps.set_steps([Step(s.key, _(s.title), self._state(n)) for n, s in enumerate(STAGES)])
        words_of_next = {"secret": _("Set up the office"), "sheet": _("Start working")}
        key = STAGES[self._stage].key
        self._next.setText(words_of_next.get(key, _("Next")))
        self._back.setText(_("Cancel") if self._stage == 0 else _("Back"))
        self._back.setVisible(key != "sheet")
        reason = self._blocked()
        self._next.set_blocked(reason)
        self._reason.setText(reason)
        self._place.setText(_("The data lies in {folder}.", folder=str(self._folder)))

    def _state(self, number: int) -> str:
        if number == self._stage:
            return "current"
        return "done" if number < self._stage else "open"

    def _blocked(self) -> str:
        key = STAGES[self._stage].key
        if key == "office":
            values = self._office.values()
            full = values["region"] and values["name"] and values["code"] and self._device.value()
            return "" if full else _("Region, name and short code are needed.")
        if key == "person":
            return "" if all(self._person.values().values()) else _("Name, employer and role are needed.")
        if key == "secret":
            return self._secret.blocked()
        return self._sheet.blocked() if self._sheet else ""

    def _choose_folder(self, folder: Path) -> None:
        why = setting_up.unsafe(folder)
        if why:
            self._ask.confirm(
                self,
                _("Use this folder all the same?"),
                _("It is on a network drive or is synchronised with a cloud. Files get damaged there."),
                _("Use it"),
                lambda: self._take_folder(folder, anyway=True),
                danger=True,
            )
        else:
            self._take_folder(folder)

    def _take_folder(self, folder: Path, *, anyway: bool = False) -> None:
        self._folder, self._anyway = folder, anyway
        self._refresh()

    def _set_up(self) -> None:
        office, staff = self._office.record(), self._person.record()
        assert isinstance(office, Office)
        assert isinstance(staff, Staff)
        wanted = accounts.Setup(
            region=office.region or "",
            device=str(self._device.value()),
            staff=staff.name,
            employer=staff.employer or "",
            role=staff.role or "",
            passphrase=self._secret.secret(),
            office=office.name,
            code=office.code,
            partner=office.partner or "",
        )
        folder, anyway = self._folder, self._anyway
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
        self._show(len(STAGES) - 1)

    def _failed(self, error: Exception) -> bool:
        self._next.set_busy(False)
        if isinstance(error, LwError):
            self._reason.setText("")
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
