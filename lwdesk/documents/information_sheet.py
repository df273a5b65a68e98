"""The information sheet of Art. 13 DSGVO: who keeps what about a family, what for, how long, its rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lwdesk.documents.kit.lines import lines
from lwdesk.documents.kit.sheet import Row, Sheet, draw
from lwdesk.documents.kit.voice import Voice, voices
from lwdesk.documents.tagged.blocks import Block

DOCUMENT: Final = "information_sheet"
RIGHTS: Final = (
    "right_see", "right_correct", "right_delete", "right_object", "right_take", "right_withdraw",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InformationSheet:
    """What only this office knows; what is empty is printed as a gap."""

    office: str
    office_lines: tuple[str, ...] = ()
    controller: tuple[str, ...] = ()
    officer: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()
    basis: str = ""
    years: str = ""
    joint: bool = False
    file_number: str = ""


def render(content: InformationSheet, language: str, made_at: datetime, template: str) -> bytes:
    """Return the sheet in German and in the language of the family."""
    spoken = voices(DOCUMENT, language)
    sheet = Sheet(content.office, template, made_at, content.file_number)
    return draw(sheet, spoken, [_row(content, part, spoken) for part in PARTS])


def _row(content: InformationSheet, part: tuple[str, str], spoken: Sequence[Voice]) -> Row:
    name, pictogram = part
    return Row.of(pictogram, lambda voice: _told(name, content, voice), spoken, shaded=name == "rights")


def _told(part: str, content: InformationSheet, voice: Voice) -> list[Block]:
    known = {
        "officer": content.officer,
        "basis": (content.basis,),
        "how_long": (content.years,),
        "complain": content.supervisor,
    }
    match part:
        case "intro":
            return [voice.told("intro")]
        case "who":
            joint = [voice.told("joint")] if content.joint else []
            return [voice.heading("who_head"), voice.told("who"), lines(content.controller, voice), *joint]
        case "rights":
            return [voice.heading("rights_head"), voice.dashes([voice.phrases(key) for key in RIGHTS])]
        case "contact":
            return [voice.heading("contact_head"), lines(content.office_lines, voice)]
        case _:
            told = [voice.told(key) for key in SAID.get(part, (part,))]
            below = [lines(known[part], voice)] if part in known else []
            return [voice.heading(f"{part}_head"), *told, *below]


SAID: Final = {
    "what": ("what", "what_health", "voluntary"),
    "why": ("why", "why_counts", "automatic"),
    "recipients": ("recipients", "interpreters", "abroad"),
}
PARTS: Final = (
    ("intro", "info"),
    ("who", "home"),
    ("officer", "words"),
    ("what", "papers"),
    ("why", "talk"),
    ("basis", "check"),
    ("recipients", "shield"),
    ("how_long", "clock"),
    ("rights", "tick"),
    ("complain", "mail"),
    ("contact", "phone"),
)
