"""The reminder of an answer that is overdue: number and dates of the referral, nothing of the household."""

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused
from lwdesk.documents import reminder
from lwdesk.documents.reminder import Content
from lwdesk.domain import forwarding
from lwdesk.domain.gate import INFORMATION, Handing
from lwdesk.services.papers.drawable import demand_drawable
from lwdesk.services.papers.kinds import Gathered, Options
from lwdesk.services.papers.referral_letter import slip
from lwdesk.services.papers.sender import address, sender

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

TEMPLATE: Final = "1"


def gather(desk: "Desk", about: UUID, options: Options) -> Gathered:  # noqa: ARG001 - as every author
    """Read what the reminder says; PaperRefused where nothing was sent or no answer is overdue."""
    whole = desk.referrals.load(about)
    referral, today = whole.referral, clock.today()
    if referral.direction == "in" or referral.sent_on is None:
        raise PaperRefused(why="not_sent")
    if not forwarding.is_overdue(referral, today) or referral.answer_due_on is None:
        raise PaperRefused(why="not_due")
    with desk.seat.reading() as reader:
        content = Content(
            sender=sender(desk, reader, referral.staff),
            slip=slip(referral),
            address=address(whole.recipient, referral.recipient_contact, whole.provider, whole.offer),
            sent_on=referral.sent_on,
            due=referral.answer_due_on,
            day=today,
            dear=referral.recipient_contact,
        )
    demand_drawable(content)
    asked = Handing(INFORMATION, whole.recipient, referral.provider, None, whole.persons, (), today)
    handing = asked if referral.household else None
    return Gathered(content, referral.household, whole.recipient, referral.provider, handing=handing)


def render(content: Content, language: str, made_at: datetime) -> bytes:  # noqa: ARG001 - as every author
    return reminder.render(content, made_at=made_at, template=TEMPLATE)
