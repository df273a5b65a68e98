"""What the log says of a field becomes a column's content, whatever it says."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.domain import records
from lwdesk.domain.fields import RECORDS, Field
from lwdesk.domain.values import parse
from lwdesk.store import columns

assert records.__all__  # they declare themselves
FIELDS = list({type(field.kind): field for cls in RECORDS.values() for field in cls.fields}.values())
LINKS = st.uuids().map(str)
BENT = st.text(alphabet=string.hexdigits + "- ", min_size=36, max_size=36)
TOLD = st.none() | st.booleans() | st.integers() | st.text() | LINKS | BENT | st.lists(st.text(max_size=3))


def slowly(field: Field, told: object) -> columns.Stored:
    write = columns.writing(field.kind)
    try:
        return write(parse(field, told))
    except (ValueError, OverflowError):
        return write(field.empty)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field.kind).__name__)
@given(told=TOLD)
def test_the_quick_way_says_what_the_slow_one_says(field: Field, told: object) -> None:
    assert columns.telling(field)(told) == slowly(field, told)
