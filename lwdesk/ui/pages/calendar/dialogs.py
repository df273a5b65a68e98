"""The forms of an appointment: arranged with what stands against it, and what came of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from lwdesk.domain import advice
from lwdesk.domain.appointment import Appointment
from lwdesk.domain.booking import Clash
from lwdesk.domain.contact import Contact, Reason
from lwdesk.domain.rules import Problem
from lwdesk.services.appointments import Clashes
from lwdesk.services.contacts import Talk
from lwdesk.ui import dates, style
from lwdesk.ui.buttons import PrimaryButton, QuietButton
from lwdesk.ui.context import Context
from lwdesk.ui.flow import PageScroll
from lwdesk.ui.pages.dialog_draft import DialogDraft, Kept, form_told, show_told
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.intake.faces import MemberInput, StaffInput
from lwdesk.ui.popups import DialogFrame
from lwdesk.ui.record_form import Layout, RecordForm
from lwdesk.ui.surface import Banner
from lwdesk.ui.words import _, words

WIDE, HIGH = 720, 640
GOES_ALONG = frozenset({"accompaniment"})
type Named = Sequence[tuple[UUID, str]]


class FormDialog(DialogFrame):
    """Fields that scroll, a verb below them, and what is missing beside its field."""

    needed: tuple[str, ...] = ()
    draft: DialogDraft | None = None

    def __init__(self, title: str, form: RecordForm, parent: QWidget) -> None:
        super().__init__(title, parent=parent)
        self.setModal(True)
        self.form = form
        self.paper = PageScroll()
        self.column_in = self.paper.column()
        self.column_in.setContentsMargins(0, 0, style.px(16), 0)
        self.column_in.setSpacing(style.px(16))
        self.column_in.addWidget(form)
        self.body.addWidget(self.paper)
        self.cancel = QuietButton(_("Cancel"))
        self.add_button(self.cancel)
        self.save_button = PrimaryButton(_("Save"), icon="check")
        self.save_button.setObjectName("save_appointment")
        self.add_button(self.save_button, accepts=True, default=True)
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(key), self).activated.connect(self.accept)
        self.finished.connect(self.deleteLater)

    def sizeHint(self) -> QSize:
        host = self.parentWidget()
        window = host.window() if host is not None else self
        inner = self.paper.body.sizeHint().height() + style.px(160)
        return QSize(
            min(style.px(WIDE), window.width() - style.px(32)),
            min(inner, style.px(HIGH), window.height() - style.px(32)),
        )

    def open(self) -> None:
        self.resize(self.sizeHint())
        super().open()
        next(iter(self.form.boxes.values())).input.setFocus()

    def accept(self) -> None:
        """Ask for the save; the dialog closes when it is answered."""
        self.form.problems()
        for name in self.needed:
            if self.form.input(name).is_empty():
                missing = Problem("required", name, kind=self.form.record_type.kind)
                self.form.show_problems({name: advice.sentence(missing, words.texts)})
        if not self.form.focus_problem():
            self.take()

    def take(self) -> None:
        """Tell what was answered."""

    def close_saved(self) -> None:
        if self.draft is not None:
            self.draft.saved()
        super().accept()


class AppointmentDialog(FormDialog):
    """Arranges an appointment or moves one; `told` brings it, and whether it shall be all the same."""

    told = Signal(object, bool)
    needed = ("sort", "at")
    draft: DialogDraft

    def __init__(
        self,
        context: Context,
        title: str,
        shown: Appointment,
        colleagues: Named,
        parent: QWidget,
        kept: Kept,
    ) -> None:
        staff, self.household, self.people = StaffInput(), HouseholdInput(context), MemberInput()
        staff.set_named(colleagues)
        self._names, self._warned = dict(colleagues), False
        layout: Layout = (
            ("sort", "staff"), ("at", "minutes"), ("household", "person"), ("title", "area"),
            ("place", "companion"), ("note",),
        )  # fmt: skip
        faces = {"staff": staff, "household": self.household, "person": self.people}
        super().__init__(title, RecordForm(Appointment, layout, faces=faces), parent)
        self.setObjectName("appointment_dialog")
        self.banner: Banner | None = None
        self._shown, self._home = shown, ("", ())  # type: tuple[Appointment, tuple[str, Named]]
        self.draft = DialogDraft(context, self, self.cancel, kept, self._written)
        self.draft.anew.connect(self._show_fresh)
        self.form.boxes["person"].hide()
        self.form.show_record(shown)
        self.form.edited.connect(self._edited)
        self._follow()

    def begin(self, name: str, people: Named) -> None:
        """Show the household that it is about, and go on with what waited."""
        self._home = (name, people)
        self._show_fresh()
        self.draft.started()
        kept = self.draft.payload
        home = self.household.value() if show_told(self.form, self._shown, kept) else None
        if isinstance(home, UUID) and home != self._shown.household:
            self.set_household(home, kept["name"])
        self._follow()

    def _show_fresh(self) -> None:
        """Show the appointment as it is without a draft."""
        self._calm()
        self.form.show_record(self._shown)
        if self._shown.household is not None:
            self.set_household(self._shown.household, *self._home)
        self._follow()

    def _written(self) -> dict[str, Any]:
        return {**form_told(self.form, self._shown), "name": self.household.name()}

    def set_household(self, household: UUID, name: str, people: Named = ()) -> None:
        """Show the household, and offer its people where they are known."""
        chosen = self.people.value()
        self.household.set_household(household, name)
        self.people.set_named(people)
        self.people.set_value(chosen)
        self.form.boxes["person"].setVisible(bool(people))

    def take(self) -> None:
        self.told.emit(self.form.record(), self._warned)

    def show_clashes(self, clashes: Clashes) -> None:
        """Say what stands against the time, and offer to book it all the same unless that cannot be."""
        self._calm()
        sentences = " ".join(dict.fromkeys(self._sentence(clash) for clash in clashes.found))
        tone = "danger" if clashes.refused else "warn"
        title = _("This cannot be booked.") if clashes.refused else _("Something stands against this time.")
        self.banner = Banner(tone, title, sentences)
        self.banner.setObjectName("clash")
        self.column_in.insertWidget(0, self.banner)
        self.paper.verticalScrollBar().setValue(0)
        self._warned = not clashes.refused
        if self._warned:
            self.save_button.setText(_("Book all the same"))
        self.save_button.setFocus()

    def _sentence(self, clash: Clash) -> str:
        begin, end = dates.clock_time(clash.begin), dates.clock_time(clash.end)
        if clash.why == "closed":
            return _("The office is closed from {begin} to {end} or for a part of it.", begin=begin, end=end)
        if clash.why == "staff":
            chosen = self.form.input("staff").value()
            name = self._names.get(chosen, "") if isinstance(chosen, UUID) else ""
            return _("{name} already has something from {begin} to {end}.", name=name, begin=begin, end=end)
        if clash.why == "household":
            return _("The family already has something from {begin} to {end}.", begin=begin, end=end)
        return _("This very person already has an appointment from {begin} to {end}.", begin=begin, end=end)

    def _edited(self, _name: str) -> None:
        self.draft.touch()
        self._calm()
        self._follow()

    def _calm(self) -> None:
        """A changed time is looked at anew."""
        self._warned = False
        self.save_button.setText(_("Save"))
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None

    def _follow(self) -> None:
        """Ask who goes along only where somebody does."""
        along = self.form.input("sort").value() in GOES_ALONG
        self.form.boxes["companion"].setVisible(along)


class HeldDialog(FormDialog):
    """What came of an appointment, as the contact it becomes: looked at, completed and saved."""

    told = Signal(object)
    draft: DialogDraft

    def __init__(self, context: Context, talk: Talk, kept: Kept, parent: QWidget) -> None:
        form = RecordForm(Contact, (("sort", "minutes"), ("result",)))
        super().__init__(_("What came of it?"), form, parent)
        self.setObjectName("held_dialog")
        self._talk = talk
        topic = talk.reasons[0] if talk.reasons else Reason(support="advice")
        self.topic = RecordForm(Reason, (("area", "support"),))
        self.column_in.addWidget(self.topic)
        self._topic = topic
        self._show_fresh()
        self.draft = DialogDraft(context, self, self.cancel, kept, self._written)
        self.draft.anew.connect(self._show_fresh)
        self.draft.started()
        if show_told(form, talk.contact, self.draft.payload):
            show_told(self.topic, topic, self.draft.payload["topic"])
        for shown in (form, self.topic):
            shown.edited.connect(lambda _name: self.draft.touch())

    def _show_fresh(self) -> None:
        self.form.show_record(self._talk.contact)
        self.topic.show_record(self._topic)

    def _written(self) -> dict[str, Any]:
        topic = form_told(self.topic, self._topic)
        return {**form_told(self.form, self._talk.contact), "topic": topic}

    def take(self) -> None:
        """Give the talk; one topic at least is needed."""
        self.topic.problems()
        if self.topic.input("area").is_empty():
            missing = Problem("required", "area", kind="reason")
            self.topic.show_problems({"area": advice.sentence(missing, words.texts)})
        if self.topic.focus_problem():
            return
        contact, reason = self.form.record(), self.topic.record()
        assert isinstance(contact, Contact)
        assert isinstance(reason, Reason)
        self.told.emit(replace(self._talk, contact=contact, reasons=(reason,)))
