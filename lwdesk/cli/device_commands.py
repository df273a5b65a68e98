"""The commands about devices: asked for, compared, signed for, withdrawn, reported as lost."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lwdesk.base.errors import FileExists, FileMissing, FingerprintDiffers, NotWritable, RecordGone
from lwdesk.base.texts import N_
from lwdesk.cli import exits, secrets
from lwdesk.cli.desk import opened
from lwdesk.cli.output import Output

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk
    from lwdesk.services.exchange.devices import Known
    from lwdesk.services.exchange.root import Made, Root

ROLES = {
    "office": N_("office computer"),
    "coordination": N_("coordination"),
    "laptop": N_("laptop for sets"),
}
STATES = {"active": N_("in use"), "revoked": N_("withdrawn")}


def listing(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words) as desk:
        found = desk.exchange.devices.listed()
    out.facts["devices"] = [_plain(one) for one in found]
    out.table(
        [
            (
                one.label,
                one.office_name,
                out.words(ROLES[one.role]) if one.role in ROLES else one.role,
                out.words(STATES[one.state]),
                one.heard.astimezone().strftime("%Y-%m-%d %H:%M") if one.heard else "–",
                one.fingerprint,
            )
            for one in found
        ]
    )
    return exits.DONE


def root(args: argparse.Namespace, out: Output) -> int:
    sheet = _place(args.sheet)
    with opened(args, out.words, writes=True) as desk:
        passphrase = secrets.read(args.root_passphrase_file, out.words, new=True)
        made = desk.exchange.devices.found(Path(args.root), passphrase)
        office = desk.office.name
    return _made(made, sheet, office, out)


def reseal(args: argparse.Namespace, out: Output) -> int:
    from lwdesk.services.exchange import root as roots

    sheet = _place(args.sheet)
    typed = secrets.read(args.root_passphrase_file, out.words)
    passphrase = secrets.read(args.new_passphrase_file, out.words, new=True)
    return _made(roots.seal_anew(Path(args.root), typed, passphrase), sheet, "", out)


def _place(sheet: str) -> Path:
    """Return where a sheet is to lie: its code is shown once, so nothing is sealed without a place for it."""
    path = Path(sheet)
    if path.exists():
        raise FileExists(which="sheet")
    if not path.parent.is_dir():
        raise NotWritable
    return path


def _made(made: "Made", sheet: Path, office: str, out: Output) -> int:
    from lwdesk.services.exchange import root as roots
    from lwdesk.services.setting_up import write_sheet

    write_sheet(sheet, roots.sheet(made, office, out.words))
    digits = made.root.fingerprint
    out.facts |= {"root": str(made.path), "fingerprint": digits, "sheet": str(sheet)}
    out.facts["recovery_code"] = made.recovery_code
    out.say(out.words(N_("The root is sealed: {file}"), file=made.path))
    out.say(out.words(N_("Its digits, for the first list on every device: {digits}"), digits=digits))
    out.say(out.words(N_("Its sheet lies here: {path}. Print it and delete the file."), path=sheet))
    return exits.DONE


def request(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        digits = desk.exchange.devices.write_request(Path(args.request))
    return asked(args, out, digits)


def rotate(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        digits = desk.exchange.devices.rotate(Path(args.request))
    return asked(args, out, digits)


def renew_log(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        count = desk.exchange.renewing.renew()
    out.facts["changes"] = count
    out.say(out.words(N_("This device works under another name from here on. Give the others a package.")))
    return exits.DONE


def asked(args: argparse.Namespace, out: Output, digits: str) -> int:
    out.facts |= {"request": args.request, "fingerprint": digits}
    out.say(out.words(N_("The request lies here: {path}"), path=args.request))
    out.say(out.words(N_("Digits to read out on the phone: {digits}"), digits=digits))
    return exits.DONE


def enrol(args: argparse.Namespace, out: Output) -> int:
    from lwdesk.services.exchange.devices import Grant

    _demand(args.root)
    with opened(args, out.words, writes=True) as desk:
        devices = desk.exchange.devices
        asked = devices.read_request(Path(args.request))
        digits = compared(args, out, asked.fingerprint)
        own = UUID(hex=asked.enrolment.office) if asked.enrolment.office else desk.office.id
        grant = None if asked.renews and not args.role else Grant(args.role or "office", own)
        told = devices.enrol(asked, digits, _root(args, out), grant)
        _write_list(desk, args)
    out.facts |= {"version": told.version, "device": asked.enrolment.device}
    out.say(out.words(N_("The device belongs: {name}"), name=asked.enrolment.label))
    return exits.DONE


def roster(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=bool(args.accept)) as desk:
        devices = desk.exchange.devices
        if args.accept:
            offer = devices.look(Path(args.accept))
            digits = compared(args, out, offer.fingerprint) if offer.must_compare else ""
            devices.accept(offer, digits)
        _write_list(desk, args)
        told = desk.exchange.trust.membership().roster
        found = devices.listed()
    out.facts |= {
        "version": told.version,
        "organisation": told.org,
        "devices": [_plain(one) for one in found],
    }
    out.say(out.words(N_("Device list {version}, {n} devices"), version=told.version, n=len(found)))
    return exits.DONE


def revoke(args: argparse.Namespace, out: Output) -> int:
    _demand(args.root)
    with opened(args, out.words, writes=True) as desk:
        device = _named(desk, args.device)
        loss = Path(args.loss) if args.loss else None
        told = desk.exchange.devices.revoke(
            device.id, args.reason, _root(args, out), loss, wrote_nothing=args.wrote_nothing
        )
        _write_list(desk, args)
    found = told.device(device.id.hex)
    out.facts |= {"version": told.version, "device": str(device.id), "cut": found.cut if found else {}}
    out.say(out.words(N_("The device is withdrawn: {name}"), name=device.label))
    return exits.DONE


def lost(args: argparse.Namespace, out: Output) -> int:
    from lwdesk.services.exchange import loss

    with opened(args, out.words) as desk:
        device = _named(desk, args.device)
        told = desk.exchange.losses.report(device.id)
        if args.out:
            _write_new(Path(args.out), loss.paper(told, desk.office.name, out.words))
        if args.for_coordination:
            desk.exchange.losses.write(device.id, Path(args.for_coordination))
    out.facts |= {
        "device": _plain(told.device),
        "basis": told.basis,
        "counts": dict(told.counts),
        "attachments": dict(told.attachments),
        "protected": told.protected,
        "cut": told.ends,
    }
    out.say(loss.text(told, out.words).rstrip())
    return exits.DONE


def _plain(one: "Known") -> dict[str, object]:
    return {
        "id": str(one.id),
        "label": one.label,
        "code": one.code,
        "office": one.office_name,
        "role": one.role,
        "state": one.state,
        "reason": one.reason,
        "fingerprint": one.fingerprint,
        "epoch": one.epoch,
        "own": one.is_own,
        "heard": one.heard.isoformat() if one.heard else None,
        "last_package": one.last_number,
        "wrote": one.wrote,
        "behind": one.behind,
    }


def _demand(path: str) -> None:
    if not Path(path).is_file():
        raise FileMissing(which="root")


def _root(args: argparse.Namespace, out: Output) -> "Root":
    from lwdesk.services.exchange import root as roots

    return roots.opened(Path(args.root), secrets.read(args.root_passphrase_file, out.words))


def compared(args: argparse.Namespace, out: Output, fingerprint: str) -> str:
    """Show the digits, and return those that the person heard on the phone."""
    out.facts["fingerprint"] = fingerprint
    if args.fingerprint:
        return str(args.fingerprint)
    if out.as_json or not sys.stdin.isatty():
        raise FingerprintDiffers
    out.say(out.words(N_("Digits of the file: {digits}"), digits=fingerprint))
    return input(out.words(N_("Digits as they are read out on the phone: ")))


def _write_list(desk: "Desk", args: argparse.Namespace) -> None:
    if args.out:
        desk.exchange.devices.write_roster(Path(args.out))


def _write_new(path: Path, content: bytes) -> None:
    from lwdesk.services.setting_up import write_sheet

    if path.exists():
        raise FileExists(which="report")
    write_sheet(path, content)


def _named(desk: "Desk", wanted: str) -> "Known":
    """Return the one device with this id or exactly this name."""
    found = [one for one in desk.exchange.devices.listed() if wanted in (str(one.id), one.id.hex, one.label)]
    if len(found) != 1:
        raise RecordGone(kind="device", found=len(found))
    return found[0]
