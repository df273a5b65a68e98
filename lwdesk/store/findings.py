"""What a check finds: a code and facts that name no client."""

from dataclasses import dataclass
from typing import Literal, Self

from lwdesk.base.errors import Fact

type Code = Literal[
    "damaged",
    "log_writer_unknown",
    "log_gap",
    "log_time",
    "log_unreadable",
    "log_header",
    "log_salt",
    "log_commitment",
    "log_cause_missing",
    "log_chain",
    "log_unsigned",
    "log_signature",
    "log_redacted",
    "erased_kept",
    "row_missing",
    "row_unknown",
    "row_differs",
    "entity_differs",
    "heads_differ",
    "clashes_differ",
    "noted_unsealed",
    "capture_off",
    "trigger_differs",
    "search_differs",
    "audit_broken",
    "older_copy",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a file; the code says what, the facts say where."""

    code: Code
    facts: tuple[tuple[str, Fact], ...] = ()

    @classmethod
    def of(cls, code: Code, **facts: Fact) -> Self:
        return cls(code, tuple(sorted(facts.items())))
