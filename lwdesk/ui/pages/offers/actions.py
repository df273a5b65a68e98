"""What can be done with offers and providers: written, changed, checked, given to somebody."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lwdesk.domain.fields import Record
from lwdesk.domain.provider import Offer, OfferPlace, Provider
from lwdesk.services.changes import Changes, Conflicts
from lwdesk.services.directory import Match
from lwdesk.ui.context import Context
from lwdesk.ui.pages.offers.dialogs import LongFields, OfferDialog, PlaceDialog, ProviderDialog
from lwdesk.ui.words import _

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


class OfferActions(QObject):
    """The ways of the directory; `page` is where questions are asked."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def new_offer(self, area: str | None = None, district: str | None = None) -> None:
        """Ask for a new offer, of an area and a district where a gap names them."""
        areas = (area,) if area else ()
        districts = (district,) if district else ()
        self._ask_offer(Offer(areas=areas, districts=districts, city="Dortmund"), None)

    def edit_offer(self, offer: Offer) -> None:
        self._ask_offer(offer, offer)

    def new_provider(self) -> None:
        self._listen(ProviderDialog(Provider(city="Dortmund"), None, self._page))

    def edit_provider(self, provider: Provider) -> None:
        self._listen(ProviderDialog(provider, provider, self._page))

    def check(self, offer: Offer) -> None:
        """Say that somebody looked today."""
        self._run(lambda desk: desk.directory.check(offer.id), _("Checked today"))

    def take_up(self, one: Offer | Provider) -> None:
        """Let what had ended go on, with no end."""
        self._save(one.replace(valid_until=None), one, _("Valid again"))

    def give_place(self, match: Match) -> None:
        dialog = PlaceDialog(self._context, self._page)
        full = "full" in match.fit.warnings
        said = _("On the waiting list") if full else _("Place given")

        def chosen(household: UUID) -> None:
            place = OfferPlace(household=household, offer=match.offer.id)
            self._run(lambda desk: desk.directory.take_place(place), said)

        dialog.chosen.connect(chosen)
        dialog.open()

    def _ask_offer(self, offer: Offer, base: Offer | None) -> None:
        def ask(providers: tuple[Provider, ...]) -> None:
            named = tuple((one.id, one.name) for one in providers)
            self._listen(OfferDialog(offer, base, named, self._page))

        self._context.jobs.run(self, lambda desk: desk.directory.providers(), ask)

    def _listen(self, dialog: LongFields) -> None:
        dialog.told.connect(self._save)
        dialog.open()

    def _save(self, record: Record, base: Record | None, said: str = "") -> None:
        assert isinstance(record, Offer | Provider)
        assert base is None or isinstance(base, Offer | Provider)
        self._run(lambda desk: desk.directory.save(record, base), said or _("Saved"))

    def _run(self, work: "Callable[[Desk], Changes | Conflicts]", said: str) -> None:
        def then(result: Changes | Conflicts) -> None:
            if isinstance(result, Changes):
                self._context.said.emit(said, True)
            else:
                self._context.ask.tell(
                    self._page,
                    _("Somebody else changed the same entries meanwhile."),
                    _("Nothing was saved. Please open the form again and look at what stands there now."),
                )

        self._context.jobs.run(self, work, then)
