"""The list of households as its page shows it."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.domain.rules import clean
from lwdesk.services import cards
from lwdesk.services.drafts import Drafts
from lwdesk.services.file_settings import OfficeSettings
from lwdesk.services.seat import Seat
from lwdesk.services.views import Page, Row, Wanted
from lwdesk.store.queries import lists
from lwdesk.store.queries.lists import Sieve, Summary

MOST: Final = 500
LONGEST_TEXT: Final = 200
FORM: Final = "intake"


def page(
    seat: Seat, drafts: Drafts, settings: OfficeSettings, wanted: Wanted, offset: int, limit: int
) -> Page:
    begun = drafts.list(FORM)
    restricted = seat.may("see_restricted")
    limit = min(limit, MOST)
    with seat.reading() as reader:
        numbers = lists.counts(reader, restricted=restricted)
        if wanted.tab != "drafts":
            today = clock.today()
            sieve = _sieve(seat, wanted, restricted=restricted)
            if wanted.look == "quiet":
                months = settings.read(reader).dormant_months
                sieve = replace(sieve, quiet_before=cards.months_before(today, months))
            found, total = lists.slice_of(reader, sieve, today, offset, limit)
            told = lists.summaries(reader, found, today)
            rows = tuple(_row(told[household]) for household in found)
    if wanted.tab == "drafts":
        total = len(begun)
        rows = tuple(_draft(draft.id, draft.title) for draft in begun[offset : offset + limit])
    states = [(tab, numbers.get(tab, 0)) for tab in ("active", "dormant", "closed")]
    counts = (*states, ("drafts", len(begun)), ("all", sum(numbers.values())))
    return Page(wanted, offset, total, rows, counts)


def _sieve(seat: Seat, wanted: Wanted, *, restricted: bool) -> Sieve:
    return Sieve(
        status=None if wanted.tab == "all" else wanted.tab,
        text=clean(wanted.text[:LONGEST_TEXT]),
        taken_by=seat.staff.id if wanted.mine else None,
        district=wanted.district,
        target_group=wanted.target_group,
        language=wanted.language,
        school=wanted.look == "school",
        restricted=restricted,
        sort=wanted.sort,
        descending=wanted.descending,
    )


def _row(told: Summary) -> Row:
    return Row(
        household=told.household,
        name=told.name,
        native_name=told.native_name,
        case_number=told.case_number,
        district=told.district,
        size=told.size,
        languages=told.languages,
        target_group=told.target_group,
        status=told.status,
        last_contact=told.last_contact.astimezone().date() if told.last_contact else None,
        open_needs=told.open_needs,
        flags=tuple(flag for flag, is_set in _flags(told) if is_set),
    )


def _flags(told: Summary) -> tuple[tuple[str, bool], ...]:
    return (
        ("address_protected", told.address_protected),
        ("restricted", told.restricted),
        ("interpreter_needed", told.interpreter_needed),
        ("target_group_unclear", told.target_group == "unclear"),
        ("no_information", not told.informed),
    )


def _draft(identity: UUID, title: str) -> Row:
    return Row(identity, title, "", "", None, 0, (), None, "draft", None, 0, ())
