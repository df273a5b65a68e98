"""Nobody who works here is counted: no figure and no table is grouped by staff (L18)."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from lwdesk.domain.fields import Link
from lwdesk.domain.records import every
from lwdesk.facts import facts, tables

ROOT = Path(__file__).resolve().parents[2] / "lwdesk"
OF_STAFF = r"(staff|taken_by|assigned|responsible|said_by|information_by|checked_by|second_staff|merged_by)\b"
GROUPED = re.compile(rf"GROUP BY[^\"']*\b(\w+\.)?\"?{OF_STAFF}", re.IGNORECASE)


def test_no_link_to_a_staff_member_is_counted() -> None:
    links = [
        (cls.kind, field.name)
        for cls in every()
        for field in cls.fields
        if isinstance(field.kind, Link) and field.kind.to == "staff" and field.counted
    ]
    assert links == []


def test_nothing_about_the_people_who_work_here_is_a_fact() -> None:
    assert not any(field.counted for cls in every() if cls.kind == "staff" for field in cls.fields)
    told = [
        name
        for module in (facts, tables)
        for kind in vars(module).values()
        if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")
        for name in (field.name for field in fields(kind))
    ]
    assert told
    assert [name for name in told if re.search(OF_STAFF, name)] == []


@pytest.mark.parametrize("source", sorted(ROOT.rglob("*.py")), ids=lambda path: path.stem)
def test_no_query_groups_by_person(source: Path) -> None:
    assert not GROUPED.search(source.read_text("utf-8"))
