"""Distances that a widget set once, when it was built, follow the size of the type as well."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QMargins, QObject
from PySide6.QtWidgets import QApplication, QLayout, QLineEdit, QSpacerItem, QStyle, QWidget
from shiboken6 import isValid

EXACT = "exact_distances"  # what was set last, unrounded: else every step would lose a little
type Numbers = list[float]


@dataclass(slots=True, eq=False)
class Distances:
    """The margins, gaps and fixed sizes of one widget or layout before the size changed."""

    of: QLayout | QWidget
    numbers: Numbers


def measured(app: QApplication) -> list[Distances]:
    """Return every distance of what is built at the moment, outer layouts before inner ones."""
    found: list[Distances] = []
    for widget in app.allWidgets():
        numbers = _of_widget(widget)
        if any(numbers):
            found.append(Distances(widget, numbers))
        layout = widget.layout()
        if layout is not None:
            found += [Distances(one, _of_layout(one)) for one in _with_inner(layout)]
    return found


def follow(before: list[Distances], factor: float) -> None:
    """Multiply what no widget has set anew by itself."""
    for one in before:
        if not isValid(one.of):
            continue
        now = _of_layout(one.of) if isinstance(one.of, QLayout) else _of_widget(one.of)
        exact = [number * factor for number in _exact(one.of, one.numbers)]
        set_anew = [a != b for a, b in zip(now, one.numbers, strict=False)]
        wanted = [n if anew else e for n, e, anew in zip(now, exact, set_anew, strict=False)]
        one.of.setProperty(EXACT, wanted)
        if isinstance(one.of, QLayout):
            _set_layout(one.of, now, [round(number) for number in wanted])
        else:
            _set_widget(one.of, now, [round(number) for number in wanted])


def _exact(of: QObject, rounded: Numbers) -> Numbers:
    kept = of.property(EXACT)
    same = isinstance(kept, list) and [round(number) for number in kept] == rounded
    return kept if same else rounded


def _with_inner(layout: QLayout) -> Iterator[QLayout]:
    yield layout
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner = item.layout() if item is not None else None
        if inner is not None:
            yield from _with_inner(inner)


def _spacers(layout: QLayout) -> list[QSpacerItem]:
    items = (layout.itemAt(place) for place in range(layout.count()))
    return [spacer for item in items if item is not None and (spacer := item.spacerItem()) is not None]


def _sides(margins: QMargins) -> Numbers:
    return [margins.left(), margins.top(), margins.right(), margins.bottom()]


def _of_layout(layout: QLayout) -> Numbers:
    """Return margins, gap and spacers; what only the style gave is none of ours."""
    look, metric, kept = QApplication.style(), QStyle.PixelMetric, layout.property(EXACT)
    ours = isinstance(kept, list) and round(kept[4]) == layout.spacing()
    usual = look.pixelMetric(metric.PM_LayoutVerticalSpacing)
    gap = layout.spacing() if ours or layout.spacing() not in (-1, usual) else 0
    margins = _sides(layout.contentsMargins())
    if margins == [look.pixelMetric(metric.PM_LayoutLeftMargin)] * 4:
        margins = [0, 0, 0, 0]
    sizes = [spacer.sizeHint() for spacer in _spacers(layout)]
    return [*margins, gap, *(number for size in sizes for number in (size.width(), size.height()))]


def _set_layout(layout: QLayout, now: Numbers, wanted: list[int]) -> None:
    if any(wanted[:4]) and now[:4] != wanted[:4]:
        layout.setContentsMargins(*wanted[:4])
    if wanted[4] and now[4] != wanted[4]:
        layout.setSpacing(wanted[4])
    sizes = zip(wanted[5::2], wanted[6::2], strict=False)
    for spacer, (wide, high) in zip(_spacers(layout), sizes, strict=False):
        policy = spacer.sizePolicy()
        spacer.changeSize(wide, high, policy.horizontalPolicy(), policy.verticalPolicy())
    layout.invalidate()


def _of_widget(widget: QWidget) -> Numbers:
    """Return fixed width, fixed height and the margins inside a line of text."""
    wide = widget.minimumWidth() if widget.minimumWidth() == widget.maximumWidth() else 0
    high = widget.minimumHeight() if widget.minimumHeight() == widget.maximumHeight() else 0
    inner = _sides(widget.textMargins()) if isinstance(widget, QLineEdit) else []
    return [wide, high, *inner]


def _set_widget(widget: QWidget, now: Numbers, wanted: list[int]) -> None:
    if now[0] != wanted[0]:
        widget.setFixedWidth(wanted[0])
    if now[1] != wanted[1]:
        widget.setFixedHeight(wanted[1])
    if isinstance(widget, QLineEdit) and now[2:] != wanted[2:]:
        widget.setTextMargins(*wanted[2:6])
