"""Take the pictures of the program: `pictures.py [--only NAME ...] [--folder FOLDER] [--no-window]`.

Each screen is a real window on a real file, always at the same moment and with the same people, so that a
picture changes only when the program does. One set is taken from windows on an X display, to see that the
drawing without a screen tells the truth; the share of other pixels stands in index.md.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from PySide6.QtWidgets import QApplication

from lwdesk import app as program
from lwdesk.base.texts import translator
from lwdesk.services import setting_up
from lwdesk.store.vault import recovery
from lwdesk.ui import focus, style
from lwdesk.ui.words import words
from tests.display import display
from tools import gallery, papers, picture_cast, picture_scenes, texts
from tools.picture_cast import Cast
from tools.picture_scenes import LIGHT, Set, Variant, settle
from tools.picture_screens import SCREENS, Screen

ROOT = Path(__file__).resolve().parents[1]
SCRATCH = Path(tempfile.gettempdir()) / "lwdesk-pictures"  # its name is seen in a picture
FOLDER = ROOT / "docs" / "pictures"
BOARDS = {"light": "light", "dark": "dark", "large": "large", "contrast": "contrast"}
BOARD_REFERENCES = {"light": "00-bausteine", "dark": "00b-bausteine-dunkel"}
WINDOW = "window"
COLOURS = 64
SHEET_DPI = "80"
DARK_REFERENCES = {"02-hour": "10-dunkel-sprechstunde", "03-household": "10b-dunkel-haushalt"}
LARGE_REFERENCES = {"03-household": "11-schrift-200"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--only", nargs="*", default=[], help="names of screens, or their beginnings")
    parser.add_argument("--no-window", action="store_true", help="leave out the set from the display")
    parser.add_argument("--at-window", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    settle_environment()
    style.theme.still = True
    wanted = [screen for screen in SCREENS if not asked.only or screen.name.startswith(tuple(asked.only))]
    with scratch(), picture_cast.stage() as fixed:
        texts.compile_all(ROOT, [])
        app = program.make_app()
        program.speak_qt(app, words.language)
        style.load_scripts()  # the program does so after its first paint, which no picture waits for
        focus.install(app)
        app.setCursorFlashTime(0)
        cast = picture_cast.make(SCRATCH / "cast", fixed)
        for screen in wanted:
            for variant in (LIGHT,) if asked.at_window else screen.variants:
                take(screen, variant, cast, asked.folder, at_window=asked.at_window)
        if not asked.at_window and not asked.only:
            boards(app, asked.folder)
            sheet(asked.folder)
            papers.take(cast, SCRATCH, asked.folder / papers.FOLDER.name)
    if asked.at_window:
        return 0
    if not asked.no_window:
        take_windows(asked.folder, asked.only)
    if not asked.only:
        (asked.folder / "index.md").write_text("\n".join([*index(asked.folder), ""]), "utf-8")
    size = sum(path.stat().st_size for path in asked.folder.rglob("*.png"))
    print(f"pictures: {len(list(asked.folder.rglob('*.png')))} in {asked.folder}, {size / 1e6:.1f} MB")
    return 0


def settle_environment() -> None:
    """Be at the same place, whoever's computer this is."""
    home = {f"XDG_{kind}_HOME": str(SCRATCH / kind.lower()) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
    os.environ.update(home, TZ="Europe/Berlin", LC_ALL="C.UTF-8")
    time.tzset()


@contextmanager
def scratch() -> Iterator[None]:
    """Work in a folder of a known name that is gone afterwards."""
    shutil.rmtree(SCRATCH, ignore_errors=True)
    SCRATCH.mkdir(mode=0o700)
    try:
        yield
    finally:
        shutil.rmtree(SCRATCH, ignore_errors=True)


def take(screen: Screen, variant: Variant, cast: Cast, folder: Path, *, at_window: bool) -> None:
    name = WINDOW if at_window else variant.name
    stage = Set(cast, SCRATCH / screen.name / name, variant)
    try:
        screen.scene(stage)
        settle()
        window = stage.window
        made = window.screen().grabWindow(window.winId()) if at_window else window.grab()
        target = folder / f"{screen.name}-{name}.png"
        made.save(str(target))
        lighten(target)
    finally:
        stage.window.close()
        stage.window.deleteLater()
        settle(50)


def lighten(path: Path) -> None:
    """Keep the picture with a palette of its own: a third of the bytes, no difference to see."""
    with Image.open(path) as made:
        plain = made.convert("RGB")
    few = plain.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.putpalette(exact(plain, few))
    few.save(path, optimize=True)


def exact(plain: Image.Image, few: Image.Image) -> list[int]:
    """Return the palette with its grounds as they are: each entry is the colour it stands for most often."""
    pairs = zip(pixels(few), pixels(plain), strict=True)
    palette, settled = few.getpalette() or [], set()
    for (entry, colour), _count in Counter(pairs).most_common():
        if entry not in settled:
            settled.add(entry)
            palette[3 * entry : 3 * entry + 3] = colour
    return palette


def pixels(image: Image.Image) -> tuple[Any, ...]:
    return image.get_flattened_data()


def take_windows(folder: Path, only: list[str]) -> None:
    command = [sys.executable, __file__, "--at-window", "--folder", str(folder)]
    with display("1600x900x24") as environment:
        subprocess.run([*command, "--only", *only] if only else command, env=environment, check=True)


def boards(app: QApplication, folder: Path) -> None:
    """Draw the boards of the parts in every look."""
    words.switch("de")
    for look in BOARDS:
        theme, scale, size = gallery.LOOKS[look]
        style.apply(app, theme, scale, wearer=app)
        for number, make in enumerate((gallery.board, gallery.second_board), 1):
            made = make()
            target = folder / f"00-parts-{number}-{look}.png"
            gallery.dress(made, size).save(str(target))
            made.close()
            lighten(target)


def sheet(folder: Path) -> None:
    """Draw the recovery sheet as a printer would."""
    made = setting_up.recovery_sheet(
        recovery.written(picture_scenes.CODE),
        "Hörde/Hombruch",
        Path("hoerde-hombruch.lwdb"),
        translator("de"),
    )
    target = folder / "01g-recovery-sheet"
    command = ["pdftoppm", "-png", "-singlefile", "-r", SHEET_DPI, "-", str(target)]
    subprocess.run(command, input=made, check=True)
    lighten(target.with_suffix(".png"))


def index(folder: Path) -> Iterator[str]:
    """Yield the page that holds each picture beside its reference."""
    yield "# Pictures of the program"
    yield ""
    yield "Taken by `make pictures`: real windows on a real file, on Tuesday, 2 November 2021, 14:14."
    yield "*Light* and *dark* have 1366×768, *small* has 1024×640, *large* has 1366×768 with type of 200 %."
    yield "*Window* is the same as light, taken from the display of an X server with a window manager;"
    yield "beside it stands the share of pixels that differ visibly. References: [reference/](reference/)."
    yield ""
    yield "| Screen | Reference | Light | Dark | Small | Large | Window |"
    yield "|---|---|---|---|---|---|---|"
    for screen in SCREENS:
        cells = [shown(folder, screen.name, variant) for variant in ("light", "dark", "small", "large")]
        told = difference(folder / f"{screen.name}-light.png", folder / f"{screen.name}-{WINDOW}.png")
        references = [screen.reference, DARK_REFERENCES.get(screen.name), LARGE_REFERENCES.get(screen.name)]
        yield (
            "| "
            + " | ".join(
                [
                    screen.shows,
                    beside(references),
                    *cells,
                    f"{shown(folder, screen.name, WINDOW)} {told}",
                ]
            )
            + " |"
        )
    yield ""
    yield "## Parts"
    yield ""
    yield "The boards of all parts, from `tools/gallery.py`: every colour, size of type, control and state."
    yield ""
    yield "| Look | Reference | First board | Second board |"
    yield "|---|---|---|---|"
    for look in BOARDS:
        cells = [shown(folder, f"00-parts-{number}", look) for number in (1, 2)]
        yield "| " + " | ".join([look, beside([BOARD_REFERENCES.get(look)]), *cells]) + " |"
    yield ""
    yield "## Paper"
    yield ""
    yield "![The recovery sheet](01g-recovery-sheet.png)"
    yield ""
    yield from papers.table(folder / papers.FOLDER.name)


def shown(folder: Path, name: str, variant: str) -> str:
    path = folder / f"{name}-{variant}.png"
    return f"[{variant}]({path.name})" if path.exists() else ""


def beside(references: list[str | None]) -> str:
    known = dict.fromkeys(one for one in references if one)
    return ", ".join(f"[{one.partition('-')[0]}](reference/{one}.png)" for one in known)


def difference(one: Path, other: Path) -> str:
    """Return how many pixels of two pictures differ by more than the palette's coarseness."""
    if not (one.exists() and other.exists()):
        return ""
    with Image.open(one) as first, Image.open(other) as second:
        if first.size != second.size:
            return f"({second.width}×{second.height})"
        between = ImageChops.difference(first.convert("L"), second.convert("L"))
    histogram = between.histogram()
    return f"{sum(histogram[48:]) / sum(histogram):.2%}"


if __name__ == "__main__":
    sys.exit(main())
