"""The rules of the house that no other tool looks after."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement

from tools import sizes

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "lwdesk").rglob("*.py"))
CODE = [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]

MADE = {".git", ".venv", ".hypothesis", "__pycache__", "LC_MESSAGES", "build", "dist", "demo"}

# What may be imported where; a package outside this table is free to be used in every module.
HOMES = {
    "PySide6": ("ui", "app"),
    "sqlalchemy": ("store",),
    "alembic": ("store",),
    "sqlcipher3": ("store",),
    "cryptography": ("base.signing", "store.vault", "store.file", "sync.seal"),
    "pyrage": ("store.vault", "store.file", "sync.seal"),
    "reportlab": ("documents",),
    "uharfbuzz": ("documents",),
}
HEAVY = ("sqlalchemy", "alembic", "reportlab", "uharfbuzz", "numpy", "cryptography")
DISTRIBUTIONS = {"PySide6-Essentials": "PySide6", "PySide6-Pdf": "PySide6"}


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def written_by_hand(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        made = path.name in MADE or path.name.endswith("_cache")
        if path.is_dir() and not made:
            yield from written_by_hand(path)
        elif path.is_file():
            yield path


def texts() -> Iterator[tuple[str, str]]:
    for path in written_by_hand(ROOT):
        try:
            yield relative(path), path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


def imported(found: Iterable[ast.AST]) -> Iterator[str]:
    for node in found:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def packages(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(nodes(path))}


def at_import_time(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is imported: everything outside functions and type-only blocks."""
    for child in ast.iter_child_nodes(node):
        type_only = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not type_only:
            yield child
            yield from at_import_time(child)


@cache
def calls(path: Path) -> tuple[tuple[str, int], ...]:
    """Return the called names with their line; of something reached by an expression, the last parts."""
    return tuple((named(node.func), node.lineno) for node in nodes(path) if isinstance(node, ast.Call))


def named(called: ast.AST) -> str:
    if isinstance(called, ast.Name):
        return called.id
    return f"{named(called.value)}.{called.attr}" if isinstance(called, ast.Attribute) else ""


def called(paths: list[Path], pattern: str) -> list[str]:
    return [
        f"{relative(p)}:{line} {name}" for p in paths for name, line in calls(p) if re.search(pattern, name)
    ]


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT / "lwdesk").with_suffix("").parts)


def test_nothing_is_too_large_to_be_read_at_once() -> None:
    assert sizes.faults(list(sizes.measures(ROOT))) == []


def test_every_module_says_in_one_to_four_lines_what_it_is_for() -> None:
    docs = {relative(path): ast.get_docstring(tree(path)) or "" for path in MODULES}
    assert [name for name, doc in docs.items() if not 1 <= len(doc.splitlines()) <= 4] == []


def test_nothing_is_left_over_in_the_text() -> None:
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "WI" + "P"))
    found = [(name, match[0]) for name, text in texts() for match in re.finditer(rf"\b({marks})\b", text)]
    assert [hit for hit in found if not hit[0].startswith(("requirements", "resources/fonts"))] == []


def test_what_the_type_checker_is_told_to_ignore_has_a_reason() -> None:
    pattern = re.compile(r"# type: ignore(\[[^\]]*\])?\s*$", re.MULTILINE)
    assert [relative(path) for path in MODULES if pattern.search(path.read_text("utf-8"))] == []


def test_no_file_names_a_package_registry() -> None:
    hosts = ("py" + "pi", "python" + "hosted", "ana" + "conda", "npm" + "js", "crates" + ".io")
    options = ("index" + "-url", "find" + "-links", "trusted" + "-host")
    pattern = "|".join(rf"\b{re.escape(word)}" for word in (*hosts, *options))
    assert [(name, match[0]) for name, text in texts() for match in re.finditer(pattern, text.lower())] == []


def test_every_locked_package_is_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "tools/requirements-uv.txt"):
        entries = (ROOT / name).read_text("utf-8").replace("\\\n", "").splitlines()
        loose = [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
        assert loose == [], name


def test_the_program_and_its_tests_are_locked_to_the_same_versions() -> None:
    run, dev = (
        {line.split(" ")[0] for line in (ROOT / name).read_text("utf-8").splitlines() if "==" in line}
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert run - dev == set()


def test_every_package_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = [Requirement(line).name for line in project["dependencies"]]
    declared = {DISTRIBUTIONS.get(name, name).lower() for name in names} | {"lwdesk", "shiboken6"}
    used = {package for path in MODULES for package in packages(path)} - set(sys.stdlib_module_names)
    assert [package for package in sorted(used) if package.lower() not in declared] == []


def test_each_package_is_imported_in_its_home_only() -> None:
    strays = [
        f"{relative(path)} imports {package}"
        for path in MODULES
        for package in packages(path) & HOMES.keys()
        if not (dotted(path) + ".").startswith(tuple(home + "." for home in HOMES[package]))
    ]
    assert strays == []


def test_the_window_imports_nothing_heavy_before_it_is_painted() -> None:
    window = [path for path in MODULES if dotted(path).startswith(("ui.", "app", "__main__"))]
    eager = {relative(path): set(imported(at_import_time(tree(path)))) for path in window}
    assert [(p, n) for p, names in eager.items() for n in names if n.partition(".")[0] in HEAVY] == []


def test_migrations_import_nothing_that_changes_with_the_program() -> None:
    allowed = {"alembic", "sqlalchemy", *sys.stdlib_module_names}
    migrations = sorted((ROOT / "db" / "versions").glob("*.py"))
    assert [
        (relative(path), packages(path) - allowed) for path in migrations if packages(path) - allowed
    ] == []


def test_nothing_waits_by_sleeping() -> None:
    assert (
        called(CODE, r"\b(time\.sleep|qtbot\.wait|QTest\.qWait|QTest\.qSleep|msleep|usleep)$|^sleep$") == []
    )


def test_no_test_types_by_a_call_that_aborts_on_foreign_letters() -> None:
    assert called(CODE, r"\bkeyClicks$") == []


def test_the_window_runs_no_event_loop_inside_another() -> None:
    assert called(MODULES, r"\b(processEvents|QEventLoop)$") == []


def test_no_class_has_a_name_that_says_nothing() -> None:
    pattern = re.compile(r"^Base[A-Z]|(Manager|Helpers?|Utils?|Info|Data)$")
    names = [(relative(p), n.name) for p in MODULES for n in nodes(p) if isinstance(n, ast.ClassDef)]
    assert [(path, name) for path, name in names if pattern.search(name)] == []
