"""The log of the program: what happened and where, never about whom."""

import logging
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def write_to(folder: Path) -> Path:
    """Log into a small private file in `folder`."""
    from logging.handlers import RotatingFileHandler  # brings sockets and queues, which nobody waits for

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "lwdesk.log"
    handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter(FORMAT))
    root = logging.getLogger("lwdesk")
    root.setLevel(logging.INFO)
    for old in root.handlers[:]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.propagate = False
    path.chmod(0o600)
    return path


def bug(error: BaseException) -> str:
    """Log an unexpected error by type and place, without its text, and return a number to quote."""
    import hashlib  # brings OpenSSL, which a start without a bug does without

    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    number = hashlib.blake2b("".join(places).encode(), digest_size=3).hexdigest()
    logging.getLogger("lwdesk").error(
        "bug %s %s at %s", number, type(error).__name__, " > ".join(places[-6:])
    )
    return number
