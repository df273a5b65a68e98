"""The small questions about referrals: why refused, when the appointment is, how it ended, who came in."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain import forwarding
from lwdesk.domain.referral import Referral
from lwdesk.ui.context import Context
from lwdesk.ui.pages.few_fields import FewFields
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.referral import layout
from lwdesk.ui.record_form import Layout, RecordForm
from lwdesk.ui.words import _

NEEDED: Final = {"refused": ("refusal",), "appointment": ("appointment_at",), "finished": ("outcome",)}
FIELDS: Final[dict[str, Layout]] = {
    "refused": layout.REFUSED,
    "appointment": layout.APPOINTMENT,
    "finished": layout.OUTCOME,
}


class StepDialog(FewFields):
    """Asks what belongs to the next step."""

    answered = Signal(object)

    def __init__(self, step: str, referral: Referral, parent: QWidget) -> None:
        title, verb = {
            "refused": (_("Why was it refused?"), _("Note the refusal")),
            "appointment": (_("When is the appointment?"), _("Note the appointment")),
            "finished": (_("How did it end?"), _("Close the referral")),
        }[step]
        self._step = step
        form = RecordForm(
            Referral,
            FIELDS[step],
            labels={"gap": _("Report as a gap")},
            help_texts={"gap": _("Shown under “Offers”, “Gaps”, by life area and city district.")},
            mandatory=NEEDED[step],
        )
        super().__init__(title, verb, form, parent)
        self.setObjectName(f"step_{step}")
        shown = referral
        if step == "finished":
            shown = referral.replace(feedback_on=referral.feedback_on or clock.today())
        form.show_record(shown)
        self._gap_told = shown.gap
        form.edited.connect(self._preset)

    def needed(self) -> tuple[str, ...]:
        return NEEDED[self._step]

    def _preset(self, name: str) -> None:
        """Tick the gap where the answer tells of one, until somebody decides otherwise."""
        self._gap_told = self._gap_told or name == "gap"
        if name in NEEDED[self._step] and "gap" in self.form.boxes and not self._gap_told:
            answer = self.form.record().replace(gap=False)
            assert isinstance(answer, Referral)
            self.form.input("gap").set_value(forwarding.tells_gap(answer.refusal, answer.outcome))

    def take(self) -> None:
        self.answered.emit(self.form.values())


class ComeIn(FewFields):
    """Asks who was sent here by another service, and why."""

    told = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        form = RecordForm(Referral, layout.INCOMING, mandatory=("source", "area", "sort"))
        super().__init__(_("Who was sent to us?"), _("Enter them"), form, parent)
        self.setObjectName("come_in")
        form.show_record(Referral(sort="data", urgency="normal"))

    def needed(self) -> tuple[str, ...]:
        return ("source", "area", "sort")

    def take(self) -> None:
        self.told.emit(self.form.record())


class JoinDialog(FewFields):
    """Asks which household it was."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        fields: Layout = (("household",),)
        form = RecordForm(
            Referral, fields, faces={"household": HouseholdInput(context)}, mandatory=("household",)
        )
        super().__init__(_("Which household is it?"), _("Join"), form, parent)
        self.setObjectName("join_household")

    def needed(self) -> tuple[str, ...]:
        return ("household",)

    def take(self) -> None:
        self.chosen.emit(self.form.input("household").value())
