"""The letter of a referral: what its gate lets through, to whom, and the consent that carries it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused
from lwdesk.base.texts import N_, translator
from lwdesk.documents import referral_letter
from lwdesk.documents.kit.letter import LANGUAGE
from lwdesk.documents.kit.slip import Slip
from lwdesk.documents.referral_letter import Agreed, Content
from lwdesk.domain import discretion, forwarding
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent
from lwdesk.domain.discretion import Secrets
from lwdesk.domain.gate import INFORMATION, Handing
from lwdesk.domain.interpreting import InterpreterRequest
from lwdesk.domain.referral import Referral
from lwdesk.services.papers import passed_on
from lwdesk.services.papers.drawable import demand_drawable
from lwdesk.services.papers.kinds import Gathered, Options
from lwdesk.services.papers.passed_on import Facts
from lwdesk.services.papers.sender import address, sender
from lwdesk.services.referrals import Forwarding
from lwdesk.services.talk_request import TalkRequests
from lwdesk.store.queries import cards
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = "1"
FREE_TEXTS: Final = ("subject", "papers", "message", "recipient_contact")
"""What somebody typed and what leaves with the letter."""
NOT_ON_ITS_WAY: Final = frozenset({None, "draft"})


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:  # noqa: ARG001 - as every author
    """Read what the letter says; PaperRefused where nothing was sent, or a text tells what may not leave."""
    whole = desk.referrals.load(about)
    _demand_sent(whole.referral)
    kinds = told_kinds(whole.referral)
    with desk.seat.reading() as reader:
        _demand_discreet(desk, reader, whole, kinds)
        content = _content(desk, reader, whole, kinds)
    demand_drawable(content)
    return Gathered(
        content,
        whole.referral.household,
        whole.recipient,
        whole.referral.provider,
        handing=handing(whole, kinds, clock.today()),
    )


def render(content: Content, language: str, made_at: datetime) -> bytes:
    return referral_letter.render(content, language, made_at=made_at, template=TEMPLATE)


def _demand_sent(referral: Referral) -> None:
    if referral.direction == "in":
        raise PaperRefused(why="empty")
    if referral.state in NOT_ON_ITS_WAY:
        raise PaperRefused(why="not_sent")
    if referral.state == "withdrawn":
        raise PaperRefused(why="withdrawn")


def told_kinds(referral: Referral) -> tuple[str, ...]:
    """Return what of the household the letter tells; what is withheld stays out."""
    passes = forwarding.passes_data(referral.sort)
    allowed = frozenset(referral.data_kinds) - frozenset(referral.withheld)
    return tuple(code.code for code in codelists()["data_kind"] if code.code in allowed) if passes else ()


def handing(whole: Forwarding, kinds: tuple[str, ...], today: date) -> Handing | None:
    """Return what has to pass the gate; without a household there is nothing to ask about."""
    referral = whole.referral
    if referral.household is None:
        return None
    purpose = "pass_on" if forwarding.passes_data(referral.sort) else INFORMATION
    return Handing(purpose, whole.recipient, referral.provider, None, whole.persons, kinds, today)


def _content(desk: "Desk", reader: Reader, whole: Forwarding, kinds: tuple[str, ...]) -> Content:
    referral = whole.referral
    passes = forwarding.passes_data(referral.sort)
    consent = reader.get(Consent, referral.consent) if referral.consent else None
    basis = _basis(referral) if passes and consent is None else ""
    if passes and consent is None and not basis:
        raise PaperRefused(why="no_consent")
    return Content(
        sender=sender(desk, reader, referral.staff),
        slip=slip(referral),
        address=address(whole.recipient, referral.recipient_contact, whole.provider, whole.offer),
        recipient=whole.recipient,
        sort=referral.sort or "",
        subject=referral.subject or codelists().label("life_area", referral.area or "other", LANGUAGE),
        day=referral.sent_on or clock.today(),
        due=referral.answer_due_on,
        dear=referral.recipient_contact,
        facts=_facts(reader, whole, kinds),
        agreed=_agreed(referral, kinds, consent) if passes and consent is not None else None,
        basis=basis,
    )


def slip(referral: Referral) -> Slip:
    """Return what brings an answer back to its referral."""
    reasons = (code for code in codelists()["refusal_reason"] if code.text("side") == "receiver")
    return Slip(referral.reference, referral.slip_code, tuple(code.label(LANGUAGE) for code in reasons))


def _facts(reader: Reader, whole: Forwarding, kinds: tuple[str, ...]) -> Facts:
    referral = whole.referral
    home = cards.whole(reader, referral.household) if referral.household and kinds else None
    rows: Facts = ()
    if home is not None:
        rows = passed_on.facts(passed_on.told(home, referral, whole.persons, clock.today()), kinds)
    words = translator(LANGUAGE)
    if whole.offer is not None:
        rows = (*rows, (words(N_("Your offer")), whole.offer.name))
    if referral.urgency not in (None, "normal"):
        label = codelists().label("urgency", referral.urgency, LANGUAGE)
        rows = (*rows, (words(N_("How urgent")), label))
    if referral.message.strip():
        rows = (*rows, (words(N_("Message to you")), referral.message))
    return rows


def _agreed(referral: Referral, kinds: tuple[str, ...], consent: Consent) -> Agreed:
    return Agreed(referral.area or "", kinds, consent.given_on, consent.valid_until)


def _basis(referral: Referral) -> str:
    return (
        codelists().label("legal_basis", referral.override_basis, LANGUAGE) if referral.override_basis else ""
    )


def _demand_discreet(desk: "Desk", reader: Reader, whole: Forwarding, kinds: tuple[str, ...]) -> None:
    """Refuse a letter in which somebody typed what its gate does not let through."""
    referral = whole.referral
    known = TalkRequests(desk.seat).secrets(reader, InterpreterRequest(household=referral.household))
    kept = Secrets(
        names=() if "name" in kinds else known.names,
        phones=() if "phone" in kinds else known.phones,
        addresses=() if "address" in kinds else known.addresses,
        marks=() if kinds else known.marks,
        places=known.places,
    )
    texts = {name: text for name in FREE_TEXTS if (text := str(referral.value(name)).strip())}
    if discretion.told(texts, kept):
        raise PaperRefused(why="names_family")
