"""Tab follows the reading order, also where parts of a page come and go."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

TAB = Qt.FocusPolicy.TabFocus.value  # a number: a form asks for it a thousand times


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield the widgets inside that take the focus by Tab, as their layouts have them."""
    return (one for one in _walk(widget) if one.focusProxy() is None)


def arrange(*parts: QWidget) -> None:
    """Let Tab walk through the parts in this order."""
    links = [link for part in parts for link in _walk(part)]
    handing_on = [(link, proxy) for link in links if (proxy := link.focusProxy()) is not None]
    for link, _proxy in handing_on:  # Qt moves a pair of them together with all that lies between
        link.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none, its stub does not say so
        link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for one, following in pairwise(links):
        QWidget.setTabOrder(one, following)
    for link, proxy in handing_on:
        link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        link.setFocusProxy(proxy)


def come_in_turn(widget: QWidget) -> None:
    """Let Tab reach what was just made inside a widget after what is read before it."""
    around = widget.parentWidget()
    while around is not None:
        before = _stop_before(widget, around)
        if before is not None:
            arrange(before, widget)
            return
        around = around.parentWidget()


def _stop_before(widget: QWidget, around: QWidget) -> QWidget | None:
    found = None
    for one in _every(around):
        if one is widget:
            return found
        if one.focusProxy() is None and one.focusPolicy().value & TAB:
            found = one
    return None


def _walk(widget: QWidget) -> Iterator[QWidget]:
    """Yield also what hands its focus on: left behind in the chain, it would draw Tab back to itself."""
    for one in _every(widget):
        if one.focusProxy() is not None or one.focusPolicy().value & TAB:
            yield one


def _every(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget and all inside it, as their layouts have them."""
    yield widget
    if isinstance(widget, QScrollArea):
        if (content := widget.widget()) is not None:
            yield from _every(content)
    elif (layout := widget.layout()) is not None:
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for n in range(layout.count()):
        item = layout.itemAt(n)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _inside(inner)
        elif widget is not None:
            yield from _every(widget)
