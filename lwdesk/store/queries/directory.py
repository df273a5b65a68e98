"""The directory of offers: who offers what, how many places are taken, and needs that no offer meets."""

import json
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Final
from uuid import UUID

from lwdesk.domain import fitting
from lwdesk.domain.fitting import Named
from lwdesk.domain.provider import Offer, OfferPlace, Provider
from lwdesk.store.entities import listed
from lwdesk.store.kept import kept
from lwdesk.store.queries.listing import Source, linked
from lwdesk.store.queries.picking import rows
from lwdesk.store.tables import DELETED
from lwdesk.store.transaction import Reader

OVER: Final = "(coalesce(t.valid_until<:today, 0) OR coalesce(p.valid_until<:today, 0))"
AHEAD: Final = "(coalesce(t.valid_from>:today, 0) OR coalesce(p.valid_from>:today, 0))"
NOW: Final = f"NOT {OVER} AND NOT {AHEAD}"
"""There is an offer while it lasts and whoever offers it is there: `fitting.is_valid`, said in SQL."""
CHECKED: Final = "t.checked_on IS NOT NULL AND t.checked_on>date(:today, '-12 months')"
GONE: Final = "coalesce(t.valid_until<:today, 0)"
SAID: Final = "t.id IN (SELECT value FROM json_each(:said))"
OFFERS: Final = Source(
    Offer,
    tabs={
        "valid": NOW,
        "to_check": f"{NOW} AND NOT ({CHECKED})",
        "ahead": f"NOT {OVER} AND {AHEAD}",
        "expired": OVER,
        "all": "1",
    },
    sorts={"name": "t.name COLLATE NOCASE", "provider": "p.name COLLATE NOCASE", "checked": "t.checked_on"},
    filters={
        "category": "t.category=:category",
        "area": "EXISTS (SELECT 1 FROM json_each(t.areas) WHERE value=:area)",
        "language": "EXISTS (SELECT 1 FROM json_each(t.languages) WHERE value=:language)",
        "district": "t.districts IS NULL OR EXISTS (SELECT 1 FROM json_each(t.districts)"
        " WHERE value=:district)",
        "provider": linked("t.provider", "provider"),
        "said": SAID,
    },
    household=None,
    office=None,
    joins=f"LEFT JOIN provider p ON p.id=t.provider AND p.{DELETED}=0",
)
PROVIDERS: Final = Source(
    Provider,
    tabs={"active": f"NOT {GONE}", "former": GONE},
    sorts={"name": "t.name COLLATE NOCASE", "kind": "t.sort"},
    filters={"sort": "t.sort=:sort", "district": "t.district=:district", "said": SAID},
    household=None,
    office=None,
)
OFFERS_SAID: Final = """SELECT t.id, e.eid, t.name, t.opening, t.street, t.eligibility,
    p.name, p.aliases, p.competence,
    t.category, t.areas, t.target_groups, t.languages, t.districts, t.district, p.sort
    FROM offer t JOIN entity e ON e.id=t.id LEFT JOIN provider p ON p.id=t.provider AND p._deleted=0
    WHERE t._deleted=0"""
PROVIDERS_SAID: Final = """SELECT t.id, e.eid, t.name, t.aliases, t.competence, t.street, t.sort, t.district
    FROM provider t JOIN entity e ON e.id=t.id WHERE t._deleted=0"""
OFFER_CODES: Final = (
    "map_category",
    "life_area",
    "target_group",
    "language",
    "district",
    "district",
    "provider_kind",
)
PROVIDER_CODES: Final = ("provider_kind", "district")
type Number = tuple[int, UUID]


def offers_said(reader: Reader, typed: str) -> tuple[Number, ...]:
    """Return the offers that all typed words name, with the words of their codes and of their provider."""
    return _named(reader, OFFERS_SAID, OFFER_CODES).find(typed)


def providers_said(reader: Reader, typed: str) -> tuple[Number, ...]:
    """Return the providers that all typed words name."""
    return _named(reader, PROVIDERS_SAID, PROVIDER_CODES).find(typed)


def _named(reader: Reader, query: str, codelists: tuple[str, ...]) -> Named[Number]:
    """Return who can be found by which words, read anew only where the file has changed since."""

    def read() -> Named[Number]:
        return Named(
            ((number, UUID(bytes=eid)), _words(told, codelists))
            for number, eid, *rest in rows(reader, query)
            for told in (tuple(rest),)
        )

    return kept(reader, query, read)


@lru_cache(maxsize=1 << 16)
def _words(told: tuple[str | None, ...], codelists: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a row: texts first, then a column for each list of codes."""
    texts, columns = told[: -len(codelists)], told[-len(codelists) :]
    codes = tuple(
        (codelist, code)
        for codelist, column in zip(codelists, columns, strict=True)
        for code in _codes(column)
    )
    return fitting.words(tuple(text for text in texts if text), codes)


def _codes(column: str | None) -> list[str]:
    """Return the codes of a column, which holds one code or a list of them."""
    if not column:
        return []
    return [str(code) for code in json.loads(column)] if column.startswith("[") else [column]


def valid(reader: Reader, on: date) -> tuple[tuple[Offer, Provider], ...]:
    """Return the offers that there are on a day, with who offers them."""

    def read() -> tuple[tuple[Offer, Provider], ...]:
        providers = {one.id: one for one in reader.all(Provider)}
        return tuple(
            (offer, provider)
            for offer in reader.all(Offer)
            for provider in (providers.get(offer.provider) if offer.provider else None,)
            if provider is not None and fitting.is_valid(offer, provider, on)
        )

    return kept(reader, ("valid offers", on), read)


def taken_places(reader: Reader, offers: Collection[UUID], state: str = "place") -> dict[UUID, int]:
    """Return how many places of each offer are taken, or how many wait for one."""
    found = rows(
        reader,
        "SELECT e.eid, count(*) FROM offer_place t JOIN entity e ON e.id=t.offer WHERE t._deleted=0"
        " AND t.state=:state AND e.eid IN (SELECT unhex(value) FROM json_each(:offers)) GROUP BY 1",
        offers=listed(offer.hex for offer in offers),
        state=state,
    )
    return {UUID(bytes=eid): count for eid, count in found}


def waiting(reader: Reader, offer: UUID) -> tuple[OfferPlace, ...]:
    """Return who waits for a place, the longest first."""
    found = [one for one in reader.all(OfferPlace, offer=offer) if one.state == "waiting"]
    return tuple(sorted(found, key=lambda one: (str(one.since), one.id)))


LIVED: Final = """(SELECT d.district FROM dwelling d WHERE d.household={household} AND d._deleted=0
    AND coalesce(d.moved_in_on, '')<={day} AND (d.moved_out_on IS NULL OR d.moved_out_on>{day})
    ORDER BY coalesce(d.moved_in_on, '') DESC, d.id DESC LIMIT 1)"""
"""The district in which a household lived on a day: all that is ever told of where it lives."""
NEEDS: Final = f"""SELECT n.area, {LIVED.format(household="h.id", day=":today")} AS district, count(*)
    FROM need n JOIN household h ON h.id=n.household AND h._deleted=0 AND h.restricted=0
    WHERE n._deleted=0 AND n.area IS NOT NULL
      AND coalesce(n.state, 'open') IN ('open', 'in_work', 'referred', 'waiting')
      AND h.office=(SELECT id FROM entity WHERE eid=:office)
    GROUP BY 1, 2"""  # noqa: S608 - constants only
REPORTED: Final = f"""SELECT area, district, count(*) FROM (
      SELECT DISTINCT c.id, r.area AS area, coalesce(
        c.district, {LIVED.format(household="c.household", day="date(c.at, 'localtime')")}) AS district
      FROM contact c JOIN reason r ON r.contact=c.id AND r._deleted=0
      LEFT JOIN household h ON h.id=c.household
      WHERE c._deleted=0 AND c.gap=1 AND c.office=(SELECT id FROM entity WHERE eid=:office)
        AND coalesce(h.restricted, 0)=0
      UNION ALL
      SELECT f.id, f.area, {LIVED.format(household="f.household", day="coalesce(f.state_since, :today)")}
      FROM referral f LEFT JOIN household h ON h.id=f.household
      WHERE f._deleted=0 AND f.gap=1 AND f.office=(SELECT id FROM entity WHERE eid=:office)
        AND coalesce(h.restricted, 0)=0
    ) GROUP BY 1, 2"""  # noqa: S608 - constants only
type Counted = list[tuple[str, str | None, int]]


def open_needs(reader: Reader, office: UUID, today: date) -> Counted:
    """Return how many open needs there are by life area and present district; restricted homes stay out."""
    found = rows(reader, NEEDS, office=office.bytes, today=today.isoformat())
    return [(area, district, count) for area, district, count in found]


def reported_gaps(reader: Reader, office: UUID, today: date) -> Counted:
    """Return how often contacts and referrals reported a gap, by life area and district of that day."""
    found = rows(reader, REPORTED, office=office.bytes, today=today.isoformat())
    return [(area, district, count) for area, district, count in found]
