"""The commands about handing a household over: send, look, accept, decline, and the answer."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lwdesk.base import clock
from lwdesk.base.errors import GateClosed, InvalidInput
from lwdesk.base.texts import N_
from lwdesk.cli import exits
from lwdesk.cli.desk import household, opened
from lwdesk.cli.output import Output
from lwdesk.domain.codelists import codelists
from lwdesk.domain.transfer import Transfer

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.exchange.transfer_views import Decided, Part, Prepared, Proposal, Recipient, Wish


def send(args: argparse.Namespace, out: Output) -> int:
    """Make a package, or only show what would be in it."""
    with opened(args, out.words, writes=not args.preview) as desk:
        transfers = desk.exchange.transfers
        wish = _wish(desk, args)
        prepared = transfers.prepare(wish, out.words.language)
        _tell(prepared.parts, out)
        out.facts |= _gate(prepared)
        out.about = _lacking(prepared, out)
        if args.preview:
            out.say(out.about)
            return exits.DONE if prepared.closed is None else exits.code(_closed(prepared))
        if prepared.closed is not None:
            raise _closed(prepared)
        done = transfers.send(wish, Path(args.to))
    out.facts |= {"package": done.path, "transfer": str(done.transfer), "size": done.size}
    out.say(out.words(N_("The package is made: {path}"), path=done.path))
    return exits.DONE


def look(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words) as desk:
        transfers, path = desk.exchange.transfers, Path(args.package)
        language = out.words.language
        arrival = transfers.look(path, language)
        beside = transfers.proposals(path, household(desk, args.beside), language) if args.beside else ()
    words = out.words
    purpose = codelists().label("transfer_purpose", arrival.purpose, words.language)
    out.say(words(N_("From: {office}"), office=arrival.sender))
    out.say(words(N_("What for: {purpose}"), purpose=purpose))
    out.say(words(N_("Can be taken in until {day}"), day=arrival.expires.isoformat()))
    _tell(arrival.parts, out)
    for one in arrival.similar:
        out.say(words(N_("May be here already: {name}, {number}"), name=one.name, number=one.case_number))
    _compare(beside, out)
    if arrival.left_out:
        out.say(words(N_("Not understood, stays out: {names}"), names=", ".join(arrival.left_out)))
    out.facts |= {
        "bundle": arrival.bundle,
        "sender": arrival.sender,
        "purpose": arrival.purpose,
        "made_at": arrival.made_at.isoformat(),
        "expires": arrival.expires.isoformat(),
        "kinds": list(arrival.kinds),
        "people": len(arrival.handed.intake.members),
        "left_out": list(arrival.left_out),
        "similar": [
            {"household": str(one.household), "case_number": one.case_number, "score": one.score}
            for one in arrival.similar
        ],
        "beside": [asdict(one) for one in beside],
        "decided": arrival.known.state if arrival.known is not None else None,
    }
    return exits.DONE


def accept(args: argparse.Namespace, out: Output) -> int:
    """Take it in as new, or join it: gaps are filled, what differs only where it is named."""
    with opened(args, out.words, writes=True) as desk:
        transfers, path, folder = desk.exchange.transfers, Path(args.package), Path(args.to)
        if args.into is None:
            return _decided(transfers.accept(path, folder), out)
        into = household(desk, args.into)
        found = transfers.proposals(path, into)
        unknown = set(args.take) - {one.key for one in found}
        if unknown:
            raise InvalidInput(kind=Transfer.kind, fields="take")
        keys = [one.key for one in found if one.fits or one.key in args.take]
        return _decided(transfers.join(path, into, keys, folder), out)


def finish(args: argparse.Namespace, out: Output) -> int:
    """Name a package that is noted as sent."""
    with opened(args, out.words, writes=True) as desk:
        path = desk.exchange.transfers.finish(Path(args.package))
    out.facts["package"] = str(path)
    out.say(out.words(N_("The package is made: {path}"), path=path))
    return exits.DONE


def decline(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        return _decided(desk.exchange.transfers.decline(Path(args.package), args.reason, Path(args.to)), out)


def receipt(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        answered = desk.exchange.transfers.receipt(Path(args.package))
    kept = answered.transfer
    assert kept is not None
    out.facts |= {
        "transfer": str(kept.id),
        "state": kept.state,
        "refusal": kept.refusal,
        "known": answered.is_known,
    }
    out.say(codelists().label("transfer_state", kept.state or "", out.words.language))
    return exits.DONE


def _wish(desk: "Desk", args: argparse.Namespace) -> "Wish":
    from lwdesk.domain import handing_over
    from lwdesk.services.exchange.transfer_views import Wish

    home = household(desk, args.household)
    offered = desk.exchange.transfers.offered(home)
    fields = handing_over.usual(_kinds(args.kinds)) if args.kinds else handing_over.minimum()
    if args.message:
        fields |= {handing_over.MESSAGE}
    return Wish(
        home,
        _recipient(desk, args),
        args.purpose,
        tuple(one.person.id for one in offered.members),
        fields,
        args.until or clock.today() + handing_over.LASTS,
        args.message,
        offered.note if args.note_read else "",
    )


def _kinds(told: str) -> list[str]:
    from lwdesk.domain import handing_over

    kinds = [kind.strip() for kind in told.split(",") if kind.strip()]
    if not set(kinds) <= handing_over.FIELDS.keys():
        raise InvalidInput(kind=Transfer.kind, fields="data_kinds")
    return kinds


def _recipient(desk: "Desk", args: argparse.Namespace) -> "Recipient":
    transfers = desk.exchange.transfers
    if args.key:
        return transfers.outside(args.recipient, args.key)
    found = [one for one in transfers.recipients() if args.recipient in (one.name, one.office)]
    if len(found) != 1:
        raise InvalidInput(kind=Transfer.kind, fields="recipient")
    return found[0]


def _closed(prepared: "Prepared") -> GateClosed:
    gate = prepared.gate
    return GateClosed(why=prepared.closed, missing=len(gate.missing), withheld=len(gate.withheld))


def _lacking(prepared: "Prepared", out: Output) -> str:
    """Say which kinds of data no consent covers, and which the family does not want passed on."""
    lists, words, gate = codelists(), out.words, prepared.gate
    if gate.stop:
        return ""
    told = (
        (N_("Without a consent: {kinds}"), gate.missing),
        (N_("Not to be passed on: {kinds}"), [kind for kind, _why in gate.withheld]),
    )
    return " ".join(
        words(text, kinds=", ".join(lists.label("data_kind", kind, words.language) for kind in kinds))
        for text, kinds in told
        if kinds
    )


def _gate(prepared: "Prepared") -> dict[str, Any]:
    gate = prepared.gate
    return {
        "closed": prepared.closed,
        "allowed": list(gate.allowed),
        "missing": list(gate.missing),
        "withheld": [kind for kind, _why in gate.withheld],
        "note": gate.confirm,
        "records": prepared.records,
        "fields": sorted({row.key for part in prepared.parts for row in part.rows}),
    }


def _tell(parts: Sequence["Part"], out: Output) -> None:
    for part in parts:
        out.say(part.title)
        for row in part.rows:
            out.say(f"  {row.label}: {row.text}")


def _compare(beside: Sequence["Proposal"], out: Output) -> None:
    if beside:
        words = out.words
        heading = (words(N_("Key")), words(N_("What")), words(N_("Here")), words(N_("In the package")))
        rows = [
            (one.key, ": ".join(filter(None, (one.title, one.label))), one.mine, one.theirs) for one in beside
        ]
        out.table([heading, *rows])


def _decided(done: "Decided", out: Output) -> int:
    out.facts |= {
        "household": None if done.household is None else str(done.household),
        "receipt": done.receipt,
    }
    out.say(out.words(N_("The receipt is made: {path}"), path=done.receipt))
    return exits.DONE
