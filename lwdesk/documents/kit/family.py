"""What sheets for a family have in common: the office and its hours, an appointment, a step, typed text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Final

from lwdesk.documents.kit import days
from lwdesk.documents.kit.phrases import HOME, Quoted, Said
from lwdesk.documents.kit.sheet import Row
from lwdesk.documents.kit.voice import Voice, joined
from lwdesk.documents.tagged.blocks import Block
from lwdesk.documents.text.isolate import name, value
from lwdesk.documents.text.shape import Part

type Typed = Quoted | None
"""What somebody typed; None where it is left out because it names the family."""

EMPTY: Final = Quoted("")
YOU: Final = ""
"""Who does a step: the family itself."""
OFFICE: Final = "-"
"""Who does a step: the office, whoever of it."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When the office is open on a day of the week, Monday being 0."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Counter:
    """The office as a family reaches it."""

    name: str
    phone: str = ""
    mail: str = ""
    street: str = ""
    town: str = ""
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment; `at` stands on the clock on the wall."""

    at: datetime
    minutes: int | None = None
    area: str = ""
    title: Typed = EMPTY
    place: Typed = EMPTY
    come_along: bool = False
    at_home: bool = False
    interpreter: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does by a day; `who` is a name of the office, or nothing for the family."""

    text: Typed
    who: str = YOU
    until: date | None = None
    area: str = ""
    papers: tuple[str, ...] = ()  # codes of phrases, or typed text


def typed(what: Typed, voice: Voice) -> Block:
    """Print what somebody typed as it was written, or say that it is left out."""
    return voice.told("left_out") if what is None else voice.item(what, after=3)


def long_typed(what: Typed, voice: Voice) -> Block:
    """Print a longer text beside the language it is written in; the other side says which that is."""
    if what is not None and voice.language not in (what.language, HOME):
        return voice.quiet("in_german")
    return typed(what, voice)


def papers(codes: Sequence[str], voice: Voice) -> Block:
    """Tick what is brought along: by phrase where there is one, else as it was typed."""
    known = [f"bring_{code}" for code in codes]
    return voice.ticks(
        [
            voice.phrases(key) if key in voice.phrases else Quoted(code)
            for key, code in zip(known, codes, strict=True)
        ]
    )


def area(code: str, voice: Voice) -> Said:
    key = f"area_{code}"
    return voice.phrases(key if key in voice.phrases else "area_other")


def who(step: Step, voice: Voice) -> Said:
    """Say who does a step: the family, or the office and who of it."""
    if step.who == YOU:
        return voice.phrases("you")
    office = voice.phrases("office")
    return office if step.who == OFFICE else joined(office, figure(step.who, voice, named=True))


def figure(text: str, voice: Voice, *, named: bool = False) -> Said:
    """Return a value as a phrase, isolated from what stands around it."""
    return Said((Part(name(text) if named else value(text)),), voice.language)


def meeting(what: Meeting, voice: Voice) -> list[Block]:
    """Say when and where somebody is expected, the day and the time large."""
    phrases = voice.phrases
    blocks = [
        voice.large(days.day(what.at, phrases), after=0),
        voice.large(days.span(what.at, phrases, what.minutes)),
    ]
    if what.area:
        blocks.append(voice.put(area(what.area, voice).bold(), after=3))
    blocks += [typed(text, voice) for text in (what.title, what.place) if text is None or text.text.strip()]
    noted = {
        "visit_you": what.at_home,
        "come_along": what.come_along,
        "interpreter_asked": what.interpreter,
    }
    return [*blocks, *(voice.told(key) for key, true in noted.items() if true), voice.quiet("cannot_come")]


def contact_row(counter: Counter, voices: Sequence[Voice]) -> Row:
    return Row.of("phone", lambda voice: list(_contact(counter, voice)), voices)


def _contact(counter: Counter, voice: Voice) -> Iterator[Block]:
    yield voice.heading("questions")
    if counter.phone:
        said = joined(voice.phrases("phone"), figure(counter.phone, voice), between=": ")
        yield voice.put(said.bold())
    for line in (counter.mail, counter.street, counter.town):
        if line:
            yield voice.item(Quoted(line))
    if counter.hours:
        yield voice.put(voice.phrases("opening_hours").bold())
        yield from _hours(counter.hours, voice)


def _hours(hours: Sequence[Hours], voice: Voice) -> Iterator[Block]:
    for weekday, those in groupby(sorted(hours, key=_when), lambda one: one.weekday):
        spans = [figure(days.clock(one.opens, one.closes), voice) for one in those]
        day = voice.phrases(days.WEEKDAYS[weekday])
        yield voice.put(joined(day, joined(*spans), between=": "))


def _when(one: Hours) -> tuple[int, time]:
    return one.weekday, one.opens
