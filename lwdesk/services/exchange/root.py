"""The root of an organisation: made once, kept offline in a file of its own, opened only to sign."""

from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from lwdesk.base import clock, signing
from lwdesk.base.texts import Texts
from lwdesk.store.vault import rootfile
from lwdesk.sync import roster

SUFFIX = ".lwroot"


@dataclass(frozen=True, slots=True)
class Root:
    """The root while it is open: as short as one signature takes."""

    organisation: str
    key: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        return signing.public_key(self.key)

    @property
    def fingerprint(self) -> str:
        return roster.root_fingerprint(self.public)


@dataclass(frozen=True, slots=True)
class Made:
    """A root that was made, and the code that stands on its sheet and nowhere else."""

    root: Root
    path: Path
    recovery_code: str = field(repr=False)


def make(path: Path, passphrase: str, organisation: str | None = None) -> Made:
    """Make the root of a new organisation, or another one for an organisation that lost its own."""
    root = Root(organisation or uuid4().hex, signing.new_signing_key())
    return Made(root, path, rootfile.make(path, root.organisation, root.key, passphrase))


def opened(path: Path, typed: str) -> Root:
    """Return the root of this file, by its passphrase or by the code of its sheet."""
    told, key = rootfile.unlock(path, typed)
    return Root(told.organisation, key)


def seal_anew(path: Path, typed: str, passphrase: str) -> Made:
    """Give the file of a root another passphrase and another sheet; the root stays the same."""
    told, key, code = rootfile.seal_anew(path, typed, passphrase)
    return Made(Root(told.organisation, key), path, code)


def sheet(made: Made, office: str, words: Texts) -> bytes:
    """Return the sheet of the root as PDF, for a safe that is not the one of the file."""
    from lwdesk.documents.root_sheet import RootSheet, render

    told = RootSheet(made.recovery_code, office, made.path.name, clock.today(), made.root.fingerprint)
    return render(told, words)
