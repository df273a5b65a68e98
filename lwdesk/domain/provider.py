"""The directory: who offers what, for whom, where and when."""

from datetime import date
from uuid import UUID

from lwdesk.base.texts import N_
from lwdesk.domain.fields import (
    Record,
    choice,
    choices,
    day,
    link,
    mail,
    note,
    number,
    phone,
    record,
    text,
    yes_no,
)


@record("provider", N_("Provider"))
class Provider(Record):
    """An authority, association or practice that an office works with."""

    name: str = text(N_("Name"), required=True, personal=False)
    aliases: str = text(N_("Other names"), personal=False)
    sort: str | None = choice("provider_kind", N_("Kind of provider"), personal=False, counted=True)
    competence: str = text(N_("Field of competence"), personal=False)
    contact_person: str = text(N_("Contact person"))
    phone: str = phone(N_("Phone"), personal=False)
    mail: str = mail(N_("E-mail"), personal=False)
    website: str = text(N_("Website"), personal=False)
    street: str = text(N_("Street and number"), personal=False)
    postcode: str = text(N_("Postcode"), longest=10, personal=False)
    city: str = text(N_("Town"), personal=False)
    district: str | None = choice("district", N_("City district"), personal=False)
    valid_from: date | None = day(N_("Valid from"), personal=False)
    valid_until: date | None = day(N_("Valid until"), personal=False)
    source: str = text(N_("Where it is known from"), personal=False)
    note: str = note(N_("Note"), personal=False)


@record("offer", N_("Offer"), parent="provider")
class Offer(Record):
    """Something that a provider does for people, with its conditions and the day it was last checked."""

    provider: UUID | None = link("provider", N_("Provider"), required=True)
    name: str = text(N_("Name of the offer"), required=True, personal=False)
    category: str | None = choice("map_category", N_("Category"), required=True, personal=False, counted=True)
    areas: tuple[str, ...] = choices("life_area", N_("Life areas"), personal=False, counted=True)
    target_groups: tuple[str, ...] = choices("target_group", N_("For whom"), personal=False)
    languages: tuple[str, ...] = choices("language", N_("Languages"), personal=False)
    age_from: int | None = number(N_("Age from"), high=120, personal=False)
    age_until: int | None = number(N_("Age up to"), high=120, personal=False)
    districts: tuple[str, ...] = choices("district", N_("For which districts"), personal=False, counted=True)
    street: str = text(N_("Street and number"), personal=False)
    postcode: str = text(N_("Postcode"), longest=10, personal=False)
    city: str = text(N_("Town"), personal=False)
    district: str | None = choice("district", N_("City district of the place"), personal=False)
    opening: str = text(N_("Opening times"), personal=False)
    by_appointment: bool = yes_no(N_("Only by appointment"), personal=False)
    registration: str = text(N_("How to register"), personal=False)
    free: bool = yes_no(N_("Free of charge"), personal=False)
    cost: str = text(N_("Cost"), personal=False)
    papers: str = note(N_("Papers to bring"), personal=False)
    eligibility: str = note(N_("Who may come"), personal=False)
    exclusion: str = note(N_("Who may not come"), personal=False)
    access: str = text(N_("Access for people with disabilities"), personal=False)
    health: bool = yes_no(N_("Deals with health"), personal=False)
    capacity: int | None = number(N_("Places"), high=100_000, personal=False)
    valid_from: date | None = day(N_("Valid from"), personal=False, counted=True)
    valid_until: date | None = day(N_("Valid until"), personal=False, counted=True)
    checked_on: date | None = day(N_("Last checked on"), future=False, personal=False)
    checked_by: UUID | None = link("staff", N_("Last checked by"))
    note: str = note(N_("Note"), personal=False)


@record("offer_place", N_("Place in an offer"), parent="household")
class OfferPlace(Record):
    """Somebody takes part in an offer or waits for a place."""

    household: UUID | None = link("household", N_("Household"), required=True)
    offer: UUID | None = link("offer", N_("Offer"), required=True)
    person: UUID | None = link("person", N_("Person"))
    referral: UUID | None = link("referral", N_("Referral"))
    state: str | None = choice("place_state", N_("State"), required=True, counted=True)
    since: date | None = day(N_("Since"))
    until: date | None = day(N_("Until"))
