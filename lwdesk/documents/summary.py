"""The summary of a talk that a family takes home: in German and beside it in its own language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from lwdesk.documents.kit import days, family, sheet
from lwdesk.documents.kit.family import EMPTY, Counter, Meeting, Step, Typed, area, meeting, typed
from lwdesk.documents.kit.phrases import Quoted
from lwdesk.documents.kit.sheet import Row, Sheet
from lwdesk.documents.kit.voice import QUIET, Voice, joined, voices
from lwdesk.documents.tagged.blocks import Block, Space
from lwdesk.documents.text.isolate import Name

TEMPLATE: Final = "summary-1"

How = Literal["spoken", "phoned", "visited", "in_touch"]


@dataclass(frozen=True, slots=True)
class Talked:
    """One talk: when, how, with whom, about what, and what came of it."""

    on: date
    how: How
    who: str = ""
    areas: tuple[str, ...] = ()
    result: Typed = EMPTY


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent that is in force."""

    purpose: str
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands on the sheet; without names, `name` and `file_number` are empty."""

    counter: Counter
    talks: tuple[Talked, ...]
    name: str = ""
    file_number: str = ""
    meeting: Meeting | None = None
    steps: tuple[Step, ...] = ()
    bring: tuple[str, ...] = ()
    consents: tuple[Agreed, ...] = ()


def render(content: Summary, language: str, *, made_at: datetime) -> bytes:
    """Return the sheet as a PDF; the same content and `made_at` give the same bytes."""
    spoken = voices("summary", language)
    head = Sheet(content.counter.name, TEMPLATE, made_at, content.file_number)
    return sheet.draw(head, spoken, list(_rows(content, spoken)))


def _rows(content: Summary, spoken: Sequence[Voice]) -> Iterator[Row]:
    yield Row.of("talk", lambda voice: list(_talks(content, voice)), spoken)
    if (following := content.meeting) is not None:
        yield Row.of("day", lambda voice: _next(following, voice), spoken, shaded=True)
    if content.steps:
        yield Row.of("steps", lambda voice: _steps(content, voice), spoken)
    if content.bring:
        yield Row.of(
            "papers", lambda voice: [voice.heading("bring"), family.papers(content.bring, voice)], spoken
        )
    if content.consents:
        yield Row.of("shield", lambda voice: _consents(content, voice), spoken)
    yield family.contact_row(content.counter, spoken)


def _talks(content: Summary, voice: Voice) -> Iterator[Block]:
    if content.name:
        yield voice.put(voice.phrases("for_whom", name=Name(content.name)).bold(), after=4)
    for place, talk in enumerate(content.talks):
        if place:
            yield Space(6)
        yield voice.put(voice.phrases(talk.how, day=talk.on, who=Name(talk.who)), after=3)
        if talk.areas:
            yield voice.told("topics", after=0)
            yield voice.dashes([area(code, voice) for code in talk.areas])
        if talk.result is None or talk.result.text.strip():
            yield voice.told("result", after=0)
            yield family.long_typed(talk.result, voice)


def _next(following: Meeting, voice: Voice) -> list[Block]:
    return [voice.heading("next"), *meeting(following, voice)]


def _bring(content: Summary, voice: Voice) -> list[Block]:
    return [voice.heading("bring"), family.papers(content.bring, voice)]


def _steps(content: Summary, voice: Voice) -> list[Block]:
    return [voice.heading("steps"), voice.numbered([list(_step(step, voice)) for step in content.steps])]


def _step(step: Step, voice: Voice) -> Iterator[Block]:
    """Yield what is to do, then who does it and until when."""
    if step.area:
        yield voice.put(area(step.area, voice).bold())
    yield typed(step.text, voice)
    told = [family.who(step, voice)]
    if step.until is not None:
        told.append(days.until(step.until, voice.phrases))
    yield voice.item(joined(*told).bold(), voice.coloured(QUIET), after=5)


def _consents(content: Summary, voice: Voice) -> list[Block]:
    told = [
        voice.phrases(f"consent_{agreed.purpose}", recipient=Quoted(agreed.recipient))
        for agreed in content.consents
    ]
    return [voice.heading("consents"), voice.dashes(told), voice.told("withdraw")]
