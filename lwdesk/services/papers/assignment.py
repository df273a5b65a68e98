"""The sheet for the interpreter: what the day needs, the family by initials and file number at most."""

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused
from lwdesk.base.texts import N_, Texts, translator
from lwdesk.documents import assignment
from lwdesk.documents.assignment import Content
from lwdesk.documents.kit.letter import LANGUAGE, Sender
from lwdesk.domain import forwarding
from lwdesk.domain.allowances import price_model
from lwdesk.domain.codelists import codelists
from lwdesk.domain.gate import INFORMATION, Handing
from lwdesk.domain.household import Household
from lwdesk.domain.interpreting import Interpreter, InterpreterRequest
from lwdesk.domain.printed import printed
from lwdesk.services import request_text
from lwdesk.services.hours_sheets import euros
from lwdesk.services.papers import office_lines
from lwdesk.services.papers.drawable import demand_drawable
from lwdesk.services.papers.kinds import Gathered, Options
from lwdesk.services.papers.sender import sender
from lwdesk.services.talk_request import TalkRequests
from lwdesk.store.transaction import Reader

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = "1"
TAKEN: Final = frozenset({"accepted", "confirmed", "held", "signed", "settled"})
OVER: Final = frozenset({"cancelled", "no_show"})


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:  # noqa: ARG001 - as every author
    """Read what the interpreter needs; PaperRefused where nobody said yes, or a text names the family."""
    view = desk.interpreting.load(about)
    request = view.record
    if request.state in OVER:
        raise PaperRefused(why="cancelled")
    if request.state not in TAKEN:
        raise PaperRefused(why="nobody")
    if desk.interpreting.look(request).told:
        raise PaperRefused(why="names_family")
    words = translator(LANGUAGE)
    with desk.seat.reading() as reader:
        agreed = TalkRequests(desk.seat).consent(reader, request, clock.today()) is not None
        family = _family(reader, request) if agreed else ""
        writer = sender(desk, reader, request.staff)
    who = view.chosen
    content = Content(
        office=office_lines.brand(desk.office),
        number=request.reference,
        code=forwarding.slip_code(request.id.int),
        when=request_text.when(request, words) if request.at else "",
        rows=_rows(request, who, family, writer, words),
        language=request.language or LANGUAGE,
        fee=fee(request.price_model or (who.price_model if who else None), words),
    )
    demand_drawable(content)
    return Gathered(
        content,
        request.household,
        who.name if who else codelists().label("interpreter_pool", request.pool or "", LANGUAGE),
        interpreter=who.id if who else None,
        handing=_handing(request, who, agreed=agreed),
    )


def render(content: Content, language: str, made_at: datetime) -> bytes:  # noqa: ARG001 - as every author
    return assignment.render(content, made_at=made_at, template=TEMPLATE)


def _handing(request: InterpreterRequest, who: Interpreter | None, *, agreed: bool) -> Handing | None:
    if request.household is None:
        return None
    purpose = "interpreter" if agreed else INFORMATION
    name = who.name if who else ""
    return Handing(purpose, name, None, who.id if who else None, (), (), clock.today())


def _family(reader: Reader, request: InterpreterRequest) -> str:
    """Return initials and file number, which tell the office who it is and hardly anybody else."""
    home = reader.get(Household, request.household) if request.household else None
    if home is None:
        return ""
    initials = " ".join(f"{word[0]}." for word in home.name.split() if word[0].isalpha())
    return " · ".join(part for part in (initials, home.case_number) if part)


def _rows(
    request: InterpreterRequest, who: Interpreter | None, family: str, writer: Sender, words: Texts
) -> tuple[tuple[str, str], ...]:
    reached = ", ".join(part for part in (writer.person, writer.phone) if part)
    place = request.place or words(N_("We tell you the address by phone."))
    told = (
        (words(N_("Interpreter")), who.name if who else ""),
        (words(N_("Language")), _said(request, words, "language", "dialect")),
        (words(N_("Occasion, topic")), _said(request, words, "occasion", "topic")),
        (words(N_("Place")), f"{_said(request, words, 'setting')}: {place}"),
        (words(N_("How to get in")), request.access),
        (words(N_("People, of them children")), _said(request, words, "persons", "children")),
        (words(N_("Contact on the day")), reached),
        (words(N_("File of the office")), family),
    )
    return tuple((label, said) for label, said in told if said)


def _said(request: InterpreterRequest, words: Texts, *names: str) -> str:
    """Return fields as they were sent, side by side."""
    known = [name for name in names if request.value(name) != request.by_name[name].empty]
    return ", ".join(printed(request.by_name[name], request.value(name), words) for name in known)


def fee(model: str | None, words: Texts) -> str:
    """Return in one sentence what is paid."""
    rates = price_model(model)
    if not rates.first_cents and not rates.km_cents:
        return words(N_("Voluntary, without an allowance."))
    told = words(
        N_("Allowance: {first} € for the first {minutes} minutes, then {step} € per started {steps}."),
        first=euros(rates.first_cents),
        minutes=rates.first_minutes,
        step=euros(rates.step_cents),
        steps=rates.step_minutes,
    )
    way = words(N_("Each kilometre: {cents} €."), cents=euros(rates.km_cents)) if rates.km_cents else ""
    return f"{told} {way}".strip()
