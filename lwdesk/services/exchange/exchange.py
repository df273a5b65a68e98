"""The exchange with other devices, as a part of an open desk."""

from lwdesk.services.exchange.devices import Devices
from lwdesk.services.exchange.receiving import Receiving
from lwdesk.services.exchange.sending import Sending
from lwdesk.services.exchange.trust import Trust
from lwdesk.services.seat import Seat


class Exchange:
    """What leaves this device for others, and what it takes in from them."""

    def __init__(self, seat: Seat) -> None:
        self.trust = Trust(seat)
        self.devices = Devices(seat, self.trust)
        self.sending = Sending(seat, self.trust)
        self.receiving = Receiving(seat, self.trust)
