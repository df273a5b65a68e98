"""The stroke symbols, coloured by a token and kept once drawn."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lwdesk.base import assets
from lwdesk.ui import style

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


def path(name: str) -> Path:
    return assets.folder("resources") / "icons" / f"{name}.svg"


def pixmap(name: str, token: str = "text", size: float = 18) -> QPixmap:
    """Return the symbol `size` of the drawings high at the chosen scale; an unknown one is empty."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, style.color(token).name(), style.px(size), ratio)


def icon(name: str, token: str = "text", size: float = 18) -> "QIcon":
    from PySide6.QtGui import QIcon  # knows the names of all themes, which the first paint does without

    return QIcon(pixmap(name, token, size))


def paint(painter: QPainter, name: str, token: str, rect: QRectF) -> None:
    """Draw the symbol in the middle of `rect`, as large as its shorter side; where none is left, nothing."""
    side = round(min(rect.width(), rect.height()))
    if side <= 0:
        return
    drawn = _drawn(name, style.color(token).name(), side, painter.device().devicePixelRatioF())
    x = round(rect.x() + (rect.width() - side) / 2)
    y = round(rect.y() + (rect.height() - side) / 2)
    painter.drawPixmap(x, y, drawn)


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.fill(Qt.GlobalColor.transparent)
    source = _source(name)
    if source:
        painter = QPainter(made)
        svg = source.replace("currentColor", colour).replace('stroke-width="1.75"', _stroke(side))
        renderer = QSvgRenderer()
        renderer.load(QByteArray(svg.encode()))
        renderer.render(painter)
        painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _stroke(side: int) -> str:
    return 'stroke-width="2"' if side <= style.px(14) else 'stroke-width="1.75"'


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    try:
        return path(name).read_text(encoding="utf-8")
    except OSError:
        return ""
