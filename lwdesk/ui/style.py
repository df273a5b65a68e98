"""The look in one place: colour tokens, type sizes, pixels and motion, changeable while the program runs."""

from collections.abc import Callable
from functools import cache
from types import MethodType
from typing import NamedTuple
from weakref import WeakMethod

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from lwdesk.base import assets
from lwdesk.ui.style_sheet import sheet

THEMES = ("light", "dark", "contrast", "system")
FAMILIES = ("Inter", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans")
USUAL_FONT = 13.4  # pixels of a system font nobody has enlarged: 10 pt at 96 dpi


class Tokens(NamedTuple):
    """The colours by their use; a widget names one of these and never a value."""

    bg: str = "#F2F0EB"
    sheet: str = "#FFFFFF"
    subtle: str = "#F8F7F4"
    sunken: str = "#EBE8E1"
    line: str = "#E3DFD7"
    edge: str = "#88847C"
    text: str = "#1A1E21"
    text2: str = "#4B5156"
    text3: str = "#62686D"
    accent: str = "#0C6170"
    on_accent: str = "#FFFFFF"
    accent_hover: str = "#094E5B"
    accent_soft: str = "#E0EFF1"
    accent_text: str = "#0A5462"
    ok: str = "#1C6B3C"
    ok_soft: str = "#E2F2E8"
    warn: str = "#7F5000"
    warn_soft: str = "#FCF0D8"
    danger: str = "#AC241D"
    danger_soft: str = "#FBE9E7"
    toast_link: str = "#8FDCE6"
    toast_ok: str = "#82CE9E"
    toast_text2: str = "#BAC1C5"


LIGHT = Tokens()
DARK = Tokens(
    bg="#111415",
    sheet="#191D1F",
    subtle="#1F2427",
    sunken="#2A3034",
    line="#2D3337",
    edge="#79838A",
    text="#ECEFF0",
    text2="#BAC1C5",
    text3="#9AA3A8",
    accent="#5CC4D3",
    on_accent="#04262C",
    accent_hover="#7ED3DF",
    accent_soft="#17363C",
    accent_text="#8FDCE6",
    ok="#82CE9E",
    ok_soft="#18321F",
    warn="#F0C063",
    warn_soft="#382C13",
    danger="#FFA198",
    danger_soft="#3C201E",
    toast_link="#0A5462",
    toast_ok="#1C6B3C",
    toast_text2="#4B5156",
)
TOKEN_NAMES = Tokens._fields


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by the formula of WCAG 2.1."""
    light, dark = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def from_palette(palette: QPalette) -> Tokens:
    """Return tokens that use the system's own colours only, for people who need its high contrast."""
    role = QPalette.ColorRole
    ground, base = palette.color(role.Window).name(), palette.color(role.Base).name()
    text, chosen = palette.color(role.WindowText).name(), palette.color(role.Highlight).name()
    on_chosen = palette.color(role.HighlightedText).name()
    if min(contrast(chosen, base), contrast(chosen, on_chosen)) < 4.5:  # a pale highlight helps nobody here
        chosen, on_chosen = text, base
    every = dict.fromkeys(TOKEN_NAMES, text)
    soft = dict.fromkeys([n for n in TOKEN_NAMES if n.endswith("_soft")], base)
    ours = {"bg": ground, "sheet": base, "subtle": base, "sunken": base, "accent": chosen}
    ours |= {"on_accent": on_chosen, "accent_hover": chosen}
    ours |= dict.fromkeys(("toast_link", "toast_ok", "toast_text2"), base)
    return LIGHT._replace(**(every | soft | ours))


class Theme(QObject):
    """What is worn at the moment; `changed` tells painted widgets to measure and paint again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = "light"
        self.tokens = LIGHT
        self.scale = 1.0
        self.language = "de"
        self.still = False
        self.faces = 0
        """Grows as fonts are loaded: what was measured before may be wider now."""

    @property
    def contrast(self) -> bool:
        return self.name == "contrast"


theme = Theme()
_colors: dict[str, QColor] = {}
_inks: dict[str, QPalette] = {}
_followers: dict[WeakMethod[Callable[[], None]], None] = {}
_fonts: dict[tuple[float, int, bool, bool], QFont] = {}
_metrics: dict[tuple[float, int, bool, bool], QFontMetricsF] = {}


def apply(
    app: QApplication,
    theme_name: str = "system",
    scale: float = 1.0,
    language: str = "de",
    *,
    scripts: bool = True,
    wearer: QApplication | QWidget | None = None,
) -> None:
    """Dress the whole program; may be called again at any time. The `wearer` has the style sheet on."""
    _load_fonts("inter")
    if scripts:
        load_scripts()
    app.setPalette(QPalette())
    theme.name = _resolve(theme_name)
    theme.tokens = _tokens_for(theme.name, app.palette())
    theme.scale = max(1.0, min(2.0, scale * _system_scale()))
    theme.language = language
    QLocale.setDefault(QLocale(language))
    _colors.clear()
    _inks.clear()
    _fonts.clear()
    _metrics.clear()
    _usual_width.cache_clear()
    app.setPalette(_palette(theme.tokens))
    app.setFont(font())
    if app.styleSheet() and wearer is not app:
        app.setStyleSheet("")
    if wearer is not None:
        put_on_sheet(wearer)
    theme.changed.emit()


def put_on_sheet(wearer: QApplication | QWidget) -> None:
    """Let a window wear the style sheet, with all that it has.

    Worn by the program, everything that is built would be polished again whenever a part of it goes into
    another, which makes a page take twice as long.
    """
    wearer.setStyleSheet(sheet(theme.tokens._asdict(), px, border(), ring()))


def tokens() -> Tokens:
    return theme.tokens


def color(token: str) -> QColor:
    found = _colors.get(token)
    if found is None:
        found = _colors[token] = QColor(getattr(theme.tokens, token))
    return found


def ink(token: str) -> QPalette:
    """Return the palette of words in one colour; all else comes from the surroundings of the widget."""
    found = _inks.get(token)
    if found is None:
        found = _inks[token] = QPalette()
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            found.setColor(role, color(token))
    return found


def px(size: float) -> int:
    """Return `size` of the drawings in pixels at the chosen scale."""
    return round(size * theme.scale)


def border() -> int:
    """Return the width of a control's border: high contrast doubles it."""
    return px(2) if theme.contrast else max(1, round(theme.scale * 0.75))


def ring() -> int:
    """Return the width of the border of a field in use or in error, which is to stand out from the others."""
    return px(4) if theme.contrast else px(2)


def font(size: float = 14, weight: int = 400, *, tabular: bool = False, script: bool = False) -> QFont:
    """Return a font of the type scale; `script` puts the families for other scripts first."""
    key = (size, weight, tabular, script)
    found = _fonts.get(key)
    if found is None:
        found = _fonts[key] = _make_font(*key)
    return QFont(found)


def metrics(
    size: float = 14, weight: int = 400, *, tabular: bool = False, script: bool = False
) -> QFontMetricsF:
    """Return what measures a font of the type scale; a list measures hundreds of texts before it is shown."""
    key = (size, weight, tabular, script)
    found = _metrics.get(key)
    if found is None:
        found = _metrics[key] = QFontMetricsF(font(size, weight, tabular=tabular, script=script))
    return found


def characters(count: int) -> int:
    """Return the width of so many characters of body text, the measure for one column or several."""
    return round(_usual_width() * count)


@cache
def _usual_width() -> float:
    return QFontMetricsF(font()).averageCharWidth()


def motion(milliseconds: int) -> int:
    """Return the length of a movement: nothing moves for people who asked for stillness."""
    return 0 if theme.still or _prefers_stillness() else milliseconds


def follow(restyle: Callable[[], None]) -> None:
    """Call the widget's own method now and at every change of theme or scale."""
    if isinstance(restyle, MethodType):
        _followers[WeakMethod(restyle, _lost)] = None  # at a fraction of the price of a connection
    else:
        theme.changed.connect(restyle)
    restyle()


def _lost(follower: WeakMethod[Callable[[], None]]) -> None:
    _followers.pop(follower, None)


def _restyle() -> None:
    for follower in tuple(_followers):
        restyle = follower()
        if isinstance(restyle, MethodType) and isValid(restyle.__self__):
            restyle()


theme.changed.connect(_restyle)


def _resolve(name: str) -> str:
    if name not in THEMES:
        raise ValueError(name)
    if name != "system":
        return name
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _tokens_for(name: str, system: QPalette) -> Tokens:
    return {"light": LIGHT, "dark": DARK}.get(name) or from_palette(system)


def _prefers_stillness() -> bool:
    hints = QGuiApplication.styleHints()  # a name of its own keeps it alive while its part is asked
    return hints.accessibility().motionPreference() == Qt.MotionPreference.ReducedMotion


@cache
def _system_scale() -> float:
    """Return how much larger than usual the person has set the system's font."""
    usual = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    screen = QGuiApplication.primaryScreen()
    per_inch = screen.logicalDotsPerInchY() if screen else 96
    pixels = usual.pixelSize() if usual.pixelSize() > 0 else usual.pointSizeF() * per_inch / 72
    return max(1.0, pixels / USUAL_FONT)


@cache
def _load_fonts(folder: str) -> None:
    for path in sorted((assets.folder("resources") / "fonts").glob(f"{folder}/*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def load_scripts() -> None:
    """Load the fonts of other scripts, which the very first paint does without."""
    _load_fonts("noto-*")
    _metrics.clear()  # what was measured without them knows no letter of theirs
    theme.faces += 1


def _make_font(size: float, weight: int, tabular: bool, script: bool) -> QFont:
    made = QFont()
    made.setFamilies([*FAMILIES[1:], FAMILIES[0]] if script else list(FAMILIES))
    made.setPixelSize(max(1, round(size * theme.scale)))
    made.setWeight(QFont.Weight(weight))
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _palette(t: Tokens) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    pairs = {
        role.Window: t.bg,
        role.WindowText: t.text,
        role.Base: t.sheet,
        role.AlternateBase: t.subtle,
        role.Text: t.text,
        role.Button: t.sheet,
        role.ButtonText: t.text,
        role.BrightText: t.danger,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Accent: t.accent,
        role.Link: t.accent_text,
        role.LinkVisited: t.accent_text,
        role.PlaceholderText: t.text3,
        role.ToolTipBase: t.text,
        role.ToolTipText: t.sheet,
        role.Light: t.sheet,
        role.Midlight: t.subtle,
        role.Mid: t.line,
        role.Dark: t.edge,
        role.Shadow: t.edge,
    }
    for which, value in pairs.items():
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(t.text3))
    return palette
