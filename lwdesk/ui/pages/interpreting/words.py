"""What the pages of the interpreter requests say: rules, matches, states and what comes next."""

from datetime import date
from typing import Final

from lwdesk.base.texts import N_
from lwdesk.domain.codelists import codelists
from lwdesk.domain.interpreting import InterpreterRequest, InterpreterSkill
from lwdesk.domain.matching import Match, Sign
from lwdesk.domain.pool import Finding
from lwdesk.services.interpreter_requests import Looked, RequestView
from lwdesk.services.interpreters import InterpreterView
from lwdesk.ui import dates
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.pages.search_words import label, short_label
from lwdesk.ui.words import _, plural

KEPT: Final = {
    "institution": N_("Asked by an institution"),
    "legal": N_("No considerable legal consequences"),
    "specialist": N_("A professional is present"),
    "medical": N_("No medical talk"),
    "ongoing": N_("No continuing support"),
    "lead": N_("Asked in time"),
    "nameless": N_("Without the name of the family"),
    "consent": N_("The family agreed to interpreters"),
}
OPEN: Final = {
    "legal": N_("Considerable legal consequences?"),
    "specialist": N_("Is a professional present?"),
}
BROKEN: Final = {
    "institution": (N_("Only for institutions"), N_("The pool does not take requests of private persons.")),
    "legal": (N_("Considerable legal consequences"), N_("Please commission sworn interpreters.")),
    "legal_unclear": (
        N_("Legal consequences unclear"),
        N_("Please clear this up before the talk, or commission sworn interpreters."),
    ),
    "legal_topic": (
        N_("This topic often has legal consequences"),
        N_("Please check whether sworn interpreters are needed."),
    ),
    "specialist": (N_("No professional is present"), N_("The pool interprets only with a professional.")),
    "medical": (N_("Medical talk"), N_("This pool does not take it. Please ask another one.")),
    "ongoing": (N_("Continuing support"), N_("This pool does not take it. Please ask another one.")),
    "home_visits": (
        N_("Not outside the office"),
        N_("This pool comes to the office, or interprets by phone."),
    ),
    "topic": (N_("The pool does not take this topic"), N_("Please commission sworn interpreters.")),
    "past": (N_("This day is over"), N_("Please choose another day.")),
    "lead": (N_("Short notice"), ""),
    "consent": (N_("No consent to interpreters yet"), N_("Please ask the family before the talk.")),
}
TOLD: Final = {
    "name": N_("{field} names the family. Please leave the name out."),
    "phone": N_("{field} holds a phone number of the family. Please leave it out."),
    "address": N_("{field} holds the address of the family. Please name a meeting point."),
    "number": N_("{field} holds a number or address by which the family is known. Please leave it out."),
}
WAYS: Final = {
    "sworn": N_("Sworn interpreters"),
    "other_pool": N_("Other pool"),
    "phone": N_("By phone"),
    "office": N_("At the office"),
    "other_day": N_("Other day"),
    "specialist": N_("A professional will be there"),
}
LOOKS: Final = {
    "ok": ("check", "ok"),
    "open": ("circle", "text2"),
    "warn": ("triangle-alert", "warn"),
    "stop": ("octagon-alert", "danger"),
}
SIGNS: Final[dict[str, tuple[str, str, str]]] = {
    "excluded": ("danger", "ban", N_("excluded at the family's wish")),
    "wished": ("accent", "star", N_("wished for")),
    "wish_must": ("danger", "x", N_("Wish cannot be met")),
    "wish": ("neutral", "info", N_("Wish: {wish}")),
    "setting": ("danger", "x", N_("does not interpret: {setting}")),
    "topic": ("danger", "x", N_("does not interpret: {topic}")),
    "busy": ("danger", "calendar-clock", N_("has another talk then")),
    "certificate": ("warn", "triangle-alert", N_("Certificate of conduct lapsed")),
    "training": ("warn", "triangle-alert", N_("Training is missing")),
    "confidential": ("warn", "triangle-alert", N_("Confidentiality is not signed")),
    "data_consent": ("warn", "triangle-alert", N_("Consent to keeping data is missing")),
    "full": ("warn", "clock", N_("enough assignments this month")),
    "not_free": ("warn", "calendar", N_("usually not free then")),
    "one_way": ("warn", "arrow-right", N_("one way only")),
    "far": ("warn", "map-pin", N_("does not go to this district")),
    "time_open": ("quiet", "calendar", N_("{day} unclear")),
    "free": ("quiet", "calendar", N_("free {day} {first}–{last}")),
    "dialect": ("ok", "check", N_("dialect")),
    "other_dialect": ("neutral", "info", N_("other dialect")),
    "other_language": ("neutral", "info", N_("in the other language")),
}
NEAR: Final = {"same": N_("same district"), "next": N_("next district"), "other": N_("other district")}


def finding(one: Finding) -> tuple[str, str]:
    """Return a rule in words: what it says, and what to do."""
    if one.level == "ok":
        return _(KEPT[one.rule]), ""
    if one.level == "open":
        return _(OPEN[one.rule]), _("Please answer.")
    title, now = BROKEN[one.rule]
    if one.rule == "lead":
        facts = dict(one.facts)
        there, wanted = int(str(facts["days"])), int(str(facts["wanted"]))
        now = plural(
            "{n} instead of {wanted} working days",
            "{n} instead of {wanted} working days",
            there,
            wanted=wanted,
        )
        return _(title), now
    return _(title), _(now)


def told(field: str, why: str) -> str:
    """Say which field tells who the family is."""
    return _(TOLD[why], field=f"„{_(InterpreterRequest.by_name[field].label)}“")


def reason(looked: Looked) -> str:
    """Return why the request cannot be sent yet, in one sentence; nothing where it can."""
    if looked.told:
        return told(*looked.told[0])
    for one in looked.findings:
        if one.remedy and one.holds_back:
            return _("Please mark it as urgent and say why.")
        if one.holds_back:
            return finding(one)[1]
    return ""


def sign(one: Sign, request: InterpreterRequest) -> BadgeLook:
    """Return a reason for or against somebody as a badge."""
    tone, icon, text = SIGNS[one.code]
    facts = dict(one.facts)
    if "day" in facts and one.code in ("free", "time_open"):
        day = facts["day"]
        facts["day"] = short_label("weekday", str(day)) if one.code == "free" else label("weekday", str(day))
    facts.setdefault("wish", label("gender_wish", request.gender_wish))
    facts.setdefault("setting", label("interpreting_setting", request.setting))
    facts.setdefault("topic", label("topic_class", request.topic))
    return BadgeLook(_(text, **facts), tone, icon)


def badges(match: Match, request: InterpreterRequest) -> list[BadgeLook]:
    """Return the badges of a match; that somebody fits stands first."""
    fits = [BadgeLook(_("fits"), "ok", "check")] if match.verdict == "fits" else []
    found = [sign(one, request) for one in match.signs if one.code != "dialect"]
    if match.verdict in ("warning", "no"):
        found = [look for look in found if look.tone in ("warn", "danger")]
    return [*fits, *found]


def spoken(skills: tuple[InterpreterSkill, ...]) -> str:
    """Return languages with their dialects; a language is said once."""
    found: list[str] = []
    said: set[str | None] = set()
    for one in skills:
        dialect = label("dialect", one.dialect).partition(" (")[0] if one.dialect else ""
        language = "" if one.language in said and dialect else label("language", one.language)
        said.add(one.language)
        found.append(" ".join(part for part in (language, dialect) if part))
    return ", ".join(dict.fromkeys(found))


def load(count: int) -> str:
    return plural("{n} assignment", "{n} assignments", count)


def near(match: Match) -> str:
    return _(NEAR[match.near]) if match.near else ""


def state(view: RequestView, today: date) -> BadgeLook:
    """Return where a request stands; a talk that is over and not written down yet says so."""
    code = codelists()["request_state"].get(view.state)
    if view.state == "confirmed" and view.record.at and view.record.at.astimezone().date() < today:
        return BadgeLook(_("talk is over"), "warn", "clock")
    return BadgeLook(label("request_state", code.code), code.text("tone"), code.text("icon"))


def asked(view: RequestView) -> str:
    """Say who is asked, or who comes."""
    if view.chosen is not None:
        return view.chosen.name
    return _("nobody asked yet") if view.state in ("sent", "searching") else ""


def whose(view: RequestView) -> str:
    home = view.home
    return (home.name or home.native_name or _("without a name")) if home else _("without a household")


def about(request: InterpreterRequest) -> str:
    """Say what is talked about and how: topic and setting."""
    parts = (label("topic_class", request.topic), label("interpreting_setting", request.setting))
    return " · ".join(part for part in parts if part)


def language(request: InterpreterRequest) -> str:
    dialect = label("dialect", request.dialect).partition(" (")[0] if request.dialect else ""
    return " · ".join(part for part in (label("language", request.language), dialect) if part) or "–"


def when(request: InterpreterRequest, today: date) -> str:
    if request.at is None:
        return "–"
    day = request.at.astimezone().date()
    return dates.when(day, request.at, today)


def papers(view: InterpreterView, today: date) -> BadgeLook:
    """Return what somebody of the pool lacks, the first of it, or that all is there."""
    if view.has_ended(today):
        return BadgeLook(_("ended"), "neutral", "archive")
    if view.lacks:
        tone, icon, text = SIGNS[view.lacks[0]]
        return BadgeLook(_(text), tone, icon)
    return BadgeLook(_("papers complete"), "ok", "check")
