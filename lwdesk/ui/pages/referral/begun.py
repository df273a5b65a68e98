"""A referral as far as it is written, free of widgets: what it says, whom it is for, what is around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, Self
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fitting import Wish
from lwdesk.domain.need import Need
from lwdesk.domain.provider import Offer, Provider
from lwdesk.domain.referral import Referral
from lwdesk.domain.values import from_plain, to_plain
from lwdesk.services import drafts
from lwdesk.services.referrals import Forwarding
from lwdesk.services.views import Card
from lwdesk.ui.pages.household.edits import Waiting, waiting

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

FORM: Final = "referral"
USUAL: Final = ("name", "phone", "language", "need")
"""What most recipients ask for; who wants less takes a tick away."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which referral the form is about: a new one, one to somebody else, a kept one, or a begun form."""

    household: UUID | None = None
    need: Need | None = None
    again: Forwarding | None = None
    referral: UUID | None = None
    draft: UUID | None = None
    contact: UUID | None = None  # the talk that it comes of
    area: str | None = None

    @property
    def about(self) -> str:
        """Return what a waiting form is found by."""
        again = self.again.referral.id if self.again else None
        about = (self.referral, again, self.need.id if self.need else None, self.contact, self.household)
        return next((str(one) for one in about if one is not None), "")


@dataclass(frozen=True, slots=True)
class Begun:
    """What stands in the form; `base` is the kept draft it goes on with."""

    referral: Referral = field(default_factory=Referral)
    persons: tuple[UUID, ...] = ()
    base: Referral | None = None
    typed: str = ""
    unread: Mapping[str, str] = field(default_factory=dict)  # what stands in fields and is no value yet
    about: str = ""
    resumed: bool = False

    def payload(self) -> dict[str, Any]:
        """Return everything as a draft keeps it."""
        household = self.referral.household
        return {
            "household": str(household) if household else None,
            "referral": to_plain(self.referral),
            "persons": [str(one) for one in self.persons],
            "base": to_plain(self.base) if self.base else None,
            "typed": self.typed,
            "unread": dict(self.unread),
            "about": self.about,
        }

    @classmethod
    def from_payload(cls, kept: Mapping[str, Any]) -> Self:
        return cls(
            from_plain(Referral, kept["referral"]),
            tuple(UUID(one) for one in kept["persons"]),
            from_plain(Referral, kept["base"]) if kept["base"] else None,
            kept["typed"],
            kept.get("unread", {}),
            kept.get("about", ""),
            resumed=True,
        )


@dataclass(frozen=True, slots=True)
class Around:
    """What the form shows beside itself: the card, who may decide with one, what is chosen already."""

    card: Card | None = None
    waiting: tuple[Waiting, ...] = ()
    seconds: tuple[tuple[UUID, str], ...] = ()
    overrides: bool = False
    offer: Offer | None = None
    provider: Provider | None = None

    @property
    def district(self) -> str | None:
        dwelling = self.card.dwelling if self.card else None
        return dwelling.district if dwelling else None

    def name(self) -> str:
        """Return how the household is called."""
        home = self.card.household if self.card else None
        return (home.name or home.native_name or home.case_number) if home else ""

    def wish(self, referral: Referral, persons: tuple[UUID, ...]) -> Wish:
        """Return what would fit."""
        today = clock.today()
        views = self.card.members if self.card else ()
        born = (v.person.born for v in views if v.person.id in persons)
        return Wish(
            today,
            area=referral.area,
            language=referral.language,
            district=self.district,
            target_group=self.card.household.target_group if self.card else None,
            ages=tuple(day.age(today) for day in born if day is not None),
        )


def begin(desk: "Desk", wanted: Wanted) -> tuple[Begun, Around]:
    """Return the form as it shall open, and what is around it."""
    begun = _begun(desk, wanted)
    around = look_around(desk, begun.referral.household)
    if begun.base is None and not begun.resumed:
        begun = replace(begun, referral=_filled(begun.referral, around))
        begun = begun if begun.persons else replace(begun, persons=_first_person(around, wanted.need))
    return begun, _with_choice(desk, around, begun.referral)


def look_around(desk: "Desk", household: UUID | None) -> Around:
    """Return what is known of the household that was chosen."""
    overrides = desk.may("override_gate")
    seconds = desk.referrals.seconds() if overrides else ()
    if household is None:
        return Around(seconds=seconds, overrides=overrides)
    card = desk.households.card(household, 1)
    return Around(card, waiting(desk, household) if card.editable else (), seconds, overrides)


def _begun(desk: "Desk", wanted: Wanted) -> Begun:
    if wanted.draft is not None:
        return Begun.from_payload(desk.drafts.load(wanted.draft))
    waiting_form = desk.drafts.about(FORM, wanted.about)
    if waiting_form and (begun := drafts.read(Begun.from_payload, waiting_form.payload)):
        return begun
    if wanted.referral is not None:
        whole = desk.referrals.load(wanted.referral)
        return Begun(whole.referral, whole.persons, whole.referral, about=wanted.about)
    if wanted.again is not None:
        return Begun(wanted.again.referral, wanted.again.persons, about=wanted.about)
    need = wanted.need
    fresh = Referral(
        household=wanted.household,
        urgency="normal",
        sort="data",
        data_kinds=USUAL,
        need=need.id if need else None,
        contact=wanted.contact,
        area=need.area if need else wanted.area,
        subject=(need.next_step or need.goal) if need else "",
    )
    return Begun(fresh, (need.person,) if need and need.person else (), about=wanted.about)


def _filled(referral: Referral, around: Around) -> Referral:
    """Return the referral with what the card says of language and interpreter."""
    home = around.card.household if around.card else None
    if home is None:
        return referral
    return referral.replace(
        language=referral.language or home.advice_language,
        interpreter=referral.interpreter or home.interpreter_needed,
    )


def _first_person(around: Around, need: Need | None) -> tuple[UUID, ...]:
    """Return who asks: the main contact, unless the need names somebody."""
    if need is not None and need.person:
        return (need.person,)
    views = around.card.members if around.card else ()
    return tuple(view.person.id for view in views[:1])


def _with_choice(desk: "Desk", around: Around, referral: Referral) -> Around:
    if referral.offer is not None:
        match = desk.directory.load(referral.offer)
        return replace(around, offer=match.offer, provider=match.provider)
    if referral.provider is not None:
        known = {one.id: one for one in desk.directory.providers()}
        return replace(around, provider=known.get(referral.provider))
    return around


def shown_kinds() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the kinds of data that stand at the right, and those that are folded below them."""
    first = (*USUAL, "birth", "address", "health")
    codes = tuple(code.code for code in codelists()["data_kind"].choices(clock.today()))
    return tuple(code for code in first if code in codes), tuple(code for code in codes if code not in first)
