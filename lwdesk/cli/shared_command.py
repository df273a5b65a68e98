"""One turn at the shared folder, for runs that a clock starts."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from lwdesk.base import errors
from lwdesk.base.errors import LwError, UnknownCommand
from lwdesk.base.messages import explain
from lwdesk.base.texts import N_, Texts
from lwdesk.cli import exchange_commands, exits
from lwdesk.cli.desk import opened
from lwdesk.cli.output import Output

if TYPE_CHECKING:
    from lwdesk.services.exchange.shared_look import Lying
    from lwdesk.services.exchange.shared_turn import Turn

CODES = {
    "gone": errors.FileMissing,
    "full": errors.DiskFull,
    "protected": errors.NotWritable,
    "here": errors.DiskFailed,
    "outside": errors.BundleRefused,
}
LEFT = {
    "half": N_("{name}: still on its way"),
    "waiting": N_("{name}: waits for an earlier one"),
    "refused": N_("{name}: refused"),
    "asked": N_("{name}: hands over a household, somebody decides in the window"),
    "copy": N_("{name}: a second copy of what is here anyway"),
    "odd": N_("{name}: called a second copy, not taken in by itself"),
}


def run(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        shared = desk.exchange.shared
        wanted = Path(args.folder).absolute() if args.folder else shared.folder()
        if wanted is None:
            raise UnknownCommand(missing="folder")
        if wanted != shared.folder():
            shared.choose(wanted)
        turn = shared.turn(at_once=True)
    return _tell(turn, out)


def _tell(turn: "Turn", out: Output) -> int:
    from lwdesk.services.exchange.shared_look import TROUBLES

    look, words = turn.look, out.words
    left_out: list[dict[str, str]] = []
    for one in turn.taken:
        passage = one.summary.passage
        told = words(N_("{device}, no. {number}: read in"), device=passage.label, number=passage.number)
        out.say(told)
        left_out += exchange_commands.left_out(one.summary, out)
    if turn.sent is not None:
        out.say(words(N_("The package is made: {path}"), path=turn.sent.path))
    left = [one for one in look.files if one.state in LEFT]
    refused = [_error(lying) for lying in left if lying.state == "refused"]
    for lying in left:
        out.say(_told(lying, words))
    if look.trouble:
        out.say(words(TROUBLES[look.trouble]))
    elif not (turn.taken or turn.sent or left):
        out.say(words(N_("There is nothing new in the folder")))
    out.facts |= {
        "folder": str(look.folder),
        "taken": [one.summary.passage.bundle for one in turn.taken],
        "changes": sum(one.summary.passage.changes for one in turn.taken),
        "left_out": left_out,
        "conflicts": sum(one.summary.passage.conflicts for one in turn.taken),
        "sent": None if turn.sent is None else str(turn.sent.path),
        "removed": turn.removed,
        "left": [{"name": one.name, "state": one.state, "reason": one.reason} for one in left],
        "trouble": look.trouble or None,
    }
    return exits.CODES[CODES[look.trouble]] if look.trouble else exchange_commands.code_of(refused)


def _told(lying: "Lying", words: Texts) -> str:
    told = words(LEFT[lying.state], name=lying.name)
    return f"{told}. {' '.join(explain(_error(lying), words))}" if lying.state == "refused" else told


def _error(lying: "Lying") -> LwError:
    """Return for what a package was refused; why exactly is not kept."""
    kind = getattr(errors, lying.reason or "BundleRefused", errors.BundleRefused)
    assert issubclass(kind, LwError)
    return kind()
