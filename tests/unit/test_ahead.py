"""What is loaded before it is wanted: every page, in a fixed order."""

import ast
from pathlib import Path

from lwdesk.ui import ahead

ROOT = Path(__file__).parents[2]
REGISTRY = ROOT / "lwdesk/ui/pages/registry.py"


def test_every_page_of_the_registry_is_loaded_ahead_with_what_it_needs() -> None:
    nodes = ast.walk(ast.parse(REGISTRY.read_text(encoding="utf-8")))
    wanted = {one.module or "" for one in nodes if isinstance(one, ast.ImportFrom)}
    pages = {name for name in wanted if name.startswith("lwdesk.ui.pages.") and not name.endswith(".begun")}
    assert pages - set(ahead.MODULES) == set()


def test_all_that_is_loaded_ahead_is_there_and_named_once() -> None:
    assert len(set(ahead.MODULES)) == len(ahead.MODULES)
    paths = [ROOT / name.replace(".", "/") for name in ahead.MODULES]
    assert [path for path in paths if not (path.is_dir() or path.with_suffix(".py").exists())] == []
