"""The commands about accounts: who opens the file, and the trail that two read together."""

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lwdesk.base.errors import LwError, RecordGone
from lwdesk.base.texts import N_
from lwdesk.cli import exits, secrets
from lwdesk.cli.desk import opened, user_id
from lwdesk.cli.output import Output
from lwdesk.domain.codelists import codelists

if TYPE_CHECKING:
    from lwdesk.services.colleagues import Colleague
    from lwdesk.services.desk import Desk

ACCESS = {
    "own": N_("opens the file"),
    "start": N_("passphrase for the start"),
    "over": N_("ended"),
    "none": N_("no passphrase yet"),
}


def listing(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words) as desk:
        found = desk.colleagues.everybody()
    out.facts["users"] = [_plain(one) for one in found]
    language = out.words.language
    out.table(
        [
            (
                one.staff.name,
                codelists().label("role", one.staff.role or "", language),
                codelists().label("employer", one.staff.employer or "", language),
                out.words(ACCESS[one.access]),
                one.staff.valid_until.isoformat() if one.staff.valid_until else "–",
            )
            for one in found
        ]
    )
    return exits.DONE


def add(args: argparse.Namespace, out: Output) -> int:
    from lwdesk.domain.staff import Staff
    from lwdesk.services.colleagues import start_passphrase

    staff = Staff(name=args.name, employer=args.employer, role=args.role, valid_until=args.until)
    start = start_passphrase()
    with opened(args, out.words, writes=True) as desk:
        desk.colleagues.add(staff, start)
    out.facts |= {"user": str(staff.id), "start_passphrase": start}
    out.say(out.words(N_("{name} can open the file now"), name=args.name))
    out.say(out.words(N_("Passphrase for the start: {passphrase}"), passphrase=start))
    return exits.DONE


def change(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        staff = _named(desk, args.name).staff
        until = None if args.without_end else args.until or staff.valid_until
        desk.colleagues.change(staff.replace(role=args.role or staff.role, valid_until=until))
    out.say(out.words(N_("The account is changed")))
    return exits.DONE


def renew(args: argparse.Namespace, out: Output) -> int:
    from lwdesk.services.colleagues import start_passphrase

    start = start_passphrase()
    with opened(args, out.words, writes=True) as desk:
        desk.colleagues.renew(_named(desk, args.name).staff.id, start)
    out.facts["start_passphrase"] = start
    out.say(out.words(N_("Passphrase for the start: {passphrase}"), passphrase=start))
    return exits.DONE


def end(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        staff = _named(desk, args.name).staff
        heir = _named(desk, args.heir).staff.id if args.heir else None
        duties = desk.colleagues.duties(staff.id)
        desk.colleagues.end(staff.id, heir)
    out.facts["handed_over"] = duties
    out.say(out.words(N_("The account is ended")))
    return exits.DONE


def trail(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        from lwdesk.services import trail as lines

        second = user_id(Path(args.file), args.second_user)
        told = desk.audit.open(second, secrets.read(args.second_passphrase_file, out.words))
        asked = lines.Asked(args.day, args.day, args.act or "", args.record or "")
        found = told.lines(asked, limit=args.limit)
        rows = [
            (
                line.at.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
                lines.act(line, out.words),
                lines.kind(line, out.words),
                line.case_number,
                line.who,
            )
            for line in found.lines
        ]
    out.facts |= {"total": found.total, "lines": [_told(asdict(line)) for line in found.lines]}
    out.table(rows)
    return exits.DONE


def _told(line: dict[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, int) else str(value or "") for name, value in line.items()}


def _plain(one: "Colleague") -> dict[str, object]:
    staff = one.staff
    until: date | None = staff.valid_until
    return {
        "id": str(staff.id),
        "name": staff.name,
        "role": staff.role,
        "employer": staff.employer,
        "access": one.access,
        "valid_until": until.isoformat() if until else None,
    }


def _named(desk: "Desk", wanted: str) -> "Colleague":
    """Return the one person with this id or exactly this name."""
    found = [one for one in desk.colleagues.everybody() if wanted in (str(one.staff.id), one.staff.name)]
    if len(found) != 1:
        error: LwError = RecordGone(kind="staff", found=len(found))
        raise error
    return found[0]
