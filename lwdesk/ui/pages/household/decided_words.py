"""What the timeline says of a decision between the values of several devices."""

from collections.abc import Iterator

from lwdesk.domain.fields import RECORDS
from lwdesk.domain.printed import printed
from lwdesk.services.exchange.views import Decided
from lwdesk.services.views import Event
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, words


def title(event: Event) -> str:
    """Say which field of whom was decided about."""
    return _("Difference decided: {what}", what=_what(_of(event)))


def text(event: Event) -> str:
    """Say which value won and who said so."""
    one = _of(event)
    return " · ".join(filter(None, (_won(one), isolate(one.staff_name))))


def more(event: Event) -> Iterator[str]:
    """Yield why it was decided so, and where it can be taken back."""
    one = _of(event)
    if one.reason and not one.is_covered:
        yield _("Reason: {reason}", reason=isolate(one.reason))
    if not one.is_own:
        yield _("Decided on: {device}", device=isolate(one.device_name) or _("Another device"))
        yield _("It can be taken back there.")


def _of(event: Event) -> Decided:
    assert event.decided is not None
    return event.decided


def _what(one: Decided) -> str:
    cls = RECORDS[one.subject]
    field = cls.by_name.get(one.field)
    known = one.person or one.subject == "household"
    parts = ("" if known and field else _(cls.label), _(field.label) if field else "", isolate(one.person))
    return ", ".join(filter(None, parts))


def _won(one: Decided) -> str:
    """Return the value that stands since then, as the card shows it."""
    field = RECORDS[one.subject].by_name.get(one.field)
    if one.is_covered:
        return _("Protected")
    if field is None:
        return _("Take it away") if one.value else _("Keep it, with the changes")
    return isolate(one.text) or isolate(printed(field, one.value, words.texts)) or _("nothing")
