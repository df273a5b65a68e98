"""What taking in a package did, in numbers and by name."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lwdesk.base import clock
from lwdesk.base.chain import hlc_ms
from lwdesk.services.exchange.views import LeftOut, LeftReason, Passage, Summary
from lwdesk.store.exchange import belonging, leftover, passages
from lwdesk.store.exchange.belonging import Numbers
from lwdesk.store.exchange.incoming import Result
from lwdesk.store.transaction import Reader

DOUBTFUL: Final = 24
"""From how many hours on a clock is doubted."""
_HOUR_MS: Final = 3_600_000


def summary(reader: Reader, passage: Passage, result: Result, made_at: datetime) -> Summary:
    """Return what a package did; its records are in the file already."""
    now = clock.unix_ms()
    return Summary(
        passage=passage,
        new=_count(result.new, result.erased),
        changed=_count(result.changed, result.erased),
        erased=_count(result.erased),
        conflicts=passage.conflicts,
        left_out=left_out(reader, result.writers, belonging.together(result.new, result.changed)),
        clock_behind=_hours(hlc_ms(passages.greatest_time(reader.connection)) - now),
        sender_ahead=_hours(round(made_at.timestamp() * 1000) - now),
    )


def _count(numbers: Numbers, *without: Numbers) -> int:
    return sum(len(ids.difference(*(one.get(kind, ()) for one in without))) for kind, ids in numbers.items())


def _hours(ms: int) -> int:
    hours = ms // _HOUR_MS
    return hours if hours >= DOUBTFUL else 0


def left_out(reader: Reader, logs: passages.Ranges, touched: Numbers) -> tuple[LeftOut, ...]:
    """Return every record of these parts of logs that is not here, or not as it was written."""
    return tuple(_left_out(reader, logs, touched))


def _left_out(reader: Reader, logs: passages.Ranges, touched: Numbers) -> Iterator[LeftOut]:
    connection = reader.connection
    groups: tuple[tuple[LeftReason, list[leftover.Left]], ...] = (
        ("erased", leftover.erased_here(connection, logs)),
        ("newer_program", leftover.too_new(connection, logs)),
        ("unknown_code", leftover.unknown_codes(connection, touched)),
    )
    for reason, found in groups:
        names = leftover.names(connection, found) if found else {}
        for one in found:
            yield LeftOut(one.kind, one.record, names.get(one.number, ""), reason)
