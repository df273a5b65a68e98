"""A day that is known more or less exactly, as birth dates of newcomers often are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ESTIMATED = "estimated"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True, order=True)
class VagueDay:
    """A date with its precision; what is not known is filled with the first of month or year."""

    on: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.precision in (Precision.YEAR, Precision.ESTIMATED, Precision.PAPERS):
            object.__setattr__(self, "on", self.on.replace(month=1, day=1))
        elif self.precision is Precision.MONTH:
            object.__setattr__(self, "on", self.on.replace(day=1))

    def __str__(self) -> str:
        return f"{self.on.isoformat()} {self.precision.value}"

    @classmethod
    def read(cls, text: str) -> "VagueDay":
        """Read what `str` wrote; a bare ISO date is exact to the day."""
        day, _, precision = text.partition(" ")
        return cls(date.fromisoformat(day), Precision(precision or "day"))

    @property
    def exact_year_only(self) -> bool:
        """Tell whether day and month say nothing about the person."""
        return self.precision in (Precision.YEAR, Precision.ESTIMATED, Precision.PAPERS)

    def age(self, on: date) -> int:
        """Return the completed years on a day."""
        return on.year - self.on.year - ((on.month, on.day) < (self.on.month, self.on.day))
