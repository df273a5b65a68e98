"""The page on which a device joins an office; what was reached lies in its file and is found again."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lwdesk.base.errors import Cancelled, UnsafePlace, WeakPassphrase
from lwdesk.base.texts import N_
from lwdesk.services.settings import KnownFile
from lwdesk.ui import style
from lwdesk.ui.ask import Ask, show_error
from lwdesk.ui.buttons import ENTER, PrimaryButton, QuietButton
from lwdesk.ui.pages.joining.host import Host, Wish, Work
from lwdesk.ui.pages.joining.steps import (
    JoinStep,
    ListStep,
    NameStep,
    PackageStep,
    PersonStep,
    RequestStep,
    SecretStep,
)
from lwdesk.ui.steps import Step, StepList
from lwdesk.ui.text import Text
from lwdesk.ui.two_halves import TwoHalves
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.exchange.devices import Offer
    from lwdesk.services.exchange.joining import Standing


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of joining."""

    key: str
    title: str


STAGES = (
    Stage("name", N_("This device")),
    Stage("secret", N_("Passphrase")),
    Stage("request", N_("Ask to belong")),
    Stage("list", N_("Device list")),
    Stage("package", N_("First package")),
    Stage("person", N_("You")),
)
MADE = 2
"""From this step on there is a file, and the steps before are over."""


class JoinPage(QWidget):
    """Six steps, of which the middle ones may lie days apart."""

    opened = Signal(object)
    left = Signal()
    known = Signal(object)  # the file of the device, to be found on the first screen again

    def __init__(self, ask: Ask, path: Path | None = None, user: str = "", secret: str = "") -> None:
        super().__init__()
        self._ask, self.path, self._secret = ask, path, secret
        self._work = Work(self)
        self._stage = 0
        self._standing: Standing | None = None
        self._shown_steps: list[Step] = []
        self._make_steps()
        self._halves = TwoHalves()
        self._make_left()
        self._make_right()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._halves)
        self._listen()
        self._show(0)
        if path is not None:
            self._next.set_busy(True)
            self._work.run(lambda host: host.resume(path, user, secret), self._resumed, self._failed)

    def focus_first(self) -> None:
        self._step().focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any field goes on."""
        if event.key() in ENTER:
            self.next()
        else:
            super().keyPressEvent(event)

    def escape(self) -> None:
        """One step back; with a file that waits, back to the first screen."""
        if not self._next.is_busy():
            self.back()

    def next(self) -> None:
        """Go on, make the file after the passphrase, or begin to work."""
        if not self._next.isEnabled() or self._next.is_busy():
            return
        key = STAGES[self._stage].key
        if key == "secret":
            self._prepare()
        elif key == "person":
            self._finish()
        else:
            self._show(self._stage + 1)

    def back(self) -> None:
        if self._stage in (0, MADE) or (self._standing is not None and self._stage < MADE):
            self.left.emit()
        else:
            self._show(self._stage - 1)

    def close_down(self) -> None:
        """Close the file and let go of thread and passphrase."""
        self._next.set_busy(False)
        self._package.stop()
        self._work.stop()
        self._secret = ""

    def _make_steps(self) -> None:
        self._name, self._secrets = NameStep(self._ask), SecretStep()
        self._request, self._list = RequestStep(self._ask), ListStep(self._ask)
        self._package, self._person = PackageStep(self._ask), PersonStep()
        self._steps: tuple[JoinStep, ...] = (
            self._name,
            self._secrets,
            self._request,
            self._list,
            self._package,
            self._person,
        )

    def _make_left(self) -> None:
        left = self._halves.left
        left.addWidget(Text(_("Add a device to an office"), "title", wrap=True))
        hint = _("The office stays closed to this device until the coordination has taken it in.")
        left.addWidget(Text(hint, token="text2", wrap=True))
        left.addSpacing(style.px(16))
        self._list_of_steps = StepList()
        self._list_of_steps.chosen.connect(self._jump)
        left.addWidget(self._list_of_steps)
        left.addStretch(1)

    def _make_right(self) -> None:
        self._title = Text("", "title")
        self._pages = QStackedWidget()
        for step in self._steps:
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(step)
            column.addStretch(1)
            self._pages.addWidget(page)
        self._back = QuietButton(_("Back"))
        self._back.setObjectName("back")
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

    def _listen(self) -> None:
        for step in self._steps:
            step.changed.connect(self._refresh)
        self._secrets.secret.entered.connect(self.next)
        self._request.wanted.connect(self._write_request)
        self._list.wanted.connect(self._look)
        self._list.accepted.connect(self._accept)
        self._package.wanted.connect(self._take)

    def _step(self) -> JoinStep:
        return self._steps[self._stage]

    def _jump(self, key: str) -> None:
        wanted = next(n for n, stage in enumerate(STAGES) if stage.key == key)
        lowest = MADE if self._standing is not None else 0
        if lowest <= wanted < self._stage and not self._next.is_busy():
            self._show(wanted)

    def _show(self, stage: int) -> None:
        self._stage = stage
        self._title.setText(_(STAGES[stage].title))
        self._pages.setCurrentIndex(stage)
        self._secrets.secret.know(self._name.name())
        self._refresh()
        self._step().focus_first()

    def _refresh(self) -> None:
        steps = [Step(s.key, _(s.title), self._state(n)) for n, s in enumerate(STAGES)]
        if steps != self._shown_steps:
            self._shown_steps = steps
            self._list_of_steps.set_steps(steps)
            self._halves.order()
        verbs = {"secret": _("Make the file"), "person": _("Start working")}
        self._next.setText(verbs.get(STAGES[self._stage].key, _("Next")))
        self._back.setText(
            _("Close") if self._stage == MADE else _("Cancel") if not self._stage else _("Back")
        )
        reason = self._step().blocked()
        self._next.set_blocked(reason)
        self._reason.setText(reason)

    def _state(self, number: int) -> str:
        if number == self._stage:
            return "current"
        return "done" if number < self._stage else "open"

    def _prepare(self) -> None:
        place = self._name.place
        self._secret = self._secrets.secret.secret()
        wish = Wish(self._name.name(), place.folder, self._secret, place.anyway)
        self._next.set_busy(True)
        self._work.run(lambda host: (host.prepare(wish), host.joining.path), self._prepared, self._failed)

    def _prepared(self, told: "tuple[Standing, Path]") -> None:
        standing, self.path = told
        self.known.emit(KnownFile(self.path, _("{device} (waits for its office)", device=standing.label)))
        self._resumed(standing)

    def _resumed(self, standing: "Standing") -> None:
        """Go to the first step that is not done."""
        self._next.set_busy(False)
        self._package.end()
        self._standing = standing
        self._request.digits.show_digits(standing.fingerprint)
        if standing.has_list:
            self._list.done(standing.office_name)
        if standing.has_package:
            self._package.done(standing.office_name)
            self._person.offer(standing.people)
        self._show(5 if standing.has_package else 4 if standing.has_list else max(MADE, self._stage))

    def _write_request(self, path: Path) -> None:
        self._work.run(
            lambda host: host.joining.write_request(path),
            lambda _digits: self._request.written(path),
            self._failed,
        )

    def _look(self, path: Path) -> None:
        self._work.run(lambda host: host.joining.look(path), self._offered, self._failed)

    def _offered(self, offer: "Offer") -> None:
        if offer.must_compare:
            self._list.offered(offer)
        else:
            self._accept(offer, "")

    def _accept(self, offer: "Offer", typed: str) -> None:
        def work(host: Host) -> "Standing":
            host.joining.accept(offer, typed)
            return host.joining.standing()

        self._work.run(work, self._resumed, self._failed)

    def _take(self, path: Path) -> None:
        progress = self._package.begin()

        def work(host: Host) -> "Standing":
            with suppress(Cancelled):
                host.joining.take(path, progress)
            return host.joining.standing()

        self._next.set_busy(True)
        self._work.run(work, self._resumed, self._failed)

    def _finish(self) -> None:
        who = self._person.who()
        assert who is not None
        self._next.set_busy(True)
        self._work.finish(who, self._person.secret() or self._secret, self.opened.emit, self._failed)

    def _failed(self, error: Exception) -> bool:
        self._next.set_busy(False)
        self._package.end()
        if self.path is not None and self._standing is None:
            self.left.emit()
            show_error(self._ask, self.window(), error)
        elif isinstance(error, UnsafePlace):
            self._show(0)
            self._name.place.choose(self._name.place.folder)
        elif isinstance(error, WeakPassphrase) and STAGES[self._stage].key == "person":
            self._person.ask_another(self._person.name())
        else:
            show_error(self._ask, self, error)
        return True
