"""A device joins an office without a window: request out, device list and package in, somebody at it."""

import argparse
import platform
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lwdesk.base.errors import FileMissing, RecordGone
from lwdesk.base.texts import N_
from lwdesk.cli import device_commands, exchange_commands, exits, secrets
from lwdesk.cli.desk import user_id
from lwdesk.cli.output import Output

if TYPE_CHECKING:
    from lwdesk.services.exchange.joining import Joining, Standing


def run(args: argparse.Namespace, out: Output) -> int:
    """Go as far as what is given allows; the file waits for the rest."""
    passphrase = secrets.read(args.passphrase_file, out.words, new=not Path(args.file).exists())
    joining = _opened(args, passphrase)
    try:
        _go_on(joining, args, out)
        standing = joining.standing()
        _tell(standing, out)
        if args.person:
            _finish(joining, standing, args, passphrase, out)
    finally:
        joining.close()
    return exits.DONE


def _opened(args: argparse.Namespace, passphrase: str) -> "Joining":
    """Open the file that waits; only who asks to belong makes one."""
    from lwdesk.services.exchange import joining

    path = Path(args.file)
    if path.exists():
        return joining.resume(path, user_id(path, args.user), passphrase)
    if not args.request:
        raise FileMissing(which="data")
    return joining.prepare(path, args.name or platform.node() or "lwdesk", passphrase, anyway=args.anyway)


def _go_on(joining: "Joining", args: argparse.Namespace, out: Output) -> None:
    if args.request:
        device_commands.asked(args, out, joining.write_request(Path(args.request)))
    if args.accept:
        offer = joining.look(Path(args.accept))
        digits = device_commands.compared(args, out, offer.fingerprint) if offer.must_compare else ""
        joining.accept(offer, digits)
    for package in exchange_commands.packages(args.packages):
        joining.take(package)


def _tell(standing: "Standing", out: Output) -> None:
    words = out.words
    out.facts |= {
        "name": standing.label,
        "office": standing.office_name,
        "has_list": standing.has_list,
        "has_package": standing.has_package,
        "people": [{"id": str(one.id), "name": one.name} for one in standing.people],
        "joined": False,
    }
    if not standing.has_list:
        out.say(words(N_("The device list is still missing: --accept takes it over.")))
    elif not standing.has_package:
        out.say(words(N_("The first package of the office is still missing: --package reads it in.")))


def _finish(
    joining: "Joining", standing: "Standing", args: argparse.Namespace, passphrase: str, out: Output
) -> None:
    if args.own_passphrase_file:
        passphrase = secrets.read(args.own_passphrase_file, out.words, new=True)
    joining.finish(_person(standing, args.person), passphrase).close()
    out.facts["joined"] = True
    out.say(out.words(N_("This device belongs to the office: {office}"), office=standing.office_name))


def _person(standing: "Standing", wanted: str) -> UUID:
    found = [one.id for one in standing.people if wanted in (str(one.id), one.name)]
    if standing.has_package and len(found) != 1:
        raise RecordGone(kind="staff", found=len(found))
    return found[0] if found else UUID(int=0)
