"""Texts in the reader's language: English in the code, the others in catalogues under resources/locale."""

import gettext
from functools import cache

from lwdesk.base import assets

DEFAULT = "de"
LANGUAGES = ("de", "en")


def N_(msgid: str) -> str:
    """Mark a text in a declaration; it is translated where it is shown."""
    return msgid


class Texts:
    """The words of one language; two of them can be at work in one run."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, msgid: str, **facts: object) -> str:
        text = self._catalogue.gettext(msgid) if msgid else ""
        return text.format(**facts) if facts else text

    def plural(self, one: str, many: str, n: int, **facts: object) -> str:
        return self._catalogue.ngettext(one, many, n).format(n=n, **facts)


@cache
def translator(language: str = DEFAULT) -> Texts:
    """Return the words of `language`; a language without a catalogue speaks English."""
    folder = assets.folder("resources") / "locale" / language
    try:
        with (folder / "LC_MESSAGES" / "lwdesk.mo").open("rb") as file:
            return Texts(language, gettext.GNUTranslations(file))
    except FileNotFoundError:
        from lwdesk.base.uncompiled import Uncompiled

        return Texts(language, Uncompiled(folder))
