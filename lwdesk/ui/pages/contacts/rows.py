"""How talks stand in their list: with whom, what about, when; one sentence is read."""

from datetime import date

from lwdesk.services.contacts import ContactRow
from lwdesk.ui import dates, rows
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _

TOPICS_SHOWN = 3


def columns() -> tuple[Column, ...]:
    return (
        Column(_("With whom"), 7, "name", sorts=True),
        Column(_("Topics"), 8, wide_only=True),
        Column(_("Kind of contact"), 5, "kind", sorts=True, wide_only=True),
        Column(_("When"), 4, "at", right=True, sorts=True),
    )


def whom(row: ContactRow) -> str:
    """Return with whom the talk was, as far as it is known."""
    contact = row.record
    if row.home is not None:
        return row.home.name or row.home.native_name or _("without a name")
    if contact.counterpart == "household":
        return _("without a name")
    return contact.counterpart_name or row.provider or label("counterpart", contact.counterpart)


def side(row: ContactRow) -> str:
    """Return the case number of a household, else what the other side is."""
    contact = row.record
    if row.home is not None:
        return row.home.case_number
    kind = label("other_side", contact.other_side) or label("counterpart", contact.counterpart)
    parts = (kind, row.provider if contact.counterpart_name else "")
    return ", ".join(part for part in parts if part and part != whom(row))


def topics(row: ContactRow) -> str:
    """Return the first few topics, and how many there are beside them."""
    areas = list(dict.fromkeys(short_label("life_area", area) for area, _support in row.topics))
    more = len(areas) - TOPICS_SHOWN
    return ", ".join([*areas[:TOPICS_SHOWN], *([_("{n} more", n=more)] if more > 0 else [])])


def when(row: ContactRow, today: date) -> str:
    at = row.record.at
    return dates.when(at.astimezone().date(), at, today) if at else "–"


def shown(row: ContactRow, today: date) -> rows.Row:
    """Return the talk as the list paints it."""
    contact = row.record
    name, number, about = whom(row), side(row), topics(row)
    own = row.home.native_name if row.home and row.home.name else ""
    kind = short_label("contact_kind", contact.sort)
    minutes = _("{n} min", n=contact.minutes) if contact.minutes else ""
    folded = " · ".join(part for part in (number, about) if part)
    cells = (
        Cell(name, number, own, strong=True, folded=folded),
        Cell(about or "–"),
        Cell(kind or "–", minutes),
        Cell(when(row, today), tabular=True),
    )
    spoken = (name, own, number, about, kind, minutes, when(row, today))
    return rows.Row(str(contact.id), cells, ", ".join(part for part in spoken if part), data=row)
