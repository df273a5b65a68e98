"""The first step: how the household is called, where it lives, and what follows from the address."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lwdesk.domain import places
from lwdesk.domain.codelists import codelists
from lwdesk.services.taking_in import NOT_ASSIGNED
from lwdesk.ui import style
from lwdesk.ui.buttons import QuietButton
from lwdesk.ui.field_box import FieldBox
from lwdesk.ui.pages.intake.begun import Begun
from lwdesk.ui.pages.intake.layout import Step
from lwdesk.ui.pages.intake.steps import StepForm
from lwdesk.ui.surface import Sign
from lwdesk.ui.text import Text
from lwdesk.ui.typed_day import write_day
from lwdesk.ui.words import _, words


class HintLine(QWidget):
    """What the program concludes from the fields above, with its symbol and perhaps a way to correct it."""

    acted = Signal()

    def __init__(self, parent: QWidget, icon: str, token: str, kind: str = "help", action: str = "") -> None:
        super().__init__(parent)
        self._icon = icon
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(8))
        self._sign = Sign(icon, token, 16)
        self.text = Text("", kind, token=token, wrap=True)
        row.addWidget(self._sign)
        row.addWidget(self.text, 1)
        self.button = QuietButton(action, size="small")
        self.button.clicked.connect(self.acted)
        row.addWidget(self.button)
        self.button.setVisible(bool(action)) if action else self.button.hide()
        self.hide()

    def say(self, text: str, token: str, icon: str = "") -> None:
        """Show the sentence; an empty one hides the line."""
        self.text.setText(text)
        self.text.set_token(token)
        self._sign.set_sign(icon or self._icon, token)
        self.setVisible(bool(text))


class HouseholdForm(StepForm):
    """The fields of household and dwelling; the district is a sentence until somebody corrects it."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step, parent)
        self._asked = False

    def complete(self, begun: Begun) -> None:
        super().complete(begun)
        self.show_consequences(begun)

    def build(self) -> Iterator[object]:
        yield from super().build()
        if self.under.indexOf(self.district) < 0:
            self.under.insertWidget(self._place_of("dwelling.district"), self.district)
            self.under.insertWidget(self._place_of("dwelling.former") + 1, self.visit)

    def show_begun(self, begun: Begun) -> None:
        super().show_begun(begun)
        self.show_consequences(begun)

    def show_consequences(self, begun: Begun) -> None:
        """Show and hide what depends on other fields."""
        household, dwelling = begun.intake.household, begun.intake.dwelling
        if self.whole:
            self._group("dwelling.district").setVisible(self._asked or bool(dwelling.district))
            self._group("household.protection_reason").setVisible(household.address_protected)
        proposed = bool(household.name) and not begun.named
        self._own("household.name").set_help(_("Proposed from the first person") if proposed else "")

    def show_district(self, district: str | None, *, known: bool) -> None:
        """Say where the address lies and which office looks after it."""
        if not known:
            self.district.say("", "ok")
        elif district is None:
            self.district.say(_("The address may lie in several districts."), "warn", "map-pin-off")
        elif district == NOT_ASSIGNED:
            self.district.say(_("This address lies outside the town."), "warn", "map-pin-off")
        else:
            self.district.say(_district_sentence(district), "ok")

    def show_visit(self, due: date | None) -> None:
        text = _("A welcome visit is proposed, due by {day}.", day=write_day(due)) if due else ""
        self.visit.say(text, "accent_text")

    def open_district(self) -> None:
        """Let the person choose the district themselves."""
        self._asked = True
        self._group("dwelling.district").show()
        self.rearranged.emit()
        self._own("dwelling.district").input.control().setFocus()

    def _add_head(self) -> None:
        super()._add_head()
        self.district = HintLine(self, "map-pin", "ok", "body", _("Change"))
        self.district.button.setAccessibleName(_("Change city district"))
        self.district.acted.connect(self.open_district)
        self.visit = HintLine(self, "footprints", "accent_text")

    def _own(self, key: str) -> FieldBox:
        box = self.box(key)
        assert box is not None
        return box

    def _place_of(self, key: str) -> int:
        return self.under.indexOf(self._group(key))

    def _group(self, key: str) -> QWidget:
        return next(fields for fields in self.fields if key in fields.boxes)


def _district_sentence(district: str) -> str:
    lists, language = codelists(), words.language
    region = places.region_of(district)
    label = lists.label("district", district, language)
    if not region:
        return _("City district {district}", district=label)
    office = lists.label("region", region, language)
    return _("City district {district}, looked after by: {office}", district=label, office=office)
