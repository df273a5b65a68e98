"""What the search says of a hit: its second line, its reasons, the letters that matched."""

from collections.abc import Iterator

from lwdesk.base import clock
from lwdesk.domain.codelists import codelists, fold
from lwdesk.services.views import Found, Hit, Why
from lwdesk.ui import dates
from lwdesk.ui.marks import BadgeLook
from lwdesk.ui.text import isolate
from lwdesk.ui.words import _, plural, words

SHORTEST_MATCH = 3
LONGEST_REASON = 40
ICONS = {
    "same": "check",
    "spelling": "a-large-small",
    "script": "languages",
    "former": "file-text",
    "phone": "phone",
    "address": "map-pin",
    "case_number": "hash",
}


def label(codelist: str, code: str | None) -> str:
    return codelists().label(codelist, code, words.language) if code else ""


def short_label(codelist: str, code: str | None) -> str:
    return codelists()[codelist].get(code).short(words.language) if code else ""


def persons(count: int) -> str:
    return plural("{n} person", "{n} persons", count)


def family(name: str) -> str:
    """Return the name of a family as one says it, whether it was written down like that or not."""
    said = _("Family {name}", name="")
    return name if name.startswith(said) else f"{said}{name}"


def _of_household(name: str) -> str:
    if not name or name == family(name):
        return isolate(name)
    return _("Household {name}", name=isolate(name))


def counted(found: Found) -> str:
    """Return how many were found, as it stands above the hits and is read aloud."""
    if not found.hits:
        return _("Nobody found")
    hits = [hit for hit in found.hits if hit.strong] or found.hits
    homes = plural("in {n} household", "in {n} households", len({hit.household for hit in hits}))
    return f"{persons(len(hits))} {homes}"


def second_line(hit: Hit) -> str:
    parts = (
        _of_household(hit.household_name),
        hit.case_number,
        label("district", hit.district),
        persons(hit.size),
        _last_seen(hit),
    )
    return " · ".join(part for part in parts if part)


def _last_seen(hit: Hit) -> str:
    today = clock.today()
    if hit.waiting in ("waiting", "in_talk"):
        state = label("queue_state", hit.waiting)
        return _("today {state}", state=state) if hit.waiting == "in_talk" else state
    if hit.last_contact is None:
        return _("not here yet")
    return _("last here {ago}", ago=dates.ago(hit.last_contact, today))


def reason(why: Why) -> str:
    """Return one reason in words."""
    typed, found = isolate(_cut(why.typed)), isolate(_cut(why.found))
    match why.kind:
        case "spelling":
            return f"{typed} ≈ {found}"
        case "script":
            return f"{found} ≈ {typed}"
        case "former":
            paper = label("document", why.document)
            return _("formerly {name}", name=found) + (f", {paper}" if paper else "")
        case _:
            return found


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_REASON else f"{text[: LONGEST_REASON - 1]}…"


def reasons(hit: Hit) -> tuple[BadgeLook, ...]:
    """Return the reasons as badges; a name that stands there as it was typed needs none."""
    shown = [why for why in hit.reasons if why.kind != "same"]
    looks = (BadgeLook(reason(why), "neutral", ICONS[why.kind]) for why in shown)
    return tuple(dict.fromkeys(looks))[:3]


def sentence(hit: Hit) -> str:
    """Return the one sentence that is read for a hit."""
    parts = [hit.name, hit.native_name, second_line(hit), *(look.word for look in reasons(hit))]
    if hit.address_protected:
        parts.append(_("Address protected"))
    return ", ".join(part for part in parts if part)


def matched(name: str, hit: Hit) -> Iterator[tuple[int, int]]:
    """Yield where the letters of a name stand that were typed: start and length."""
    typed = [fold(word) for why in hit.reasons if why.kind in _BY_NAME for word in why.typed.split()]
    at = 0
    for word in name.split(" "):
        common = max((_common(word, one) for one in typed), default=0)
        if common >= min(SHORTEST_MATCH, len(word)):
            yield at, common
        at += len(word) + 1


_BY_NAME = frozenset({"same", "spelling", "script"})


def _common(word: str, typed: str) -> int:
    """Return how many letters at the beginning of a word were typed, whatever their accents."""
    kept = 0
    for end in range(1, min(len(word), 80) + 1):
        beginning = fold(word[:end])
        if not beginning or not typed.startswith(beginning):
            break
        kept = end
    return kept
