"""On a laptop: until when the set may be opened, above the lists in which its households stand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.services import set_locks
from lwdesk.services.exchange.along_views import SetHere
from lwdesk.ui import style
from lwdesk.ui.context import Page
from lwdesk.ui.pages.along import returning
from lwdesk.ui.pages.along.cards import HereCard

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


LOW = 600


class SetBanner(QWidget):
    """Nothing at all on a device without sets."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._column = QVBoxLayout(self)
        self._cards: list[HereCard] = []
        self.hide()
        page.installEventFilter(self)
        page.context.exchanged.connect(self.reload)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setContentsMargins(style.px(32), style.px(4), style.px(32), style.px(4))
        self._column.setSpacing(style.px(8))
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def reload(self) -> None:
        """Lock what is over, and say of the rest how long it may stay."""
        self._page.context.jobs.run(self._page, _here, self._show, lane=f"sets {id(self)}")

    def _show(self, told: tuple[SetHere, ...]) -> None:
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [HereCard(one) for one in told]
        for card in self._cards:
            card.back.connect(lambda: returning.give_back(self._page))
            card.erase.connect(lambda one: returning.erase(self._page, one))
            self._column.addWidget(card)
        self._fit()
        self.setVisible(bool(told))

    def _fit(self) -> None:
        """Leave the room to the list where there is little."""
        low = self._page.height() < style.px(LOW)
        for card in self._cards:
            card.set_low(low)


def _here(desk: "Desk") -> tuple[SetHere, ...]:
    if not set_locks.lies_here(desk.seat):
        return ()
    if not desk.read_only:
        set_locks.lock_expired(desk.seat)
    return desk.exchange.along.here()
