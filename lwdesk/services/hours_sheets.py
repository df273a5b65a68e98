"""The monthly sheets of the interpreters: who gets how much for what, as a value and as lines of a table."""

import csv
import io
from datetime import date
from typing import Final
from uuid import UUID

from lwdesk.base.texts import N_, translator
from lwdesk.domain import hours_sheet
from lwdesk.domain.codelists import codelists
from lwdesk.domain.hours_sheet import HoursSheet
from lwdesk.domain.interpreting import Interpreter, InterpreterRequest
from lwdesk.services.seat import Seat
from lwdesk.services.talk_request import month_of
from lwdesk.store.queries import interpreting as queries

HEADINGS: Final = (
    N_("Request number"),
    N_("Day"),
    N_("State"),
    N_("Minutes"),
    N_("Kilometres"),
    N_("How paid"),
    N_("Euros"),
)
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class HoursSheets:
    """What is paid to interpreters; only who may settle hours sees it."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat

    def month(self, month: date) -> tuple[HoursSheet, ...]:
        """Return the sheet of everybody who has something in a month, by name."""
        self._seat.demand("settle_hours")
        with self._seat.reading() as reader:
            paid = queries.paid(reader, self._seat.office.id, month_of(month))
            people = reader.many(Interpreter, {who for who, _request in paid})
        of: dict[UUID, list[InterpreterRequest]] = {}
        for who, request in paid:
            of.setdefault(who, []).append(request)
        sheets = [hours_sheet.sheet(who, people[who].name, month, of[who]) for who in of if who in people]
        return tuple(sorted(sheets, key=lambda one: one.name.casefold()))

    def sheet(self, interpreter: UUID, month: date) -> HoursSheet:
        """Return the sheet of one interpreter, empty where nothing is paid."""
        found = next((one for one in self.month(month) if one.interpreter == interpreter), None)
        return found or HoursSheet(interpreter, "", month.replace(day=1))


def table(sheet: HoursSheet) -> str:
    """Return a sheet as lines with semicolons, as a table program of the city opens them; the sum is last."""
    words, out = translator(), io.StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow([words(heading) for heading in HEADINGS])
    for row in sheet.rows:
        state = codelists()["request_state"].label(row.state)
        model = codelists()["price_model"].label(row.model) if row.model else ""
        day = f"{row.on:%d.%m.%Y}"
        lines.writerow(
            [_plain(row.reference), day, state, row.minutes, row.kilometres, model, euros(row.cents)]
        )
    lines.writerow([words(N_("Sum")), "", "", sheet.minutes, sheet.kilometres, "", euros(sheet.cents)])
    return out.getvalue()


def euros(cents: int) -> str:
    """Return an amount as it is written here: 1.234,50."""
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{sign}{whole:,}".replace(",", ".") + f",{rest:02}"


def _plain(text: str) -> str:
    """Keep a table program from taking a text for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
