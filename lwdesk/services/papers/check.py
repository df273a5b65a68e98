"""Whether a paper may be made: asked before anything is drawn, and answered with a reason in words."""

from dataclasses import dataclass
from typing import Final

from lwdesk.base.texts import N_, Texts

REASONS: Final[dict[str, str]] = {
    "right": N_("Your role does not include printing this."),
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
    "not_due": N_("No answer to this referral is overdue."),
    "nobody": N_("Nobody is assigned yet."),
    "empty": N_("There is nothing to print."),
    "language": N_("This paper does not come in this language."),
    "characters": N_("A text has characters that cannot be printed."),
}
"""Why a paper may not be made, by the `why` of PaperRefused; an author's module may use any of them."""
OTHER: Final = N_("This paper may not be made at present.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What stands in the way of a paper."""

    why: str

    def sentence(self, words: Texts) -> str:
        return words(REASONS.get(self.why, OTHER))
