"""Every declared field of an intake has its one place."""

from collections import Counter

import pytest

from lwdesk.domain.fields import RECORDS
from lwdesk.ui.pages.field_rows import keys
from lwdesk.ui.pages.intake.layout import ELSEWHERE, HINTS, SEGMENTS, SHARES, STEPS, Spellings, placed

KINDS = (
    "household", "dwelling", "membership", "person", "person_name", "language_skill", "residence", "benefit",
    "need", "consent",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_stands_on_the_intake_or_elsewhere_with_a_reason(kind) -> None:
    declared = {f"{kind}.{name}" for name in RECORDS[kind].by_name}
    on_the_form = {key for key, _step in placed()}
    assert declared - on_the_form == {key for key in ELSEWHERE if key.startswith(f"{kind}.")}


def test_no_field_stands_twice() -> None:
    assert [key for key, count in Counter(key for key, _step in placed()).items() if count > 1] == []


def test_the_layout_names_only_what_is_declared() -> None:
    named = {key for key, _step in placed()} | set(HINTS) | set(SHARES) | set(SEGMENTS) | set(ELSEWHERE)
    assert [key for key in named if key.split(".")[1] not in RECORDS[key.split(".")[0]].by_name] == []


def test_no_row_is_wider_than_three_fields() -> None:
    rows = [
        row for step in STEPS for part in step.parts if not isinstance(part, Spellings) for row in part.rows
    ]
    assert max(len(row) for row in rows) == 3


def test_a_list_shows_one_kind_of_record() -> None:
    for step in STEPS:
        for part in step.parts:
            if hasattr(part, "kind"):
                assert {key.split(".")[0] for key in keys(part.rows)} == {part.kind}
