"""The first step of setting up: the office, and what this computer is called in it."""

from PySide6.QtCore import Qt

from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import Value
from lwdesk.domain.office import Office
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.input_text import LineInput
from lwdesk.ui.record_form import RecordForm
from lwdesk.ui.wizard import WizardStep
from lwdesk.ui.words import _, words

ROWS = (("region",), ("name", "code"), ("partner",))


class OfficeStep(WizardStep):
    """Asks for the region and proposes the rest, where the list knows it."""

    def __init__(self) -> None:
        super().__init__(spacing=16)
        self.form = RecordForm(Office, ROWS, mandatory=("region", "partner"))
        self._proposed: dict[str, Value] = {}
        self._device = LineInput()
        self._device.setObjectName("device")
        self._device.set_value(_("Office computer"))
        self.column.addWidget(self.form)
        self.column.addWidget(FieldBox(_("Name of the device"), self._device))
        self.form.edited.connect(self._edited)
        self._device.edited.connect(self.changed)

    def focus_first(self) -> None:
        self.form.input("region").setFocus(Qt.FocusReason.OtherFocusReason)

    def office(self) -> Office:
        record = self.form.record()
        assert isinstance(record, Office)
        return record

    def device(self) -> str:
        return str(self._device.value() or "")

    def blocked(self) -> str:
        values = self.form.values()
        full = values["region"] and values["name"] and values["code"] and self.device()
        return "" if full else _("Region, name and short code are needed.")

    def _edited(self, name: str) -> None:
        region = str(self.form.input("region").value() or "")
        if name == "region" and region:
            self._propose(region)
        self.changed.emit()

    def _propose(self, region: str) -> None:
        """Fill name, short code and partner from the region, but never over what the person wrote there."""
        code = codelists()["region"][region]
        employers = [employer for employer in code.texts("employers") if employer != "city"]
        proposed: dict[str, Value] = {
            "name": code.label(words.language),
            "code": code.text("office"),
            "partner": employers[0] if employers else None,
        }
        stands = self.form.values()
        own = {name: stands[name] for name in proposed if stands[name] not in ("", self._proposed.get(name))}
        self._proposed = proposed
        self.form.show_record(Office(region=region).replace(**(proposed | own)))
