"""Write docs/fields.md from the declarations: every field of every record, as an office reads it."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message

from lwdesk.domain import records
from lwdesk.domain.fields import Choice, Choices, Field, Link, Note, Number, Record
from tools import texts

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "fields.md"
PRIVACY = {"none": "", "personal": "personal", "special": "special"}
HEAD = """\
# The fields

Written by `python tools/fields.py` from `lwdesk/domain/`; a test fails while this page is not up to date.

*Required*: the record cannot be saved without it. *Search*: the one search looks in it. *Privacy*: personal
data, data of a special category (Art. 9 GDPR), or nothing. *Counted*: may become a fact of the statistics.
A record that stays on the device has no log and never leaves it. Every record has an id on top.
"""


def page(words: "Words") -> Iterator[str]:
    """Yield the lines of the page."""
    yield HEAD
    kinds = sorted(records.every(), key=lambda cls: cls.kind)
    fields = [field for cls in kinds for field in cls.fields]
    yield f"{len(kinds)} kinds of records, {len(fields)} fields."
    for cls in kinds:
        yield ""
        yield from table(cls, words)


def table(cls: type[Record], words: "Words") -> Iterator[str]:
    yield f"## {cls.kind} · {words(cls.label)}"
    yield ""
    if about := notes(cls):
        yield about
        yield ""
    yield "| Field | Label | Kind | Required | Search | Privacy | Counted |"
    yield "|---|---|---|---|---|---|---|"
    for field in cls.fields:
        flags = (mark(field.required), mark(field.searchable), PRIVACY[field.privacy], mark(field.counted))
        yield f"| `{field.name}` | {words(field.label)} | {told(field)} | {' | '.join(flags)} |"


def notes(cls: type[Record]) -> str:
    belongs = f"Goes with its `{cls.parent}`." if cls.parent else ""
    stays = "Stays on the device." if cls.scope == "device" else ""
    return f"{belongs} {stays}".strip()


def mark(flag: object) -> str:
    return "yes" if flag else ""


def told(field: Field) -> str:
    """Return the kind of a field with what bounds it."""
    kind, name = field.kind, type(field.kind).__name__
    match kind:
        case Choice(codelist) | Choices(codelist):
            return f"{name} of {codelist}"
        case Link(to):
            return f"{name} to {to}"
        case Number(low, high):
            return f"{name} {low}–{high}"
        case Note():
            return name
    longest = getattr(kind, "longest", None)
    past = "" if getattr(kind, "future", True) else ", not in the future"
    return f"{name}, ≤ {longest} characters" if longest else f"{name}{past}"


class Words:
    """The German of the labels, read from the sources of the catalogue."""

    def __init__(self, root: Path) -> None:
        self._entries = texts.read_language(root / "resources" / "locale" / "de").entries

    def __call__(self, msgid: str) -> str:
        found: list[tuple[Path, Message]] = self._entries.get(msgid, [])
        return str(found[0][1].string) if found else msgid


def written() -> str:
    return "\n".join([*page(Words(ROOT)), ""])


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
    sys.exit(0)
