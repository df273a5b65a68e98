"""Take symbols from lucide-static into resources/icons, all drawn alike.

python tools/icons.py            writes every noted symbol again
python tools/icons.py NAME ...   adds symbols by their name at lucide.dev
"""

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
PACKAGE = "lucide-static@1.62.0"
SHA256 = "386f9080c440d6f5049cefe3456ae8357f7a0c7f76e59670cd1cb83bc7050a44"
OWN = {"app"}
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" '
    'stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
)


def normalised(svg: str) -> str:
    """Keep the shapes alone, in the one frame all symbols share."""
    inner = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", inner, flags=re.DOTALL)
    if shapes is None:
        raise SystemExit("not a symbol")
    lines = [line.strip() for line in shapes[1].strip().splitlines()]
    return "\n".join([HEAD, *(f"  {line}" for line in lines), "</svg>"]) + "\n"


def fetch(into: Path) -> Path:
    subprocess.run(("npm", "pack", "--silent", PACKAGE), cwd=into, check=True, stdout=subprocess.DEVNULL)
    archive = next(into.iterdir())
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{archive.name}: not the noted package")
    subprocess.run(("tar", "xf", archive.name), cwd=into, check=True)
    return into / "package"


def main() -> int:
    names = {path.stem for path in ICONS.glob("*.svg")} | set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(Path(folder))
        for name in sorted(names - OWN):
            svg = (package / "icons" / f"{name}.svg").read_text(encoding="utf-8")
            (ICONS / f"{name}.svg").write_text(normalised(svg), encoding="utf-8")
        (ICONS / "LICENSE").write_text((package / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
