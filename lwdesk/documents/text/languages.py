"""What a language means for a line: its script and the side on which it begins."""

from lwdesk.documents.text.fonts import ARABIC, COMMON, CYRILLIC, ETHIOPIC, GREEK, LATIN

HOME = "de"
_SCRIPTS = {
    ARABIC: ("ar", "fa", "prs", "ps", "ckb", "ur", "ug", "bal", "haz"),
    ETHIOPIC: ("ti", "tig", "am", "byn"),
    CYRILLIC: ("uk", "ru", "bg", "sr", "mk", "be", "kk", "ky", "tg", "mn"),
    GREEK: ("el",),
}
_OF = {language: script for script, languages in _SCRIPTS.items() for language in languages}
_RIGHT_TO_LEFT = frozenset((*_SCRIPTS[ARABIC], "he", "yi", "aii"))


def script(language: str) -> str:
    return _OF.get(language.partition("-")[0], LATIN)


def reads_right_to_left(language: str) -> bool:
    return language.partition("-")[0] in _RIGHT_TO_LEFT


def spoken(language: str, sign_script: str) -> str:
    """Return the language of a run: German names in an Arabic sentence are German."""
    strange = sign_script not in (COMMON, script(language))
    return HOME if strange and sign_script == LATIN else language
