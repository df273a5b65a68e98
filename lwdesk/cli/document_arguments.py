"""What `lwdesk document` takes."""

from typing import TYPE_CHECKING

from lwdesk.base.texts import N_
from lwdesk.services.papers.kinds import HANDOUT, KINDS

if TYPE_CHECKING:
    from lwdesk.cli.arguments import Commands


def add(made: "Commands") -> None:
    document = made.command("document", N_("make a paper as PDF and write it down"), languages=HANDOUT)
    document.argument("kind", "KIND", N_("which paper"), nargs="?", choices=tuple(KINDS))
    document.argument("file", "FILE", N_("the data file"), nargs="?")
    document.argument("about", "ID", N_("id of what it is about, of a household also its number"), nargs="?")
    document.option("--list", text=N_("list the papers and their languages"), action="store_true")
    document.option("--out", text=N_("where the PDF is to lie"), metavar="PATH")
    document.option("--option", text=N_("an option of the paper"), metavar="NAME=VALUE", action="append")
    document.option(
        "--note-read", text=N_("the family's note on what not to tell was read"), action="store_true"
    )
    document.opening()
    document.parser.epilog = made.words(
        N_("--language is that of the paper, beside German. The answer is German unless it is en.")
    )
