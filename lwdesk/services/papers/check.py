"""Whether a paper may be made: asked before anything is drawn, and answered with a reason in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base.errors import RecordGone
from lwdesk.base.texts import N_, Texts
from lwdesk.domain.gate import Gate
from lwdesk.domain.household import Household
from lwdesk.domain.interpreting import Exclusion, InterpreterRequest
from lwdesk.domain.referral import Referral
from lwdesk.services.papers.kinds import Gathered, Kind
from lwdesk.services.saving import households_of
from lwdesk.store.history import kind_of
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

REASONS: Final[dict[str, str]] = {
    "right": N_("Your role does not include printing this."),
    "read_only": N_("The file is open for reading only. What is printed could not be written down."),
    "restricted": N_("The data of this household is restricted. Nothing is printed of it."),
    "foreign": N_("The household belongs to another office, which makes its papers."),
    "withheld": N_("The family does not wish that the recipient learns this."),
    "protected_address": N_("The address is protected. It is not passed on without its own consent."),
    "no_consent": N_("There is no consent yet."),
    "other_recipient": N_("There is a consent, but for another recipient."),
    "persons": N_("The consent does not cover everybody concerned."),
    "guardian": N_("A guardian did not agree yet."),
    "lapsed": N_("The consent for this recipient has lapsed."),
    "revoked": N_("The consent for this recipient was revoked."),
    "kinds": N_("For some of the data there is no consent."),
    "excluded": N_("The family does not wish this interpreter."),
    "names_family": N_("The text tells who the family is. Change it in the request first."),
    "not_sent": N_("Nothing was sent yet."),
    "withdrawn": N_("The referral was withdrawn."),
    "cancelled": N_("The talk was called off."),
    "not_due": N_("No answer to this referral is overdue."),
    "nobody": N_("Nobody is assigned yet."),
    "empty": N_("There is nothing to print."),
    "language": N_("This paper does not come in this language."),
    "note": N_("The family wrote whom not to tell. Print this paper by itself and confirm the note there."),
    "unread": N_("Some texts may be about other people. Read them first and decide what is printed."),
    "characters": N_("A text has characters that cannot be printed."),
}
"""Why a paper may not be made, by the `why` of PaperRefused; an author's module may use any of them."""
OTHER: Final = N_("This paper may not be made at present.")
NOBODY_LIFTS: Final = frozenset({"restricted", "withheld"})
"""What two people with the right cannot take on themselves either."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What stands in the way of a paper."""

    why: str

    def sentence(self, words: Texts) -> str:
        return words(REASONS.get(self.why, OTHER))


def beforehand(desk: "Desk", reader: Reader, kind: Kind, about: UUID) -> Refusal | None:
    """Ask for the right, and whether anything at all may be printed of the household."""
    found = kind_of(reader, about)
    if found not in kind.about:
        raise RecordGone(kind=kind.about[0])
    if not desk.seat.may(kind.right):
        return Refusal("right")
    return next(
        (why for home in households_of(reader, found, about) if (why := _home(desk, kind, home))), None
    )


def _home(desk: "Desk", kind: Kind, home: Household) -> Refusal | None:
    if home.restricted and not (kind.restricted and desk.seat.may("see_restricted")):
        return Refusal("restricted")
    return Refusal("foreign") if desk.seat.is_foreign(home.office) else None


def gathered(desk: "Desk", reader: Reader, kind: Kind, about: UUID, paper: Gathered) -> Refusal | None:
    """Ask whether what was gathered may go to whom it is for."""
    if paper.household and paper.interpreter and _is_excluded(reader, paper):
        return Refusal("excluded")
    if kind.key == "interpreter_request" and _names_family(desk, reader, about):
        return Refusal("names_family")
    if paper.household is None or paper.handing is None:
        return None
    gate = desk.consents.gate_in(reader, paper.household, paper.handing)
    why = closed(gate)
    return None if why is None or _is_overridden(reader, about, gate) else Refusal(why)


def closed(gate: Gate) -> str | None:
    """Return why a gate lets not all through, or nothing where it does."""
    if gate.stop:
        return gate.stop
    if gate.withheld:
        return gate.withheld[0][1]
    return "kinds" if gate.missing else None


def _is_overridden(reader: Reader, about: UUID, gate: Gate) -> bool:
    """Tell whether two people took this very way on themselves, which is written down with the referral."""
    kept = reader.get(Referral, about) if kind_of(reader, about) == "referral" else None
    decided = kept is not None and kept.override_by is not None and kept.override_second is not None
    return decided and gate.stop not in NOBODY_LIFTS and not gate.withheld


def _is_excluded(reader: Reader, paper: Gathered) -> bool:
    unwished = reader.all(Exclusion, household=paper.household)
    return any(one.interpreter == paper.interpreter for one in unwished)


def _names_family(desk: "Desk", reader: Reader, about: UUID) -> bool:
    request = reader.get(InterpreterRequest, about)
    return request is not None and bool(desk.interpreting.look(request).told)
