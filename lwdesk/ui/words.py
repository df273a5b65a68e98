"""The language of the window: one current translator that the person can switch."""

from PySide6.QtCore import QObject, Signal

from lwdesk.base.texts import DEFAULT, Texts, translator


class Words(QObject):
    """Holds the translator of the window and says when it was switched."""

    switched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.texts: Texts = translator(DEFAULT)

    @property
    def language(self) -> str:
        return self.texts.language

    def switch(self, language: str) -> None:
        self.texts = translator(language)
        self.switched.emit()


words = Words()


def _(msgid: str, **facts: object) -> str:
    """Return the text in the language of the window."""
    return words.texts(msgid, **facts)


def plural(one: str, many: str, n: int, **facts: object) -> str:
    return words.texts.plural(one, many, n, **facts)
