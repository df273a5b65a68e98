"""From a closed file to an open one: the slow part runs on the thread that will own the file."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lwdesk.services.settings import KnownFile
from lwdesk.ui.jobs import Jobs
from lwdesk.ui.words import words

if TYPE_CHECKING:
    from lwdesk.services.desk import (
        Desk,
    )  # brings the database; nothing here may load it before the first paint
    from lwdesk.ui.context import Who


@dataclass(frozen=True, slots=True)
class Opened:
    """An unlocked file with the thread that owns it, and what the window shows of it."""

    desk: "Desk"
    executor: Executor
    known: KnownFile
    idle_minutes: int

    def close(self) -> None:
        """Close the file on its thread, when nobody goes on to work in it."""
        self.executor.submit(self.desk.close)
        self.executor.shutdown(wait=True)

    def who(self) -> "Who":
        """Return who works here, in the words of the present language."""
        from lwdesk.domain.codelists import codelists
        from lwdesk.services import rights, setting_up
        from lwdesk.ui.context import Who

        def label(codelist: str, code: str | None) -> str:
            return codelists().label(codelist, code, words.language) if code else ""

        staff = self.desk.staff
        return Who(
            self.desk.office.name,
            staff.name,
            label("employer", staff.employer),
            label("role", staff.role),
            read_only=self.desk.read_only,
            unsafe_place=setting_up.unsafe(self.desk.path.parent) is not None,
            practice=self.known.practice,
            manages_users=self.desk.may("manage_users"),
            changes_settings=self.desk.may("settings"),
            reads_trail=self.desk.may("read_audit") and not self.desk.read_only,
            renews_recovery=self.desk.may("renew_recovery"),
            missing_changes=self.desk.missing_changes,
            older_log=self.desk.older_log,
            rights=frozenset(right for right in rights.EVERY if self.desk.may(right)),
        )


class Arrival:
    """Where an opened file waits until the window takes it; one that nobody takes is closed."""

    def __init__(self) -> None:
        self.desk: Desk | None = None

    def open_by(self, work: Callable[[], "Desk"]) -> tuple["Desk", int, bool]:
        """Return the opened file, after how many idle minutes it locks, and whether it is for practice."""
        self.desk = work()
        return self.desk, self.desk.settings.idle_minutes, self.desk.settings.practice

    def close(self) -> None:
        """Close what nobody took."""
        if self.desk is not None:
            self.desk.close()
            self.desk = None


class Opener(QObject):
    """Opens or makes a file in the background and hands over file and thread together."""

    def __init__(self, parent: QObject, new_executor: Callable[[], Executor] | None = None) -> None:
        super().__init__(parent)
        self._new_executor = new_executor or (lambda: ThreadPoolExecutor(1, thread_name_prefix="desk"))
        self._executor: Executor | None = None
        self._jobs: Jobs[Arrival] | None = None

    def run(
        self,
        work: Callable[[], "Desk"],
        then: Callable[[Opened], None],
        failed: Callable[[Exception], bool],
    ) -> None:
        """Do `work`; on success the thread belongs to the file, otherwise it is kept for the next try."""
        if self._jobs is None or self._executor is None:
            self._executor = self._new_executor()
            self._arrival = Arrival()
            self._jobs = Jobs(self._arrival, self._executor)
        executor, arrival = self._executor, self._arrival

        def taken(opened: tuple["Desk", int, bool]) -> None:
            desk, minutes, practice = opened
            arrival.desk, self._executor, self._jobs = None, None, None
            known = KnownFile(desk.path, desk.office.name, user=str(desk.staff.id), practice=practice)
            then(Opened(desk, executor, known, minutes))

        self._jobs.run(self, lambda arriving: arriving.open_by(work), taken, failed=failed)

    def stop(self) -> None:
        """Wait for what runs, close a file that nobody took, and let go of the thread."""
        if self._jobs is not None:
            self._jobs.close()
        self._executor, self._jobs = None, None
