"""Names in many spellings and scripts: what they sound like, how alike two of them are and why.

A name becomes Latin letters (`romanise`), each word becomes consonant skeletons (`keys`), and two spellings
of one name share a skeleton. Vowels are left out because several scripts do not write them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

type Score = Callable[[str, str], float]

LONGEST_TEXT = 200
MOST_WORDS = 12
MOST_ASKED = 6
VOWEL_FIRST = "0"

_RAW_LIMIT = 4 * LONGEST_TEXT
_MARKS_IN_A_ROW = 4
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_APOSTROPHES = str.maketrans(dict.fromkeys('’ʼ`´ʹʻʿʾ"', "'"))
_JOINER_IN_ARABIC = re.compile("(?<=[\u0600-\u06ff])\u200c(?=[\u0600-\u06ff])")

_ARABIC_MARK = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC_LETTERS = {
    "أ": "a", "إ": "a", "آ": "a", "ٱ": "a", "ا": "a", "ع": "a",
    "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي",
    "ؤ": "و", "ۆ": "و",
    "ة": "ه", "ۀ": "ه", "ک": "ك",
    "ض": "dh",  # d in Arabic, z in Persian and Urdu: read both ways like ذ
    "ـ": None, "ء": None,
}  # fmt: skip
_OTHER_LETTERS = {"ß": "ss", "İ": "i", "ı": "i", "ь": None, "ъ": None, "Ь": None, "'": None}
_CYRILLIC_G = {"г": "gh", "Г": "gh"}  # h in Ukrainian, g in Russian and Bulgarian
_LETTERS = str.maketrans({**_ARABIC_LETTERS, **_OTHER_LETTERS, **_CYRILLIC_G})
_ARABIC_ARTICLE = "aل"
_BETWEEN_WORDS = re.compile(r"[\s\-‐–.]+")
_LATIN_WORD = re.compile("[a-z]+")
_ARTICLES = frozenset({"al", "el", "ul", "ad", "ar", "as", "an", "az"})
_SERVANT = frozenset({"abd", "abdul", "abdel", "abdal", "abdu"})
_SERVANT_ARTICLES = frozenset({"al", "el", "ul", "ar", "er", "ur"})

_SERVANT_START = re.compile(r"^c?abd(ul|el|al|ur|er|ar|ad|as|u|e|a)?(?=.{3})")
_SOUNDS = (
    ("dsch", "J"), ("tsch", "C"), ("shch", "SC"), ("sch", "S"), ("dzh", "J"), ("dj", "J"), ("dz", "z"),
    ("tch", "C"), ("cz", "C"), ("zh", "z"), ("sh", "S"), ("ph", "f"), ("ck", "k"), ("qu", "k"),
    ("ts", "z"), ("tz", "z"), ("ou", "u"), ("ae", "a"), ("oe", "o"), ("ue", "u"),
)  # fmt: skip
_READINGS = (
    ("kh", "Hh"),
    ("ch", "HCh"),  # Khaled as Chaled, Chelik for Çelik, Achmed for Ahmed
    ("c", ("k", "C", "")),  # silent in Somali: Cali for Ali
    ("x", ("ks", "h")),  # h in Somali: Xasan for Hassan
    ("gh", "gh"),
    ("dh", "dz"),  # Ramadhan, Ramazan
    ("th", "ts"),  # Othman, Osman
    ("w", ("v", "")),
    ("j", "Jy"),
)
_GLUED_ARTICLES = ("al", "el")
_CLASSES = str.maketrans("qgcSCzJdbvH", "kkkssss" + "tpf" + "k")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT = re.compile("[aeiouyh]")
_VOWELS = ("a", "e", "i", "o", "u", "y")

_SHORTEST_START = 2
_SURE = 0.93
_SHORTEST_PHONE = 5
_LONGEST_PHONE = 20
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_ADDRESS_WORD = re.compile(r"\d+(?:\s?[a-z]\b)?|[a-z]+")
_STREET = re.compile("(?:strasse|str)$")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})


class Reason(StrEnum):
    """Why two words count as one."""

    SAME = "same"
    SPELLING = "spelling"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as it was written, and in plain Latin letters."""

    text: str
    latin: str


@dataclass(frozen=True, slots=True)
class Match:
    """Two words that stand for each other."""

    asked: Word
    found: Word
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Likeness:
    """How well a name answers a query: 1.0 is letter by letter."""

    score: float
    matches: tuple[Match, ...]


def clean(text: str) -> str:
    """Return what a reader sees of a text: no control characters, single blanks, capped in length."""
    if len(text) <= LONGEST_TEXT and text.isascii() and text.isprintable():
        return " ".join(text.replace('"', "'").replace("`", "'").split())
    spaced = _JOINER_IN_ARABIC.sub(" ", text[:_RAW_LIMIT]).translate(_APOSTROPHES)
    calm = unicodedata.normalize("NFKC", spaced)
    if not calm.replace(" ", "").replace("-", "").isalnum():
        seen = "".join(_seen(character) for character in calm)
        calm = _without_flood(unicodedata.normalize("NFKC", seen))
    return " ".join(calm.split())[:LONGEST_TEXT].rstrip()


def _seen(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _UNSEEN else character


def _without_flood(text: str) -> str:
    """Keep a few combining marks per letter; no script needs more."""
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a name without articles, "Abd al-Rahman" as one word."""
    found = [Word(piece, latin) for piece in _BETWEEN_WORDS.split(clean(text)) for latin in _latin(piece)]
    return tuple(_without_articles(found[: 2 * MOST_WORDS]))[:MOST_WORDS]


def romanise(text: str) -> tuple[str, ...]:
    """Return the words of a name in Latin letters."""
    return tuple(word.latin for word in words(text))


def _latin(piece: str) -> list[str]:
    if piece.isascii():
        return _LATIN_WORD.findall(piece.replace("'", "").lower())
    plain = _ARABIC_MARK.sub("", piece).translate(_LETTERS)
    if plain.startswith(_ARABIC_ARTICLE) and len(plain) > 4:
        plain = plain[2:]
    if not plain.isascii():
        plain = _to_ascii()(plain).replace("'", "").replace("`", "")
    return _LATIN_WORD.findall(plain.lower())


@cache
def _to_ascii() -> Callable[[str], str]:
    """Load the tables of all scripts at the first name, not before the unlock screen paints."""
    from anyascii import anyascii

    to_ascii: Callable[[str], str] = anyascii
    return to_ascii


def _without_articles(found: Sequence[Word]) -> Iterable[Word]:
    at = 0
    while at < len(found):
        word, rest = found[at], found[at + 1 :]
        at += 1
        if word.latin in _ARTICLES and rest:
            continue
        if word.latin in _SERVANT and rest:
            skipped = 1 if rest[0].latin in _SERVANT_ARTICLES and len(rest) > 1 else 0
            yield join((Word(word.text, "abd"), rest[skipped]))
            at += 1 + skipped
            continue
        yield word


def join(parts: Sequence[Word]) -> Word:
    return Word(" ".join(part.text for part in parts), "".join(part.latin for part in parts))


def keys(word: str) -> frozenset[str]:
    """Return the consonant skeletons under which a romanised word is found, one per way to read it."""
    if word.startswith(("abd", "cabd")):
        word = _SERVANT_START.sub("abd", word)
    for sound, sign in _SOUNDS:
        word = word.replace(sound, sign)
    base = _DOUBLED.sub(r"\1", word)
    readings = _readings(base)
    if base.startswith(_GLUED_ARTICLES) and len(base) > 5:
        readings += [reading[2:] for reading in readings]
    return frozenset(_skeleton(reading) for reading in readings)


def _readings(base: str) -> list[str]:
    readings = [base]
    for letters, alternatives in _READINGS:
        if any(letters in reading for reading in readings):
            readings = [reading.replace(letters, other) for reading in readings for other in alternatives]
    return readings


def _skeleton(reading: str) -> str:
    first = VOWEL_FIRST if reading.startswith(_VOWELS) else ""
    return first + _SILENT.sub("", reading).translate(_CLASSES) or "h"


def deletions(key: str) -> frozenset[str]:
    """Return the key and, when it is long enough, the key without each one of its letters."""
    if len(key) < 3:
        return frozenset({key})
    return frozenset({key, *(key[:at] + key[at + 1 :] for at in range(len(key)))})


def token_score(one: str, other: str) -> float:
    """Return how alike two romanised words are, 0 to 1; the order of the two does not matter."""
    return shared_score(one, other, shared=one == other or not keys(one).isdisjoint(keys(other)))


def shared_score(one: str, other: str, *, shared: bool) -> float:
    """Return the token score of two words of which it is known whether they share a key."""
    if one == other:
        return 1.0
    likeness = _jaro_winkler()(min(one, other), max(one, other))
    return max(likeness, 0.86 + 0.12 * likeness) if shared else 0.95 * likeness


@cache
def _jaro_winkler() -> Callable[[str, str], float]:
    """Load the library at the first comparison, not before the unlock screen paints."""
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity


def start_score(query: str, word: str) -> float:
    """Return how well a word answers a query that may be only its beginning."""
    return max(token_score(query, word), beginning_score(query, word))


def comparison() -> Score:
    """Return a start score for many comparisons at once, which remembers the words it met."""
    known = cache(keys)

    @cache
    def score(query: str, word: str) -> float:
        shared = query == word or not known(query).isdisjoint(known(word))
        return max(shared_score(query, word, shared=shared), beginning_score(query, word))

    return score


def beginning_score(query: str, word: str) -> float:
    """Return more than 0.9 when the word begins with the query, else 0."""
    begins = len(query) >= _SHORTEST_START and word.startswith(query)
    return 0.9 + 0.1 * len(query) / len(word) if begins else 0.0


def name_score(query: Sequence[Word], name: Sequence[Word], score: Score = start_score) -> Likeness:
    """Return the best way to find every asked word in the name; the mean of the pairs is the score."""
    asked = query[:MOST_ASKED]
    if not asked or not name:
        return Likeness(0.0, ())
    best = _likeness(asked, name, score)
    if best.score >= _SURE:
        return best
    ways = [(_likeness(asked, other, score), glued) for other, glued in _joined_somewhere(name)]
    ways += [(_likeness(other, name, score), glued) for other, glued in _joined_somewhere(asked)]
    others = [likeness for likeness, glued in ways if _answers(likeness, glued)]
    return max((best, *others), key=lambda likeness: likeness.score)


def _joined_somewhere(name: Sequence[Word]) -> list[tuple[tuple[Word, ...], Word]]:
    """Return the name with each two neighbours written as one, "Ali Reza" as "Alireza", and that one."""
    pairs = [(at, join(name[at : at + 2])) for at in range(len(name) - 1)]
    return [((*name[:at], glued, *name[at + 2 :]), glued) for at, glued in pairs]


def _answers(likeness: Likeness, glued: Word) -> bool:
    """Tell whether the joined word is what was found, and not a long word that happens to begin alike."""
    return any(match.score >= _SURE and glued in (match.asked, match.found) for match in likeness.matches)


def _likeness(query: Sequence[Word], name: Sequence[Word], score: Score) -> Likeness:
    scores = [[score(asked.latin, found.latin) for found in name] for asked in query]
    matches = tuple(
        Match(query[row], name[column], scores[row][column], reason(query[row], name[column]))
        for row, column in assign(scores)
    )
    return Likeness(sum(match.score for match in matches) / len(query), matches)


def assign(scores: Sequence[Sequence[float]]) -> tuple[tuple[int, int], ...]:
    """Return (row, column) pairs with the greatest sum, each row and column used once at most."""
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for column in range(len(scores[0])):
        for taken, (total, pairs) in list(best.items()):
            for row in range(len(scores)):
                if taken >> row & 1:
                    continue
                sum_now = total + scores[row][column]
                known = best.get(taken | 1 << row)
                if known is None or sum_now > known[0]:
                    best[taken | 1 << row] = (sum_now, (*pairs, (row, column)))
    return tuple(sorted(max(best.values(), key=lambda found: (found[0], len(found[1])))[1]))


def reason(one: Word, other: Word) -> Reason:
    """Tell why two words are taken for one name."""
    if script(one.text) != script(other.text):
        return Reason.SCRIPT
    if one.latin.startswith(other.latin) or other.latin.startswith(one.latin):
        return Reason.SAME
    return Reason.SPELLING


def script(text: str) -> str:
    """Return the script of the first letter, as Unicode calls it."""
    letter = next((character for character in text if character.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def phone_key(text: str) -> str:
    """Return a number's digits with country code, so that +49, 0049 and 0 are one; "" when too short."""
    told = _TRUNK_ZERO.sub("", text[:LONGEST_TEXT])
    digits = "".join(
        character if character.isascii() else str(unicodedata.decimal(character))
        for character in told
        if character.isdecimal()
    )
    if len(digits) < _SHORTEST_PHONE:
        return ""
    if told.lstrip().startswith(("+", "\uff0b")):
        return _without_trunk_zero(digits)
    if digits.startswith("00"):
        return _without_trunk_zero(digits[2:])
    if digits.startswith("0"):
        return ("49" + digits[1:])[:_LONGEST_PHONE]
    if digits.startswith("49") and len(digits) > 10:
        return _without_trunk_zero(digits)
    return ("49" + digits)[:_LONGEST_PHONE]


def _without_trunk_zero(digits: str) -> str:
    return (
        digits.replace("490", "49", 1)[:_LONGEST_PHONE]
        if digits.startswith("490")
        else digits[:_LONGEST_PHONE]
    )


def address_words(text: str) -> tuple[str, ...]:
    """Return the words of an address as the search knows them; "14 a" is one word, "Straße" is "str"."""
    plain = clean(text).lower().translate(_UMLAUTS).translate(_LETTERS)
    if not plain.isascii():
        plain = _to_ascii()(plain).lower()
    for letters, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        plain = plain.replace(letters, letter)
    found = (word.replace(" ", "") for word in _ADDRESS_WORD.findall(plain))
    return tuple(_STREET.sub("str", word) for word in found)[:MOST_WORDS]


def address_key(text: str) -> str:
    """Return one text for every way to write an address: "Rhein-Str. 3 a" is "Rheinstraße 3a"."""
    found = address_words(text)
    street = "".join(word for word in found if word.isalpha())
    return " ".join((street, *(word for word in found if not word.isalpha()))).strip()
