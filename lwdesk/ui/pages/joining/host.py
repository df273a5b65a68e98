"""Holds the waiting file on the thread that owns it, from its making to the first desk."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from PySide6.QtCore import QObject

from lwdesk.services.settings import KnownFile
from lwdesk.ui.jobs import Jobs
from lwdesk.ui.opening import Opened

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.exchange.joining import Joining, Standing


class Wish(NamedTuple):
    """What the file of a device that nobody knows is made with."""

    name: str
    folder: Path
    passphrase: str
    anyway: bool


class Host:
    """The file while it waits; closed with the page unless a desk was made of it."""

    def __init__(self) -> None:
        self._joining: Joining | None = None
        self._desk: Desk | None = None

    @property
    def joining(self) -> "Joining":
        assert self._joining is not None
        return self._joining

    def prepare(self, wish: Wish) -> "Standing":
        from lwdesk.services import setting_up
        from lwdesk.services.exchange import joining

        path = setting_up.free_name(wish.folder, wish.name)
        self._joining = joining.prepare(path, wish.name, wish.passphrase, anyway=wish.anyway)
        return self._joining.standing()

    def resume(self, path: Path, user: str, passphrase: str) -> "Standing":
        from lwdesk.services.exchange import joining

        self._joining = joining.resume(path, user, passphrase)
        return self._joining.standing()

    def finish(self, staff: UUID, passphrase: str) -> tuple["Desk", int]:
        """Belong to the office; return the desk and after how many idle minutes it locks."""
        desk = self.joining.finish(staff, passphrase)
        self._desk, self._joining = desk, None
        return desk, desk.settings.idle_minutes

    def let_go(self) -> None:
        self._desk = None

    def close(self) -> None:
        for one in (self._joining, self._desk):
            if one is not None:
                one.close()
        self._joining = self._desk = None


class Work(QObject):
    """Runs what the page wants, one after the other, and hands the finished desk over with its thread."""

    def __init__(self, parent: QObject, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self._host = Host()
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="joining")
        self._jobs: Jobs[Host] | None = Jobs(self._host, self._executor)

    def run[T](
        self, work: Callable[[Host], T], then: Callable[[T], None], failed: Callable[[Exception], bool]
    ) -> None:
        if self._jobs is not None:
            self._jobs.run(self, work, then, failed=failed)

    def finish(
        self,
        staff: UUID,
        passphrase: str,
        then: Callable[[Opened], None],
        failed: Callable[[Exception], bool],
    ) -> None:
        def taken(made: tuple["Desk", int]) -> None:
            desk, minutes = made
            self._host.let_go()
            self._jobs = None
            known = KnownFile(desk.path, desk.office.name, user=str(desk.staff.id))
            then(Opened(desk, self._executor, known, minutes))

        self.run(lambda host: host.finish(staff, passphrase), taken, failed)

    def stop(self) -> None:
        """Wait for what runs and close the file."""
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = None
