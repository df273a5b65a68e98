"""The options of the commands about packages."""

from typing import TYPE_CHECKING

from lwdesk.base.texts import N_

if TYPE_CHECKING:
    from lwdesk.cli.arguments import Commands


def add(made: "Commands") -> None:
    """Add the commands `export`, `import`, `exchange` and `bundle …`."""
    export = made.command("export", N_("make a package of what the other devices do not have"))
    export.opens_a_file()
    export.option("--to", text=N_("folder for the package"), required=True, metavar="FOLDER")
    taking = made.command("import", N_("read packages in"))
    taking.opens_a_file()
    taking.argument("packages", "PACKAGE", N_("packages, or folders in which they lie"), nargs="+")
    exchange = made.command("exchange", N_("take in and hand on through the shared folder, once"))
    exchange.opens_a_file()
    exchange.option(
        "--folder", text=N_("the shared folder; it is remembered for the next time"), metavar="FOLDER"
    )
    bundle = made.group("bundle", N_("look at a package without reading it in"))
    inspect = made.command("inspect", N_("say who made a package, when, and how much is in it"), bundle)
    inspect.opens_a_file()
    inspect.argument("package", "PACKAGE", N_("the package"))
    verify = made.command("verify", N_("prove whole and signature of a package"), bundle)
    verify.argument("file", "FILE", N_("the data file; not with --roster"), nargs="?")
    verify.opening()
    verify.argument("package", "PACKAGE", N_("the package"))
    verify.option(
        "--roster", text=N_("a list of devices to hold it against, without a data file"), metavar="PATH"
    )
