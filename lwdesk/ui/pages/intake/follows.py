"""What follows from the fields of the first step: the name, the district, the town, the welcome visit."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from lwdesk.base import clock
from lwdesk.domain.fields import Record
from lwdesk.services.taking_in import NOT_ASSIGNED, welcome_visit_due
from lwdesk.ui.context import Context
from lwdesk.ui.pages.intake.begun import Begun
from lwdesk.ui.pages.intake.household_form import HouseholdForm

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

ADDRESS = frozenset({"street", "postcode", "city", "district"})
POSTCODE = 5


class Follows(QObject):
    """Keeps the conclusions beside the form in step with what is typed."""

    concluded = Signal(object)

    def __init__(self, context: Context, begun: Callable[[], Begun], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._begun = context, begun
        self.form: HouseholdForm | None = None
        self.town = ""

    def typed(self) -> None:
        """Something was edited: propose the name again and show what depends on it."""
        begun = self._begun()
        if begun.propose_name():
            self.concluded.emit(begun.intake.household)
        if self.form is not None:
            self.form.show_consequences(begun)

    def left(self, record: Record, name: str) -> None:
        """A field was left: look at address and visit anew where they depend on it."""
        begun = self._begun()
        if (record.kind, name) == ("household", "name") and not begun.intake.household.name:
            begun.named = False
        self.typed()
        self.show_visit()
        if record.kind == "dwelling" and name in ADDRESS:
            self.find_district()

    def show_visit(self) -> None:
        if self.form is not None:
            self.form.show_visit(welcome_visit_due(self._begun().intake.dwelling, clock.today()))

    def find_district(self) -> None:
        """Ask where the address lies; a district that somebody chose stands above that."""
        dwelling = self._begun().intake.dwelling
        if self.form is None or (len(dwelling.postcode.strip()) < POSTCODE and not dwelling.district):
            self._show(None, known=False)
            return
        work = partial(_district, postcode=dwelling.postcode, street=dwelling.street)
        self._context.jobs.run(self, work, self._found, lane="district")

    def _found(self, district: str | None) -> None:
        self._show(self._begun().intake.dwelling.district or district, known=True)
        dwelling = self._begun().intake.dwelling
        if district and district != NOT_ASSIGNED and not dwelling.city and self.town:
            self._begun().put(dwelling.replace(city=self.town))
            self.concluded.emit(self._begun().intake.dwelling)

    def _show(self, district: str | None, *, known: bool) -> None:
        if self.form is not None:
            self.form.show_district(district, known=known)


def first_look(desk: "Desk") -> tuple[UUID, str]:
    """Return the office at whose desk the intake happens, and its town."""
    return desk.office.id, desk.office.city


def _district(desk: "Desk", postcode: str, street: str) -> str | None:
    return desk.households.district_of(postcode, street)
