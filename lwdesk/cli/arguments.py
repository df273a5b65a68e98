"""The commands and their options, with a help in the language of the office."""

import argparse
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, Never

from lwdesk.base.errors import UnknownCommand
from lwdesk.base.texts import DEFAULT, LANGUAGES, N_, Texts
from lwdesk.cli import (
    account_arguments,
    along_arguments,
    device_arguments,
    document_arguments,
    exchange_arguments,
    exits,
    transfer_arguments,
)
from lwdesk.facts.tables import POPULATION_WORDS, WITH_WHOM
from lwdesk.facts.working_day import TABLES
from lwdesk.services.rights import RIGHTS

LARGEST_SCALE = 100.0
LARGEST_COUNT = 10**9
YEARS = range(1900, 3000)
TABS = ("active", "dormant", "closed", "all")


class Parser(argparse.ArgumentParser):
    """A parser that says nothing by itself: what it does not understand is an error with an exit code."""

    def __init__(self, **how: Any) -> None:  # noqa: ANN401 - passed on to argparse
        super().__init__(add_help=False, allow_abbrev=False, **how)

    def error(self, message: str) -> Never:  # noqa: ARG002 - its English sentence is replaced by the usage
        raise UnknownCommand(usage=self.format_usage().strip())


class Layout(argparse.RawDescriptionHelpFormatter):
    """The help with a heading of our own instead of the parser's English one."""

    def __init__(self, prog: str, usage: str = "") -> None:
        super().__init__(prog, max_help_position=30)
        self._usage_word = usage

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._usage_word if prefix is None else prefix)


class Command:
    """One command: what it takes in this order, and its options."""

    def __init__(
        self, parser: argparse.ArgumentParser, words: Texts, *, languages: Sequence[str] = LANGUAGES
    ) -> None:
        self.parser, self._words = parser, words
        self._arguments = parser.add_argument_group(words(N_("Arguments")))
        self._options = parser.add_argument_group(words(N_("Options")))
        self.option("-h", "--help", text=N_("show this help"), action="help")
        self.option("--json", text=N_("answer with one JSON document"), action="store_true")
        self.option("--language", text=N_("language of the answer"), choices=languages, default=DEFAULT)

    def argument(self, name: str, metavar: str, text: str, **how: Any) -> None:  # noqa: ANN401 - passed on to argparse
        self._arguments.add_argument(name, metavar=metavar, help=self._words(text), **how)

    def option(self, *names: str, text: str, **how: Any) -> None:  # noqa: ANN401 - passed on to argparse
        self._options.add_argument(*names, help=self._words(text), **how)

    def passphrase(self) -> None:
        text = N_("a file whose first line is the passphrase; - reads it from the input")
        self.option("--passphrase-file", text=text, metavar="PATH")

    def opens_a_file(self) -> None:
        self.argument("file", "FILE", N_("the data file"))
        self.opening()

    def opening(self) -> None:
        self.option("--user", text=N_("who opens the file"), metavar="NAME")
        self.passphrase()


type Children = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - the only type that can add a command


class Commands:
    """Adds commands, all in one look and one language."""

    def __init__(self, words: Texts) -> None:
        self.words = words
        self._look = partial(Layout, usage=words(N_("Usage: ")))
        self.parser = Parser(prog="lwdesk", formatter_class=self._look, description=_overview(words))
        Command(self.parser, words)
        self._all = self._children(self.parser, "command")

    def command(
        self, name: str, text: str, within: Children | None = None, *, languages: Sequence[str] = LANGUAGES
    ) -> Command:
        told = self.words(text)
        made = (within or self._all).add_parser(name, help=told, description=told, formatter_class=self._look)
        return Command(made, self.words, languages=languages)

    def group(self, name: str, text: str) -> Children:
        return self._children(self.command(name, text).parser, "action")

    def _children(self, parser: argparse.ArgumentParser, name: str) -> Children:
        return parser.add_subparsers(
            dest=name, parser_class=Parser, title=self.words(N_("Commands")), metavar="COMMAND", required=True
        )


def _overview(words: Texts) -> str:
    codes = "\n".join(f"  {number:<6} {words(text)}" for number, text in exits.RANGES)
    about = words(N_("Keeps the households of a welcome office. Without a command the window opens."))
    return f"{about}\n\n{words(N_('Exit codes'))}:\n{codes}"


def parser(words: Texts) -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    made = Commands(words)
    _set_up(made)
    _file_commands(made)
    _household_commands(made)
    _statistics(made)
    account_arguments.add(made)
    document_arguments.add(made)
    device_arguments.add(made)
    exchange_arguments.add(made)
    transfer_arguments.add(made)
    along_arguments.add(made)
    _demo(made)
    return made.parser


def language(argv: Sequence[str]) -> str:
    """Return the language asked for, before anything else is understood."""
    for place, word in enumerate(argv):
        name, _, value = word.partition("=")
        if name == "--language":
            wanted = value or (argv[place + 1] if place + 1 < len(argv) else "")
            return wanted if wanted in LANGUAGES else DEFAULT
    return DEFAULT


def _set_up(made: Commands) -> None:
    init = made.command("init", N_("set up an office and its data file"))
    init.argument("file", "FILE", N_("where the data file is to lie"))
    init.option("--region", text=N_("region of the office"), required=True, metavar="CODE")
    init.option("--user", text=N_("name of the first user"), required=True, metavar="NAME")
    init.option("--employer", text=N_("employer of the user"), default="city", metavar="CODE")
    init.option("--role", text=N_("role of the user"), default="lead", choices=tuple(RIGHTS))
    init.option("--device", text=N_("name of this computer"), default="", metavar="NAME")
    init.option("--anyway", text=N_("also on a network drive or in a cloud folder"), action="store_true")
    init.passphrase()


def _file_commands(made: Commands) -> None:
    made.command("check", N_("check file, log, tables and search")).opens_a_file()
    backup = made.command("backup", N_("make a backup and prove it"))
    backup.opens_a_file()
    backup.option("--to", text=N_("folder for the backup"), required=True, metavar="FOLDER")
    restore = made.command("restore", N_("bring a backup back to a place where no file lies"))
    restore.argument("backup", "BACKUP", N_("data file inside a backup"))
    restore.argument("file", "FILE", N_("where the data file is to lie"))
    restore.option("--user", text=N_("who opens the file"), metavar="NAME")
    restore.passphrase()


def _household_commands(made: Commands) -> None:
    search = made.command("search", N_("find people by name, phone, address or case number"))
    search.opens_a_file()
    search.argument("query", "QUERY", N_("what is known"))
    search.option("--limit", text=N_("number of hits"), type=_count, default=8, metavar="N")
    household = made.group("household", N_("list households or show one"))
    listing = made.command("list", N_("list the households"), household)
    listing.opens_a_file()
    listing.option("--tab", text=N_("which households"), choices=TABS, default="active")
    listing.option("--limit", text=N_("number of rows"), type=_count, default=100, metavar="N")
    listing.option("--offset", text=N_("rows to leave out"), type=_count, default=0, metavar="N")
    show = made.command("show", N_("show a household"), household)
    show.opens_a_file()
    show.argument("case", "CASE-OR-ID", N_("case number or id"))
    intake = made.command("intake", N_("take in households, one JSON object per line"))
    intake.opens_a_file()
    intake.option("--input", text=N_("read from here instead of the input"), metavar="PATH")
    intake.option("--dry-run", text=N_("look at everything, save nothing"), action="store_true")


def _statistics(made: Commands) -> None:
    table = made.command("statistics", N_("print a table of the statistics"))
    table.opens_a_file()
    table.option("--table", text=N_("which table"), choices=tuple(TABLES), default="households")
    table.option("--office", text=N_("only this office, by its name"), default="", metavar="NAME")
    table.option("--as-of", text=N_("cut-off date"), required=True, type=_day, metavar="YYYY-MM-DD")
    table.option(
        "--contacts", text=N_("which contacts count"), choices=tuple(WITH_WHOM), default="households"
    )
    table.option(
        "--population", text=N_("which households count"), choices=tuple(POPULATION_WORDS), default="all"
    )


def _demo(made: Commands) -> None:
    demo = made.command("demo", N_("make a file of invented households"))
    demo.argument("file", "FILE", N_("where the data file is to lie"))
    demo.option("--scale", text=N_("size; 1.0 gives 3,401 households"), type=_scale, default=1.0, metavar="X")
    demo.option("--seed", text=N_("same number, same people"), type=int, default=1, metavar="N")
    demo.option("--up-to-today", text=N_("move all days so that they reach up to today"), action="store_true")
    demo.passphrase()
    demo.parser.epilog = made.words(
        N_("demo --open [FOLDER] shows a small one in the window, demo --headless [FOLDER] without a screen.")
    )


def _day(text: str) -> date:
    value = date.fromisoformat(text)
    if value.year not in YEARS:
        raise ValueError(text)
    return value


def _scale(text: str) -> float:
    value = float(text)
    if not 0 < value <= LARGEST_SCALE:
        raise ValueError(text)
    return value


def _count(text: str) -> int:
    value = int(text)
    if not 0 <= value <= LARGEST_COUNT:
        raise ValueError(text)
    return value
