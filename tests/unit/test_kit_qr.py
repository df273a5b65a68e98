"""The square on a slip is read by a telephone, and says nothing but a number and a code."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lwdesk.documents.kit import qr
from lwdesk.documents.tagged.blocks import Text
from lwdesk.documents.tagged.flow import MM, build
from lwdesk.documents.tagged.metadata import About
from tests.unit.paper import Paper, run

ABOUT = About("Brief", "de", "Büro", datetime(2026, 3, 14, 12, 0, tzinfo=UTC))
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MASKS = (
    lambda row, column: (row + column) % 2,
    lambda row, _column: row % 2,
    lambda _row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)


def read(rows: tuple[tuple[bool, ...], ...]) -> str:
    """Read a square of the second or third version as a telephone does: unmask, collect, take apart."""
    bits = "".join(collected(rows))
    mode, data = bits[:4], bits[4:]
    if mode == "0100":
        length, data = int(data[:8], 2), data[8:]
        return bytes(int(data[8 * n : 8 * n + 8], 2) for n in range(length)).decode("utf-8")
    assert mode == "0010"
    length, data = int(data[:9], 2), data[9:]
    said = ""
    for _pair in range(length // 2):
        first, second = divmod(int(data[:11], 2), 45)
        said, data = said + LETTERS[first] + LETTERS[second], data[11:]
    return said + (LETTERS[int(data[:6], 2)] if length % 2 else "")


def collected(rows: tuple[tuple[bool, ...], ...]):
    """Yield the bits of the square from its lower right corner upwards and down again."""
    size = len(rows)
    mask = MASKS[int("".join(str(int(rows[8][place])) for place in (2, 3, 4)), 2) ^ 0b101]
    upwards = True
    for right in (*range(size - 1, 6, -2), *range(5, 0, -2)):
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for column in (right, right - 1):
                if not is_reserved(row, column, size):
                    yield str(int(rows[row][column] != (mask(row, column) == 0)))
        upwards = not upwards


def is_reserved(row: int, column: int, size: int) -> bool:
    corner = (row < 9 and (column < 9 or column > size - 9)) or (row > size - 9 and column < 9)
    aligned = size > 21 and abs(row - size + 7) <= 2 and abs(column - size + 7) <= 2
    return corner or aligned or row == 6 or column == 6


def test_a_slip_is_read_as_it_was_written() -> None:
    said = qr.slip("V-2026-0003", "7K-204")
    assert said == "LW1:V-2026-0003:7K-204"
    assert read(qr.modules(said)) == said


@given(st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789-", min_size=1, max_size=14))
def test_any_number_is_read_as_it_was_written(number: str) -> None:
    said = qr.slip(number, "AB-7K-204")
    assert read(qr.modules(said)) == said


def test_a_number_in_small_letters_is_read_too() -> None:
    assert read(qr.modules(qr.slip("hö-26-0003", "7K-204"))) == "LW1:hö-26-0003:7K-204"


def test_nothing_in_a_number_can_be_taken_for_another_field() -> None:
    assert qr.slip("V:2026 Rana Hamdan;\n", "7K:204") == "LW1:V2026RanaHamdan:7K204"


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar-tools is not installed")
@pytest.mark.parametrize("resolution", ["72", "150"])
def test_a_telephone_reads_the_square_on_the_page(tmp_path: Path, resolution: str) -> None:
    said = qr.slip("V-2026-0003", "7K-204")
    blocks = [Text("Rückantwort"), qr.square(said, "QR-Code", 24 * MM)]
    paper = Paper(build(ABOUT, blocks), tmp_path)
    run("pdftoppm", "-r", resolution, "-png", str(paper.path), str(tmp_path / "page"))
    assert run("zbarimg", "-q", "--nodbus", "--raw", str(tmp_path / "page-1.png")).strip() == said


def test_the_square_is_a_figure_with_words(tmp_path: Path) -> None:
    paper = Paper(build(ABOUT, [qr.square(qr.slip("V-1", "7K-204"), "QR-Code mit Nummer", 70)]), tmp_path)
    (figure,) = [node for node in paper.tree.walk() if node.kind == "Figure"]
    assert figure.entries["/Alt"] == "u:QR-Code mit Nummer"
