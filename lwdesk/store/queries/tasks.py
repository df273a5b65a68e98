"""Tasks: how their list is asked for, and the endings that ask for a task by themselves."""

# ruff: noqa: S608 - every part of these queries is written here

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.domain.deadlines import Ending, Kind, window
from lwdesk.domain.task import Task
from lwdesk.store.entities import listed
from lwdesk.store.queries.listing import Source, linked
from lwdesk.store.queries.lists import LIVES_THERE, NAME_KEY, folded, open_codes
from lwdesk.store.queries.picking import NUMBER, picked, rows
from lwdesk.store.tables import STUB
from lwdesk.store.transaction import Reader

OPEN: Final = "coalesce(t.state, 'open') IN ('open', 'in_work')"
MINE: Final = "t.assigned=(SELECT id FROM entity WHERE eid=:me)"
SOURCE: Final = Source(
    Task,
    tabs={
        "today": f"{OPEN} AND t.due_on=:today",
        "overdue": f"{OPEN} AND t.due_on<:today",
        "mine": f"{OPEN} AND {MINE}",
        "open": OPEN,
        "done": f"NOT {OPEN}",
    },
    sorts={
        "due_on": "coalesce(t.done_on, t.due_on)",
        "title": folded("t.title"),
        "name": NAME_KEY,
        "origin": "t.origin",
    },
    filters={"assigned": linked("t.assigned", "assigned"), "origin": "t.origin=:origin"},
    texts=("t.title", "t.note"),
)
VISIBLE: Final = "(t.household IS NULL OR (SELECT restricted FROM household WHERE id=t.household)=0)"


def due(
    reader: Reader, office: UUID, today: date, *, restricted: bool, most: int
) -> tuple[tuple[Task, ...], int]:
    """Return so many of the open tasks that are due, the oldest first, and how many there are."""
    that_are = f"t.office={NUMBER} AND t.due_on<=? AND {OPEN} AND {'1' if restricted else VISIBLE}"
    asked = office.bytes, today.isoformat()
    found = picked(reader, Task, f"{that_are} ORDER BY t.due_on, t.id LIMIT ?", *asked, most)
    if len(found) < most:
        return found, len(found)
    counting = f"SELECT count(*) FROM task t WHERE t._deleted=0 AND {that_are}"
    return found, reader.connection.exec_driver_sql(counting, asked).scalar_one()


def kinds_of(reader: Reader, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return of which kind these records are."""
    found = rows(
        reader,
        "SELECT eid, kind FROM entity WHERE eid IN (SELECT unhex(value) FROM json_each(:ids))",
        ids=listed(identity.hex for identity in ids),
    )
    return {UUID(bytes=eid): kind for eid, kind in found}


def known(reader: Reader, ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of the ids that belong to a record that is or was in the file."""
    found = rows(
        reader,
        f"SELECT eid FROM entity WHERE state<>{STUB} AND eid IN (SELECT unhex(value) FROM json_each(:ids))",
        ids=listed(identity.hex for identity in ids),
    )
    return frozenset(UUID(bytes=eid) for (eid,) in found)


HERE = """SELECT h.id FROM household h WHERE h._deleted=0 AND h.restricted=0
  AND coalesce(h.status, 'active')<>'closed' AND h.office=(SELECT id FROM entity WHERE eid=:office)"""
ENDINGS: Final[dict[Kind, str]] = {
    "residence": f"""SELECT r.id AS about, m.household, r.person, r.valid_until AS on_day, NULL AS staff
      FROM residence r JOIN membership m ON m.person=r.person AND {LIVES_THERE}
      WHERE r._deleted=0 AND r.valid_until BETWEEN :first AND :last AND NOT EXISTS (
        SELECT 1 FROM residence n WHERE n.person=r.person AND n._deleted=0 AND n.id<>r.id
        AND coalesce(n.valid_until, '9999')>r.valid_until)""",
    "benefit": """SELECT b.id AS about, b.household, b.person, b.ends_on AS on_day, NULL AS staff
      FROM benefit b WHERE b._deleted=0 AND b.ends_on BETWEEN :first AND :last""",
    "consent": """SELECT c.id AS about, c.household, c.person, c.valid_until AS on_day, NULL AS staff
      FROM consent c WHERE c._deleted=0 AND c.revoked_on IS NULL
      AND c.valid_until BETWEEN :first AND :last""",
    "referral": """SELECT r.id AS about, r.household, NULL AS person, r.answer_due_on AS on_day, r.staff
      FROM referral r WHERE r._deleted=0 AND r.state IN ('sent', 'received') AND r.answered_on IS NULL
      AND r.answer_due_on BETWEEN :first AND :last""",
    "need": f"""SELECT n.id AS about, n.household, n.person, n.due_on AS on_day, n.responsible AS staff
      FROM need n WHERE n._deleted=0 AND coalesce(n.state, 'open') IN ({open_codes("need_state")})
      AND n.due_on BETWEEN :first AND :last""",
    "visit": """SELECT v.id AS about, v.household, NULL AS person,
      substr(coalesce(v.left_at, v.arrived_at, v.planned_at), 1, 10) AS on_day, v.staff
      FROM visit v WHERE v._deleted=0 AND v.state='to_sort'
      AND substr(coalesce(v.left_at, v.arrived_at, v.planned_at), 1, 10) BETWEEN :first AND :last""",
}
UNTOLD = """SELECT (SELECT eid FROM entity WHERE id=x.about), (SELECT eid FROM entity WHERE id=x.household),
  (SELECT eid FROM entity WHERE id=x.person), x.on_day,
  (SELECT eid FROM entity WHERE id=coalesce(x.staff, (SELECT taken_by FROM household WHERE id=x.household)))
  FROM ({ending}) x WHERE x.household IN ({here})
  AND NOT EXISTS (SELECT 1 FROM task t WHERE t._deleted=0 AND t.about=x.about AND {open})"""


def endings(reader: Reader, office: UUID, today: date) -> tuple[Ending, ...]:
    """Return what ends around today in the open households of an office and has no open task."""
    found: list[Ending] = []
    for kind, ending in ENDINGS.items():
        first, last = window(kind, today)
        told = rows(
            reader,
            UNTOLD.format(ending=ending, here=HERE, open=OPEN),
            office=office.bytes,
            today=today.isoformat(),
            first=first.isoformat(),
            last=last.isoformat(),
        )
        found += [
            Ending(kind, UUID(bytes=about), UUID(bytes=home), date.fromisoformat(on), _id(person), _id(staff))
            for about, home, person, on, staff in told
        ]
    return tuple(found)


def _id(eid: bytes | None) -> UUID | None:
    return UUID(bytes=eid) if eid else None
