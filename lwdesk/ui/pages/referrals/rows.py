"""How referrals stand in their list: cells, badges, the chain of their way, the one sentence that is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lwdesk.domain import forwarding
from lwdesk.domain.codelists import codelists
from lwdesk.domain.referral import Referral
from lwdesk.services.referrals import ReferralRow
from lwdesk.services.views import DraftView
from lwdesk.ui import dates, rows
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.rows import Cell, Column
from lwdesk.ui.words import _, plural

AFTER_ANSWER = frozenset({"accepted", "refused", "appointment", "used", "not_used", "finished"})


@dataclass(frozen=True, slots=True)
class Link:
    """One station of the way: what it is, when it was, how it stands."""

    title: str
    when: str
    icon: str = "circle"
    state: str = "past"
    tone: str = "neutral"


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Household"), 6, "household", sorts=True),
        Column(_("Concern and provider"), 8, "subject", sorts=True, wide_only=True),
        Column(_("State"), 6),
        Column(_("Days"), 2, "age", right=True, sorts=True),
    )


def whose(row: ReferralRow) -> str:
    """Return whose referral it is; of an incoming one the name as it was told."""
    if row.home is not None:
        return row.home.name or row.home.native_name or _("without a name")
    return row.record.source_name or _("without a name")


def subject(referral: Referral) -> str:
    return referral.subject or short_label("life_area", referral.area) or "–"


def other_side(row: ReferralRow) -> str:
    """Return where it goes, or where it comes from."""
    if row.record.direction == "in":
        return _("from {source}", source=row.record.source) if row.record.source else ""
    return row.recipient


def look(referral: Referral, today: date) -> BadgeLook:
    """Return the state as a badge."""
    if referral.gap and referral.state == "withdrawn":
        return BadgeLook(_("reported as a gap"), "neutral", "flag")
    if forwarding.is_overdue(referral, today) and referral.direction != "in":
        return BadgeLook(_("answer overdue"), "warn", "clock")
    code = codelists()["referral_state"].get(referral.state or "draft")
    word = label("referral_state", code.code)
    if referral.state == "appointment" and referral.appointment_at:
        word = _("appointment on {day}", day=dates.short_day(_day(referral), today))
    elif referral.state == "refused" and referral.refusal:
        word = _("refused: {why}", why=label("refusal_reason", referral.refusal))
    elif referral.state == "finished" and referral.outcome:
        word = label("referral_outcome", referral.outcome)
    tone = "quiet" if code.code == "draft" else str(code.attributes.get("tone", "neutral"))
    return BadgeLook(word, tone, str(code.attributes.get("icon", "circle")))


def _day(referral: Referral) -> date:
    assert referral.appointment_at is not None
    return referral.appointment_at.astimezone().date()


def shown(row: ReferralRow, today: date) -> rows.Row:
    """Return the referral as the list paints it."""
    referral, badge = row.record, look(row.record, today)
    since = referral.sent_on or referral.state_since
    days = (today - since).days if since else 0
    own = row.home.native_name if row.home and row.home.name else ""
    number = row.home.case_number if row.home else referral.source_phone
    about, side = subject(referral), other_side(row)
    cells = (
        Cell(whose(row), number, own, strong=True, folded=about),
        Cell(about, side),
        Cell(badge=badge),
        Cell(str(days), tabular=True),
    )
    spoken = (whose(row), about, side, badge.word, plural("{n} day", "{n} days", days))
    return rows.Row(str(referral.id), cells, ", ".join(part for part in spoken if part), data=row)


def shown_draft(draft: DraftView, today: date) -> rows.Row:
    """Return a begun form as the list paints it."""
    name, _comma, about = draft.title.partition(", ")
    saved = draft.saved_at.astimezone().date()
    badge = BadgeLook(_("begun"), "quiet", "pencil")
    cells = (
        Cell(name or _("without a name"), _("only for me"), strong=True, folded=about),
        Cell(about or "–"),
        Cell(badge=badge),
        Cell(str((today - saved).days), tabular=True),
    )
    return rows.Row(str(draft.id), cells, f"{draft.title}, {badge.word}", data=draft)


def chain(row: ReferralRow, today: date) -> Iterator[Link]:
    """Yield the stations of the way, from the consent to the outcome."""
    referral = row.record
    if referral.direction != "in":
        yield _consent(row, today)
        yield _sent(referral, today)
    yield _answer(referral, today)
    yield _appointment(referral, today)
    yield _outcome(referral, today)


def _short(on: date | None, today: date) -> str:
    return dates.short_day(on, today) if on else ""


def _consent(row: ReferralRow, today: date) -> Link:
    referral = row.record
    if referral.consent is not None:
        return Link(_("Consent"), _short(row.consented_on, today), "check", "result", "ok")
    if referral.override_by is not None:
        why = label("legal_basis", referral.override_basis)
        return Link(_("Without consent"), why, "triangle-alert", "result", "warn")
    if not forwarding.passes_data(referral.sort):
        return Link(_("Consent"), _("not needed"), "minus")
    return Link(_("Consent"), _("missing"))


def _sent(referral: Referral, today: date) -> Link:
    if referral.sent_on is None:
        return Link(_("Sent"), "")
    return Link(_("Sent"), _short(referral.sent_on, today), "check", "result", "ok")


def _answer(referral: Referral, today: date) -> Link:
    if referral.state == "refused":
        return Link(_("Refused"), _short(referral.answered_on, today), "x", "result", "danger")
    if referral.state in AFTER_ANSWER:
        return Link(_("Answer"), _short(referral.answered_on, today), "check", "result", "ok")
    if referral.state in forwarding.WAITING and referral.direction != "in":
        due = referral.answer_due_on
        when = _("expected {day}", day=_short(due, today)) if due else ""
        late = forwarding.is_overdue(referral, today)
        return Link(_("Answer"), when, "clock", "result", "warn" if late else "accent")
    return Link(_("Answer"), "")


def _appointment(referral: Referral, today: date) -> Link:
    if referral.appointment_at is None:
        return Link(_("Appointment"), "")
    at = referral.appointment_at
    when = dates.when(_day(referral), at, today)
    if referral.state == "appointment":
        return Link(_("Appointment"), when, "calendar", "planned" if _day(referral) >= today else "result")
    missed = referral.state == "not_used"
    title = _("Appointment missed") if missed else _("Appointment")
    return Link(title, when, "user-x" if missed else "check", "result", "warn" if missed else "ok")


def _outcome(referral: Referral, today: date) -> Link:
    if referral.outcome is None:
        return Link(_("How it ended"), "")
    good = referral.outcome in ("solved", "partly")
    title = label("referral_outcome", referral.outcome)
    return Link(
        title, _short(referral.feedback_on, today), "check-check", "result", "ok" if good else "neutral"
    )
