"""Setting up an office: the office, the first person, the passphrase, and the sheet for the safe."""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base.errors import UnsafePlace
from lwdesk.base.texts import N_
from lwdesk.domain.staff import Staff
from lwdesk.services import accounts, setting_up
from lwdesk.ui.ask import Ask, show_error
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.folder_choice import FolderChoice
from lwdesk.ui.new_secret import NewSecret
from lwdesk.ui.opening import Opened, Opener
from lwdesk.ui.pages.setup_office import OfficeStep
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.recovery_step import RecoveryStep
from lwdesk.ui.wizard import Stage, Wizard, WizardStep
from lwdesk.ui.words import _, words

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


STAGES = (
    Stage("office", N_("Office")),
    Stage("person", N_("You")),
    Stage("secret", N_("Passphrase"), N_("Set up the office")),
    Stage("sheet", N_("Recovery sheet"), N_("Start working")),
)
PERSON_ROWS = (("name",), ("employer",))
FIRST_ROLE = "lead"  # whoever sets an office up leads it; the others are added afterwards


class PersonStep(WizardStep):
    """Who sets the office up."""

    def __init__(self) -> None:
        super().__init__()
        lead = _("Whoever sets up the office leads it. Colleagues are added afterwards.")
        self.form = RecordForm(Staff, PERSON_ROWS, help_texts={"name": lead})
        self.column.addWidget(self.form)
        self.form.edited.connect(lambda _name: self.changed.emit())

    def name(self) -> str:
        return str(self.form.input("name").value())

    def blocked(self) -> str:
        return "" if all(self.form.values().values()) else _("Name and employer are needed.")

    def focus_first(self) -> None:
        self.form.input("name").setFocus(Qt.FocusReason.OtherFocusReason)


class SecretStep(WizardStep):
    """The first passphrase, and where the data shall lie."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.secret, self.place = NewSecret(), FolderChoice(ask)
        self.column.addWidget(self.secret)
        self.column.addWidget(self.place)
        self.secret.changed.connect(self.changed)

    def blocked(self) -> str:
        return self.secret.blocked()

    def focus_first(self) -> None:
        self.secret.focus_first()


class SetupPage(Wizard):
    """Four steps; nothing is written before the third is finished."""

    heading = N_("Set up an office")
    hint = N_("Takes three minutes. Everything is encrypted from the first letter on.")
    stages = STAGES
    takes_enter = frozenset({"secret"})
    joining_wanted = Signal()

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask, self._opener = ask, Opener(self)
        self._opened: Opened | None = None
        self._sheet: RecoveryStep | None = None
        self._office, self._person, self._secrets = OfficeStep(), PersonStep(), SecretStep(ask)
        self._secret, self._place = self._secrets.secret, self._secrets.place
        self._join = QuietButton(_("This device belongs to an existing office …"), icon="laptop")
        self._join.setObjectName("join")
        self._join.clicked.connect(self.joining_wanted)
        self.build((self._office, self._person, self._secrets), self._join)
        self._secret.entered.connect(self.next)

    def go_on(self, key: str) -> None:
        """Make the office after the passphrase, and begin to work after the sheet."""
        if key == "secret":
            self._set_up()
        elif key == "sheet":
            opened, self._opened = self._opened, None
            self.opened.emit(opened)
        else:
            super().go_on(key)

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

    def _show(self, stage: int) -> None:
        self._secret.know(self._person.name(), self._office.office().name)
        super()._show(stage)

    def _refresh(self) -> None:
        super()._refresh()
        self._back.setVisible(self._key() != "sheet")
        self._join.setVisible(self._stage == 0)

    def _order(self) -> None:
        QWidget.setTabOrder(self._step_list.buttons[STAGES[-1].key], self._join)
        super()._order()

    def _set_up(self) -> None:
        office, staff = self._office.office(), self._person.form.record()
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
        self.add_step(self._sheet)
        for one, following in pairwise((*self._sheet.stops(), self._back, self._next)):
            QWidget.setTabOrder(one, following)  # it was made after the buttons that stand below it
        self.no_way_before(len(STAGES) - 1)
        self._show(len(STAGES) - 1)

    def _failed(self, error: Exception) -> bool:
        self._next.set_busy(False)
        if isinstance(error, UnsafePlace):
            self._place.choose(self._place.folder)
        else:
            show_error(self._ask, self, error)
        return True
