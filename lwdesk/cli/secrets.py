"""Where a passphrase comes from: a file, the first line of the input, or the keyboard; never an argument."""

import getpass
import sys
from pathlib import Path

from lwdesk.base.errors import FileMissing, UnknownCommand
from lwdesk.base.texts import N_, Texts

INPUT = "-"


def read(source: str | None, words: Texts, *, new: bool = False) -> str:
    """Return the passphrase; a new one that is typed is asked for twice."""
    if source == INPUT:
        return sys.stdin.readline().rstrip("\r\n")
    if source:
        return _first_line(Path(source))
    if not sys.stdin.isatty():
        raise UnknownCommand(missing="passphrase")
    typed = getpass.getpass(words(N_("New passphrase: ")) if new else words(N_("Passphrase: ")))
    if new and getpass.getpass(words(N_("Once more: "))) != typed:
        raise UnknownCommand(missing="passphrase")
    return typed


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline().rstrip("\r\n")
    except OSError as error:
        raise FileMissing(which="passphrase") from error
