"""The content of attachments, kept under its hash, once however many papers show it."""

from hashlib import sha256

from lwdesk.store.transaction import Reader, Transaction


def keep(transaction: Transaction, content: bytes) -> str:
    """Keep the bytes of a paper; return the hash under which they are found."""
    found = sha256(content).hexdigest()
    transaction.connection.exec_driver_sql(
        "INSERT OR IGNORE INTO attachment_content (sha256, content) VALUES (?, ?)", (found, content)
    )
    return found


def content(reader: Reader, hexes: str) -> bytes | None:
    row = reader.connection.exec_driver_sql(
        "SELECT content FROM attachment_content WHERE sha256=?", (hexes,)
    ).first()
    return row[0] if row else None
