"""What an office agreed on for its data file; it lies in the encrypted file."""

from dataclasses import dataclass, fields, replace

from lwdesk.base.errors import InvalidInput
from lwdesk.services import audit
from lwdesk.services.seat import Seat
from lwdesk.store import writers
from lwdesk.store.transaction import Reader

PRACTICE = "practice"
LIMITS = {
    "idle_minutes": (1, 120),
    "still_true_months": (1, 60),
    "waiting_long_minutes": (5, 240),
    "topic_required": (0, 1),
    "dormant_months": (1, 60),
    "audit_months": (1, 120),
}


@dataclass(frozen=True, slots=True)
class FileSettings:
    """The settings with the values of the first day."""

    idle_minutes: int = 10
    still_true_months: int = 6
    waiting_long_minutes: int = 20
    topic_required: int = 1  # whether a contact needs a topic
    dormant_months: int = 6  # after how many months without a contact a case is said to be dormant
    audit_months: int = 12


class OfficeSettings:
    """The settings inside the data file."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    @property
    def idle_minutes(self) -> int:
        return self.load().idle_minutes

    @property
    def waiting_long_minutes(self) -> int:
        return self.load().waiting_long_minutes

    @property
    def practice(self) -> bool:
        """Tell whether the file holds invented people only, made to be tried out."""
        with self._seat.reading() as reader:
            return writers.setting(reader.connection, PRACTICE) is not None

    def load(self) -> FileSettings:
        with self._seat.reading() as reader:
            return self.read(reader)

    def read(self, reader: Reader) -> FileSettings:
        """Return the settings as this view of the file has them; a broken one is as on the first day."""
        found = reader.connection.exec_driver_sql(
            "SELECT name, value FROM setting WHERE name LIKE 'office.%'"
        )
        told = {name.removeprefix("office."): value for name, value in found}
        known = {name: int(value) for name, value in told.items() if name in LIMITS and value.isdecimal()}
        return replace(FileSettings(), **{name: value for name, value in known.items() if fits(name, value)})

    def save(self, settings: FileSettings) -> None:
        """Keep the settings for everybody; InvalidInput for a value out of its range."""
        wrong = [one.name for one in fields(settings) if not fits(one.name, getattr(settings, one.name))]
        if wrong:
            raise InvalidInput(kind="setting", fields=", ".join(wrong))
        with self._seat.writing("", "settings") as transaction:
            for one in fields(settings):
                value = str(getattr(settings, one.name))
                writers.set_setting(transaction.connection, f"office.{one.name}", value)
            audit.note(transaction, self._seat.staff.id, "change", "setting")


def fits(name: str, value: int) -> bool:
    low, high = LIMITS[name]
    return low <= value <= high
