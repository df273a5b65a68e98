"""The page on which a device joins an office; what was reached lies in its file and is found again."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from lwdesk.base.errors import Cancelled, UnsafePlace, WeakPassphrase
from lwdesk.base.texts import N_
from lwdesk.services.settings import KnownFile
from lwdesk.ui.ask import Ask, show_error
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
from lwdesk.ui.wizard import Stage, Wizard
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.exchange.devices import Offer
    from lwdesk.services.exchange.joining import Standing


STAGES = (
    Stage("name", N_("This device")),
    Stage("secret", N_("Passphrase"), N_("Make the file")),
    Stage("request", N_("Ask to belong")),
    Stage("list", N_("Device list")),
    Stage("package", N_("First package")),
    Stage("person", N_("You"), N_("Start working")),
)
MADE = 2
"""From this step on there is a file, and the steps before are over."""


class JoinPage(Wizard):
    """Six steps, of which the middle ones may lie days apart."""

    heading = N_("Add a device to an office")
    hint = N_("The office stays closed to this device until the coordination has taken it in.")
    stages = STAGES
    known = Signal(object)  # the file of the device, to be found on the first screen again

    def __init__(self, ask: Ask, path: Path | None = None, user: str = "", secret: str = "") -> None:
        super().__init__()
        self._ask, self.path, self._secret = ask, path, secret
        self._work = Work(self)
        self._standing: Standing | None = None
        self.build(self._make_steps())
        self._listen()
        if path is not None:
            self._next.set_busy(True)
            self._work.run(lambda host: host.resume(path, user, secret), self._resumed, self._failed)

    def go_on(self, key: str) -> None:
        """Make the file after the passphrase, and begin to work after the last step."""
        if key == "secret":
            self._prepare()
        elif key == "person":
            self._finish()
        else:
            super().go_on(key)

    def close_down(self) -> None:
        """Close the file and let go of thread and passphrase."""
        self._next.set_busy(False)
        self._package.stop()
        self._work.stop()
        self._secret = ""

    def _make_steps(self) -> tuple[JoinStep, ...]:
        self._name, self._secrets = NameStep(self._ask), SecretStep()
        self._request, self._list = RequestStep(self._ask), ListStep(self._ask)
        self._package, self._person = PackageStep(self._ask), PersonStep()
        return (
            self._name,
            self._secrets,
            self._request,
            self._list,
            self._package,
            self._person,
        )

    def _listen(self) -> None:
        self._secrets.secret.entered.connect(self.next)
        self._request.wanted.connect(self._write_request)
        self._list.wanted.connect(self._look)
        self._list.accepted.connect(self._accept)
        self._package.wanted.connect(self._take)

    def _show(self, stage: int) -> None:
        self._secrets.secret.know(self._name.name())
        super()._show(stage)

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
        self.no_way_before(MADE)
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
        elif isinstance(error, WeakPassphrase) and self._key() == "person":
            self._person.ask_another(self._person.name())
        else:
            show_error(self._ask, self, error)
        return True
