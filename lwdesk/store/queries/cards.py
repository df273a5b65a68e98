"""All records of one household, and to which household a record belongs."""

# ruff: noqa: S608 - every part of these queries is written here; what people type goes in as a parameter

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from uuid import UUID

from lwdesk.domain.consent import Consent, Withholding
from lwdesk.domain.contact import Reason
from lwdesk.domain.fields import Record
from lwdesk.domain.household import Benefit, DistinctPair, Dwelling, Household, Membership
from lwdesk.domain.interpreting import Exclusion
from lwdesk.domain.need import CaseStep, Need
from lwdesk.domain.person import LanguageSkill, Person, PersonName, Residence
from lwdesk.domain.provider import OfferPlace
from lwdesk.domain.task import Task
from lwdesk.store.entities import listed
from lwdesk.store.queries.picking import NUMBER, picked
from lwdesk.store.transaction import Reader

PERSONS = f"(SELECT person FROM membership WHERE household={NUMBER} AND _deleted=0)"
THESE = "e.eid IN (SELECT unhex(value) FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class WholeHousehold:
    """A household with everything that hangs on it, the timeline apart."""

    household: Household
    dwellings: tuple[Dwelling, ...]
    memberships: tuple[Membership, ...]
    persons: tuple[Person, ...]
    names: tuple[PersonName, ...]
    languages: tuple[LanguageSkill, ...]
    residences: tuple[Residence, ...]
    benefits: tuple[Benefit, ...]
    needs: tuple[Need, ...]
    consents: tuple[Consent, ...]
    tasks: tuple[Task, ...]
    withholdings: tuple[Withholding, ...] = ()
    steps: tuple[CaseStep, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    places: tuple[OfferPlace, ...] = ()

    def by_id(self) -> dict[UUID, Record]:
        """Return what the timeline may tell of, by id."""
        parts = (self.dwellings, self.memberships, self.needs, self.consents, self.tasks, self.steps)
        return {record.id: record for record in (self.household, *chain.from_iterable(parts))}


def whole(reader: Reader, identity: UUID) -> WholeHousehold | None:
    """Return the household with its records, or None when it is not there."""
    household = reader.get(Household, identity)
    if household is None:
        return None
    here = f"t.household={NUMBER} ORDER BY t.id"
    of_person = f"t.person IN {PERSONS} ORDER BY t.id"

    def hanging[R: Record](cls: type[R], condition: str = here) -> tuple[R, ...]:
        return picked(reader, cls, condition, identity.bytes)

    return WholeHousehold(
        household=household,
        dwellings=hanging(Dwelling),
        memberships=hanging(Membership),
        persons=hanging(Person, f"t.id IN {PERSONS} ORDER BY t.id"),
        names=hanging(PersonName, of_person),
        languages=hanging(LanguageSkill, of_person),
        residences=hanging(Residence, of_person),
        benefits=hanging(Benefit),
        needs=hanging(Need),
        consents=hanging(Consent),
        tasks=hanging(Task),
        withholdings=hanging(Withholding),
        steps=hanging(CaseStep),
        exclusions=hanging(Exclusion),
        places=hanging(OfferPlace, f"t.household={NUMBER} AND t.state IS NOT 'left' ORDER BY t.id"),
    )


def reasons_of(reader: Reader, contacts: Collection[UUID]) -> tuple[Reason, ...]:
    hexes = listed(identity.hex for identity in contacts)
    these = "t.contact IN (SELECT id FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(?)))"
    return picked(reader, Reason, f"{these} ORDER BY t.id", hexes)


def household_of(reader: Reader, kind: str, record: UUID) -> tuple[UUID, ...]:
    """Return the households that a record belongs to: several for a person who lives in two."""
    link = LINKS.get(kind)
    if link is None:
        return ()
    query = f"SELECT DISTINCT e.eid FROM entity e JOIN ({link}) l ON l.household=e.id"
    found = reader.connection.exec_driver_sql(query, (record.bytes,) * link.count("?"))
    return tuple(UUID(bytes=eid) for (eid,) in found)


_OWN = f"SELECT household FROM {{table}} WHERE id={NUMBER}"
_PERSON = "SELECT household FROM membership WHERE _deleted=0 AND person=({person})"
LINKS = {
    "household": f"SELECT id AS household FROM household WHERE id={NUMBER}",
    "person": _PERSON.format(person=NUMBER),
    **{
        kind: _OWN.format(table=kind)
        for kind in (
            "dwelling",
            "membership",
            "benefit",
            "need",
            "consent",
            "task",
            "contact",
            "attachment",
            "withholding",
            "disclosure",
            "case_step",
            "visit",
            "referral",
            "offer_place",
            "appointment",
            "interpreter_request",
            "exclusion",
            "issued_paper",
            "transfer",
        )
    },
    **{
        kind: _PERSON.format(person=f"SELECT person FROM {kind} WHERE id={NUMBER}")
        for kind in ("person_name", "language_skill", "residence")
    },
    **{
        kind: f"SELECT household FROM visit WHERE id=(SELECT visit FROM {kind} WHERE id={NUMBER})"
        for kind in ("checklist_item", "visit_person")
    },
    "reason": f"SELECT household FROM contact WHERE id=(SELECT contact FROM reason WHERE id={NUMBER})",
}


def distinct(reader: Reader, household: UUID) -> frozenset[UUID]:
    """Return the households of which somebody said that they are not this one."""
    pairs = picked(
        reader, DistinctPair, f"(t.one={NUMBER} OR t.other={NUMBER})", household.bytes, household.bytes
    )
    both = {identity for pair in pairs for identity in (pair.one, pair.other) if identity is not None}
    return frozenset(both - {household})


def midnight(on: date) -> datetime:
    """Return the moment at which a day of the office begins."""
    return datetime.combine(on, time.min).astimezone()
