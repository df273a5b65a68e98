"""The text of an interpreter request exactly as it is sent: about the talk, never about the family."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from lwdesk.base.texts import N_, Texts
from lwdesk.domain.codelists import codelists
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.office import Office
from lwdesk.domain.printed import printed
from lwdesk.domain.staff import Staff

FREE_TEXTS: Final = ("place", "access", "alternatives", "urgent_reason")
"""What somebody typed and what leaves; each is held against what tells who the family is."""
LINES: Final = (
    "reference", "language", "dialect", "other_language", "at", "minutes", "alternatives", "setting", "place",
    "access", "occasion", "topic", "persons", "children", "gender_wish", "urgent_reason",
)  # fmt: skip
SUBJECT: Final = N_("Interpreting: {language}, {day}")
GREETING: Final = N_("Good day, we ask for an interpreter.")
PROMISE: Final = N_("The name of the family is told after the confirmation, by phone.")


@dataclass(frozen=True, slots=True)
class RequestText:
    """What is sent: a subject, and the lines below it."""

    subject: str
    body: str

    @property
    def whole(self) -> str:
        return f"{self.subject}\n\n{self.body}"


def typed(request: InterpreterRequest) -> dict[str, str]:
    """Return the free texts that would leave, by field."""
    return {name: text for name in FREE_TEXTS if (text := str(request.value(name)).strip())}


def written(request: InterpreterRequest, office: Office, staff: Staff, words: Texts) -> RequestText:
    """Put the text together from the fields of the request and the contact of the office; nothing else."""
    asked = [f"{label}: {said}" for label, said in pairs(request, words)]
    contact = [office.name, staff.name, office.phone or staff.phone, office.mail or staff.mail]
    parts = (words(GREETING), "\n".join(asked), words(PROMISE), "\n".join(line for line in contact if line))
    return RequestText(subject(request, words), "\n\n".join(parts))


def subject(request: InterpreterRequest, words: Texts) -> str:
    day = f"{request.at.astimezone():%d.%m.%Y}" if request.at else ""
    language = codelists()["language"].label(request.language or "", words.language)
    return words(SUBJECT, language=language, day=day)


def pairs(request: InterpreterRequest, words: Texts) -> tuple[tuple[str, str], ...]:
    """Return what is sent line by line: the label of a field and its value."""
    found: list[tuple[str, str]] = []
    for name in LINES:
        if name == "gender_wish" and request.gender_wish == "none":
            continue
        if name == "at" and request.at is not None:
            found.append((words(N_("When")), when(request, words)))
        elif request.value(name) != request.by_name[name].empty:
            field = request.by_name[name]
            found.append((words(field.label), printed(field, request.value(name), words)))
    return tuple(found)


def when(request: InterpreterRequest, words: Texts) -> str:
    """Return day and time with the weekday, and the end where the length is known."""
    assert request.at is not None
    begins = request.at.astimezone()
    weekday = codelists()["weekday"].codes[begins.weekday()].label(words.language)
    told = f"{weekday}, {begins:%d.%m.%Y, %H:%M}"
    if request.minutes:
        told += f"–{begins + timedelta(minutes=request.minutes):%H:%M}"
    return told
