"""A second person who sits beside: they have a right of their own and enter their own passphrase."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import NoSecond, StartPassphrase
from lwdesk.domain.staff import Staff, has_ended
from lwdesk.services import key_users, rights
from lwdesk.services.rights import Right
from lwdesk.services.seat import Seat
from lwdesk.store import vault
from lwdesk.store.queries import accounts


@dataclass(frozen=True, slots=True)
class Beside:
    """Who can sit beside whoever works here, and that they did."""

    seat: Seat
    path: Path

    def able(self, right: Right) -> tuple[Staff, ...]:
        """Return who else has a right and can open this file, by name."""
        opening = {user.id for user in key_users.users(self.path)}
        with self.seat.reading() as reader:
            known = reader.all(Staff)
        found = (one for one in known if str(one.id) in opening and self._is_able(one, right))
        return tuple(sorted(found, key=lambda one: one.name.casefold()))

    def vouch(self, second: UUID, passphrase: str, right: Right) -> Staff:
        """Return who it was once their passphrase opened the file; NoSecond where they may not."""
        with self.seat.reading() as reader:
            found = reader.get(Staff, second)
            if found is None or not self._is_able(found, right):
                raise NoSecond(right=right)
            if accounts.has_start_passphrase(reader, second):
                raise StartPassphrase
        vault.unlock(self.path, str(second), passphrase)
        return found

    def _is_able(self, staff: Staff, right: Right) -> bool:
        able = rights.may(staff.role, right, staff.employer) and not has_ended(staff, clock.today())
        return able and staff.id != self.seat.staff.id
