"""The letter that asks for an overdue answer; it names the referral by its number, never the people."""

from dataclasses import dataclass
from datetime import date, datetime

from lwdesk.base.texts import N_, translator
from lwdesk.documents.kit.letter import LANGUAGE, Sender, closing, letter, paragraph, subject
from lwdesk.documents.kit.slip import Slip, slip
from lwdesk.documents.tagged.blocks import Block
from lwdesk.documents.text.shape import Part


@dataclass(frozen=True, slots=True)
class Content:
    """What a reminder says."""

    sender: Sender
    slip: Slip
    address: tuple[str, ...]
    sent_on: date
    due: date
    day: date
    dear: str = ""


def render(content: Content, *, made_at: datetime, template: str) -> bytes:
    words = translator(LANGUAGE)
    number = content.slip.number
    dear = words(N_("Good day {name},"), name=content.dear) if content.dear else words(N_("Dear colleagues,"))
    told = words(
        N_("on {sent} we sent you a referral. We asked for an answer by {due} and have none yet."),
        sent=f"{content.sent_on:%d.%m.%Y}",
        due=f"{content.due:%d.%m.%Y}",
    )
    asked = words(N_("Please send us the slip below, or call us."))
    lost = words(N_("If our letter did not reach you, tell us. We will send it once more."))
    head = content.sender.head(content.address, number, content.day, template)
    blocks: list[Block] = [
        subject(words(N_("Reminder: referral {number}"), number=number)),
        paragraph(dear),
        paragraph(told),
        paragraph([Part(asked, bold=True)]),
        paragraph(lost),
        closing(content.sender),
        slip(content.slip, content.sender),
    ]
    return letter(words(N_("Reminder of referral {number}"), number=number), head, blocks, made_at)
