"""Opening a data file for one command, and closing it whatever happens."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lwdesk.base.errors import FileInUse, FileMissing, RecordGone, UnknownCommand
from lwdesk.base.texts import Texts
from lwdesk.cli import secrets
from lwdesk.services import accounts
from lwdesk.services.views import Wanted

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk


def user_id(path: Path, wanted: str | None) -> str:
    """Return the id of a user by id or name; without a wish, of the only one."""
    if not os.path.isfile(path):  # noqa: PTH113 - it is a no, not an error, also for a name no disk can hold
        raise FileMissing(which="data")
    known = accounts.users(path)
    found = [user.id for user in known if wanted in (None, user.id, user.name)]
    if len(found) != 1:
        raise UnknownCommand(missing="user", users=len(known))
    return found[0]


@contextmanager
def opened(
    args: argparse.Namespace, words: Texts, *, writes: bool = False, read_only: bool = False
) -> Iterator["Desk"]:
    """Open the file; what only reads is content when another holds it, `read_only` changes nothing."""
    path = Path(args.file)
    user = user_id(path, args.user)
    passphrase = secrets.read(args.passphrase_file, words)
    from lwdesk.services.check import (
        OLDER_LOG,
        SENTENCES,
    )  # brings the database, which a wrong word on the line needs not

    try:
        desk = accounts.unlock(path, user, passphrase, read_only=read_only)
    except FileInUse:
        if writes:
            raise
        desk = accounts.unlock(path, user, passphrase, read_only=True)
    if desk.missing_changes and not read_only:
        print(words(SENTENCES["older_copy"]), file=sys.stderr)
    if desk.older_log:
        print(words(OLDER_LOG), file=sys.stderr)
    try:
        yield desk
    finally:
        desk.close()


def household(desk: "Desk", wanted: str) -> UUID:
    """Return the household with this id or exactly this case number."""
    try:
        return UUID(wanted)
    except ValueError:
        page = desk.households.page(Wanted(tab="all", text=wanted), 0, 500)
    found = [row.household for row in page.rows if row.case_number.casefold() == wanted.strip().casefold()]
    if len(found) != 1:
        raise RecordGone(kind="household", found=len(found))
    return found[0]
