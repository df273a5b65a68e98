"""The options of the commands about accounts and the trail."""

from datetime import date
from typing import TYPE_CHECKING

from lwdesk.base.texts import N_
from lwdesk.services.rights import RIGHTS
from lwdesk.services.trail import ACTIONS

if TYPE_CHECKING:
    from lwdesk.cli.arguments import Command, Commands

MOST_LINES = 100_000


def add(made: "Commands") -> None:
    """Add the commands `user …` and `trail`."""
    user = made.group("user", N_("manage who opens the file"))
    made.command("list", N_("list the people of the office"), user).opens_a_file()
    new = made.command("add", N_("add somebody, with a passphrase for the start"), user)
    _names(new)
    new.option("--employer", text=N_("employer of the user"), required=True, metavar="CODE")
    new.option("--role", text=N_("role of the user"), required=True, choices=tuple(RIGHTS))
    new.option("--until", text=N_("last day of the account"), type=date.fromisoformat, metavar="YYYY-MM-DD")
    change = made.command("change", N_("change role or last day"), user)
    _names(change)
    change.option("--role", text=N_("role of the user"), choices=tuple(RIGHTS))
    change.option(
        "--until", text=N_("last day of the account"), type=date.fromisoformat, metavar="YYYY-MM-DD"
    )
    change.option("--without-end", text=N_("take the last day away"), action="store_true")
    _names(made.command("renew", N_("give a new passphrase for the start"), user))
    end = made.command("end", N_("end an account and hand its open work over"), user)
    _names(end)
    end.option("--heir", text=N_("who takes over"), metavar="NAME")
    trail = made.command("trail", N_("read the trail of who did what, two together"))
    trail.opens_a_file()
    trail.option("--second-user", text=N_("who sits beside"), required=True, metavar="NAME")
    trail.option(
        "--second-passphrase-file",
        text=N_("a file whose first line is the passphrase of the second person"),
        required=True,
        metavar="PATH",
    )
    trail.option("--day", text=N_("only this day"), type=date.fromisoformat, metavar="YYYY-MM-DD")
    trail.option("--act", text=N_("only this kind of act"), choices=tuple(ACTIONS))
    trail.option("--record", text=N_("only what belongs to this case number"), metavar="CASE")
    trail.option("--limit", text=N_("number of rows"), type=_count, default=100, metavar="N")


def _names(command: "Command") -> None:
    command.opens_a_file()
    command.argument("name", "NAME-OR-ID", N_("name or id of the person"))


def _count(text: str) -> int:
    value = int(text)
    if not 0 < value <= MOST_LINES:
        raise ValueError(text)
    return value
