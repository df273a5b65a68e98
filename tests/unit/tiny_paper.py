"""A paper of one line, standing in for those of the office."""

import sys
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from uuid import UUID

from lwdesk.domain.household import Household
from lwdesk.services.papers.kinds import Gathered

TEMPLATE = "tiny-1"


@dataclass(frozen=True)
class Tiny:
    name: str


def gather(desk, about: UUID, options) -> Gathered:
    with desk.seat.reading() as reader:
        home = reader.get(Household, about)
    name = "–" if options.get("anonymous") == "yes" else home.name
    return Gathered(Tiny(name), household=home.id)


def render(content: Tiny, language: str, made_at: datetime) -> bytes:
    from lwdesk.documents.tagged.blocks import Text
    from lwdesk.documents.tagged.flow import build
    from lwdesk.documents.tagged.metadata import About

    return build(About("Tiny", language, "lwdesk", made_at), [Text(f"{language} {content.name}")])


def choices(_desk, _about: UUID, _option: str) -> tuple[tuple[str, str], ...]:
    return ()


def stand_in(monkeypatch, key: str = "steps", **other) -> ModuleType:
    """Let this paper be made for a kind; `other` takes the place of single functions."""
    module = ModuleType(f"lwdesk.services.papers.{key}")
    parts = {"TEMPLATE": TEMPLATE, "gather": gather, "render": render, "choices": choices, **other}
    for name, part in parts.items():
        setattr(module, name, part)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module
