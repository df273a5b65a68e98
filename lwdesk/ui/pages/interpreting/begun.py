"""A request as far as it is written, free of widgets: what it says and what it goes on with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self
from uuid import UUID

from lwdesk.base import ids
from lwdesk.domain.fields import Value
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.values import from_plain, to_plain
from lwdesk.services import drafts
from lwdesk.services.contacts import Talk

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

FORM: Final = "interpreter_request"
TOPIC_OF: Final = {
    "livelihood": "livelihood",
    "family": "family",
    "health": "health",
    "housing": "housing",
    "childcare_school": "school",
    "work": "work",
    "training_study": "work",
    "mobility": "everyday",
}
"""The topic of a request for an area of life; where an area has several, the person chooses."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form is about: a household, a visit, an appointment, a kept request, or one like another."""

    household: UUID | None = None
    visit: UUID | None = None
    appointment: UUID | None = None
    request: UUID | None = None
    like: InterpreterRequest | None = None
    told: tuple[tuple[str, Value], ...] = ()  # what is known of the talk where one comes from

    @property
    def about(self) -> str:
        """Return what a waiting draft is found by."""
        chosen = (self.request, self.visit, self.appointment, self.household)
        return next((str(one) for one in chosen if one is not None), "")

    @property
    def from_the_list(self) -> bool:
        """Tell whether the family still has to be chosen, if there is one."""
        return not self.about and self.like is None


def of_talk(talk: Talk) -> Wanted:
    """Return the request that a talk leads to: for whom, in which language, when, and what about."""
    contact = talk.contact
    topics = (TOPIC_OF.get(one.area or "") for one in talk.reasons)
    known = {
        "language": contact.language,
        "at": contact.at,
        "topic": next((topic for topic in topics if topic), None),
    }
    told = tuple((name, value) for name, value in known.items() if value is not None)
    return Wanted(household=contact.household, told=told)


@dataclass(frozen=True, slots=True)
class Begun:
    """What stands in the form, and the kept request it goes on with."""

    request: InterpreterRequest
    base: InterpreterRequest | None = None
    family: tuple[str, str] = ("", "")  # name and case number
    draft: UUID = field(default_factory=ids.new)
    resumed: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)  # what stands in fields and is no value yet

    def payload(self, request: InterpreterRequest, about: str, typed: Mapping[str, str]) -> dict[str, Any]:
        """Return everything as a draft keeps it."""
        return {
            "household": str(request.household) if request.household else None,
            "about": about,
            "request": to_plain(request),
            "base": to_plain(self.base) if self.base else None,
            "typed": dict(typed),
        }

    @classmethod
    def of(cls, desk: "Desk", wanted: Wanted) -> Self:
        """Read what the form begins with: a waiting draft, a kept request, or a new one filled in."""
        if (found := cls._waiting(desk, wanted)) is not None:
            return found
        if wanted.request is not None:
            view = desk.interpreting.load(wanted.request)
            return cls(view.record, view.record, _family(desk, view.record))
        request = wanted.like or desk.interpreting.begin(wanted.household, wanted.visit, wanted.appointment)
        request = request.replace(**dict(wanted.told))
        return cls(request, None, _family(desk, request))

    @classmethod
    def _waiting(cls, desk: "Desk", wanted: Wanted) -> Self | None:
        waiting = desk.drafts.about(FORM, wanted.about) if wanted.like is None else None
        found = drafts.read(_records, waiting.payload) if waiting else None
        if waiting is None or found is None:
            return None
        request, base = found
        typed = waiting.payload.get("typed", {})
        return cls(request, base, _family(desk, request), waiting.id, resumed=True, typed=typed)


def _records(kept: Mapping[str, Any]) -> tuple[InterpreterRequest, InterpreterRequest | None]:
    base = from_plain(InterpreterRequest, kept["base"]) if kept["base"] else None
    return from_plain(InterpreterRequest, kept["request"]), base


def _family(desk: "Desk", request: InterpreterRequest) -> tuple[str, str]:
    home = desk.interpreting.home(request)
    return (home.name or home.native_name, home.case_number) if home else ("", "")
