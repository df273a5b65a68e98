"""Texts straight from their .po files, for a fresh checkout in which nobody has compiled them yet."""

import ast
import gettext
import re
from pathlib import Path

ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\s*)+)', re.MULTILINE)


class Uncompiled(gettext.NullTranslations):
    """A catalogue read from all areas of a language."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._texts: dict[str, tuple[str, ...]] = {}
        for path in sorted(folder.glob("*.po")):
            for block in path.read_text("utf-8").split("\n\n"):
                self._read(block)

    def gettext(self, message: str) -> str:
        return self._texts.get(message, (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        one, many = (*self._texts.get(msgid1, ()), msgid1, msgid2)[:2]
        return one if n == 1 else many

    def _read(self, block: str) -> None:
        parts = {key: "".join(map(ast.literal_eval, text.splitlines())) for key, text in ENTRY.findall(block)}
        told = tuple(text for key, text in parts.items() if key.startswith("msgstr") and text)
        if parts.get("msgid") and told:
            self._texts[parts["msgid"]] = told
