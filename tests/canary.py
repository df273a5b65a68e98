"""Looks for words that must not be readable in anything the program leaves behind.

Each word is sought in every spelling in which it could lie in a file: as text, escaped, quoted or encoded.
"""

import json
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, quote_plus


def spellings(word: str) -> set[bytes]:
    """Return the byte strings that would give the word away."""
    found = {word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")}
    for plain in (word, word.upper(), word.lower(), word.casefold()):
        found |= {plain.encode(), quote(plain).encode(), quote_plus(plain).encode()}
        found |= {
            json.dumps(plain)[1:-1].encode(),
            plain.encode("unicode_escape"),
            repr(plain)[1:-1].encode(),
        }
        found |= {plain.encode().hex().encode(), plain.encode().hex().upper().encode()}
        found |= {plain.encode("ascii", "xmlcharrefreplace")}
    return {one for one in found | _in_base64(word.encode()) if len(one) > 3}


def _in_base64(raw: bytes) -> set[bytes]:
    """Return the part of the encoding that is the same whatever stands before and behind the word."""
    found = set()
    for before in range(3):
        encoded = b64encode(bytes(before) + raw)
        first = (0, 2, 3)[before]
        last = len(encoded) - (0 if (before + len(raw)) % 3 == 0 else 4)
        found.add(encoded[first:last])
    return found


def leaks(places: Path | Iterable[Path], words: Iterable[str]) -> list[str]:
    """Return `<file>: <word>` for each word that can be read in a file, in its name or in a link."""
    roots = [places] if isinstance(places, Path) else list(places)
    wanted = {word: spellings(word) for word in words}
    return sorted(
        f"{path}: {word}"
        for root in roots
        for path in ([root] if root.is_file() else root.rglob("*"))
        for word, forms in wanted.items()
        if any(form in content for content in _content(path) for form in forms)
    )


def _content(path: Path) -> list[bytes]:
    name = path.name.encode("utf-8", "surrogateescape")
    return [name, path.read_bytes()] if path.is_file() else [name]
