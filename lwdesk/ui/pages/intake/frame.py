"""The frame of the intake: title, steps left, form in the middle, known households right, decision below."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from lwdesk.ui import style
from lwdesk.ui.buttons import IconButton, PrimaryButton, QuietButton, SecondaryButton
from lwdesk.ui.context import Who
from lwdesk.ui.flow import PageScroll, Rule
from lwdesk.ui.inputs import ChoiceInput, Option
from lwdesk.ui.marks import Badge
from lwdesk.ui.pages.duplicates import DuplicatesPanel
from lwdesk.ui.steps import Step, StepList
from lwdesk.ui.surface import BottomBar, Divider, PageHeader, Sign
from lwdesk.ui.text import Text
from lwdesk.ui.words import _

STEPS_WIDE, PANEL_WIDE = 216, 338
PANEL_BELOW = 90  # characters of room right of the steps
STEPS_ABOVE = 76  # characters of the whole page
CHECK_WIDE = 136  # of the link to what is to be checked, where it is narrow
BAR = 12  # of the scroll bar, which stands inside the margin
LOW = 440  # height from which the line below the title has its place


class Status(QWidget):
    """A symbol with a sentence in the bottom bar."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        self._sign = Sign("circle-dashed", "text3", 16)
        self.text = Text("", "help", token="text2", tabular=True, shortens=True)
        row.addWidget(self._sign)
        row.addWidget(self.text)

    def say(self, text: str, icon: str, token: str) -> None:
        self._sign.set_sign(icon, token)
        self.text.setText(text)
        self.text.set_token("danger" if token == "danger" else "text2")


class Frame(QWidget):
    """Arranges the parts for every width; what they mean is the page's matter."""

    discard_wanted = Signal()
    shelve_wanted = Signal()
    step_chosen = Signal(str, int)
    person_wanted = Signal()
    rearranged = Signal()

    def __init__(self, who: Who) -> None:
        super().__init__()
        self.header = PageHeader(
            _("New household"),
            _(
                "{office} · taken in by {staff}",
                office=who.office,
                staff=", ".join(_known(who.staff, who.employer)),
            ),
        )
        self.header.add_action(Badge("neutral", _("Draft"), "pencil", high=True))
        self.steps = StepList()
        self.step_combo = ChoiceInput((), optional=False)
        self.step_combo.setAccessibleName(_("Step"))
        self.form = PageScroll()
        self.panel = DuplicatesPanel()
        self.bar = BottomBar()
        self._narrow: tuple[bool, bool] | None = None
        self._following = ""
        self._fill_bar()
        self._lay_out()
        self.steps.chosen.connect(self._chose)
        self.steps.child_chosen.connect(self._chose_child)
        self.steps.add_wanted.connect(lambda _step: self.person_wanted.emit())
        self.step_combo.edited.connect(self._chose_in_combo)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._left.setFixedWidth(style.px(STEPS_WIDE))
        self._left.column().setContentsMargins(style.px(32), style.px(22), style.px(12), style.px(16))
        self._right.setFixedWidth(style.px(PANEL_WIDE))
        self._right.column().setContentsMargins(style.px(10), style.px(16), style.px(16), style.px(16))
        self.form.column().setSpacing(style.px(16))
        self._narrow = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self.header.subtitle.setVisible(self.height() >= style.px(LOW))

    def panel_is_below(self) -> bool:
        return self._right.isHidden()

    def add_form(self, form: QWidget) -> None:
        """Add a step to the middle; it stands above the panel wherever that is."""
        self._forms.addWidget(form)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show the steps, or the same as one list to choose from where it is narrow."""
        self.steps.set_steps(steps)
        options = []
        for n, step in enumerate(steps, 1):
            options.append(Option(f"{step.key}:-1", f"{n} {step.title}"))
            options += [
                Option(f"{step.key}:{child.key}", f"{n} {step.title}: {child.title}")
                for child in step.children
            ]
        self.step_combo.set_options(options, optional=False)
        current = next(step for step in steps if step.state == "current")
        child = next((child.key for child in current.children if child.current), "-1")
        self.step_combo.set_value(f"{current.key}:{child}")

    def show_saved(self, at: datetime) -> None:
        moment = at.astimezone().strftime("%H:%M:%S")
        text = _("Kept {time}", time=moment) if self.is_narrow() else _("Draft saved at {time}", time=moment)
        self.saved.say(text, "circle-check", "ok")

    def show_unsaved(self, why: str) -> None:
        self.saved.say(why, "circle-alert", "danger")

    def show_next(self, step: str) -> None:
        """Name the step that follows; where it is narrow, there is room for the verb alone."""
        self._following = step
        self.next.setText(_("Next") if self.is_narrow() else _("Next: {step}", step=step))
        self.next.set_icon("arrow-right")

    def show_last(self, text: str) -> None:
        self._following = ""
        self.next.setText(text)
        self.next.set_icon("check")

    def is_narrow(self) -> bool:
        return self._narrow is not None and self._narrow[0]

    def show_check(self, text: str) -> None:
        """Show what is to be looked at, as a link that leads there; an empty text shows nothing."""
        metrics, room = self.check.fontMetrics(), style.px(CHECK_WIDE if self.is_narrow() else 400)
        self.check.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.check.setAccessibleName(text)
        self.check.setToolTip(text)
        self._check_line.setVisible(bool(text))

    def parts(self) -> tuple[QWidget, ...]:
        """Return the parts in reading order."""
        panel = () if self.panel_is_below() else (self._right,)
        return (self.header, self._left, self.form, *panel, self.bar)

    def _fill_bar(self) -> None:
        self.saved = Status()
        self.saved.say(_("The draft keeps itself"), "circle-dashed", "text3")
        self.check = QuietButton("", size="small")
        self.check.weight = 500
        self._check_line = QWidget()
        row = QHBoxLayout(self._check_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(4))
        row.addWidget(Sign("circle-alert", "danger", 16))
        row.addWidget(self.check)
        self.bar.add_status(self.saved)
        self.bar.add_status(self._check_line)
        self._check_line.hide()
        self.discard = QuietButton(_("Discard"))
        self.shelve = SecondaryButton(_("Put aside as draft"))
        self.more = IconButton("ellipsis", _("More actions"))
        self.more.edge = "edge"
        self.menu = QMenu(self)
        self.more.clicked.connect(self._open_menu)
        self.next = PrimaryButton("", icon="arrow-right")
        for button in (self.discard, self.shelve, self.more, self.next):
            self.bar.add_button(button)
        for source, signal in ((self.discard, self.discard_wanted), (self.shelve, self.shelve_wanted)):
            source.clicked.connect(signal)
            self.menu.addAction(source.text(), signal.emit)
        self.more.hide()

    def _lay_out(self) -> None:
        self._left, self._right = PageScroll(), PageScroll()
        self._left.column().addWidget(self.steps)
        self._rule = Rule()
        self._combo_row = QVBoxLayout()
        self._combo_row.addWidget(self.step_combo)
        self._forms = QVBoxLayout()
        self.form.column().addLayout(self._combo_row)
        self.form.column().addLayout(self._forms, 1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._rule)
        row.addWidget(self.form, 1)
        row.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(Divider())
        column.addLayout(row, 1)
        column.addWidget(self.bar)

    def _arrange(self) -> None:
        above = 0 < self.width() < style.characters(STEPS_ABOVE)
        room = self.width() - (0 if above else style.px(STEPS_WIDE))
        below = room < style.characters(PANEL_BELOW)
        if (above, below) == self._narrow:
            return
        self._narrow = above, below
        side, end = (32, 32 - BAR) if above else (24, 8)
        self.form.column().setContentsMargins(style.px(side), style.px(24), style.px(end), style.px(24))
        self._left.setVisible(not above)
        self._rule.setVisible(not above)
        self.step_combo.setVisible(above)
        for button in (self.discard, self.shelve):
            button.setVisible(not above)
        self.more.setVisible(above)
        (self.form if below else self._right).column().addWidget(self.panel)
        self._right.setVisible(not below)
        self.panel.show()
        if self._following:
            self.show_next(self._following)
        self.rearranged.emit()

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, -self.menu.sizeHint().height())))

    def _chose(self, step: str) -> None:
        self.step_chosen.emit(step, -1)

    def _chose_child(self, step: str, child: str) -> None:
        self.step_chosen.emit(step, int(child))

    def _chose_in_combo(self) -> None:
        step, _colon, child = str(self.step_combo.value()).partition(":")
        self.step_chosen.emit(step, int(child))


def _known(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
