"""Where a passphrase comes from: a file, the first line of the input, or the keyboard; never an argument."""

import getpass
import sys
from pathlib import Path

from lwdesk.base.errors import FileMissing, UnknownCommand
from lwdesk.base.texts import N_, Texts

INPUT = "-"
LONGEST = 1 << 16
MARK = "\ufeff"  # some editors put it before the first line


def read(source: str | None, words: Texts, *, new: bool = False) -> str:
    """Return the passphrase; a new one that is typed is asked for twice."""
    if source == INPUT:
        return _plain(sys.stdin.readline(LONGEST))
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
            return _plain(file.readline(LONGEST))
    except OSError as error:
        raise FileMissing(which="passphrase") from error
    except UnicodeDecodeError as error:
        raise UnknownCommand(missing="utf8") from error


def _plain(line: str) -> str:
    return line.removeprefix(MARK).rstrip("\r\n")
