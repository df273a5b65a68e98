"""The options of the commands about take-along sets."""

from datetime import date
from typing import TYPE_CHECKING

from lwdesk.base.texts import N_

if TYPE_CHECKING:
    from lwdesk.cli.arguments import Command, Commands


def add(made: "Commands") -> None:
    """Add the commands `along …`."""
    along = made.group("along", N_("take-along sets: households on a laptop for a few days"))
    pack = made.command("pack", N_("pack households for a laptop"), along)
    pack.opens_a_file()
    pack.argument("households", "CASE-OR-ID", N_("households, by case number or id"), nargs="*")
    pack.option(
        "--day", text=N_("take the households with a visit on this day"), type=date.fromisoformat,
        metavar="YYYY-MM-DD",
    )  # fmt: skip
    pack.option("--mine", text=N_("of these only those to which I go"), action="store_true")
    pack.option("--device", text=N_("the laptop, by name or id"), required=True, metavar="DEVICE")
    pack.option(
        "--until", text=N_("last day on which the set can be opened"), required=True,
        type=date.fromisoformat, metavar="YYYY-MM-DD",
    )  # fmt: skip
    _to(pack)
    again = made.command("again", N_("write the package of a set once more"), along)
    again.opens_a_file()
    again.argument("set", "SET", N_("the set, as `along list` names it"))
    _to(again)
    answer = made.command("answer", N_("tell a laptop what has arrived of its work"), along)
    answer.opens_a_file()
    answer.option("--device", text=N_("the laptop, by name or id"), required=True, metavar="DEVICE")
    _to(answer)
    close = made.command("close", N_("close a set that does not come back; what still comes merges"), along)
    close.opens_a_file()
    close.argument("set", "SET", N_("the set, as `along list` names it"))
    listing = made.command("list", N_("list the sets: of the office, or on this laptop"), along)
    listing.opens_a_file()
    back = made.command("return", N_("on the laptop: give the sets back to the office"), along)
    back.opens_a_file()
    _to(back)
    forget = made.command("forget", N_("on the laptop: erase a set"), along)
    forget.opens_a_file()
    forget.argument("set", "SET", N_("the set, as `along list` names it"))
    forget.option("--lose", text=N_("also what the office does not have yet"), action="store_true")


def _to(command: "Command") -> None:
    command.option("--to", text=N_("folder for the package"), required=True, metavar="FOLDER")
