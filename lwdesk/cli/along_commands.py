"""The commands about take-along sets."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lwdesk.base.errors import RecordGone, SetNoLaptop, SetUnsent, TakeAlongRefused
from lwdesk.base.texts import N_
from lwdesk.cli import exits
from lwdesk.cli.desk import household, opened
from lwdesk.cli.output import Output

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.exchange.along_views import SetHere, SetOut
    from lwdesk.services.exchange.sending import Sent

STATES = {
    "out": N_("on its way"),
    "expired": N_("expired"),
    "closed": N_("closed in the office"),
    "back": N_("given back"),
    "erased": N_("erased from the device"),
}


def pack(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        along, device = desk.exchange.along, _device(desk, args.device)
        given = {household(desk, one): one for one in args.households}
        proposed = along.propose(args.day, device, mine=args.mine) if args.day else ()
        homes = [*given, *(one.household for one in proposed if one.is_packable)]
        left = [one for one in proposed if not one.is_packable]
        with _named(given, out):
            made = along.pack(dict.fromkeys(homes), device, args.until, Path(args.to))
    out.facts |= {
        "package": made.path,
        "set": str(made.set),
        "households": made.households,
        "until": made.until.isoformat(),
        "size": made.size,
        "protected_addresses": made.protected,
        "attachments": made.attachments,
        "private_notes": made.private_notes,
        "left_out": [{"household": str(one.household), "why": list(one.warnings)} for one in left],
    }
    words = out.words
    out.say(words(N_("The package is made: {path}"), path=made.path))
    out.say(
        words.plural(
            "{count} household in the set", "{count} households in the set",
            made.households, count=made.households,
        )
    )  # fmt: skip
    if made.protected:
        out.say(words(N_("Protected addresses that stay in the office: {count}"), count=made.protected))
    if made.attachments:
        out.say(words(N_("Attachments of which only the name goes along: {count}"), count=made.attachments))
    if made.private_notes:
        out.say(words(N_("Private notes that stay on this device: {count}"), count=made.private_notes))
    if left:
        out.say(words(N_("Households with a visit that may not go along: {count}"), count=len(left)))
    return exits.DONE


@contextmanager
def _named(given: Mapping[UUID, str], out: Output) -> Iterator[None]:
    """Where households keep a set from being packed, say which, as they were called on the command line."""
    try:
        yield
    except TakeAlongRefused as error:
        stay = [UUID(one) for one in str(error.facts.get("households", "")).split()]
        if stay:
            told = ", ".join(given.get(one, str(one)) for one in stay)
            out.about = out.words(N_("This is about: {households}"), households=told)
        raise


def again(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        sent = desk.exchange.along.again(_set(args.set), Path(args.to))
    return _sent(sent, out)


def answer(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        sent = desk.exchange.along.answer(_device(desk, args.device), Path(args.to))
    return _sent(sent, out)


def close(args: argparse.Namespace, out: Output) -> int:
    name = _set(args.set)
    with opened(args, out.words, writes=True) as desk:
        desk.exchange.along.close(name)
    out.facts |= {"set": str(name)}
    out.say(out.words(N_("The set is closed. Its households do not count as out any more.")))
    out.say(out.words(N_("What still comes back from the laptop is taken in as ever.")))
    return exits.DONE


def give_back(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        sent = desk.exchange.along.give_back(Path(args.to))
    return _sent(sent, out)


def listing(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words) as desk:
        here, listed = desk.exchange.along.here(), desk.exchange.along.listed()
    out.facts |= {"here": [_here(one) for one in here], "sets": [_out(one) for one in listed]}
    words = out.words
    rows = [
        (
            str(one.set),
            one.label,
            "" if one.until is None else one.until.isoformat(),
            words(STATES[one.state]),
        )
        for one in listed
    ]
    if rows:
        out.table([(words(N_("Set")), words(N_("Device")), words(N_("Until")), words(N_("State"))), *rows])
    for there in here:
        told = N_("On this device until {day}: {set}. Not known to the office yet: {count}")
        out.say(words(told, day=there.until.isoformat(), set=there.set, count=there.unsent))
        if there.is_locked:
            out.say(words(N_("The time of this set is over; it is locked.")))
    if not (rows or here):
        out.say(words(N_("There is no take-along set.")))
    return exits.DONE


def forget(args: argparse.Namespace, out: Output) -> int:
    """Erase a set; what would be lost is told before it is refused."""
    with opened(args, out.words, writes=True) as desk:
        name = _set(args.set)
        loss = desk.exchange.along.loss(name)
        told = {"writes": dict(loss.writes), "private_notes": loss.private_notes, "drafts": loss.drafts}
        if not (args.lose or loss.is_nothing):
            raise SetUnsent(why="unsent", **dict(loss.writes))
        desk.exchange.along.forget(name, confirmed=args.lose)
    out.facts |= {"set": str(name), "lost": told}
    out.say(out.words(N_("The set is erased from this device.")))
    return exits.DONE


def _sent(sent: "Sent", out: Output) -> int:
    out.facts |= {"package": str(sent.path), "bundle": sent.bundle, "changes": sent.records}
    out.say(out.words(N_("The package is made: {path}"), path=sent.path))
    return exits.DONE


def _device(desk: "Desk", wanted: str) -> UUID:
    """Return the laptop with this id or exactly this name."""
    found = [
        one.id for one in desk.exchange.along.laptops() if wanted in (str(one.id), one.id.hex, one.label)
    ]
    if len(found) != 1:
        raise SetNoLaptop(why="name")
    return found[0]


def _set(wanted: str) -> UUID:
    try:
        return UUID(wanted)
    except ValueError:
        raise RecordGone(kind="take_along") from None


def _here(one: "SetHere") -> dict[str, Any]:
    return {**asdict(one), "set": str(one.set), "until": one.until.isoformat()}


def _out(one: "SetOut") -> dict[str, Any]:
    """Return a set without the names of its households."""
    return {
        "set": str(one.set),
        "device": None if one.device is None else str(one.device),
        "label": one.label,
        "packed_at": None if one.packed_at is None else one.packed_at.isoformat(),
        "until": None if one.until is None else one.until.isoformat(),
        "state": one.state,
        "households": len(one.households),
    }
