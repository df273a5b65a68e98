"""What the checkers of paper say is heard: a fault is one, and so is a paper that nobody spoke of."""

from datetime import UTC, datetime
from pathlib import Path

from tools.prove_paper import CHECKS, Paper, Proof, identical, several, sound, table, verdicts

MADE = datetime(2021, 11, 2, tzinfo=UTC)
SAID = """The file /tmp/x/twins/steps-de.pdf is not a valid PDF/A-1b file, error(s) :
3.1.11 : Invalid Font definition, the CIDSet entry is missing
1.2.7 : Body Syntax error

The file /tmp/x/twins/steps-ar.pdf is a valid PDF/A-1b file
"""


def proof(tmp_path: Path) -> Proof:
    papers = [Paper("steps", language, None, MADE) for language in ("de", "ar", "ti")]
    return Proof(papers, tmp_path, tmp_path)


def test_a_verdict_comes_with_what_is_wrong_below_it() -> None:
    assert verdicts(SAID) == {
        "steps-de.pdf": [
            "3.1.11 : Invalid Font definition, the CIDSet entry is missing",
            "1.2.7 : Body Syntax error",
        ],
        "steps-ar.pdf": [],
    }


def test_a_paper_that_no_checker_speaks_of_is_a_fault(tmp_path: Path) -> None:
    assert sound(proof(tmp_path), verdicts(SAID)).keys() == {"steps-de.pdf", "steps-ti.pdf"}


def test_reports_one_after_the_other_are_all_heard() -> None:
    assert list(several('{"file": "a"}\n{\n "file": "b"\n}\n')) == [{"file": "a"}, {"file": "b"}]


def test_two_builds_that_differ_are_found(tmp_path: Path) -> None:
    drawn = proof(tmp_path)
    for folder, other in (("papers", b"1"), ("again", b"2")):
        (tmp_path / folder).mkdir()
        for path in drawn.paths(folder):
            path.write_bytes(other if path.name == "steps-ti.pdf" else b"same")
    assert identical(drawn).keys() == {"steps-ti.pdf"}


def test_the_table_counts_the_sound_ones(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tools.prove_paper.pages_of", lambda _path: 2)
    faults = {name: {} for name in CHECKS} | {"outloud": {"steps-ti.pdf": ["TAG-001"]}}
    *_head, row = table(proof(tmp_path), faults)
    assert row == "| steps | 3 | 6 | 3/3 | 2/3 | 3/3 | 3/3 | 3/3 | 3/3 | 3/3 |"
