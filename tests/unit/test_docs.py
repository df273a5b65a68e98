"""The papers lead where they say, and every picture that the program takes is shown."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "changelog").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`([a-z_0-9/]+\.(?:py|sh|toml))`")
FRAGMENTS = sorted((ROOT / "changelog" / "unreleased").glob("*.md"))
KINDS = ("Security", "Fix", "Change", "Addition")
PICTURES = ROOT / "docs" / "pictures"
ROOM = 13_000_000


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_something(paper: Path) -> None:
    targets = [target for target in LINK.findall(paper.read_text("utf-8")) if "://" not in target]
    assert [target for target in targets if not (paper.parent / unquote(target)).exists()] == []


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda path: path.stem)
def test_a_note_of_the_changelog_has_a_kind_a_title_and_a_few_sentences(fragment: Path) -> None:
    title, gap, *text = fragment.read_text("utf-8").splitlines()
    assert title.startswith(tuple(f"# {kind}: " for kind in KINDS))
    assert gap == ""
    assert 40 < sum(map(len, text)) < 700


def test_every_picture_is_shown_on_the_page_of_pictures_and_the_folder_stays_small() -> None:
    shown = set(LINK.findall((PICTURES / "index.md").read_text("utf-8")))
    there = {str(path.relative_to(PICTURES)) for path in PICTURES.rglob("*.png")}
    assert there <= shown
    assert sum(path.stat().st_size for path in PICTURES.rglob("*.png")) < ROOM


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_are_named_are_there(paper: Path) -> None:
    named = set(NAMED.findall(paper.read_text("utf-8")))
    places = (ROOT, ROOT / "lwdesk", *sorted((ROOT / "tests").iterdir()))
    assert sorted(name for name in named if not any((place / name).exists() for place in places)) == []
