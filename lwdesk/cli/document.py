"""The command that makes a paper: the same checks, the same record, without a window."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lwdesk.base.errors import FileExists, PaperRefused, UnknownCommand
from lwdesk.base.texts import N_
from lwdesk.cli import exits
from lwdesk.cli.desk import household, opened
from lwdesk.cli.output import Output
from lwdesk.services.papers import folder
from lwdesk.services.papers.check import Refusal
from lwdesk.services.papers.kinds import KINDS, Wish

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


def run(args: argparse.Namespace, out: Output) -> int:
    if args.list:
        return _list(out)
    if not (args.kind and args.file and args.about and args.out):
        raise UnknownCommand(missing="document")
    target = Path(args.out)
    if target.exists():
        raise FileExists
    folder.sweep()
    with opened(args, out.words, writes=True) as desk:
        wish = Wish(args.kind, _about(desk, args), args.language, _options(args.option or ()))
        try:
            read = desk.papers.look(wish).note if args.note_read else ""
            done = desk.papers.issue(wish, "saved", folder.into_file(target), read)
        except PaperRefused as error:
            out.say(Refusal(str(error.facts["why"])).sentence(out.words))
            raise
    out.facts |= {"out": str(target), "sha256": done.sha256}
    out.say(out.words(N_("The paper is written down and lies here: {path}"), path=target))
    return exits.DONE


def _list(out: Output) -> int:
    out.facts["papers"] = [
        {
            "kind": kind.key,
            "label": kind.label(out.words.language),
            "about": list(kind.about),
            "languages": list(kind.languages),
            "options": [option.name for option in kind.options],
        }
        for kind in KINDS.values()
    ]
    out.table(
        [
            (kind.key, kind.label(out.words.language), "/".join(kind.about), " ".join(kind.languages))
            for kind in KINDS.values()
        ]
    )
    return exits.DONE


def _about(desk: "Desk", args: argparse.Namespace) -> UUID:
    """Return what the paper is about: an id, or the number of a household."""
    if "household" in KINDS[args.kind].about:
        return household(desk, args.about)
    try:
        return UUID(args.about)
    except ValueError as error:
        raise UnknownCommand(missing="document") from error


def _options(told: "list[str] | tuple[str, ...]") -> dict[str, str]:
    pairs = [one.partition("=") for one in told]
    if any(not sign for _name, sign, _value in pairs):
        raise UnknownCommand(missing="document")
    return {name: value for name, _sign, value in pairs}
