"""Which folder this device shares with others; asked often, so nothing of the exchange is loaded for it."""

from pathlib import Path

from lwdesk.services.seat import Seat
from lwdesk.store.exchange import shared


def shared_place(seat: Seat) -> Path | None:
    """Return the folder, whether or not it is there at the moment."""
    with seat.reading() as reader:
        name = shared.folder(reader.connection)
    return Path(name) if name else None
