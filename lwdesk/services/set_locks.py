"""What a file does by itself with take-along sets: it locks what is over and compacts what was erased.

The households of a locked set leave every table, and the log keeps them.
"""

from contextlib import suppress
from datetime import date
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import LwError, SetExpired
from lwdesk.services.seat import Seat
from lwdesk.store import sets
from lwdesk.store.errors import translated
from lwdesk.store.transaction import Reader, Store


def lock_expired(seat: Seat) -> int:
    """Lock what is over; return how many sets are locked."""
    lock(seat.store)
    with seat.reading() as reader:
        return sum(one.is_locked for one in sets.here(reader.connection))


def lies_here(seat: Seat) -> bool:
    """Tell whether there is any set on this device."""
    with seat.reading() as reader:
        return bool(sets.here(reader.connection))


def lock(store: Store) -> int:
    """Lock the sets of this file whose last day is over and return how many; SetExpired on one only read."""
    with store.reading() as reader:
        due = [one.set for one in sets.here(reader.connection) if _is_over(one) and not one.is_locked]
    if not due:
        return 0
    if store.read_only:
        raise SetExpired
    from lwdesk.store.exchange import forgetting

    with store.exchanging() as reader:
        told = sets.here(reader.connection)
        for one in told:
            if one.set in due:
                one.away = forgetting.lock(reader.connection, one)
        sets.keep_here(reader.connection, told)
    return len(due)


def compact(store: Store) -> bool:
    """Let no page of the file keep what was erased; what fails is tried again at the next opening."""
    with store.reading() as reader:
        if store.read_only or not sets.is_unclean(reader.connection):
            return False
    from lwdesk.store.exchange import forgetting

    with suppress(LwError), translated():
        forgetting.clean(store.engine)
        with store.exchanging() as reader:
            sets.keep_unclean(reader.connection, unclean=False)
    return True


def _is_over(one: sets.Here) -> bool:
    return date.fromisoformat(one.until) < clock.today()


def demand_open(reader: Reader, identity: UUID) -> None:
    """Raise SetExpired for what is here and locked."""
    if identity.hex in sets.locked(reader.connection):
        raise SetExpired
