"""What the set-up needs before there is a desk: a place, a strong passphrase, the sheet for the safe."""

import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from lwdesk.base import clock
from lwdesk.base.errors import NotWritable
from lwdesk.base.texts import Texts
from lwdesk.store.vault.strength import Strength
from lwdesk.store.vault.strength import strength as judged

SUFFIX = ".lwdb"


def usual_folder() -> Path:
    """Return the user's own folder for data files on this computer."""
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Application Support"
    else:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "lwdesk"


def free_name(folder: Path, code: str) -> Path:
    """Return a path for the office's file where nothing lies yet; the folder is made, private."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    plain = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode().lower()
    stem = "".join(sign for sign in plain if sign.isalnum()) or "lwdesk"
    path, number = folder / f"{stem}{SUFFIX}", 2
    while path.exists() or path.with_suffix(".keys").exists():
        path, number = folder / f"{stem}-{number}{SUFFIX}", number + 1
    return path


def unsafe(folder: Path) -> str | None:
    """Return why a data file gets damaged in this folder: `network` or `cloud`."""
    from lwdesk.store import places

    return places.unsafe(folder)


def strength(passphrase: str, also: Iterable[str] = ()) -> Strength:
    return judged(passphrase, also)


def write_sheet(path: Path, sheet: bytes) -> None:
    """Write the sheet where the person wants it, readable for nobody else on this computer."""
    from lwdesk.store.errors import translated

    with translated():
        if not path.parent.is_dir():
            raise NotWritable
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(sheet)


def recovery_sheet(code: str, office: str, path: Path, words: Texts) -> bytes:
    """Return the sheet for the safe as PDF."""
    from lwdesk.documents.recovery_sheet import RecoverySheet, render

    return render(RecoverySheet(code, office, path.name, clock.today()), words)
