"""Words for failures that the window says at a form, and the command line at an argument."""

import argparse
from typing import Final

from lwdesk.base.errors import InvalidInput, LwError
from lwdesk.base.messages import REASONS, explain
from lwdesk.base.texts import N_, Texts

_SOMETHING = N_("What the command was given does not fit. Nothing was changed.")
_NAMED = N_("This does not fit: {options}. Nothing was changed.")
_NOW = N_("Check it and try again.")
OPTIONS: Final = {
    "data_kinds": "kinds",
    "expires_on": "until",
    "refusal": "reason",
    "staff.name": "user",
}
"""Fields that have another name on the command line."""


def explained(error: LwError, args: argparse.Namespace | None, words: Texts) -> tuple[str, str]:
    """Return what happened and what to do now."""
    if not isinstance(error, InvalidInput) or (InvalidInput, str(error.facts.get("why"))) in REASONS:
        return explain(error, words)
    if options := _options(error, args):
        return words(_NAMED, options=", ".join(options)), words(_NOW)
    return words(_SOMETHING), words(_NOW)


def _options(error: InvalidInput, args: argparse.Namespace | None) -> list[str]:
    """Return the options that gave the fields which do not fit."""
    kind, told = str(error.facts.get("kind")), str(error.facts.get("fields", ""))
    fields = [field.strip() for field in told.split(",")]
    names = [OPTIONS.get(f"{kind}.{field}") or OPTIONS.get(field, field) for field in fields]
    given = vars(args) if args is not None else {}
    return [f"--{name.replace('_', '-')}" for name in names if name in given]
