"""Prove what papers say of themselves: `prove_paper.py --checkers FOLDER [--only KIND ...] [--keep FOLDER]`.

Every kind of paper is drawn in each of its languages, from invented people, and handed to checkers that are
no part of the program: PDFBox preflight, outloud and pdfua. `make proofs` fetches them for the while.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from lwdesk.base import clock
from lwdesk.base.texts import translator
from lwdesk.documents import recovery_sheet
from lwdesk.documents.recovery_sheet import RecoverySheet
from lwdesk.documents.tagged import standard
from lwdesk.documents.tagged.standard import PAPER, TWIN, Standard
from lwdesk.services.desk import Desk
from lwdesk.services.papers.kinds import HOME, KINDS, Wish
from tools import papers, picture_cast
from tools.picture_cast import NOW, Cast

RECOVERY = "recovery_sheet"
CODE = "M0Q21-89PVV-7R8CV-T1TKA-YTPKV-0PNPJ-9EF7N-BXVN9"
JAVA = Path("/usr/share/java")
PARTS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io")
OLD_PARTS = ("javax.activation", "jaxb-api")  # were inside Java once
PREFLIGHT = "org.apache.pdfbox.preflight.Validator_A1b"
VERDICT = re.compile(r"^The file (.+) is (a|not a) valid PDF/A-1b file(?:, error\(s\) :)?", re.MULTILINE)

Faults = Mapping[str, Sequence[str]]  # by the name of the file; of sound ones there is none


@dataclass(frozen=True)
class Paper:
    """A paper in one language, not drawn yet."""

    kind: str
    language: str
    content: Any
    made_at: datetime

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.language}.pdf"

    def draw(self) -> bytes:
        if self.kind == RECOVERY:
            return recovery_sheet.render(self.content, translator(self.language))
        return KINDS[self.kind].author().render(self.content, self.language, self.made_at)


@dataclass(frozen=True)
class Proof:
    """The papers, and where they lie: `papers`, the same `again`, and their `twins`."""

    papers: Sequence[Paper]
    folder: Path
    checkers: Path

    def paths(self, of: str = "papers") -> list[Path]:
        return [self.folder / of / paper.name for paper in self.papers]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkers", type=Path, required=True, help="where outloud and pdfua are")
    parser.add_argument("--only", nargs="*", default=[], choices=(*KINDS, RECOVERY))
    parser.add_argument("--keep", type=Path, help="leave the papers in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lwdesk-proofs-") as scratch:
        found = gathered(Path(scratch) / "cast", asked.only or (*KINDS, RECOVERY))
        proof = Proof(found, Path(scratch) / "drawn", asked.checkers.resolve())
        draw_thrice(proof)
        if asked.keep:
            shutil.copytree(proof.folder, asked.keep, dirs_exist_ok=True)
        faults = {name: check(proof) for name, check in CHECKS.items()}
        print("\n".join(table(proof, faults)))
    for name, by_file in faults.items():
        for file, told in by_file.items():
            print(f"{name}: {file}: {'; '.join(told)}", file=sys.stderr)
    return 1 if any(faults.values()) else 0


def gathered(scratch: Path, wanted: Sequence[str]) -> list[Paper]:
    """Return the fullest paper of each kind, in each of its languages."""
    with picture_cast.stage() as fixed:
        cast = picture_cast.make(scratch, fixed)
        desk = cast.open(cast.path)
        try:
            found = [paper for kind in KINDS if kind in wanted for paper in of_kind(desk, cast, kind)]
        finally:
            desk.close()
    if RECOVERY in wanted:
        sheet = RecoverySheet(CODE, "Willkommensbüro Hörde/Hombruch", "hoerde.lwdb", date(2021, 11, 2))
        found += [Paper(RECOVERY, language, sheet, NOW) for language in (HOME, "en")]
    return found


def of_kind(desk: Desk, cast: Cast, key: str) -> Iterator[Paper]:
    sample = papers.best(desk, KINDS[key], cast)
    if sample is None:
        raise SystemExit(f"proofs: nobody of the pictures has a {key}")
    for language in KINDS[key].languages:
        with clock.using(clock.FixedClock(sample.moment)):
            sheet = desk.papers.sheet(Wish(key, sample.about, language, sample.options))
        yield Paper(key, language, sheet.paper.content, sheet.made_at)


def draw_thrice(proof: Proof) -> None:
    """Draw every paper in three processes, none of which knows what another drew."""
    ways = (("papers", PAPER), ("again", PAPER), ("twins", TWIN))
    with ProcessPoolExecutor(2, get_context("spawn"), max_tasks_per_child=1) as pool:
        for done in [pool.submit(draw, proof.papers, proof.folder / place, how) for place, how in ways]:
            done.result()


def draw(wanted: Sequence[Paper], folder: Path, how: Standard) -> None:
    folder.mkdir(parents=True)
    with standard.using(how):
        for paper in wanted:
            (folder / paper.name).write_bytes(paper.draw())


def preflight(proof: Proof) -> Faults:
    """Ask PDFBox whether the twins are PDF/A-1b."""
    listed = proof.folder / "twins.txt"
    listed.write_text("\n".join(map(str, proof.paths("twins"))), "utf-8")
    parts = ":".join(str(JAVA / f"{part}.jar") for part in (*PARTS, *OLD_PARTS))
    return sound(proof, verdicts(run("java", "-cp", parts, PREFLIGHT, "batch", str(listed)).stdout))


def verdicts(said: str) -> dict[str, list[str]]:
    """Return what preflight finds in each file; below a verdict stands what is wrong."""
    heard = list(VERDICT.finditer(said))
    ends = [*(one.start() for one in heard[1:]), len(said)]
    return {
        Path(one[1]).name: [] if one[2] == "a" else said[one.end() : end].strip().split("\n")
        for one, end in zip(heard, ends, strict=True)
    }


def outloud(proof: Proof) -> Faults:
    report = proof.folder / "outloud.json"
    run(str(proof.checkers / "outloud"), "-q", "--json", str(report), *map(str, proof.paths()))
    told: dict[str, list[str]] = {}
    warnings: dict[str, int] = defaultdict(int)
    for one in json.loads(report.read_text("utf-8"))["results"]:
        errors = [found for found in one["findings"] if found["severity"] == "error"]
        for found in one["findings"]:
            warnings[found["rule"]] += found["severity"] == "warning"
        told[Path(one["path"]).name] = [f"{found['rule']} {found['message']}" for found in errors]
        if one["error"]:
            told[Path(one["path"]).name].append(one["error"])
    print("outloud warns:", ", ".join(f"{rule} ×{times}" for rule, times in sorted(warnings.items())) or "–")
    return sound(proof, told)


def pdfua(proof: Proof) -> Faults:
    said = run(str(proof.checkers / "pdfua"), "check", "-f", "json", *map(str, proof.paths())).stdout
    told, unheard = {}, set()
    for one in several(said):
        told[Path(one["file"]).name] = [f"{found['rule_id']} {found['message']}" for found in one["findings"]]
        unheard |= {rule["rule_id"] for rule in one["skipped"]}
    print("pdfua could not run:", ", ".join(sorted(unheard)) or "–")
    return sound(proof, told)


def several(said: str) -> Iterator[dict[str, Any]]:
    """Yield the reports that stand one after the other."""
    decoder = json.JSONDecoder()
    rest = said.strip()
    while rest:
        one, end = decoder.raw_decode(rest)
        yield one
        rest = rest[end:].lstrip()


def sound(proof: Proof, told: Mapping[str, Sequence[str]]) -> Faults:
    """Return what was found; of whom a checker says nothing, that is a fault."""
    said = {path.name: told.get(path.name, ["was not checked"]) for path in proof.paths()}
    return {name: faults for name, faults in said.items() if faults}


def qpdf(proof: Proof) -> Faults:
    checked = {path.name: run("qpdf", "--check", str(path)) for path in proof.paths()}
    return {name: [one.stdout + one.stderr] for name, one in checked.items() if one.returncode}


def faces(proof: Proof) -> Faults:
    """Ask whether every face is in the file, as a subset that can be read back; there is no Helvetica."""
    told = {}
    for path in proof.paths():
        lines = [line.split() for line in run("pdffonts", str(path)).stdout.splitlines()[2:]]
        told[path.name] = [line[0] for line in lines if line[-5:-2] != ["yes"] * 3 or "Helvetica" in line[0]]
        told[path.name] += [] if lines else ["no face at all"]
    return sound(proof, told)


def languages(proof: Proof) -> Faults:
    """Ask which language the file names, and that the one of the family is named inside."""
    told = {}
    for paper, path in zip(proof.papers, proof.paths(), strict=True):
        said = json.loads(run("qpdf", "--json=2", "--json-key=qpdf", str(path)).stdout)["qpdf"][1]
        values = [one["value"] for one in said.values() if isinstance(one.get("value"), dict)]
        whole = {one.get("/Lang") for one in values if one.get("/Type") == "/Catalog"}
        parts = {one.get("/Lang") for one in values if one.get("/Type") == "/StructElem"}
        own = paper.language if paper.kind == RECOVERY else HOME
        told[path.name] = [] if whole == {f"u:{own}"} else [f"the file names {whole}"]
        told[path.name] += [] if f"u:{paper.language}" in parts else ["the language is not named inside"]
    return sound(proof, told)


def identical(proof: Proof) -> Faults:
    pairs = zip(proof.paths(), proof.paths("again"), strict=True)
    return {one.name: ["differs"] for one, other in pairs if one.read_bytes() != other.read_bytes()}


CHECKS: dict[str, Callable[[Proof], Faults]] = {
    "preflight": preflight,
    "outloud": outloud,
    "pdfua": pdfua,
    "qpdf": qpdf,
    "faces": faces,
    "language": languages,
    "identical": identical,
}


def table(proof: Proof, faults: Mapping[str, Faults]) -> Iterator[str]:
    yield f"| kind | languages | pages | {' | '.join(faults)} |"
    yield f"|---|---|---{'|---' * len(faults)}|"
    for kind in dict.fromkeys(paper.kind for paper in proof.papers):
        names = [paper.name for paper in proof.papers if paper.kind == kind]
        places = [proof.folder / "papers" / name for name in names]
        pages = sum(map(pages_of, places))
        wrong = [sum(name in found for name in names) for found in faults.values()]
        cells = [f"{len(names) - number}/{len(names)}" for number in wrong]
        yield f"| {kind} | {len(names)} | {pages} | {' | '.join(cells)} |"


def pages_of(path: Path) -> int:
    return int(run("qpdf", "--show-npages", str(path)).stdout)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
