"""Who works here, on which file and with which rights: what every part of the desk shares."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lwdesk.base.errors import NotOurs, ReadOnly, Restricted
from lwdesk.domain.household import Household
from lwdesk.domain.office import Device, Office
from lwdesk.domain.staff import Staff
from lwdesk.services import rights
from lwdesk.services.changes import Changes
from lwdesk.services.rights import Right
from lwdesk.store.errors import translated
from lwdesk.store.transaction import Reader, Store, Transaction


@dataclass(frozen=True, slots=True)
class Seat:
    """A staff member at a device of an office, with the file open in front of them."""

    store: Store
    office: Office
    staff: Staff
    device: Device

    @property
    def read_only(self) -> bool:
        return self.store.read_only

    def may(self, right: Right) -> bool:
        return rights.may(self.staff.role, right, self.staff.employer)

    def demand(self, right: Right) -> None:
        """Raise NotAllowed unless role and employer of the person include the right."""
        rights.demand(self.staff.role, right, self.staff.employer)

    def demand_visible(self, *homes: Household) -> None:
        """Raise Restricted for a household that lists and searches hide from this person, too."""
        if any(home.restricted for home in homes) and not self.may("see_restricted"):
            raise Restricted(right="see_restricted")

    def is_foreign(self, office: object) -> bool:
        """Tell whether a record belongs to another office, which alone may change it."""
        return office is not None and office != self.office.id

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        with translated(), self.store.reading() as reader:
            yield reader

    @contextmanager
    def writing(self, what: str, right: Right | None = "edit") -> Iterator[Transaction]:
        """Write as this person, or raise before anything is written; ReadOnly on a file that is only read."""
        if self.read_only:
            raise ReadOnly
        if right is not None:
            self.demand(right)
        with translated(), self.store.writing(what, self.staff.id) as transaction:
            yield transaction


class DeviceSeat(Seat):
    """The device in the place of whoever sits there: it exchanges, whatever that person's role."""

    __slots__ = ()

    def may(self, right: Right) -> bool:
        return right == "export" or super().may(right)

    def demand(self, right: Right) -> None:
        if right != "export":
            super().demand(right)


def changes(transaction: Transaction, what: str) -> Changes:
    """Return what a transaction touched, as the pages are told."""
    return Changes(frozenset(transaction.touched), what)


def demand_own(seat: Seat, office: object) -> None:
    if seat.is_foreign(office):
        raise NotOurs(right="edit_foreign")
