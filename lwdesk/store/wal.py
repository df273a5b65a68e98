"""Whether a log that was left beside the data file is its own: the engine would write any other over it."""

import hashlib
import hmac
from pathlib import Path
from struct import unpack, unpack_from

HEADER, FRAME, PAGE = 32, 24, 4096
MAGIC = (0x377F0682, 0x377F0683)
SEALED = PAGE - 64
FAST_ROUNDS = 2
MASK = 0x3A
WORD = 0xFFFFFFFF


def beside(path: Path) -> Path:
    return Path(f"{path}-wal")


def set_aside(path: Path) -> Path:
    """Give the log a name under which the engine does not find it; nothing of it is lost."""
    log, number = beside(path), 1
    while (aside := log.with_name(f"{log.name}.older-{number}")).exists():
        number += 1
    log.rename(aside)
    Path(f"{path}-shm").unlink(missing_ok=True)
    return aside


def is_foreign(path: Path, key: bytes) -> bool:
    """Say whether the engine would take pages from the log that were not sealed with this key."""
    try:
        with beside(path).open("rb") as file:
            start = file.read(HEADER + FRAME + PAGE)
    except FileNotFoundError:
        return False
    if not _would_be_read(start):
        return False
    page = start[HEADER + FRAME :]
    (number,) = unpack_from(">I", start, HEADER)
    return not hmac.compare_digest(_seal(page, number, key), page[SEALED:])


def _would_be_read(start: bytes) -> bool:
    """Follow the engine's own rule: the first frame counts when its salts and both sums are right."""
    if len(start) < HEADER + FRAME + PAGE:
        return False
    magic, _version, size = unpack_from(">3I", start)
    if magic not in MAGIC or size != PAGE or start[16:24] != start[HEADER + 8 : HEADER + 16]:
        return False
    order = ">" if magic & 1 else "<"
    of_header = _sums(start[:24], (0, 0), order)
    of_frame = _sums(start[HEADER : HEADER + 8] + start[HEADER + FRAME :], of_header, order)
    return of_header == unpack_from(">2I", start, 24) and of_frame == unpack_from(">2I", start, HEADER + 16)


def _sums(content: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    words = unpack(f"{order}{len(content) // 4}I", content)
    one, two = before
    for place in range(0, len(words), 2):
        one = one + words[place] + two & WORD
        two = two + words[place + 1] + one & WORD
    return one, two


def _seal(page: bytes, number: int, key: bytes) -> bytes:
    """Return the seal that a page of this number must bear; page 1 begins behind the salt."""
    salt = bytes(byte ^ MASK for byte in key[32:])
    sealing = hashlib.pbkdf2_hmac("sha512", key[:32], salt, FAST_ROUNDS, 32)
    content = page[16 if number == 1 else 0 : SEALED]
    return hmac.digest(sealing, content + number.to_bytes(4, "little"), "sha512")
