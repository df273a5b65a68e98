"""What can be done from the card about consents, the information sheet, withholdings and the nine steps."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.base import clock
from lwdesk.domain import gate
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.interpreting import Exclusion
from lwdesk.domain.need import CaseStep
from lwdesk.services.changes import Changes
from lwdesk.services.views import Card
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household.edits import Edits
from lwdesk.ui.signature import SignatureView
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Work = Callable[["Desk"], Changes]


class Agreements(QObject):
    """The actions of one card on what its household agreed to."""

    def __init__(self, context: Context, page: QWidget, edits: Edits, shown: Callable[[], Card]) -> None:
        super().__init__(page)
        self._context, self._page, self._edits, self._shown = context, page, edits, shown

    def add(self, purpose: str | None = None) -> None:
        """Open a consent with what usually holds: today, in the language of advice, the usual data."""
        household = self._shown().household
        usual = tuple(code.code for code in codelists()["data_kind"] if code.flag("default"))
        consent = Consent(
            household=household.id,
            purpose=purpose,
            given_on=clock.today(),
            language=household.advice_language,
            data_kinds=usual if purpose == "pass_on" else (),
        )
        self._edits.begin("new_consent", f"{household.id} {purpose or ''}".strip(), [], [consent])

    def edit(self, consent: Consent) -> None:
        """Open a consent; what was signed for whom stays as it was signed, and the signature is seen."""
        signed = consent.form in gate.SIGNED
        dialog = self._edits.begin("consent_signed" if signed else "consent", consent.id, [consent])
        if consent.signature is None:
            return

        def show(picture: bytes | None) -> None:
            if picture is not None:
                dialog.add_below(SignatureView(picture))

        self._context.jobs.run(dialog, lambda desk: desk.consents.signature(consent.id), show)

    def revoke(self, consent: Consent) -> None:
        self._edits.revoke(consent)

    def hand_out_information(self) -> None:
        """Open what is noted of the information sheet, with today as the day unless another is known."""
        household = self._shown().household
        dialog = self._edits.begin("information", household.id, [household])
        if household.information_on is None:
            dialog.fill("household.information_on", clock.today())
            dialog.fill("household.information_language", household.advice_language)

    def withhold(self) -> None:
        household = self._shown().household.id
        withholding = Withholding(household=household, since=clock.today())
        self._edits.begin("new_withholding", household, [], [withholding])

    def edit_withholding(self, withholding: Withholding) -> None:
        self._edits.begin("withholding", withholding.id, [withholding])

    def remove_withholding(self, withholding: Withholding) -> None:
        self._run(lambda desk: desk.households.remove(withholding), _("No longer withheld"))

    def let_in(self, exclusion: Exclusion) -> None:
        """Take back that the family does not wish somebody."""
        self._run(lambda desk: desk.interpreters.let_in(exclusion.id), _("Taken back"))

    def walk_step(self, code: str) -> None:
        """Open one of the nine steps, with today as its day while nothing is noted."""
        card = self._shown()
        known = next((step for step in card.steps if step.step == code), None)
        if known is not None:
            self._edits.begin("step", known.id, [known])
            return
        step = CaseStep(household=card.household.id, step=code, on=clock.today())
        self._edits.begin("step", f"{card.household.id} {code}", [], [step])

    def begin_steps(self) -> None:
        """Begin the nine-step plan with the first step that nobody walked."""
        walked = {step.step for step in self._shown().steps}
        codes = [code.code for code in codelists()["nine_steps"]]
        self.walk_step(next((code for code in codes if code not in walked), codes[0]))

    def _run(self, work: Work, said: str) -> None:
        def then(_changes: Any) -> None:  # noqa: ANN401 - the answer is told to every page by the jobs
            self._context.said.emit(said, True)

        self._context.jobs.run(self, work, then)
