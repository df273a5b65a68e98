"""The directory of offers: who offers what, how many places are taken, and needs that no offer meets."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from lwdesk.domain.provider import Offer, OfferPlace, Provider
from lwdesk.store.entities import listed
from lwdesk.store.queries.listing import Source, linked
from lwdesk.store.queries.picking import rows
from lwdesk.store.tables import DELETED
from lwdesk.store.transaction import Reader

NOW: Final = (
    "(t.valid_from IS NULL OR t.valid_from<=:today) AND (t.valid_until IS NULL OR t.valid_until>=:today)"
)
CHECKED: Final = "t.checked_on IS NOT NULL AND t.checked_on>date(:today, '-12 months')"
OFFERS: Final = Source(
    Offer,
    tabs={
        "valid": NOW,
        "to_check": f"{NOW} AND NOT ({CHECKED})",
        "expired": "t.valid_until<:today",
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
    },
    texts=("t.name", "p.name", "p.aliases", "t.opening"),
    household=None,
    office=None,
    joins=f"LEFT JOIN provider p ON p.id=t.provider AND p.{DELETED}=0",
)
PROVIDERS: Final = Source(
    Provider,
    tabs={"active": "t.valid_until IS NULL OR t.valid_until>=:today", "former": "t.valid_until<:today"},
    sorts={"name": "t.name COLLATE NOCASE", "kind": "t.sort"},
    filters={"sort": "t.sort=:sort", "district": "t.district=:district"},
    texts=("t.name", "t.aliases", "t.competence"),
    household=None,
    office=None,
)


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


def open_needs(reader: Reader, office: UUID) -> list[tuple[str, str | None, int]]:
    """Return how many open needs there are by life area and present district; restricted homes stay out."""
    found = rows(
        reader,
        """SELECT n.area, d.district, count(DISTINCT n.id) FROM need n
        JOIN household h ON h.id=n.household AND h._deleted=0 AND h.restricted=0
        LEFT JOIN dwelling d ON d.household=h.id AND d._deleted=0 AND d.moved_out_on IS NULL
        WHERE n._deleted=0 AND n.area IS NOT NULL
          AND coalesce(n.state, 'open') IN ('open', 'in_work', 'referred', 'waiting')
          AND h.office=(SELECT id FROM entity WHERE eid=:office)
        GROUP BY 1, 2""",
        office=office.bytes,
    )
    return [(area, district, count) for area, district, count in found]


def reported_gaps(reader: Reader, office: UUID) -> list[tuple[str, str | None, int]]:
    """Return how often contacts and referrals reported a gap, by life area and district."""
    found = rows(
        reader,
        """SELECT area, district, count(DISTINCT id) FROM (
          SELECT DISTINCT c.id, r.area AS area, c.district AS district
          FROM contact c JOIN reason r ON r.contact=c.id AND r._deleted=0
          WHERE c._deleted=0 AND c.gap=1 AND c.office=(SELECT id FROM entity WHERE eid=:office)
          UNION ALL
          SELECT f.id, f.area, d.district FROM referral f
          LEFT JOIN dwelling d ON d.household=f.household AND d._deleted=0 AND d.moved_out_on IS NULL
          WHERE f._deleted=0 AND f.gap=1 AND f.office=(SELECT id FROM entity WHERE eid=:office)
        ) GROUP BY 1, 2""",
        office=office.bytes,
    )
    return [(area, district, count) for area, district, count in found]
