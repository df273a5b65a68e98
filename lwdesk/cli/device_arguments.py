"""The options of the commands about devices."""

from typing import TYPE_CHECKING

from lwdesk.base.texts import N_

if TYPE_CHECKING:
    from lwdesk.cli.arguments import Children, Command, Commands

ROLES = ("office", "coordination", "laptop")
REASONS = ("lost", "retired")


def add(made: "Commands") -> None:
    """Add the commands `device …`."""
    devices = made.group("device", N_("say which devices belong together"))
    made.command("list", N_("list the devices of the organisation"), devices).opens_a_file()
    root = made.command("root", N_("make the root of the organisation, a file of its own"), devices)
    root.opens_a_file()
    root.argument("root", "ROOT", N_("where the file of the root is to lie"))
    root.option("--sheet", text=N_("where its sheet is to lie, as PDF"), required=True, metavar="PATH")
    _passphrase(root)
    anew = made.command(
        "reseal", N_("give the file of the root another passphrase and another sheet"), devices
    )
    anew.argument("root", "ROOT", N_("the file of the root"))
    anew.option("--sheet", text=N_("where its sheet is to lie, as PDF"), required=True, metavar="PATH")
    _passphrase(anew)
    text = N_("a file whose first line is the other passphrase; - reads it from the input")
    anew.option("--new-passphrase-file", text=text, metavar="PATH")
    for name, text in (
        ("request", N_("write the file with which this device asks to belong")),
        ("rotate", N_("make other keys for this device and ask for them")),
    ):
        asks = made.command(name, text, devices)
        asks.opens_a_file()
        asks.argument("request", "REQUEST", N_("where the request is to lie"))
    _joining(made, devices)
    anew = made.command("renew-log", N_("go on in another log, after a file was put back by hand"), devices)
    anew.opens_a_file()
    _signing(made, devices)
    lost = made.command("lost", N_("tell what was on a device"), devices)
    _device(lost)
    lost.option("--out", text=N_("where the report is to lie, as PDF"), metavar="PATH")
    lost.option("--for-coordination", text=N_("where the file for it is to lie"), metavar="PATH")


def _joining(made: "Commands", devices: "Children") -> None:
    join = made.command("join", N_("let this computer join an office that is there already"), devices)
    join.argument("file", "FILE", N_("where the data file is to lie, or waits"))
    join.option("--request", text=N_("write the file with which this device asks to belong"), metavar="PATH")
    join.option("--name", text=N_("name of this computer"), metavar="NAME")
    join.option("--accept", text=N_("take this device list over"), metavar="PATH")
    _digits(join, N_("the digits of the root, for the first list on a device"))
    join.option(
        "--package", text=N_("read this package in, or all of a folder"), metavar="PATH", action="append",
        default=[], dest="packages",
    )  # fmt: skip
    join.option("--as", text=N_("who works here, by name or id"), metavar="NAME", dest="person")
    text = N_("a file whose first line is the passphrase of who works here; else the same as before")
    join.option("--own-passphrase-file", text=text, metavar="PATH")
    join.option("--anyway", text=N_("also on a network drive or in a cloud folder"), action="store_true")
    join.opening()


def _signing(made: "Commands", devices: "Children") -> None:
    enrol = made.command("enrol", N_("take a device in, or its other keys"), devices)
    enrol.opens_a_file()
    enrol.argument("request", "REQUEST", N_("the request of the device"))
    _digits(enrol, N_("the digits that were read out on the phone"))
    enrol.option("--role", text=N_("what the device is given"), choices=ROLES, default=None)
    _signs(enrol)
    roster = made.command("roster", N_("show, write or take over the device list"), devices)
    roster.opens_a_file()
    roster.option("--accept", text=N_("take this device list over"), metavar="PATH")
    _digits(roster, N_("the digits of the root, for the first list on a device"))
    _list(roster)
    revoke = made.command("revoke", N_("withdraw a device"), devices)
    _device(revoke)
    revoke.option("--reason", text=N_("why"), choices=REASONS, required=True)
    revoke.option("--loss", text=N_("what its office reported of it"), metavar="PATH")
    revoke.option("--wrote-nothing", text=N_("the device never wrote anything"), action="store_true")
    _signs(revoke)


def _device(command: "Command") -> None:
    command.opens_a_file()
    command.argument("device", "DEVICE", N_("name or id of the device"))


def _signs(command: "Command") -> None:
    command.option("--root", text=N_("the file of the root"), required=True, metavar="PATH")
    _passphrase(command)
    _list(command)


def _passphrase(command: "Command") -> None:
    text = N_("a file whose first line is the passphrase of the root; - reads it from the input")
    command.option("--root-passphrase-file", text=text, metavar="PATH")


def _list(command: "Command") -> None:
    command.option("--out", text=N_("write the device list here"), metavar="PATH")


def _digits(command: "Command", text: str) -> None:
    command.option("--fingerprint", text=text, metavar="DIGITS")
