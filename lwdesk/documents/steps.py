"""The sheet of steps that a family takes along: what is to do, who does it, until when, with which papers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lwdesk.documents.kit import days, family, sheet
from lwdesk.documents.kit.family import YOU, Counter, Meeting, Step, area, meeting, typed
from lwdesk.documents.kit.sheet import Row, Sheet
from lwdesk.documents.kit.voice import TICK, Voice, voices
from lwdesk.documents.tagged.blocks import Block, Entry, Items
from lwdesk.documents.text.isolate import Name

TEMPLATE: Final = "steps-1"
TICKED: Final = "☑"


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the nine steps of a case, and whether it was walked."""

    code: str
    done: bool


@dataclass(frozen=True, slots=True)
class Steps:
    """What stands on the sheet; without names, `name` and `file_number` are empty."""

    counter: Counter
    steps: tuple[Step, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    way: tuple[Stage, ...] = ()
    name: str = ""
    file_number: str = ""


def render(content: Steps, language: str, *, made_at: datetime) -> bytes:
    """Return the sheet as a PDF; the same content and `made_at` give the same bytes."""
    spoken = voices("steps", language)
    head = Sheet(content.counter.name, TEMPLATE, made_at, content.file_number)
    return sheet.draw(head, spoken, list(_rows(content, spoken)))


def _rows(content: Steps, spoken: Sequence[Voice]) -> Iterator[Row]:
    yield Row.of("info", lambda voice: list(_head(content, voice)), spoken)
    for number, step in enumerate(content.steps, 1):
        yield _step_row(number, step, spoken)
    if content.meetings:
        yield Row.of("day", lambda voice: list(_meetings(content, voice)), spoken, shaded=True)
    if content.way:
        yield Row.of("check", lambda voice: [voice.heading("way"), *_way(content, voice)], spoken)
    yield family.contact_row(content.counter, spoken)


def _head(content: Steps, voice: Voice) -> Iterator[Block]:
    if content.name:
        yield voice.put(voice.phrases("for_whom", name=Name(content.name)).bold(), after=4)
    yield voice.told("explain")


def _step_row(number: int, step: Step, spoken: Sequence[Voice]) -> Row:
    return Row.of("steps", lambda voice: list(_step(number, step, voice)), spoken)


def _step(number: int, step: Step, voice: Voice) -> Iterator[Block]:
    yield voice.heading("step", number=number)
    if step.area:
        yield voice.put(area(step.area, voice).bold())
    yield typed(step.text, voice)
    yield voice.told("who_line", who=family.who(step, voice))
    if step.until is not None:
        yield voice.put(voice.phrases("until_line", day=days.day(step.until, voice.phrases)).bold(), after=3)
    if step.papers:
        yield voice.told("papers", after=0)
        yield family.papers(step.papers, voice)
    if step.who == YOU:
        yield voice.ticks([voice.phrases("done").bold()])


def _meetings(content: Steps, voice: Voice) -> Iterator[Block]:
    yield voice.heading("appointments")
    for one in content.meetings:
        yield from meeting(one, voice)


def _way(content: Steps, voice: Voice) -> Iterator[Block]:
    """Yield the nine steps, ticked as far as the family came."""
    for stage in content.way:
        told = Entry([voice.item(voice.phrases(f"nine_{stage.code}"), after=2)])
        yield Items([told], TICKED if stage.done else TICK, voice.body)
