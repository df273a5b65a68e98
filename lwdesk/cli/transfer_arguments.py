"""The options of the commands about handing a household over."""

from datetime import date
from typing import TYPE_CHECKING

from lwdesk.base.texts import N_

if TYPE_CHECKING:
    from lwdesk.cli.arguments import Children, Command, Commands


def add(made: "Commands") -> None:
    """Add the commands `transfer …`."""
    transfer = made.group("transfer", N_("hand a household to another office, or take one over"))
    send = made.command("send", N_("make a package that hands a household over"), transfer)
    send.opens_a_file()
    send.argument("household", "CASE-OR-ID", N_("the household, by case number or id"))
    send.option("--recipient", text=N_("the other office, or whose key it is"), required=True, metavar="NAME")
    send.option("--key", text=N_("key of somebody outside, as age writes it"), metavar="age1…")
    send.option("--purpose", text=N_("what for, a code of the list"), required=True, metavar="CODE")
    send.option("--kinds", text=N_("kinds of data, with commas between; else the least"), metavar="CODES")
    send.option("--message", text=N_("a few words that go along"), default="", metavar="TEXT")
    send.option(
        "--until", text=N_("last day on which it can be taken in"), type=date.fromisoformat,
        metavar="YYYY-MM-DD",
    )  # fmt: skip
    send.option("--note-read", text=N_("the family's note on what not to tell was read"), action="store_true")
    send.option("--preview", text=N_("only show what would leave"), action="store_true")
    send.option("--to", text=N_("folder for the package"), default=".", metavar="FOLDER")
    _finish(made, transfer)
    look = made.command("look", N_("show what a package would hand over; nothing is taken in"), transfer)
    _package(look)
    look.option("--beside", text=N_("compare with this household"), metavar="CASE-OR-ID")
    accept = made.command("accept", N_("take the household in, as a new one or into one"), transfer)
    _package(accept)
    accept.option("--into", text=N_("join it to this household"), metavar="CASE-OR-ID")
    accept.option(
        "--take", text=N_("a value that differs, as `look --beside` names it"), action="append", default=[],
        metavar="KEY",
    )  # fmt: skip
    _to(accept)
    decline = made.command("decline", N_("decline a package"), transfer)
    _package(decline)
    decline.option("--reason", text=N_("why, a code of the list"), required=True, metavar="CODE")
    _to(decline)
    receipt = made.command("receipt", N_("read the answer of the other office"), transfer)
    _package(receipt)


def _finish(made: "Commands", transfer: "Children") -> None:
    finish = made.command("finish", N_("finish a package at which the stick went away"), transfer)
    finish.opens_a_file()
    finish.argument("package", "PACKAGE.part", N_("the package as it lies there"))


def _package(command: "Command") -> None:
    command.opens_a_file()
    command.argument("package", "PACKAGE", N_("the package"))


def _to(command: "Command") -> None:
    command.option("--to", text=N_("folder for the receipt"), required=True, metavar="FOLDER")
