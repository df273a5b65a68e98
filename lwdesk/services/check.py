"""The health of the open file, in words."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, get_args

from lwdesk.base.errors import LwError
from lwdesk.base.texts import N_, Texts
from lwdesk.store import check as checks
from lwdesk.store.findings import Code, Finding

if TYPE_CHECKING:
    from lwdesk.services.desk import Desk

__all__ = ["CHECKED", "SENTENCES", "Finding", "check", "sentence"]

CHECKED = (
    N_("Every page is unchanged and can be read."),
    N_("The log has no gaps; chain and signatures are right."),
    N_("What the tables hold is what the log tells."),
    N_("The search knows every name."),
)
_LOG = N_("The log was changed or is incomplete.")
_TABLES = N_("The tables hold something else than the log.")
SENTENCES: dict[Code, str] = {
    **dict.fromkeys(get_args(Code.__value__), _LOG),
    "damaged": N_("Pages of the file are damaged."),
    "row_missing": _TABLES,
    "row_unknown": _TABLES,
    "row_differs": _TABLES,
    "entity_differs": _TABLES,
    "heads_differ": _TABLES,
    "clashes_differ": _TABLES,
    "erased_kept": N_("Something that was erased is still there."),
    "noted_unsealed": N_("A change is not yet in the log."),
    "capture_off": N_("The file does not note changes."),
    "trigger_differs": N_("The file does not note changes as it should."),
    "search_differs": N_(
        "The search does not know all names. It is built anew when the file is opened for work."
    ),
    "audit_broken": N_("The trail of who did what was changed or is incomplete."),
    "older_copy": N_("An older copy took the place of the file: newer saves are missing."),
}

OLDER_LOG = N_("A log of an earlier day lay beside the file. It was set aside, nothing is missing.")


def check(desk: "Desk") -> tuple[Finding, ...]:
    """Return what is wrong with the open file; nothing means that it is sound."""
    return (*checks.check(desk.seat.store), *_trail(desk), *_age(desk))


def _trail(desk: "Desk") -> Iterator[Finding]:
    with suppress(LwError):  # a file that cannot be read through was told already
        if line := desk.audit.verify():
            yield Finding.of("audit_broken", line=line)


def _age(desk: "Desk") -> Iterator[Finding]:
    if desk.missing_changes:
        yield Finding.of("older_copy", changes=desk.missing_changes)


def sentence(finding: Finding, words: Texts) -> str:
    """Return what a finding means."""
    return words(SENTENCES[finding.code])
