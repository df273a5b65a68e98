"""What this computer remembers before a file is open: looks, language, the last files; never client data."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from lwdesk.base import clock
from lwdesk.base.texts import DEFAULT, LANGUAGES

THEMES = ("system", "light", "dark", "contrast")
SMALLEST, LARGEST = 100, 200
MOST_FILES = 8


def folder() -> Path:
    """Return the folder of the user's settings on this computer."""
    if sys.platform == "win32":
        home = os.environ.get("APPDATA") or str(Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        home = str(Path.home() / "Library" / "Application Support")
    else:
        home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "lwdesk"


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A data file that was opened on this computer before."""

    path: Path
    office: str = ""
    device: str = ""
    user: str = ""
    opened_at: datetime | None = None
    practice: bool = False

    @property
    def present(self) -> bool:
        return self.path.is_file()

    def to_plain(self) -> dict[str, Any]:
        opened = self.opened_at.astimezone(UTC).isoformat() if self.opened_at else ""
        return {**asdict(self), "path": str(self.path), "opened_at": opened}

    @classmethod
    def from_plain(cls, raw: Mapping[str, Any]) -> Self:
        opened = str(raw.get("opened_at") or "")
        return cls(
            Path(str(raw["path"])),
            str(raw.get("office", "")),
            str(raw.get("device", "")),
            str(raw.get("user", "")),
            datetime.fromisoformat(opened).astimezone(UTC) if opened else None,
            raw.get("practice") is True,
        )


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    """The settings of one person on one computer; what cannot be read is as on the first day."""

    theme: str = "system"
    language: str = DEFAULT
    scale: int = 100
    geometry: str = ""
    files: tuple[KnownFile, ...] = ()

    def opened(self, file: KnownFile) -> Self:
        """Return the settings with this file as the one opened last."""
        now = replace(file, path=file.path.resolve(), opened_at=clock.now())
        others = tuple(known for known in self.files if known.path != now.path)
        return replace(self, files=(now, *others)[:MOST_FILES])

    def forgotten(self, path: Path) -> Self:
        return replace(self, files=tuple(known for known in self.files if known.path != path.resolve()))

    def to_plain(self) -> dict[str, Any]:
        return {
            "theme": self.theme,
            "language": self.language,
            "scale": self.scale,
            "geometry": self.geometry,
            "files": [file.to_plain() for file in self.files],
        }

    @classmethod
    def from_plain(cls, raw: Mapping[str, Any]) -> Self:
        theme, language, scale = raw.get("theme"), raw.get("language"), raw.get("scale")
        geometry = raw.get("geometry")
        return cls(
            theme=theme if theme in THEMES else "system",
            language=language if language in LANGUAGES else DEFAULT,
            scale=min(max(scale, SMALLEST), LARGEST) if type(scale) is int else SMALLEST,
            geometry=geometry if isinstance(geometry, str) else "",
            files=tuple(_known_files(raw.get("files"))),
        )


def _known_files(raw: object) -> list[KnownFile]:
    found: list[KnownFile] = []
    for item in raw if isinstance(raw, list) else []:
        with suppress(TypeError, KeyError, ValueError, AttributeError):
            found.append(KnownFile.from_plain(item))
    return found[:MOST_FILES]


def load(where: Path | None = None) -> DeviceSettings:
    """Read the settings; a missing or broken file means the settings of the first day."""
    path = (where or folder()) / "settings.json"
    if not path.exists():
        return DeviceSettings()
    import json

    try:
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return DeviceSettings()
    return DeviceSettings.from_plain(raw) if isinstance(raw, dict) else DeviceSettings()


def save(settings: DeviceSettings, where: Path | None = None) -> None:
    """Write the settings in one step: whoever reads meets the old or the new ones, whole."""
    import json
    import tempfile  # brings a random generator, which reading the settings does not need

    home = where or folder()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=home, prefix="settings-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(settings.to_plain(), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(home / "settings.json")
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
