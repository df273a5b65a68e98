"""What a save touched, so that every open page can decide whether to refresh."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Changes:
    """The records a save wrote, by kind and id."""

    touched: frozenset[tuple[str, UUID]] = frozenset()
    what: str = ""

    def touches(self, *kinds: str, record: UUID | None = None) -> bool:
        """Tell whether a record of one of these kinds, or this very record, was written."""
        return any(kind in kinds or identity == record for kind, identity in self.touched)
