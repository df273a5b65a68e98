"""A difference in words: what it is about, what each side says, what keeping both would do."""

from collections.abc import Iterator
from datetime import date, datetime

from PySide6.QtCore import QLocale

from lwdesk.base.texts import N_
from lwdesk.domain.fields import RECORDS, Field, Link, Value, YesNo
from lwdesk.domain.printed import printed
from lwdesk.services.exchange.views import Decided, Difference, DifferenceSide, Edit
from lwdesk.ui import dates
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, words

BOTH = {
    "second_phone": N_("Keep both, as a second number"),
    "spelling": N_("Keep both, as another spelling"),
    "second_nationality": N_("Keep both, as a second nationality"),
    "together": N_("Keep both, one below the other"),
    "all": N_("Keep all entries of both"),
}
HIDDEN = N_("Protected")


def key(difference: Difference) -> str:
    return f"{difference.subject}:{difference.record}:{difference.field}"


def key_of(decided: Decided) -> str:
    """Return the key that a difference has again once its decision is taken back."""
    return f"{decided.subject}:{decided.record}:{decided.field}"


def order(difference: Difference) -> list[int]:
    """Return the places of the sides as they are shown: what was written here comes first."""
    return sorted(range(len(difference.sides)), key=lambda at: not difference.sides[at].is_own)


def field_of(difference: Difference) -> Field | None:
    """Return the declared field that differs; none where a record was taken away or merged."""
    cls = RECORDS.get(difference.subject)
    return cls.by_name.get(difference.field) if cls is not None else None


def may_enter(difference: Difference) -> bool:
    """Tell whether a third value can be typed: a link has none, and yes or no are both there."""
    field = field_of(difference)
    known = difference.kind == "field" and field is not None
    return known and not isinstance(field.kind, Link | YesNo) if field is not None else False


def kind_of(difference: Difference) -> str:
    cls = RECORDS.get(difference.subject)
    return _(cls.label) if cls is not None else difference.subject


def subject(difference: Difference) -> str:
    """Return what is to be decided: the field with whose it is."""
    what = kind_of(difference)
    if difference.kind == "removed":
        what = _("{what}: taken away or changed?", what=what)
    elif difference.kind == "merged":
        what = _("Merged or changed?")
    else:
        field = field_of(difference)
        label = _(field.label) if field is not None else difference.field
        if not difference.person and difference.subject != "household":
            return f"{what}, {label}"
        what = label
    return f"{what}, {isolate(difference.person)}" if difference.person else what


def home(difference: Difference) -> str:
    return isolate(difference.name) or isolate(difference.native_name) or _("without a name")


def beside(difference: Difference, side: DifferenceSide) -> Iterator[str]:
    """Yield what goes with the value of a side: the day on which a number was confirmed."""
    fields = RECORDS[difference.subject].by_name if side.beside else {}
    for name, told in side.beside:
        yield f"{_(fields[name].label)}: {printed(fields[name], told, words.texts) or '–'}"


def value(difference: Difference, side: DifferenceSide, *, hidden: bool) -> str:
    """Return what one side says, as its card shows it."""
    if difference.kind == "removed":
        return _("Take it away") if side.value else _("Keep it, with the changes")
    if difference.kind == "merged":
        return _("Take the changes over") if side.value else _("Leave the changes out")
    if hidden:
        return _(HIDDEN)
    return isolate(side.text) or _printed(difference, side.value)


def edits(difference: Difference, *, hidden: bool) -> Iterator[str]:
    """Yield what was changed on the one device while the other took the record away."""
    for edit in difference.edits:
        yield _edit(edit, hidden=hidden)


def _edit(edit: Edit, *, hidden: bool) -> str:
    cls = RECORDS.get(edit.subject)
    field = cls.by_name.get(edit.field) if cls is not None else None
    if field is None:
        return edit.field
    if hidden:
        return _(field.label)
    before, after = (printed(field, one, words.texts) for one in (edit.former, edit.value))
    return _(
        "{field}: {before} → {after}", field=_(field.label), before=isolate(before), after=isolate(after)
    )


def former(difference: Difference, *, hidden: bool) -> str:
    """Return what stood there before both wrote."""
    if hidden:
        return _(HIDDEN)
    if difference.former_text:
        return isolate(difference.former_text)
    field = field_of(difference)
    if field is None or difference.former in (None, field.empty):
        return _("nothing")
    return _printed(difference, difference.former)


def _printed(difference: Difference, value: Value) -> str:
    field = field_of(difference)
    return isolate(printed(field, value, words.texts)) if field is not None else "–"


def replaced(difference: Difference) -> str:
    """Return until when the former value stood."""
    first = min(side.at for side in difference.sides)
    return _("until {day}", day=first.astimezone().strftime("%d.%m.%Y"))


def by(side: DifferenceSide) -> str:
    """Return who wrote it and when."""
    who = isolate(side.staff_name) or _("somebody")
    return f"{who} · {moment(side.at)}"


def moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{_weekday(local.date())}, {local.strftime('%d.%m.%Y, %H:%M')}"


def _weekday(day: date) -> str:
    name = QLocale(words.language).dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return name.rstrip(".")


def device(side: DifferenceSide) -> str:
    return isolate(side.device_name) or (_("This device") if side.is_own else _("Another device"))


def since(at: datetime | None, today: date) -> str:
    return dates.when(at.astimezone().date(), at, today) if at is not None else ""
