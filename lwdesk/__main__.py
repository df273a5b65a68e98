"""The window by default, `lwdesk <command>` for the rest."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

OLDEST = (3, 12)
TOO_OLD = "lwdesk braucht Python 3.12 oder neuer, hier ist {found}. / lwdesk needs Python 3.12 or newer."
WINDOWED = ("--open", "--headless")
PACKAGE = ".lwb"


def main(argv: "Sequence[str] | None" = None) -> int:
    """Open the window, run a command, or show the demonstration."""
    if sys.version_info < OLDEST:
        print(TOO_OLD.format(found=".".join(map(str, sys.version_info[:3]))), file=sys.stderr)  # noqa: T201
        return 2
    from lwdesk.store.harden import harden

    harden()
    given = list(sys.argv[1:] if argv is None else argv)
    if not given:
        gc.disable()  # what a start makes stays: looking through it for waste takes 4 ms; `app` looks again
        from lwdesk import app

        return app.main()
    if all(word.endswith(PACKAGE) for word in given):
        from lwdesk import app

        return app.main(tuple(Path(word).absolute() for word in given))
    if given[0] == "demo" and any(flag in given for flag in WINDOWED):
        return demonstrate(given[1:])
    from lwdesk import cli

    return cli.main(given)


def demonstrate(given: "Sequence[str]") -> int:
    """Make the small demonstration on first use, say how it is opened, and show it."""
    from lwdesk import app, cli

    folder = Path(next((word for word in given if not word.startswith("-")), "demo"))
    if code := cli.prepare_demo(folder):
        return code
    return app.headless(folder) if "--headless" in given else app.open_demo(folder)


if __name__ == "__main__":
    sys.exit(main())
