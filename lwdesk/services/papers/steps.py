"""Gathers the sheet of steps: what is open with a household, what is arranged, how far it came."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base.errors import PaperRefused
from lwdesk.documents import steps
from lwdesk.documents.steps import Stage, Steps
from lwdesk.domain.codelists import codelists
from lwdesk.domain.contact import Contact
from lwdesk.domain.need import CaseStep
from lwdesk.services.papers import family
from lwdesk.services.papers.family import Family
from lwdesk.services.papers.kinds import Gathered, Options
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = steps.TEMPLATE


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:
    """Return what lies before a household, asked of it or of one of its talks."""
    with desk.seat.reading() as reader:
        contact = reader.get(Contact, about)
        household = contact.household if contact else about
        home = family.family(desk, reader, household, options, ())
        content = Steps(
            family.counter(desk, reader),
            tuple(step for _source, step in family.steps(reader, home)),
            family.meetings(reader, home),
            tuple(_way(reader, home)),
            home.name,
            home.file_number,
        )
    if not (content.steps or content.meetings):
        raise PaperRefused(why="empty")
    return Gathered(content, household)


def render(content: Steps, language: str, made_at: datetime) -> bytes:
    return steps.render(content, language, made_at=made_at)


def choices(_desk: "Desk", _about: UUID, _option: str) -> tuple[tuple[str, str], ...]:
    """Nothing is one of several here."""
    return ()


def _way(reader: Reader, home: Family) -> Iterator[Stage]:
    """Yield the nine steps where the office walks them with the household, without those left out."""
    walked = reader.all(CaseStep, household=home.home.id) if home.home else ()
    if not walked:
        return
    done = {one.step for one in walked if one.on is not None and not one.skipped}
    skipped = {one.step for one in walked if one.skipped}
    for code in codelists()["nine_steps"]:
        if code.code not in skipped:
            yield Stage(code.code, done=code.code in done)
