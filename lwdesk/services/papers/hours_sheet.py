"""The monthly sheet of an interpreter: what the file has of it, for whoever may settle hours."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused, RecordGone
from lwdesk.base.texts import translator
from lwdesk.documents import hours_sheet
from lwdesk.documents.hours_sheet import Content
from lwdesk.documents.kit.letter import LANGUAGE
from lwdesk.domain.codelists import codelists
from lwdesk.domain.hours_sheet import HoursRow, HoursSheet
from lwdesk.domain.interpreting import Interpreter
from lwdesk.services.hours_sheets import euros
from lwdesk.services.papers import office_lines
from lwdesk.services.papers.assignment import fee
from lwdesk.services.papers.drawable import demand_drawable
from lwdesk.services.papers.kinds import Gathered, Options

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = "1"


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:
    """Read the sheet of a month; PaperRefused where nothing is paid in it."""
    with desk.seat.reading() as reader:
        who = reader.get(Interpreter, about)
    if who is None:
        raise RecordGone(kind="interpreter")
    sheet = desk.hours_sheets.sheet(about, month(options))
    if not sheet.rows:
        raise PaperRefused(why="empty")
    content = _content(desk, who, sheet)
    demand_drawable(content)
    return Gathered(content, recipient=who.name, interpreter=about)


def render(content: Content, language: str, made_at: datetime) -> bytes:  # noqa: ARG001 - as every author
    return hours_sheet.render(content, made_at=made_at, template=TEMPLATE)


def month(options: Options) -> date:
    """Return the first day of the month that was chosen, else of this one."""
    told = options.get("month", "")
    return date.fromisoformat(f"{told}-01") if told else clock.today().replace(day=1)


def _content(desk: "Desk", who: Interpreter, sheet: HoursSheet) -> Content:
    words = translator(LANGUAGE)
    return Content(
        office=office_lines.brand(desk.office),
        name=who.name,
        month=f"{sheet.month:%m/%Y}",
        paid_as="\n".join(fee(model, words) for model in sheet.models),
        rows=tuple(_row(row) for row in sheet.rows),
        sums=(str(sheet.minutes), str(sheet.kilometres), euros(sheet.cents)),
    )


def _row(row: HoursRow) -> tuple[str, ...]:
    state = codelists().label("request_state", row.state, LANGUAGE)
    numbers = (str(row.minutes), str(row.kilometres), euros(row.cents))
    return (row.reference, f"{row.on:%d.%m.%Y}", state, *numbers)
