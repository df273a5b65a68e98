"""Measures functions, classes and files, and says which are too large to be read at once."""

import ast
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("lwdesk", "tools", "bench", "tests", "db")
FILE_LINES = 400
CLASS_LINES = 250
CLASS_METHODS = 20
FUNCTION_LINES = 50
MEDIAN_LINES = 8

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Measure:
    """One number of one thing, beside the number it may not pass."""

    what: str
    where: str
    size: int
    limit: int


def sources(root: Path) -> list[Path]:
    """Return the code written by hand; migrations are generated and never change."""
    found = [path for folder in FOLDERS for path in (root / folder).rglob("*.py")]
    return sorted(path for path in [*found, *root.glob("*.py")] if "versions" not in path.parts)


def lines(node: Function | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def public_methods(node: ast.ClassDef) -> int:
    return sum(isinstance(item, Function) and not item.name.startswith("_") for item in node.body)


def measures(root: Path) -> Iterator[Measure]:
    for path in sources(root):
        text = path.read_text("utf-8")
        name = str(path.relative_to(root))
        yield Measure("file", name, text.count("\n"), FILE_LINES)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, Function):
                yield Measure("function", f"{name}:{node.lineno} {node.name}", lines(node), FUNCTION_LINES)
            elif isinstance(node, ast.ClassDef):
                place = f"{name}:{node.lineno} {node.name}"
                yield Measure("class", place, lines(node), CLASS_LINES)
                yield Measure("public methods of class", place, public_methods(node), CLASS_METHODS)


def faults(found: list[Measure]) -> list[str]:
    """Return one line for each thing that is too large."""
    large = [f"{m.where}: {m.what} {m.size} > {m.limit}" for m in found if m.size > m.limit]
    if (middle := median(found)) > MEDIAN_LINES:
        large.append(f"lwdesk: median function {middle} > {MEDIAN_LINES}")
    return large


def median(found: list[Measure]) -> float:
    sizes = [m.size for m in found if m.what == "function" and m.where.startswith("lwdesk/")]
    return statistics.median(sizes) if sizes else 0


def main() -> int:
    found = list(measures(ROOT))
    large = faults(found)
    for line in large:
        print(line)
    functions = sum(m.what == "function" and m.where.startswith("lwdesk/") for m in found)
    print(f"sizes: {functions} functions, median {median(found):g} lines, {len(large)} faults")
    return int(bool(large))


if __name__ == "__main__":
    sys.exit(main())
