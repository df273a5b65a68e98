"""Where a data file gets damaged: network drives and folders that a cloud service copies while it is open."""

import os
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

MOUNTS = Path("/proc/mounts")
NETWORK = frozenset(
    """
    9p acfs afpfs afs beegfs ceph cifs coda davfs fuse.ceph fuse.cephfs fuse.curlftpfs fuse.davfs
    fuse.davfs2 fuse.glusterfs fuse.gvfsd-fuse fuse.s3fs fuse.smbnetfs fuse.sshfs gfs2 glusterfs
    gpfs lustre ncpfs nfs nfs3 nfs4 ocfs2 orangefs smb2 smb3 smbfs sshfs webdav
    """.split()  # noqa: SIM905 - a list of words reads as words
)
CLOUD = ("fuse.rclone", "fuse.onedriver", "fuse.drivefs", "fuse.google-drive-ocamlfuse", "fuse.mega")
CLOUD_NAMES = (
    "onedrive", "onedrive - *", "skydrive", "dropbox", "dropbox (*)", "google drive", "googledrive",
    "google-drive", "icloud drive", "iclouddrive", "icloud~*", "mobile documents", "cloudstorage",
    "nextcloud", "nextcloud[0-9]", "owncloud", "magentacloud", "seafile", "megasync", "pclouddrive",
    "hidrive", "syncthing", "resilio sync", "tresorit",
)  # fmt: skip
CLOUD_MARKS = (
    ".sync_*.db", "._sync_*.db", ".nextcloudsync.log", ".owncloudsync.log", ".stfolder", ".stversions",
    ".dropbox", ".dropbox.cache", ".tmp.drivedownload", ".tmp.driveupload",
    ".849C9593-D756-4E56-8D6E-42412F2A707B", ".seafile-data", ".sync", ".megaignore", ".pcloud",
)  # fmt: skip
CONFLICT = re.compile(
    r"conflict|konflikt|sync-conflict|\(\d+\)|\bkopie\b|\bcopy\b|_conflict-|-[A-Z0-9]+-PC\b", re.IGNORECASE
)
REMOTE_DRIVE = 4


def unsafe(path: Path, mounts: Path = MOUNTS) -> str | None:
    """Return `network` or `cloud` when a data file should not live here, else None."""
    if is_shared_name(str(path)):
        return "network"
    place = Path(os.path.realpath(path))
    return _by_kind(place, mounts) or ("cloud" if any(map(_is_synchronised, _folders(place))) else None)


def is_shared_name(name: str) -> bool:
    r"""Say whether the name is that of a share, as `\\server\share` or `//server/share`."""
    local = name.startswith(("\\\\?\\", "\\\\.\\")) and not name.upper().startswith("\\\\?\\UNC\\")
    return name.startswith(("\\\\", "//")) and not local


def conflicted_copies(path: Path) -> tuple[Path, ...]:
    """Return the neighbours that look like a copy which a cloud service made of this file."""
    try:
        neighbours = sorted(path.parent.iterdir())
    except OSError:
        return ()
    own = {path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}.lock"}
    return tuple(
        one
        for one in neighbours
        if one.name not in own
        and one.name.startswith(path.stem)
        and path.suffix in one.suffixes
        and CONFLICT.search(one.name[len(path.stem) :])
    )


def _by_kind(place: Path, mounts: Path) -> str | None:
    if sys.platform == "win32":
        import ctypes

        remote = ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == REMOTE_DRIVE
        return "network" if remote else None
    kind = _mounted(place, mounts)
    if kind in CLOUD:
        return "cloud"
    return "network" if kind in NETWORK else None


def _mounted(place: Path, mounts: Path) -> str:
    """Return the kind of file system that a place lies on; the last of the longest mount points counts."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    found, length = "", -1
    for line in lines:
        _, point, kind, *_ = [*line.split(" "), "", "", ""]
        at = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point))
        if place.is_relative_to(at) and len(at.parts) >= length:
            found, length = kind, len(at.parts)
    return found


def _folders(place: Path) -> Iterator[Path]:
    yield from (one for one in (place, *place.parents) if one != Path(place.anchor))


def _is_synchronised(folder: Path) -> bool:
    if any(fnmatchcase(folder.name.lower(), name) for name in CLOUD_NAMES):
        return True
    rooted = {os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")}
    if str(folder) in rooted:
        return True
    try:
        names = [one.name for one in folder.iterdir()]
    except OSError:
        return False
    return any(fnmatchcase(name, mark) for name in names for mark in CLOUD_MARKS)
