"""The consent as a form: whom it is for, in which language it was read, and the signature below it."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lwdesk.domain import advice, gate
from lwdesk.domain.consent import Consent
from lwdesk.domain.rules import Problem
from lwdesk.domain.vague import VagueDay
from lwdesk.ui.context import Context
from lwdesk.ui.pages.household.change import Change
from lwdesk.ui.pages.household.record_dialog import RecordDialog
from lwdesk.ui.pages.household.sheet import Named
from lwdesk.ui.signature import SignatureField
from lwdesk.ui.words import words

FORM: Final = "new_consent"
WITHOUT: Final = frozenset({"oral", "phone"})


class ConsentDialog(RecordDialog):
    """Asks for all that makes a consent hold; what makes it void is said before it is saved."""

    def __init__(
        self,
        context: Context,
        change: Change,
        people: Named,
        colleagues: Named,
        births: Mapping[UUID, VagueDay | None],
        parent: QWidget,
    ) -> None:
        super().__init__(context, change, people, colleagues, parent)
        self._births = births
        self.signature = SignatureField()
        self.add_below(self.signature)
        self.signature.draw(change.signature)
        self.signature.edited.connect(self._signed)
        self.sheet.edited.connect(self._follow)
        self._follow()

    def consent(self) -> Consent:
        return next(one for one in self.change.records.values() if isinstance(one, Consent))

    def _problems(self) -> tuple[Problem, ...]:
        consent = self.consent()
        born = self._births.get(consent.person) if consent.person else None
        drawn = self.signature.picture() is not None
        void = gate.lacking(consent, born, drawn=drawn)
        for problem in void:
            if problem.field == "signature":
                self.signature.show_problem(advice.sentence(problem, words.texts))
        return (*super()._problems(), *void)

    def _asks_for_a_look(self) -> bool:
        if super()._asks_for_a_look():
            return True
        if unsigned := self.signature.message.isVisibleTo(self):
            self.signature.on_paper.setFocus()
            self._scroll.ensureWidgetVisible(self.signature)
        return unsigned

    def _signed(self) -> None:
        """Let the way of signing say the form of the consent, and keep what was drawn."""
        self.change.signature = self.signature.numbers()
        self.keeper.touch()
        if self.signature.is_on_paper():
            self.fill("consent.form", "written")
        elif self.signature.picture() is not None:
            self.fill("consent.form", "electronic")
        elif self.consent().form == "written":
            self.fill("consent.form", None)

    def _follow(self) -> None:
        """Show the pad where a signature is given at all."""
        form: Any = self.consent().form
        self.signature.setVisible(form not in WITHOUT)
        if self.signature.is_on_paper() != (form == "written"):
            self.signature.set_on_paper(wanted=form == "written")
