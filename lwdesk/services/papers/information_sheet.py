"""Gathers the information sheet of a household: the office, and what the municipality entered once."""

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base.errors import RecordGone
from lwdesk.documents.information_sheet import InformationSheet
from lwdesk.documents.information_sheet import render as drawn
from lwdesk.domain.household import Household
from lwdesk.services.papers import authority, office_lines
from lwdesk.services.papers.kinds import Gathered, Options

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = "1"


def gather(desk: "Desk", about: UUID, _options: Options) -> Gathered:
    """Return what the sheet says to a household."""
    with desk.seat.reading() as reader:
        home = reader.get(Household, about)
        if home is None:
            raise RecordGone(kind="household")
        told = authority.read(reader)
    content = InformationSheet(
        office=office_lines.brand(desk.office),
        office_lines=office_lines.lines(desk.office),
        controller=told.lines("controller"),
        officer=told.lines("officer"),
        supervisor=told.lines("supervisor"),
        basis=" ".join(told.lines("basis")),
        years=" ".join(told.lines("years")),
        joint=bool(desk.office.partner),
        file_number=home.case_number,
    )
    return Gathered(content, home.id, gaps=told.gaps())


def render(content: InformationSheet, language: str, made_at: datetime) -> bytes:
    return drawn(content, language, made_at, TEMPLATE)


def choices(_desk: "Desk", _about: UUID, _option: str) -> tuple[tuple[str, str], ...]:
    """Nothing is chosen for this sheet."""
    return ()
