"""The check of the texts finds each way in which a translation can be wrong."""

import gettext
from pathlib import Path

import pytest

from tools import texts

SOURCE = """
from lwdesk.base.texts import N_
NAME = N_("Name")
SEEN = _("Seen {when}")
MANY = words.plural("{n} person", "{n} persons", 3)
ONE = _("Office")
SOME = plural("Office", "Offices", 2)
"""
GERMAN = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Name"
msgstr "Name"

msgid ""
"Seen "
"{when}"
msgstr "Gesehen {when}"

msgid "{n} person"
msgid_plural "{n} persons"
msgstr[0] "eine Person"
msgstr[1] "{n} Personen"

msgid "Office"
msgid_plural "Offices"
msgstr[0] "Standort"
msgstr[1] "Standorte"
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "lwdesk").mkdir()
    (tmp_path / "resources" / "locale" / "de").mkdir(parents=True)
    (tmp_path / "lwdesk" / "a.py").write_text(SOURCE, "utf-8")
    write(tree=tmp_path, text=GERMAN)
    return tmp_path


def write(tree: Path, text: str, area: str = "one") -> None:
    (tree / "resources" / "locale" / "de" / f"{area}.po").write_text(text, "utf-8")


def answer(tree: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    status = texts.check(tree, [])
    lines = capsys.readouterr().out.splitlines()[:-1]
    assert status == int(bool(lines))
    return lines


def test_a_complete_language_has_no_faults(tree, capsys) -> None:
    assert answer(tree, capsys) == []


def test_a_tree_without_texts_has_no_faults(tmp_path, capsys) -> None:
    assert answer(tmp_path, capsys) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "Name"\nmsgstr "Name"\n', "", "missing"),
        ('msgstr "Name"', 'msgstr ""', "empty"),
        ('msgstr[1] "Standorte"', 'msgstr[1] ""', "empty"),
        ('msgid "Name"', '#, fuzzy\nmsgid "Name"', "fuzzy"),
        ("Gesehen {when}", "Gesehen {wann}", "other placeholders"),
        ("Gesehen {when}", "Gesehen", "other placeholders"),
        ("Gesehen {when}", "Gesehen {when", "other placeholders"),
        ("{n} Personen", "viele Personen", "other placeholders"),
        ('msgid "Name"', 'msgid "Alter"\nmsgstr "Alter"\n\nmsgid "Name"', "unused"),
        ('msgid "Name"', 'msgid "Name"\nmsgstr "Benennung"\n\nmsgid "Name"', "twice"),
    ],
)
def test_each_fault_is_found(tree, capsys, old: str, new: str, fault: str) -> None:
    assert old in GERMAN
    write(tree, GERMAN.replace(old, new))
    lines = answer(tree, capsys)
    assert len(lines) == 1
    assert fault in lines[0]


@pytest.mark.parametrize("german", ["Name", "Benennung"])
def test_a_text_in_two_files_is_found_whatever_they_say(tree, capsys, german) -> None:
    write(tree, f'msgid "Name"\nmsgstr "{german}"\n', area="two")
    (line,) = answer(tree, capsys)
    assert "in two files" in line
    assert line.count(".po") == 2


def test_what_is_missing_is_printed_ready_to_fill(tree, capsys) -> None:
    write(tree, "")
    texts.missing(tree, [])
    filled = capsys.readouterr().out
    write(tree, filled)
    assert {fault.split(" ")[1] for fault in answer(tree, capsys)} == {"empty"}


def test_the_compiled_catalogue_speaks_in_singular_and_plural(tree) -> None:
    write(tree, 'msgid "Name"\nmsgstr "Name"\n', area="two")
    texts.compile_all(tree, [])
    german = gettext.translation("lwdesk", tree / "resources" / "locale", ["de"])
    assert german.gettext("Seen {when}") == "Gesehen {when}"
    assert german.gettext("Office") == "Standort"
    assert [german.ngettext("{n} person", "{n} persons", n) for n in (1, 2)] == [
        "eine Person",
        "{n} Personen",
    ]
