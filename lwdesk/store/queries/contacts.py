"""Contacts: how the list of all talks of an office is asked for.

Their rows are wide and very many. All but the search is answered from the narrow index over them, and
households are looked up apart, so that nothing reads the rows of talks that are not shown.
"""

# ruff: noqa: S608 - every part of these queries is written here

from typing import Final

from lwdesk.domain.contact import Contact
from lwdesk.store.queries.listing import Source
from lwdesk.store.queries.lists import NAME_KEY, folded

OTHER_SIDE: Final = "t.counterpart IN ('partner', 'other')"
UNNAMED: Final = "t.household IS NULL AND coalesce(t.counterpart, 'anonymous') NOT IN ('partner', 'other')"
MIDNIGHT: Final = "strftime('%Y-%m-%dT%H:%M:%f', {day}, 'utc')"
"""The beginning of a day of the office, as moments are kept."""

PERIODS: Final = {
    "week": "date(:today, '-6 days')",
    "month": "date(:today, 'start of month')",
    "quarter": "date(:today, '-3 months')",
    "year": "date(:today, 'start of year')",
}
"""Since when, by the code of the choice."""

SINCE: Final = " ".join(f"WHEN '{code}' THEN {day}" for code, day in PERIODS.items())
HOUSEHOLDS: Final = f"""t.household IN (SELECT h.id FROM household h WHERE h._deleted=0
  AND (instr({NAME_KEY}, :text) OR instr({folded("h.case_number")}, :text)
    OR instr(h.native_name, :typed)))"""
PROVIDERS: Final = f"""t.provider IN (SELECT p.id FROM provider p WHERE p._deleted=0
  AND instr({folded("p.name")}, :text))"""
SAID: Final = " OR ".join(f"instr({folded(f't.{name}')}, :text)" for name in ("result", "note"))
SEARCHED: Final = f"""({HOUSEHOLDS} OR ({OTHER_SIDE} AND ({PROVIDERS}
  OR instr({folded("t.counterpart_name")}, :text))) OR (t.household IS NULL AND ({SAID})))"""
"""Talks with a household by its name and number; those without one by the other side and by what was said."""

CONTACTS: Final = Source(
    Contact,
    tabs={
        "today": f"t.at>={MIDNIGHT.format(day=':today')}",
        "unnamed": UNNAMED,
        "others": OTHER_SIDE,
        "all": "1",
    },
    sorts={
        "at": "t.at",
        "name": f"(SELECT {NAME_KEY} FROM household h WHERE h.id=t.household)",
        "kind": "t.sort",
    },
    filters={
        "kind": "t.sort=:kind",
        "counterpart": "t.counterpart=:counterpart",
        "period": f"t.at>={MIDNIGHT.format(day=f'CASE :period {SINCE} END')}",
    },
    household=None,
    mine="t.staff=(SELECT id FROM entity WHERE eid=:me)",
    visible="(t.household IS NULL OR t.household NOT IN (SELECT id FROM household WHERE restricted=1))",
    searched=SEARCHED,
)
