"""Where each field of a contact stands on its form, and which ones stand elsewhere."""

from typing import Final

ABOUT: Final = (("sort", "at", "minutes"), ("counterpart",))
OTHER: Final = (("other_side", "counterpart_name"), ("provider",))
TALK: Final = (("language", "interpreter", "district"), ("result",), ("note",))
GAP: Final = (("gap",), ("gap_note",))
FUNDING: Final = (("funding", "place"),)
ELSEWHERE: Final = {
    "office": "the office at whose desk the contact is written down",
    "staff": "whoever is unlocked",
    "household": "the search for a household above the form",
    "visit": "set by the visit that the contact came of",
}
TASK: Final = (("title",), ("due_on", "assigned"))
NEED: Final = (("area", "level"), ("next_step",))


def placed() -> tuple[str, ...]:
    return tuple(name for rows in (ABOUT, OTHER, TALK, GAP, FUNDING) for row in rows for name in row)
