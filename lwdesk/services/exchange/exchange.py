"""The exchange with other devices, as a part of an open desk."""

from collections.abc import Callable

from lwdesk.services.exchange.along import Along
from lwdesk.services.exchange.contents import Contents
from lwdesk.services.exchange.devices import Devices
from lwdesk.services.exchange.differences import Differences
from lwdesk.services.exchange.loss import Losses
from lwdesk.services.exchange.passages import Passages
from lwdesk.services.exchange.places import Places
from lwdesk.services.exchange.receiving import Receiving
from lwdesk.services.exchange.renewing import Renewing
from lwdesk.services.exchange.sending import Sending
from lwdesk.services.exchange.shared_folder import SharedFolder
from lwdesk.services.exchange.transfers import Transfers
from lwdesk.services.exchange.trust import Trust
from lwdesk.services.exchange.waiting import Waiting
from lwdesk.services.seat import DeviceSeat, Seat


class Exchange:
    """What leaves this device for others, and what it takes in from them."""

    def __init__(self, seat: Seat, mark: Callable[[], None] | None = None) -> None:
        self.trust = Trust(seat)
        self.devices = Devices(seat, self.trust)
        self.losses = Losses(seat, self.trust, self.devices)
        self.sending = Sending(seat, self.trust, mark)
        self.receiving = Receiving(seat, self.trust)
        self.renewing = Renewing(seat, self.trust)
        self.places = Places(seat)
        self.contents = Contents(seat, self.sending)
        self.passages = Passages(seat, self.trust)
        self.waiting = Waiting(seat, self.trust, self.receiving)
        self.differences = Differences(seat)
        self.transfers = Transfers(seat, self.trust)
        self.along = Along(seat, self.trust, self.sending)
        self.shared = _shared_folder(seat, mark)


def _shared_folder(seat: Seat, mark: Callable[[], None] | None) -> SharedFolder:
    """Return the folder whose turns are the device's own work."""
    device = DeviceSeat(seat.store, seat.office, seat.staff, seat.device)
    trusted = Trust(device)
    sending = Sending(device, trusted, mark)
    parts = sending, Receiving(device, trusted), Along(device, trusted, sending), Transfers(device, trusted)
    return SharedFolder(seat, trusted, *parts)
