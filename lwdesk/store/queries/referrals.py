"""Referrals: the list of the office, and the one that a slip belongs to."""

from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.domain.referral import Referral
from lwdesk.store.queries.listing import Source, linked
from lwdesk.store.queries.picking import NUMBER, picked
from lwdesk.store.transaction import Reader

OVERDUE: Final = "t.state IN ('sent', 'received') AND t.answer_due_on<:today AND t.direction IS NOT 'in'"
OPEN: Final = "t.state IN ('sent', 'received', 'accepted', 'appointment', 'used', 'not_used')"
OUT: Final = "coalesce(t.direction, 'out')='out'"
REFERRALS: Final = Source(
    Referral,
    tabs={
        "open": f"{OPEN} AND {OUT}",
        "overdue": OVERDUE,
        "drafts": f"coalesce(t.state, 'draft')='draft' AND {OUT}",
        "incoming": "t.direction='in' AND t.state NOT IN ('finished', 'refused', 'withdrawn')",
        "closed": "t.state IN ('refused', 'finished', 'withdrawn')",
    },
    sorts={
        "age": "julianday(:today) - julianday(coalesce(t.sent_on, t.state_since))",
        "household": "h.name COLLATE NOCASE",
        "subject": "t.subject COLLATE NOCASE",
        "state": "t.state",
    },
    filters={
        "area": "t.area=:area",
        "provider": linked("t.provider", "provider"),
        "kind": "t.sort=:kind",
    },
    choices={"provider": ("t.provider", "p.name")},
    texts=("t.subject", "t.recipient", "t.reference", "p.name"),
    mine="t.staff=(SELECT id FROM entity WHERE eid=:me)",
    joins="LEFT JOIN provider p ON p.id=t.provider AND p._deleted=0",
)


def by_slip(reader: Reader, office: UUID, code: str) -> tuple[Referral, ...]:
    """Return the referrals of the office with this code on their slip."""
    return picked(reader, Referral, f"t.slip_code=? AND t.office={NUMBER}", code, office.bytes)


def overdue(reader: Reader, office: UUID, today: date) -> tuple[Referral, ...]:
    """Return the referrals whose answer should be here by now."""
    return picked(
        reader,
        Referral,
        f"t.office={NUMBER} AND t.state IN ('sent', 'received') AND t.answer_due_on<?"
        " AND coalesce(t.direction, 'out')='out' ORDER BY t.answer_due_on",
        office.bytes, today.isoformat(),
    )  # fmt: skip
