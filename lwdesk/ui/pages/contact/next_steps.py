"""What comes of a talk: a task, a need of the household, the ways to an interpreter or another service."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lwdesk.domain.contact import Contact
from lwdesk.domain.fields import Record
from lwdesk.domain.need import Need
from lwdesk.domain.task import Task
from lwdesk.services.contacts import Talk
from lwdesk.services.rights import Right
from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.checks import CheckBox
from lwdesk.ui.context import Context
from lwdesk.ui.flow import Flow
from lwdesk.ui.pages.contact import layout
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.text import hide_unless
from lwdesk.ui.words import _


class NextSteps(QWidget):
    """A box for each of task and need with its few fields below, then the ways on."""

    edited = Signal()
    wanted = Signal(str)  # the page of the registry, called as the right it needs

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        style.follow(self.restyle)

    def restyle(self) -> None:
        self._column.setSpacing(style.px(12))

    def build(self) -> Iterator[QWidget]:
        """Make the parts one by one."""
        self.task = CheckBox(_("Add a task"))
        self.task.setObjectName("contact_task")
        self.task_form = RecordForm(Task, layout.TASK, later=True)
        yield from self._put(self.task, self.task_form)
        self.need = CheckBox(_("Record a need"))
        self.need.setObjectName("contact_need")
        self.need_form = RecordForm(Need, layout.NEED, later=True)
        yield from self._put(self.need, self.need_form)
        self.interpreter = self._way("ask_interpreter", _("Ask for an interpreter …"), "languages")
        self.refer = self._way("refer", _("Refer …"), "corner-up-right")
        yield from self._put(Flow(self.interpreter, self.refer))
        for box, form in ((self.task, self.task_form), (self.need, self.need_form)):
            box.clicked.connect(lambda _checked=False: self.edited.emit())
            form.edited.connect(lambda _name: self.edited.emit())

    @property
    def forms(self) -> tuple[RecordForm, ...]:
        """Return the forms of what was ticked."""
        both = ((self.task, self.task_form), (self.need, self.need_form))
        return tuple(form for box, form in both if not box.isHidden() and box.isChecked())

    def show_talk(self, talk: Talk) -> None:
        for box, form, record in (
            (self.task, self.task_form, talk.task),
            (self.need, self.need_form, talk.need),
        ):
            box.setChecked(record is not None)
            form.show_record(record or form.record_type())

    def follow(self, contact: Contact) -> None:
        """Offer a need and a referral where there is a household, and the fields of what was ticked."""
        home = contact.household is not None
        self.need.setVisible(home)
        hide_unless(self.refer, home and self._context.may("refer"))
        self.task_form.setVisible(self.task.isChecked())
        self.need_form.setVisible(home and self.need.isChecked())

    def told(self) -> tuple[Task | None, Need | None]:
        """Return the task and the need, as far as they are wanted."""
        made: dict[type[Record], Record] = {type(form.record()): form.record() for form in self.forms}
        task, need = made.get(Task), made.get(Need)
        return task if isinstance(task, Task) else None, need if isinstance(need, Need) else None

    def propose(self, area: str) -> None:
        """Begin a need with the area that the talk was about, unless one is chosen."""
        if self.need_form.values()["area"] is None:
            self.need_form.input("area").set_value(area)

    def lacks_something(self) -> bool:
        """Tell whether what was ticked still lacks what it is about, and put the cursor there."""
        asked = {"title": _("What is to be done?"), "area": _("What does the household need help with?")}
        for form in self.forms:
            name = next(one for one in asked if one in form.values())
            if not form.values()[name]:
                form.show_problems({name: asked[name]})
                form.focus_problem()
                return True
        return False

    def _put(self, *parts: QWidget) -> Iterator[QWidget]:
        for part in parts:
            self._column.addWidget(part)
            yield part

    def _way(self, name: Right, words: str, icon: str) -> QuietButton:
        button = QuietButton(words, icon=icon, size="small", parent=self)
        button.setObjectName(name)
        hide_unless(button, self._context.may(name))
        button.clicked.connect(lambda _checked=False: self.wanted.emit(name))
        return button
