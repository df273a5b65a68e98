"""Where the program's own data lies: beside the checkout, inside a wheel or inside a frozen build."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


@cache
def folder(name: str) -> Path:
    """Return the folder `resources` or `db`, bundled first, else the repository's."""
    bundled = PACKAGE / "_bundled" / name
    return bundled if bundled.is_dir() else PACKAGE.parent / name
