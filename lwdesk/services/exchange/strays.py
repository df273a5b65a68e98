"""What was written for a household that was meanwhile put under another: it goes where that one went."""

from collections.abc import Iterator
from uuid import UUID

from lwdesk.domain.fields import Record
from lwdesk.domain.household import Household, Membership
from lwdesk.services.exchange.survivors import survivor
from lwdesk.store.queries import merging
from lwdesk.store.transaction import Transaction


def land(transaction: Transaction) -> int:
    """Tie new records of merged households to those that live on; return how many."""
    landed = [*_landed(transaction)]
    transaction.save_all(landed)
    return len(landed)


def _landed(transaction: Transaction) -> Iterator[Record]:
    homes: dict[UUID, Record | None] = {}
    for record, field in merging.left_behind(transaction):
        gone = record.value(field)
        assert isinstance(gone, UUID)
        if gone not in homes:
            homes[gone] = survivor(transaction, Household.kind, gone)
        home = homes[gone]
        if home is None:
            continue
        if not isinstance(record, Membership):
            yield record.replace(**{field: home.id})
        elif not transaction.all(Membership, household=home.id, person=record.person):
            yield record.replace(household=home.id, main_contact=False)
