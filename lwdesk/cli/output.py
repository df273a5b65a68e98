"""How a command answers: text for people, or one JSON document for programs."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import Any

from lwdesk.base.errors import LwError
from lwdesk.base.messages import UNEXPECTED
from lwdesk.base.texts import Texts
from lwdesk.cli import exits
from lwdesk.cli.wording import explained

GAP = "  "
CONTROLS = dict.fromkeys(
    (*range(9), *range(11, 32), *range(127, 160)), "\ufffd"
)  # they would steer a terminal


def prepare() -> None:
    """Let no sign of a name or of the input stop a command, whatever the terminal can show."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdin, TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


@dataclass
class Output:
    """Collects what a command says; with `as_json` people's text is left out and the facts are printed."""

    words: Texts
    as_json: bool = False
    command: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    args: argparse.Namespace | None = None
    about: str = ""
    """What on the command line a failure is about; said after its words."""

    def say(self, line: str = "") -> None:
        if not self.as_json:
            print(line.translate(CONTROLS))

    def table(self, lines: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> None:
        """Print lines in columns; those in `numbers` are set right."""
        if self.as_json or not lines:
            return
        widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
        for line in lines:
            cells = [
                text.rjust(width) if place in numbers else text.ljust(width)
                for place, (text, width) in enumerate(zip(line, widths, strict=True))
            ]
            self.say(GAP.join(cells).rstrip())

    def finish(self, code: int) -> int:
        if self.as_json:
            self._document({**self.facts, "exit": code})
        return code

    def failed(self, error: LwError) -> int:
        """Say what happened and what to do now."""
        code = exits.code(error)
        what, now = explained(error, self.args, self.words) if code != exits.STOPPED else ("", "")
        if self.as_json:
            told = {"error": type(error).__name__, "facts": error.facts, "what": what, "now": now}
            self._document({**self.facts, **told, "exit": code})
        elif what:
            said = " ".join(filter(None, (what, now, self.about)))
            print(said.translate(CONTROLS), file=sys.stderr)
        return code

    def bug(self, number: str) -> int:
        what, now = (self.words(UNEXPECTED[0]), self.words(UNEXPECTED[1], number=number))
        if self.as_json:
            self._document({**self.facts, "error": "bug", "what": what, "now": now, "exit": exits.BUG})
        else:
            print(what, now, file=sys.stderr)
        return exits.BUG

    def _document(self, content: dict[str, Any]) -> None:
        plain = getattr(sys.stdout, "encoding", None) not in (None, "utf-8", "UTF-8")
        print(json.dumps({"command": self.command, **content}, ensure_ascii=plain, indent=1))
