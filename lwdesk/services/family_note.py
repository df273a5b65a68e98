"""What a family wrote about whom not to tell: read and confirmed before anything leaves, whatever the way."""

from uuid import UUID

from lwdesk.base.errors import NoteUnread
from lwdesk.domain.household import Household
from lwdesk.store.transaction import Reader


def note(reader: Reader, household: UUID | None) -> str:
    """Return what a family wrote about whom not to tell, or nothing."""
    home = reader.get(Household, household) if household else None
    return home.withhold.strip() if home else ""


def demand_read(reader: Reader, household: UUID | None, read: str) -> None:
    """Raise NoteUnread unless somebody confirmed the note as it stands; `read` is what they read."""
    if (told := note(reader, household)) and told != read.strip():
        raise NoteUnread(kind=Household.kind)
