"""What a save touched, so that every open page can decide whether to refresh."""

from dataclasses import dataclass
from uuid import UUID

from lwdesk.domain.fields import Value


@dataclass(frozen=True, slots=True)
class Changes:
    """The records a save wrote, by kind and id."""

    touched: frozenset[tuple[str, UUID]] = frozenset()
    what: str = ""

    def touches(self, *kinds: str, record: UUID | None = None) -> bool:
        """Tell whether a record of one of these kinds, or this very record, was written."""
        return any(kind in kinds or identity == record for kind, identity in self.touched)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that both the form and somebody else changed since the form was opened."""

    field: str
    before: Value
    mine: Value
    theirs: Value


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Why nothing was saved: the person decides field by field."""

    kind: str
    record: UUID
    fields: tuple[Conflict, ...]
