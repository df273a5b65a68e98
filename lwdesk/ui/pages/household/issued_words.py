"""What left the office, in the words of the timeline: papers, and data that was passed on."""

from lwdesk.services.views import Event
from lwdesk.ui.pages.search_words import label


def title(event: Event) -> str:
    """Say which paper it was and, where it is not German alone, in which language."""
    paper, language = label("paper_kind", event.code), event.topics[0][0]
    return paper if language in ("", "de") else f"{paper}, {label('language', language)}"


def left(event: Event) -> str:
    """Say what was passed on; of a paper, how it left and for whom."""
    if event.kind == "issued":
        return ", ".join(filter(None, (label("paper_way", event.topics[0][1]), event.note)))
    return ", ".join(label("data_kind", kind) for kind, _nothing in event.topics)
