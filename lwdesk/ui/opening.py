"""From a closed file to an open one: the slow part runs on the thread that will own the file."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lwdesk.services.settings import KnownFile
from lwdesk.ui.jobs import Jobs

if TYPE_CHECKING:
    from lwdesk.services.desk import (
        Desk,
    )  # brings the database; nothing here may load it before the first paint


@dataclass(frozen=True, slots=True)
class Opened:
    """An unlocked file with the thread that owns it, and what the window shows of it."""

    desk: "Desk"
    executor: ThreadPoolExecutor
    known: KnownFile
    employer: str
    role: str
    idle_minutes: int


class NoFile:
    """Stands where the desk will stand once the file is open."""

    def close(self) -> None:
        """There is nothing to close yet."""


class Opener(QObject):
    """Opens or makes a file in the background and hands over file and thread together."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._executor: ThreadPoolExecutor | None = None
        self._jobs: Jobs[NoFile] | None = None

    def run(
        self,
        work: Callable[[], "Desk"],
        then: Callable[[Opened], None],
        failed: Callable[[Exception], bool],
    ) -> None:
        """Do `work`; on success the thread belongs to the file, otherwise it is kept for the next try."""

        def opened(desk: "Desk") -> None:
            assert self._executor is not None
            executor, self._executor, self._jobs = self._executor, None, None
            then(_opened(desk, executor))

        self._ready().run(self, lambda _: work(), opened, failed=failed)

    def stop(self) -> None:
        """Let go of the thread when the page goes away without a file."""
        if self._jobs is not None:
            self._jobs.close()
        self._executor, self._jobs = None, None

    def _ready(self) -> Jobs[NoFile]:
        if self._jobs is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="desk")
            self._jobs = Jobs(NoFile(), self._executor)
        return self._jobs


def _opened(desk: "Desk", executor: ThreadPoolExecutor) -> Opened:
    from lwdesk.domain.codelists import codelists
    from lwdesk.ui.words import words

    def label(codelist: str, code: str | None) -> str:
        return codelists().label(codelist, code, words.language) if code else ""

    known = KnownFile(desk.path, office=desk.office.name, user=str(desk.staff.id))
    return Opened(
        desk,
        executor,
        known,
        label("employer", desk.staff.employer),
        label("role", desk.staff.role),
        desk.settings.idle_minutes,
    )
