"""The page of the systems names a test for each of them, and every test it names exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "systems.md"
WORKING_DAY = (
    *range(1, 10), *range(13, 22), 24, 26, 39, 40, 41, 45, 46, 47, 48, 64,
)  # fmt: skip
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows() -> dict[str, list[str]]:
    lines = [line[1:-1].split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines()]
    cells = [[cell.strip() for cell in line] for line in lines]
    return {line[0]: line[1:] for line in cells if re.fullmatch(r"S\d\d", line[0])}


@cache
def known(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_system_of_the_working_day_has_its_row() -> None:
    assert [f"S{number:02}" for number in WORKING_DAY if f"S{number:02}" not in rows()] == []


@pytest.mark.parametrize("system", rows())
def test_each_row_is_whole_and_names_tests_that_exist(system) -> None:
    cells = rows()[system]
    assert len(cells) == 4
    assert all(cells)
    named = NAMED.findall(cells[-1])
    assert named
    assert [(path, name) for path, name in named if name not in known(path)] == []


@pytest.mark.parametrize("system", rows())
def test_each_place_that_a_row_names_is_there(system) -> None:
    places = re.findall(r"`((?:ui|domain|services|facts|resources)/[\w/.]*)`", rows()[system][2])
    roots = (ROOT, ROOT / "lwdesk")
    assert [place for place in places if not any((root / place).exists() for root in roots)] == []
