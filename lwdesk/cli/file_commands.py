"""The commands about the file as a whole: set up, check, back up, bring back, demonstrate."""

import argparse
import platform
from pathlib import Path

from lwdesk.base.errors import InvalidInput
from lwdesk.base.texts import N_
from lwdesk.cli import exits, secrets
from lwdesk.cli.desk import opened, user_id
from lwdesk.cli.output import Output
from lwdesk.domain.codelists import codelists
from lwdesk.services import accounts


def init(args: argparse.Namespace, out: Output) -> int:
    if args.region not in codelists()["region"]:
        raise InvalidInput(kind="office", fields="region")
    setup = accounts.Setup(
        region=args.region,
        device=args.device or platform.node() or "lwdesk",
        staff=args.user,
        employer=args.employer,
        role=args.role,
        passphrase=secrets.read(args.passphrase_file, out.words, new=True),
    )
    made = accounts.set_up(Path(args.file), setup, anyway=args.anyway)
    office = made.desk.office.name
    made.desk.close()
    out.facts |= {"file": args.file, "office": office, "recovery_code": made.recovery_code}
    out.say(out.words(N_("The data file of {office} is ready: {file}"), office=office, file=args.file))
    out.say(out.words(N_("Recovery code: {code}"), code=made.recovery_code))
    out.say(out.words(N_("Write it down and lock it away. It is shown this once and kept nowhere.")))
    return exits.DONE


def check(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, read_only=True) as desk:
        from lwdesk.services import check as checks

        found = checks.check(desk)
    out.facts["findings"] = [
        {"code": finding.code, "facts": dict(finding.facts), "what": checks.sentence(finding, out.words)}
        for finding in found
    ]
    for finding in found:
        facts = ", ".join(f"{name}={value}" for name, value in finding.facts)
        out.say(f"{checks.sentence(finding, out.words)} [{finding.code}] {facts}".rstrip())
    if found:
        return exits.FOUND_PROBLEMS
    for sentence in checks.CHECKED:
        out.say(out.words(sentence))
    return exits.DONE


def backup(args: argparse.Namespace, out: Output) -> int:
    with opened(args, out.words, writes=True) as desk:
        made = desk.backups.make(Path(args.to))
    out.facts["backup"] = str(made)
    out.say(out.words(N_("The backup is made and proven: {path}"), path=made))
    return exits.DONE


def restore(args: argparse.Namespace, out: Output) -> int:
    from lwdesk.services import backups

    saved, target = Path(args.backup), Path(args.file)
    user = user_id(saved, args.user)
    counts = backups.restore(saved, target, user, secrets.read(args.passphrase_file, out.words))
    rows = sum(counts.values())
    out.facts |= {"file": args.file, "rows": rows}
    out.say(out.words(N_("The backup is back: {file}"), file=args.file))
    return exits.DONE


def demo(args: argparse.Namespace, out: Output) -> int:
    from lwdesk.services import demo as demonstration

    given = args.passphrase_file is not None
    passphrase = secrets.read(args.passphrase_file, out.words) if given else demonstration.PASSPHRASE
    desk = demonstration.make(
        Path(args.file),
        scale=args.scale,
        seed=args.seed,
        passphrase=passphrase,
        up_to_today=args.up_to_today,
    )
    desk.close()
    out.facts |= {"file": args.file, "user": demonstration.USER}
    out.say(out.words(N_("The demonstration is ready: {file}"), file=args.file))
    out.say(out.words(N_("User: {user}"), user=demonstration.USER))
    if not given:
        out.facts["passphrase"] = passphrase
        out.say(out.words(N_("Passphrase: {passphrase}"), passphrase=passphrase))
    return exits.DONE
