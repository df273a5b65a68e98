"""Texts as somebody might paste them by mistake or on purpose, and where they are pasted."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

MEGABYTES = "Zehn Megabyte Text. " * 500_000
TEXTS = {
    "markup": "<b>fett</b><img src='file:///etc/passwd'><script>alert(1)</script>&lt;i&gt;",
    "bidi": "\u202eHamdan\u2066 \u200fLina\u202c\u2069\u061c",
    "ten megabytes": MEGABYTES,
    "combining": "e" + "\u0301" * 1000,
    "formula": '=HYPERLINK("http://x.invalid";"Klick")',
    "sql": "'; DROP TABLE household; -- \x00 \x1b[31m",
}
WORST = " ".join(TEXTS[kind] for kind in ("markup", "bidi", "combining", "formula", "sql"))


def paste(page: QWidget, text: str) -> int:
    """Paste a text over what stands in every field of a page or dialog, and return how many there were."""
    QGuiApplication.clipboard().setText(text)
    edits = list(fields_to_type_into(page))
    for edit in edits:
        edit.setFocus()
        edit.selectAll()
        edit.paste()
    QGuiApplication.clipboard().clear()
    return len(edits)


def fields_to_type_into(page: QWidget) -> Iterator[QLineEdit | QPlainTextEdit | QTextEdit]:
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        yield from (one for one in page.findChildren(kind) if one.isVisible() and one.isEnabled())


def not_plain(page: QWidget) -> list[str]:
    """Return the texts of labels that would take markup for markup."""
    labels = [one for one in page.findChildren(QLabel) if one.pixmap().isNull() and one.text()]
    return [one.text()[:60] for one in labels if one.textFormat() != Qt.TextFormat.PlainText]
