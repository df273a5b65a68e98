"""The commands about packages: make one, read some in, look at one, prove one."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lwdesk.base.errors import BundleGap, BundleRefused, FileMissing, LwError, UnknownCommand
from lwdesk.base.messages import explain
from lwdesk.base.texts import N_
from lwdesk.cli import exits
from lwdesk.cli.desk import opened
from lwdesk.cli.output import Output

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.exchange.receiving import Received
    from lwdesk.services.exchange.verifying import Verified
    from lwdesk.services.exchange.views import Summary

STATES = {"taken": N_("read in"), "known": N_("was here already")}
HANDING_OVER = {
    "transfer": (
        N_("This package hands a household over. Nothing was taken in by itself."),
        N_("Look at it with `lwdesk transfer look`, then accept or decline it."),
    ),
    "receipt": (
        N_("This package answers a handing over. Nothing was taken in by itself."),
        N_("Read it with `lwdesk transfer receipt`."),
    ),
}
REASONS = {
    "erased": N_("erased here, stays erased"),
    "newer_program": N_("needs a newer version of the program"),
    "unknown_code": N_("holds a word that no list here has"),
}


def export(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        due = desk.exchange.sending.due()
        try:
            sent = desk.exchange.sending.export(Path(args.to))
        except BundleRefused as error:
            if error.facts.get("why") != "nothing":
                raise
            out.facts["package"] = None
            out.say(explain(error, out.words)[0])
            return exits.DONE
    out.facts |= {
        "package": str(sent.path),
        "bundle": sent.bundle,
        "number": sent.number,
        "changes": sent.records,
        "households": due.households,
        "size": sent.size,
        "recipients": list(sent.recipients),
    }
    out.say(out.words(N_("The package is made: {path}"), path=sent.path))
    out.say(_count(out, sent.records))
    return exits.DONE


def take(args: argparse.Namespace, out: Output) -> int:
    """Read all packages in; one that is refused does not keep the others out."""
    told: list[dict[str, Any]] = []
    out.facts["packages"] = told
    refused = []
    with opened(args, out.words, writes=True) as desk:
        for path in packages(args.packages):
            try:
                received = desk.exchange.receiving.take(path)
            except (BundleRefused, FileMissing) as error:
                refused.append(error)
                told.append(_refused(desk, path, error, out))
            else:
                told += [_taken(str(path), received, out)]
                told += [_taken("", one, out) for one in received.later]
        waiting = len(desk.exchange.waiting.listed())
    if not told:
        out.say(out.words(N_("There is no package there.")))
    out.facts["waiting"] = waiting
    return code_of([error for error in refused if waiting or not isinstance(error, BundleGap)])


def packages(given: Sequence[str]) -> Iterator[Path]:
    from lwdesk.sync.bundle import SUFFIX

    for path in map(Path, given):
        if path.is_dir():
            yield from sorted(path.glob(f"*{SUFFIX}"))
        else:
            yield path


def code_of(refused: Sequence[LwError]) -> int:
    """Return the code of the reason that all of them share, or that of refused packages as such."""
    codes = {exits.code(error) for error in refused}
    if not codes:
        return exits.DONE
    return codes.pop() if len(codes) == 1 else exits.CODES[BundleRefused]


def _taken(path: str, received: "Received", out: Output) -> dict[str, Any]:
    summary, words = received.summary, out.words
    passage = summary.passage
    state = words(STATES[passage.state])
    out.say(
        words(N_("{device}, no. {number}: {state}"), device=passage.label, number=passage.number, state=state)
    )
    if passage.state == "taken":
        out.say(_count(out, passage.changes))
    left = left_out(summary, out)
    if summary.conflicts:
        out.say(words(N_("  Differences to decide: {count}"), count=summary.conflicts))
    if summary.clock_behind or summary.sender_ahead:
        out.say(words(N_("  Look at the clocks of the devices: they differ by more than a day.")))
    return {
        "file": path,
        "state": passage.state,
        "bundle": passage.bundle,
        "number": passage.number,
        "device": str(passage.device),
        "label": passage.label,
        "changes": passage.changes,
        "households": passage.households,
        "new": summary.new,
        "changed": summary.changed,
        "erased": summary.erased,
        "conflicts": summary.conflicts,
        "merged": len(summary.merged),
        "left_out": left,
        "clock_behind": summary.clock_behind,
        "sender_ahead": summary.sender_ahead,
    }


def left_out(summary: "Summary", out: Output) -> list[dict[str, str]]:
    """Say which records of a package did not go through, by name and reason; return them."""
    words = out.words
    for one in summary.left_out:
        out.say(f"  {one.name or words(N_('without a name'))}: {words(REASONS[one.reason])}")
    return [{"kind": one.kind, "record": str(one.record), "reason": one.reason} for one in summary.left_out]


def _refused(desk: "Desk", path: Path, error: LwError, out: Output) -> dict[str, Any]:
    what, now = explain(error, out.words)
    if error.facts.get("why") == "transfer":
        what, now = map(out.words, HANDING_OVER.get(desk.exchange.transfers.scope(path), (what, now)))
    out.say(f"{path.name}: {what} {now}")
    state = "waiting" if isinstance(error, BundleGap) else "refused"
    return {
        "file": str(path),
        "state": state,
        "error": type(error).__name__,
        "facts": error.facts,
        "what": what,
        "now": now,
    }


def inspect(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words) as desk:
        seen = desk.exchange.receiving.look(Path(args.package))
    missing = [{"device": label, "first": first, "last": last} for label, first, last in seen.missing]
    out.facts |= {
        "bundle": seen.bundle,
        "scope": seen.scope,
        "label": seen.label,
        "role": seen.role,
        "number": seen.number,
        "made_at": seen.made_at.isoformat(),
        "changes": seen.changes,
        "known": seen.known,
        "households": seen.households,
        "missing": missing,
    }
    words = out.words
    out.table(
        [
            (words(N_("From")), seen.label),
            (words(N_("Number")), str(seen.number)),
            (words(N_("Made")), seen.made_at.astimezone().strftime("%Y-%m-%d %H:%M")),
            (words(N_("New changes")), str(seen.changes)),
            (words(N_("Known already")), str(seen.known)),
            (words(N_("Households")), str(seen.households)),
        ]
    )
    for label, first, last in seen.missing:
        out.say(words(N_("Missing of {device}: {first} to {last}"), device=label, first=first, last=last))
    return exits.DONE


def verify(args: argparse.Namespace, out: Output) -> int:
    from lwdesk.services.exchange import verifying

    package = Path(args.package)
    if args.roster:
        found, root = verifying.verify_by(package, Path(args.roster))
        out.facts["root"] = root
        _proven(found, out)
        out.say(out.words(N_("The list of devices is signed by the root {digits}. Compare it."), digits=root))
        return exits.DONE
    if args.file is None:
        raise UnknownCommand(missing="package")
    with opened(args, out.words) as desk:
        found = desk.exchange.receiving.verify(package)
    _proven(found, out)
    return exits.DONE


def _proven(found: "Verified", out: Output) -> None:
    out.facts |= {
        "bundle": found.bundle,
        "device": str(found.device),
        "label": found.label,
        "role": found.role,
        "size": found.size,
    }
    out.say(out.words(N_("The package is whole and signed by {device}."), device=found.label))


def _count(out: Output, changes: int) -> str:
    if not changes:
        return out.words(N_("Nothing new in it, it only confirms what was received."))
    return out.words.plural("{count} change", "{count} changes", changes, count=changes)
