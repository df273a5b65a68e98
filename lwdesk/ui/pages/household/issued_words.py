"""What left the office, in the words of the timeline: papers, and data that was passed on."""

from collections.abc import Iterator

from lwdesk.services.views import Card, Event
from lwdesk.ui.pages.search_words import label
from lwdesk.ui.words import _


def title(event: Event) -> str:
    """Say which paper it was and, where it is not German alone, in which language."""
    paper, language = label("paper_kind", event.code), event.topics[0][0]
    return paper if language in ("", "de") else f"{paper}, {label('language', language)}"


def left(event: Event) -> str:
    """Say what was passed on; of a paper, how it left and for whom."""
    if event.kind == "issued":
        return ", ".join(filter(None, (label("paper_way", event.topics[0][1]), event.note)))
    return ", ".join(label("data_kind", kind) for kind, _nothing in event.topics)


def more(event: Event, card: Card | None) -> Iterator[str]:
    """Yield what an entry leaves out and somebody who opens it wants to know."""
    if event.kind == "disclosed":
        yield label("disclosure_way", event.code)
    if event.kind == "taken_over":
        yield label("transfer_purpose", event.code)
    if event.kind == "merged":
        gone = (number for one, number in (card.mergers if card else ()) if one.id == event.record)
        yield from (_("The other entry had the number {number}.", number=number) for number in gone)
