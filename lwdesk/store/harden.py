"""What a crash may leave on the disk: nothing of the memory, and no file that others may read."""

import ctypes
import os
import sys
from contextlib import suppress

DUMPABLE = 4  # PR_SET_DUMPABLE
PRIVATE = 0o077


def harden() -> None:
    """Switch memory dumps off and make new files private; called first by window and command line."""
    os.umask(PRIVATE)
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(DUMPABLE, 0, 0, 0, 0)
