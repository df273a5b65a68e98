"""Checks the texts of the program and compiles them: `texts.py check | compile | missing [FOLDER]`.

A language is spread over the files `resources/locale/<language>/<area>.po`; the program reads one catalogue.
"""

import string
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import escape, read_po

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}
COMPLETE = ("de",)  # English speaks through the msgids

Msgid = str | tuple[str, ...]
Places = dict[Msgid, list[str]]


@dataclass
class Language:
    """The entries of one language with the file each came from."""

    code: str
    entries: dict[Msgid, list[tuple[Path, Message]]] = field(default_factory=lambda: defaultdict(list))
    twice: list[Path] = field(default_factory=list)


def extracted(root: Path) -> Places:
    """Return each msgid of the program with the places where it stands."""
    places: Places = defaultdict(list)
    for path in sorted((root / "lwdesk").rglob("*.py")):
        for line, msgid, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            places[msgid].append(f"{path.relative_to(root)}:{line}")
    for msgid in [msgid for msgid in places if isinstance(msgid, tuple)]:
        places[msgid] += places.pop(
            msgid[0], []
        )  # a catalogue has one entry for a text with and without a plural
    return places


def languages(root: Path) -> list[Language]:
    """Read every .po file; a language that must be complete is there even without one."""
    folder = root / "resources" / "locale"
    codes = {path.parent.name for path in folder.glob("*/*.po")} | set(COMPLETE)
    return [read_language(folder / code) for code in sorted(codes)]


def read_language(folder: Path) -> Language:
    language = Language(folder.name)
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=folder.name, abort_invalid=True)
        messages = [message for message in catalog if message.id]
        for message in messages:
            msgid = message.id if isinstance(message.id, str) else tuple(message.id)
            language.entries[msgid].append((path, message))
        if written(path) > len(messages):
            language.twice.append(path)
    return language


def written(path: Path) -> int:
    """Count the entries a .po file spells out; the reader folds repeated ones into one."""
    lines = [*path.read_text("utf-8").splitlines(), ""]
    starts = [(line, lines[n + 1]) for n, line in enumerate(lines) if line.startswith("msgid ")]
    return sum(not (line == 'msgid ""' and after.startswith("msgstr")) for line, after in starts)


def placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def wrong_placeholders(message: Message) -> bool:
    """Tell whether a translation names other facts; only the last plural form must name them all."""
    try:
        source = set().union(*(placeholders(form) for form in forms(message.id)))
        target = [placeholders(form) for form in forms(message.string)]
    except ValueError:
        return True
    return target[-1] != source or any(form - source for form in target)


def entry_faults(msgid: Msgid, found: list[tuple[Path, Message]], used: Places) -> Iterator[str]:
    for _path, message in found:
        if message.fuzzy:
            yield "fuzzy"
        elif not all(forms(message.string)):
            yield "empty"
        elif wrong_placeholders(message):
            yield "other placeholders"
    if len({path for path, _message in found}) > 1:
        yield "in two files"
    if msgid not in used:
        yield "unused"


def faults(language: Language, used: Places) -> Iterator[str]:
    """Yield one line for each text that is not as it should be."""
    for path in language.twice:
        yield f"{language.code}: {path.name} has one msgid twice"
    for msgid, found in language.entries.items():
        for fault in entry_faults(msgid, found, used):
            files = ", ".join(dict.fromkeys(path.name for path, _message in found))
            yield f"{language.code}: {fault} in {files}: {forms(msgid)[0]!r}"
    if language.code in COMPLETE:
        for msgid in used.keys() - language.entries.keys():
            yield f"{language.code}: missing: {forms(msgid)[0]!r} ({used[msgid][0]})"


def check(root: Path, _arguments: list[str]) -> int:
    used = extracted(root)
    wrong = sorted(line for language in languages(root) for line in faults(language, used))
    for line in wrong:
        print(line)
    print(f"texts: {len(used)} in the program, {len(wrong)} faults")
    return int(bool(wrong))


def compile_all(root: Path, _arguments: list[str]) -> int:
    """Write one binary catalogue for each language; entries without a translation stay English."""
    for language in languages(root):
        catalog = Catalog(locale=language.code)
        for found in language.entries.values():
            message = found[0][1]
            catalog.add(message.id, message.string)
        target = root / "resources" / "locale" / language.code / "LC_MESSAGES" / "lwdesk.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, catalog)
    return 0


def missing(root: Path, arguments: list[str]) -> int:
    """Print what German lacks as entries to fill, of one folder or module if one is named."""
    prefix = arguments[0] if arguments else "lwdesk"
    german = read_language(root / "resources" / "locale" / "de").entries
    for msgid, places in extracted(root).items():
        if msgid not in german and places[0].startswith(prefix):
            print(f"#: {places[0]}\n{blank(msgid)}\n")
    return 0


def blank(msgid: Msgid) -> str:
    if isinstance(msgid, str):
        return f'msgid {escape(msgid)}\nmsgstr ""'
    one, many = msgid
    return f'msgid {escape(one)}\nmsgid_plural {escape(many)}\nmsgstr[0] ""\nmsgstr[1] ""'


COMMANDS: dict[str, Callable[[Path, list[str]], int]] = {
    "check": check,
    "compile": compile_all,
    "missing": missing,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    sys.exit(COMMANDS[sys.argv[1]](ROOT, sys.argv[2:]))
