"""Which papers there are: what each is about, in which languages it comes, and what can be chosen for it.

Who writes a paper writes two modules of its key: `documents/<key>.py` draws it, `services/papers/<key>.py`
gathers what it says. Both are imported when the paper is first wanted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol, cast
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.codelists import codelists
from lwdesk.domain.gate import Handing
from lwdesk.services.rights import Right

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

type Options = Mapping[str, str]
"""What was chosen for a paper, by the name of its option; a box that is ticked says "yes"."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which paper somebody wants; without a language it comes in the one that the household is advised in."""

    kind: str
    about: UUID
    language: str = ""
    options: Options = field(default_factory=dict)


HOME: Final = "de"
HANDOUT: Final = (
    "de", "en", "fr", "ar", "fa", "prs", "ps", "kmr", "ckb", "ti", "uk", "ru", "tr", "ro", "bg", "so",
)  # fmt: skip
"""The languages that phrases are there for; German stands beside each of them."""
GERMAN: Final = (HOME,)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a paper says and for whom it is; nothing is drawn before `handing` has passed the gate."""

    content: Any
    household: UUID | None = None
    recipient: str = ""  # who gets it; empty where that is the household itself
    provider: UUID | None = None
    interpreter: UUID | None = None
    handing: Handing | None = None  # what leaves the office with it; None where nothing is passed on
    language: str = ""  # in which it is proposed; empty where that is the household's
    gaps: tuple[str, ...] = ()  # labels of what is missing and printed as a gap, to be said before the print


class Author(Protocol):
    """What the module `services/papers/<key>.py` holds."""

    TEMPLATE: str
    """The version of wording and layout, kept with every paper that was issued."""

    def gather(self, desk: "Desk", about: UUID, options: Options) -> Gathered:
        """Read what the paper says into plain values; PaperRefused(why=…) where it may not be made."""

    def render(self, content: Any, language: str, made_at: datetime) -> bytes:  # noqa: ANN401 - of its own kind
        """Draw the paper with `documents/<key>.py`; a child process may do it, for it needs no file."""

    def choices(self, desk: "Desk", about: UUID, option: str) -> tuple[tuple[str, str], ...]:
        """Return what can be chosen for an option that `asks`, as value and label; the first is proposed."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose for a paper: a box to tick, or one of several."""

    name: str
    label: str
    help: str = ""
    asks: bool = False  # one of several, which the author's `choices` names
    shown: bool = True  # else it comes with the wish alone, as the month of a sheet


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper."""

    key: str  # its code in the code list paper_kind, which names it
    about: tuple[str, ...]
    languages: tuple[str, ...] = GERMAN
    options: tuple[Option, ...] = field(default=())
    right: Right = "print"
    restricted: bool = False  # may be made of a household whose data is restricted

    def label(self, language: str = HOME) -> str:
        return codelists().label("paper_kind", self.key, language)

    def author(self) -> Author:
        """Return the module that puts this paper together."""
        return cast("Author", import_module(f"{__package__}.{self.key}"))


ANONYMOUS: Final = Option("anonymous", N_("Without names"), N_("For a sheet that is left on the table."))
MONTH: Final = Option("month", N_("Month"), shown=False)
"""The month of a sheet, as 2026-03."""

PERIOD: Final = Option("period", N_("Which talks?"), asks=True)

PURPOSE: Final = Option("purpose", N_("What for"), N_("An open form to be signed."), asks=True)

WITHOUT_NOTES: Final = Option(
    "without_notes", N_("Without the notes"), N_("For a sheet that stays with the family.")
)

PERSON: Final = Option("person", N_("Whose data?"), asks=True)
ADDRESS: Final = Option("address", N_("Protected address"), N_("Printed only for a reason."), asks=True)

KINDS: Final[dict[str, Kind]] = {
    kind.key: kind
    for kind in (
        Kind("summary", ("contact",), HANDOUT, (PERIOD, ANONYMOUS)),
        Kind("steps", ("contact", "household"), HANDOUT, (ANONYMOUS,)),
        Kind("visit_protocol", ("visit",), HANDOUT, (WITHOUT_NOTES,)),
        Kind("referral_letter", ("referral",), HANDOUT),
        Kind("reminder", ("referral",)),
        Kind("interpreter_request", ("interpreter_request",)),
        Kind("assignment", ("interpreter_request",)),
        Kind("hours_sheet", ("interpreter",), GERMAN, (MONTH,), "settle_hours"),
        Kind("information_sheet", ("household",), HANDOUT, restricted=True),
        Kind("consent_form", ("consent", "household"), HANDOUT, (PURPOSE,)),
        Kind("household_sheet", ("household",), GERMAN, (ADDRESS,)),
        Kind("access_report", ("household",), HANDOUT, (PERSON, ADDRESS), restricted=True),
    )
}
