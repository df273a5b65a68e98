"""What the next package would hold, household by household, before anybody makes it."""

from uuid import UUID

from lwdesk.domain.household import Household
from lwdesk.services.exchange.sending import Sending
from lwdesk.services.exchange.views import Content
from lwdesk.services.seat import Seat
from lwdesk.store.exchange import contents


class Contents:
    """Looks through what is due without making anything."""

    def __init__(self, seat: Seat, sending: Sending) -> None:
        self._seat = seat
        self._sending = sending

    def listed(self) -> tuple[Content, ...]:
        """Return what is new for the other devices, by household and kind, and what belongs to none.

        Households that this person may not see are one line without a name.
        """
        self._seat.demand("export")
        with self._seat.reading() as reader:
            found = contents.counted(reader.connection, self._sending.waiting(reader))
            homes = reader.many(Household, [home for home in found if home is not None])
        sees = self._seat.may("see_restricted")
        hidden = {key for key, home in homes.items() if home.restricted and not sees}
        told = [
            Content(home, *_named(homes.get(home) if home else None), kind, count)
            for home, kinds in found.items()
            if home not in hidden
            for kind, count in kinds.items()
        ]
        covered = sum(found[home].total() for home in hidden)
        if covered:
            told.append(Content(None, "", "", "", "", covered, is_hidden=True))
        return tuple(sorted(told, key=_order))


def _named(home: Household | None) -> tuple[str, str, str]:
    return (home.name, home.native_name, home.case_number) if home is not None else ("", "", "")


def _order(content: Content) -> tuple[bool, str, str, str]:
    home: UUID | None = content.household
    return home is None, content.name.casefold(), str(home or ""), content.kind
