"""Sending and taking in from the window: chosen, looked into, done beside other work, and told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from shiboken6 import isValid

from lwdesk.base.errors import Cancelled, LwError, NotWritable
from lwdesk.base.progress import Progress
from lwdesk.services.changes import Changes
from lwdesk.ui.context import Context, Page
from lwdesk.ui.exchanging import everything
from lwdesk.ui.pages.exchange import words
from lwdesk.ui.pages.exchange.preview import Looked, PreviewDialog
from lwdesk.ui.pages.exchange.summary import Came, SummaryDialog
from lwdesk.ui.progress_bar import WorkStrip
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, plural

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.exchange.receiving import Received
    from lwdesk.services.exchange.sending import Sent

PATTERN = "*.lwb"
type Unsent = Literal["gone", "stopped"]
"""Why no package was made: its folder is not there, or somebody stopped it."""


@dataclass(frozen=True, slots=True)
class Ended(Changes):
    """What became of the files that were to be taken in."""

    came: tuple[Came, ...] = ()
    stopped: bool = False


class Work:
    """Holds what the page is doing with packages; only one thing at a time."""

    def __init__(self, page: Page, strip: WorkStrip, refresh: Callable[[], None]) -> None:
        self._page, self._strip, self._refresh = page, strip, refresh
        self.context: Context = page.context
        self.busy = False
        self._give_up: Callable[[], None] = lambda: None

    # Taking in.

    def choose(self, folder: Path | None) -> None:
        """Ask for files, several of them if wanted."""
        if not self.busy:
            pattern = _("Packages ({pattern})", pattern=PATTERN)
            title = _("Which packages do you want to take in?")
            self.context.ask.open_files(self._page, title, pattern, self.look, str(folder or ""))

    def look(self, paths: Sequence[Path]) -> None:
        """Look into packages and show what they hold; nothing is changed yet."""
        if self.busy or not paths:
            return
        self._begin(plural("Looking into the package …", "Looking into {n} packages …", len(paths)))
        self._run(lambda desk: _looked(desk, paths), self._show)

    def _show(self, looked: tuple[Looked, ...]) -> None:
        self._refresh()
        if not isValid(self._page):
            return
        if len(looked) == 1 and hands_over(looked[0].error):
            self.context.wanted.emit("handed_over", looked[0].path)
            return
        dialog = PreviewDialog(looked, self._page)
        dialog.accepted.connect(lambda: self.take(dialog.readable))
        dialog.open()

    def take(self, looked: Sequence[Looked]) -> None:
        """Take packages in, each whole or not at all, in the order in which they were made."""
        wanted = sorted(looked, key=lambda one: one.order)
        progress = self._begin(plural("Taking in the package …", "Taking in {n} packages …", len(wanted)))
        self._run(lambda desk: _taken(desk, wanted, progress), self._tell)

    def _tell(self, ended: Ended) -> None:
        self._refresh()
        if not isValid(self._page):
            return
        dialog = SummaryDialog(ended.came, stopped=ended.stopped, parent=self._page)
        dialog.differences_wanted.connect(lambda: self.context.wanted.emit("differences", None))
        dialog.open()

    # Sending.

    def choose_folder(self, then: Callable[[], None] | None = None) -> None:
        """Ask where packages go, and remember it."""

        def chosen(folder: Path) -> None:
            self.context.jobs.run(
                self._page, lambda desk: desk.exchange.places.choose(folder), lambda _none: kept()
            )

        def kept() -> None:
            self._refresh()
            if then is not None:
                then()

        self.context.ask.folder(self._page, _("Where do you want to put the packages?"), chosen)

    def send(self, folder: Path | None) -> None:
        """Make a package in the folder; ask for one where none is there."""
        if self.busy:
            return
        if folder is None:
            self._ask_folder()
        else:
            self._send_to(folder)

    def _ask_folder(self) -> None:
        self.context.ask.folder(self._page, _("Where do you want to put the packages?"), self._send_to)

    def _send_to(self, folder: Path) -> None:
        progress = self._begin(_("The package is being made …"))
        self._run(lambda desk: _sent(desk, folder, progress), self._said)

    def _said(self, sent: "Sent | Unsent") -> None:
        self._refresh()
        if sent == "gone":
            self._ask_folder()
            return
        if sent == "stopped":
            self.context.said.emit(_("Stopped, no package was made"), False)
            return
        told = _(
            "Package no. {number} made: {amount}", number=sent.number, amount=words.changed(sent.records)
        )
        self.context.said.emit(f"{told} · {isolate(sent.path.name)}", False)

    # Both.

    def _begin(self, told: str) -> Progress:
        """Show what is done; locking the window stops it, and what was half done has not happened."""
        self.busy = True
        progress = self._strip.begin(told)
        self._give_up = lambda: progress.cancel()  # noqa: PLW0108 - Qt wants a weak reference to a method
        self.context.jobs.closing.connect(self._give_up)
        return progress

    def _run[T](self, work: Callable[["Desk"], T], then: Callable[[T], None]) -> None:
        def done(result: T) -> None:
            self._end()
            then(result)

        def failed(_error: Exception) -> bool:
            self._end()
            self._refresh()
            return False

        self.context.jobs.run(self.context, work, done, failed=failed)

    def _end(self) -> None:
        self.busy = False
        self.context.jobs.closing.disconnect(self._give_up)
        if isValid(self._strip):
            self._strip.end()


def hands_over(error: LwError | None) -> bool:
    """Tell whether a package hands over a household, which a page of its own decides."""
    return error is not None and error.facts.get("why") == "transfer"


def _looked(desk: "Desk", paths: Sequence[Path]) -> tuple[Looked, ...]:
    return tuple(_one(desk, path) for path in paths)


def _one(desk: "Desk", path: Path) -> Looked:
    try:
        return Looked(path, desk.exchange.receiving.look_noting(path))
    except LwError as error:
        return Looked(path, error=error)


def _taken(desk: "Desk", wanted: Sequence[Looked], progress: Progress) -> Ended:
    came: list[Came] = []
    for one in wanted:
        preview = one.preview
        assert preview is not None
        title = _("{whose} · No. {number}", whose=isolate(preview.label) or "–", number=preview.number)
        try:
            received = desk.exchange.receiving.take(one.path, progress)
            came += [Came(one.path, title, received.summary), *map(_waited, received.later)]
        except Cancelled:
            return Ended(everything(), "import", tuple(came), stopped=True)
        except LwError as error:
            came.append(Came(one.path, title, error=error))
    return Ended(everything(), "import", tuple(came))


def _waited(received: "Received") -> Came:
    """Return what became of a package that had waited for another."""
    return Came(Path(), words.title(received.summary.passage), received.summary)


def _sent(desk: "Desk", folder: Path, progress: Progress) -> "Sent | Unsent":
    if not folder.is_dir():
        return "gone"
    try:
        desk.exchange.places.choose(folder)
        return desk.exchange.sending.export(folder, progress)
    except Cancelled:
        return "stopped"
    except OSError:
        raise NotWritable(what="package") from None
