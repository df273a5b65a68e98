"""What the pages of handing over say."""

from lwdesk.base import clock
from lwdesk.domain import handing_over
from lwdesk.domain.codelists import codelists
from lwdesk.domain.fields import RECORDS
from lwdesk.domain.transfer import Transfer
from lwdesk.services.exchange.transfer_views import Arrival, Part
from lwdesk.ui import dates
from lwdesk.ui.option import Option
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, words

SIGNS = {
    "household": "house",
    "dwelling": "map-pin",
    "person": "user",
    "benefit": "wallet",
    "need": "life-buoy",
    "transfer": "pencil",
}


def kinds() -> tuple[str, ...]:
    """Return the kinds of data that can be ticked, the usual ones first; a message is typed instead."""
    known = codelists()["data_kind"]
    order = sorted(known, key=lambda code: not code.flag("default"))
    return tuple(
        code.code for code in order if code.code in handing_over.FIELDS and code.code != handing_over.NOTES
    )


def field_name(name: str) -> str:
    """Return how a field is called where it stands without its record."""
    declared = handing_over.declared(name)
    return _(declared.label) if declared is not None else _("Message")


def record_name(name: str) -> str:
    return _(RECORDS[name.partition(".")[0]].label)


def before(one: Transfer) -> str:
    """Return what became of a handing over, in one line."""
    day = dates.day(one.at.astimezone().date()) if one.at else ""
    state = label("transfer_state", one.state)
    reason = label("refusal_reason", one.refusal) if one.refusal else ""
    return " · ".join(filter(None, (day, isolate(one.other), state, reason)))


def refusals() -> tuple[Option, ...]:
    """Return the reasons an office may have for declining."""
    known = codelists()["refusal_reason"].choices(clock.today())
    return tuple(
        Option(code.code, code.label(words.language)) for code in known if code.text("side") == "receiver"
    )


def sentence(part: Part) -> str:
    """Return one part of a package as it is read out."""
    return ". ".join((part.title, *(f"{row.label}: {row.text}" for row in part.rows)))


def from_whom(arrival: Arrival) -> str:
    """Return why a package came and how long it can be taken in."""
    purpose = label("transfer_purpose", arrival.purpose)
    made = _("made on {day}", day=dates.day(arrival.made_at.date()))
    until = _("can be taken in until {day}", day=dates.day(arrival.expires))
    return " · ".join(filter(None, (purpose, made, until)))


def decided(one: Transfer) -> str:
    """Return what was decided here about a package."""
    day = dates.day(one.answered_on) if one.answered_on else dates.day(clock.today())
    if one.state == "declined":
        reason = label("refusal_reason", one.refusal) if one.refusal else ""
        return _("Declined on {day}: {reason}", day=day, reason=reason)
    return _("Taken in on {day}.", day=day)


def left_out(names: tuple[str, ...]) -> str:
    """Return what of a package was not understood; names that nobody here knows stand as they are."""
    shown = [_known(name) or isolate(name[:60]) for name in names[:12]]
    return ", ".join(dict.fromkeys(shown))


def _known(name: str) -> str:
    kind, _dot, field = name.partition(".")
    record = RECORDS.get(kind)
    if record is None or field not in record.by_name:
        return ""
    return f"{_(record.label)}: {_(record.by_name[field].label)}"
