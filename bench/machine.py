"""Which machine and which versions the figures of a run belong to."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "rapidfuzz")


def told():
    rows = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((row.partition(":")[2].strip() for row in rows if "model name" in row), platform.processor())
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, load {load:.1f}; Python {platform.python_version()}, {packages}"


def table(header, rows):
    """Print rows under a header, as Markdown."""
    lines = [header, *rows]
    widths = [max(len(str(line[place])) for line in lines) for place in range(len(header))]
    for number, line in enumerate(lines):
        print(
            "| " + " | ".join(str(cell).ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        )
        if number == 0:
            print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
