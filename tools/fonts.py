"""Make the shipped fonts again: named packages, subsets by script, checksums.

pip install "fonttools[woff]==4.68.0"      (in an environment of its own; the program does not need it)
python tools/fonts.py                      downloads with npm and apt-get, writes resources/fonts
"""

import hashlib
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
PROVENANCE = FONTS / "provenance.toml"
PERSONS = FONTS / "PROVENANCE.md"
NOTO = "usr/share/fonts/truetype/noto"

PUNCTUATION = (
    "U+2000-206F,U+2070-209F,U+20A0-20BF,U+2100-214F,U+2190-2199,U+2212,U+2215,U+2219,U+221E,U+2248,"
    "U+2260-2265,U+25A0-25FF,U+2713,U+2717,U+FEFF,U+FFFD"
)
LATIN = "U+0020-007E,U+00A0-024F,U+0250-02FF,U+0300-036F,U+1E00-1EFF"
CYRILLIC = "U+0400-052F"
GREEK = "U+0370-03FF"
ARABIC = (
    "U+0020-0022,U+0027-003F,U+005B,U+005D,U+007B-007D,U+00A0,U+00AB,U+00BB,U+060C-06FF,U+0750-077F,"
    "U+08A0-08FF,U+200C-200F,U+2010-2027,U+202A-202E,U+2066-2069,U+25CC,U+FB50-FDFF,U+FE70-FEFC"
)
ETHIOPIC = "U+0020-003F,U+00A0,U+00AB,U+00BB,U+1200-139F,U+2010-2027,U+2D80-2DDF,U+AB00-AB2F"
SYMBOLS = (
    "U+0020,U+2190-2199,U+2302,U+25A0-25FF,U+260E,U+2610-2612,U+2709,U+2713-2718,U+1F3E0,U+1F3E2,U+1F4C5,"
    "U+1F4CB,U+1F4DE,U+1F552,U+1F5C3,U+1F5CE,U+1F5D3,U+1F5E3,U+1F5E9,U+1F6C8,U+1F6E1"
)


@dataclass(frozen=True)
class Face:
    """One file of the set: where it comes from and which characters of it are kept."""

    target: str
    package: str
    source: str
    characters: str


INTER = f"{LATIN},{CYRILLIC},{GREEK},{PUNCTUATION}"
SANS = f"{INTER},U+25CC"
FACES = (
    Face("inter/Inter-Regular.ttf", "inter-ui", "package/web/Inter-Regular.woff2", INTER),
    Face("inter/Inter-Medium.ttf", "inter-ui", "package/web/Inter-Medium.woff2", INTER),
    Face("inter/Inter-SemiBold.ttf", "inter-ui", "package/web/Inter-SemiBold.woff2", INTER),
    *(
        Face(f"{folder}/{name}-{weight}.ttf", "fonts-noto-core", f"{NOTO}/{name}-{weight}.ttf", characters)
        for folder, name, characters in (
            ("noto-sans", "NotoSans", SANS),
            ("noto-sans-arabic", "NotoSansArabic", ARABIC),
            ("noto-sans-ethiopic", "NotoSansEthiopic", ETHIOPIC),
        )
        for weight in ("Regular", "Bold")
    ),
    Face(
        "noto-sans-symbols/NotoSansSymbols2-Regular.ttf",
        "fonts-noto-core",
        f"{NOTO}/NotoSansSymbols2-Regular.ttf",
        SYMBOLS,
    ),
)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def fetch(name: str, package: dict[str, str], into: Path) -> None:
    """Download one package, refuse other bytes than the noted ones, unpack it."""
    folder = into / name
    folder.mkdir()
    if package["source"] == "npm":
        run("npm", "pack", "--silent", f"{name}@{package['version']}", cwd=folder)
    else:
        run("apt-get", "download", "-q", f"{name}={package['version']}", cwd=folder)
    archive = next(folder.iterdir())
    if sha256(archive) != package["sha256"]:
        raise SystemExit(f"{archive.name}: not the noted package")
    unpack = (
        ("dpkg-deb", "-x", archive.name, ".") if archive.suffix == ".deb" else ("tar", "xf", archive.name)
    )
    run(*unpack, cwd=folder)


def make(face: Face, packages: Path) -> None:
    from fontTools import subset  # only this tool's environment has it
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.layout_features = ["*"] if face.package == "fonts-noto-core" else [
        "calt", "case", "ccmp", "kern", "locl", "mark", "mkmk", "tnum", "zero",
    ]  # fmt: skip
    options.hinting = False
    options.recalc_timestamp = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    font = TTFont(packages / face.package / face.source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(face.characters))
    cutter.subset(font)
    font.flavor = None
    target = FONTS / face.target
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)


def license_texts(packages: Path) -> None:
    """Put the licence beside each family; the packages share its text and differ in the copyright line."""
    noted = tomllib.loads(PROVENANCE.read_text(encoding="utf-8"))["packages"]
    text = (packages / "inter-ui" / "package" / "LICENSE.txt").read_text(encoding="utf-8")
    body = text.split("\n", 1)[1]
    for face in FACES:
        head = noted[face.package]["copyright"]
        (FONTS / face.target).with_name("OFL.txt").write_text(f"{head}\n{body}", encoding="utf-8")


def report() -> None:
    noted = tomllib.loads(PROVENANCE.read_text(encoding="utf-8"))["packages"]
    lines = [
        "# Fonts",
        "",
        "Made by `tools/fonts.py`: subsets by script, without hints, otherwise unchanged.",
        "",
    ]
    lines += ["| package | version | from | SHA-256 of the package |", "|---|---|---|---|"]
    lines += [f"| {n} | {p['version']} | {p['source']} | `{p['sha256']}` |" for n, p in noted.items()]
    lines += ["", "| file | package | bytes | SHA-256 |", "|---|---|---:|---|"]
    for face in FACES:
        path = FONTS / face.target
        lines.append(f"| {face.target} | {face.package} | {path.stat().st_size} | `{sha256(path)}` |")
    PERSONS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    noted = tomllib.loads(PROVENANCE.read_text(encoding="utf-8"))["packages"]
    with tempfile.TemporaryDirectory() as name:
        packages = Path(name)
        for package, facts in noted.items():
            fetch(package, facts, packages)
        for face in FACES:
            make(face, packages)
        license_texts(packages)
    report()
    return 0


if __name__ == "__main__":
    sys.exit(main())
