"""The recovery sheet: the one paper that opens the data when nobody remembers a passphrase."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Final, Protocol

from lwdesk.base.texts import N_, Texts
from lwdesk.documents.kit.facts import Fact, facts
from lwdesk.documents.kit.form import Signatures
from lwdesk.documents.kit.voice import ACCENT, INK, QUIET
from lwdesk.documents.tagged.blocks import Band, Block, Items, Setting, Space, Text, box_operators
from lwdesk.documents.tagged.flow import MM, Margins, Page, build
from lwdesk.documents.tagged.grid import PADDING, Frame
from lwdesk.documents.tagged.metadata import About
from lwdesk.documents.tagged.pdf import A4
from lwdesk.documents.tagged.tree import Element, Kind
from lwdesk.documents.text.isolate import value
from lwdesk.documents.text.paragraph import Align, Style
from lwdesk.documents.text.shape import Part

TITLE: Final = Style(20, 1.3, INK)
OFFICE: Final = Style(12, 1.4, QUIET)
HEADING: Final = Style(13, 1.4, INK)
BODY: Final = Style(11, 1.45, INK)
CODE: Final = Style(17, 1.8, INK, Align.CENTRE)
PAPER: Final = "#F3F1EC"
MARGINS: Final = Margins(25 * MM, 25 * MM, 24 * MM, 20 * MM)
BAR: Final = 6 * MM
STEPS: Final = (
    N_("Open lwdesk, choose the data file and press “Forgotten your passphrase?”."),
    N_("Type the code as it stands here. Upper and lower case and spaces do not matter."),
    N_("Choose a new passphrase. This code stays valid until a new sheet is made."),
    N_("Put this sheet back into its envelope and seal it."),
)
CARE: Final = (
    N_("Keep this sheet in a sealed envelope in a safe, apart from the computer."),
    N_("Whoever has this sheet and the data file can read everything."),
    N_("Do not photograph it, do not scan it, do not send it."),
)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on the sheet."""

    code: str
    office: str
    file_name: str
    made_on: date


def render(sheet: RecoverySheet, words: Texts) -> bytes:
    """Return the sheet as a PDF of one page."""
    known = [
        Fact(words(N_("Data file")), sheet.file_name),
        Fact(words(N_("Made on")), sheet.made_on),
    ]
    told = Told(N_("Recovery sheet"), known, STEPS, CARE)
    return page(told, sheet, words)


@dataclass(frozen=True, slots=True)
class Told:
    """What one kind of sheet says around its code."""

    title: str
    known: Sequence[Fact]
    steps: Sequence[str]
    care: Sequence[str]


class Sealed(Protocol):
    """A code that is printed and kept nowhere else."""

    @property
    def code(self) -> str: ...
    @property
    def office(self) -> str: ...
    @property
    def made_on(self) -> date: ...


def page(told: Told, sheet: Sealed, words: Texts) -> bytes:
    """Return a sheet with a code for the safe, as a PDF of one page."""
    title = words(told.title)
    blocks: list[Block] = [
        Text([Part(title, bold=True)], TITLE, Kind.H1),
        Text(sheet.office, OFFICE, after=10),
        facts(told.known, words.language, (1, 3)),
        Space(12),
        _code(sheet.code),
        Space(14),
        *_list(words(N_("How to use it")), [words(step) for step in told.steps]),
        *_list(words(N_("How to keep it")), [words(line) for line in told.care], "–"),
        Signatures([words(N_("Sealed on, by")), words(N_("Kept where"))]),
    ]
    made_at = datetime.combine(sheet.made_on, time(), UTC)
    return build(About(title, words.language, sheet.office, made_at), blocks, _bar, MARGINS)


def _code(code: str) -> Block:
    """Show the code in two lines of groups, large enough to be typed from."""
    groups = code.replace("-", " ").split()
    half = (len(groups) + 1) // 2
    lines = [groups[:half], groups[half:]]
    shown = "\n".join("   ".join(map(value, line)) for line in lines if line)
    return _Shaded(Text([Part(shown, bold=True)], CODE))


@dataclass(frozen=True, slots=True)
class _Shaded:
    """A text on a shade, which is no table to somebody who listens."""

    text: Text

    def bands(self, setting: Setting, parent: Element) -> Iterator[Band]:
        frame = Frame((1,), PAPER, rules=False, padding=14)
        edges, widths = frame.columns(setting.width, mirrored=False)
        inside = replace(setting, width=widths[0] - 2 * PADDING)
        yield from frame.row([list(self.text.bands(inside, parent))], edges, setting)


def _list(title: str, lines: Sequence[str], mark: str | None = None) -> Sequence[Block]:
    return [
        Text([Part(title, bold=True)], HEADING, Kind.H2, after=4),
        Items(lines, mark, BODY, after=3),
        Space(8),
    ]


def _bar(page: Page) -> None:
    with page.canvas.artifact():
        page.canvas.put(box_operators(0, A4[1] - BAR, A4[0], BAR, ACCENT))
