"""The health of the open file, in words."""

from typing import get_args

from lwdesk.base.texts import N_, Texts
from lwdesk.store import check as checks
from lwdesk.store.findings import Code, Finding
from lwdesk.store.transaction import Store

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
    "erased_kept": N_("Something that was erased is still there."),
    "noted_unsealed": N_("A change is not yet in the log."),
    "capture_off": N_("The file does not note changes."),
    "trigger_differs": N_("The file does not note changes as it should."),
    "search_differs": N_(
        "The search does not know all names. It is built anew when the file is opened for work."
    ),
}


def check(store: Store) -> tuple[Finding, ...]:
    """Return what is wrong with the file; nothing means that it is sound."""
    return checks.check(store)


def sentence(finding: Finding, words: Texts) -> str:
    """Return what a finding means."""
    return words(SENTENCES[finding.code])
