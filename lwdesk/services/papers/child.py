"""The child process that draws many papers: reads plain values, writes files, says a line for each."""

import os
import pickle
import sys
from pathlib import Path

from lwdesk.services.papers.kinds import KINDS

FAILED = 70


def main() -> int:
    """Draw what the input holds; of a failure only its kind is said, for its text may name somebody."""
    try:
        parts = pickle.load(sys.stdin.buffer)  # noqa: S301 - the pipe of the program that started this one
        for number, (key, content, language, made_at, place) in enumerate(parts, 1):
            _write(Path(place), KINDS[key].author().render(content, language, made_at))
            print(number, flush=True)  # noqa: T201 - this line is the progress
    except Exception as error:  # noqa: BLE001 - a trace could tell what stands in a paper
        print(type(error).__name__, file=sys.stderr)  # noqa: T201 - see above
        return FAILED
    return 0


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)


if __name__ == "__main__":
    sys.exit(main())
