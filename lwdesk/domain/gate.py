"""The gate: what of a household may leave, to whom, and what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.codelists import codelists, fold
from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Household
from lwdesk.domain.rules import Problem
from lwdesk.domain.vague import Precision, VagueDay

INFORMATION: Final = "information"
"""The purpose of a way on which nothing of the household leaves: it needs no consent."""
HEALTH: Final = "health"
ADDRESS: Final = "address"
SIGNED: Final = frozenset({"written", "electronic"})
OF_AGE: Final = 18
EVERYBODY: Final = frozenset(
    fold(word)
    for word in ("alle", "allen", "jeder", "niemand", "niemandem", "everybody", "everyone", "nobody")
)


NOBODY: Final = frozenset(fold(word) for word in ("niemand", "keine", "keiner", "nobody", "none"))


@dataclass(frozen=True, slots=True)
class Handing:
    """What somebody wants to pass on and to whom; who names no person means the whole household."""

    purpose: str
    recipient: str
    provider: UUID | None
    interpreter: UUID | None
    persons: tuple[UUID, ...]
    data_kinds: tuple[str, ...]
    on: date
    minors: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate lets through: each kind that was asked for is allowed, withheld or without consent.

    `stop` is the code of the reason why nothing leaves; `confirm` asks to read the family's note first.
    """

    allowed: tuple[str, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    consent: Consent | None = None
    stop: str | None = None
    confirm: bool = False


def gate(
    household: Household, handing: Handing, consents: Iterable[Consent], withholdings: Iterable[Withholding]
) -> Gate:
    """Return what may leave the office on this way."""
    kinds = tuple(dict.fromkeys(handing.data_kinds))
    confirm = bool(household.withhold.strip())
    against = tuple(one for one in withholdings if _concerns(one, handing))
    if stop := _stop(household, against):
        return Gate(withheld=tuple((kind, stop) for kind in kinds), stop=stop, confirm=confirm)
    if handing.purpose == INFORMATION:
        return Gate(missing=kinds, confirm=confirm)
    known = tuple(sorted(consents, key=_order, reverse=True))
    counting = tuple(one for one in known if counts(one, handing))
    allowed, withheld, missing = _sorted_out(household, handing, counting, against)
    agreed = [one for one in counting if one.purpose == handing.purpose]
    if not _cover_all(agreed, handing):
        why = _why_none(known, agreed, handing)
        return Gate((), withheld, (*allowed, *missing), None, why, confirm)
    return Gate(allowed, withheld, missing, agreed[0], None, confirm)


def _stop(household: Household, against: Iterable[Withholding]) -> str | None:
    if household.restricted:
        return "restricted"
    return "withheld" if any(not one.data_kinds for one in against) else None


def _sorted_out(
    household: Household,
    handing: Handing,
    counting: tuple[Consent, ...],
    against: tuple[Withholding, ...],
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return what is allowed, what is withheld and why, and what nobody agreed to."""
    forbidden = {kind for one in against for kind in one.data_kinds}
    allowed: list[str] = []
    withheld: list[tuple[str, str]] = []
    missing: list[str] = []
    for kind in dict.fromkeys(handing.data_kinds):
        if kind in forbidden:
            withheld.append((kind, "withheld"))
        elif _is_covered(kind, handing, counting):
            allowed.append(kind)
        elif kind == ADDRESS and household.address_protected:
            withheld.append((kind, "protected_address"))
        else:
            missing.append(kind)
    return tuple(allowed), tuple(withheld), tuple(missing)


def counts(consent: Consent, handing: Handing) -> bool:
    """Tell whether a consent carries a handing: in force, for this purpose and this recipient."""
    return (
        consent.purpose in {handing.purpose, HEALTH}
        and is_in_force(consent, handing.on)
        and _is_for(consent, handing)
        and _is_signed(consent, handing.minors)
        and (consent.person is None or consent.person in handing.persons)
    )


def is_in_force(consent: Consent, on: date) -> bool:
    """Tell whether a consent is given and not lapsed on a day; one that was revoked never counts."""
    given = consent.given_on is not None and consent.given_on <= on
    return given and consent.revoked_on is None and not _has_lapsed(consent, on)


def is_minor(born: VagueDay | None, on: date) -> bool:
    """Tell whether somebody may be a child on a day; what a birth date leaves open counts as young."""
    if born is None:
        return False
    latest = born.on
    if born.precision in {Precision.YEAR, Precision.ESTIMATED}:
        latest = latest.replace(month=12, day=31)
    return VagueDay(latest).age(on) < OF_AGE


def lacking(consent: Consent, born: VagueDay | None = None, *, drawn: bool = False) -> tuple[Problem, ...]:
    """Return what makes a consent void; `born` is when its person was, `drawn` that there is a signature."""
    code = codelists()["consent_purpose"].get(consent.purpose or "")
    found: list[tuple[str, str]] = []
    if code.flag("recipient") and consent.provider is None and not fold(consent.recipient):
        found.append(("required", "recipient"))
    if code.flag("recipient") and not named(consent):
        found.append(("required", "data_kinds"))
    if code.flag("written") and consent.form not in SIGNED:
        found.append(("must_be_signed", "form"))
    if consent.form == "electronic" and not drawn and consent.signature is None:
        found.append(("signature_missing", "signature"))
    if is_minor(born, consent.given_on or clock.today()) and not _is_guarded(consent):
        found.append(("guardian_missing", "guardian"))
    return tuple(Problem(why, field, consent.id, consent.kind) for why, field in found)


def interprets(told: str) -> bool:
    """Tell whether somebody is named as interpreting; that nobody does is told as well."""
    return bool(fold(told)) and fold(told) not in NOBODY


def same_name(one: str, other: str) -> bool:
    """Tell whether two written names of a recipient are the same but for their spelling."""
    first, second = fold(one).replace(" ", ""), fold(other).replace(" ", "")
    return bool(first) and first == second


def _order(consent: Consent) -> tuple[date, UUID]:
    return consent.given_on or date.min, consent.id


def _has_lapsed(consent: Consent, on: date) -> bool:
    return consent.valid_until is not None and consent.valid_until < on


def _is_for(consent: Consent, handing: Handing) -> bool:
    """A consent names its recipient; only where the code list asks for none may it be left open."""
    if consent.provider is not None and handing.provider is not None:
        return consent.provider == handing.provider
    if consent.provider is None and not fold(consent.recipient):
        return not codelists()["consent_purpose"].get(consent.purpose or "").flag("recipient")
    return same_name(consent.recipient, handing.recipient)


def _is_signed(consent: Consent, minors: frozenset[UUID]) -> bool:
    return consent.person not in minors or _is_guarded(consent)


def _is_guarded(consent: Consent) -> bool:
    return bool(consent.guardian.strip() or consent.no_guardian.strip())


def _is_covered(kind: str, handing: Handing, counting: tuple[Consent, ...]) -> bool:
    """Tell whether the kind may leave about everybody concerned; health needs a consent of its own."""
    special = codelists()["data_kind"].get(kind).flag("special")
    purpose = HEALTH if special else handing.purpose
    return _cover_all([one for one in counting if one.purpose == purpose and kind in named(one)], handing)


def _cover_all(consents: list[Consent], handing: Handing) -> bool:
    """Tell whether consents cover everybody concerned: one of the household does, else each person's own."""
    covered = {one.person for one in consents}
    return None in covered or (bool(handing.persons) and covered.issuperset(handing.persons))


def named(consent: Consent) -> tuple[str, ...]:
    """Return the kinds of data a consent names; where its purpose says them already, none need be listed."""
    if consent.data_kinds or consent.purpose not in {HEALTH, "interpreter"}:
        return consent.data_kinds
    if consent.purpose == HEALTH:
        return (HEALTH,)
    return tuple(code.code for code in codelists()["data_kind"] if code.flag("default"))


def _why_none(known: tuple[Consent, ...], agreed: list[Consent], handing: Handing) -> str:
    """Return why no consent carries the handing, the nearest miss first."""
    if agreed:
        return "persons"
    same = [one for one in known if one.purpose == handing.purpose]
    here = [one for one in same if _is_for(one, handing)]
    if any(one.revoked_on for one in here):
        return "revoked"
    if any(_has_lapsed(one, handing.on) for one in here):
        return "lapsed"
    if any(not _is_signed(one, handing.minors) for one in here):
        return "guardian"
    return "other_recipient" if same and not here else "no_consent"


def _concerns(withholding: Withholding, handing: Handing) -> bool:
    """Tell whether somebody must not be told on this day; in doubt it is the one who was meant."""
    if not _is_on(withholding, handing.on):
        return False
    if withholding.provider is not None and withholding.provider == handing.provider:
        return True
    if withholding.interpreter is not None and withholding.interpreter == handing.interpreter:
        return True
    return _means(withholding.whom, handing.recipient)


def _is_on(record: Record, on: date) -> bool:
    since, until = record.value("since"), record.value("until")
    return not (isinstance(since, date) and since > on) and not (isinstance(until, date) and until < on)


def _means(whom: str, recipient: str) -> bool:
    meant, told = set(fold(whom).split()), set(fold(recipient).split())
    if meant & EVERYBODY or same_name(whom, recipient):
        return True
    return bool(meant and told) and (meant <= told or told <= meant)
