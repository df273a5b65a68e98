"""How hard a passphrase is to guess: counts what surprises in it, whatever the length.

Words from the list, runs on the keyboard and repetitions count for next to nothing.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST = 12
JUDGED = 256  # signs; whatever was pasted by mistake is judged by its beginning, for the window waits
ENOUGH = 2
STEPS = (14, 20, 28, 40)  # points for a score of 1, 2, 3, 4
LETTER, OTHER, WORD = 2, 1, 4  # a digit or a space surprises less than a letter
RUNS = ("qwertzuiopü", "asdfghjklöä", "yxcvbnm", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
LEET = str.maketrans("0134578@$!", "oieastbasi")
COMMON = frozenset(
    """
passwort password kennwort passphrase geheim secret willkommen welcome hallo hello admin administrator master
login anmelden start test testtest changeme letmein iloveyou ichliebedich schatz liebe sonne sommer winter
frühling herbst montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april juni
juli august september oktober november dezember dortmund ruhrgebiet borussia bvb fussball fußball deutschland
germany stadt office büro buero projekt lokal lwdesk wilkom willkommenskultur drache dragon monkey affe
football baseball princess prinzessin engel angel superman batman starwars computer internet windows
microsoft samsung google facebook michael daniel thomas andreas stefan martin peter frank sabine susanne
monika nicole anna maria mohammed mohamed ahmed fatima mustafa qwertz qwerty asdf abc123 trustno
correct horse battery staple korrekt pferd batterie heftklammer sesam sesame öffnedich
""".split()  # noqa: SIM905 - a list of words reads as words
)


@dataclass(frozen=True)
class Strength:
    """A score from 0 to 4 (2 is enough) and why: `short`, `common`, `pattern` or `good`."""

    score: int
    reason: str


def normalised(passphrase: str) -> str:
    """Return the one spelling that every keyboard and system agrees on."""
    return unicodedata.normalize("NFKC", passphrase)


def strength(passphrase: str, also: Iterable[str] = ()) -> Strength:
    """Judge a passphrase; `also` are words a guesser would try here, such as names of the user and office."""
    phrase = normalised(passphrase).casefold()[:JUDGED]
    if len(phrase) < SHORTEST:
        return Strength(0, "short")
    plain, worth = _surprises(phrase, ()), _surprises(phrase, _words(also))
    score = sum(worth >= step for step in STEPS)
    if score >= ENOUGH:
        return Strength(score, "good")
    if worth < plain:
        return Strength(score, "common")
    return Strength(score, "pattern")


def _words(also: Iterable[str]) -> tuple[str, ...]:
    own = (normalised(word).casefold() for phrase in also for word in phrase.split())
    return tuple(sorted({*COMMON, *(word for word in own if len(word) > 2)}, key=len, reverse=True))


def _surprises(phrase: str, words: tuple[str, ...]) -> int:
    """Count points for what neither a list, a run nor an earlier part of the phrase foretells."""
    plain = phrase.translate(LEET)
    total = at = 0
    while at < len(phrase):
        word = next((word for word in words if phrase.startswith(word, at) or plain.startswith(word, at)), "")
        if word:
            total += 0 if word in phrase[:at] or word in plain[:at] else WORD
        elif not _foretold(phrase, at):
            total += OTHER if phrase[at].isdigit() or phrase[at].isspace() else LETTER
        at += len(word) or 1
    return total


def _foretold(phrase: str, at: int) -> bool:
    pair = phrase[max(0, at - 1) : at + 1]
    if len(pair) < 2:
        return False
    step = abs(ord(pair[0]) - ord(pair[1]))
    run = any(pair in row or pair[::-1] in row for row in RUNS)
    return step <= 1 or run or phrase[max(0, at - 2) : at + 1] in phrase[:at]
