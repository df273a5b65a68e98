"""Take the pictures of the papers: `papers.py [--folder FOLDER] [--only KIND ...]`.

Each kind of paper is made from the people of the pictures, in German and in six languages of four scripts,
always at the same moment, so that a picture changes only when the paper does.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from PIL import Image

from lwdesk.base import clock
from lwdesk.base.errors import PaperRefused
from lwdesk.domain.fields import RECORDS
from lwdesk.services.desk import Desk
from lwdesk.services.papers.kinds import HOME, KINDS, Kind, Wish
from tools import picture_cast
from tools.picture_cast import Cast

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures" / "pdf"
LANGUAGES = (HOME, "ar", "fa", "ti", "uk", "tr", "so")
DPI, COLOURS = "60", 32
WHOLE = (HOME, "ar")  # of the others the first page is enough
LOOKED_AT = 40
LATER = timedelta(days=60)  # by then an answer is overdue


@dataclass(frozen=True)
class Sample:
    """What a paper is shown with."""

    about: UUID
    options: dict[str, str]
    moment: datetime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--only", nargs="*", default=[], choices=tuple(KINDS))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lwdesk-papers-") as scratch, picture_cast.stage() as fixed:
        cast = picture_cast.make(Path(scratch) / "cast", fixed)
        take(cast, Path(scratch), asked.folder, asked.only)
    return 0


def take(cast: Cast, scratch: Path, folder: Path, only: Sequence[str] = ()) -> None:
    """Draw every kind from a copy of the file and keep the first pages as pictures."""
    if not only:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    desk = cast.open(cast.copy_to(scratch / "papers"))
    try:
        for kind in KINDS.values():
            if not only or kind.key in only:
                picture(desk, kind, cast, folder)
    finally:
        desk.close()
    made = sorted(folder.glob("*.png"))
    print(f"papers: {len(made)} in {folder}, {sum(path.stat().st_size for path in made) / 1e6:.1f} MB")


def picture(desk: Desk, kind: Kind, cast: Cast, folder: Path) -> None:
    sample = best(desk, kind, cast)
    if sample is None:
        print(f"papers: nobody of the pictures has a {kind.key}", file=sys.stderr)
        return
    for language in LANGUAGES:
        if language in kind.languages:
            with clock.using(clock.FixedClock(sample.moment)):
                pdf = desk.papers.preview(Wish(kind.key, sample.about, language, sample.options))
            pages(pdf, folder / f"{kind.key}-{language}", 2 if language in WHOLE else 1)


def best(desk: Desk, kind: Kind, cast: Cast) -> Sample | None:
    """Return the fullest paper: of the family of the pictures, else of anybody."""
    found: list[tuple[bool, int, int, Sample]] = []
    for place, sample in enumerate(samples(desk, kind)):
        with clock.using(clock.FixedClock(sample.moment)):
            try:
                pdf = desk.papers.preview(Wish(kind.key, sample.about, HOME, sample.options))
            except PaperRefused:
                continue
        ours = cast.family in (sample.about, home_of(desk, kind, sample.about))
        found.append((ours, len(pdf), -place, sample))
    return max(found, key=lambda one: one[:3])[3] if found else None


def samples(desk: Desk, kind: Kind) -> Iterator[Sample]:
    with desk.seat.reading() as reader:
        known = reader.all(RECORDS[kind.about[0]])
    own = [one for one in known if one.by_name.get("office") is None or one.value("office") == desk.office.id]
    moment = clock.now() + (LATER if kind.key == "reminder" else timedelta())
    for record in own[-LOOKED_AT:]:
        for month in months(desk) if kind.key == "hours_sheet" else ({},):
            yield Sample(record.id, month, moment)


def months(desk: Desk) -> Iterator[dict[str, str]]:
    """Yield the newest months in which somebody interpreted."""
    day: date = clock.today().replace(day=1)
    for _month in range(3):
        if any(sheet.rows for sheet in desk.hours_sheets.month(day)):
            yield {"month": f"{day:%Y-%m}"}
        day = (day - timedelta(days=1)).replace(day=1)


def home_of(desk: Desk, kind: Kind, about: UUID) -> UUID | None:
    with desk.seat.reading() as reader:
        record = reader.get(RECORDS[kind.about[0]], about)
    household = record.value("household") if record and "household" in record.by_name else None
    return household if isinstance(household, UUID) else None


def pages(pdf: bytes, target: Path, most: int) -> None:
    """Keep the first pages with few colours."""
    with tempfile.TemporaryDirectory(prefix="lwdesk-pages-") as scratch:
        path = Path(scratch) / "paper.pdf"
        path.write_bytes(pdf)
        command = ["pdftoppm", "-r", DPI, "-l", str(most), "-png", str(path), f"{scratch}/page"]
        subprocess.run(command, check=True)
        for number, page in enumerate(sorted(Path(scratch).glob("page-*.png")), 1):
            with Image.open(page) as made:
                few = made.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(target.with_name(f"{target.name}-{number}.png"), optimize=True)


def table(folder: Path) -> Iterator[str]:
    """Yield the lines of the page of pictures that name every paper."""
    yield "The first pages of each paper, from invented people. No translation is reviewed yet."
    yield ""
    yield f"| Paper | {' | '.join(LANGUAGES)} |"
    yield f"|---{'|---' * len(LANGUAGES)}|"
    for kind in KINDS.values():
        cells = [links(folder, kind.key, language) for language in LANGUAGES]
        yield f"| {kind.label('en')} | {' | '.join(cells)} |"


def links(folder: Path, kind: str, language: str) -> str:
    made = sorted(folder.glob(f"{kind}-{language}-*.png"))
    return " ".join(f"[{number}]({folder.name}/{path.name})" for number, path in enumerate(made, 1))


if __name__ == "__main__":
    sys.exit(main())
