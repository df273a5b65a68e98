"""What the tests of pages stand on: a real desk on a small file, work done at once, scripted answers."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lwdesk.base import clock
from lwdesk.ui.words import words
from tests.gui import parts

MOMENT = datetime(2021, 11, 2, 13, 14, 5, tzinfo=UTC)  # 14:14:05 on the office's wall, a Tuesday
PASSPHRASE = "vier graue Kraniche ruhen"


@dataclass(frozen=True)
class Template:
    """A set-up office, closed; its files are copied for each test."""

    path: Path
    key: bytes
    user: str

    def copy_to(self, folder: Path) -> Path:
        for file in sorted(self.path.parent.glob(f"{self.path.stem}.*")):
            shutil.copy2(file, folder / file.name)
        return folder / self.path.name


@dataclass
class ScriptedAsk:
    """Answers questions as the test said beforehand; a question that nobody expected fails the test."""

    script: list[tuple[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)

    def expect(self, kind: str, answer: Any) -> None:
        """Expect `confirm` (True or False), `reason` (a code), `tell`, or a path dialog (a path or None)."""
        self.script.append((kind, answer))

    def confirm(self, parent, question, consequence, verb, then, *, danger=False) -> None:
        if self._answer("confirm", question):
            then()

    def reason(self, parent, question, consequence, codelist, verb, then) -> None:
        self._give(then, self._answer("reason", question))

    def tell(self, parent, title, text, *, details="") -> None:
        self._answer("tell", f"{title} {text}")

    def open_file(self, parent, title, pattern, then) -> None:
        self._give(then, self._answer("open_file", title))

    def open_files(self, parent, title, pattern, then, folder="") -> None:
        self._give(then, self._answer("open_files", title))

    def save_file(self, parent, title, proposed, pattern, then) -> None:
        self._give(then, self._answer("save_file", title))

    def folder(self, parent, title, then) -> None:
        self._give(then, self._answer("folder", title))

    def printer(self, parent, then) -> None:
        self._give(then, self._answer("printer", "printer"))

    def _answer(self, kind: str, text: str) -> Any:
        self.asked.append(text)
        if not self.script or self.script[0][0] != kind:
            self.unexpected.append(f"{kind}: {text}")
            return None
        return self.script.pop(0)[1]

    @staticmethod
    def _give(then: Callable[[Any], None], answer: Any) -> None:
        if answer:
            then(answer)


@pytest.fixture(autouse=True)
def _in_german() -> None:
    """Begin in the language of the office, whatever the test before spoke."""
    if words.language != "de":
        words.switch("de")


@pytest.fixture(autouse=True)
def at_two_in_the_afternoon() -> Iterator[clock.FixedClock]:
    """Stand the clock still; a test that needs time to pass moves `moment`."""
    fixed = clock.FixedClock(MOMENT)
    with clock.using(fixed):
        yield fixed


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    from lwdesk.services import accounts

    path = tmp_path_factory.mktemp("template") / "buero.lwdb"
    wanted = accounts.Setup("hoerde_hombruch", "Schreibtisch", "Jana Albers", "city", "lead", PASSPHRASE)
    desk = accounts.set_up(path, wanted, anyway=True).desk
    made = Template(path, desk.file.key, str(desk.staff.id))
    desk.close()
    return made


@pytest.fixture
def desk(template: Template, tmp_path: Path) -> Iterator[Any]:
    """Give a desk on a fresh copy of the set-up office (Hörde/Hombruch, Jana Albers, lead)."""
    from lwdesk.services.desk import open_desk
    from lwdesk.store import file

    opened = open_desk(file.open_file(template.copy_to(tmp_path), template.key), template.user)
    yield opened
    if opened.file.key:
        opened.close()


@pytest.fixture
def jobs(qapp, desk: Any) -> Any:
    """Do the work of pages at once, in the order of the test."""
    from lwdesk.ui.jobs import InlineExecutor, Jobs

    return Jobs(desk, InlineExecutor())


@pytest.fixture
def ask() -> Iterator[ScriptedAsk]:
    scripted = ScriptedAsk()
    yield scripted
    assert scripted.unexpected == []
    assert scripted.script == [], "a question that was expected did not come"


@pytest.fixture
def context(qapp, jobs: Any, ask: ScriptedAsk) -> Any:
    """Give what a page needs from its window, dressed in the light theme at 100 %."""
    from lwdesk.services import rights
    from lwdesk.ui.context import Context, Who
    from lwdesk.ui.words import words

    words.switch("de")  # another test may have spoken English
    parts.dress()
    return Context(
        jobs,
        ask,
        Who("Hörde/Hombruch", "Jana Albers", "Stadt Dortmund", "Leitung", rights=rights.RIGHTS["lead"]),
    )


@pytest.fixture
def type_text() -> Callable[[Any, str], None]:
    """Give the helper that types any script; QTest aborts the process at the first ü."""
    return parts.type_text


@pytest.fixture
def show(qtbot) -> Callable[..., Any]:
    """Give a function that shows a widget in its own active window of the given size."""

    def shown(widget: Any, width: int = 1160, height: int = 744) -> Any:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return shown


@pytest.fixture
def shell(context, show) -> Iterator[Any]:
    """Give the frame of the pages, so that what a page asks for really opens."""
    from lwdesk.ui.shell import Shell

    shown = show(Shell(context), 1366, 768)
    yield shown
    shown.close_down()
    shown.deleteLater()
