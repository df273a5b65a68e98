"""The request for an interpreter: the text that is sent, with the same lines and the same silence."""

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused
from lwdesk.base.texts import translator
from lwdesk.documents import interpreter_request
from lwdesk.documents.interpreter_request import Content
from lwdesk.documents.kit.letter import LANGUAGE
from lwdesk.domain.codelists import codelists
from lwdesk.services import request_text
from lwdesk.services.papers.drawable import demand_drawable
from lwdesk.services.papers.kinds import Gathered, Options
from lwdesk.services.papers.sender import sender

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = "1"
OVER: Final = frozenset({"cancelled", "no_show"})


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:  # noqa: ARG001 - as every author
    """Read what the request says; PaperRefused where it was not sent or the talk was called off."""
    request = desk.interpreting.load(about).record
    if request.state in (None, "draft"):
        raise PaperRefused(why="not_sent")
    if request.state in OVER:
        raise PaperRefused(why="cancelled")
    words = translator(LANGUAGE)
    with desk.seat.reading() as reader:
        writer = sender(desk, reader, request.staff)
    pool = codelists().label("interpreter_pool", request.pool or "", LANGUAGE)
    content = Content(
        sender=writer,
        number=request.reference,
        address=(pool,),
        subject=request_text.subject(request, words),
        greeting=words(request_text.GREETING),
        rows=request_text.pairs(request, words),
        promise=words(request_text.PROMISE),
        day=request.sent_on or clock.today(),
    )
    demand_drawable(content)
    return Gathered(content, request.household, pool)


def render(content: Content, language: str, made_at: datetime) -> bytes:  # noqa: ARG001 - as every author
    return interpreter_request.render(content, made_at=made_at, template=TEMPLATE)
