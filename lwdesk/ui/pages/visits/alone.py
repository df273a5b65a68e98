"""What is told before a visit that nobody makes alone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.services.visit_views import VisitView
from lwdesk.ui import style
from lwdesk.ui.pages.visits.big import BigPrimary, BigSecondary
from lwdesk.ui.surface import Banner
from lwdesk.ui.words import _


class AlonePanel(QWidget):
    """The warning and the two ways on."""

    begun = Signal()
    plan_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self.banner = Banner(
            "warn",
            _("This visit needs two people. The second one is missing."),
            _("Say who comes along, or put the visit off. Who begins alone is noted in the trail."),
        )
        self.plan = BigPrimary(_("Say who comes along"))
        self.plan.setObjectName("say_second")
        self.plan.clicked.connect(lambda _checked=False: self.plan_wanted.emit())
        self.begin = BigSecondary(_("Begin all the same"))
        self.begin.setObjectName("begin_alone")
        self.begin.clicked.connect(lambda _checked=False: self.begun.emit())
        self.banner.add_action(self.plan)
        self.banner.add_action(self.begin)
        self._column.addWidget(self.banner)
        self._column.addStretch(1)
        style.follow(self.restyle)

    def restyle(self) -> None:
        side = style.px(32)
        self._column.setContentsMargins(side, style.px(24), side, side)

    def show_view(self, view: VisitView) -> None:
        if view.visit.pair_reason:
            self.banner.text.setText(view.visit.pair_reason)
            self.banner.text.show()

    def focus_first(self) -> None:
        self.plan.setFocus(Qt.FocusReason.OtherFocusReason)
