"""The wait that grows with wrong tries; it stands in the key file and so survives a restart."""

from contextlib import suppress
from dataclasses import replace
from math import ceil
from pathlib import Path

from lwdesk.base import clock
from lwdesk.base.errors import LwError, MustWait
from lwdesk.store import keyfile
from lwdesk.store.keyfile import KeyFile, Tries

FREE = 5
FIRST_WAIT = 30
LONGEST_WAIT = 3600


def wait_after(count: int) -> int:
    """Return the seconds to wait after so many wrong tries in a row."""
    doublings = min(count - FREE, 16)
    return 0 if count < FREE else min(FIRST_WAIT << doublings, LONGEST_WAIT)


def _now() -> int:
    return max(0, clock.unix_ms())


def must_be_over(keys: KeyFile, who: str) -> None:
    """Raise while the wait lasts; a clock that was set back prolongs it by one full wait at most."""
    tries = keys.tries.get(who, Tries(0, 0))
    wait = wait_after(tries.wrong)
    left = min(wait, wait - (_now() - tries.last) / 1000)
    if left > 0:
        raise MustWait(seconds=ceil(left))


def waiting(path: Path, who: str) -> int:
    """Return the seconds this person has to wait after wrong tries; closing the program does not help."""
    try:
        must_be_over(on_this_clock(path, who), who)
    except MustWait as error:
        return int(error.facts["seconds"] or 0)
    return 0


def on_this_clock(path: Path, who: str) -> KeyFile:
    """Return the key file with a wait that can end, also after a clock that ran years ahead was set right."""
    keys = keyfile.load(path)
    if not is_ahead(keys, who):
        return keys
    with suppress(LwError), keyfile.turn(path):
        keys = keyfile.load(path)
        if is_ahead(keys, who):
            keys = begun_anew(keys, who)
            keyfile.store(path, keys)
    return keys


def is_ahead(keys: KeyFile, who: str) -> bool:
    """Say whether the last try seems to lie in the future: the clock was wrong then or is wrong now."""
    return keys.tries.get(who, Tries(0, 0)).last > _now()


def begun_anew(keys: KeyFile, who: str) -> KeyFile:
    """Return the key file with the wait counted from now on, so that it ends whatever the clock said."""
    again = Tries(keys.tries[who].wrong, _now())
    return replace(keys, tries={**keys.tries, who: again})


def one_more(keys: KeyFile, who: str) -> tuple[KeyFile, int]:
    """Return the key file with one more wrong try and how many are left before the next wait."""
    count = keys.tries.get(who, Tries(0, 0)).wrong + 1
    noted = {**keys.tries, who: Tries(count, _now())}
    return replace(keys, tries=noted), max(0, FREE - count)


def forgotten(keys: KeyFile, who: str) -> KeyFile:
    return replace(keys, tries={name: tries for name, tries in keys.tries.items() if name != who})
