"""The counters of the numbers that an office gives."""

# ruff: noqa: S608 - the table and the column are those of a declared field; what is looked for is a parameter

from typing import Final

from lwdesk.domain.fields import Record
from lwdesk.store.queries.picking import rows
from lwdesk.store.rows import shape
from lwdesk.store.transaction import Reader

DIGITS: Final = 4


def next_number(reader: Reader, cls: type[Record], field: str, beginning: str) -> str:
    """Return the next number of a kind with this beginning; one that was removed is not given again."""
    counter = f"substr({field}, length(:beginning) + 1)"
    found = rows(
        reader,
        f"SELECT max(CAST({counter} AS INTEGER)) FROM {shape(cls).table}"
        f" WHERE {field}>=:beginning AND {field}<:end AND {counter} NOT GLOB '*[^0-9]*'",
        beginning=beginning,
        end=beginning + ":",
    )
    return f"{beginning}{int(found[0][0] or 0) + 1:0{DIGITS}}"
