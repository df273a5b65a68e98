"""The recovery sheet: the one paper that opens the data when nobody remembers a passphrase."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from lwdesk.base import assets
from lwdesk.base.texts import N_, Texts

INK, QUIET, ACCENT, LINE = HexColor("#1A1E21"), HexColor("#4B5156"), HexColor("#0C6170"), HexColor("#88847C")
LEFT, WIDTH = 25 * mm, 160 * mm
STEPS = (
    N_("Open lwdesk, choose the data file and press “Forgotten your passphrase?”."),
    N_("Type the code as it stands here. Upper and lower case and spaces do not matter."),
    N_("Choose a new passphrase. This code stays valid until a new sheet is made."),
    N_("Put this sheet back into its envelope and seal it."),
)
CARE = (
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
    """Return the sheet as a one-page PDF with all its fonts inside."""
    _register()
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, initialFontName="Inter", lang=words.language, invariant=1)
    canvas.setTitle(words(N_("Recovery sheet")))
    y = _head(canvas, sheet, words)
    y = _code(canvas, sheet.code, y)
    y = _numbered(canvas, words(N_("How to use it")), [words(step) for step in STEPS], y)
    y = _numbered(canvas, words(N_("How to keep it")), [words(line) for line in CARE], y, numbers=False)
    _signature(canvas, words, y)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _register() -> None:
    if "Inter" in pdfmetrics.getRegisteredFontNames():
        return
    fonts = assets.folder("resources") / "fonts"
    for name, weight in (("Inter", "Regular"), ("Inter-SemiBold", "SemiBold")):
        pdfmetrics.registerFont(TTFont(name, next(fonts.glob(f"**/Inter-{weight}.ttf"))))


def _head(canvas: Canvas, sheet: RecoverySheet, words: Texts) -> float:
    top = A4[1] - 30 * mm
    canvas.setFillColor(ACCENT)
    canvas.rect(0, A4[1] - 6 * mm, A4[0], 6 * mm, stroke=0, fill=1)
    _line(canvas, words(N_("Recovery sheet")), top, "Inter-SemiBold", 20)
    _line(canvas, sheet.office, top - 9 * mm, "Inter", 12, QUIET)
    facts = (
        (words(N_("Data file")), sheet.file_name),
        (words(N_("Made on")), sheet.made_on.strftime("%d.%m.%Y")),
    )
    y = top - 20 * mm
    for label, value in facts:
        _line(canvas, label, y, "Inter", 10, QUIET)
        canvas.setFillColor(INK)
        canvas.setFont("Inter", 11)
        canvas.drawString(LEFT + 40 * mm, y, value)
        y -= 6.5 * mm
    return y - 4 * mm


def _code(canvas: Canvas, code: str, y: float) -> float:
    """Draw the code in two lines of groups, large enough to be typed from."""
    groups = code.replace("-", " ").split()
    half = (len(groups) + 1) // 2
    lines = ["   ".join(groups[:half]), "   ".join(groups[half:])]
    height = 34 * mm
    canvas.setStrokeColor(LINE)
    canvas.roundRect(LEFT, y - height, WIDTH, height, 3 * mm, stroke=1, fill=0)
    canvas.setFillColor(INK)
    canvas.setFont("Inter-SemiBold", 17)
    for place, line in enumerate(line for line in lines if line):
        canvas.drawCentredString(LEFT + WIDTH / 2, y - 14 * mm - place * 11 * mm, line)
    return y - height - 14 * mm


def _numbered(canvas: Canvas, title: str, lines: list[str], y: float, *, numbers: bool = True) -> float:
    _line(canvas, title, y, "Inter-SemiBold", 13)
    y -= 8 * mm
    for number, line in enumerate(lines, 1):
        canvas.setFillColor(QUIET)
        canvas.setFont("Inter", 11)
        canvas.drawString(LEFT, y, f"{number}." if numbers else "–")
        canvas.setFillColor(INK)
        for part in simpleSplit(line, "Inter", 11, WIDTH - 8 * mm):
            canvas.drawString(LEFT + 8 * mm, y, part)
            y -= 5.6 * mm
        y -= 1.6 * mm
    return y - 5 * mm


def _signature(canvas: Canvas, words: Texts, y: float) -> None:
    canvas.setStrokeColor(LINE)
    for place, label in enumerate((words(N_("Sealed on, by")), words(N_("Kept where")))):
        x = LEFT + place * 85 * mm
        canvas.line(x, y - 10 * mm, x + 75 * mm, y - 10 * mm)
        canvas.setFillColor(QUIET)
        canvas.setFont("Inter", 9)
        canvas.drawString(x, y - 14.5 * mm, label)


def _line(canvas: Canvas, text: str, y: float, font: str, size: float, colour: Color = INK) -> None:
    canvas.setFillColor(colour)
    canvas.setFont(font, size)
    canvas.drawString(LEFT, y, text)
