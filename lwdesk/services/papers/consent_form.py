"""Gathers a consent as it was given, or an open form of a purpose that a household is to sign."""

import re
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base.errors import RecordGone
from lwdesk.documents.consent_form import ConsentForm, Drawn, Stroke
from lwdesk.documents.consent_form import render as drawn
from lwdesk.domain.codelists import codelists
from lwdesk.domain.consent import Consent
from lwdesk.domain.household import Household
from lwdesk.domain.papers import Attachment
from lwdesk.domain.person import Person
from lwdesk.domain.provider import Provider
from lwdesk.services import cards
from lwdesk.services.papers import office_lines
from lwdesk.services.papers.drawable import demand_drawable
from lwdesk.services.papers.kinds import HANDOUT, Gathered, Options
from lwdesk.store.queries import papers
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = "1"
MOST_POINTS: Final = 20_000
_NUMBER: Final = r"[0-9]{1,5}(?:\.[0-9]{1,3})?"
_PATH: Final = re.compile(r'<path d="([ML0-9. ]+)"')
_POINT: Final = re.compile(rf"[ML]({_NUMBER}) ({_NUMBER})")


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:
    """Return a consent with its signature; about a household an open form for the chosen purpose."""
    with desk.seat.reading() as reader:
        consent = reader.get(Consent, about)
        home = reader.get(Household, (consent.household if consent else about) or about)
        if home is None:
            raise RecordGone(kind="consent")
        signature = _signature(reader, consent) if consent else None
        person = reader.get(Person, consent.person) if consent and consent.person else None
        provider = reader.get(Provider, consent.provider) if consent and consent.provider else None
    form = ConsentForm(
        office=office_lines.brand(desk.office),
        office_lines=office_lines.lines(desk.office),
        who=cards.shown_name(person) if person else home.name or home.native_name,
        file_number=home.case_number,
    )
    if consent is None:
        purpose = options.get("purpose") or choices(desk, about, "purpose")[0][0]
        return Gathered(replace(form, purpose=purpose, open=True), home.id)
    content = replace(
        form,
        purpose=consent.purpose or "store",
        text_version=consent.text_version,
        recipient=consent.recipient or (provider.name if provider else ""),
        subject=consent.subject,
        data_kinds=consent.data_kinds,
        mutual=consent.mutual,
        until=consent.valid_until,
        refusal_explained=consent.refusal_explained,
        interpreter=consent.interpreter,
        guardian=consent.guardian,
        given_on=consent.given_on,
        signed_by=consent.signed_by,
        oral=consent.form in ("oral", "phone"),
        on_screen=consent.form == "electronic",
        revoked_on=consent.revoked_on,
        signature=signature,
    )
    demand_drawable(content)
    return Gathered(content, home.id, language=consent.language if consent.language in HANDOUT else "")


def render(content: ConsentForm, language: str, made_at: datetime) -> bytes:
    return drawn(content, language, made_at, TEMPLATE)


def choices(desk: "Desk", about: UUID, option: str) -> tuple[tuple[str, str], ...]:
    """Return the purposes of an open form; a consent that was given has its own."""
    with desk.seat.reading() as reader:
        given = reader.get(Consent, about) is not None
    if given or option != "purpose":
        return ()
    return tuple((code.code, code.label()) for code in codelists()["consent_purpose"].codes)


def _signature(reader: Reader, consent: Consent) -> Drawn | None:
    paper = reader.get(Attachment, consent.signature) if consent.signature else None
    content = papers.content(reader, paper.sha256) if paper else None
    return strokes(content) if content else None


def strokes(picture: bytes) -> Drawn | None:
    """Read the lines of a drawn signature, cut to what was drawn; nothing from another kind of picture."""
    told = picture.decode("ascii", "replace")
    lines = [stroke for path in _PATH.findall(told) if (stroke := _stroke(path))]
    points = [point for stroke in lines for point in stroke]
    if not points or len(points) > MOST_POINTS:
        return None
    left, top = min(x for x, _y in points), min(y for _x, y in points)
    moved = tuple(tuple((x - left, y - top) for x, y in stroke) for stroke in lines)
    width, height = max(x for x, _y in points) - left, max(y for _x, y in points) - top
    return Drawn(max(width, 1.0), max(height, 1.0), moved)


def _stroke(path: str) -> Stroke:
    """Return the points of a line, each once."""
    points = [(float(left), float(down)) for left, down in _POINT.findall(path)]
    return (*points[:1], *(after for before, after in pairwise(points) if after != before))
