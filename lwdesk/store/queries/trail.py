"""The audit trail in the file: its end, kept apart from its lines, and its newest lines."""

from lwdesk.domain.papers import AuditEntry
from lwdesk.store import writers
from lwdesk.store.queries.picking import picked
from lwdesk.store.transaction import Reader, Transaction

HEAD = "audit_head"


def head(reader: Reader) -> tuple[int, str]:
    """Return how many lines there are and the link of the last one."""
    number, _, chain = (writers.setting(reader.connection, HEAD) or "0").partition(" ")
    return int(number), chain


def set_head(transaction: Transaction, number: int, chain: str) -> None:
    writers.set_setting(transaction.connection, HEAD, f"{number} {chain}")


def newest(reader: Reader, limit: int) -> tuple[AuditEntry, ...]:
    return picked(reader, AuditEntry, "1 ORDER BY t.id DESC LIMIT ?", limit)
