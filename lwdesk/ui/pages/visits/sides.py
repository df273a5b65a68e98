"""The two sides of a visit: each scrolls by itself, or both as one where they stand below each other."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.flow import PageScroll, Rule

NARROW, ROOMY = 90, 130


class Sides(QWidget):
    """Checklist at the left, notes at the right."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._left, self._right = left, right
        self._single: bool | None = None
        self._both, self._one, self._other = PageScroll(), PageScroll(), PageScroll()
        self._rule = Rule()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._both, 1)
        self._row.addWidget(self._one)
        self._row.addWidget(self._rule)
        self._row.addWidget(self._other)
        for scroll in (self._both, self._one, self._other):
            scroll.column().setContentsMargins(0, 0, 0, 0)
        self._arrange(single=False)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._row.setSpacing(style.px(20))
        self._both.column().setSpacing(style.px(24))
        self._fit()

    def is_single(self) -> bool:
        return bool(self._single)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._arrange(single=0 < self.width() < style.characters(NARROW))
        roomy = self.width() >= style.characters(ROOMY)
        for scroll, share in ((self._one, 64 if roomy else 57), (self._other, 36 if roomy else 43)):
            self._row.setStretchFactor(scroll, share)

    def _arrange(self, *, single: bool) -> None:
        if single == self._single:
            return
        self._single = single
        (self._both if single else self._one).column().addWidget(self._left, 1)
        (self._both if single else self._other).column().addWidget(self._right, 1)
        self._both.setVisible(single)
        for part in (self._one, self._rule, self._other):
            part.setVisible(not single)
