"""Whom not to tell: chosen from the directory or the pool, or written where no list has them."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lwdesk.domain.codelists import fold
from lwdesk.domain.consent import Withholding
from lwdesk.services.consents import Whom
from lwdesk.ui.context import Context
from lwdesk.ui.inputs import LinkInput
from lwdesk.ui.option import Option
from lwdesk.ui.pages.household.change import Change
from lwdesk.ui.pages.household.record_dialog import RecordDialog
from lwdesk.ui.pages.household.sheet import Named
from lwdesk.ui.type_ahead import MOST, Find

FORMS: Final = frozenset({"withholding", "new_withholding"})
LISTS: Final = ("provider", "interpreter")

type Known = tuple[UUID, str, tuple[str, ...]]


class WithholdingDialog(RecordDialog):
    """Lets somebody be chosen, so that the gate knows them by more than a name."""

    def __init__(
        self, context: Context, change: Change, people: Named, colleagues: Named, parent: QWidget
    ) -> None:
        super().__init__(context, change, people, colleagues, parent)
        self._names: dict[UUID, str] = {}
        for name in LISTS:
            self._list(name).edited.connect(partial(self._chose, name))
            self._find(name, self._before(name))
        context.jobs.run(self, lambda desk: desk.consents.whom(), self._offer)

    def _list(self, name: str) -> LinkInput:
        found = self.input(f"withholding.{name}")
        assert isinstance(found, LinkInput)
        return found

    def _before(self, name: str) -> list[Known]:
        """Return who was chosen before, by the name that was written down then."""
        kept = self._withholding()
        chosen = kept.value(name)
        return [(chosen, kept.whom, ())] if isinstance(chosen, UUID) else []

    def _withholding(self) -> Withholding:
        return next(one for one in self.change.records.values() if isinstance(one, Withholding))

    def _offer(self, whom: Whom) -> None:
        """Let the lists find everybody; an offer leads to whoever has it."""
        self._names = {**{one: name for one, name, _offers in whom.providers}, **dict(whom.interpreters)}
        pool: list[Known] = [(one, name, ()) for one, name in whom.interpreters]
        self._find("provider", whom.providers)
        self._find("interpreter", pool)

    def _find(self, name: str, known: Sequence[Known]) -> None:
        """Find these in a list, and show by name who was chosen in it before."""
        shown, chosen = self._list(name), self._withholding().value(name)
        shown.set_source(_finder(known), {str(one): label for one, label, _more in known})
        if isinstance(chosen, UUID):
            shown.set_value(chosen)

    def _chose(self, name: str) -> None:
        """Write down how the chosen one is called, and that it is nobody of the other list."""
        chosen = self._list(name).value()
        if not isinstance(chosen, UUID):
            return
        self.fill("withholding.whom", self._names.get(chosen, ""))
        for other in LISTS:
            if other != name:
                self.fill(f"withholding.{other}", None)


def _finder(known: Iterable[Known]) -> Find:
    rows = [(_option(one), fold(" ".join((one[1], *one[2])))) for one in known]

    def find(text: str) -> list[Option]:
        wanted = fold(text)
        return [option for option, words in rows if wanted in words][:MOST]

    return find


def _option(known: Known) -> Option:
    identity, name, more = known
    return Option(str(identity), name, ", ".join(more))
