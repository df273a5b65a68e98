"""The wait that grows with wrong tries; it stands in the key file and so survives a restart."""

from dataclasses import replace
from math import ceil

from lwdesk.base import clock
from lwdesk.base.errors import MustWait
from lwdesk.store.vault.keyfile import KeyFile, Tries

FREE = 5
FIRST_WAIT = 30
LONGEST_WAIT = 3600


def wait_after(count: int) -> int:
    """Return the seconds to wait after so many wrong tries in a row."""
    doublings = min(count - FREE, 16)
    return 0 if count < FREE else min(FIRST_WAIT << doublings, LONGEST_WAIT)


def must_be_over(keys: KeyFile, who: str) -> None:
    """Raise while the wait lasts; a clock that was set back prolongs it by one full wait at most."""
    tries = keys.tries.get(who, Tries(0, 0))
    wait = wait_after(tries.count)
    left = min(wait, wait - (clock.unix_ms() - tries.last) / 1000)
    if left > 0:
        raise MustWait(seconds=ceil(left))


def one_more(keys: KeyFile, who: str) -> tuple[KeyFile, int]:
    """Return the key file with one more wrong try and how many are left before the next wait."""
    count = keys.tries.get(who, Tries(0, 0)).count + 1
    noted = {**keys.tries, who: Tries(count, clock.unix_ms())}
    return replace(keys, tries=noted), max(0, FREE - count)


def forgotten(keys: KeyFile, who: str) -> KeyFile:
    return replace(keys, tries={name: tries for name, tries in keys.tries.items() if name != who})
