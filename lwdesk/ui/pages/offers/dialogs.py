"""The forms of an offer, a provider, and a place in an offer."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from lwdesk.domain.fields import Record
from lwdesk.domain.provider import Offer, OfferPlace, Provider
from lwdesk.ui import style
from lwdesk.ui.context import Context
from lwdesk.ui.option import Option
from lwdesk.ui.pages.few_fields import FewFields
from lwdesk.ui.pages.household_input import HouseholdInput
from lwdesk.ui.pages.offers import layout
from lwdesk.ui.record_form import Layout, RecordForm
from lwdesk.ui.words import _

WIDE, HIGH = 720, 640
type Named = Sequence[tuple[UUID, str]]


class LongFields(FewFields):
    """The same question with so many fields that they scroll."""

    told = Signal(object, object)

    def __init__(
        self, title: str, form: RecordForm, record: Record, base: Record | None, parent: QWidget
    ) -> None:
        super().__init__(title, _("Save"), form, parent, save="save_offer")
        self._base = base
        form.show_record(record)

    def sizeHint(self) -> QSize:
        host = self.parentWidget()
        window = host.window() if host is not None else self
        return QSize(
            min(style.px(WIDE), window.width() - style.px(32)),
            min(style.px(HIGH), window.height() - style.px(32)),
        )

    def open(self) -> None:
        self.resize(self.sizeHint())
        super().open()

    def take(self) -> None:
        self.told.emit(self.form.record(), self._base)


class OfferDialog(LongFields):
    """Everything about one offer."""

    def __init__(self, offer: Offer, base: Offer | None, providers: Named, parent: QWidget) -> None:
        form = RecordForm(Offer, layout.OFFER)
        title = _("Edit the offer") if base else _("New offer")
        find_provider(form, providers)
        super().__init__(title, form, offer, base, parent)
        self.setObjectName("offer_dialog")

    def needed(self) -> tuple[str, ...]:
        return ("name", "provider", "category")

    def take(self) -> None:
        made = self.form.record()
        provider = made.value("provider")
        self.told.emit(made.replace(provider=UUID(str(provider)) if provider else None), self._base)


class ProviderDialog(LongFields):
    """Everything about one provider."""

    def __init__(self, provider: Provider, base: Provider | None, parent: QWidget) -> None:
        form = RecordForm(Provider, layout.PROVIDER)
        title = _("Edit the provider") if base else _("New provider")
        super().__init__(title, form, provider, base, parent)
        self.setObjectName("provider_dialog")

    def needed(self) -> tuple[str, ...]:
        return ("name",)


class PlaceDialog(FewFields):
    """Asks which household gets a place."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget) -> None:
        fields: Layout = (("household",),)
        faces = {"household": HouseholdInput(context)}
        form = RecordForm(OfferPlace, fields, faces=faces)
        super().__init__(_("Who gets a place?"), _("Give the place"), form, parent)
        self.setObjectName("place_dialog")

    def needed(self) -> tuple[str, ...]:
        return ("household",)

    def take(self) -> None:
        self.chosen.emit(self.form.input("household").value())


def find_provider(form: RecordForm, providers: Named) -> None:
    """Let the provider be found by its name."""
    from lwdesk.ui.inputs import LinkInput

    labels = {str(identity): name for identity, name in providers}
    field = form.input("provider")
    assert isinstance(field, LinkInput)

    def find(typed: str) -> Sequence[Option]:
        wanted = typed.casefold()
        return [Option(key, name) for key, name in labels.items() if wanted in name.casefold()]

    field.set_source(find, labels)
